package site

import (
	"bytes"

	"github.com/gofiber/fiber/v2"

	"fingerpost/site/booklet"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// formats are the sizes that a PDF can be had in, by what their addresses say.
var formats = map[string]booklet.Format{"": booklet.A4, "a5": booklet.A5, "large": booklet.Large}

// sendPDF sends a booklet. inline: browsers show it, and people keep it if they like.
func sendPDF(c *fiber.Ctx, b booklet.Booklet, name string) error {
	format, ok := formats[c.Query("size")]
	if !ok {
		return badParameter("size", "error.pdf_size")
	}
	var file bytes.Buffer
	if err := b.Write(&file, format); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, `inline; filename="`+name+`.pdf"`)
	return c.Send(file.Bytes())
}

// booklet is what every PDF has.
func (s *Site) booklet(w words.Words, title, made string) booklet.Booklet {
	b := booklet.Booklet{Lang: w.T("page.lang"), Title: title, Made: made, Continued: w.T("pdf.continued"),
		Page: func(n, of int) string { return w.T("pdf.page", "Page", n, "Last", of) }}
	for _, line := range s.footerLines(w) {
		b.Footer = line
	}
	return b
}

// listPDF sends the saved list as a PDF.
func (s *Site) listPDF(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	w := s.wordsFor(c)
	listings, err := s.savedListings(c)
	if err != nil {
		return err
	}
	if len(listings) == 0 {
		return c.Redirect(w.Path("/list"), fiber.StatusSeeOther)
	}
	view := s.savedView(w, listings)
	b := s.booklet(w, view.Heading, view.Made)
	b.Crisis = shortCrisis(s.crisisSummary(w))
	b.Sections = []booklet.Section{{Entries: bookletEntries(view.Entries)}}
	if len(listings) <= maxCoded {
		b.QRLabel = s.base(c) + w.Path("/list/of/"+codeOf(listings))
		if b.QR, err = codeGrid(b.QRLabel); err != nil {
			return err
		}
	}
	return sendPDF(c, b, "list")
}

// guidePDF sends a guide as a PDF.
func (s *Site) guidePDF(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	w := s.wordsFor(c)
	_, view, err := s.guideOf(c, w)
	if err != nil {
		return err
	}
	b := s.booklet(w, view.Heading, view.Made)
	b.Subtitle, b.Contents = view.Subtitle, w.T("guide.contents")
	b.Crisis = booklet.Section{Heading: w.T("urgent.title"), Lead: w.T("urgent.lead"), Entries: crisisBooklet(w, view.Crisis)}
	for _, section := range view.Sections {
		b.Sections = append(b.Sections, booklet.Section{Heading: section.Heading, Lead: section.Lead, Entries: bookletEntries(section.Entries)})
	}
	return sendPDF(c, b, "guide")
}

func bookletEntries(entries []views.SavedEntry) []booklet.Entry {
	var out []booklet.Entry
	for _, e := range entries {
		entry := booklet.Entry{Number: e.Number, Name: e.Name, Organization: e.Organization, Summary: e.Summary, Warning: e.Warning, Source: e.Source.Text}
		for _, p := range e.Phones {
			entry.Phones = append(entry.Phones, numberAndWhose(p))
			if p.Hours.Text != "" {
				entry.Rows = append(entry.Rows, booklet.Row{Label: p.Link.Text, Text: p.Hours.Text})
			}
		}
		for _, r := range e.Rows {
			entry.Rows = append(entry.Rows, booklet.Row{Label: r.Name, Text: r.Value})
		}
		out = append(out, entry)
	}
	return out
}

// crisisBooklet are crisis lines as a guide prints them.
func crisisBooklet(w words.Words, lines []views.Line) []booklet.Entry {
	var out []booklet.Entry
	for _, l := range lines {
		entry := booklet.Entry{Name: l.Name, Summary: l.For, Source: l.Source.Text}
		for _, a := range l.Actions {
			entry.Phones = append(entry.Phones, a.Text)
		}
		for _, r := range []booklet.Row{{Label: w.T("leaflet.hours"), Text: l.Hours}, {Label: w.T("fact.area"), Text: l.Nations}, {Text: l.Note}} {
			if r.Text != "" {
				entry.Rows = append(entry.Rows, r)
			}
		}
		out = append(out, entry)
	}
	return out
}

// shortCrisis are the few lines that a saved list begins with.
func shortCrisis(u views.Urgent) booklet.Section {
	section := booklet.Section{Heading: u.Heading}
	for _, l := range u.Lines {
		entry := booklet.Entry{Name: l.Name, Summary: l.For}
		for _, a := range l.Actions {
			entry.Phones = append(entry.Phones, a.Text)
		}
		section.Entries = append(section.Entries, entry)
	}
	return section
}
