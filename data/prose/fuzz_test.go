package prose

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fingerpost/data"
)

var fuzzed = []data.Audience{{ID: "men", Words: []string{"men", "over 50"}}, {ID: "carers", Words: []string{"carer"}}}

// everything reads all facts, and gives where each was found.
func everything(t *Text) (spans []Span) {
	for _, x := range t.Phones() {
		spans = append(spans, x.Span)
	}
	for _, x := range t.Emails() {
		spans = append(spans, x.Span)
	}
	for _, x := range t.Addresses() {
		spans = append(spans, x.Span)
	}
	costs := t.Costs()
	spans = append(spans, costs.Said...)
	for _, x := range costs.Prices {
		spans = append(spans, x.Span)
	}
	for _, x := range t.Ages() {
		spans = append(spans, x.Span)
	}
	for _, x := range t.Audiences(fuzzed) {
		spans = append(spans, x.Span)
	}
	for _, x := range t.Areas() {
		spans = append(spans, x.Span)
	}
	entry := t.Entry()
	spans = append(append(spans, entry.Referred...), entry.Booked...)
	for _, x := range t.Access() {
		spans = append(spans, x.Span)
	}
	for _, x := range t.Languages() {
		spans = append(spans, x.Span)
	}
	for _, x := range t.Closed() {
		spans = append(spans, x.Span)
	}
	for _, x := range t.Ways() {
		spans = append(spans, x.Span)
	}
	return append(spans, t.Withheld()...)
}

// FuzzText holds for any bytes: no panic, and every fact stands where it is said to, on whole letters.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"", "\xff\xfe", "Tel: (0113) 496 0123 / 0124, fax 0113 496 0129\nContact Jane Smith: jane@example.org",
		"We meet at St Mark’s Hall, 12 Chapel Lane,\u00a0Leeds LS12\u00a03AB – free for over 50s, £2 members / £3 others",
		"for 11–17 year olds who live in Leeds and Bradford; drop-in, no appointment needed. Step-free. We speak Urdu, Polish",
		"info [at] example [dot] org\u200b\u00ad 6 weeks to 12 months\u2028Address withheld. Permanently closed. Home visits, İstanbul ſ K",
		"Unit 4\n\n,,,LS12 3AB,LS12 3AB LS12 3AB", "call 999 or 112/111 text SHOUT to 85258",
	} {
		f.Add(seed, "Oak Trust")
	}
	f.Fuzz(func(t *testing.T, text, own string) {
		for _, s := range everything(Of(text, own)) {
			if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
				t.Fatalf("%+v of %d bytes", s, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[s.Start:s.End]) {
				t.Fatalf("%+v cuts a letter", s)
			}
		}
	})
}

// A page may be as large as the crawler lets it be, and made to be slow.
func TestHostileSizes(t *testing.T) {
	if testing.Short() {
		t.Skip("sizes are about time, which the race detector has its own of")
	}
	for name, unit := range map[string]string{
		"numbers": "0113 496 0123 ", "postcodes": "LS12 3AB, ", "capitals": "A ", "dots": "a.", "prices": "£3 per session and ",
		"areas": "you must live in Leeds and ", "free": "free for ", "invalid": "\xff", "joined": "\u200d", "addresses": "Hall\nLane\nLS12 3AB\n",
	} {
		began := time.Now()
		everything(Of(strings.Repeat(unit, 20<<20/len(unit))))
		if took := time.Since(began); took > time.Minute { // a second or two for all facts, on a machine that does nothing else
			t.Errorf("%s: %v", name, took)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	page := strings.Repeat("We are a friendly group for older people in Leeds. We meet at St Mark's Hall, 12 Chapel Lane, Leeds LS12 3AB.\nTel 0113 496 0123.\n", 100)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		everything(Of(page))
	}
}
