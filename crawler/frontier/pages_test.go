package frontier

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// readAll reads a start that links to two pages, which state a listing each.
func readAll(t *testing.T, f *Frontier) Run {
	t.Helper()
	run := begin(t, f, "a/")
	c, _ := claim(t, f)
	for stops := next(t, f, c); len(stops) > 0; stops = next(t, f, c) {
		for _, s := range stops {
			if s.Depth == 0 {
				done(t, f, c, s, Visit{Outcome: Read, Links: addresses("a/one", "a/two", "a/three")})
				continue
			}
			done(t, f, c, s, Visit{Outcome: Read, Keeps: true})
			if err := f.Kept(t.Context(), c, []Keep{{ID: s.ID, OwnIDs: []string{"own " + s.URL}}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.Release(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if err := f.End(t.Context(), run); err != nil {
		t.Fatal(err)
	}
	return run
}

func pagesOf(t *testing.T, f *Frontier, run Run) (out []string) {
	t.Helper()
	err := f.Pages(t.Context(), run, func(some []Page) error {
		for _, p := range some {
			out = append(out, fmt.Sprint(p.URL, " ", p.OwnIDs))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func TestPagesOfARun(t *testing.T) {
	f, c := fresh(t)
	run := readAll(t, f)
	want(t, "read", pagesOf(t, f, run), "https://a/ []", "https://a/one [own https://a/one]", "https://a/three [own https://a/three]", "https://a/two [own https://a/two]")
	c.at = c.at.Add(24 * time.Hour)
	run = begin(t, f, "a/")
	front := at("a/")
	walk(t, f, func(s Stop) Visit {
		switch s.URL {
		case "https://a/one":
			return Visit{Outcome: Gone}
		case "https://a/two":
			return Visit{Outcome: Refused}
		case "https://a/three": // leads to the first, which states nothing
			return Visit{Outcome: Read, Found: &front}
		}
		return Visit{Outcome: Read}
	})
	want(t, "a day later", pagesOf(t, f, run), "https://a/ []", "https://a/one []", "https://a/three []")
}

// A page that stated a listing is asked for until it is sure that it is gone: for more than two weeks, however often.
func TestListingGoneForLong(t *testing.T) {
	f, c := fresh(t)
	readAll(t, f)
	asked := map[string]int{}
	var last time.Time
	for day := range 40 {
		for range 3 { // by hand, on one day
			run := begin(t, f, "a/")
			for _, u := range walk(t, f, func(s Stop) Visit {
				switch {
				case s.Depth == 0:
					return Visit{Outcome: Read}
				case s.URL == "https://a/three":
					front := at("a/")
					return Visit{Outcome: Read, Found: &front, ForGood: true}
				}
				return Visit{Outcome: Gone}
			}) {
				asked[u]++
				if u == "a/one" {
					last = c.at
				}
			}
			if err := f.End(t.Context(), run); err != nil {
				t.Fatal(err)
			}
		}
		if day == 16 && (asked["a/one"] != 51 || asked["a/three"] != 51) {
			t.Errorf("after 17 days: %v", asked)
		}
		c.at = c.at.Add(24 * time.Hour)
	}
	if days := c.at.Sub(last).Hours() / 24; days < 15 || asked["a/"] != 120 {
		t.Errorf("asked for until %.0f days ago: %v", days, asked)
	}
}
