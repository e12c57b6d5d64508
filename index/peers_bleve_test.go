package index

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	blevegeo "github.com/blevesearch/bleve/v2/geo"
	"github.com/blevesearch/bleve/v2/mapping"

	"fingerpost/geo"
)

// stockBleve is Bleve as its documentation has it: one text field, one point, a keyword field with doc values for each facet, built
// offline into one segment, and searched through its public interface.
type stockBleve struct {
	folder string
	index  bleve.Index
}

func (*stockBleve) name() string { return "bleve" }

func (*stockBleve) plain() bool { return true }

func (*stockBleve) mapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer("folded", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return nil, err
	}
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	doc := bleve.NewDocumentStaticMapping()
	words := bleve.NewTextFieldMapping()
	words.Analyzer, words.Store, words.IncludeInAll, words.IncludeTermVectors, words.DocValues = "folded", false, false, false, false
	doc.AddFieldMappingsAt("words", words)
	point := bleve.NewGeoPointFieldMapping()
	point.Store, point.IncludeInAll = false, false
	doc.AddFieldMappingsAt("point", point)
	for _, g := range peerFacets {
		field := bleve.NewTextFieldMapping()
		field.Analyzer, field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = keyword.Name, false, false, false, true
		doc.AddFieldMappingsAt(string(g), field)
	}
	m.DefaultMapping = doc
	return m, m.Validate()
}

func (e *stockBleve) build(_ context.Context, rows iter.Seq[row]) (err error) {
	m, err := e.mapping()
	if err != nil {
		return err
	}
	path := filepath.Join(e.folder, "index")
	builder, err := bleve.NewBuilder(path, m, map[string]any{"buildPathPrefix": e.folder, "batchSize": 5000})
	if err != nil {
		return err
	}
	for r := range rows {
		doc := map[string]any{"words": r.words}
		if r.point != nil {
			doc["point"] = map[string]any{"lon": r.point.Lon(), "lat": r.point.Lat()}
		}
		for g, values := range r.values {
			doc[string(g)] = values
		}
		if err := builder.Index(strconv.Itoa(r.number), doc); err != nil {
			return err
		}
	}
	if err := builder.Close(); err != nil {
		return err
	}
	e.index, err = bleve.Open(path)
	return err
}

func (e *stockBleve) search(ctx context.Context, q peerQuery) (peerAnswer, error) {
	whole := bleve.NewBooleanQuery()
	for _, w := range q.Words {
		word := bleve.NewTermQuery(w)
		word.SetField("words")
		whole.AddMust(word)
	}
	at := q.Origin.Point
	near := bleve.NewGeoDistanceQuery(at.Lon(), at.Lat(), bleveMetres(peerRadius, at))
	near.SetField("point")
	whole.AddFilter(near)
	request := bleve.NewSearchRequestOptions(whole, peerTop, 0, false)
	for _, g := range peerFacets {
		request.AddFacet(string(g), bleve.NewFacetRequest(string(g), 200))
	}
	found, err := e.index.SearchInContext(ctx, request)
	if err != nil {
		return peerAnswer{}, err
	}
	a := peerAnswer{total: int(found.Total), facets: Facets{}}
	for _, g := range peerFacets {
		for _, t := range found.Facets[string(g)].Terms.Terms() {
			a.facets[g] = append(a.facets[g], Count{t.Term, t.Count})
		}
	}
	for _, hit := range found.Hits {
		a.top = append(a.top, hit.ID)
	}
	return a, nil
}

// bleveMetres is a distance about a point as Bleve is to be asked for it: it takes the Earth for a sphere of another radius at each
// latitude. Ten miles about a point then differ by some centimetres from those of [geo.Distance].
func bleveMetres(m geo.Miles, at geo.Point) string {
	south, north := geo.Point{at.Lon(), at.Lat() - 0.05}, geo.Point{at.Lon(), at.Lat() + 0.05}
	same := blevegeo.Haversin(south.Lon(), south.Lat(), north.Lon(), north.Lat()) / geo.Distance(south, north).Kilometres()
	return strconv.FormatFloat(m.Kilometres()*1000*same, 'f', 6, 64) + "m"
}

func (e *stockBleve) size() (int64, error) { return folderSize(e.folder) }

func (*stockBleve) cpu() (time.Duration, error) { return 0, nil } // it runs in this process

func (e *stockBleve) close() error {
	if e.index == nil {
		return nil
	}
	return e.index.Close()
}

func folderSize(folder string) (size int64, err error) {
	err = filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}
