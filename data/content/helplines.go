package content

import (
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// Helpline is one line of the one checked file of crisis lines (helplines.yaml).
type Helpline struct {
	ID         string
	Name       string
	Number     string // to ring; empty for a line that only takes texts
	TextTo     string // to text
	TextSay    string // what to text, if it must be something
	Hours      []data.Schedule
	HoursNote  string   // what is known of the hours in words, where they are not confirmed
	Nations    []string // ENG, WLS, SCT, NIR
	For        string
	Note       string
	Kind       HelplineKind
	Source     string
	SourceURL  string
	SourceDate data.Date
	CheckedOn  data.Date // by a person, on the live page or by ringing; zero until someone has
}

// HelplineKind groups the lines on the page of urgent help.
type HelplineKind string

// The kinds, in the order in which the page shows them.
var HelplineKinds = []HelplineKind{"emergency", "urgent_mental_health", "listening", "older_people", "abuse", "young_people", "text"}

// Nations are the four nations by the codes that content files use.
var Nations = []string{"ENG", "WLS", "SCT", "NIR"}

// Helplines reads helplines.yaml.
func (f Files) Helplines(now time.Time) ([]Helpline, error) {
	b, err := f.File("helplines.yaml")
	if err != nil {
		return nil, err
	}
	p := &page{file: "helplines.yaml"}
	root := p.parse(b)
	if root == nil {
		return nil, asError(p.mistakes)
	}
	var lines []Helpline
	seen := map[string]bool{}
	if top, ok := p.fieldsOf(root, "helplines"); ok {
		for _, n := range top.items("helplines") {
			f, ok := p.fieldsOf(n, "helplines")
			if !ok {
				continue
			}
			line := p.helpline(f, now)
			if seen[line.ID] {
				p.mistake(n, "id", RepeatedID, line.ID, "")
			}
			seen[line.ID] = true
			lines = append(lines, line)
		}
		top.rest()
	}
	return lines, asError(p.mistakes)
}

// LineHours are the hours of crisis lines by their ids.
func LineHours(lines []Helpline) map[string][]data.Schedule {
	hours := make(map[string][]data.Schedule, len(lines))
	for _, line := range lines {
		hours[line.ID] = line.Hours
	}
	return hours
}

func (p *page) helpline(f fields, now time.Time) Helpline {
	id := f.required("id", true)
	p.listing = id
	line := Helpline{
		ID: id, Name: f.required("name", false), Number: f.text("number", true), HoursNote: f.text("hours_note", false),
		Nations: f.texts("nations"), For: f.required("for", false), Note: f.text("note", false),
		Source: f.required("source", false), SourceURL: f.required("source_url", false),
		SourceDate: p.date(f, "source_date", now), CheckedOn: p.date(f, "checked_on", now),
	}
	kinds := make([]string, len(HelplineKinds))
	for i, k := range HelplineKinds {
		kinds[i] = string(k)
	}
	line.Kind = HelplineKind(f.oneOf("kind", kinds...))
	if line.Kind == "" {
		p.mistake(f.at("kind"), "kind", Missing, "", "")
	}
	if f.has("text") {
		if t, ok := p.fieldsOf(f.take("text"), "text"); ok {
			line.TextTo, line.TextSay = t.required("to", true), t.text("say", false)
			t.rest()
		}
	}
	if line.Number == "" && line.TextTo == "" {
		p.mistake(f.node, "number", Missing, "", "")
	}
	if line.Number != "" {
		if _, ok := data.ReadPhone(line.Number, data.Voice); !ok {
			p.mistake(f.at("number"), "number", BadPhone, line.Number, "")
		}
	}
	if line.TextTo != "" {
		if _, ok := data.ReadPhone(line.TextTo, data.SMS); !ok {
			p.mistake(f.at("text"), "text", BadPhone, line.TextTo, "")
		}
	}
	line.Hours = p.hours(f, "hours", id)
	for _, nation := range line.Nations {
		if !contains(Nations, nation) {
			p.mistake(f.at("nations"), "nations", NotOneOf, nation, "ENG, WLS, SCT, NIR")
		}
	}
	if len(line.Nations) == 0 {
		p.mistake(f.at("nations"), "nations", Missing, "", "")
	}
	if line.SourceDate.IsZero() {
		p.mistake(f.at("source_date"), "source_date", Missing, "", "")
	}
	f.rest()
	p.listing = ""
	return line
}

// hours takes a field in the hours notation.
func (p *page) hours(f fields, name, owner string) []data.Schedule {
	s := f.text(name, false)
	if s == "" {
		return nil
	}
	schedules, err := hours.Parse(s, owner, SourceKey)
	if err != nil {
		p.mistake(f.at(name), name, BadHours, s, "")
		return nil
	}
	return schedules
}

// date takes a date that may not be in the future.
func (p *page) date(f fields, name string, now time.Time) data.Date {
	s := f.text(name, false)
	if s == "" {
		return data.Date{}
	}
	d, err := data.ParseDate(s)
	if err != nil {
		p.mistake(f.at(name), name, BadDate, s, "")
		return data.Date{}
	}
	if d.Begins().After(now) {
		p.mistake(f.at(name), name, FutureDate, s, "")
		return data.Date{}
	}
	return d
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
