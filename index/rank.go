package index

import (
	"cmp"
	"math"
	"slices"

	"fingerpost/data"
)

// The ranking, all in one place. Inside a band what has every word comes before what has some of them, and that before
// what differs from them by a letter. Then a hit's score is
//
//	how well the words match (in quarters of the best match) × how near it is
//
// quantised, then the words alone, then how much is known of it, then distance, name and id, so that every executor and
// every run gives the same order. A service whose name says the words matches them wholly. One that bears a topic which they
// name matches them nearly as well, since "food bank" is what it is, whatever it is called; but who asks for yoga does not
// want badminton first because both are exercise.
const (
	textSteps  = 4    // relevance is told apart in this many steps; finer differences of BM25 mean nothing to a person
	aboutSteps = 3    // what bearing the topic that the words name is worth at least
	halfLife   = 3.0  // miles at which nearness counts half of what it did
	farFloor   = 0.10 // what is left of nearness far away
	quantum    = 10_000
)

// steps quantises a text score. top is the best of the search.
func steps(text, top float64) int {
	if top <= 0 {
		return textSteps
	}
	return int(math.Ceil(textSteps*text/top - 1e-9)) // sums of the same numbers differ that little by their order
}

// score puts a hit's words and nearness into one whole number.
func (p plan) score(h hit) int64 {
	relevance := float64(h.words) / textSteps
	nearness := 1.0
	if h.distance != nil {
		nearness = farFloor + (1-farFloor)*math.Exp2(-float64(*h.distance)/halfLife)
	}
	return int64(math.Round(quantum * relevance * nearness))
}

// fit is how well an entry matches the words, in steps: wholly if its own name says them, nearly if it bears the topic
// that they name, else as the executor scored it. A name that says more than the words is no worse a match.
func (p plan) fit(e *entry, text, top float64) int {
	switch {
	case p.isNamed(e):
		return textSteps
	case p.isAbout(e):
		return max(aboutSteps, steps(text, top))
	}
	return steps(text, top)
}

// isNamed reports whether an entry's name says every word.
func (p plan) isNamed(e *entry) bool {
	if len(p.units) == 0 {
		return false
	}
	named := map[string]bool{}
	for _, w := range split(e.Name) {
		named[stem(w)] = true
	}
	for _, u := range p.units {
		if slices.ContainsFunc(u.words, func(w string) bool { return !named[stem(w)] }) {
			return false
		}
	}
	return true
}

// isAbout reports whether an entry bears a topic of every unit.
func (p plan) isAbout(e *entry) bool {
	for _, u := range p.units {
		if !slices.ContainsFunc(u.topics, func(t data.TopicID) bool { return slices.Contains(e.Topics, t) }) {
			return false
		}
	}
	return len(p.units) > 0
}

// before orders two hits: by band always, then as asked.
func before(a, b hit, by Sort) bool {
	if a.reach != b.reach {
		return slices.Index(Reaches, a.reach) < slices.Index(Reaches, b.reach)
	}
	order := 0
	switch by {
	case ByDistance:
		order = byDistance(a, b)
	case ByName:
		order = cmp.Compare(a.Name, b.Name)
	}
	return cmp.Or(order, cmp.Compare(a.loose, b.loose), -cmp.Compare(a.score, b.score), -cmp.Compare(a.words, b.words),
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
