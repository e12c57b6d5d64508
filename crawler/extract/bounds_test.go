package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Pages that are made to keep a reader busy are read in the time of any other.
func TestBounds(t *testing.T) {
	if testing.Short() {
		t.Skip("bounds are about time, which the race detector has its own of")
	}
	for name, page := range map[string]string{
		"one line of 20 MB":         "<main><h1>A</h1><p>" + strings.Repeat("Mondays 10am to 12 noon at the hall, £3, ring 0113 496 0000. ", 340_000),
		"one word of 20 MB":         "<main><h1>A</h1><p>" + strings.Repeat("x", 20<<20),
		"figures without end":       "<main><h1>A</h1><p>" + strings.Repeat("0113 496 0000 ", 200_000),
		"signs without end":         "<main><h1>A</h1><p>" + strings.Repeat("a@", 500_000) + strings.Repeat("(", 200_000) + strings.Repeat("£", 100_000),
		"100,000 elements side":     "<main><h1>A</h1>" + strings.Repeat("<div class='card nav-x'><b>When:</b></div>", 100_000),
		"100,000 headings":          "<main><h1>A</h1>" + strings.Repeat("<h2>Group</h2><p>Mondays 10am to 12 noon</p>", 100_000),
		"wide table":                "<main><table>" + strings.Repeat("<tr>"+strings.Repeat("<td>Monday", 50), 5_000),
		"tables in tables":          strings.Repeat("<table><tr><td>", 400) + "x",
		"asides in asides":          "<main>" + strings.Repeat("<aside class=nav><div class=sidebar>", 200) + "x",
		"items in items":            "<main>" + strings.Repeat("<div itemscope itemtype='https://schema.org/Place' itemprop=location>", 400) + "x",
		"items side by side":        "<main>" + strings.Repeat("<div itemscope itemtype='https://schema.org/Service'><i itemprop=name>A</i></div>", 50_000),
		"JSON-LD of 100,000 nodes":  ld("[" + strings.Repeat(`{"@type":"Service","name":"A","location":{"@id":"#a"}},`, 100_000) + "{}]"),
		"JSON-LD that goes around":  ld(`{"@graph":[{"@id":"#a","@type":"Service","name":"A","location":{"@id":"#b"}},{"@id":"#b","@type":"Place","location":{"@id":"#a"}}]}`),
		"definition lists":          "<main><dl>" + strings.Repeat("<dt>When<dd>Mondays 10am - 12 noon<dt>Where<dd>1 High St, LS1 1AA", 50_000),
		"bold beginnings":           "<main>" + strings.Repeat("<p><b>Group</b> - Mondays 10am - 12 noon", 50_000),
		"links out of all headings": "<main>" + strings.Repeat("<h3><a href=/x>Group</a></h3>", 50_000),
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := Parse([]byte(page), pageURL, "text/html; charset=utf-8")
			if err != nil {
				return // refused whole
			}
			began := time.Now()
			report, err := doc.Read(Rules{})
			if err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took > 30*time.Second {
				t.Errorf("took %v", took)
			} else if testing.Verbose() {
				fmt.Println(name, took)
			}
			if len(report.Found) > maxFound || len(report.Left) > 1000 {
				t.Errorf("%d found, %d left", len(report.Found), len(report.Left))
			}
		})
	}
}
