package site

import (
	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// reportName is what the address of a report's form ends with, and the address of no listing.
const reportName = "report"

// reportForm asks what is wrong, and nothing of who asks.
var reportForm = []questions{{all: []question{
	{name: "reason", label: "report.reason", kind: views.OneField, choices: reasons(), danger: string(data.FeltUnsafe),
		says: func(w words.Words, reason string) string { return w.T("reason." + reason) }},
	{name: "text", label: "report.text", hint: "report.text_hint", kind: views.TextField, rows: "6", most: data.MaxReport},
}}}

func reasons() []string {
	var out []string
	for _, r := range data.ReportReasons {
		out = append(out, string(r))
	}
	return out
}

// getReport asks what is wrong with a listing, or says thank you for having told.
func (s *Site) getReport(c *fiber.Ctx) error {
	listing, err := s.listingOf(c)
	if err != nil {
		return err
	}
	w := s.wordsFor(c)
	if !reference.MatchString(c.Query("sent")) {
		return s.showReport(c, s.newForm(w, reportSeal(listing), reportForm), listing)
	}
	view := views.ThanksView{Heading: w.T("report.thanks"), Next: []string{w.T("report.next"), w.T("report.no_answer")}, Back: s.backTo(w, listing)}
	view.DangerNote, view.Danger = w.T("report.danger"), s.emergency(w)
	return s.thanks(c, w, s.reportPage(w, listing), view)
}

// postReport takes what somebody tells of a listing.
func (s *Site) postReport(c *fiber.Ctx) error {
	if err := ownForm(c); err != nil {
		return err
	}
	listing, err := s.listingOf(c)
	if err != nil {
		return err
	}
	w := s.wordsFor(c)
	f := s.sentForm(c, reportSeal(listing), reportForm)
	here := w.Path(reportAddress(listing.Service))
	if f.trapped {
		return s.thanked(c, here, f.id)
	}
	if f.answers["reason"] == "" {
		f.fault("reason", w.T("report.no_reason"))
	}
	if !s.mayKeep(c, f) {
		return s.showReport(c, f, listing)
	}
	kept, err := s.Store.AddReport(c.UserContext(), data.Report{ID: data.ReportID(f.id), Service: listing.Service.ID,
		Reason: data.ReportReason(f.answers["reason"]), Text: f.answers["text"]})
	if err != nil {
		return err
	}
	return s.thanked(c, here, string(kept.ID))
}

func (s *Site) showReport(c *fiber.Ctx, f *form, listing data.Listing) error {
	w := f.words
	view := views.Form{Heading: w.T("report.title"), Action: w.Path(reportAddress(listing.Service)), Button: w.T("report.send"),
		Lead: []string{w.T("report.about", "Name", listing.Service.Name), w.T("report.lead")}}
	return s.showForm(c, f, s.reportPage(w, listing), view)
}

// reportPage is the page around a report: as easy to leave as the listing's own.
func (s *Site) reportPage(w words.Words, listing data.Listing) views.Page {
	back := s.backTo(w, listing)
	return views.Page{NoIndex: true, Back: &back, Leave: s.sensitive(listing.Service.Topics)}
}

func (s *Site) backTo(w words.Words, listing data.Listing) views.Link {
	return views.Link{Text: w.T("report.back", "Name", listing.Service.Name), Href: w.Path(s.serviceAddress(listing.Service))}
}

func reportAddress(service data.Service) string {
	return "/services/" + string(service.ID) + "/" + reportName
}

// reportSeal keeps the token of one listing's form from serving another's.
func reportSeal(listing data.Listing) string { return reportName + " " + string(listing.Service.ID) }

// emergency is the link that rings for help at once, if the directory has such a line.
func (s *Site) emergency(w words.Words) *views.Link {
	line := s.everywhere("emergency")
	if line == nil {
		return nil
	}
	return &s.lineView(w, *line, "").Actions[0]
}

// enoughReports is how many must say the same before the listing's page repeats it: one may be a slip, or spite.
const enoughReports = 3

// toldWords repeats, with care, what several reports say that nobody has looked at yet.
func (s *Site) toldWords(w words.Words, service data.Service, told map[data.ReportReason]int) string {
	if !service.Status.Listed() {
		return "" // it is said to be closed
	}
	closed, contact, moved := told[data.HasClosed], told[data.WrongContact], told[data.HasMoved]
	number, _ := s.phoneOf(service)
	switch {
	case closed >= enoughReports && number != "":
		return w.T("told.closed", "Count", closed, "Ask", w.T("stale.ring"))
	case closed >= enoughReports:
		return w.T("told.closed", "Count", closed, "Ask", w.T("stale.ask"))
	case contact >= enoughReports:
		return w.T("told.contact", "Count", contact, "Ask", w.T("stale.ask"))
	case closed+contact >= enoughReports:
		return w.T("told.either", "Count", closed+contact, "Ask", w.T("stale.ask"))
	case moved >= enoughReports:
		return w.T("told.moved", "Count", moved, "Ask", w.T("stale.ask"))
	}
	return ""
}
