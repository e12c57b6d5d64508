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
	"fingerpost/data/hours"
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
	got := goldenReport(halves)
	file := filepath.Join("testdata", "golden.txt")
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
	report := readPage(t, h.read(t, p), h.url(p), extract.Rules{Area: h.Area, Today: today, Audiences: audiences})
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
	return strings.FieldsFunc(strings.ToLower(strings.NewReplacer("’", "'", "é", "e", "'", "").Replace(s)), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	})
}

// values are those of each field of one service, as texts that are equal where the values are.
type values map[string][]string

func (v values) add(field string, texts ...string) {
	for _, s := range texts {
		if s != "" && !slices.Contains(v[field], s) {
			v[field] = append(v[field], s)
		}
	}
}

func truthValues(t *testing.T, s truthService) values {
	v := values{}
	v.add("service", strings.Join(wordsOf(s.Name), " "))
	v.add("organization", strings.Join(wordsOf(s.Organization), " "))
	v.add("phone", s.Phones...)
	v.add("text", s.Texts...)
	v.add("email", lower(s.Emails)...)
	v.add("hours", truthAtoms(t, s.Hours)...)
	v.add("cost", s.Cost)
	for _, p := range s.Pence {
		v.add("price", strconv.Itoa(p))
	}
	v.add("age", s.Ages)
	for _, id := range s.For {
		v.add("for", string(id))
	}
	for _, code := range s.Areas {
		v.add("area", string(code))
	}
	v.add("referral", s.Referral)
	v.add("language", s.Languages...)
	v.add("way", s.Ways...)
	v.add("closed", s.Closed)
	for _, p := range s.Places {
		v.add("address", addressKey(strings.Split(p.Address, ",")))
		v.add("postcode", p.Postcode)
		v.add("access", p.Access...)
		v.add("hours", truthAtoms(t, p.Hours)...)
		if p.Withheld {
			v.add("withheld", "withheld")
		}
	}
	return v
}

// scoredAccess are the keys of access that the truth has.
var scoredAccess = []string{"step-free", "accessible-toilet", "parking", "hearing-loop", "lift"}

func foundValues(f extract.Found) values {
	v := values{}
	v.add("service", strings.Join(wordsOf(f.Name), " "))
	v.add("organization", strings.Join(wordsOf(f.OrganizationName), " "))
	for _, written := range f.Phones {
		numbers, _ := data.ReadPhones(written)
		v.add("phone", numbers...)
	}
	v.add("text", f.Texts...)
	v.add("email", lower(f.Emails)...)
	v.add("hours", atoms(f.Schedules)...)
	v.add("cost", string(f.Cost))
	for _, p := range f.Prices {
		v.add("price", strconv.Itoa(p.Pence))
	}
	if f.Ages != (data.Ages{}) {
		v.add("age", limit(f.Ages.Minimum)+"-"+limit(f.Ages.Maximum))
	}
	for _, id := range f.For {
		v.add("for", string(id))
	}
	for _, a := range f.Areas {
		v.add("area", string(a.Code))
	}
	v.add("referral", string(f.Referral))
	v.add("language", f.Languages...)
	for _, w := range f.Ways {
		v.add("way", string(w))
	}
	if f.Status == data.TemporarilyClosed {
		v.add("closed", "temporarily")
	}
	for _, p := range f.Places {
		if p.Withheld {
			v.add("withheld", "withheld")
			continue
		}
		lines := append([]string{p.Name}, strings.Split(strings.Join(withoutPostcode(p.Address).Lines(), ","), ",")...)
		if len(wordsOf(p.Name)) == 0 || len(lines) > 1 && strings.EqualFold(p.Name, lines[1]) {
			lines = lines[1:]
		}
		v.add("address", addressKey(lines))
		v.add("postcode", p.Address.Postcode)
		for _, key := range p.Access {
			if slices.Contains(scoredAccess, key) {
				v.add("access", key)
			}
		}
		v.add("hours", atoms(p.Schedules)...)
	}
	return v
}

func withoutPostcode(a data.Address) data.Address {
	a.Postcode = ""
	return a
}

func limit(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func lower(list []string) (out []string) {
	for _, s := range list {
		out = append(out, strings.ToLower(s))
	}
	return out
}

// addressKey is the first line and the last.
func addressKey(lines []string) string {
	lines = slices.DeleteFunc(lines, func(s string) bool { return len(wordsOf(s)) == 0 })
	if len(lines) == 0 {
		return ""
	}
	return strings.TrimPrefix(strings.Join(wordsOf(lines[0]), " "), "the ") + " / " + strings.Join(wordsOf(lines[len(lines)-1]), " ")
}

// atoms are the smallest parts of hours: a day, its times, and what limits them.
func atoms(rules []data.Schedule) (out []string) {
	for _, r := range rules {
		flags := ""
		if hours.TermTimeOnly(r.Description) {
			flags += " term time"
		}
		if r.Interval > 1 {
			flags += fmt.Sprintf(" every %d weeks", r.Interval)
			if !r.DTStart.IsZero() {
				flags += " from " + r.DTStart.String()
			}
		}
		switch oneDay := !r.ValidFrom.IsZero() && r.ValidFrom == r.ValidTo; {
		case oneDay:
			out = append(out, r.ValidFrom.String()+" "+r.OpensAt+"-"+r.ClosesAt)
			continue
		default:
			if !r.ValidFrom.IsZero() {
				flags += " from " + r.ValidFrom.String()
			}
			if !r.ValidTo.IsZero() {
				flags += " until " + r.ValidTo.String()
			}
		}
		switch r.BankHolidays {
		case data.BankHolidaysClosed:
			out = append(out, "PH off")
		case data.BankHolidaysSame:
			out = append(out, "PH same")
		case data.BankHolidaysOnly:
			out = append(out, "PH "+r.OpensAt+"-"+r.ClosesAt)
			continue
		}
		if r.OpensAt == "" {
			continue
		}
		for _, day := range strings.Split(r.ByDay, ",") {
			out = append(out, strings.TrimSpace(day)+" "+r.OpensAt+"-"+r.ClosesAt+flags)
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(out)))
}

// truthAtoms are those of the truth's lines. Lines without a bar are read together, for "PH off" alone says nothing.
func truthAtoms(t *testing.T, texts []string) (out []string) {
	var plain []string
	parse := func(notation string) []data.Schedule {
		rules, err := hours.Parse(notation, "truth", "truth")
		if err != nil {
			t.Fatalf("%s: %v", notation, err)
		}
		return rules
	}
	holidays := ""
	for _, text := range texts {
		notation, flags, barred := strings.Cut(text, " | ")
		m := truthDated.FindStringSubmatch(text)
		switch {
		case m != nil:
			out = append(out, m[1]+" "+m[2])
		case barred:
			for _, atom := range atoms(parse(notation)) {
				out = append(out, atom+" "+flags)
			}
		case strings.HasPrefix(text, "PH "):
			holidays = text
		default:
			plain = append(plain, text)
		}
	}
	if len(plain) == 0 && holidays != "" {
		out = append(out, holidays)
	} else if len(plain) > 0 {
		if holidays != "" {
			plain = append(plain, holidays)
		}
		out = append(out, atoms(parse(strings.Join(plain, "; ")))...)
	}
	return out
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
