package extract_test

import (
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"fingerpost/crawler/extract"
	"fingerpost/data"
)

// TestHours reads pieces of pages that say when something is.
func TestHours(t *testing.T) {
	text, err := os.ReadFile("testdata/hours.txt")
	if err != nil {
		t.Fatal(err)
	}
	today, err := data.ParseDate("2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	at := &url.URL{Scheme: "https", Host: "larklane.example", Path: "/friends"}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		piece, want, _ := strings.Cut(line, " => ")
		if !strings.HasPrefix(piece, "<h1>") {
			piece = "<h1>Lark Lane Friends</h1>" + piece
		}
		page := "<html><head><title>Lark Lane</title></head><body><main>" + piece + "<p>Lark Lane Hall, 4 Lark Lane, Leeds, LS6 3AA</p></main></body></html>"
		doc, err := extract.Parse([]byte(page), at, "text/html; charset=utf-8")
		if err != nil {
			t.Fatal(err)
		}
		report, err := doc.Read(extract.Rules{Today: today, Review: true})
		if err != nil {
			t.Fatal(err)
		}
		var got, wanted []string
		for _, f := range report.Found {
			got = append(got, atoms(f.Schedules)...)
			for _, p := range f.Places {
				got = append(got, atoms(p.Schedules)...)
			}
		}
		if want != "-" {
			wanted = truthAtoms(t, strings.Split(want, "; "))
		}
		slices.Sort(got)
		slices.Sort(wanted)
		if !slices.Equal(got, wanted) {
			t.Errorf("%s\n got  %s\n want %s", piece, strings.Join(got, "; "), strings.Join(wanted, "; "))
		}
	}
}
