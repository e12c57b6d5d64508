package index_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/index"
)

// offer is a service at one of its places, or with none to go to: the least that a search finds.
type offer struct {
	data.Listing
	place     data.Location
	point     *geo.Point
	district  geo.AreaCode   // the council that it is in, where that is known
	areas     []geo.AreaCode // that it serves
	assumed   bool           // but does not say so itself
	schedules []data.Schedule
	nation    string
	words     map[string]bool // of its texts
	called    map[string]bool // the words of its place's name and address
	says      map[index.Group][]string
}

// recount is a directory as it is kept, read once from end to end for every question.
type recount struct {
	index.Setting
	offers    []*offer // those of one service together
	questions []question
	values    map[index.Group][]string // that anything says
}

// question is a group of filters by what it asks of an offer.
type question struct {
	group  index.Group
	silent bool // what says nothing of it is not left out
	all    bool // all that is chosen must be there, not any of it
	answer func(recount, *offer) []string
}

var questions = []question{
	{group: index.TopicGroup, answer: func(r recount, o *offer) []string { return plainly(r.Lexicon.Topics.WithParents(o.Service.Topics)) }},
	{group: index.ForGroup, silent: true, answer: recount.people},
	{group: index.AgeGroup, silent: true, answer: func(_ recount, o *offer) []string { return years(o.Service) }},
	{group: index.AccessGroup, all: true, answer: func(_ recount, o *offer) []string { return access(o.place) }},
	{group: index.LanguageGroup, answer: func(_ recount, o *offer) []string { return languages(o.Service) }},
	{group: index.ReferralGroup, silent: true, answer: func(_ recount, o *offer) []string { return plainly([]data.Referral{o.Service.Referral}) }},
	{group: index.LedGroup, answer: func(_ recount, o *offer) []string {
		return when(o.Service.PeerLed != nil && *o.Service.PeerLed, "peers")
	}},
	{group: index.AnswerGroup, answer: func(_ recount, o *offer) []string {
		return when(o.Service.AnsweredBy == data.AnsweredByPerson || o.Service.AnsweredBy == data.AnsweredByBoth, "person")
	}},
	{group: index.CostGroup, answer: func(_ recount, o *offer) []string { return plainly([]data.Cost{o.Service.Cost}) }},
	{group: index.HowGroup, silent: true, answer: func(_ recount, o *offer) []string { return plainly(o.Service.Ways) }},
	{group: index.KindGroup, answer: func(_ recount, o *offer) []string { return plainly([]data.Kind{o.Service.Kind}) }},
	{group: index.DayGroup, answer: recount.days},
	{group: index.OpenGroup, answer: recount.opens},
	{group: index.CheckedGroup, answer: recount.checked},
}

// newRecount reads listings, and of them what the questions ask.
func newRecount(with index.Setting, listings []data.Listing, asked []question) recount {
	r := recount{Setting: with, questions: asked, values: map[index.Group][]string{}}
	for _, l := range listings {
		if l.Service.Status == data.Active || l.Service.Status == data.TemporarilyClosed {
			r.offers = append(r.offers, r.offersOf(l)...)
		}
	}
	for _, o := range r.offers {
		o.says = map[index.Group][]string{}
		for _, q := range r.questions {
			said := q.answer(r, o)
			o.says[q.group] = said
			r.values[q.group] = append(r.values[q.group], said...)
		}
	}
	r.values[index.AgeGroup] = nil
	for _, age := range index.Ages { // nobody wants to see every year
		r.values[index.AgeGroup] = append(r.values[index.AgeGroup], strconv.Itoa(age))
	}
	for g := range r.values {
		slices.Sort(r.values[g])
		r.values[g] = slices.Compact(r.values[g])
	}
	return r
}

func (r recount) offersOf(l data.Listing) (all []*offer) {
	for _, place := range l.Locations {
		if place.Type == data.Physical || place.Type == "" {
			all = append(all, r.offer(l, place))
		}
	}
	if len(all) == 0 {
		all = append(all, r.offer(l, data.Location{}))
	}
	return all
}

func (r recount) offer(l data.Listing, place data.Location) *offer {
	o := &offer{Listing: l, place: place, district: place.Council, schedules: l.SchedulesAt(place.ID, r.LineHours), nation: l.NationAt(place.ID)}
	for _, a := range l.Service.Areas {
		if a.Code != "" {
			o.areas = append(o.areas, a.Code)
		}
	}
	if len(o.areas) == 0 && l.Service.AssumedArea != "" {
		o.areas, o.assumed = []geo.AreaCode{l.Service.AssumedArea}, true
	}
	if o.assumed && place.Council != "" {
		o.areas = []geo.AreaCode{place.Council} // it is withheld: search knows only its council
	}
	if position, ok := data.Geocode(place); ok {
		o.point, o.district = &position.Point, position.District
	}
	at := place.Address
	o.words, o.called = wordsOf(r.texts(l)...), wordsOf(place.Name, at.Line1, at.Line2, at.City, at.County)
	return o
}

// texts are all that is said of a service wherever it is given.
func (r recount) texts(l data.Listing) []string {
	s, org := l.Service, l.Organization
	texts := slices.Concat(s.AlternateNames, org.AlternateNames, s.Audiences, s.Categories,
		[]string{s.Name, org.Name, s.Summary, s.Description, s.ApplicationProcess, s.EligibilityDescription})
	for _, id := range r.Lexicon.Topics.WithParents(s.Topics) {
		topic, _ := r.Lexicon.Topics.Get(id)
		texts = append(texts, topic.Name)
	}
	return texts
}

func wordsOf(texts ...string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(strings.Join(texts, " ")), func(c rune) bool { return !unicode.IsLetter(c) }) {
		words[w] = true
	}
	return words
}

// bears tells whether an offer says a word, in any of its forms; of a place the name is what it is.
func (o *offer) bears(word string) bool {
	return o.called[word] || slices.ContainsFunc(formsOf(word), func(form string) bool { return o.words[form] })
}

// finding is an offer that a search finds, filters apart, and where it is shown.
type finding struct {
	*offer
	band index.Band
}

// find lists what says all words, concerns the place that was asked about and may run all through the dates.
func (r recount) find(asked index.Request, words []string) (out []finding) {
	for _, o := range r.offers {
		band, ok := index.NoBand, true
		if asked.Origin != nil {
			band, ok = o.reach(*asked.Origin, asked.Within)
		}
		runs := asked.From.IsZero() ||
			!hours.TermTimeOnly(o.Service.Summary+"\n"+o.Service.Description) && hours.Throughout(o.schedules, asked.From, asked.To)
		if ok && runs && !slices.ContainsFunc(words, func(w string) bool { return !o.bears(w) }) {
			out = append(out, finding{o, band})
		}
	}
	return out
}

// bands counts services by the first band in which any of their offers stands that pass the filters.
func (r recount) bands(found []finding, filters index.Filters) (bands map[index.Band]int, total int) {
	best := map[data.ServiceID]index.Band{}
	order := []index.Band{index.NearBand, index.AreaBand, index.RemoteBand, index.NoBand}
	for _, f := range found {
		old, ok := best[f.Service.ID]
		if r.passes(f.offer, filters) && (!ok || slices.Index(order, f.band) < slices.Index(order, old)) {
			best[f.Service.ID] = f.band
		}
	}
	bands = map[index.Band]int{}
	for _, band := range best {
		bands[band]++
	}
	return bands, len(best)
}

func (r recount) passes(o *offer, filters index.Filters) bool {
	for _, q := range r.questions {
		if chosen := filters[q.group]; len(chosen) > 0 && !q.passes(o.says[q.group], chosen) {
			return false
		}
	}
	return true
}

func (q question) passes(said, chosen []string) bool {
	if len(said) == 0 {
		return q.silent
	}
	missing := 0
	for _, v := range chosen {
		if !slices.Contains(said, v) {
			missing++
		}
	}
	return missing == 0 || !q.all && missing < len(chosen)
}

// facets counts, for each value of each group, the services that would be left if it alone were chosen there, or as well
// where all are needed. A value is listed if it was chosen, or if anything that would be left says it.
func (r recount) facets(found []finding, filters index.Filters) map[index.Group]map[string]int {
	facets := map[index.Group]map[string]int{}
	for _, q := range r.questions {
		facets[q.group] = map[string]int{}
		others := maps.Clone(filters)
		if !q.all {
			delete(others, q.group)
		}
		rest := slices.DeleteFunc(slices.Clone(found), func(f finding) bool { return !r.passes(f.offer, others) })
		for _, v := range slices.Concat(r.values[q.group], filters[q.group]) {
			if n, said := q.left(rest, v); said || slices.Contains(filters[q.group], v) {
				facets[q.group][v] = n
			}
		}
	}
	return facets
}

// left counts the services that choosing a value leaves, and tells whether any says it.
func (q question) left(found []finding, v string) (n int, said bool) {
	last := data.ServiceID("")
	for _, f := range found {
		if !q.passes(f.says[q.group], []string{v}) {
			continue
		}
		said = said || slices.Contains(f.says[q.group], v)
		if f.Service.ID != last {
			last = f.Service.ID
			n++
		}
	}
	return n, said
}

// people are those whom a service is for by its own words, and by its ages.
func (r recount) people(o *offer) (out []string) {
	name := strings.ReplaceAll(o.Service.Name, o.Organization.Name, "")
	text := strings.ToLower(strings.Join(append(o.Service.Audiences, name, o.Service.EligibilityDescription), "\n"))
	for _, a := range r.Lexicon.Audiences {
		from, to := o.Service.MinimumAge, o.Service.MaximumAge
		older := a.MinimumAge != nil && from != nil && *from >= *a.MinimumAge
		younger := a.MaximumAge != nil && to != nil && *to <= *a.MaximumAge
		if older || younger || peopleWords[string(a.ID)] != "" && strings.Contains(text, peopleWords[string(a.ID)]) {
			out = append(out, string(a.ID))
		}
	}
	return out
}

func years(s data.Service) (out []string) {
	if s.MinimumAge == nil && s.MaximumAge == nil {
		return nil
	}
	for age := range 130 {
		if (s.MinimumAge == nil || age >= *s.MinimumAge) && (s.MaximumAge == nil || age <= *s.MaximumAge) {
			out = append(out, strconv.Itoa(age))
		}
	}
	return append(out, "some") // so that it says something whatever its ages
}

func access(place data.Location) (out []string) {
	for _, said := range place.Accessibility {
		out = append(out, accessSaid[said.Description]...)
	}
	return out
}

func languages(s data.Service) (out []string) {
	for _, code := range s.Languages {
		if _, err := language.ParseBase(code); err == nil {
			out = append(out, strings.ToLower(code))
		}
	}
	return out
}

func (r recount) days(o *offer) (out []string) {
	for _, d := range hours.Usual(o.schedules, r.Now()).Days {
		out = append(out, strings.ToLower(d.String()[:2]))
	}
	return out
}

func (r recount) opens(o *offer) []string {
	usual := hours.Usual(o.schedules, r.Now())
	now := hours.At(o.schedules, o.nation, r.Holidays, r.Now()).Open
	return slices.Concat(when(now, "now"), when(usual.Evenings, "evenings"), when(usual.Weekends, "weekends"))
}

func (r recount) checked(o *offer) (out []string) {
	on, today := o.Checked(), data.DateOf(r.Now())
	for _, months := range []int{3, 6, 12, 24} {
		if !on.IsZero() && !on.Time().Before(today.Time().AddDate(0, -months, 0)) {
			out = append(out, strconv.Itoa(months))
		}
	}
	return out
}

func when(is bool, value string) []string {
	if !is {
		return nil
	}
	return []string{value}
}

// plainly are words as they are chosen, without what is empty.
func plainly[T ~string](all []T) (out []string) {
	for _, v := range all {
		if v != "" {
			out = append(out, string(v))
		}
	}
	return out
}

// reach is DESIGN.md, "Where: near me, or serves me": the band in which an offer is shown to somebody, if it is.
func (o *offer) reach(from geo.Place, radius geo.Miles) (index.Band, bool) {
	matched := slices.DeleteFunc(slices.Clone(o.areas), func(area geo.AreaCode) bool { return !geo.Covers(area, from.Areas) })
	switch {
	case o.near(from, radius) && (len(matched) > 0 || o.assumed || len(o.areas) == 0 || o.mayServe(from)):
		return index.NearBand, true
	case len(matched) == 0:
		return "", false
	case o.place.Withheld && geo.Covers(o.place.Council, from.Areas):
		return index.AreaBand, true // where in its council it is may not be known
	case o.place.ID == "" || slices.ContainsFunc(o.Service.Ways, func(w data.Way) bool { return w != data.InPerson }):
		return bandOf(matched), true
	case slices.ContainsFunc(matched, func(area geo.AreaCode) bool { return o.standsIn(area, from) }):
		return index.AreaBand, true
	}
	return "", false
}

// near tells whether an offer is within the radius, or anywhere in the area if one was asked about.
func (o *offer) near(from geo.Place, radius geo.Miles) bool {
	if o.point == nil {
		return false
	}
	if from.Precision == geo.PrecisionArea && o.district != "" {
		return geo.Covers(from.Areas[0], []geo.AreaCode{o.district})
	}
	if radius == 0 {
		radius = geo.Neighbourhood(from.Point)
	}
	return geo.Distance(from.Point, *o.point) <= radius
}

// mayServe tells whether an area served may hold a place of which it is only known in what larger area it lies: a ward of
// the council, or a council of the nation.
func (o *offer) mayServe(from geo.Place) bool {
	return slices.ContainsFunc(o.areas, func(code geo.AreaCode) bool {
		area, known := geo.AreaByCode(code)
		return code.Level() < from.Areas[0].Level() && (!known || geo.Covers(from.Areas[0], []geo.AreaCode{area.Code}))
	})
}

// bandOf is where that stands which serves areas without people's going there: across a nation only if no less is matched.
func bandOf(matched []geo.AreaCode) index.Band {
	if slices.ContainsFunc(matched, func(area geo.AreaCode) bool { return area.Level() <= geo.RegionLevel }) {
		return index.AreaBand
	}
	return index.RemoteBand
}

// standsIn tells whether the place is inside an area no larger than a council's or what councils make together. Where it is
// not known in which council it stands, it counts as inside unless it is far from who asks.
func (o *offer) standsIn(area geo.AreaCode, from geo.Place) bool {
	switch {
	case area.Level() > geo.CountyLevel:
		return false
	case o.district != "":
		return geo.Covers(area, []geo.AreaCode{o.district})
	}
	return o.point == nil || geo.Distance(from.Point, *o.point) <= 30
}
