package extract

import (
	"fmt"
	"net/url"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
	"fingerpost/data/prose"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
)

// fields are what a source's selectors can find, in the order in which they are read.
var fields = []string{"name", "description", "phone", "email", "url", "address", "postcode", "hours", "cost", "audience", "organization", "category"}

// IsField reports whether name is a field that selectors can find.
func IsField(name string) bool {
	for _, f := range fields {
		if f == name {
			return true
		}
	}
	return false
}

// SelectorError is a rule that cannot be used: no such field, or no CSS selector.
type SelectorError struct{ Field, Selector string }

func (e *SelectorError) Error() string {
	return fmt.Sprintf("extract: field %q: selector %q", e.Field, e.Selector)
}

// Check says whether the rules can be used; the error is a [*SelectorError].
func (r Rules) Check() error {
	_, err := compile(r)
	return err
}

type selectors struct {
	each   goquery.Matcher
	fields map[string]selector
}

type selector struct {
	text      string // as written
	matcher   goquery.Matcher
	attribute string // whose value is meant; empty: the text
}

// attribute is the end of a selector that means an attribute's value.
var attribute = pattern.MustCompile(`^(.*)@([a-z][a-z0-9-]*)$`)

func compile(rules Rules) (selectors, error) {
	compiled := selectors{fields: map[string]selector{}}
	for field, text := range rules.Fields {
		s := selector{text: text}
		css := text
		if parts := attribute.FindStringSubmatch(text); parts != nil {
			css, s.attribute = parts[1], parts[2]
		}
		matcher, err := cascadia.Compile(css)
		if err != nil || !IsField(field) {
			return selectors{}, &SelectorError{Field: field, Selector: text}
		}
		s.matcher = matcher
		compiled.fields[field] = s
	}
	if rules.Each != "" {
		matcher, err := cascadia.Compile(rules.Each)
		if err != nil {
			return selectors{}, &SelectorError{Field: "each", Selector: rules.Each}
		}
		compiled.each = matcher
	}
	return compiled, nil
}

// selected reads what the selectors find in a part of the page.
func (p page) selected(in *goquery.Selection) Found {
	f := Found{How: map[string]How{}}
	for _, field := range fields {
		s, ok := p.selectors.fields[field]
		if !ok {
			continue
		}
		if texts := p.find(in, field, s); len(texts) > 0 && f.set(field, texts) {
			f.How[field] = How{"selector " + s.text, Stated}
			if field == "audience" && f.Ages != (data.Ages{}) {
				f.How["age"] = f.How[field]
			}
			if field == "address" && f.Places[0].Address.Postcode != "" {
				f.How["postcode"] = f.How[field]
			}
		}
	}
	return f
}

// The most elements of one selector that are read, and the most bytes of markup that they may have together, but for the last:
// elements inside one another have the innermost's many times.
const (
	maxMatches  = 40
	maxSelected = 1 << 20
)

// find gives the markup, or the attribute, of each element that a selector matches.
func (p page) find(in *goquery.Selection, field string, s selector) []string {
	var out []string
	size := 0
	in.FindMatcher(s.matcher).EachWithBreak(func(i int, match *goquery.Selection) bool {
		text := ""
		href, isLink := match.Attr("href")
		switch {
		case s.attribute != "":
			text = match.AttrOr(s.attribute, "")
		case isLink && (field == "url" || field == "email"):
			text = href
		default:
			text, _ = match.Html()
		}
		if field == "url" {
			text = p.absolute(text)
		}
		if strings.TrimSpace(text) != "" {
			out = append(out, text)
		}
		size += len(text)
		return i+1 < maxMatches && size < maxSelected
	})
	return out
}

// set puts what a selector found into a field, and reports whether that said anything.
func (f *Found) set(field string, texts []string) bool {
	line := func(to *string, most int) bool {
		*to = data.PlainLine(texts[0], most)
		return *to != ""
	}
	list := func(to *[]string, most int) bool {
		*to = lines(texts, most)
		return len(*to) > 0
	}
	switch field {
	case "name":
		return line(&f.Name, data.MaxName)
	case "description":
		f.Description = data.PlainText(strings.Join(texts, "\n\n"), data.MaxDescription)
		return f.Description != ""
	case "phone":
		return list(&f.Phones, 10)
	case "email":
		if address := email(texts[0]); address != "" {
			f.Emails = []string{address}
		}
		return len(f.Emails) > 0
	case "url":
		f.URL = texts[0]
		return true
	case "address":
		// A postcode that a selector of its own finds comes after and wins.
		a := addressOf(strings.Join(texts, "\n"))
		if len(a.Lines()) > 0 {
			f.Places = []Place{{Address: a}}
		}
		return len(f.Places) > 0
	case "postcode":
		code := data.PlainLine(texts[0], 20)
		if code != "" {
			if len(f.Places) == 0 {
				f.Places = []Place{{}}
			}
			f.Places[0].Address.Postcode = code
		}
		return code != ""
	case "hours":
		f.Schedules = nil
		if list(&f.Hours, maxMatches) {
			f.Schedules = readHours(f.Hours)
		}
		return len(f.Hours) > 0
	case "cost":
		if !line(&f.Fees, data.MaxSummary) {
			return false
		}
		c := prose.Of("Cost: " + f.Fees).Costs()
		f.Cost = c.Cost
		for _, price := range c.Prices {
			if price.Pence != nil && *price.Pence > 0 {
				f.Prices = append(f.Prices, Price{*price.Pence, price.For})
			}
		}
		return true
	case "audience":
		if !line(&f.Audience, data.MaxSummary) {
			return false
		}
		var ages []data.Ages
		for _, a := range prose.Of(f.Audience).Ages() {
			ages = append(ages, a.Ages)
		}
		f.Ages = data.WidestAges(ages)
		return true
	case "organization":
		return line(&f.OrganizationName, data.MaxName)
	case "category":
		return list(&f.Categories, 20)
	}
	return false
}

// absolute is a web address that the page names, in full.
func (p page) absolute(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if s == "" || err != nil || len(s) > 2000 {
		return ""
	}
	u = p.url.ResolveReference(u)
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}
