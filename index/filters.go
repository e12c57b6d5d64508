package index

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/index/rows"
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
	facet rows.Facet // whose tags its values are; noFacet where they are numbers that change with the clock
}

const noFacet rows.Facet = 255

// groups are all groups in the order in which they are shown; if nothing is left they are given up from the last on.
var groups = []group{
	{name: TopicGroup, facet: rows.Topic}, {name: ForGroup, facet: rows.For, unknown: true}, {name: AgeGroup, facet: noFacet, unknown: true},
	{name: AccessGroup, facet: rows.Access, every: true}, {name: LanguageGroup, facet: rows.Language},
	{name: ReferralGroup, facet: rows.Referral, unknown: true}, {name: LedGroup, facet: rows.Led}, {name: AnswerGroup, facet: rows.Answered},
	{name: CostGroup, facet: rows.Cost}, {name: HowGroup, facet: rows.How, unknown: true}, {name: KindGroup, facet: rows.Kind},
	{name: DayGroup, facet: rows.Day}, {name: OpenGroup, facet: rows.Open}, {name: CheckedGroup, facet: noFacet},
}

// Where groups stand among them that have values which no tag says.
var ageGroup, openGroup, checkedGroup = groupNumber(AgeGroup), groupNumber(OpenGroup), groupNumber(CheckedGroup)

func groupNumber(name Group) int {
	return slices.IndexFunc(groups, func(g group) bool { return g.name == name })
}

// groupSet is a set of groups: a bit for each, by its number.
type groupSet uint16

func (s groupSet) has(g int) bool { return s>>g&1 != 0 }

// unknowns are the groups that what a listing is silent about restricts nothing in.
var unknowns = func() (set groupSet) {
	for i, g := range groups {
		if g.unknown {
			set |= 1 << i
		}
	}
	return set
}()

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

// openNow is the value of the group open that changes with the clock.
const openNow = "now"

// sieve is what the filters of a search are judged by.
type sieve struct {
	values  *rows.Values
	clock   clock
	hours   []*rows.Hours
	tags    []string // what tags say
	group   []uint8  // and the number of their group
	filters Filters
	chosen  []bool // by tag
	filled  groupSet
	needed  [16]int // of groups in which all is needed: how many are chosen
	ages    []int   // that are chosen
	now     bool    // open now is chosen
	since   []int   // for each of [CheckedMonths], the day since when it was checked
	least   []int   // those of them that are chosen
}

func newSieve(values *rows.Values, c clock, f Filters) *sieve {
	s := &sieve{values: values, clock: c, hours: values.Hours(), filters: f}
	facets, tags := values.Tags()
	s.tags, s.group = tags, make([]uint8, len(tags))
	var at [256]uint8
	for i, g := range groups {
		at[g.facet] = uint8(i)
	}
	for tag, facet := range facets {
		s.group[tag] = at[facet]
	}
	for _, months := range CheckedMonths {
		s.since = append(s.since, int(rows.Days(data.DateOf(c.today.Time().AddDate(0, -months, 0)))))
	}
	s.chosen = make([]bool, len(tags))
	for i, g := range groups {
		for _, v := range f[g.name] {
			s.filled |= 1 << i
			s.needed[i]++
			switch {
			case i == ageGroup:
				if years, err := strconv.Atoi(v); err == nil {
					s.ages = append(s.ages, years)
				}
			case i == checkedGroup:
				if n := slices.IndexFunc(CheckedMonths, func(months int) bool { return strconv.Itoa(months) == v }); n >= 0 {
					s.least = append(s.least, s.since[n])
				}
			case i == openGroup && v == openNow:
				s.now = true
			default:
				if tag := values.Tag(g.facet, v); tag > 0 && int(tag) < len(s.chosen) {
					s.chosen[tag] = true
				}
			}
		}
	}
	return s
}

// has are the groups of which an entry has a value.
func (s *sieve) has(p *rows.Part, r *rows.Row) (has groupSet) {
	for _, tag := range p.Tags(r) {
		has |= 1 << s.group[tag]
	}
	if _, _, ok := r.Ages(); ok {
		has |= 1 << ageGroup
	}
	return has
}

// fails are the groups whose filters an entry does not pass.
func (s *sieve) fails(p *rows.Part, r *rows.Row) groupSet {
	if s.filled == 0 {
		return 0
	}
	var has, met groupSet
	var count [16]int
	for _, tag := range p.Tags(r) {
		g := s.group[tag]
		has |= 1 << g
		if s.chosen[tag] {
			count[g]++
			if !groups[g].every || count[g] == s.needed[g] {
				met |= 1 << g
			}
		}
	}
	if least, most, ok := r.Ages(); ok {
		has |= 1 << ageGroup
		if slices.ContainsFunc(s.ages, func(years int) bool { return least <= years && years <= most }) {
			met |= 1 << ageGroup
		}
	}
	if days, ok := r.CheckedAt(); ok && slices.ContainsFunc(s.least, func(since int) bool { return days >= since }) {
		met |= 1 << checkedGroup
	}
	if s.now && s.isOpen(r) {
		met |= 1 << openGroup
	}
	return s.filled &^ (met | unknowns&^has)
}

// isOpen reports whether an entry is open now.
func (s *sieve) isOpen(r *rows.Row) bool {
	return r.Hours > 0 && s.hours[r.Hours].OpenAt(s.clock.time, s.clock.holidays)
}

// runs reports whether an entry may run all through some days. No days: no question.
func (s *sieve) runs(r *rows.Row, from, to data.Date) bool {
	if from.IsZero() {
		return true
	}
	return !r.TermOnly() && (r.Hours == 0 || hours.Throughout(s.hours[r.Hours].Schedules, from, to))
}

// without is the filters less one group's.
func (f Filters) without(g Group) Filters {
	less := maps.Clone(f)
	delete(less, g)
	return less
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
