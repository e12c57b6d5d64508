package index

import (
	"cmp"
	"math"
	"slices"

	"fingerpost/data"
	"fingerpost/geo"
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
	openNow    = 1.15 // it is open, and the search speaks of now
)

// A group of people is implied where muchOf what matches amongBest is for it: who asks about a death is bereaved.
const (
	amongBest = 0.65 // of the best
	muchOf    = 0.35
)

// ageFactors are by how many whole years ago anyone vouched for anything in a listing.
var ageFactors = []float64{1, 0.98, 0.96, 0.93, 0.90, 0.87}

// weigh sets what the hits of one search are ordered by. It looks at all of them at once, since how well words match is
// told by comparison.
func (s *searching) weigh(hits []hit) {
	p := s.plan
	tops, bearers := make([]float64, len(p.units)), make([]int, len(p.units))
	for _, h := range hits {
		for i, text := range h.texts {
			tops[i] = max(tops[i], text)
			if text > 0 {
				bearers[i]++
			}
		}
	}
	weights, whole := make([]float64, len(p.units)), 0.0
	for i, u := range p.units {
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
	for n := range hits {
		h := &hits[n]
		h.parts = parts{Words: 1, Near: 1, Quality: h.quality(s.clock.today), Now: 1}
		if s.soon && slices.Contains(h.openings(s.clock), "now") {
			h.parts.Now = openNow
		}
		h.missing = 0
		h.read = s.reading.of(h.entry)
		switch {
		case len(p.units) > 0:
			sum := 0.0
			for i, u := range p.units {
				if h.texts[i] == 0 {
					if !u.soft {
						h.missing += weights[i]
					}
					continue
				}
				h.meant = h.meant || u.means() && !u.soft
				sum += weights[i] * h.fits(u, h.texts[i]/tops[i])
			}
			words := (1-share)*sum/whole + share*h.read
			if !s.story {
				words = max(words, sum/whole)
			}
			h.parts.Words = math.Ceil(wordSteps*words-1e-9) / wordSteps // sums of the same numbers differ a little by their order
			h.missing /= whole
		case !p.meant.empty():
			h.parts.Words = math.Ceil(wordSteps*h.read) / wordSteps
		}
		if h.distance != nil {
			h.parts.Near = nearness(*h.distance, s.halfLife(h.entry))
		}
	}
	s.implied = implied(hits)
	for n := range hits {
		h := &hits[n]
		h.parts.People = s.suits(h.entry)
		h.score = int64(math.Round(quantum * h.parts.Words * h.parts.Near * h.parts.Quality * h.parts.People * h.parts.Now))
	}
}

// implied are the groups of people that much of what matches best is for.
func implied(hits []hit) map[data.AudienceID]bool {
	best := 0.0
	for _, h := range hits {
		best = max(best, h.parts.Words)
	}
	all := map[data.ServiceID]bool{}
	of := map[data.AudienceID]map[data.ServiceID]bool{}
	for _, h := range hits {
		if h.parts.Words < amongBest*best {
			continue
		}
		all[h.Service] = true
		for _, a := range h.Audiences {
			if of[a] == nil {
				of[a] = map[data.ServiceID]bool{}
			}
			of[a][h.Service] = true
		}
	}
	out := map[data.AudienceID]bool{}
	for a, in := range of {
		if float64(len(in)) >= muchOf*float64(len(all)) {
			out[a] = true
		}
	}
	return out
}

// isWeak reports whether a hit matches far less well than the best.
func (h hit) isWeak(best float64) bool {
	if h.reach == Near {
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
func (h hit) fits(u unit, text float64) float64 {
	if h.isNamed(u) {
		return 1
	}
	topic := 0.0
	for i, t := range u.topics {
		at := slices.Index(h.Topics, t)
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
		if h.Derived {
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
	case len(u.topics) > 0 && len(h.Topics) > 0 && !h.Derived:
		return besideStep * text
	case len(u.topics) > 0:
		return unsortedStep * text
	}
	return saidStep * text
}

// isNamed reports whether an entry's name says every word of a unit.
func (e *entry) isNamed(u unit) bool {
	for _, w := range u.words {
		if !e.nameStems[stem(w.text)] && !slices.ContainsFunc(w.as, func(as string) bool { return e.nameStems[stem(as)] }) {
			return false
		}
	}
	return len(u.words) > 0
}

func nearness(d, halfLife geo.Miles) float64 {
	return farFloor + (1-farFloor)*math.Exp2(-float64(d)/float64(halfLife))
}

// halfLife is the distance at which nearness counts half of what it did: the farther where people live far apart, and the
// nearer for groups, to which one goes week after week.
func (s *searching) halfLife(e *entry) geo.Miles {
	usual := s.density
	if e.Kind == data.KindGroup {
		return usual * 0.75
	}
	return usual
}

// quality is how much is known of a hit, and how lately anyone vouched for it. How much is known does not weigh against
// nearness: of two equal ones the nearer comes first.
func (h hit) quality(now data.Date) float64 {
	e, known := h.entry, 1.0
	if h.reach != Near {
		known = bareFactor + (1-bareFactor)*float64(e.Full)/fullest
	}
	if e.Kept {
		known *= keptFactor
	}
	age := len(ageFactors) - 1
	if !e.Checked.IsZero() {
		age = min(max(int(now.Time().Sub(e.Checked.Time()).Hours()/24/365.25), 0), age)
	}
	return known * ageFactors[age]
}

// suits weighs whether an entry is for the people whom the search speaks of: those it is for first, then those for
// anyone and for those who are implied, then those for others.
func (s *searching) suits(e *entry) float64 {
	if len(e.Audiences) == 0 {
		return 1
	}
	isFor := func(a data.AudienceID) bool { return slices.Contains(e.Audiences, a) }
	asked, met := len(s.people) > 0, slices.ContainsFunc(s.people, isFor)
	for _, u := range s.plan.units {
		asked = asked || len(u.audiences) > 0
		met = met || slices.ContainsFunc(u.audiences, isFor)
	}
	switch {
	case met:
		return forFactor
	case len(s.people) == 0 && slices.ContainsFunc(e.Audiences, func(a data.AudienceID) bool { return s.implied[a] }):
		return 1
	case !asked:
		return notAsked
	}
	return notForThem
}

// before orders two hits: by band always, then as asked.
func before(a, b hit, by Sort) bool {
	if x, y := slices.Index(Bands, a.reach.Band()), slices.Index(Bands, b.reach.Band()); x != y {
		return x < y
	}
	order := 0
	switch by {
	case ByDistance:
		order = byDistance(a, b)
	case ByName:
		order = cmp.Compare(a.Name, b.Name)
	}
	return cmp.Or(order, cmp.Compare(btoi(a.weak), btoi(b.weak)), cmp.Compare(a.loose, b.loose), -cmp.Compare(a.score, b.score), -cmp.Compare(a.parts.Words, b.parts.Words),
		-cmp.Compare(a.Full, b.Full), byDistance(a, b), cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.Service, b.Service), cmp.Compare(a.Location, b.Location)) < 0
}

// byDistance puts what has a place first.
func byDistance(a, b hit) int {
	switch {
	case a.distance == nil && b.distance == nil:
		return 0
	case a.distance == nil:
		return 1
	case b.distance == nil:
		return -1
	}
	return cmp.Compare(*a.distance, *b.distance)
}
