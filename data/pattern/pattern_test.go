package pattern

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"testing"
)

func TestMay(t *testing.T) {
	for expr, texts := range map[string]struct{ yes, no []string }{
		`(?i)\bper (?:hour|session)\b`: {[]string{"£5 per hour", "PER SESSION", "per HOUR"}, []string{"", "per week", "an hour", "persession"}},
		`\d{1,2}(?:st|nd|rd|th)? of`:   {[]string{"3rd of May", "12 of them"}, []string{"one of them", "3rd May"}},
		`(?i)mon(?:days?)?|tues?`:      {[]string{"Mon", "on Mondays", "TUE"}, []string{"Wednesday", "Sunday"}},
		`(?i)week`:                     {[]string{"wee\u212A", "Week"}, []string{"wee", "month"}},
		`(?i)sess`:                     {[]string{"\u017fe\u017fs"}, []string{"ess"}},
		`café|£`:                       {[]string{"café", "£3"}, []string{"cafe"}},
		`(?i)CAFÉ`:                     {[]string{"café", "CAFÉ"}, nil},
		"\ufffd+":                      {[]string{"\xff"}, nil},
		`x?`:                           {[]string{"", "y"}, nil},
		`(?:ab|c*)d`:                   {[]string{"d", "abd"}, []string{"c"}},
		`(?:[0-9]a|[0-9]b)`:            {[]string{"1a", "2b"}, []string{"ab"}},
	} {
		p := MustCompile(expr)
		for _, text := range texts.yes {
			if p.on(text) == nil {
				t.Errorf("%s may not match %q", expr, text)
			}
		}
		for _, text := range texts.no {
			if p.on(text) != nil {
				t.Errorf("%s may match %q, which nobody looked at", expr, text)
			}
		}
	}
}

// A text is tried on what is left of an expression without the branches that it cannot hold.
func TestBranches(t *testing.T) {
	const expr = `(?i)\b(?:drop|walk|come) (?:in|along)\b|\bno (?:referral|voucher)s? needed\b|[|(]\||open to [^|)]{3,9}(?:all|(?:every|any)one)`
	for text, want := range map[string]string{
		"Just WALK in":              `(?i)\b(?:walk) (?:in)\b`,
		"no vouchers needed here":   `(?i)\bno (?:voucher)s? needed\b`,
		"open to absolutely anyone": `(?i)open to [^|)]{3,9}(?:(?:any)one)`,
	} {
		if got := MustCompile(expr).on(text); got == nil || got.String() != want {
			t.Errorf("%q is tried on %v, want %s", text, got, want)
		}
	}
	if p := MustCompile(expr); p.on("walking group, no charge") != nil {
		t.Error("what matches nowhere is tried")
	}
}

// A pattern is used by several goroutines at once, each with texts of its own.
func TestAtOnce(t *testing.T) {
	p := MustCompile(`(?i)\b(?:drop|walk|come|turn|pop) (?:in|along|up)\b|\bno (?:referral|voucher|appointment)s? needed\b`)
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for i := range 200 {
				text := []string{"walk in", "come along", "no referral needed", "no vouchers needed", "turn up", "pop in", "drop in", "nothing"}[(n+i)%8]
				if got := p.MatchString(text); got != (text != "nothing") {
					t.Errorf("%s: %v", text, got)
				}
			}
		})
	}
	all.Wait()
}

// What is found is what package regexp finds, by each of the ways to ask.
func FuzzPattern(f *testing.F) {
	for _, expr := range []string{`(?i)\bper (?:hour|session)\b`, `(?i)(?:mon|tues?)day`, `£ ?(\d+)(?:\.\d\d)?|free`, `[^a-y]k{2,3}`, `(?s).+é?`, `(?i)[ks]+x`, "\ufffd", `(?:a|b|)c$`, `^(\w+)@(\w+)`,
		`(?i)\b(?:per|an) (?:hour|session)s?\b|\bfree(?: of charge)?\b|on (?:mon|tues)days`, `(?:mon|(?:tu|thu)(?:es|rs)?|[|)(])day|£3|a@b`, `(a|£3|mondays)|(free|b|on monday)`, `(?m)^(?:a@b|free)$|\Qa|b\E|(?i)wee[k-l]`} {
		for _, text := range []string{"£3 per hour, free on Mondays", "wee\u212A \u017fession", "\xff\xfe zkk", "a@b", ""} {
			f.Add(expr, text)
		}
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		parsed, err := syntax.Parse(expr, syntax.Perl)
		if err != nil || len(text) > 200 {
			return
		}
		if program, err := syntax.Compile(parsed.Simplify()); err != nil || len(program.Inst) > 300 {
			return // it would take package regexp seconds
		}
		re := regexp.MustCompile(expr)
		p := MustCompile(expr)
		upper := func(s string) string { return "<" + s + ">" }
		switch {
		case p.MatchString(text) != re.MatchString(text), p.FindString(text) != re.FindString(text),
			!slices.Equal(p.FindStringIndex(text), re.FindStringIndex(text)),
			!slices.Equal(p.FindStringSubmatch(text), re.FindStringSubmatch(text)),
			!slices.Equal(p.FindStringSubmatchIndex(text), re.FindStringSubmatchIndex(text)),
			!slices.Equal(p.FindAllString(text, -1), re.FindAllString(text, -1)),
			!slices.EqualFunc(p.FindAllStringIndex(text, 3), re.FindAllStringIndex(text, 3), slices.Equal),
			!slices.EqualFunc(p.FindAllStringSubmatch(text, -1), re.FindAllStringSubmatch(text, -1), slices.Equal),
			!slices.EqualFunc(p.FindAllStringSubmatchIndex(text, -1), re.FindAllStringSubmatchIndex(text, -1), slices.Equal),
			p.ReplaceAllString(text, "$0$0") != re.ReplaceAllString(text, "$0$0"),
			p.ReplaceAllLiteralString(text, "$") != re.ReplaceAllLiteralString(text, "$"),
			p.ReplaceAllStringFunc(text, upper) != re.ReplaceAllStringFunc(text, upper),
			!slices.Equal(p.Split(text, -1), re.Split(text, -1)):
			t.Errorf("%q in %q is found otherwise", expr, text)
		}
		if p.String() != expr || p.NumSubexp() != re.NumSubexp() || p.SubexpIndex("x") != re.SubexpIndex("x") {
			t.Errorf("%q is another expression", expr)
		}
	})
}
