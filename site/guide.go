package site

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// A printed guide: what there is near a place on some topics, for people who are not online. A library or a surgery prints it
// and hands it out. It is a page like others, which prints, and a PDF of the same words.

// Bounds of a guide: beyond them it is no leaflet any more.
const (
	guideEach  = 8   // services on a topic, unless more are asked for
	guideMost  = 20  // the same, at most
	guideTotal = 150 // services in all
)

// guide is what a guide was asked to be.
type guide struct {
	near   string
	topics []data.TopicID
	each   int
}

// guideForm asks for a place and topics.
func (s *Site) guideForm(c *fiber.Ctx) error {
	w := s.wordsFor(c)
	return s.showGuideForm(c, w, views.GuideForm{Each: strconv.Itoa(guideEach)}, nil)
}

func (s *Site) showGuideForm(c *fiber.Ctx, w words.Words, form views.GuideForm, chosen []data.TopicID) error {
	for _, t := range s.Lexicon.Topics.Top() {
		form.Topics = append(form.Topics, views.Choice{ID: "topic-" + string(t.ID), Value: string(t.ID), Label: s.topicName(w, t), Chosen: slices.Contains(chosen, t.ID)})
	}
	page := views.Page{Title: w.T("guide.title"), Description: w.T("guide.lead"), Here: "/guide"}
	if form.NearError != "" || form.TopicError != "" {
		page.Title = w.T("form.error_title", "Title", page.Title)
	} else {
		page.Canonical = "/guide"
	}
	return s.render(c, w, page, views.GuidePage(w, form))
}

// postGuide takes the form. The address of the guide holds the sector of a postcode and no more, as that of a search does.
func (s *Site) postGuide(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if err := ownForm(c); err != nil {
		return err
	}
	w := s.wordsFor(c)
	near := typed(c.FormValue("near"))
	form := views.GuideForm{Near: near, Each: c.FormValue("each")}
	var chosen []data.TopicID
	for _, v := range c.Context().PostArgs().PeekMulti("topic") {
		if _, known := s.Lexicon.Topics.Get(data.TopicID(v)); known {
			chosen = append(chosen, data.TopicID(v))
		}
	}
	place, err := s.finder().Find(near)
	switch {
	case near == "":
		form.NearError = w.T("error.guide.near")
	case err != nil:
		form.NearError = s.guideNear(w, err)
	}
	if len(chosen) == 0 {
		form.TopicError = w.T("error.guide.topic")
	}
	if form.NearError != "" || form.TopicError != "" {
		return s.showGuideForm(c, w, form, chosen)
	}
	values := url.Values{"near": {place.Near()}}
	for _, t := range chosen {
		values.Add("topic", string(t))
	}
	if form.Each != "" && form.Each != strconv.Itoa(guideEach) {
		values.Set("each", form.Each)
	}
	return c.Redirect(w.Path("/guide/print?"+values.Encode()), fiber.StatusSeeOther)
}

// guideNear says what is wrong with a place. Of several places of one name it names each, to be typed.
func (s *Site) guideNear(w words.Words, err error) string {
	var ambiguous *geo.AmbiguousError
	var slip *geo.SlipError
	switch {
	case errors.As(err, &ambiguous):
		var names []string
		for _, place := range ambiguous.Choices[:min(len(ambiguous.Choices), maxMeant)] {
			names = append(names, place.Near())
		}
		return w.T("error.guide.which", "Places", strings.Join(names, "; "))
	case errors.As(err, &slip):
		return w.T("error.guide.which", "Places", slip.Suggestion.String())
	}
	problem := problemOf(err)
	return w.T(problem.detail, problem.pairs...)
}

// readGuide reads what a guide should be from its address.
func (s *Site) readGuide(c *fiber.Ctx) (guide, *geo.Place, error) {
	g := guide{near: typed(c.Query("near")), each: guideEach}
	for _, v := range c.Context().QueryArgs().PeekMulti("topic") {
		if problem := s.checkFilter(index.TopicGroup, string(v)); problem != nil {
			return g, nil, problem
		}
		if id := data.TopicID(v); !slices.Contains(g.topics, id) {
			g.topics = append(g.topics, id)
		}
	}
	if n, err := strconv.Atoi(c.Query("each")); err == nil && n > 0 {
		g.each = min(n, guideMost)
	}
	if g.near == "" || len(g.topics) == 0 {
		return g, nil, errNoGuide
	}
	place, err := s.place(c, g.near)
	return g, &place, err
}

// address is where a guide is, in some form.
func (g guide) address(path string, more ...string) string {
	values := url.Values{"near": {g.near}}
	for _, t := range g.topics {
		values.Add("topic", string(t))
	}
	if g.each != guideEach {
		values.Set("each", strconv.Itoa(g.each))
	}
	for i := 0; i+1 < len(more); i += 2 {
		values.Set(more[i], more[i+1])
	}
	return path + "?" + values.Encode()
}

// guidePage shows a guide as a page that prints.
func (s *Site) guidePage(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	w := s.wordsFor(c)
	g, view, err := s.guideOf(c, w)
	if err != nil {
		return err
	}
	page := views.Page{Title: view.Heading, NoIndex: true, Here: g.address("/guide/print"), Large: c.Query("size") == "large", Back: &views.Link{Text: w.T("guide.back"), Href: w.Path("/guide")}}
	return s.render(c, w, page, views.Guide(w, view))
}

// guideOf is the guide that an address asks for.
func (s *Site) guideOf(c *fiber.Ctx, w words.Words) (guide, views.GuideView, error) {
	g, place, err := s.readGuide(c)
	if err != nil {
		return g, views.GuideView{}, err
	}
	view, err := s.guideView(c, w, g, place)
	return g, view, err
}

// guideView gathers a guide: of each topic what is near first, then what covers the area, then what is had by phone or online,
// each service once.
func (s *Site) guideView(c *fiber.Ctx, w words.Words, g guide, place *geo.Place) (views.GuideView, error) {
	view := views.GuideView{Heading: w.T("guide.heading", "Place", place.Public()), Made: w.T("saved.made", "Date", dateWords(w, data.DateOf(s.Now())), "Brand", s.Brand.Name),
		Crisis: s.crisisEntries(w, geo.Nation(place.Areas))}
	if _, ready := s.Index.Ready(); !ready {
		return view, errNotReady
	}
	seen := map[data.ServiceID]bool{}
	number := 0
	var names []string
	for _, id := range g.topics {
		t, _ := s.Lexicon.Topics.Get(id)
		names = append(names, s.topicName(w, t))
		p := params{words: w, Near: place.Near(), Filters: index.Filters{index.TopicGroup: {string(id)}}, Page: 1}
		request := p.request(place)
		request.Limit = g.each * 2 // some may stand under another topic already
		answer, err := s.search(c, request)
		if err != nil {
			return view, err
		}
		found, err := s.listed(c, w, answer.Results)
		if err != nil {
			return view, err
		}
		section := views.GuideSection{ID: "topic-" + string(id), Heading: s.topicName(w, t)}
		listings, err := s.whole(c, found)
		if err != nil {
			return view, err
		}
		for _, l := range found {
			listing, ok := listings[l.id]
			if !ok || seen[l.id] || len(section.Entries) == g.each || number == guideTotal {
				continue
			}
			seen[l.id] = true
			number++
			entry := views.SavedEntry{Leaflet: s.leaflet(w, listing), Number: number}
			if distance := s.distanceWords(w, l, place); distance != "" {
				entry.Rows = append([]views.Row{{Name: w.T("leaflet.how_far"), Value: distance}}, entry.Rows...)
			}
			section.Entries = append(section.Entries, entry)
		}
		if len(section.Entries) == 0 {
			section.Lead = w.T("guide.nothing")
		}
		view.Sections = append(view.Sections, section)
	}
	view.Subtitle = list(w, names)
	view.Lead = w.N("guide.count", number)
	view.Sizes = []views.Link{{Text: w.T("guide.pdf_a4"), Href: w.Path(g.address("/guide.pdf"))}, {Text: w.T("guide.pdf_a5"), Href: w.Path(g.address("/guide.pdf", "size", "a5"))},
		{Text: w.T("guide.pdf_large"), Href: w.Path(g.address("/guide.pdf", "size", "large"))}}
	return view, nil
}

// whole reads all that is known of what was found: on paper stands more than in a list of results.
func (s *Site) whole(c *fiber.Ctx, found []listed) (map[data.ServiceID]data.Listing, error) {
	ids := make([]data.ServiceID, len(found))
	for i, l := range found {
		ids[i] = l.id
	}
	listings, err := s.Store.Listings(c.UserContext(), ids)
	out := make(map[data.ServiceID]data.Listing, len(listings))
	for _, l := range listings {
		out[l.Service.ID] = l
	}
	return out, err
}

// crisisEntries are the crisis lines of a nation, as a guide prints them before all else: with their hours, and not with
// whether they are open now.
func (s *Site) crisisEntries(w words.Words, nation string) []views.Line {
	var lines []views.Line
	for _, kind := range content.HelplineKinds {
		for _, line := range s.Helplines {
			if line.Kind != kind || nation != "" && !slices.Contains(line.Nations, nation) {
				continue
			}
			v := s.lineView(w, line, nation)
			v.State = ""
			if v.Hours == "" {
				v.Hours = s.weekLine(w, line.Hours).Text
			}
			lines = append(lines, v)
		}
	}
	return lines
}
