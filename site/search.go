package site

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// postSearch takes the search form. The exact place goes into a sealed cookie and its sector into the address (DESIGN.md,
// "A search is private"). A form that cannot be used is shown again with what was typed, which never enters an address.
func (s *Site) postSearch(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if err := ownForm(c); err != nil {
		return err
	}
	w := s.wordsFor(c)
	p, err := s.checkParams(w, url.Values{"q": {c.FormValue("q")}, "near": {c.FormValue("near")}})
	if err != nil {
		return s.searchProblem(c, w, params{words: w, Q: typed(c.FormValue("q")), Near: typed(c.FormValue("near"))}, err)
	}
	var place geo.Place
	if p.Near == "" {
		if p.Q == "" {
			return s.searchProblem(c, w, p, badParameter("near", "error.near.empty"))
		}
		where := s.Index.PlaceIn(p.Q)
		if where.Place == nil {
			return c.Redirect(p.address(nil), fiber.StatusSeeOther)
		}
		place, p.Q = *where.Place, where.Rest // a postcode among the words must not get into the address
	} else if place, err = s.finder().Find(p.Near); err != nil {
		return s.searchProblem(c, w, p, err)
	}
	if err := s.setOrigin(c, exact(place)); err != nil {
		return err
	}
	p.Q, p.Near = s.withoutPostcodes(p.Q), place.Near()
	return c.Redirect(p.address(nil), fiber.StatusSeeOther)
}

// searched is a search that was run: what was asked, and what was found.
type searched struct {
	params   params // as links have it: a place among the words stands by itself, and never closer than its sector
	shown    params // as the form shows it to who asked
	origin   *geo.Place
	answer   index.Answer
	listings []listed
}

// searchPage runs the search that an address asks for, and shows what it found.
func (s *Site) searchPage(path string, show func(*fiber.Ctx, words.Words, searched) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderCacheControl, "no-store")
		w := s.wordsFor(c)
		p, err := s.readParams(c)
		p.path = path
		if err != nil {
			return s.searchProblem(c, w, p, err)
		}
		if p.asksNothing() {
			return c.Redirect(w.Path("/"), fiber.StatusSeeOther)
		}
		r, err := s.runSearch(c, p)
		if err != nil {
			return s.searchProblem(c, w, p, err)
		}
		return show(c, w, r)
	}
}

func (s *Site) runSearch(c *fiber.Ctx, p params) (searched, error) {
	origin, err := s.originOf(c, p)
	if err != nil {
		return searched{}, err
	}
	answer, listings, err := s.found(c, &p, origin)
	if err != nil {
		return searched{}, err
	}
	shown := p
	if origin == nil {
		origin = answer.Where.Place
	}
	if p.Near == "" && answer.Where.Place != nil {
		if where := s.Index.PlaceIn(p.Q); where.Place != nil {
			p.Q, p.Near = where.Rest, where.Place.Near() // the place goes into its own box, and the links
		}
	}
	p.Q = s.withoutPostcodes(p.Q)
	shown.Q = p.Q
	if origin != nil && p.Near != "" {
		p.Near = origin.Near()
		shown.Near = origin.Public()
		if !origin.Asked.IsZero() {
			shown.Near = origin.Asked.String()
		}
	}
	return searched{p, shown, origin, answer, listings}, nil
}

// showResults shows a page of results.
func (s *Site) showResults(c *fiber.Ctx, w words.Words, r searched) error {
	count := s.soughtOf(r.params, r.origin, r.answer)
	s.count(c, count)
	if !isExact(r.origin) {
		mayKeep(c, count)
	}
	view, err := s.resultsFor(c, w, r.params, r.origin, r.answer, r.listings, r.params.here())
	if err != nil {
		return err
	}
	page := s.pageOf(w, r, view.Heading)
	page.Search = &views.SearchForm{Q: r.shown.Q, Near: r.shown.Near, Compact: true}
	return s.render(c, w, page, views.Results(w, view))
}

// isExact reports whether a place is known to a whole postcode or closer: answers to searches from there are not kept.
func isExact(origin *geo.Place) bool {
	return origin != nil && (origin.Asked.Level() == geo.Unit || origin.Precision == geo.PrecisionUnit || origin.Precision == geo.PrecisionPoint)
}

// pageOf is the page around what a search found.
func (s *Site) pageOf(w words.Words, r searched, heading string) views.Page {
	return views.Page{Title: pageTitle(w, heading, r.params.Page, r.answer.Total), NoIndex: true, Here: s.english(r.params).here(),
		Leave: len(r.answer.Dangers) > 0 || s.sensitive(r.params.topics())}
}

// resultsFor lays out results for who asks: with what they have saved, and a way back to here from what they do on the page.
func (s *Site) resultsFor(c *fiber.Ctx, w words.Words, p params, origin *geo.Place, answer index.Answer, listings []listed, here string) (views.ResultsView, error) {
	view, err := s.resultsView(c, w, p, origin, answer, listings)
	kept, _ := s.saved(c)
	view.Back = here
	view.Map = mapAddress(p, listings)
	for b := range view.Bands {
		for i := range view.Bands[b].Results {
			r := &view.Bands[b].Results[i]
			r.Saved = slices.Contains(kept, data.ServiceID(r.ID))
		}
	}
	return view, err
}

// english are the same parameters for the pages in English.
func (s *Site) english(p params) params {
	p.words = s.words.In(words.English)
	return p
}

// originOf finds the place of a search; nil for a search without one.
func (s *Site) originOf(c *fiber.Ctx, p params) (*geo.Place, error) {
	if p.Near == "" {
		return nil, nil
	}
	place, err := s.place(c, p.Near)
	if err != nil {
		return nil, err
	}
	return &place, nil
}

// found runs a search and reads the listings of its page. A page past the last is the first.
func (s *Site) found(c *fiber.Ctx, p *params, origin *geo.Place) (index.Answer, []listed, error) {
	if _, ready := s.Index.Ready(); !ready {
		return index.Answer{}, nil, errNotReady
	}
	answer, err := s.search(c, p.request(origin))
	if err != nil {
		return index.Answer{}, nil, err
	}
	if len(answer.Results) == 0 && answer.Total > 0 && p.Page > 1 {
		p.Page = 1
		if answer, err = s.search(c, p.request(origin)); err != nil {
			return index.Answer{}, nil, err
		}
	}
	listings, err := s.listed(c, p.words, answer.Results)
	numbers := numbered(answer.Sought)
	for i := range listings {
		listings[i].found = listings[i].matchesOf(answer.Sought, numbers)
	}
	return answer, listings, err
}

// searchProblem answers a search that cannot be run: with a choice where there is one, else with the form and what is
// wrong with it. That is an answer like any other (200): there are proxies that put a page of their own in place of a failure.
func (s *Site) searchProblem(c *fiber.Ctx, w words.Words, p params, err error) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if view, ok := s.choicesView(w, p, err); ok {
		page := views.Page{Title: view.Heading, NoIndex: true, Here: "/", Search: &views.SearchForm{Q: p.Q, Near: p.Near, Compact: true}}
		if c.Method() == fiber.MethodGet && len(view.Places) > 0 {
			p.Q = s.withoutPostcodes(p.Q)
			page.Here = s.english(p).address(nil)
		}
		return s.render(c, w, page, views.Choices(w, view))
	}
	problem := problemOf(err)
	if problem.field != "near" && problem.field != "q" {
		return err
	}
	form := views.SearchForm{Q: p.Q, Near: p.Near}
	sentence := w.T(problem.detail, problem.pairs...)
	if problem.field == "near" {
		form.NearError = sentence
	} else {
		form.QError = sentence
	}
	view := s.homeView(w, form)
	page := views.Page{Title: w.T("form.error_title", "Title", w.T("home.title")), NoIndex: true, Hero: true, Here: "/"}
	return s.render(c, w, page, views.Home(w, view))
}

// withoutPostcodes takes whole postcodes out of the words of a search: no address may hold one (DESIGN.md, "A search is
// private").
func (s *Site) withoutPostcodes(q string) string {
	for range 10 {
		if !mayHoldPostcode(q) {
			break
		}
		where := s.Index.PlaceIn(q)
		if where.Place == nil || where.Place.Asked.Level() != geo.Unit || where.Rest == q {
			break
		}
		q = where.Rest
	}
	return q
}

// mayHoldPostcode reports whether there may be a postcode in a text: each has a digit, and looking for places takes long.
func mayHoldPostcode(q string) bool {
	return strings.ContainsFunc(q, func(r rune) bool { return r >= '0' && r <= '9' || r >= utf8.RuneSelf })
}

// choicesView offers the places that may have been meant.
func (s *Site) choicesView(w words.Words, p params, err error) (views.ChoicesView, bool) {
	var ambiguous *geo.AmbiguousError
	var slip *geo.SlipError
	switch {
	case errors.As(err, &ambiguous):
		p.Q = s.withoutPostcodes(p.Q)
		return choicesOf(w, ambiguous, func(place geo.Place) string { return p.address(func(p *params) { p.Near = place.Near() }) }), true
	case errors.As(err, &slip):
		return views.ChoicesView{Heading: w.T("choices.slip_title"), Lead: w.T("choices.slip_lead", "Typed", shorten(slip.Input)),
			Slips: []views.SlipChoice{{Label: w.T("choices.slip_button", "Postcode", slip.Suggestion.String()), Near: slip.Suggestion.String(), Q: p.Q}}}, true
	}
	return views.ChoicesView{}, false
}

// choicesOf asks which of several places was meant, each with where it leads.
func choicesOf(w words.Words, ambiguous *geo.AmbiguousError, href func(geo.Place) string) views.ChoicesView {
	view := views.ChoicesView{Heading: w.T("choices.title", "Place", shorten(ambiguous.Input)), Lead: w.T("choices.lead")}
	if ambiguous.Guessed {
		view.Heading, view.Lead = w.T("choices.guess_title"), w.T("choices.guess_lead", "Typed", shorten(ambiguous.Input))
	}
	for _, place := range ambiguous.Choices {
		view.Places = append(view.Places, views.Link{Text: placeLabel(w, place), Href: href(place)})
	}
	return view
}

// placeLabel names a place so that it can be told from others of its name: what it is, its council and its nation.
func placeLabel(w words.Words, place geo.Place) string {
	what := ""
	switch {
	case place.Kind != "":
		what = w.T("settlement." + string(place.Kind))
	case place.Precision == geo.PrecisionArea && len(place.Areas) > 0:
		what = w.T("level." + levelName(place.Areas[0]))
	default:
		return place.Label
	}
	where := []string{what}
	for _, code := range place.Areas {
		area, ok := geo.AreaByCode(code)
		if place.Kind != "" && ok && area.Level == geo.DistrictLevel || ok && isNation(area) && area.Name != place.Label {
			where = append(where, areaName(w, code))
		}
	}
	return w.T("choices.place", "Name", place.Label, "Where", strings.Join(where, ", "))
}

// isNation reports whether an area is one of the four nations or of the islands.
func isNation(area geo.Area) bool { return area.Level == geo.NationLevel && area.Code[0] != 'K' }

func levelName(code geo.AreaCode) string {
	switch code.Level() {
	case geo.WardLevel:
		return "ward"
	case geo.DistrictLevel:
		return "district"
	case geo.CountyLevel:
		return "county"
	case geo.HealthLevel:
		return "health"
	case geo.RegionLevel:
		return "region"
	}
	return "nation"
}

func pageTitle(w words.Words, heading string, page, total int) string {
	last := (total + perPage - 1) / perPage
	if last < 2 {
		return heading
	}
	return w.T("pages.title", "Heading", heading, "Page", page, "Last", last)
}
