package index

import (
	"bytes"
	"cmp"
	"math"
	"slices"

	"fingerpost/geo"
	"fingerpost/index/rows"
)

// The ranking, all in one place. Inside a band what has every word comes before what has some of them, that before what is
// only about something close, and that before what differs from the words by a letter. Then a hit's score is
//
//	how well the words match × how near it is × how much is known of it, and how lately × whether it is for who was named
//	× whether it is open, if the words speak of now
//
// quantised, then the words alone, then how much is known of it, then distance, name and id, so that every executor and
// every run gives the same order. A service whose name says a word matches it wholly. One that bears a topic which the word
// names matches it well, since "food bank" is what it is, whatever it is called; its text adds to that, since who asks for
// yoga does not want badminton first because both are exercise.
const (
	wordSteps    = 16   // relevance is told apart in this many steps; finer differences of BM25 mean nothing to a person
	aboutStep    = 0.65 // what bearing the first topic that a word names is worth, of 1
	alsoStep     = 0.5  // the same, of its other topics
	besideMain   = 0.08 // less, where that is not the first topic of the entry
	derivedLess  = 0.12 // less, where the entry's topics were read from its words
	textShare    = 0.3  // what its text adds
	relatedStep  = 0.3  // what bearing a topic close to one that is named is worth
	besideStep   = 0.6  // what the text alone is worth at most, of what is sorted under other topics
	unsortedStep = 0.65 // the same, of what nobody has sorted
	saidStep     = 0.9  // the same, where the words name no topic
	pointShare   = 0.3  // what counts of how near an entry is to what the words point at as a whole, beside the words one by one
	pointStory   = 0.65 // the same, of a story
	softWorth    = 0.35 // what a unit that is not asked of an answer weighs, beside one that is
	farFloor     = 0.10 // what is left of nearness far away
	quantum      = 10_000
)

// Quality is a gentle factor: it parts equals and never turns the order of good and bad matches.
const (
	bareFactor = 0.90 // of which nothing that people ask for is known
	keptFactor = 1.05 // those who run it look after the listing
	forFactor  = 1.30 // it is for the people who were named
	notForThem = 0.60 // it is for others
	notAsked   = 0.80 // it is for some people, and the search names none
	forOthers  = 0.55 // how well what is local and for people who were not named must match, beside the best
	openFactor = 1.15 // it is open, and the search speaks of now
)

// A group of people is implied where muchOf what matches amongBest is for it: who asks about a death is bereaved.
const (
	amongBest = 0.65 // of the best
	muchOf    = 0.35
)

// ageFactors are by how many whole years ago anyone vouched for anything in a listing.
var ageFactors = []float64{1, 0.98, 0.96, 0.93, 0.90, 0.87}

// ranked is a unit of the plan by the numbers that rows have.
type ranked struct {
	unit
	topics    []uint16
	audiences []uint16
	names     [][]uint64 // for each word, the stems by which a name says it
}

func (s *searching) rankedUnits() []ranked {
	values := s.index.views.Reader.Values
	out := make([]ranked, len(s.plan.units))
	for i, u := range s.plan.units {
		r := ranked{unit: u}
		for _, t := range u.topics {
			r.topics = append(r.topics, uint16(values.Tag(rows.Topic, string(t)))) // 0, which no row has, keeps its place
		}
		r.audiences = tagsOf(values, rows.For, u.audiences)
		for _, w := range u.words {
			stems := []uint64{rows.Key(stem(w.text))}
			for _, as := range w.as {
				stems = append(stems, rows.Key(stem(as)))
			}
			r.names = append(r.names, stems)
		}
		out[i] = r
	}
	return out
}

// tagsOf are the tags of values that any row has had.
func tagsOf[T ~string](values *rows.Values, f rows.Facet, all []T) (tags []uint16) {
	for _, v := range all {
		if tag := values.Tag(f, string(v)); tag > 0 {
			tags = append(tags, uint16(tag))
		}
	}
	return tags
}

// fetchAhead is of how many hits memory is asked for at once: few enough to lie near the processor when they are looked at.
const fetchAhead = 256

// weigh sets what the hits of one search are ordered by. It looks at all of them at once, since how well words match is
// told by comparison.
func (s *searching) weigh(hits []hit, c *candidates) {
	units := s.rankedUnits()
	tops, bearers := make([]float64, len(units)), make([]int, len(units))
	for n := range hits {
		for i, text := range c.of(hits[n].candidate) {
			tops[i] = max(tops[i], text)
			if text > 0 {
				bearers[i]++
			}
		}
	}
	weights, whole := make([]float64, len(units)), 0.0
	for i, u := range units {
		weights[i] = math.Log2(2 + float64(len(hits))/float64(bearers[i]+1)) // rare words tell more
		if u.soft {
			weights[i] *= softWorth
		}
		whole += weights[i]
	}
	share := pointShare
	if s.story {
		share = pointStory
	}
	sense := s.numbered()
	for n := range hits {
		if n%fetchAhead == 0 && !sense.none {
			for i := n; i < min(n+fetchAhead, len(hits)); i++ {
				c.fetched += hits[i].part.FetchSense(hits[i].doc, hits[i].row)
			}
		}
		h := &hits[n]
		h.parts = parts{Words: 1, Near: 1, Quality: h.quality(s.day), Now: 1}
		if s.soon && s.sieve.isOpen(h.row) {
			h.parts.Now = openFactor
		}
		texts := c.of(h.candidate)
		h.missing = 0
		h.read = sense.of(h.part, h.doc, h.row)
		switch {
		case len(units) > 0:
			sum := 0.0
			for i := range units {
				u := &units[i]
				if texts[i] == 0 {
					if !u.soft {
						h.missing += weights[i]
					}
					continue
				}
				h.matches |= 1 << i
				h.meant = h.meant || u.means() && !u.soft
				sum += weights[i] * h.fits(u, texts[i]/tops[i])
			}
			words := (1-share)*sum/whole + share*h.read
			if !s.story {
				words = max(words, sum/whole)
			}
			h.parts.Words = math.Ceil(wordSteps*words-1e-9) / wordSteps // sums of the same numbers differ a little by their order
			h.missing /= whole
		case !s.plan.meant.empty():
			h.parts.Words = math.Ceil(wordSteps*h.read) / wordSteps
		}
		if s.from != nil && !h.far {
			h.parts.Near = nearness(h.distance, s.halfLife(h.row))
		}
	}
	s.implied = implied(hits)
	people := s.peopleAsked(units).with(s.implied)
	for n := range hits {
		h := &hits[n]
		h.parts.People = people.suits(h)
		h.score = int64(math.Round(quantum * h.parts.Words * h.parts.Near * h.parts.Quality * h.parts.People * h.parts.Now))
	}
}

// isWeak reports whether a hit matches far less well than the best.
func (h *hit) isWeak(best float64) bool {
	if h.how == isNear {
		return h.parts.Words < weakNear*best
	}
	return h.parts.Words < weakElse*best
}

// parts are what a score is the product of.
type parts struct {
	Words, Near, Quality, People, Now float64
}

// fits is how well an entry matches one unit, of 1: wholly if its name says it; else by the topic that is named, the more so
// if that is what the entry is about before all, and by its text beside the best.
func (h *hit) fits(u *ranked, text float64) float64 {
	if h.isNamed(u) {
		return 1
	}
	topics := h.part.Topics(h.row)
	topic := 0.0
	for i, t := range u.topics {
		at := slices.Index(topics, t)
		if at < 0 {
			continue
		}
		worth := aboutStep
		if i > 0 {
			worth = alsoStep
		}
		if at > 0 {
			worth -= besideMain
		}
		if h.row.Derived() {
			worth -= derivedLess
		}
		topic = max(topic, worth)
	}
	switch {
	case topic > 0 && len(u.words) == 0:
		return topic + (1 - aboutStep)
	case topic > 0:
		return topic + textShare*text
	case len(u.words) == 0:
		return relatedStep
	case len(u.topics) > 0 && len(topics) > 0 && !h.row.Derived():
		return besideStep * text
	case len(u.topics) > 0:
		return unsortedStep * text
	}
	return saidStep * text
}

// isNamed reports whether an entry's name says every word of a unit.
func (h *hit) isNamed(u *ranked) bool {
	for _, stems := range u.names {
		if !slices.ContainsFunc(stems, func(key uint64) bool { return h.part.HasStem(h.row, key) }) {
			return false
		}
	}
	return len(u.names) > 0
}

func nearness(d, halfLife geo.Miles) float64 {
	return farFloor + (1-farFloor)*math.Exp2(-float64(d)/float64(halfLife))
}

// halfLife is the distance at which nearness counts half of what it did: the farther where people live far apart, and the
// nearer for groups, to which one goes week after week.
func (s *searching) halfLife(r *rows.Row) geo.Miles {
	if r.IsGroup() {
		return s.density * 0.75
	}
	return s.density
}

// quality is how much is known of a hit, and how lately anyone vouched for it. How much is known does not weigh against
// nearness: of two equal ones the nearer comes first.
func (h *hit) quality(today int) float64 {
	known := 1.0
	if h.how != isNear {
		known = bareFactor + (1-bareFactor)*float64(h.row.Full)/fullest
	}
	if h.row.Kept() {
		known *= keptFactor
	}
	age := len(ageFactors) - 1
	if checked, ok := h.row.CheckedAt(); ok {
		age = min(max(int(float64(today-checked)/365.25), 0), age)
	}
	return known * ageFactors[age]
}

// before orders two hits: by band always, then as asked. Only what is equal in all else is told apart by its id.
func before(a, b *hit, by Sort) int {
	order := cmp.Compare(a.how.band(), b.how.band())
	if order != 0 {
		return order
	}
	switch by {
	case ByDistance:
		order = byDistance(a, b)
	case ByName:
		order = byName(a, b)
	}
	if order != 0 {
		return order
	}
	if order = cmp.Or(cmp.Compare(btoi(a.weak), btoi(b.weak)), cmp.Compare(a.loose, b.loose), -cmp.Compare(a.score, b.score),
		-cmp.Compare(a.parts.Words, b.parts.Words), -cmp.Compare(a.row.Full, b.row.Full), byDistance(a, b)); order != 0 {
		return order
	}
	if order = byName(a, b); order != 0 {
		return order
	}
	return byID(a, b) // which must be read from the files
}

func byName(a, b *hit) int { return bytes.Compare(a.part.Name(a.row), b.part.Name(b.row)) }

// byID orders by the id of the service, then of the place.
func byID(a, b *hit) int {
	s, l := rows.Split(a.id())
	t, m := rows.Split(b.id())
	return cmp.Or(cmp.Compare(s, t), cmp.Compare(l, m))
}

// byDistance puts what has a place first.
func byDistance(a, b *hit) int {
	switch {
	case a.far && b.far:
		return 0
	case a.far:
		return 1
	case b.far:
		return -1
	}
	return cmp.Compare(a.distance, b.distance)
}
