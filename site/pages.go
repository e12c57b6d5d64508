package site

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/geo"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

func (s *Site) home(c *fiber.Ctx) error {
	w := s.wordsFor(c)
	view := s.homeView(w, views.SearchForm{})
	counts, err := s.Store.Count(c.UserContext())
	if err != nil {
		return err
	}
	view.Count = w.N("home.count", counts.Services)
	page := views.Page{Title: w.T("home.title"), Description: w.T("home.lead"), Hero: true, Canonical: "/"}
	return s.render(c, w, page, views.Home(w, view))
}

func (s *Site) homeView(w words.Words, form views.SearchForm) views.HomeView {
	view := views.HomeView{Form: form, Urgent: s.crisisSummary(w)}
	for _, t := range s.Lexicon.Topics.Top() {
		var below []string
		for _, child := range s.Lexicon.Topics.Under(t.ID) {
			below = append(below, s.topicName(w, child))
		}
		view.Topics = append(view.Topics, views.Topic{Name: s.topicName(w, t), Note: strings.Join(below[:min(3, len(below))], "\u00a0· "),
			Href: w.Path(topicAddress(t.ID))})
	}
	return view
}

func (s *Site) urgentHelp(c *fiber.Ctx) error {
	w := s.wordsFor(c)
	view := views.UrgentView{Heading: w.T("urgent.title"), Lead: w.T("urgent.lead")}
	for _, kind := range content.HelplineKinds {
		if lines := s.lines(w, "", kind); len(lines) > 0 {
			view.Groups = append(view.Groups, views.LineGroup{ID: "lines-" + string(kind), Heading: w.T("urgent." + string(kind)), Lines: lines})
		}
	}
	return s.render(c, w, views.Page{Title: view.Heading, Description: view.Lead, Canonical: "/urgent-help"}, views.UrgentHelp(w, view))
}

func (s *Site) aboutTheData(c *fiber.Ctx) error {
	w := s.wordsFor(c)
	sources, err := s.Store.Sources(c.UserContext())
	if err != nil {
		return err
	}
	view := views.AboutView{Text: views.TextView{Heading: w.T("about.title"), Sections: []views.Section{
		{Heading: w.T("about.how_title"), Paragraphs: []string{w.T("about.how"), w.T("about.dates"), w.T("about.assumed")}},
		{Heading: w.T("about.places_title"), Paragraphs: placesSentences(w)},
		{Heading: w.T("about.safe_title"), Paragraphs: []string{w.T("about.safe"), w.T("about.withheld")}},
		{Heading: w.T("about.missing_title"), Paragraphs: []string{w.T("about.missing")}, Links: []views.Link{{Text: w.T("figures.title"), Href: w.Path("/figures")}}},
		{Heading: w.T("about.wrong_title"), Paragraphs: []string{s.wrongSentence(w)}},
	}}}
	for _, source := range sources {
		row := views.SourceRow{Name: source.Name}
		for _, fact := range []views.Row{{Name: w.T("about.area"), Value: capital(areaName(w, source.Area))}, {Name: w.T("about.licence"), Value: source.Licence}, {Name: w.T("about.dated"), Value: dateWords(w, source.Dated)}} {
			if fact.Value != "" {
				row.Facts = append(row.Facts, fact)
			}
		}
		if host(source.URL) != "" {
			row.Href = source.URL
		}
		view.Sources = append(view.Sources, row)
	}
	return s.render(c, w, views.Page{Title: w.T("about.title")}, views.About(w, view))
}

// placesSentences say what is known of postcodes, places and areas, and where it comes from.
func placesSentences(w words.Words) []string {
	said := map[string]string{"postcodes": w.T("about.places")}
	for _, set := range geo.Datasets() {
		source := set.Source
		if date, err := data.ParseDate(set.Dated); err == nil {
			source = w.T("about.places_dated", "Source", set.Source, "Date", dateWords(w, date))
		}
		switch set.Kind {
		case "postcodes":
			said[set.Kind] = w.T("about.places_units", "Count", thousands(set.Rows), "Source", source)
		case "places":
			said[set.Kind] = w.T("about.places_names", "Source", source)
		case "areas":
			said[set.Kind] = w.T("about.places_areas", "Source", source)
		}
	}
	var out []string
	for _, kind := range []string{"postcodes", "places", "areas"} {
		if said[kind] != "" {
			out = append(out, said[kind])
		}
	}
	return append(out, w.T("about.ogl"), w.T("about.geonames"), w.T("about.cc0"))
}

// thousands writes a number with commas: 1,745,013.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for cut := len(digits) - 3; cut > 0; cut -= 3 {
		digits = digits[:cut] + "," + digits[cut:]
	}
	return digits
}

func (s *Site) wrongSentence(w words.Words) string {
	if s.Brand.Contact == "" {
		return w.T("about.wrong_no_contact")
	}
	return w.T("about.wrong", "Contact", s.Brand.Contact)
}

// healthz answers while the process serves.
func (s *Site) healthz(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(fiber.Map{"status": "ok"})
}

// readyz answers 200 once the index has caught up with the log.
func (s *Site) readyz(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	services, ready := s.Index.Ready()
	if !ready {
		c.Status(fiber.StatusServiceUnavailable)
		return c.JSON(fiber.Map{"status": "catching up", "services": services})
	}
	return c.JSON(fiber.Map{"status": "ready", "services": services})
}
