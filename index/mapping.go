package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/char/asciifolding"
	"github.com/blevesearch/bleve/v2/analysis/char/regexp"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"
)

// format is the version of what is in the index. An index of another version is built again.
const format = 2

const (
	// plain is the analyzer for names: every word as it is, since stemming and stop words damage names ("The Who", "AA").
	plain = "plain"
	// english is the analyzer for prose. It is Bleve's "en" with accents taken off: few who type it write "café".
	english = "english"
)

// newMapping says how documents are indexed. It is static: a field that is not named here is not indexed.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	// As in [split]: "O'Brien" is found by "obrien". Folding has made every apostrophe the plain one.
	err := m.AddCustomCharFilter("apostrophes", map[string]any{"type": regexp.Name, "regexp": "'", "replace": ""})
	if err != nil {
		return nil, fmt.Errorf("the filter of apostrophes: %w", err)
	}
	err = m.AddCustomAnalyzer(plain, map[string]any{
		"type": custom.Name, "char_filters": []string{asciifolding.Name, "apostrophes"}, "tokenizer": unicode.Name,
		"token_filters": []string{lowercase.Name},
	})
	if err != nil {
		return nil, fmt.Errorf("the analyzer for names: %w", err)
	}
	err = m.AddCustomAnalyzer(english, map[string]any{
		"type": custom.Name, "char_filters": []string{asciifolding.Name}, "tokenizer": unicode.Name,
		"token_filters": []string{en.PossessiveName, lowercase.Name, en.StopName, porter.Name},
	})
	if err != nil {
		return nil, fmt.Errorf("the analyzer for prose: %w", err)
	}
	m.ScoringModel = api.BM25Scoring
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	doc := bleve.NewDocumentStaticMapping()
	text := func(name, analyzer string) {
		field := bleve.NewTextFieldMapping()
		field.Analyzer, field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = analyzer, false, false, false, false
		doc.AddFieldMappingsAt(name, field)
	}
	for _, f := range textFields {
		text(f.name, f.analyzer)
	}
	text("topic_ids", keyword.Name)
	text("area_codes", keyword.Name)
	point := bleve.NewGeoPointFieldMapping()
	point.Store, point.IncludeInAll, point.DocValues = false, false, true
	doc.AddFieldMappingsAt("point", point)
	stored := bleve.NewTextFieldMapping()
	stored.Index, stored.Store, stored.IncludeInAll, stored.IncludeTermVectors, stored.DocValues = false, true, false, false, false
	doc.AddFieldMappingsAt("entry", stored)
	m.DefaultMapping = doc
	return m, m.Validate()
}

// textFields are the fields that words are looked for in, with what a match in each is worth and how many words it usually
// has.
var textFields = []struct {
	name, analyzer string
	boost          float64
	length         int
}{
	{"name_plain", plain, 5, 5}, {"name", english, 4, 5}, {"organization_plain", plain, 3, 4}, {"organization", english, 2.5, 4},
	{"topics", english, 2.5, 15}, {"summary", english, 2, 12}, {"for", english, 1.2, 10}, {"place", plain, 1.2, 8}, {"description", english, 1, 80},
}
