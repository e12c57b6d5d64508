package madeup

import (
	"slices"
	"strings"
	"unicode"

	"fingerpost/data"
)

// theme is a topic, with the phrases that texts about it use.
type theme struct {
	topic   data.TopicID
	phrases [][]string
	types   [][]string // what services are called that are about it
}

// vocabulary is the words of all texts.
type vocabulary struct {
	service []string // that directories use, the commonest first
	towns   []town
}

// small are the words between those that say something.
var small = strings.Fields(`the and of to for a in with who you is are or your on we our at can from by that have as it be this will all their
	they more any not an other also need may which about people if through each up out every when what help available`)

// common are the words that nearly every directory is full of, the commonest first.
var common = strings.Fields(`support group local free community service advice information health children families young older adults activities
	home training meet weekly social living access care work contact friendly volunteers mental sessions learning welcome
	together offer parents carers skills confidence wellbeing school groups centre provide independent disability disabled
	housing family life friends telephone online drop referral money food benefits debt lunch club coffee walking music
	dance exercise garden art craft library computer tablet digital employment transport hospital dementia bereavement
	counselling anxiety depression autism refugees women men youth sport swimming football playgroup toddler baby nursery
	church village meals befriending listening helpline emergency legal rights energy bills clothing furniture recycling
	repair charity shop cafe hall park nature history`)

// passing says of a word that it cannot be looked for by itself: indexes leave the commonest words out, and short ones tell little.
func passing(w string) bool {
	return len(w) < 4 || slices.Contains(small, w) || slices.Contains(alsoPassing, w)
}

var alsoPassing = strings.Fields(`then than them there these those some such only own same very just should could would does doing done been being were
	having here where while whom whose why how both into over under again once before after during against between below
	above down further until because`)

// themesOf takes the topics that services are sorted under, with their words and those of the types of services under them. First
// come those with most.
func themesOf(l data.Lexicon) []theme {
	var all []theme
	at := map[data.TopicID]int{}
	for _, t := range l.Topics.All {
		if t.Parent == "" {
			continue
		}
		at[t.ID] = len(all)
		one := theme{topic: t.ID}
		for _, phrase := range append([]string{t.Name}, t.Words...) {
			one.phrases = addPhrase(one.phrases, phrase)
		}
		all = append(all, one)
	}
	for _, s := range l.Synonyms {
		for _, topic := range s.Topics {
			if i, ok := at[topic]; ok {
				for _, phrase := range s.Also {
					all[i].phrases = addPhrase(all[i].phrases, phrase)
				}
			}
		}
	}
	for _, kind := range l.Types {
		for n, topic := range kind.Topics {
			if i, ok := at[topic]; ok && n < 2 {
				all[i].types = addPhrase(all[i].types, kind.Name)
				for _, phrase := range kind.Words {
					all[i].phrases = addPhrase(all[i].phrases, phrase)
				}
			}
		}
	}
	all = slices.DeleteFunc(all, func(t theme) bool { return len(t.phrases) == 0 })
	slices.SortStableFunc(all, func(a, b theme) int { return len(b.phrases) - len(a.phrases) })
	return all
}

// addPhrase adds a phrase of a few words once.
func addPhrase(all [][]string, phrase string) [][]string {
	words := wordsOf(phrase)
	if len(words) == 0 || len(words) > 4 || slices.ContainsFunc(all, func(p []string) bool { return slices.Equal(p, words) }) {
		return all
	}
	return append(all, words)
}

func wordsOf(text string) []string {
	between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(text, "'", "")), between)
}

// newVocabulary takes the words of a lexicon behind the common ones, those that it uses most first.
func newVocabulary(l data.Lexicon, towns []town) vocabulary {
	uses := map[string]int{}
	count := func(phrases []string) {
		for _, phrase := range phrases {
			for _, w := range wordsOf(phrase) {
				uses[w]++
			}
		}
	}
	for _, t := range l.Topics.All {
		count(append(t.Words, t.Name))
	}
	for _, s := range l.Synonyms {
		count(append(s.Also, s.Say...))
	}
	for _, s := range l.Types {
		count(append(s.Words, s.Say...))
	}
	var words []string
	for w := range uses {
		if !slices.Contains(common, w) && !slices.Contains(small, w) {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b string) int {
		if uses[a] != uses[b] {
			return uses[b] - uses[a]
		}
		return strings.Compare(a, b)
	})
	return vocabulary{service: slices.Concat(common, words), towns: towns}
}

// rareWords is how many words there are that hardly any text has: surnames, streets, halls, slips of the pen.
const rareWords = 60_000

var syllables = strings.Fields("ba ken ri lo ster mu dal fi gor ne thwa pel su wim ash cro ling ved hol tam yor")

// rareWord is the nth of them.
func rareWord(n int) string {
	w := ""
	for n += len(syllables); n > 0; n /= len(syllables) {
		w += syllables[n%len(syllables)]
	}
	return w
}
