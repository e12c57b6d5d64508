package content_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
)

// right is a file without a mistake. The lines of the tests below count in it.
const right = `listings:
  - id: tablet-library
    name: Tablet library
    organization:
      name: Example Charity
      charity: "123456"
    summary: Borrow a tablet for three months, with someone to show you how.
    description: >
      You can borrow a tablet for three months. A helper sets it up with you and shows you how to use it.
      You can come back as often as you like, and nobody minds what you ask.
    who_for: People over 55 who live in Leeds.
    min_age: 55
    areas: [E08000035]
    ways: [in_person, phone]
    phones:
      - number: "0113 496 0000"
        hours: Mo-Fr 09:00-17:00
    email: help@example.org
    website: https://example.org/tablets
    cost: free
    hours: Mo-Fr 09:00-16:30
    how_to_get_in: Ring first.
    referral: none
    languages: [en, bfi]
    places:
      - name: Example Centre
        address: [1 Example Street]
        town: Leeds
        postcode: LS1 4AP
    topics: [devices]
    sources:
      - url: https://example.org/tablets
        title: Tablet library, Example Charity
        dated: 2026-03-14
        supports: [name, summary, description, who_for, min_age, areas, ways, phones, email, website, cost, hours, how_to_get_in, referral, languages, places]
      - url: https://register.example.org/123456
        title: Charity register
        dated: "2025"
        supports: [organization]
`

// read reads one file of listings as an operator's own.
func read(t testing.TB, text string) ([]data.Item, []content.Mistake) {
	t.Helper()
	return readFiles(t, map[string]string{"listings/test.yaml": text})
}

func readFiles(t testing.TB, files map[string]string) ([]data.Item, []content.Mistake) {
	t.Helper()
	dir := t.TempDir()
	// The files that ship stand aside, so that only the test's own are read.
	embedded, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	shippedNames, err := embedded.YAML("listings")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		put(t, dir, name, text)
	}
	for _, name := range shippedNames {
		if _, own := files[name]; !own {
			put(t, dir, name, "listings: []\n")
		}
	}
	over, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	items, mistakes, err := over.Listings(reader(t))
	if err != nil {
		t.Fatal(err)
	}
	return items, mistakes
}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func reader(t testing.TB) content.Reader {
	t.Helper()
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	r := content.Reader{Now: time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)}
	if r.Topics, err = files.Topics(); err != nil {
		t.Fatal(err)
	}
	r.Helplines = []content.Helpline{{ID: "samaritans", Number: "116 123"}}
	return r
}

func TestAFileWithoutAMistake(t *testing.T) {
	items, mistakes := read(t, right)
	if len(mistakes) > 0 || len(items) != 1 {
		t.Fatalf("%d listings, mistakes %v", len(items), mistakes)
	}
	sub := items[0].Submission
	if items[0].Where != "listings/test.yaml:2" || sub.Service.OwnID != "tablet-library" {
		t.Errorf("it stands at %s as %s", items[0].Where, sub.Service.OwnID)
	}
	if got := sub.From["organization"]; got != 1 {
		t.Errorf("the organisation is from source %d", got)
	}
	if got := sub.Records[1].AssertedOn.String(); got != "2025" {
		t.Errorf("the register is dated %q", got)
	}
}

// Where several sources support a field, the newest speaks for it.
func TestTheNewestSourceSpeaks(t *testing.T) {
	items, _ := read(t, strings.Replace(right, "supports: [organization]", "supports: [organization, phones]", 1))
	if got := items[0].Submission.From["phones"]; got != 0 {
		t.Errorf("phones are from the source of 2025")
	}
	items, _ = read(t, strings.NewReplacer("supports: [organization]", "supports: [organization, phones]", `"2025"`, "2026-10").Replace(right))
	if got := items[0].Submission.From["phones"]; got != 1 {
		t.Errorf("phones are not from the source of October")
	}
}

// Every mistake is named by file, line and field, and leaves out the listing that it is in and no other.
func TestMistakes(t *testing.T) {
	second := strings.TrimPrefix(strings.Replace(right, "id: tablet-library", "id: second-library", 1), "listings:\n")
	for _, m := range []struct {
		name     string
		from, to string
		line     int
		field    string
		kind     content.MistakeKind
		value    string
	}{
		{"a number without quotes", `number: "0113 496 0000"`, `number: 01134960000`, 16, "number", content.NotQuoted, "01134960000"},
		{"a company number without quotes", `charity: "123456"`, `company: 01234567`, 6, "company", content.NotQuoted, "01234567"},
		{"a misspelt field", `cost: free`, `costs: free`, 20, "costs", content.UnknownField, "costs"},
		{"a field twice", `cost: free`, "cost: free\n    cost: paid", 21, "cost", content.UnknownField, "cost (a second time)"},
		{"an unknown topic", `topics: [devices]`, `topics: [gadgets]`, 30, "topics", content.UnknownTopic, "gadgets"},
		{"no topic", `topics: [devices]`, `topics: []`, 30, "topics", content.Missing, ""},
		{"an area of several", `areas: [E08000035]`, `areas: [North East]`, 13, "areas", content.AmbiguousArea, "North East"},
		{"no area", `areas: [E08000035]`, `areas: [Narnia]`, 13, "areas", content.UnknownArea, "Narnia"},
		{"an area code that is not there", `areas: [E08000035]`, `areas: [E08009999]`, 13, "areas", content.UnknownArea, "E08009999"},
		{"a text for a list", `areas: [E08000035]`, `areas: E08000035`, 13, "areas", content.WrongShape, "E08000035"},
		{"a way there is not", `ways: [in_person, phone]`, `ways: [carrier pigeon]`, 14, "ways", content.NotOneOf, "carrier pigeon"},
		{"hours nobody can read", `hours: Mo-Fr 09:00-16:30`, `hours: mornings`, 21, "hours", content.BadHours, "mornings"},
		{"hours of a phone", `hours: Mo-Fr 09:00-17:00`, `hours: often`, 17, "hours", content.BadHours, "often"},
		{"a number nobody can ring", `"0113 496 0000"`, `"0113 496"`, 16, "phones", content.BadPhone, "0113 496"},
		{"a number that needs no number", `number: "0113 496 0000"`, `label: Enquiries`, 16, "number", content.Missing, ""},
		{"a line there is not", `cost: free`, `helpline: nobody`, 20, "helpline", content.UnknownHelpline, "nobody"},
		{"a helpline and phones", `cost: free`, `helpline: samaritans`, 15, "phones", content.PhoneRepeated, ""},
		{"a date to come", `dated: 2026-03-14`, `dated: 2027-01-01`, 34, "dated", content.FutureDate, "2027-01-01"},
		{"no date", `dated: 2026-03-14`, `dated: last week`, 34, "dated", content.BadDate, "last week"},
		{"a source without a date", "        dated: 2026-03-14\n", "", 32, "dated", content.Missing, ""},
		{"a support for nothing", `supports: [name, `, `supports: [name, fax, `, 35, "supports", content.UnknownSupport, "fax"},
		{"a field without a source", `supports: [name, summary, `, `supports: [name, `, 7, "summary", content.NoSource, ""},
		{"a long summary", `Borrow a tablet for three months,`, strings.Repeat("Borrow a tablet. ", 12), 7, "summary", content.BadLength, "234"},
		{"a short summary", `Borrow a tablet for three months, with someone to show you how.`, "Tablets.", 7, "summary", content.BadLength, "8"},
		{"no summary", "    summary: Borrow a tablet for three months, with someone to show you how.\n", "", 2, "summary", content.Missing, ""},
		{"no organisation", "    organization:\n      name: Example Charity\n      charity: \"123456\"\n", "", 2, "organization", content.Missing, ""},
		{"an organisation in one word", "    organization:\n      name: Example Charity\n      charity: \"123456\"\n", "    organization: Example Charity\n", 4, "organization", content.WrongShape, ""},
		{"a cost there is not", `cost: free`, `cost: cheap`, 20, "cost", content.NotOneOf, "cheap"},
		{"a referral there is not", `referral: none`, `referral: maybe`, 23, "referral", content.NotOneOf, "maybe"},
		{"an age in words", `min_age: 55`, `min_age: fifty-five`, 12, "min_age", content.WrongShape, "fifty-five"},
		{"an age nobody reaches", `min_age: 55`, `min_age: 550`, 12, "min_age", content.WrongShape, "550"},
		{"ages the wrong way round", `min_age: 55`, "min_age: 55\n    max_age: 18", 13, "max_age", content.WrongShape, ""},
		{"a language in words", `languages: [en, bfi]`, `languages: [English]`, 24, "languages", content.NotOneOf, "English"},
		{"a peer_led that is neither", `referral: none`, "referral: none\n    peer_led: perhaps", 24, "peer_led", content.NotOneOf, "perhaps"},
		{"an address without https", `website: https://example.org/tablets`, `website: example.org/tablets`, 19, "website", content.BadURL, "example.org/tablets"},
		{"a script for an address", `website: https://example.org/tablets`, `website: "javascript:alert(1)"`, 19, "website", content.BadURL, "javascript:alert(1)"},
		{"an e-mail address without a host", `help@example.org`, `help@example`, 18, "email", content.BadEmail, "help@example"},
		{"a postcode there is not", `postcode: LS1 4AP`, `postcode: LS0 4AP`, 29, "places", content.BadPostcode, "LS0 4AP"},
		{"a slip in a postcode", `postcode: LS1 4AP`, `postcode: LSI 4AP`, 29, "places", content.BadPostcode, "LSI 4AP"},
		{"an id with capitals", `id: tablet-library`, `id: Tablet Library`, 2, "id", content.BadID, "Tablet Library"},
		{"what JSON cannot hold", `how_to_get_in: Ring first.`, `how_to_get_in: .nan`, 35, "supports", content.WrongShape, ""},
	} {
		t.Run(m.name, func(t *testing.T) {
			broken := strings.Replace(right, m.from, m.to, 1)
			if broken == right {
				t.Fatalf("%q is not in the file", m.from)
			}
			items, mistakes := read(t, broken+second)
			want := content.Mistake{File: "listings/test.yaml", Line: m.line, Field: m.field, Kind: m.kind, Value: m.value}
			if !slices.ContainsFunc(mistakes, func(got content.Mistake) bool {
				return got.File == want.File && got.Line == want.Line && got.Field == want.Field && got.Kind == want.Kind && got.Value == want.Value
			}) {
				t.Errorf("want %+v, got %s", want, told(mistakes))
			}
			for _, got := range mistakes {
				if got.Listing == "second-library" || got.Line == 0 {
					t.Errorf("the other listing, or no line, is blamed: %+v", got)
				}
			}
			if !slices.IsSortedFunc(mistakes, func(a, b content.Mistake) int { return a.Line - b.Line }) {
				t.Errorf("they are not in the order of the file: %s", told(mistakes))
			}
			if len(items) != 1 || items[0].Submission.Service.OwnID != "second-library" {
				t.Errorf("%d listings were read, not the other one alone", len(items))
			}
		})
	}
}

func told(mistakes []content.Mistake) string {
	var b strings.Builder
	for _, m := range mistakes {
		fmt.Fprintf(&b, "\n%+v", m)
	}
	return b.String()
}

// A file that cannot be read at all is named with its line, and the other files are read.
func TestFilesThatCannotBeRead(t *testing.T) {
	for _, m := range []struct {
		name, text string
		line       int
		field      string
		kind       content.MistakeKind
	}{
		{"a wrong indent", strings.Replace(right, "    name: Tablet library", "   name: Tablet library", 1), 3, "", content.NotYAML},
		{"a tab", strings.Replace(right, "    name: Tablet library", "\tname: Tablet library", 1), 3, "", content.NotYAML},
		{"a control character", strings.Replace(right, "Tablet library", "Tablet\x01library", 1), 1, "", content.NotYAML},
		{"bytes that are no text", strings.Replace(right, "Tablet library", "Tablet \xff\xfe library", 1), 1, "", content.NotYAML},
		{"an empty file", "", 1, "everything", content.Missing},
		{"nothing but remarks", "# later\n", 1, "everything", content.Missing},
		{"a list for the whole", "- id: one\n- id: two\n", 1, "listings", content.WrongShape},
		{"one word", "listings\n", 1, "listings", content.WrongShape},
		{"no listings", "listings:\n", 1, "listings", content.Missing},
		{"another heading", "listing: []\n", 1, "listing", content.UnknownField},
		{"a listing that is a word", "listings:\n  - tablets\n", 2, "listings", content.WrongShape},
		{"listings without ids", "listings:\n  - name: One\n  - name: Two\n", 3, "id", content.Missing},
	} {
		t.Run(m.name, func(t *testing.T) {
			items, mistakes := readFiles(t, map[string]string{"listings/broken.yaml": m.text, "listings/right.yaml": right})
			if !slices.ContainsFunc(mistakes, func(got content.Mistake) bool {
				near := got.Line == m.line || (m.kind == content.NotYAML && got.Line >= 1 && got.Line <= m.line+1) // the parser's own count
				return got.File == "listings/broken.yaml" && near && got.Field == m.field && got.Kind == m.kind
			}) {
				t.Errorf("want line %d, %q, %s; got %s", m.line, m.field, m.kind, told(mistakes))
			}
			for _, got := range mistakes {
				if got.Kind == content.RepeatedID || got.File != "listings/broken.yaml" {
					t.Errorf("this is no mistake: %+v", got)
				}
			}
			if len(items) != 1 {
				t.Errorf("%d listings were read beside it", len(items))
			}
		})
	}
}

func TestAnIDTwice(t *testing.T) {
	items, mistakes := readFiles(t, map[string]string{"listings/a.yaml": right, "listings/b.yaml": right})
	if len(items) != 1 || len(mistakes) != 1 {
		t.Fatalf("%d listings, %s", len(items), told(mistakes))
	}
	want := content.Mistake{File: "listings/b.yaml", Line: 2, Listing: "tablet-library", Field: "id", Kind: content.RepeatedID,
		Value: "tablet-library", Want: "listings/a.yaml"}
	if mistakes[0] != want {
		t.Errorf("got %+v", mistakes[0])
	}
}
