package index

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	api "github.com/blevesearch/bleve_index_api"

	"fingerpost/index/rows"
)

// spelling is a word that documents bear and that another may be a slip for, or the beginning of.
type spelling struct {
	word    string
	begins  bool // the other is its beginning
	away    int  // letters that differ, if not
	bearers int
}

// maxSpellings is how many spellings a word is read as at once.
const maxSpellings = 4

// maxLooked bounds how many words of the index are looked at for one that was typed.
const maxLooked = 2000

// bears tells whether any document bears a word, or one of its stem, and whether any has the word itself in its name, or in that
// of who gives it.
func (x *Index) bears(v *rows.View, word string) (anywhere, inName bool, err error) {
	for _, w := range x.fold(word) {
		for n, t := range []string{w, stemMark + stem(w), stem(w)} {
			for _, f := range textFields {
				many, err := v.Bearers(f.name, t)
				if err != nil {
					return false, false, err
				}
				if many > 0 {
					anywhere = true
					inName = inName || n == 0 && f.analyzer == named
				}
			}
		}
	}
	return anywhere, inName, nil
}

// near lists what a word that nothing bears may be a slip for: in a search in another language its own words; else words of
// documents and of the lexicon, or, where there are none and nothing else is understood, those of other languages.
func (s *searching) near(ctx context.Context, w string, understood bool) ([]spelling, error) {
	l := s.lexicon
	if l.tongue != nil {
		return likeliest(l.near(w), l.hasWord), nil
	}
	others, err := s.index.near(ctx, s.view, w)
	if err != nil {
		return nil, err
	}
	others = append(others, l.near(w)...)
	if len(others) == 0 && !understood {
		for _, t := range l.tongues {
			others = append(others, t.lexicon.near(w)...)
		}
	}
	return likeliest(others, l.hasWord), nil
}

// near lists words that documents bear and that are spelt nearly so, or begin so.
func (x *Index) near(ctx context.Context, v *rows.View, word string) ([]spelling, error) {
	folded := x.fold(word)
	if len(folded) != 1 {
		return nil, nil
	}
	word = folded[0]
	letters := utf8.RuneCountInString(word)
	if letters < minTypo || letters > maxTypo {
		return nil, nil
	}
	found := map[string]spelling{}
	_, first := utf8.DecodeRuneInString(word)
	for _, f := range textFields {
		slipped, err := v.Snapshot().FieldDictFuzzy(f.name, word, slips(letters)+btoi(letters > minTypo && letters < 8), word[:first])
		if err != nil {
			return nil, err
		}
		if err := gather(ctx, slipped, found, func(w string) (spelling, bool) {
			away := distance(word, w)
			return spelling{word: w, away: away}, away <= slips(letters)
		}); err != nil {
			return nil, err
		}
		begun, err := v.Snapshot().FieldDictPrefix(f.name, []byte(word))
		if err != nil {
			return nil, err
		}
		if err := gather(ctx, begun, found, func(w string) (spelling, bool) {
			return spelling{word: w, begins: true}, len(w) > len(word)
		}); err != nil {
			return nil, err
		}
	}
	out := make([]spelling, 0, len(found))
	for _, s := range found {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b spelling) int { return cmp.Or(cmp.Compare(a.away, b.away), cmp.Compare(a.word, b.word)) })
	return borne(v, out)
}

// borne keeps the first words that documents still bear, and counts these.
func borne(v *rows.View, all []spelling) (out []spelling, err error) {
	for _, s := range all {
		for _, f := range textFields {
			n, err := v.Bearers(f.name, s.word)
			if err != nil {
				return nil, err
			}
			s.bearers += n
		}
		if s.bearers > 0 {
			out = append(out, s)
		}
		if len(out) == maxCounted {
			break
		}
	}
	return out, nil
}

// maxCounted bounds the spellings of which it is counted how many documents bear them.
const maxCounted = 40

// likeliest sorts spellings, those that differ least first, and of those the ones that mean something; of all that, those
// that most documents bear.
func likeliest(all []spelling, means func(string) bool) []spelling {
	slices.SortFunc(all, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(a.away, b.away), -cmp.Compare(btoi(means(a.word)), btoi(means(b.word))), -cmp.Compare(a.bearers, b.bearers),
			cmp.Compare(a.word, b.word))
	})
	return all[:min(len(all), maxSpellings)]
}

// near lists the words of the lexicon that a word may be a slip for.
func (l lexicon) near(word string) (out []spelling) {
	letters := utf8.RuneCountInString(word)
	if letters < minTypo {
		return nil
	}
	for _, w := range l.words {
		if w[0] == word[0] && math.Abs(float64(len(w)-len(word))) <= float64(slips(letters)) {
			if away := distance(word, w); away > 0 && away <= slips(letters) {
				out = append(out, spelling{word: w, away: away})
			}
		}
	}
	return out
}

// gather takes the words of a dictionary that want keeps.
func gather(ctx context.Context, dict api.FieldDict, found map[string]spelling, want func(string) (spelling, bool)) (err error) {
	defer func() { err = errors.Join(err, dict.Close()) }()
	for range maxLooked {
		entry, err := dict.Next()
		if err != nil || entry == nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if strings.HasPrefix(entry.Term, stemMark) {
			continue
		}
		s, ok := want(entry.Term)
		if !ok {
			continue
		}
		if old, is := found[s.word]; is && !old.begins {
			s.begins, s.away = false, old.away
		}
		found[s.word] = s
	}
	return nil
}

// distance counts the letters that must be put in, taken out, replaced, or swapped with their neighbours to make one word
// another: the optimal string alignment distance.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+btoi(x[i-1] != y[j-1]))
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
