package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/char/asciifolding"
	"github.com/blevesearch/bleve/v2/analysis/char/regexp"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
)

const (
	// plain is the analyzer for places: every word as it is.
	plain = "plain"
	// named is the analyzer for names. It keeps the words that tell little, since without them some names are empty ("The
	// Who"), and adds stems.
	named = "named"
	// english is the analyzer for prose: words as they are but for the commonest, and stems.
	english = "english"
	// stems is the token filter that adds to each word its stem, where that is another, marked, so that a word itself can
	// count for more than one that only shares its stem.
	stems = "stems"
)

// stemMark stands before a stem in the index, where no word can have it.
const stemMark = "~"

func init() {
	err := registry.RegisterTokenFilter(stems, func(map[string]any, *registry.Cache) (analysis.TokenFilter, error) { return addStems{}, nil })
	if err != nil {
		panic(err) // the name is taken: two of this package in one program
	}
}

// addStems adds to a stream of words their stems.
type addStems struct{}

func (addStems) Filter(words analysis.TokenStream) analysis.TokenStream {
	out := make(analysis.TokenStream, 0, len(words)*3/2)
	for _, w := range words {
		out = append(out, w)
		if s := stem(string(w.Term)); s != string(w.Term) {
			marked := *w
			marked.Term = []byte(stemMark + s)
			out = append(out, &marked)
		}
	}
	return out
}

// addAnalyzers adds the three. All take accents off, since few who type it write "café", and apostrophes, as [split] does.
func addAnalyzers(m *mapping.IndexMappingImpl) error {
	// Folding has made every apostrophe the plain one.
	err := m.AddCustomCharFilter("apostrophes", map[string]any{"type": regexp.Name, "regexp": "'", "replace": ""})
	if err != nil {
		return fmt.Errorf("the filter of apostrophes: %w", err)
	}
	for name, filters := range map[string][]string{
		plain: {lowercase.Name}, named: {lowercase.Name, stems}, english: {lowercase.Name, en.StopName, stems},
	} {
		err := m.AddCustomAnalyzer(name, map[string]any{
			"type": custom.Name, "char_filters": []string{asciifolding.Name, "apostrophes"}, "tokenizer": unicode.Name, "token_filters": filters,
		})
		if err != nil {
			return fmt.Errorf("the analyzer %s: %w", name, err)
		}
	}
	return nil
}
