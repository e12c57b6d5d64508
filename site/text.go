package site

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"fingerpost/site/views"
	"fingerpost/site/words"
)

// part is one part of a page to read, by the ids of its sentences.
type part struct {
	heading    string
	paragraphs []string
	points     []string
}

// onward is a link under a part of a page, by the ids of the part's heading and of its own text, and by its address.
type onward struct{ under, text, address string }

// textPage shows a page to read. Values that sentences name come in pairs.
func (s *Site) textPage(title, lead string, parts []part, values func(w words.Words) []any, links ...onward) fiber.Handler {
	return func(c *fiber.Ctx) error {
		w := s.wordsFor(c)
		pairs := values(w)
		view := views.TextView{Heading: w.T(title), Lead: w.T(lead, pairs...)}
		for _, p := range parts {
			section := views.Section{Heading: w.T(p.heading)}
			for _, id := range p.paragraphs {
				section.Paragraphs = append(section.Paragraphs, w.T(id, pairs...))
			}
			for _, id := range p.points {
				section.Points = append(section.Points, w.T(id, pairs...))
			}
			for _, l := range links {
				if l.under == p.heading {
					section.Links = append(section.Links, views.Link{Text: w.T(l.text), Href: w.Path(l.address)})
				}
			}
			view.Sections = append(view.Sections, section)
		}
		return s.render(c, w, views.Page{Title: view.Heading, Description: view.Lead, Canonical: strings.TrimPrefix(c.Path(), words.Prefix(w.Lang))}, views.Text(view))
	}
}

// reachUs are the values of sentences that say how to reach who runs the directory.
func (s *Site) reachUs(w words.Words) []any {
	contact := s.Brand.Contact
	if contact == "" {
		contact = w.T("text.no_contact")
	}
	return []any{"Brand", s.Brand.Name, "Contact", contact}
}

func (s *Site) privacy() fiber.Handler {
	return s.textPage("privacy.title", "privacy.lead", []part{
		{"privacy.search_title", []string{"privacy.search", "privacy.search_words", "privacy.search_typing", "privacy.search_location"}, nil},
		{"privacy.list_title", []string{"privacy.list"}, nil},
		{"privacy.told_title", []string{"privacy.told"}, []string{"privacy.told_report", "privacy.told_add"}},
		{"privacy.counts_title", []string{"privacy.counts", "privacy.counts_once", "privacy.counts_small"}, nil},
		{"privacy.log_title", []string{"privacy.log"}, nil},
		{"privacy.others_title", []string{"privacy.others", "privacy.others_links"}, nil},
		{"privacy.rights_title", []string{"privacy.rights", "privacy.ico"}, nil},
	}, s.reachUs, onward{"privacy.counts_title", "figures.title", "/figures"})
}

func (s *Site) cookies() fiber.Handler {
	return s.textPage("cookies.title", "cookies.lead", []part{
		{"cookies.origin_title", []string{"cookies.origin"}, nil},
		{"cookies.list_title", []string{"cookies.list"}, nil},
		{"cookies.none_title", []string{"cookies.none"}, nil},
	}, s.reachUs)
}

func (s *Site) accessibility() fiber.Handler {
	return s.textPage("accessibility.title", "accessibility.lead", []part{
		{"accessibility.can_title", nil, []string{"accessibility.can_zoom", "accessibility.can_keyboard", "accessibility.can_reader", "accessibility.can_phone", "accessibility.can_script", "accessibility.can_print"}},
		{"accessibility.not_title", nil, []string{"accessibility.not_listings", "accessibility.not_pdf", "accessibility.not_bsl"}},
		{"accessibility.test_title", []string{"accessibility.test"}, nil},
		{"accessibility.tell_title", []string{"accessibility.tell", "accessibility.enforce"}, nil},
	}, s.reachUs)
}

func (s *Site) safety() fiber.Handler {
	return s.textPage("safety.title", "safety.lead", []part{
		{"safety.leave_title", []string{"safety.leave", "safety.leave_not"}, nil},
		{"safety.private_title", []string{"safety.private"}, []string{"safety.private_phone", "safety.private_computer", "safety.private_other"}},
		{"safety.history_title", []string{"safety.history", "safety.history_some"}, nil},
		{"safety.phone_title", []string{"safety.phone", "safety.phone_bill"}, nil},
		{"safety.paper_title", []string{"safety.paper"}, nil},
	}, s.reachUs)
}
