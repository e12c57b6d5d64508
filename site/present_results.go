package site

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// resultsView lays out a page of results.
func (s *Site) resultsView(c *fiber.Ctx, w words.Words, p params, origin *geo.Place, answer index.Answer, listings []listed) (v views.ResultsView, err error) {
	v = views.ResultsView{Heading: resultsHeading(w, p, origin, answer.Total)}
	if len(answer.Dangers) > 0 {
		urgent := s.dangerLines(w, answer.Dangers, nationsOf(origin))
		v.Urgent = &urgent
	}
	if slices.ContainsFunc(answer.Relaxed, func(r index.Relaxation) bool { return r.Kind == index.Unclear }) {
		v.Heading = w.T("results.heading_unclear") // a count would say that these are what was searched for
	}
	for _, r := range answer.Relaxed {
		v.Notices = append(v.Notices, s.relaxedSentence(w, r))
	}
	v.Places = s.placesMeant(w, p, answer.Where)
	if origin != nil {
		v.About = originSentences(w, *origin)
	} else if v.Places == nil && answer.Total > 0 {
		v.About = []string{w.T("results.no_place")}
	}
	v.Chips = s.chips(w, p)
	v.ClearAll = p.address((*params).widen)
	if v.Filters, err = s.filters(w, p, origin, answer); err != nil {
		return v, err
	}
	if answer.Total > 0 {
		v.Sorts = sorts(w, p, origin)
	} else {
		v.None = s.noneFound(w, p, origin)
	}
	if v.Bands, err = s.bands(w, p, origin, answer, listings); err != nil {
		return v, err
	}
	v.Sketch = s.sketch(c, w, origin, listings, (p.Page-1)*perPage+1)
	v.Pages = pagination(p, answer.Total, answer.At)
	v.Printed = printedWords(w, p, answer)
	return v, nil
}

// printedWords say what a printed page of results answers. Words that speak of danger stay off the paper: someone else may
// find it.
func printedWords(w words.Words, p params, answer index.Answer) string {
	var out []string
	if p.Q != "" && len(answer.Dangers) == 0 {
		out = append(out, w.T("results.asked", "Asked", shorten(p.Q)))
	}
	if last := lastPage(answer.Total); last > 1 {
		out = append(out, w.T("results.page_of", "Page", p.Page, "Last", last))
	}
	return strings.Join(out, " ")
}

func resultsHeading(w words.Words, p params, origin *geo.Place, total int) string {
	if origin == nil {
		return w.N("results.heading", total)
	}
	return w.N("results.heading_near", total, "Place", origin.Public())
}

// originSentences say what is known of where, and how exactly.
func originSentences(w words.Words, origin geo.Place) []string {
	var out []string
	if origin.Unlisted {
		out = append(out, w.T("origin.unlisted", "Asked", origin.Asked.String()))
	}
	if origin.Ended > 0 {
		out = append(out, w.T("origin.ended", "Label", origin.Label, "Month", monthWords(w, origin.Ended)))
	}
	switch origin.Precision {
	case geo.PrecisionUnit:
		out = append(out, w.T("origin.unit"))
	case geo.PrecisionPoint:
		out = append(out, w.T("origin.point"))
	case geo.PrecisionSettlement:
		out = append(out, w.T("origin.settlement", "Place", placeLabel(w, origin)))
	case geo.PrecisionSector:
		out = append(out, w.T("origin.sector", "Label", origin.Label))
	case geo.PrecisionOutward:
		out = append(out, w.T("origin.outward", "Label", origin.Label))
	case geo.PrecisionArea:
		out = append(out, w.T("origin.area", "Label", origin.Label))
	}
	if len(origin.Straddles) > 1 {
		out = append(out, w.T("origin.straddles", "Label", origin.Label, "Areas", areaNames(w, origin.Straddles)))
		if origin.Closer && origin.Asked.Level() != geo.Unit {
			out = append(out, w.T("origin.settle"))
		}
	}
	return out
}

func areaNames(w words.Words, codes []geo.AreaCode) string {
	var names []string
	for _, code := range codes {
		names = append(names, areaName(w, code))
	}
	return list(w, names)
}

// list joins names as people do: "a, b and c".
func list(w words.Words, names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	joined := names[0]
	for _, n := range names[1 : len(names)-1] {
		joined += ", " + n
	}
	return w.T("list.and", "First", joined, "Last", names[len(names)-1])
}

func (s *Site) relaxedSentence(w words.Words, r index.Relaxation) string {
	switch r.Kind {
	case index.Spelling:
		return w.T("relaxed.spelling", "Word", shorten(r.Word), "As", r.As)
	case index.Radius:
		return w.T("relaxed.radius", "From", wholeMiles(w, int(r.From)), "To", wholeMiles(w, int(r.To)))
	case index.MostWords:
		return w.T("relaxed.words")
	case index.Related:
		return w.T("relaxed.related")
	case index.AnyFilter:
		if r.Group == "" {
			return w.T("relaxed.dates")
		}
		return w.T("relaxed.filter", "Filter", w.T("filters."+string(r.Group)))
	case index.Anywhere:
		return w.T("relaxed.anywhere")
	case index.Unclear:
		return w.T("relaxed.unclear")
	case index.Cut:
		return w.T("relaxed.cut")
	}
	return w.T("relaxed.typos")
}

// placesMeant offers the places that the words of a search may speak of, where that could be several.
func (s *Site) placesMeant(w words.Words, p params, where index.Where) *views.PlacesMeant {
	if len(where.Choices) == 0 {
		return nil
	}
	meant := &views.PlacesMeant{Lead: w.T("results.which_place", "Asked", shorten(where.Asked))}
	for _, place := range where.Choices[:min(len(where.Choices), maxMeant)] {
		meant.Places = append(meant.Places, views.Link{Text: placeLabel(w, place), Href: p.address(func(p *params) {
			p.Q, p.Near = where.Rest, place.Near()
		})})
	}
	return meant
}

// maxMeant is how many places are offered above the results.
const maxMeant = 5

// wholeMiles writes a distance that was asked for: "1 mile", "5 miles".
func wholeMiles(w words.Words, miles int) string { return w.N("filters.miles", miles) }

// bands lays the results of a page out under the headings of their bands, numbered through.
func (s *Site) bands(w words.Words, p params, origin *geo.Place, answer index.Answer, listings []listed) (bands []views.Band, err error) {
	for i, l := range listings {
		band := l.result.Reach.Band()
		if len(bands) == 0 || bands[len(bands)-1].ID != "band-"+bandID(band) {
			bands = append(bands, bandOf(w, band, answer))
			bands[len(bands)-1].Start = (p.Page-1)*perPage + i + 1
		}
		last := &bands[len(bands)-1]
		result, err := s.resultView(w, l, origin)
		if err != nil {
			return nil, err
		}
		last.Results = append(last.Results, result)
	}
	return bands, nil
}

func bandID(b index.Band) string {
	if b == index.NoBand {
		return "all"
	}
	return string(b)
}

func bandOf(w words.Words, band index.Band, answer index.Answer) views.Band {
	b := views.Band{ID: "band-" + bandID(band)}
	n := answer.Bands[band]
	if band == index.NoBand {
		b.Note = w.N("band.all", n)
		return b
	}
	b.Heading = w.T("band." + string(band))
	b.Note = w.N("band.count", n)
	if band == index.NearBand {
		b.Note = w.N("band.within", n, "Distance", wholeMiles(w, int(answer.Within)))
	}
	b.Lead = w.T("band." + string(band) + "_lead")
	return b
}

// resultView is one service in the list.
func (s *Site) resultView(w words.Words, l listed, origin *geo.Place) (views.Result, error) {
	r := l.card.result
	r.Distance = s.distanceWords(w, l, origin)
	r.Meta = r.Fixed.Near
	if l.result.Reach != index.Near {
		r.Meta = r.Fixed.Far
	}
	r.Why = strings.Join(s.why(w, l, origin), "\u00a0· ")
	var err error
	r.Open, err = s.openAt(w, l)
	return r, err
}

// newestOrigin is the origin that vouched for something in the service last.
func newestOrigin(l data.Listing) data.Origin {
	return newestOf(l, l.Provenance[data.LevelService][string(l.Service.ID)].Records())
}

func phoneText(w words.Words, number string, kind data.PhoneType) string {
	if kind == data.SMS {
		return w.T("phone.text", "Number", number)
	}
	return number
}

func waysWords(w words.Words, ways []data.Way) string {
	var names []string
	for _, way := range ways {
		names = append(names, w.T("way."+string(way)))
	}
	return list(w, names)
}

func ageWords(w words.Words, service data.Service) string {
	switch {
	case service.MinimumAge != nil && *service.MinimumAge > 0 && service.MaximumAge != nil:
		return w.T("age.between", "From", *service.MinimumAge, "To", *service.MaximumAge)
	case service.MinimumAge != nil && *service.MinimumAge > 0:
		return w.T("age.from", "From", *service.MinimumAge)
	case service.MaximumAge != nil:
		return w.T("age.to", "To", *service.MaximumAge)
	}
	return ""
}

// filters is the form that narrows a search.
func (s *Site) filters(w words.Words, p params, origin *geo.Place, answer index.Answer) (f views.Filters, err error) {
	if f.Groups, err = s.filterGroups(w, p, answer); err != nil {
		return f, err
	}
	for _, h := range []views.Hidden{{Name: "q", Value: p.Q}, {Name: "near", Value: p.Near}, {Name: "sort", Value: p.Sort},
		{Name: "from", Value: p.From.String()}, {Name: "to", Value: p.To.String()}} {
		if h.Value != "" {
			f.Hidden = append(f.Hidden, h)
		}
	}
	if origin != nil {
		chosen := p.Within
		if chosen == 0 {
			chosen = int(geo.Neighbourhood(origin.Point))
		}
		miles := append([]int(nil), withins...)
		if !slices.Contains(miles, chosen) {
			miles = append(miles, chosen)
			slices.Sort(miles)
		}
		for _, m := range miles {
			f.Within = append(f.Within, views.Choice{Value: strconv.Itoa(m), Label: wholeMiles(w, m), Chosen: m == chosen})
		}
	}
	return f, nil
}

func sorts(w words.Words, p params, origin *geo.Place) []views.Choice {
	orders := []string{"", string(index.ByName)}
	if origin != nil {
		orders = []string{"", string(index.ByDistance), string(index.ByName)}
	}
	var out []views.Choice
	for _, o := range orders {
		id := o
		if id == "" {
			id = "best"
		}
		out = append(out, views.Choice{Label: w.T("sort." + id), Chosen: p.Sort == o, Href: p.address(func(p *params) { p.Sort = o })})
	}
	return out
}

// pagination links the first page, the last, and those around the current one.
func pagination(p params, total int, at int64) views.Pagination {
	last := lastPage(total)
	href := func(n int) string { return p.address(func(p *params) { p.Page, p.At = n, at }) }
	var out views.Pagination
	for n := 1; n <= last; n++ {
		if n == 1 || n == last || (n >= p.Page-1 && n <= p.Page+1) {
			out.Pages = append(out.Pages, views.PageLink{Number: n, Href: href(n), Current: n == p.Page})
		} else if out.Pages[len(out.Pages)-1].Number != 0 {
			out.Pages = append(out.Pages, views.PageLink{})
		}
	}
	if p.Page > 1 {
		out.Previous = href(p.Page - 1)
	}
	if p.Page < last {
		out.Next = href(p.Page + 1)
	}
	return out
}

// lastPage is the number of the last page that can be asked for.
func lastPage(total int) int { return min((total+perPage-1)/perPage, maxPage) }

// noneFound says what to do when nothing was found: never a bare nought.
func (s *Site) noneFound(w words.Words, p params, origin *geo.Place) *views.NoneFound {
	none := &views.NoneFound{Lead: w.T("none.lead")}
	if p.narrowed() {
		none.Steps = append(none.Steps, views.Link{Text: w.T("none.filters"),
			Href: p.address((*params).widen)})
	}
	if origin != nil {
		if p.Within < 50 {
			none.Steps = append(none.Steps, views.Link{Text: w.T("none.wider"), Href: p.address(func(p *params) { p.Within = 50 })})
		}
		if p.Q != "" {
			none.Steps = append(none.Steps, views.Link{Text: w.T("none.everything", "Place", origin.Public()), Href: p.address(func(p *params) { p.Q = "" })})
			none.Steps = append(none.Steps, views.Link{Text: w.T("none.anywhere"), Href: p.address(func(p *params) { p.Near = ""; p.Within = 0 })})
		}
	}
	none.Steps = append(none.Steps, views.Link{Text: w.T("none.topics"), Href: w.Path("/")})
	none.Lines = s.lines(w, nationsOf(origin), "listening", "older_people")
	return none
}

func nationsOf(origin *geo.Place) string {
	if origin == nil {
		return ""
	}
	return geo.Nation(origin.Areas)
}
