package index

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"fingerpost/data"
)

// Limits of what is searched for: nobody types more, and each word costs time.
const (
	maxQueryLetters = 400
	maxWords        = 16
)

// asking are words that people use to ask and that say nothing of what they look for. They are left out unless nothing
// else was typed.
var asking = wordSet(`a about am an and any anyone are around as at be been but can cant could did do does dont for from get gets getting
	give had has have having he help helping her here hers him his hold how i if im in into is it its just know like local looking me my near
	nearby need needs of on or our out own please really she should so some someone somebody someones somewhere something that the their them
	there they this to too up us want wants was we were what when where which who why will with would you your mum mums mam mother dad dads
	father nan gran grandad wife husband partner friend son daughter neighbour find`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// split cuts text into lower-case words as people see them: letters with their marks, and digits, apostrophes dropped.
func split(text string) []string {
	text = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(norm.NFC.String(text)))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
}

// wordsOf gives the words of a query that are looked for.
func wordsOf(query string) []string {
	if runes := []rune(query); len(runes) > maxQueryLetters {
		query = string(runes[:maxQueryLetters])
	}
	all := split(query)
	var telling []string
	seen := map[string]bool{}
	for _, w := range all {
		if !asking[w] && !seen[w] {
			seen[w] = true
			telling = append(telling, w)
		}
	}
	if len(telling) == 0 {
		telling = all
	}
	if len(telling) > maxWords {
		telling = telling[:maxWords]
	}
	return telling
}

// stem folds the commonest endings, only to compare a query with the words of topics.
func stem(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// unit is what must match: one word, or a run of words that also names topics, which then match as well.
type unit struct {
	words  []string
	topics []data.TopicID
}

// lexicon knows the topics by the words that people use for them.
type lexicon struct {
	topics  data.Topics
	phrases map[string][]data.TopicID
}

func newLexicon(topics data.Topics) lexicon { return lexicon{topics, phrasesOf(topics)} }

// fingerprint tells one set of topics from another: documents are made with their words.
func (l lexicon) fingerprint() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", l.topics.All))
	return hex.EncodeToString(sum[:8])
}

// units groups the words of a query: the longest runs that are the name or another word of a topic stand together.
func (l lexicon) units(words []string) []unit {
	var out []unit
	for i := 0; i < len(words); {
		taken := 1
		u := unit{words: words[i : i+1]}
		for n := min(5, len(words)-i); n >= 1; n-- {
			if ids := l.phrases[phraseKey(words[i:i+n])]; ids != nil {
				u, taken = unit{words: words[i : i+n], topics: ids}, n
				break
			}
		}
		out = append(out, u)
		i += taken
	}
	return out
}

// topicsIn finds the second-level topics whose words stand in a name. Single common words name too much, so only runs of two
// words or more count, and single words of seven letters or more.
func (l lexicon) topicsIn(name string) []data.TopicID {
	var out []data.TopicID
	for _, u := range l.units(split(name)) {
		if len(u.words) == 1 && len(u.words[0]) < 7 {
			continue
		}
		for _, id := range u.topics {
			if t, _ := l.topics.Get(id); t.Parent != "" {
				out = append(out, id)
			}
		}
	}
	return out
}

// phrasesOf maps the names and words of topics to the topics that bear them.
func phrasesOf(topics data.Topics) map[string][]data.TopicID {
	phrases := map[string][]data.TopicID{}
	for _, t := range topics.All {
		for _, phrase := range append([]string{t.Name}, t.Words...) {
			key := phraseKey(split(phrase))
			if key != "" && !holds(phrases[key], t.ID) {
				phrases[key] = append(phrases[key], t.ID)
			}
		}
	}
	return phrases
}

func phraseKey(words []string) string {
	var stems []string
	for _, w := range words {
		if w != "and" {
			stems = append(stems, stem(w))
		}
	}
	return strings.Join(stems, " ")
}

func holds(list []data.TopicID, id data.TopicID) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}
