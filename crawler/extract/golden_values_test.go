package extract_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fingerpost/crawler/extract"
	"fingerpost/data"
	"fingerpost/data/hours"
)

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
			if key == "wheelchair" {
				key = "step-free" // the truth has no word for what is more than that
			}
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

// count adds how many values of each field a service has.
func count(counts map[string]int, s truthService) {
	for field, n := range map[string]int{
		"phones": len(s.Phones), "texts": len(s.Texts), "emails": len(s.Emails), "places": len(s.Places), "hours": len(s.Hours), "pence": len(s.Pence),
		"for": len(s.For), "areas": len(s.Areas), "languages": len(s.Languages), "ways": len(s.Ways),
	} {
		counts[field] += n
	}
	for field, said := range map[string]string{
		"services": s.Name, "organizations": s.Organization, "costs": s.Cost, "ages": s.Ages, "referrals": s.Referral, "closed": s.Closed,
	} {
		if said != "" {
			counts[field]++
		}
	}
	for _, p := range s.Places {
		counts["hours"] += len(p.Hours)
		counts["access"] += len(p.Access)
		if p.Postcode != "" {
			counts["postcodes"]++
		}
		if p.Withheld {
			counts["withheld"]++
		}
	}
}
