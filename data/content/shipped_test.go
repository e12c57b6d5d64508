package content_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/geo"
)

// shipped reads everything that ships, as it stands today.
func shipped(t testing.TB) (content.Files, content.Reader, []data.Item) {
	t.Helper()
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	r := content.Reader{Now: time.Now()}
	if r.Topics, err = files.Topics(); err != nil {
		t.Fatal(err)
	}
	if r.Helplines, err = files.Helplines(r.Now); err != nil {
		t.Fatal(err)
	}
	items, mistakes, err := files.Listings(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mistakes {
		t.Errorf("%s:%d: %s: %s: %s %q %s", m.File, m.Line, m.Listing, m.Field, m.Kind, m.Value, m.Want)
	}
	return files, r, items
}

// Every default listing is asked for in some words, and nothing else is.
func TestShippedListingsAreAskedFor(t *testing.T) {
	files, r, items := shipped(t)
	unknown, err := files.UnknownAsks(items)
	if err != nil || len(unknown) > 0 {
		t.Errorf("%v %v", unknown, err)
	}
	lexicon, err := files.Lexicon(r.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		id := data.Mint[data.ServiceID](data.LevelService, content.SourceKey, item.Submission.Service.OwnID)
		if !slices.ContainsFunc(lexicon.Asks, func(a data.Ask) bool { return a.Service == id && len(a.Say) >= 10 }) {
			t.Errorf("%s: hardly any words that people ask for it with", item.Where)
		}
	}
}

func TestShippedListingsAreEnough(t *testing.T) {
	_, _, items := shipped(t)
	if len(items) < 40 {
		t.Errorf("%d listings ship; 40 were promised", len(items))
	}
}

// Nothing is published without a source and a date; and what we wrote ourselves needs no mending.
func TestShippedListingsAreSourcedAndTidy(t *testing.T) {
	_, r, items := shipped(t)
	for _, item := range items {
		sub := item.Submission
		if len(sub.Records) == 0 {
			t.Errorf("%s: no source", item.Where)
		}
		for _, record := range sub.Records {
			if record.AssertedOn.IsZero() || record.URL == "" || record.Title == "" || len(record.Payload) == 0 {
				t.Errorf("%s: a source without date, address, title or what it says: %+v", item.Where, record)
			}
			if record.Live {
				t.Errorf("%s: a file is never a page that was seen", item.Where)
			}
		}
		for field, i := range sub.From {
			if i < 0 || i >= len(sub.Records) {
				t.Errorf("%s: %s is from source %d of %d", item.Where, field, i, len(sub.Records))
			}
		}
		languages := len(sub.Service.Doc.Languages)
		for _, p := range sub.Tidy(item.Where, r.Now) {
			t.Errorf("%s: %s: %s %q", p.Where, p.Field, p.Kind, p.Value)
		}
		if len(sub.Service.Doc.Languages) != languages {
			t.Errorf("%s: a language was dropped without a word", item.Where)
		}
		if s := sub.Service.Doc; len(s.Areas) == 0 || len(s.Topics) == 0 {
			t.Errorf("%s: areas or topics are missing", item.Where)
		}
	}
}

func TestShippedIDsAreUnique(t *testing.T) {
	_, _, items := shipped(t)
	seen := map[string]string{}
	for _, item := range items {
		id := item.Submission.Service.OwnID
		if seen[id] != "" {
			t.Errorf("%s and %s: both are %q", seen[id], item.Where, id)
		}
		seen[id] = item.Where
	}
}

// Crisis numbers come from one checked file; a copy elsewhere goes out of date unseen.
func TestNoListingRepeatsACrisisNumber(t *testing.T) {
	_, r, items := shipped(t)
	crisis := map[string]string{}
	for _, line := range r.Helplines {
		for _, n := range []string{line.Number, line.TextTo} {
			if n != "" {
				crisis[digits(n)] = line.ID
			}
		}
	}
	for _, item := range items {
		s := item.Submission.Service.Doc
		for _, p := range s.Phones {
			if id := crisis[digits(p.Number)]; id != "" {
				t.Errorf("%s: phones repeats %s, which is helpline %q", item.Where, p.Number, id)
			}
		}
		text := strings.Join([]string{s.Name, s.Summary, s.Description, s.EligibilityDescription, s.NotFor, s.ApplicationProcess, s.FeesDescription}, "\n")
		for _, n := range numbers(text) {
			if id, known := crisis[digits(n)]; !known && !listsNumber(s, n) {
				t.Errorf("%s: the text gives %s, which is neither its own number nor a checked one", item.Where, n)
			} else if known && s.Helpline != id && len(digits(n)) > 3 {
				t.Errorf("%s: the text repeats %s, which is helpline %q", item.Where, n, id)
			}
		}
	}
}

func listsNumber(s data.Service, n string) bool {
	return slices.ContainsFunc(s.Phones, func(p data.Phone) bool { return digits(p.Number) == digits(n) })
}

var (
	// A number that someone may ring or text: a nought or 116 and more digits, or a code of five digits that begins with 6 to 8.
	numberLike = regexp.MustCompile(`\b(?:0[\d ]{8,13}\d|116 ?\d{3}|[678]\d{4}|999|111|112|18000)\b`)
	notDigits  = regexp.MustCompile(`\D`)
)

func numbers(text string) []string { return numberLike.FindAllString(text, -1) }
func digits(s string) string       { return notDigits.ReplaceAllString(s, "") }

func TestShippedHelplines(t *testing.T) {
	_, r, _ := shipped(t)
	served := map[string]map[content.HelplineKind]bool{}
	for _, line := range r.Helplines {
		if line.Number == "" && line.TextTo == "" {
			t.Errorf("%s: nothing to ring or text", line.ID)
		}
		if len(line.Hours) == 0 && line.HoursNote == "" {
			t.Errorf("%s: it says nothing of when it is open", line.ID)
		}
		if line.SourceDate.IsZero() || line.Source == "" {
			t.Errorf("%s: no source with a date", line.ID)
		}
		for _, n := range line.Nations {
			if served[n] == nil {
				served[n] = map[content.HelplineKind]bool{}
			}
			served[n][line.Kind] = true
		}
		for _, schedule := range line.Hours {
			if schedule.ID == "" {
				t.Errorf("%s: a schedule without an id", line.ID)
			}
		}
	}
	for _, nation := range content.Nations {
		for _, kind := range content.HelplineKinds {
			if !served[nation][kind] {
				t.Errorf("%s has no line of kind %s", nation, kind)
			}
		}
	}
}

func TestShippedTopicsAndHolidays(t *testing.T) {
	files, r, _ := shipped(t)
	if len(r.Topics.Top()) < 5 {
		t.Errorf("%d topics of the first level", len(r.Topics.Top()))
	}
	for _, topic := range r.Topics.All {
		if topic.Name == "" || (topic.Parent == "" && len(r.Topics.Under(topic.ID)) == 0) {
			t.Errorf("topic %q: no name, or nothing below it", topic.ID)
		}
	}
	holidays, err := files.Holidays(r.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, nation := range content.Nations {
		if _, ok := holidays.On(nation, data.DateOf(time.Date(2026, 12, 25, 12, 0, 0, 0, data.London))); !ok {
			t.Errorf("%s: Christmas Day 2026 is no bank holiday", nation)
		}
	}
}

func TestShippedTablesAndSources(t *testing.T) {
	files, _, _ := shipped(t)
	mappings, err := files.Mappings()
	if err != nil {
		t.Fatal(err)
	}
	if len(mappings) == 0 {
		t.Error("no mapping ships")
	}
	if _, err := files.YAML("sources"); err != nil {
		t.Errorf("the folder of sources: %v", err)
	}
	if area, ok := geo.AreaByCode(content.Source.Area); !ok || area.Level != geo.UKLevel {
		t.Errorf("the source of the default listings is of %q", content.Source.Area)
	}
}
