package index

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// Group is a group of filters, by the name of its parameter.
type Group string

const (
	TopicGroup    Group = "topic"    // ids of topics
	ForGroup      Group = "for"      // ids of groups of people
	AgeGroup      Group = "age"      // whole years
	HowGroup      Group = "how"      // ways
	CostGroup     Group = "cost"     // free, paid, varies
	OpenGroup     Group = "open"     // now, evenings, weekends
	DayGroup      Group = "day"      // mo, tu, we, th, fr, sa, su
	LanguageGroup Group = "lang"     // ISO 639; bfi is British Sign Language
	AccessGroup   Group = "access"   // see [Access]
	ReferralGroup Group = "referral" // none, needed
	LedGroup      Group = "led"      // peers: run by people with lived experience
	AnswerGroup   Group = "answered" // person
	KindGroup     Group = "kind"     // kinds
	CheckedGroup  Group = "checked"  // within so many months: 3, 6, 12, 24
)

// Filters are what a search is narrowed to: values by group. Several of one group mean any of them, except of access,
// where all are needed.
type Filters map[Group][]string

// group says how a group of filters is read.
type group struct {
	name Group
	// unknown says that a service of which the fact is not known passes: what a listing is silent about restricts nothing.
	// Where a filter asks for something good that is there (free, a ramp, open now), the listing must say so.
	unknown bool
	// every says that all values that are chosen are needed, not any.
	every bool
	// values are those that an entry has; now is asked for those that change with the clock.
	values func(*entry, clock) []string
}

// groups are all groups in the order in which they are shown; if nothing is left they are given up from the last on.
var groups = []group{
	{name: TopicGroup, values: func(e *entry, _ clock) []string { return texts(e.Topics) }},
	{name: ForGroup, unknown: true, values: func(e *entry, _ clock) []string { return texts(e.Audiences) }},
	{name: AgeGroup, unknown: true, values: func(e *entry, c clock) []string { return e.agesAmong(c.ages) }},
	{name: AccessGroup, every: true, values: func(e *entry, _ clock) []string { return e.Access }},
	{name: LanguageGroup, values: func(e *entry, _ clock) []string { return e.Languages }},
	{name: ReferralGroup, unknown: true, values: func(e *entry, _ clock) []string { return one(string(e.Referral)) }},
	{name: LedGroup, values: func(e *entry, _ clock) []string { return oneIf(e.PeerLed, "peers") }},
	{name: AnswerGroup, values: func(e *entry, _ clock) []string { return oneIf(e.Person, "person") }},
	{name: CostGroup, values: func(e *entry, _ clock) []string { return one(string(e.Cost)) }},
	{name: HowGroup, unknown: true, values: func(e *entry, _ clock) []string { return texts(e.Ways) }},
	{name: KindGroup, values: func(e *entry, _ clock) []string { return one(string(e.Kind)) }},
	{name: DayGroup, values: func(e *entry, _ clock) []string { return e.Days }},
	{name: OpenGroup, values: func(e *entry, c clock) []string { return e.openings(c) }},
	{name: CheckedGroup, values: func(e *entry, c clock) []string { return e.checkedWithin(c) }},
}

// Groups are the names of all groups in the order in which they are shown.
func Groups() []Group {
	var names []Group
	for _, g := range groups {
		names = append(names, g.name)
	}
	return names
}

// Openings are the values of the group open.
var Openings = []string{"now", "evenings", "weekends"}

// Weekdays are the values of the group day, from Monday on.
var Weekdays = []string{"mo", "tu", "we", "th", "fr", "sa", "su"}

// CheckedMonths are the values of the group checked.
var CheckedMonths = []int{3, 6, 12, 24}

// Ages are those for which services are counted, beside any that is asked for.
var Ages = []int{8, 14, 17, 21, 40, 60, 75}

// clock is what the values that change with time are read by, and the ages that are asked about.
type clock struct {
	time     time.Time
	today    data.Date
	holidays hours.Holidays
	ages     []int
}

// failing lists, by number, the groups whose filters an entry does not pass.
func (s *searching) failing(e *entry) (fails []int) {
	for i, g := range groups {
		chosen := s.request.Filters[g.name]
		if len(chosen) > 0 && !g.passes(g.values(e, s.clock), chosen) {
			fails = append(fails, i)
		}
	}
	return fails
}

func (g group) passes(has, chosen []string) bool {
	if len(has) == 0 {
		return g.unknown
	}
	in := func(v string) bool { return slices.Contains(has, v) }
	if g.every {
		return !slices.ContainsFunc(chosen, func(v string) bool { return !in(v) })
	}
	return slices.ContainsFunc(chosen, in)
}

// runs reports whether an entry may run all through the days that are asked for. No dates: no question.
func (r Request) runs(e *entry) bool {
	if r.From.IsZero() {
		return true
	}
	return !e.TermOnly && hours.Throughout(e.Schedules, r.From, r.To)
}

// without is the filters less one group's.
func (f Filters) without(g Group) Filters {
	less := maps.Clone(f)
	delete(less, g)
	return less
}

// saysAge is a value of the group age that nobody chooses: an entry that says for which ages it is has it, and so does not
// pass as one that says nothing.
const saysAge = "said"

// agesAmong lists those of some ages that an entry is for. An entry that says no age is for all; it has no value.
func (e *entry) agesAmong(ages []int) []string {
	if e.MinimumAge == nil && e.MaximumAge == nil {
		return nil
	}
	out := []string{saysAge}
	for _, years := range ages {
		if (e.MinimumAge == nil || years >= *e.MinimumAge) && (e.MaximumAge == nil || years <= *e.MaximumAge) {
			out = append(out, strconv.Itoa(years))
		}
	}
	return out
}

// openings are when an entry is open: now by the clock, evenings and weekends by its pattern.
func (e *entry) openings(c clock) []string {
	out := e.Opens
	if len(e.Schedules) > 0 {
		if state := hours.At(e.Schedules, e.Nation, c.holidays, c.time); state.Open {
			out = append(slices.Clip(out), "now")
		}
	}
	return out
}

// checkedWithin are the numbers of months within which anyone vouched for anything in an entry.
func (e *entry) checkedWithin(c clock) []string {
	if e.Checked.IsZero() {
		return nil
	}
	var out []string
	for _, months := range CheckedMonths {
		if !e.Checked.Time().Before(c.today.Time().AddDate(0, -months, 0)) {
			out = append(out, strconv.Itoa(months))
		}
	}
	return out
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

func one(v string) []string { return oneIf(v != "", v) }

func oneIf(is bool, v string) []string {
	if !is {
		return nil
	}
	return []string{v}
}
