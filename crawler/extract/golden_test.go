package extract_test

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fingerpost/crawler/extract"
	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/geo"
)

var update = flag.Bool("update", false, "write testdata/golden.txt")

// today is the day on which the truth was written.
var today, _ = data.ParseDate("2026-11-22")

// goldenFields are what is scored, in the order of the report.
var goldenFields = []string{"service", "organization", "phone", "text", "email", "address", "postcode", "access", "withheld", "hours", "cost", "price",
	"age", "for", "area", "referral", "language", "way", "closed"}

// score counts the values of one field.
type score struct{ truth, found, right int }

// mistake is one value that was not found, or found and not true.
type mistake struct{ where, field, wanted, got string }

// half is what came of one half of the fixture web.
type half struct {
	scores   map[string]*score
	pages    int
	judged   int // rightly
	mistakes []mistake
}

// TestGolden reads every page of the fixture web and compares what was found with the truth. The mistakes are listed for
// the half that is worked on only.
func TestGolden(t *testing.T) {
	halves := map[string]*half{}
	audiences := goldenAudiences(t)
	for _, h := range loadTruth(t) {
		if halves[h.half] == nil {
			halves[h.half] = &half{scores: map[string]*score{}}
		}
		for _, p := range h.Pages {
			halves[h.half].page(t, h, p, audiences)
		}
	}
	compareGolden(t, filepath.Join("testdata", "golden.txt"), goldenReport(halves))
}

// compareGolden compares a text with that of a file, or writes it there.
func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the pages are read in another way than %s says; if that is better, write it anew with -update:\n%s", file, got)
	}
}

func rulesOf(audiences []data.Audience, area geo.AreaCode) extract.Rules {
	return extract.Rules{Area: area, Today: today, Audiences: audiences}
}

func goldenAudiences(t testing.TB) []data.Audience {
	t.Helper()
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := files.Lexicon(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return lexicon.Audiences
}

func readPage(t testing.TB, page []byte, address string, rules extract.Rules) extract.Report {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := extract.Parse(page, at, "text/html")
	if err != nil {
		t.Fatal(err)
	}
	report, err := doc.Read(rules)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func (x *half) page(t *testing.T, h truthHost, p truthPage, audiences []data.Audience) {
	report := readPage(t, h.read(t, p), h.url(p), rulesOf(audiences, h.Area))
	x.pages++
	if report.Verdict.Listing == p.Listing {
		x.judged++
	} else {
		x.mistakes = append(x.mistakes, mistake{h.Host + p.Path, "verdict", fmt.Sprint(p.Listing, " ", p.Why), fmt.Sprint(report.Verdict.Listing, " ", strings.Join(report.Verdict.Reasons, ","))})
	}
	if !report.Verdict.Listing {
		report.Found = nil
	}
	taken := make([]bool, len(report.Found))
	for _, s := range p.Services {
		found, i := bestName(report.Found, taken, s.Name, len(p.Services))
		if i >= 0 {
			taken[i] = true
		}
		x.compare(h.Host+p.Path+" "+s.Name, truthValues(t, s), foundValues(found))
	}
	for i, f := range report.Found {
		if !taken[i] {
			x.compare(h.Host+p.Path+" "+f.Name, nil, foundValues(f))
		}
	}
}

// bestName is the found service whose name is most like one, if any is; a page's only service is its only one.
func bestName(found []extract.Found, taken []bool, name string, services int) (extract.Found, int) {
	best, at := 0.0, -1
	for i, f := range found {
		if taken[i] {
			continue
		}
		if likeness := likeness(f.Name, name); likeness > best {
			best, at = likeness, i
		}
	}
	if at < 0 && services == 1 && len(found) == 1 && !taken[0] {
		at = 0
	}
	if at < 0 {
		return extract.Found{}, -1
	}
	return found[at], at
}

// likeness is how many of the words of two names they share.
func likeness(a, b string) float64 {
	x, y := wordsOf(a), wordsOf(b)
	shared := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			shared++
		}
	}
	return 2 * float64(shared) / float64(max(1, len(x)+len(y)))
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.NewReplacer("’", "", "é", "e", "'", "").Replace(s)), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	})
}

// compare counts the values of one service.
func (x *half) compare(where string, truth, found values) {
	for _, field := range goldenFields {
		s := x.scores[field]
		if s == nil {
			s = &score{}
			x.scores[field] = s
		}
		want, got := truth[field], found[field]
		s.truth += len(want)
		s.found += len(got)
		var missed, wrong []string
		for _, v := range want {
			if slices.Contains(got, v) {
				s.right++
			} else if field == "service" && len(got) > 0 {
				s.right++ // matched by the best name
				got = nil
			} else {
				missed = append(missed, v)
			}
		}
		for _, v := range got {
			if !slices.Contains(want, v) {
				wrong = append(wrong, v)
			}
		}
		if len(missed)+len(wrong) > 0 {
			x.mistakes = append(x.mistakes, mistake{where, field, strings.Join(missed, "; "), strings.Join(wrong, "; ")})
		}
	}
}

func goldenReport(halves map[string]*half) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(halves)) {
		x := halves[name]
		fmt.Fprintf(&b, "# %s: %d pages, the verdict right for %d (%.3f)\n\n%-14s %6s %6s %6s %10s %7s\n", name, x.pages, x.judged,
			float64(x.judged)/float64(max(1, x.pages)), "field", "truth", "found", "right", "precision", "recall")
		for _, field := range goldenFields {
			s := *cmp.Or(x.scores[field], &score{})
			fmt.Fprintf(&b, "%-14s %6d %6d %6d %10s %7s\n", field, s.truth, s.found, s.right, ratio(s.right, s.found), ratio(s.right, s.truth))
		}
		b.WriteString("\n")
	}
	if x := halves["seen"]; x != nil {
		b.WriteString("# seen: the mistakes\n\n")
		slices.SortStableFunc(x.mistakes, func(a, b mistake) int {
			return cmp.Or(cmp.Compare(a.where, b.where), cmp.Compare(slices.Index(goldenFields, a.field), slices.Index(goldenFields, b.field)))
		})
		for _, m := range x.mistakes {
			fmt.Fprintf(&b, "%s\n    %s: wanted %q, got %q\n", m.where, m.field, m.wanted, m.got)
		}
	}
	return b.String()
}

func ratio(a, b int) string {
	if b == 0 {
		return "-"
	}
	return strconv.FormatFloat(float64(a)/float64(b), 'f', 3, 64)
}

// BenchmarkRead reads the pages of the half that is worked on, after they were parsed.
func BenchmarkRead(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(fixtureWeb, "seen", "*", "*.htm*"))
	if err != nil || len(files) == 0 {
		b.Skip("no pages")
	}
	more, _ := filepath.Glob(filepath.Join(fixtureWeb, "seen", "*", "*", "*.html"))
	var pages [][]byte
	for _, file := range append(files, more...) {
		page, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, page)
	}
	audiences := goldenAudiences(b)
	at := &url.URL{Scheme: "https", Host: "example.org", Path: "/services/tea"}
	for b.Loop() {
		for _, page := range pages {
			b.StopTimer()
			doc, err := extract.Parse(page, at, "text/html")
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if _, err := doc.Read(extract.Rules{Today: today, Audiences: audiences}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(pages)), "µs/page")
}
