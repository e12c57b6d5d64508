package index

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"
)

// format is the version of what is in the index. An index of another version is built again.
const format = 5

// newMapping says how documents are indexed. It is static: a field that is not named here is not indexed.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := addAnalyzers(m); err != nil {
		return nil, err
	}
	m.ScoringModel = api.BM25Scoring
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	doc := bleve.NewDocumentStaticMapping()
	text := func(f textField) {
		field := bleve.NewTextFieldMapping()
		field.Analyzer, field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = f.analyzer, false, false, f.phrases, false
		doc.AddFieldMappingsAt(f.name, field)
	}
	for _, f := range textFields {
		text(f)
	}
	text(textField{name: "topic_ids", analyzer: keyword.Name})
	text(textField{name: "type_ids", analyzer: keyword.Name})
	text(textField{name: "area_codes", analyzer: keyword.Name})
	text(textField{name: "in_codes", analyzer: keyword.Name})
	point := bleve.NewGeoPointFieldMapping()
	point.Store, point.IncludeInAll, point.DocValues = false, false, true
	doc.AddFieldMappingsAt("point", point)
	stored := bleve.NewTextFieldMapping()
	stored.Index, stored.Store, stored.IncludeInAll, stored.IncludeTermVectors, stored.DocValues = false, true, false, false, false
	doc.AddFieldMappingsAt("entry", stored)
	m.DefaultMapping = doc
	return m, m.Validate()
}

// textField is a field that words are looked for in.
type textField struct {
	name, analyzer string
	boost          float64 // what a match in it is worth
	length         int     // how many words and stems it usually has
	phrases        bool    // whether words can be looked for side by side
}

var textFields = []textField{
	{"name", named, 4, 7, true}, {"organization", named, 2.5, 6, false}, {"topics", english, 2.5, 20, false},
	{"summary", english, 2, 18, true}, {"for", english, 1.2, 15, false}, {"place", plain, 1.2, 8, false},
	{"description", english, 1, 120, true},
}
