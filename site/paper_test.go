package site_test

import (
	"strings"
	"testing"
)

// A sheet of paper says where it is from, of which day, what was asked for, and when a line is open rather than that it is now.
func TestPaper(t *testing.T) {
	town := theTown()
	town.get(t, "/").must(t, in(".fp-header__printed.fp-print-only", reads("help.example, ")))
	town.get(t, search("q", "tablet", "near", "LS1 4")).must(t, in("main .fp-print-only", reads("You asked for “tablet”.")))
	urgent := town.get(t, "/urgent-help")
	for _, line := range urgent.page.Find(".fp-line:has(.fp-open)").EachIter() {
		if line.Find(".fp-result__meta .fp-print-only").Length() == 0 || !line.Find(".fp-open").HasClass("fp-no-print") {
			t.Errorf("on paper there are no hours of %s", strings.TrimSpace(line.Find(".fp-result__name").Text()))
		}
	}
}

// What somebody in danger typed is not on the paper, which someone else may find.
func TestDangerOnPaper(t *testing.T) {
	for _, q := range []string{"suicidal", "my husband hits me"} {
		a := theTown().get(t, search("q", q, "near", "LS1 4"))
		if paper := a.page.Find("main .fp-print-only").Text(); strings.Contains(paper, q) {
			t.Errorf("paper says %q", paper)
		}
	}
}
