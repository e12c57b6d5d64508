package hours_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// said is one line of the tables in testdata: a text and what it means.
type said struct {
	line    int
	text    string
	meaning string // "" where it must not be read
	missed  bool   // a person can read it, the package does not
}

func readTable(t testing.TB, file string) []said {
	t.Helper()
	content, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var table []said
	for i, line := range strings.Split(string(content), "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, meaning, ok := strings.Cut(line, " =>")
		if !ok {
			t.Fatalf("%s:%d: no =>", file, i+1)
		}
		row := said{line: i + 1, text: strings.ReplaceAll(text, `\n`, "\n")}
		meaning, row.missed = strings.CutPrefix(meaning, "?")
		if row.meaning = strings.TrimSpace(meaning); row.meaning == "-" {
			row.meaning = ""
		}
		table = append(table, row)
	}
	return table
}

// rules are the schedules that a meaning stands for.
func rules(t *testing.T, meaning string) []data.Schedule {
	t.Helper()
	var out []data.Schedule
	for _, part := range strings.Split(meaning, " + ") {
		extras := strings.Split(part, " | ")
		schedules, err := hours.Parse(extras[0], "owner", "test")
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range schedules {
			for _, extra := range extras[1:] {
				limit(t, &s, extra)
			}
			out = append(out, s)
		}
	}
	return out
}

func limit(t *testing.T, s *data.Schedule, extra string) {
	t.Helper()
	if extra == "term time" {
		s.Description = "Term time only"
		return
	}
	words := strings.Fields(extra)
	date, err := data.ParseDate(words[len(words)-1])
	if err != nil {
		t.Fatal(err)
	}
	switch strings.Join(words[:len(words)-1], " ") {
	case "from":
		s.ValidFrom = date
	case "until":
		s.ValidTo = date
	case "on":
		s.ValidFrom, s.ValidTo = date, date
	case "every 2 weeks from":
		s.Interval, s.DTStart = 2, date
	default:
		t.Fatalf("%q", extra)
	}
}

// same reports whether two lists hold the same rules, whatever their ids and their order.
func same(a, b []data.Schedule) bool {
	list := func(schedules []data.Schedule) []string {
		var out []string
		for _, s := range schedules {
			s.ID = ""
			out = append(out, fmt.Sprintf("%+v", s))
		}
		slices.SortFunc(out, cmp.Compare)
		return out
	}
	return slices.Equal(list(a), list(b))
}

// show writes rules for a message.
func show(schedules []data.Schedule) string {
	var parts []string
	for _, s := range schedules {
		part := fmt.Sprintf("%s %s %s-%s", s.Freq, s.ByDay, s.OpensAt, s.ClosesAt)
		for _, extra := range []any{s.Interval, s.DTStart, s.ValidFrom, s.ValidTo, s.Description, s.BankHolidays} {
			if text := fmt.Sprint(extra); text != "" && text != "0" {
				part += " | " + text
			}
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " + ")
}

// score counts what is found of what a person finds in a table.
type score struct{ found, meant int }

func (s *score) check(t *testing.T, least float64) {
	t.Helper()
	if recall := float64(s.found) / float64(s.meant); recall < least {
		t.Errorf("%d of %d are found: %.3f, want %.2f", s.found, s.meant, recall, least)
	}
}

func TestWordsTable(t *testing.T) {
	var s score
	for _, row := range readTable(t, "words.txt") {
		got, ok := hours.ReadWords(row.text, "owner", "test")
		if ok != (len(got) > 0) {
			t.Errorf("words.txt:%d: %v with %d schedules", row.line, ok, len(got))
		}
		if row.meaning != "" {
			s.meant++
		}
		switch {
		case row.meaning == "" || row.missed:
			if ok {
				t.Errorf("words.txt:%d: %q: %s", row.line, row.text, show(got))
			}
		case !same(got, rules(t, row.meaning)):
			t.Errorf("words.txt:%d: %q:\n got %s\nwant %s", row.line, row.text, show(got), row.meaning)
		default:
			s.found++
		}
	}
	s.check(t, 0.95)
}

func TestFindTable(t *testing.T) {
	var s score
	for _, row := range readTable(t, "prose.txt") {
		got := hours.Find(row.text, findDay(t), "owner", "test")
		var written []string
		for _, f := range got {
			written = append(written, show(f.Schedules))
		}
		var want []string
		if row.meaning != "" {
			s.meant++
			want = strings.Split(row.meaning, " // ")
		}
		if row.missed {
			want = nil
		}
		right := len(got) == len(want)
		for i := 0; right && i < len(got); i++ {
			right = same(got[i].Schedules, rules(t, want[i]))
		}
		switch {
		case !right:
			t.Errorf("prose.txt:%d: %q:\n got %s\nwant %s", row.line, row.text, strings.Join(written, " // "), row.meaning)
		case row.meaning != "" && !row.missed:
			s.found++
		}
	}
	s.check(t, 0.95)
}
