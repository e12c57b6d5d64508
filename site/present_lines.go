package site

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/hours"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// lineView is one crisis line as a page shows it. Every number on the site comes through here, from the one checked file.
func (s *Site) lineView(w words.Words, line content.Helpline, nation string) views.Line {
	v := views.Line{Name: lineName(w, line), For: w.Or("line.for."+line.ID, line.For), Note: w.Or("line.note."+line.ID, line.Note),
		Hours: w.Or("line.hours."+line.ID, line.HoursNote), English: []string{line.Name, line.For, line.Note, line.HoursNote}}
	if line.Number != "" {
		v.Actions = append(v.Actions, views.Link{Text: w.T("line.call", "Number", line.Number), Href: dialLink(line.Number, data.Voice), Hidden: ", " + v.Name})
	}
	if line.TextTo != "" {
		text := w.T("line.text", "Number", line.TextTo)
		if line.TextSay != "" {
			text = w.T("line.text_say", "Say", line.TextSay, "Number", line.TextTo)
		}
		v.Actions = append(v.Actions, views.Link{Text: text, Href: dialLink(line.TextTo, data.SMS), Hidden: ", " + v.Name})
	}
	state := hours.At(line.Hours, nation, s.Holidays, s.Now())
	v.State, _ = openWords(w, state, s.Now)
	v.Closed = state.Known && !state.Open
	v.Times = s.weekLine(w, line.Hours).Text
	if len(line.Nations) < len(content.Nations) {
		var names []string
		for _, n := range line.Nations {
			names = append(names, w.T("nation."+n))
		}
		v.Nations = capital(list(w, names))
	}
	if line.CheckedOn.IsZero() {
		v.Source = views.Said{Text: w.T("line.source", "Source", line.Source, "Date", dateWords(w, line.SourceDate)), Theirs: line.Source}
		if strings.Contains(line.Source, dateWords(w, line.SourceDate)) {
			v.Source.Text = w.T("line.source_dated", "Source", line.Source)
		}
	} else {
		v.Source = ours(w.T("line.checked", "Date", dateWords(w, line.CheckedOn)))
	}
	return v
}

// lineName is what a crisis line is called: some have a name of their own in another language.
func lineName(w words.Words, line content.Helpline) string {
	return w.Or("line.name."+line.ID, line.Name)
}

// lines are the crisis lines of some kinds for a nation, "" for every nation; those that are closed now come last.
func (s *Site) lines(w words.Words, nation string, kinds ...content.HelplineKind) []views.Line {
	var open, closed []views.Line
	for _, line := range s.Helplines {
		if !slices.Contains(kinds, line.Kind) || (nation != "" && !slices.Contains(line.Nations, nation)) {
			continue
		}
		v := s.lineView(w, line, nation)
		if v.Closed {
			closed = append(closed, v)
		} else {
			open = append(open, v)
		}
	}
	return append(open, closed...)
}

// crisisSummary is the short block of crisis lines that the home page and every error page carry.
func (s *Site) crisisSummary(w words.Words) views.Urgent {
	u := views.Urgent{Heading: w.T("urgent.now"), More: &views.Link{Text: w.T("urgent.more"), Href: w.Path("/urgent-help")}}
	u.Lines = append(u.Lines, s.lines(w, "", "emergency")...)
	for _, line := range s.Helplines {
		if len(line.Nations) == len(content.Nations) && (line.Kind == "listening" || line.Kind == "text") && len(u.Lines) < 3 {
			u.Lines = append(u.Lines, s.lineView(w, line, ""))
		}
	}
	return u
}

// footerLines are the lines at the foot of every page, which also print.
func (s *Site) footerLines(w words.Words) []string {
	emergency, listening := s.everywhere("emergency"), s.everywhere("listening")
	if emergency == nil || listening == nil {
		return nil
	}
	return []string{w.T("page.crisis", "Emergency", emergency.Number, "Name", lineName(w, *listening), "Number", listening.Number)}
}

// everywhere is the first line of a kind that can be rung from anywhere in the United Kingdom.
func (s *Site) everywhere(kind content.HelplineKind) *content.Helpline {
	for i, line := range s.Helplines {
		if line.Kind == kind && line.Number != "" && len(line.Nations) == len(content.Nations) {
			return &s.Helplines[i]
		}
	}
	return nil
}

// dangerLines are the crisis lines for what the words of a search speak of, those of the place's nation.
func (s *Site) dangerLines(w words.Words, dangers []data.Danger, nation string) views.Urgent {
	u := views.Urgent{Heading: w.T("urgent.danger"), More: &views.Link{Text: w.T("urgent.more"), Href: w.Path("/urgent-help")}}
	var kinds []content.HelplineKind
	for _, d := range dangers {
		for _, kind := range d.Lines {
			if !slices.Contains(kinds, content.HelplineKind(kind)) {
				kinds = append(kinds, content.HelplineKind(kind))
			}
		}
	}
	for _, kind := range kinds {
		u.Lines = append(u.Lines, s.lines(w, nation, kind)...)
	}
	return u
}
