package hours_test

import (
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
)

func findDay(t testing.TB) data.Date {
	t.Helper()
	day, err := data.ParseDate("2025-12-01")
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// TestReadWordsIDs: what differs in a limit only is another rule, and what is read again is the same one.
func TestReadWordsIDs(t *testing.T) {
	seen := map[data.ElementID]string{}
	for _, words := range []string{"Mondays 10am-12pm", "Mondays 10am-12pm term time only", "Mondays 10am-12pm from 6 January 2026",
		"Mondays 10am-12pm until 6 January 2026", "Every other Monday 10am-12pm from 5 January 2026", "Mondays 10am-12pm from 5 January 2026"} {
		rules, ok := hours.ReadWords(words, "owner", "test")
		again, _ := hours.ReadWords(words, "owner", "test")
		if !ok || len(rules) != 1 || len(again) != 1 || rules[0].ID != again[0].ID {
			t.Fatalf("%q: %+v, then %+v", words, rules, again)
		}
		if other := seen[rules[0].ID]; other != "" || !data.ValidID(string(rules[0].ID)) {
			t.Errorf("%q has the id of %q: %q", words, other, rules[0].ID)
		}
		seen[rules[0].ID] = words
	}
}

func TestTermTimeIsUnderstood(t *testing.T) {
	rules, ok := hours.ReadWords("Mondays 10am-12pm (not during school holidays)", "owner", "test")
	if !ok || !hours.TermTimeOnly(rules[0].Description) {
		t.Errorf("%+v", rules)
	}
}

// TestFindWords: the words with hours tell which they are, and the bytes are theirs in the text.
func TestFindWords(t *testing.T) {
	for _, c := range []struct {
		text  string
		words []string
		parts []string
	}{
		{"We are here to help. Our café is open Mon-Fri 9am-5pm at the hub. Ring first.",
			[]string{"Our café is open Mon-Fri 9am-5pm at the hub."}, []string{"Mon-Fri 9am-5pm"}},
		{"Helpline: Mon-Fri 9am-5pm, and our drop-in is on Thursdays from 10am to 12 noon at St Mark's.",
			[]string{"Helpline: Mon-Fri 9am-5pm, and our drop-in is on", "and our drop-in is on Thursdays from 10am to 12 noon at St Mark's."},
			[]string{"Mon-Fri 9am-5pm", "Thursdays from 10am to 12 noon"}},
		{"Helpline hours:\nTuesday 10am-12pm\nThursday 1pm-3pm\nFood is free.",
			[]string{"Helpline hours: Tuesday 10am-12pm Thursday 1pm-3pm"}, []string{"Tuesday 10am-12pm\nThursday 1pm-3pm"}},
	} {
		found := hours.Find(c.text, findDay(t), "owner", "test")
		if len(found) != len(c.words) {
			t.Fatalf("%q: %+v", c.text, found)
		}
		for i, f := range found {
			if f.Words != c.words[i] || c.text[f.Start:f.End] != c.parts[i] {
				t.Errorf("%q: words %q, part %q", c.text, f.Words, c.text[f.Start:f.End])
			}
		}
	}
}

// TestFindLooksAtSoMuch: a text has no length that makes Find slow.
func TestFindLooksAtSoMuch(t *testing.T) {
	const size = 20 << 20
	for _, piece := range []string{"x", "Monday 10am-12pm ", "Monday 10am-12pm hall ", "term time, ", "Monday, ", "10-11, ", "é", "1 January to ",
		"every Monday in the hall ", "closed Monday, "} {
		text := strings.Repeat(piece, size/len(piece))
		began := time.Now()
		hours.Find(text, findDay(t), "owner", "test")
		hours.ReadWords(text, "owner", "test")
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%q, over and over: %v", piece, took)
		} else {
			t.Logf("%q: %v", piece, took)
		}
	}
}

// holds reports whether each schedule is one that tells when something is open.
func holds(schedules []data.Schedule) bool {
	for _, s := range schedules {
		if state := hours.At([]data.Schedule{s}, "", hours.Holidays{}, time.Unix(1764547200, 0)); !state.Known {
			return false
		}
	}
	return len(schedules) > 0
}

func FuzzReadWords(f *testing.F) {
	for _, row := range readTable(f, "words.txt") {
		f.Add(row.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		schedules, ok := hours.ReadWords(s, "owner", "source")
		if ok != holds(schedules) || !ok && schedules != nil {
			t.Fatalf("%q: %v, %+v", s, ok, schedules)
		}
	})
}

func FuzzFind(f *testing.F) {
	for _, row := range readTable(f, "prose.txt") {
		f.Add(row.text)
	}
	day := findDay(f)
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, found := range hours.Find(s, day, "owner", "source") {
			if found.Start < at || found.End <= found.Start || found.End > len(s) {
				t.Fatalf("%q: %d to %d after %d", s, found.Start, found.End, at)
			}
			if at = found.End; !holds(found.Schedules) {
				t.Fatalf("%q: %+v", s, found.Schedules)
			}
		}
	})
}
