package extract

import (
	"fmt"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// Fact is one value of a listing in words, for a person who looks at how a page was read.
type Fact struct {
	Field string // as in [Found.How]
	Value string
	How   How
}

// Facts are the values of a listing that were found on the page, in the order in which people ask for them.
func (f Found) Facts() (all []Fact) {
	add := func(field string, values ...string) {
		if value := strings.Trim(strings.Join(values, "; "), "; "); value != "" {
			all = append(all, Fact{field, value, f.How[field]})
		}
	}
	add("name", f.Name)
	add("status", string(f.Status))
	add("organization", f.OrganizationName)
	add("description", f.Description)
	add("audience", f.Audience)
	add("for", texts(f.For)...)
	add("age", ages(f.Ages))
	for _, area := range f.Areas {
		add("area", strings.TrimSpace(area.Name+" "+string(area.Code)))
	}
	add("referral", string(f.Referral))
	add("entry", f.Entry)
	add("cost", append([]string{string(f.Cost), f.Fees}, prices(f.Prices)...)...)
	add("way", texts(f.Ways)...)
	add("hours", times(f.Hours, f.Schedules)...)
	for i, p := range f.Places {
		if p.Withheld {
			add(numbered("withheld", i), "where it is must not be known")
		}
		add(numbered("address", i), append([]string{p.Name}, p.Address.Lines()...)...)
		if p.Point != nil {
			add(numbered("point", i), fmt.Sprintf("%.5f, %.5f", p.Point.Latitude, p.Point.Longitude))
		}
		add(numbered("hours", i), times(p.Hours, p.Schedules)...)
		add(numbered("access", i), p.Access...)
	}
	add("phone", f.Phones...)
	add("text", f.Texts...)
	add("email", f.Emails...)
	add("url", f.URL)
	add("language", f.Languages...)
	add("category", f.Categories...)
	return all
}

func texts[T ~string](all []T) (out []string) {
	for _, s := range all {
		out = append(out, string(s))
	}
	return out
}

func ages(a data.Ages) string {
	if a == (data.Ages{}) {
		return ""
	}
	bound := func(n *int) string {
		if n == nil {
			return ""
		}
		return strconv.Itoa(*n)
	}
	return bound(a.Minimum) + "-" + bound(a.Maximum)
}

func prices(all []Price) (out []string) {
	for _, p := range all {
		out = append(out, strings.TrimSpace(fmt.Sprintf("£%d.%02d %s", p.Pence/100, p.Pence%100, p.For)))
	}
	return out
}

// times are hours in the notation, where they can be said in it, and else in words.
func times(words []string, schedules []data.Schedule) []string {
	if notation := hours.Notation(schedules); notation != "" {
		return []string{notation}
	}
	var out []string
	for _, s := range schedules {
		out = append(out, strings.Join(strings.Fields(fmt.Sprint(s.Freq, " ", s.ByDay, " ", s.OpensAt, "-", s.ClosesAt, " ", s.Description)), " "))
	}
	if len(out) > 0 {
		return out
	}
	return words
}
