package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPages reads pages of sorts that the fixture web's half for working on has none of, and compares what comes of each
// with testdata/pages.txt.
func TestPages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "pages", "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	audiences := goldenAudiences(t)
	var b strings.Builder
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		report := readPage(t, page, "https://www.example.org/pages/"+name, rulesOf(audiences, "E92000001"))
		fmt.Fprintf(&b, "# %s: %v %s\n", name, report.Verdict.Listing, strings.Join(report.Verdict.Reasons, ", "))
		for _, left := range report.Left {
			fmt.Fprintf(&b, "left: %s %s, %s\n", left.Field, left.Value, left.Why)
		}
		for _, f := range report.Found {
			fmt.Fprintf(&b, "%s\n", f.Name)
			found := foundValues(f)
			for _, field := range goldenFields[1:] {
				if len(found[field]) > 0 {
					fmt.Fprintf(&b, "    %s: %s\n", field, strings.Join(found[field], "; "))
				}
			}
		}
		b.WriteString("\n")
	}
	compareGolden(t, filepath.Join("testdata", "pages.txt"), b.String())
}
