package index

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// plan is what a search asks of an executor. Where it looks for nothing, every document is meant.
type plan struct {
	units  []unit
	origin *geo.Place // nil: anywhere
	radius geo.Miles  // about the origin
	typos  bool       // words may differ by a letter or two
	meant  meant      // as a whole
	// related says that topics close to those that were named match as well.
	related bool
}

// meant is what the words point at as a whole, whatever they are: topics, types of service, and services.
type meant struct {
	topics []data.TopicID
	types  []data.ServiceTypeID
	keys   []uint64 // of the services
}

// nodes are the topics and types, as terms.
func (m meant) nodes() (all []node) {
	for _, t := range m.topics {
		all = append(all, term(topicIDs, string(t), 1))
	}
	for _, t := range m.types {
		all = append(all, term(typeIDs, string(t), 1))
	}
	return all
}

func (m meant) empty() bool { return len(m.topics)+len(m.types)+len(m.keys) == 0 }

// unit is one thing that was asked for: a word, or a run of words that mean something together.
type unit struct {
	words     []word
	topics    []data.TopicID    // that the words name, which match as well
	related   []data.TopicID    // topics close to these
	also      [][]string        // other words for it, side by side, which match as well
	audiences []data.AudienceID // groups of people that the words name
	english   []string          // what the words are in English, where they are in another language
	// soft says that what lacks it is no worse an answer: it only puts what bears it first.
	soft bool
}

// word is a word that was typed, with what to read it as where nothing bears it as it is.
type word struct {
	text string
	as   []string
}

// means reports whether the lexicon knows what the words mean.
func (u unit) means() bool { return len(u.topics)+len(u.also) > 0 }

// text is the unit as it was typed.
func (u unit) text() string {
	s := ""
	for i, w := range u.words {
		if i > 0 {
			s += " "
		}
		s += w.text
	}
	return s
}

// read groups words into units: the longest runs that mean something stand together, then words that mean something together
// with few others between them; words that only ask are left out.
func (l lexicon) read(words []string) []unit {
	var units []unit
	var left []string // words in no run, with a gap for each run
	l.runs(words, func(key string) bool { return l.phrases[key] != nil },
		func(run []string, key string) {
			u := l.unit(run, key)
			left = append(left, "")
			if l.isVague(strings.Join(run, " ")) {
				u.soft = true // it names next to nothing
				if len(run) == 1 {
					left[len(left)-1] = run[0]
				}
			}
			units = append(units, u)
		},
		func(w string) { left = append(left, w) })
	for {
		used, key := l.scattered(left)
		if used == nil {
			break
		}
		var run []string
		for _, i := range used {
			run, left[i] = append(run, left[i]), ""
		}
		units = append(units, l.unit(run, key))
	}
	for _, w := range left {
		if w != "" && !fills(w) && !l.asks(w) && !(l.isVague(w) && l.phrases[l.stem(w)] != nil) {
			units = append(units, unit{words: []word{{text: w}}, soft: weak[w]})
		}
	}
	if len(units) == 0 && len(words) <= 3 {
		for _, w := range words { // nothing but small words: then they are what is looked for
			units = append(units, unit{words: []word{{text: w}}})
		}
	}
	return once(units, len(words) >= storyWords)
}

// unit is what a run of words that mean something looks for.
func (l lexicon) unit(run []string, key string) unit {
	m := l.phrases[key]
	u := unit{topics: m.topics, related: l.related(m.topics), also: m.also, audiences: m.audiences, english: m.english}
	for _, w := range run {
		if !fills(w) {
			u.words = append(u.words, word{text: w})
		}
	}
	u.soft = !u.means() // only whom it is for
	return u
}

// scatter is how many other words may stand between those of a phrase.
const scatter = 2

// scattered finds the words of the longest phrase of which all stand near one another, in whatever order.
func (l lexicon) scattered(words []string) (used []int, found string) {
	stems := make([]string, len(words))
	for i, w := range words {
		if w != "" && !fills(w) {
			stems[i] = l.stem(w)
		}
	}
	for i, first := range stems {
		if first == "" {
			continue
		}
		for _, want := range l.holding[first] {
			if len(want) <= len(used) {
				continue
			}
			at := []int{i}
			for _, s := range want {
				if s == first {
					continue
				}
				for j := i + 1; j < min(len(stems), i+len(want)+scatter); j++ {
					if stems[j] == s && !slices.Contains(at, j) {
						at = append(at, j)
						break
					}
				}
			}
			if len(at) == len(want) {
				slices.Sort(at)
				used, found = at, strings.Join(want, " ")
			}
		}
	}
	return used, found
}

// related lists the topics that are close to some.
func (l lexicon) related(topics []data.TopicID) (out []data.TopicID) {
	for _, id := range topics {
		t, _ := l.Topics.Get(id)
		for _, r := range t.Related {
			if !slices.Contains(topics, r) {
				out = add(out, r)
			}
		}
	}
	return out
}

// unclear is what a search looks for of whose words nothing is understood.
func (l lexicon) unclear() []unit {
	return []unit{{topics: l.Unclear, related: l.related(l.Unclear)}}
}

// once leaves out what was said before, and what is beyond what one search looks for. Where nothing but weak words were
// said, and not in a story, they are what is looked for; so is whom it is for.
func once(units []unit, story bool) []unit {
	seen := map[string]bool{}
	units = slices.DeleteFunc(units, func(u unit) bool {
		key := u.text()
		if seen[key] {
			return true
		}
		seen[key] = true
		return false
	})
	units = units[:min(len(units), maxUnits)]
	if !slices.ContainsFunc(units, func(u unit) bool { return !u.soft }) {
		for i := range units {
			units[i].soft = story && len(units[i].audiences) == 0 && !units[i].means()
		}
	}
	return units
}

// hard counts the units that an answer should have.
func (p plan) hard() int {
	n := 0
	for _, u := range p.units {
		if !u.soft {
			n++
		}
	}
	return n
}

// named lists the topics that the words name, as they come.
func (p plan) named() (topics []data.TopicID) {
	for _, u := range p.units {
		if !u.soft {
			topics = add(topics, u.topics...)
		}
	}
	return topics
}
