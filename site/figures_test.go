package site_test

import (
	"encoding/csv"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/site"
)

// searchedIn is a town in which there were these searches. It is 25 November 2026 there.
func searchedIn(t *testing.T, all ...data.SearchCount) *town {
	t.Helper()
	w := uncounted(t)
	must(w.config.Store.AddSearches(t.Context(), all))
	return w
}

func searches(day, outward string, topic data.TopicID, enough, little int) data.SearchCount {
	return data.SearchCount{Day: date(day), Outward: outward, Topic: topic, Searches: enough + little, Little: little}
}

// aYear is searches of more than a year, with small numbers and large ones.
func aYear() []data.SearchCount {
	return []data.SearchCount{
		searches("2025-10-31", "LS1", "food", 5000, 5000), // longer ago than is shown
		searches("2025-11-01", "LS1", "food", 2, 1),       // too few to begin with
		searches("2026-08-01", "LS1", "food", 9, 3), searches("2026-08-31", "LS10", "food", 3, 9),
		searches("2026-10-01", "LS1", "devices", 1233, 44), searches("2026-10-01", "LS10", "food", 14, 5),
		searches("2026-10-31", "LS2", "debt", 4, 4), searches("2026-10-31", "", "food", 3, 9),
		searches("2026-10-31", "S1", "", 7, 0), searches("2026-10-31", "LS3", "no-longer-a-topic", 4, 4),
		searches("2026-11-01", "LS1", "food", 700, 700), searches("2026-11-25", "B1", "benefits", 8000, 8000), // not over yet
	}
}

// table is the rows of the table under a heading.
func (a answer) table(t *testing.T, heading string) [][]string {
	t.Helper()
	table := a.page.Find("main h2:contains('" + heading + "')").First().Next()
	var rows [][]string
	for _, tr := range table.Find("tbody tr").EachIter() {
		var cells []string
		for _, cell := range tr.Find("th, td").EachIter() {
			cells = append(cells, text(cell))
		}
		rows = append(rows, cells)
	}
	return rows
}

func sameTable(t *testing.T, what string, got [][]string, want ...[]string) {
	t.Helper()
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%s: %q\nnot %q", what, got, want)
	}
}

func TestFigures(t *testing.T) {
	w := searchedIn(t, aYear()...)
	a := w.get(t, "/figures")
	a.must(t, in("h1", reads("Searches in numbers")), in("head link[rel=canonical]", attr("href", "http://help.example/figures")), in("head meta[name=description]"),
		in("main", reads("so 10 means 10 to 14. Numbers under 5 are not shown.")), in("main", reads("fewer than 3 services")), in("main", reads("for 3 years")), in("main a[href='/figures.csv']"), notIn("meta[name=robots]"))
	const under = "fewer than 5"
	sameTable(t, "months", a.table(t, "Month by month"),
		[]string{"October 2026", "1,265", "65"}, []string{"September 2026", under, under}, []string{"August 2026", "10", "10"})
	sameTable(t, "topics", a.table(t, "By topic, October 2026"), []string{"Tablets, phones and computers", "1,230", "40"}, []string{"Food banks and meals", "15", "10"})
	sameTable(t, "places", a.table(t, "By place, October 2026"), []string{"LS1", "1,230", "40"}, []string{"LS10", "10", "5"}, []string{"S1", "5", under})
	august := w.get(t, a.page.Find("main a[href^='/figures/2026-08']").AttrOr("href", ""))
	august.must(t, in("title", reads("Searches in numbers: August 2026")), in("head link[rel=canonical]", attr("href", "http://help.example/figures/2026-08")))
	sameTable(t, "topics", august.table(t, "By topic, August 2026"), []string{"Food banks and meals", "10", "10"})
	sameTable(t, "places", august.table(t, "By place, August 2026"), []string{"LS1", "5", under}, []string{"LS10", under, "5"})
	w.get(t, "/figures/2026-09").must(t, in("main", reads("There were too few searches to show any here.")))
	for _, path := range []string{"/figures/2026-11", "/figures/2026-07", "/figures/2025-10", "/figures/2026", "/figures/2026-10-01", "/figures/x", "/figures/2026-10/x", "/figures.xls"} {
		if a := w.get(t, path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}

// The file for programs says what the pages say.
func TestFiguresCSV(t *testing.T) {
	a := searchedIn(t, aYear()...).get(t, "/figures.csv")
	if a.status != http.StatusOK || a.header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.Contains(a.header.Get("Content-Disposition"), "figures.csv") {
		t.Errorf("%d %v", a.status, a.header)
	}
	rows, err := csv.NewReader(strings.NewReader(a.body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	sameTable(t, "the file", rows,
		[]string{"month", "by", "code", "name", "searches", "found_enough", "found_little", "note"},
		[]string{"2026-08", "all", "", "", "20", "10", "10", ""},
		[]string{"2026-08", "topic", "food", "Food banks and meals", "20", "10", "10", ""},
		[]string{"2026-08", "outward", "LS1", "LS1", "5", "5", "", "<5"},
		[]string{"2026-08", "outward", "LS10", "LS10", "5", "", "5", "<5"},
		[]string{"2026-09", "all", "", "", "", "", "", "<5"},
		[]string{"2026-10", "all", "", "", "1330", "1265", "65", ""},
		[]string{"2026-10", "topic", "devices", "Tablets, phones and computers", "1270", "1230", "40", ""},
		[]string{"2026-10", "topic", "food", "Food banks and meals", "25", "15", "10", ""},
		[]string{"2026-10", "outward", "LS1", "LS1", "1270", "1230", "40", ""},
		[]string{"2026-10", "outward", "LS10", "LS10", "15", "10", "5", ""},
		[]string{"2026-10", "outward", "S1", "S1", "5", "5", "", "<5"})
}

// Every number that is shown is a multiple of five, and the searches of the month that is not over show nowhere.
func TestFiguresHoldNoSmallNumber(t *testing.T) {
	w := searchedIn(t, aYear()...)
	digits := regexp.MustCompile(`\d+`)
	for _, path := range []string{"/figures", "/figures/2026-08", "/figures/2026-09", "/figures/2026-10"} {
		for _, cell := range w.get(t, path).all("main td") {
			for _, number := range digits.FindAllString(strings.ReplaceAll(cell, ",", ""), -1) {
				if n, err := strconv.Atoi(number); err != nil || n == 0 || n%data.SearchStep > 0 {
					t.Errorf("%s shows %q", path, cell)
				}
			}
		}
	}
	without := searchedIn(t, aYear()[:len(aYear())-2]...)
	for _, path := range []string{"/figures", "/figures.csv"} {
		if w.get(t, path).body != without.get(t, path).body {
			t.Errorf("%s shows something of this month", path)
		}
	}
}

// A month is shown as a whole, once the store has been told of all of it; and for a year.
func TestWhenAMonthIsShown(t *testing.T) {
	c := countingIn(searchedIn(t, aYear()...))
	for _, at := range []struct {
		now, first, last string
	}{{"2026-12-01T00:30:00Z", "August 2026", "October 2026"}, {"2026-12-01T01:30:00Z", "August 2026", "November 2026"},
		{"2027-08-31T22:00:00Z", "August 2026", "July 2027"}, {"2027-09-30T12:00:00Z", "October 2026", "August 2027"}} {
		now, err := time.Parse(time.RFC3339, at.now)
		must(err)
		c.ahead.Store(int64(now.Sub(noon)))
		rows := c.with(func(*site.Config) {}).get(t, "/figures").table(t, "Month by month")
		if last, first := rows[0][0], rows[len(rows)-1][0]; first != at.first || last != at.last || len(rows) > 12 {
			t.Errorf("at %s: from %s to %s, %d months", at.now, first, last, len(rows))
		}
	}
}

// Where there is nothing to show yet, the page says so and names no number.
func TestNoFiguresYet(t *testing.T) {
	for name, w := range map[string]*town{"none": searchedIn(t), "few": searchedIn(t, searches("2026-10-01", "LS1", "food", 4, 4)), "this month": searchedIn(t, searches("2026-11-01", "LS1", "food", 40, 40))} {
		a := w.get(t, "/figures")
		a.must(t, in("main", reads("There are too few searches to show yet.")), notIn("table"), notIn("a[href='/figures.csv']"))
		if a.status != http.StatusOK {
			t.Errorf("%s: %d", name, a.status)
		}
		if file := w.get(t, "/figures.csv"); file.status != http.StatusOK || strings.Count(file.body, "\n") != 1 {
			t.Errorf("%s: %q", name, file.body)
		}
	}
}

// The page is found from where people read about the data and about their privacy, and by search engines.
func TestTheWayToTheFigures(t *testing.T) {
	w := theTown()
	for _, path := range []string{"/about-the-data", "/privacy"} {
		w.get(t, path).must(t, in("main a[href='/figures']", reads("Searches in numbers")))
	}
	if !strings.Contains(w.get(t, "/sitemap-1.xml").body, "http://help.example/figures<") {
		t.Error("the map of the site does not lead to it")
	}
}
