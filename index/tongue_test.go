package index

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
)

// shippedLexicon is what ships of words, but for what people ask for in English, which is judged apart.
func shippedLexicon(t *testing.T) (lexicon, data.Lexicon) {
	t.Helper()
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	all, err := files.Lexicon(time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	asked := all
	all.Asks, all.Types = nil, nil
	return newLexicon(all), asked
}

// A search in English must not be read as Welsh because one of its words is also Welsh, or turns into one.
func TestEnglishIsNotTakenForWelsh(t *testing.T) {
	l, all := shippedLexicon(t)
	var phrases []string
	for _, s := range all.Synonyms {
		phrases = append(append(phrases, s.Say...), s.Also...)
	}
	for _, d := range all.Dangers {
		phrases = append(phrases, d.Say...)
	}
	for _, s := range all.Types {
		phrases = append(append(phrases, s.Words...), s.Say...)
	}
	for _, file := range []string{"testdata/ranking/check.txt", "testdata/ranking/tune.txt"} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			if query, ok := strings.CutPrefix(line, "query:"); ok {
				phrases = append(phrases, query)
			}
		}
	}
	names := []string{"amser", "bachgen", "benthyg", "cwnsela", "cyngor", "dysgu", "gofalwyr", "gyrfa", "iechyd", "lleol", "meithrin", "noddfa", "rhywun", "caffi", "ieuenctid"}
	for _, phrase := range phrases {
		words := split(phrase)
		if l.of(words, "en").tongue != nil && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(names, w) }) {
			t.Errorf("%q is read as Welsh", phrase)
		}
	}
}

// Every phrase that is written down in another language can be found, and every topic and group of people has one.
func TestWhatIsSaidInOtherLanguages(t *testing.T) {
	l, all := shippedLexicon(t)
	for n, said := range all.Tongues {
		lex := l.tongues[n].lexicon
		topics, audiences := map[data.TopicID]bool{}, map[data.AudienceID]bool{}
		for _, s := range said.Synonyms {
			for _, phrase := range s.Say {
				if words := split(phrase); lex.phrases[lex.key(words)] == nil {
					t.Errorf("%s: %q says nothing", said.Code, phrase)
				}
			}
			for _, id := range s.Topics {
				topics[id] = true
			}
			for _, id := range s.Audiences {
				audiences[id] = true
			}
		}
		for _, topic := range all.Topics.All {
			if !topics[topic.ID] {
				t.Errorf("%s: no words for the topic %s", said.Code, topic.ID)
			}
		}
		for _, a := range all.Audiences {
			if !audiences[a.ID] {
				t.Errorf("%s: no words for the group %s", said.Code, a.ID)
			}
		}
		for _, w := range said.English {
			if lex.tongue.own[w] || !lex.tongue.said[w] && !lex.tongue.asking[w] {
				t.Errorf("%s: %q need not be named as English", said.Code, w)
			}
		}
	}
}

// The beginning of a Welsh word changes in speech, and nothing else of a phrase.
func TestMutations(t *testing.T) {
	for phrase, want := range map[string]string{
		"banc bwyd": "banc bwyd, fanc bwyd, manc bwyd", "cyngor": "cyngor, gyngor, nghyngor, chyngor", "pobl": "pobl, bobl, mhobl, phobl",
		"teulu": "teulu, deulu, nheulu, theulu", "dyled": "dyled, ddyled, nyled", "gofal": "gofal, ofal, ngofal", "mam": "mam, fam",
		"llyfrgell": "llyfrgell, lyfrgell", "rhent": "rhent, rent", "iechyd meddwl": "iechyd meddwl, hiechyd meddwl",
		"chwaraeon": "chwaraeon", "ffôn": "ffon", "tŷ": "ty", "sied": "sied",
	} {
		var got []string
		for _, words := range (&tongue{code: "cy"}).spoken([]string{phrase}) {
			got = append(got, strings.Join(words, " "))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %v, want %s", phrase, got, want)
		}
	}
	if got := forms("pl", []string{"bank"}); len(got) != 1 {
		t.Errorf("a Polish word: %v", got)
	}
}
