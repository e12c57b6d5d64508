package index

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/index/meaning"
)

// lexicon finds what words mean: topics, groups of people, other words, danger. It is [data.Lexicon] made ready for
// looking up.
type lexicon struct {
	data.Lexicon
	phrases   map[string]*sense
	audiences map[string][]data.AudienceID // only the groups' own words, to read whom a service is for
	dangers   map[string][]string          // ids of dangers by phrase
	types     map[string][]data.ServiceTypeID
	begun     map[string]bool       // all beginnings of phrases
	words     []string              // of all phrases, sorted
	holding   map[string][][]string // the stems of phrases of several words, by each of them
	senses    senses
	naming    [][][]string // the words of each topic's name and of the other words for it, as the topics come
	tongues   []*tongue    // the other languages that people search in
	tongue    *tongue      // the one whose lexicon this is; nil for English
}

// sense is what a phrase stands for.
type sense struct {
	topics    []data.TopicID
	audiences []data.AudienceID
	also      [][]string // other words for it
	english   []string   // what it is in English; none for what is English itself
}

func newLexicon(all data.Lexicon) lexicon {
	l := lexicon{Lexicon: all, phrases: map[string]*sense{}, audiences: map[string][]data.AudienceID{},
		dangers: map[string][]string{}, types: map[string][]data.ServiceTypeID{}, begun: map[string]bool{}}
	for _, t := range all.Topics.All {
		var naming [][]string
		for _, phrase := range append([]string{t.Name}, t.Words...) {
			words := split(phrase)
			l.means(words, sense{topics: []data.TopicID{t.ID}})
			naming = append(naming, words)
		}
		l.naming = append(l.naming, naming)
	}
	for _, a := range all.Audiences {
		for _, phrase := range append([]string{a.Name}, a.Words...) {
			if m := l.means(split(phrase), sense{audiences: []data.AudienceID{a.ID}}); m != nil {
				key := l.key(split(phrase))
				l.audiences[key] = add(l.audiences[key], a.ID)
			}
		}
	}
	for _, s := range all.Synonyms {
		m := senseOf(s)
		for _, phrase := range s.Say {
			l.means(split(phrase), m)
		}
	}
	for _, d := range all.Dangers {
		for _, phrase := range d.Say {
			l.warns(split(phrase), d)
			l.means(split(phrase), sense{topics: d.Topics})
		}
		for code, say := range d.SayIn { // whatever the language of the rest: once too often is better than once too seldom
			for _, phrase := range say {
				for _, words := range forms(code, split(phrase)) {
					l.warns(words, d)
				}
			}
		}
	}
	for _, t := range all.Types {
		for _, phrase := range t.Words {
			key := l.key(split(phrase))
			l.types[key] = add(l.types[key], t.ID)
			l.begins(key)
		}
	}
	l.holding = map[string][][]string{}
	l.complete()
	l.senses = newSenses(all)
	for _, said := range all.Tongues {
		l.tongues = append(l.tongues, newTongue(l, said))
	}
	return l
}

// complete adds to what phrases mean the topics that meet the same needs, notes which of several words hold each word, and
// sorts the words.
func (l *lexicon) complete() {
	for _, key := range slices.Sorted(maps.Keys(l.phrases)) {
		m := l.phrases[key]
		for _, id := range slices.Clone(m.topics) {
			t, _ := l.Topics.Get(id)
			m.topics = add(m.topics, t.With...)
		}
		if stems := strings.Split(key, " "); len(stems) > 1 {
			for _, s := range add([]string(nil), stems...) {
				l.holding[s] = append(l.holding[s], stems)
			}
		}
	}
	slices.Sort(l.words)
	l.words = slices.Compact(l.words)
}

// hasWord reports whether a word stands in any phrase.
func (l lexicon) hasWord(w string) bool {
	_, ok := slices.BinarySearch(l.words, w)
	return ok
}

// senseOf is what the phrases of a synonym stand for.
func senseOf(s data.Synonym) sense {
	m := sense{topics: s.Topics, audiences: s.Audiences}
	for _, other := range s.Also {
		m.also = append(m.also, split(other))
	}
	return m
}

// means adds to what a phrase means, which it gives; nil for one that says nothing.
func (l *lexicon) means(phrase []string, more sense) *sense {
	m := l.phrase(phrase)
	if m == nil {
		return nil
	}
	m.topics, m.audiences = add(m.topics, more.topics...), add(m.audiences, more.audiences...)
	for _, words := range more.also {
		if !slices.ContainsFunc(m.also, func(w []string) bool { return slices.Equal(w, words) }) {
			m.also = append(m.also, words)
		}
	}
	if l.tongue != nil && len(m.also) > 0 {
		m.english = m.also[0]
	}
	return m
}

// warns notes that a phrase speaks of a danger.
func (l *lexicon) warns(phrase []string, d data.Danger) {
	if key := l.key(phrase); key != "" {
		l.dangers[key] = add(l.dangers[key], d.ID)
		l.begins(key)
	}
}

// phrase is the meaning of a phrase, to be added to; nil for one that says nothing.
func (l *lexicon) phrase(words []string) *sense {
	key := l.key(words)
	if key == "" || asking[key] || weak[key] || l.onlyAsks(words) {
		return nil // what is left of it says nothing: "just out"
	}
	l.words = append(l.words, words...)
	m := l.phrases[key]
	if m == nil {
		m = &sense{}
		l.phrases[key] = m
		l.begins(key)
	}
	return m
}

// begins notes the beginnings of a phrase.
func (l *lexicon) begins(key string) {
	for i, r := range key + " " {
		if r == ' ' {
			l.begun[key[:i]] = true
		}
	}
}

// fingerprint tells one setting from another, as far as documents are made by it.
func (x *Index) fingerprint() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%#v %s %q %s %s", x.lexicon.Topics.All, audienceWords(x.lexicon.Audiences), x.lexicon.Synonyms, typeWords(x.lexicon.Types), meaning.Version())
	for _, id := range slices.Sorted(maps.Keys(x.setting.LineHours)) {
		fmt.Fprintf(sum, " %s %v", id, x.setting.LineHours[id])
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func typeWords(all []data.ServiceType) string {
	var b strings.Builder
	for _, t := range all {
		fmt.Fprintf(&b, "%s %q", t.ID, t.Words)
	}
	return b.String()
}

func audienceWords(all []data.Audience) string {
	var b strings.Builder
	for _, a := range all {
		fmt.Fprintf(&b, "%s %q", a.ID, a.Words)
		for _, years := range []*int{a.MinimumAge, a.MaximumAge} {
			if years != nil {
				fmt.Fprintf(&b, " %d", *years)
			} else {
				b.WriteString(" -")
			}
		}
	}
	return b.String()
}

// runs calls found for the longest phrases in words that lookup knows, from left to right, none over another, and alone
// for each word that is in none.
func (l lexicon) runs(words []string, lookup func(key string) bool, found func(words []string, key string), alone func(word string)) {
	for i := 0; i < len(words); {
		if fills(words[i]) { // a phrase begins with a word that tells something
			i++
			continue
		}
		taken, best, key := 0, "", ""
		for j := i; j < len(words); j++ {
			if fills(words[j]) {
				continue
			}
			if key = strings.TrimPrefix(key+" "+l.stem(words[j]), " "); !l.begun[key] {
				break
			}
			if lookup(key) {
				taken, best = j+1-i, key
			}
		}
		if taken == 0 {
			alone(words[i])
			i++
			continue
		}
		found(words[i:i+taken], best)
		i += taken
	}
}

// dangersOf lists the dangers that sensitive topics are about.
func (l lexicon) dangersOf(topics []string) (out []data.Danger) {
	for _, d := range l.Dangers {
		if len(d.Topics) == 0 || !slices.Contains(topics, string(d.Topics[0])) {
			continue
		}
		if t, ok := l.Topics.Get(d.Topics[0]); ok && t.Sensitive {
			out = append(out, d)
		}
	}
	return out
}

// dangersIn lists the dangers that words speak of, in the order of the lexicon.
func (l lexicon) dangersIn(words []string) []data.Danger {
	var ids []string
	for i := range words { // phrases may lie over one another: each counts
		rest := words[i:]
		key := ""
		for _, w := range rest {
			if fills(w) {
				continue
			}
			if key = strings.TrimPrefix(key+" "+l.stem(w), " "); !l.begun[key] {
				break
			}
			ids = add(ids, l.dangers[key]...)
		}
	}
	var out []data.Danger
	for _, d := range l.Dangers {
		if slices.Contains(ids, d.ID) {
			out = append(out, d)
		}
	}
	return out
}

// How plainly a service must speak of a topic for it to be sorted under it, and what each mention counts for.
const (
	plainly        = 3
	inName         = 3
	inSummary      = 2
	inDescription  = 1
	mostDerived    = 3   // topics that a service is sorted under in this way
	shortMention   = 0.5 // of one word, beside a phrase
	shortestInName = 4   // letters of a word that names a topic all by itself
)

// topicsIn finds the topics that the words of a service speak of plainly: in its name, its source's categories, or more than
// once in its description. Only the first topic that a phrase means counts.
func (l lexicon) topicsIn(s data.Service) []data.TopicID {
	weights := map[data.TopicID]float64{}
	read := func(text string, worth float64) {
		said := map[string]bool{}
		l.runs(split(text), func(key string) bool { return l.phrases[key] != nil && len(l.phrases[key].topics) > 0 }, func(words []string, key string) {
			w := worth
			if len(words) == 1 {
				if vague[words[0]] || weak[words[0]] {
					return
				}
				if worth < inName || len(words[0]) < shortestInName {
					w *= shortMention
				}
			}
			if !said[key] {
				said[key] = true
				weights[l.phrases[key].topics[0]] += w
			}
		}, func(string) {})
	}
	read(s.Name, inName)
	for _, c := range s.Categories {
		read(c, inName)
	}
	read(s.Summary, inSummary)
	read(s.Description, inDescription)
	var out []data.TopicID
	for id, w := range weights {
		if w >= plainly {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b data.TopicID) int { return cmp.Or(-cmp.Compare(weights[a], weights[b]), cmp.Compare(a, b)) })
	return out[:min(len(out), mostDerived)]
}

// typesOf are the types that a service is of, by its names and what its source calls it, or else by what it says first.
func (l lexicon) typesOf(s data.Service) (out []data.ServiceTypeID) {
	read := func(text string) {
		l.runs(split(text), func(key string) bool { return l.types[key] != nil }, func(_ []string, key string) { out = add(out, l.types[key]...) }, func(string) {})
	}
	for _, text := range append(append([]string{s.Name}, s.AlternateNames...), s.Categories...) {
		read(text)
	}
	for _, text := range []string{s.Summary, s.Description} {
		if first := meaning.Sentences(text); len(out) == 0 && len(first) > 0 {
			read(first[0])
		}
	}
	return out[:min(len(out), mostTypes)]
}

// mostTypes is how many types a service is of at most: what names more is a list of what others do.
const mostTypes = 4

// audiencesOf reads whom a service is for: the groups whose words its own words about that, its name or its source's list
// of groups say, and those of an age that its ages lie within. None: anyone.
func (l lexicon) audiencesOf(s data.Service, organization string) []data.AudienceID {
	var out []data.AudienceID
	name := s.Name
	if organization != "" {
		name = strings.ReplaceAll(name, organization, " ") // "The Children's Society food bank" is for anyone
	}
	for _, text := range append([]string{name, s.EligibilityDescription}, s.Audiences...) {
		l.runs(split(text), func(key string) bool { return l.audiences[key] != nil },
			func(_ []string, key string) { out = add(out, l.audiences[key]...) }, func(string) {})
	}
	for _, a := range l.Audiences {
		older := a.MinimumAge != nil && s.MinimumAge != nil && *s.MinimumAge >= *a.MinimumAge
		younger := a.MaximumAge != nil && s.MaximumAge != nil && *s.MaximumAge <= *a.MaximumAge
		if older || younger {
			out = add(out, a.ID)
		}
	}
	return out
}

// ofAge lists the groups of people that an age among words speaks of: "mum is 84". Between young and old it tells nothing.
func (l lexicon) ofAge(words []string) (out []data.AudienceID) {
	for i, w := range words {
		years, err := strconv.Atoi(w)
		before := i > 0 && (beforeAge[words[i-1]] || relatives[words[i-1]])
		after := i+1 < len(words) && afterAge[words[i+1]]
		if err != nil || years < 4 || years > 110 || !before && !after {
			continue // some other number: "open 24 hours"
		}
		for _, a := range l.Audiences {
			if a.MinimumAge != nil && years >= *a.MinimumAge || a.MaximumAge != nil && years <= *a.MaximumAge {
				out = add(out, a.ID)
			}
		}
	}
	return out
}

// Words beside a number that make it an age.
var (
	beforeAge = wordSet(`is im am hes shes aged age only turned turning yn`)
	afterAge  = wordSet(`year years yr yrs yo oed mlwydd`)
	relatives = wordSet(`mum dad nan gran grandad son daughter boy girl brother sister husband wife partner nephew niece uncle aunt`)
)

// filler are words that tell nothing inside a phrase, so that "my mum is lonely" and "mum lonely" are one.
var filler = wordSet(`a am an and are be been being had has have i id im is ive just my our really she he so some that the their they this to of
	was we were your very it its keeps keep gets get always`)

// fills reports whether a word tells nothing inside a phrase.
func fills(w string) bool { return filler[unaccented(w)] }

// key is what phrases are compared by: the stems of their telling words.
func (l lexicon) key(words []string) string {
	var stems []string
	for _, w := range words {
		if !fills(w) {
			stems = append(stems, l.stem(w))
		}
	}
	return strings.Join(stems, " ")
}

// add adds to a list what is not in it.
func add[T comparable](list []T, more ...T) []T {
	for _, x := range more {
		if !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}
