package index

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"fingerpost/data"
)

// tongue is a language beside English that people search in. Its words are kept without accents, and whole: the endings that
// [stem] takes off are those of English.
type tongue struct {
	code          string
	lexicon       lexicon // the English one, with the language's own phrases over it: people mix the two
	asking, vague map[string]bool
	said          map[string]bool             // words of its phrases
	own           map[string]bool             // words that make a search one in this language
	alone         map[string]bool             // words that by themselves are a phrase of it, and none of English
	names         map[data.TopicID][][]string // the phrases of a topic
}

// leastOwn is how many letters a word has that can make a search one in another language: shorter ones are too much else.
const leastOwn = 4

// newTongue lays what people say in a language over the English lexicon.
func newTongue(english lexicon, from data.Tongue) *tongue {
	t := &tongue{code: from.Code, asking: map[string]bool{}, vague: map[string]bool{}, said: map[string]bool{}, own: map[string]bool{},
		alone: map[string]bool{}, names: map[data.TopicID][][]string{}}
	for _, w := range from.Asking {
		t.asking[unaccented(w)] = true
	}
	for _, words := range t.spoken(from.Vague) {
		t.vague[strings.Join(words, " ")] = true
	}
	l := english
	l.tongue, l.words, l.phrases = t, nil, map[string]*sense{}
	l.begun, l.holding = maps.Clone(english.begun), map[string][][]string{}
	for w, phrases := range english.holding {
		l.holding[w] = slices.Clip(phrases) // what is added is added to a copy
	}
	teach := func(phrases [][]string, m sense) {
		for _, words := range phrases {
			for _, w := range words {
				t.said[w] = true // before the phrase is compared by its words
			}
			l.means(words, m)
		}
	}
	for _, s := range from.Synonyms {
		phrases := t.spoken(s.Say)
		teach(phrases, senseOf(s))
		if len(s.Topics) > 0 {
			t.names[s.Topics[0]] = append(t.names[s.Topics[0]], phrases...)
		}
	}
	for _, d := range l.Dangers {
		teach(t.spoken(d.SayIn[t.code]), sense{topics: d.Topics})
	}
	for key := range l.phrases {
		t.alone[key] = english.phrases[key] == nil
	}
	l.complete()
	t.know(english, from.English)
	for key, m := range english.phrases {
		if l.phrases[key] == nil {
			l.phrases[key] = m
		}
	}
	t.lexicon = l
	return t
}

// spoken are the words of phrases, in every form that they have in running speech.
func (t *tongue) spoken(phrases []string) (out [][]string) {
	for _, phrase := range phrases {
		var words []string
		for _, w := range split(phrase) {
			words = append(words, unaccented(w))
		}
		out = append(out, forms(t.code, words)...)
	}
	return out
}

// know finds the words by which the language is known: its own that are no English words.
func (t *tongue) know(english lexicon, shared []string) {
	for _, words := range []map[string]bool{t.said, t.asking} {
		for w := range words {
			little := asking[w] || weak[w] || vague[w] || filler[w] || soon[w] || nearWords[w] || inWords[w]
			t.own[w] = utf8.RuneCountInString(w) >= leastOwn && !little && !english.hasWord(w) && !slices.Contains(shared, w)
		}
	}
}

// of is the lexicon that words are read by: that of another language, where one of them is a word of it and none of English; or
// where the page is in it, and one of them means something in it alone.
func (l lexicon) of(words []string, page string) lexicon {
	for _, t := range l.tongues {
		for _, w := range words {
			if w = unaccented(w); t.own[w] || t.code == page && t.alone[w] {
				return t.lexicon
			}
		}
	}
	return l
}

// stem is what a word is compared by.
func (l lexicon) stem(w string) string {
	if l.tongue != nil {
		if w := unaccented(w); l.tongue.said[w] {
			return w
		}
	}
	return stem(w)
}

// asks reports whether a word only asks or tells.
func (l lexicon) asks(w string) bool {
	return asking[w] || l.tongue != nil && l.tongue.asking[unaccented(w)]
}

// onlyAsks reports whether a phrase in another language is one word that only asks. Of several, each may: "helpu pobl".
func (l lexicon) onlyAsks(phrase []string) bool {
	words := slices.DeleteFunc(slices.Clone(phrase), fills)
	return l.tongue != nil && len(words) == 1 && l.tongue.asking[words[0]]
}

// isVague reports whether a word, or in another language a phrase, names next to nothing.
func (l lexicon) isVague(phrase string) bool {
	return vague[phrase] || l.tongue != nil && l.tongue.vague[unaccented(phrase)]
}

// inEnglish are the words of units as a whole in English, as far as it is known: what they point at is known of English alone.
func inEnglish(units []unit) (words []string) {
	for _, u := range units {
		if len(u.english) > 0 {
			words = append(words, u.english...)
			continue
		}
		for _, w := range u.words {
			words = append(words, w.text)
		}
	}
	return words
}

// beginning lists the topics of which a phrase in the language has words that begin so.
func (t *tongue) beginning(typed []string, all data.Topics) (out []data.TopicID) {
	var plain []string
	for _, w := range typed {
		plain = append(plain, unaccented(w))
	}
	for _, topic := range all.All {
		if slices.ContainsFunc(t.names[topic.ID], func(words []string) bool { return begins(words, plain) }) {
			out = append(out, topic.ID)
		}
	}
	return out
}
