package extract

import (
	"maps"
	"slices"
	"strings"

	"fingerpost/data"
)

// fill adds to f what only g says.
func fill(f, g Found) Found {
	f.How = maps.Clone(f.How)
	take := func(field string, missing bool, set func()) {
		if how, ok := g.How[field]; ok && missing {
			set()
			if f.How == nil {
				f.How = map[string]How{}
			}
			f.How[field] = how
		}
	}
	take("name", f.Name == "", func() { f.Name = g.Name })
	take("description", f.Description == "", func() { f.Description = g.Description })
	take("organization", f.OrganizationName == "", func() { f.OrganizationName = g.OrganizationName })
	take("url", f.URL == "", func() { f.URL = g.URL })
	take("phone", len(f.Phones) == 0, func() { f.Phones = g.Phones })
	take("text", len(f.Texts) == 0, func() { f.Texts = g.Texts })
	take("email", len(f.Emails) == 0, func() { f.Emails = g.Emails })
	fillPlaces(&f, g, take)
	take("hours", len(f.Hours)+len(f.Schedules) == 0 && !f.hoursAtPlaces(), func() { f.Hours, f.Schedules = g.Hours, g.Schedules })
	take("cost", f.Cost == "" && f.Fees == "" && len(f.Prices) == 0, func() { f.Cost, f.Fees, f.Prices = g.Cost, g.Fees, g.Prices })
	take("age", f.Ages == (data.Ages{}), func() { f.Ages = g.Ages })
	take("audience", f.Audience == "", func() { f.Audience = g.Audience })
	take("for", len(f.For) == 0, func() { f.For = g.For })
	take("area", len(f.Areas) == 0, func() { f.Areas = g.Areas })
	take("referral", f.Referral == "", func() { f.Referral = g.Referral })
	take("entry", f.Entry == "", func() { f.Entry = g.Entry })
	take("language", len(f.Languages) == 0, func() { f.Languages = g.Languages })
	take("way", len(f.Ways) == 0, func() { f.Ways = g.Ways })
	take("status", f.Status == "", func() { f.Status = g.Status })
	take("category", len(f.Categories) == 0, func() { f.Categories = g.Categories })
	return f
}

func (f Found) hoursAtPlaces() bool {
	return slices.ContainsFunc(f.Places, func(p Place) bool { return len(p.Hours)+len(p.Schedules) > 0 })
}

// fillPlaces takes the places of g where f has none, and what g says more of f's only one.
func fillPlaces(f *Found, g Found, take func(string, bool, func())) {
	withheld := slices.ContainsFunc(g.Places, func(p Place) bool { return p.Withheld })
	if len(f.Places) == 0 || withheld {
		f.Places = slices.Clone(g.Places)
		for field, how := range g.How {
			for _, of := range []string{"address", "postcode", "point", "access", "hours ", "withheld"} {
				if strings.HasPrefix(field, of) && field != "hours" {
					f.note(field, how, true)
				}
			}
		}
		return
	}
	if len(f.Places) != 1 || len(g.Places) == 0 {
		return
	}
	f.Places = slices.Clone(f.Places)
	mine, more := &f.Places[0], g.Places[0]
	if len(g.Places) > 1 {
		at := slices.IndexFunc(g.Places, func(p Place) bool {
			return p.Address.Postcode != "" && p.Address.Postcode == mine.Address.Postcode
		})
		if at < 0 {
			return
		}
		more = g.Places[at]
	}
	elsewhere := mine.Address.Postcode != "" && more.Address.Postcode != "" && mine.Address.Postcode != more.Address.Postcode
	if elsewhere {
		return
	}
	take("postcode", mine.Address.Postcode == "", func() { mine.Address.Postcode = more.Address.Postcode })
	take("address", mine.Address == (data.Address{Postcode: mine.Address.Postcode}), func() {
		known := mine.Address.Postcode
		if mine.Address = more.Address; known != "" {
			mine.Address.Postcode = known
		}
	})
	take("point", mine.Point == nil, func() { mine.Point = more.Point })
	take("access", len(mine.Access) == 0, func() { mine.Access = more.Access })
	if mine.Name == "" {
		mine.Name = more.Name
	}
	if first, rest := more.Address.Line1, more.Address.Line2; mine.Name == "" && mine.Address.Line1 != "" && strings.HasPrefix(rest, mine.Address.Line1) {
		mine.Name = first // the text names the building, too
	}
}

// merge adds to what is stated, or selected, what the text says: what only the text says, and what it says more of what
// is stated. What the operator's selectors find stays as it is. A session on one day that the text says comes every week is one of those.
func merge(stated, read Found) Found {
	f := fill(stated, read)
	selected := func(field string) bool { return strings.HasPrefix(stated.How[field].Where, "selector") }
	if !selected("hours") && (len(stated.Schedules) > 0 || len(stated.Hours) > 0 && len(read.Schedules) > 0) && (covers(read.Schedules, stated.Schedules) || isShown(read, stated)) {
		f.Hours, f.Schedules = read.Hours, read.Schedules
		f.How["hours"] = read.How["hours"]
		f.Ends = data.Date{}
		if from, to := lastDay(read.Schedules); to {
			f.Ends = from
		}
	}
	if !selected("phone") && len(stated.Phones) > 0 && !slices.ContainsFunc(stated.Phones, func(s string) bool { return !containsNumber(read.Phones, s) }) {
		f.Phones = read.Phones
	}
	if !selected("cost") && (stated.Cost == "" && len(stated.Prices) == 0 && (read.Cost != "" || len(read.Prices) > 0) || stated.Cost != data.Free && (len(read.Prices) > len(stated.Prices) || read.Cost == data.Varies && len(read.Prices) == len(stated.Prices))) {
		f.Cost, f.Prices = read.Cost, read.Prices
		if read.Fees != "" {
			f.Fees = read.Fees
		}
		f.How["cost"] = read.How["cost"]
	}
	for _, id := range read.For {
		f.For = addTo(f.For, id)
	}
	return f
}

// isShown reports whether the page shows hours that are not those that it states to machines, which nobody who looks after
// the page sees. What is stated for one day may be one of several.
func isShown(read, stated Found) bool {
	return len(read.Schedules) > 0 && !slices.ContainsFunc(stated.Schedules, func(s data.Schedule) bool { return !s.ValidFrom.IsZero() })
}

// isPast reports whether all that rules say is over.
func isPast(rules []data.Schedule, today data.Date) bool {
	return len(rules) > 0 && !today.IsZero() && !slices.ContainsFunc(rules, func(r data.Schedule) bool { return r.ValidTo.IsZero() || !today.After(r.ValidTo) })
}

func containsNumber(list []string, number string) bool {
	read, ok := data.ReadPhone(number, data.Voice)
	return ok && slices.Contains(list, read)
}

// covers reports whether rules hold whenever others do: the same days and times, with no end or the same.
func covers(rules, others []data.Schedule) bool {
	for _, o := range others {
		if !slices.ContainsFunc(rules, func(r data.Schedule) bool {
			return r.OpensAt == o.OpensAt && r.ClosesAt == o.ClosesAt && sameDays(r, o)
		}) {
			return false
		}
	}
	return len(rules) > 0
}

// sameDays reports whether a rule is of the days of another, or of those among which a single day is.
func sameDays(r, o data.Schedule) bool {
	if !o.ValidFrom.IsZero() && o.ValidFrom == o.ValidTo {
		return strings.Contains(r.ByDay, byDay(o.ValidFrom))
	}
	for day := range strings.SplitSeq(o.ByDay, ",") {
		if !slices.Contains(strings.Split(r.ByDay, ","), day) {
			return false
		}
	}
	return true
}

// lastDay is the last day on which any of the rules holds, if all of them end.
func lastDay(rules []data.Schedule) (last data.Date, ends bool) {
	for _, r := range rules {
		if r.ValidTo.IsZero() {
			return data.Date{}, false
		}
		if r.ValidTo.After(last) {
			last = r.ValidTo
		}
	}
	return last, len(rules) > 0
}

// dropGuesses leaves out what is only likely.
func (f *Found) dropGuesses(report *Report) {
	for field, how := range f.How {
		if how.Sure != Guessed {
			continue
		}
		value := ""
		switch field {
		case "name":
			value, f.Name = f.Name, ""
		case "phone":
			value, f.Phones = strings.Join(f.Phones, ", "), nil
		case "email":
			value, f.Emails = strings.Join(f.Emails, ", "), nil
		case "hours":
			value, f.Hours, f.Schedules = strings.Join(f.Hours, "; "), nil, nil
		case "cost":
			value, f.Cost, f.Fees, f.Prices = f.Fees, "", "", nil
		case "organization":
			value, f.OrganizationName = f.OrganizationName, ""
		default:
			continue
		}
		delete(f.How, field)
		report.Left = append(report.Left, Left{field, value, LeftGuessed})
	}
}
