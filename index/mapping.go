package index

import (
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"

	"fingerpost/index/rows"
)

// format is the version of what is in the index. An index of another version is built again.
const format = 7

// newMapping says how Bleve scores, and holds the analyzers. Documents say themselves how they are indexed: see [made].
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := addAnalyzers(m); err != nil {
		return nil, err
	}
	m.ScoringModel = api.BM25Scoring
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	return m, m.Validate()
}

// textField is a field that words are looked for in.
type textField struct {
	name, analyzer string
	boost          float64 // what a match in it is worth
	length         int     // how many words and stems it usually has
	phrases        bool    // whether words can be looked for side by side
}

// The fields of text, by their numbers.
const (
	nameField = iota
	organizationField
	topicsField
	summaryField
	forField
	placeField
	descriptionField
)

var textFields = [rows.Fields]textField{
	nameField: {"name", named, 4, 7, true}, organizationField: {"organization", named, 2.5, 6, false}, topicsField: {"topics", english, 2.5, 20, false},
	summaryField: {"summary", english, 2, 18, true}, forField: {"for", english, 1.2, 15, false}, placeField: {"place", plain, 1.2, 8, false},
	descriptionField: {"description", english, 1, 120, true},
}

// hasStems reports whether a field has stems beside words.
func hasStems(name string) bool {
	return slices.ContainsFunc(textFields[:], func(f textField) bool { return f.name == name && f.analyzer != plain })
}

// The fields of keywords: the topics, the types of service, the areas served, and the areas that the place is in.
const (
	topicIDs  = "topic_ids"
	typeIDs   = "type_ids"
	areaCodes = "area_codes"
	inCodes   = "in_codes"
)

// analyzersOf are the analyzers of a mapping, by their names.
func analyzersOf(m mapping.IndexMapping) map[string]analysis.Analyzer {
	out := map[string]analysis.Analyzer{}
	for _, name := range []string{plain, named, english} {
		out[name] = m.AnalyzerNamed(name)
	}
	return out
}
