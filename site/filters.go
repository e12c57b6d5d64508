package site

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"fingerpost/data"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// maxChoices is how many values of one group the form offers; the rest are few services each.
const maxChoices = 12

// rareGroups stand in the form only where the search is narrowed by them: programs may ask, few people do.
var rareGroups = []index.Group{index.AgeGroup}

// checkFilter says what is wrong with a value of a filter, if anything is.
func (s *Site) checkFilter(g index.Group, v string) *problem {
	ok, allowed := true, []string(nil)
	switch g {
	case index.TopicGroup:
		if _, known := s.Lexicon.Topics.Get(data.TopicID(v)); !known {
			return badParameter("topic", "error.topic", "Topic", shorten(v))
		}
	case index.ForGroup:
		_, ok = s.Lexicon.Audience(data.AudienceID(v))
		for _, a := range s.Lexicon.Audiences {
			allowed = append(allowed, string(a.ID))
		}
	case index.AgeGroup:
		if years, err := strconv.Atoi(v); err != nil || years < 0 || years > 130 {
			return badParameter("age", "error.age", "Age", shorten(v))
		}
	case index.LanguageGroup:
		if _, err := language.ParseBase(v); err != nil {
			return badParameter("lang", "error.lang", "Language", shorten(v))
		}
	default:
		allowed = filterValues(g)
		ok = slices.Contains(allowed, v)
	}
	if !ok {
		return badParameter(string(g), "error.filter", "Value", shorten(v), "Name", string(g), "Allowed", strings.Join(allowed, ", "))
	}
	return nil
}

// filterValues are the values of a group that has only a few.
func filterValues(g index.Group) []string {
	var out []string
	switch g {
	case index.HowGroup:
		for _, way := range data.AllWays {
			out = append(out, string(way))
		}
	case index.CostGroup:
		return []string{string(data.Free), string(data.Paid), string(data.Varies)}
	case index.OpenGroup:
		return index.Openings
	case index.DayGroup:
		return index.Weekdays
	case index.AccessGroup:
		return index.Access
	case index.ReferralGroup:
		return []string{string(data.ReferralNone), string(data.ReferralNeeded)}
	case index.LedGroup:
		return []string{"peers"}
	case index.AnswerGroup:
		return []string{"person"}
	case index.KindGroup:
		for _, kind := range data.Kinds {
			out = append(out, string(kind))
		}
	case index.CheckedGroup:
		for _, months := range index.CheckedMonths {
			out = append(out, strconv.Itoa(months))
		}
	}
	return out
}

// filterLabel is what a value of a filter is called.
func (s *Site) filterLabel(w words.Words, g index.Group, v string) string {
	switch g {
	case index.TopicGroup:
		t, _ := s.Lexicon.Topics.Get(data.TopicID(v))
		return s.topicName(w, t)
	case index.ForGroup:
		a, _ := s.Lexicon.Audience(data.AudienceID(v))
		return w.Or("audience."+string(a.ID), a.Name)
	case index.AgeGroup:
		years, _ := strconv.Atoi(v) // as [Site.checkFilter] let it through
		return w.N("filters.years", years)
	case index.HowGroup:
		return w.T("how." + v)
	case index.CostGroup:
		return w.T("cost." + v)
	case index.OpenGroup:
		return w.T("opening." + v)
	case index.DayGroup:
		return capital(weekday(w, time.Weekday((slices.Index(index.Weekdays, v)+1)%7)))
	case index.LanguageGroup:
		return languagesWords(w, []string{v})
	case index.AccessGroup:
		return w.T("access." + v)
	case index.ReferralGroup:
		return w.T("referral." + v)
	case index.LedGroup:
		return w.T("led." + v)
	case index.AnswerGroup:
		return w.T("answered." + v)
	case index.KindGroup:
		return w.T("kind." + v)
	}
	months, _ := strconv.Atoi(v)
	return w.N("filters.checked_within", months)
}

// chips are the chosen filters, each a link that takes it away.
func (s *Site) chips(w words.Words, p params) []views.Link {
	var chips []views.Link
	chip := func(text string, remove func(*params)) {
		chips = append(chips, views.Link{Text: text, Href: p.address(remove), Hidden: w.T("results.remove")})
	}
	for _, g := range index.Groups() {
		for _, v := range p.Filters[g] {
			chip(s.filterLabel(w, g, v), func(p *params) { p.drop(g, v) })
		}
	}
	if !p.From.IsZero() {
		chip(w.T("filters.dates", "From", dateWords(w, p.From), "To", dateWords(w, p.To)), func(p *params) { p.From, p.To = data.Date{}, data.Date{} })
	}
	return chips
}

// filterGroups are the groups of filters that the form shows. Values that no result has are not offered, unless they are
// chosen, nor are those that every result has.
func (s *Site) filterGroups(w words.Words, p params, answer index.Answer) ([]views.FilterGroup, error) {
	out := make([]views.FilterGroup, 0, len(answer.Facets))
	for _, g := range index.Groups() {
		chosen := p.Filters[g]
		if slices.Contains(rareGroups, g) && len(chosen) == 0 {
			continue
		}
		var choices []views.FilterChoice
		for _, c := range inOrder(g, answer.Facets[g]) {
			is := slices.Contains(chosen, c.Value)
			if !is && (c.Count == 0 || len(choices) >= maxChoices || g == index.AgeGroup) {
				continue
			}
			of, err := s.choices.get(s, w, choice{w.Lang, g, c.Value, is})
			if err != nil {
				return nil, err
			}
			if choices == nil {
				choices = make([]views.FilterChoice, 0, maxChoices+len(chosen))
			}
			choices = append(choices, views.FilterChoice{ID: of.id, Box: of.box, Label: w.T("filters.choice", "Label", of.label, "Count", c.Count)})
		}
		if g == index.KindGroup && len(choices) == 1 && len(chosen) == 0 {
			continue // everything is of one kind: nothing to choose
		}
		if len(choices) > 0 {
			out = append(out, views.FilterGroup{Legend: w.T("filters." + string(g)), Choices: choices})
		}
	}
	return out, nil
}

// inOrder puts counts in the order of their values where those have one; else they stand by number, the most first.
func inOrder(g index.Group, counts []index.Count) []index.Count {
	values := filterValues(g)
	if len(values) == 0 {
		return counts
	}
	out := slices.Clone(counts)
	slices.SortStableFunc(out, func(a, b index.Count) int { return slices.Index(values, a.Value) - slices.Index(values, b.Value) })
	return out
}
