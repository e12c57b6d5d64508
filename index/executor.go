package index

import (
	"context"
	"errors"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
)

// candidate is a document that may be a result, with how well it matches each unit of the plan: 0 where it does not.
// Without units it has none.
type candidate struct {
	doc   string
	texts []float64
}

// executor yields every document that matches any unit of a plan that is not soft, or is what the words mean as a whole, and
// that may concern its origin. It may yield documents that do not (the ranker judges exactly), but may leave none out. A unit's
// scores need only be comparable with one another.
type executor interface {
	candidates(ctx context.Context, p plan) ([]candidate, error)
	// bears tells whether any document bears a word, or one of its stem, and whether any has the word itself in its name, or
	// in that of who gives it.
	bears(word string) (anywhere, inName bool, err error)
	// near lists words that documents bear and that are spelt nearly so, or begin so.
	near(ctx context.Context, word string) ([]spelling, error)
	// named lists documents whose names have words that begin so, every word but the last whole; some of them, if many.
	named(ctx context.Context, words []string) ([]string, error)
}

// bleveExecutor is the executor over Bleve's public search.
type bleveExecutor struct {
	index bleve.Index
	words analysis.Analyzer // splits and folds words as the index does
}

func newBleveExecutor(x bleve.Index) bleveExecutor {
	return bleveExecutor{x, x.Mapping().AnalyzerNamed(plain)}
}

// maxExpansions bounds how many terms one search may come to, so that no query is expensive.
const maxExpansions = 1024

// errTooWide is returned for a plan that comes to more terms than one search may. Only typos can make one.
var errTooWide = errors.New("the search comes to too many terms")

func (x bleveExecutor) candidates(ctx context.Context, p plan) ([]candidate, error) {
	total, err := x.index.DocCount()
	if err != nil || total == 0 {
		return nil, err
	}
	if len(p.units) == 0 && p.meant.empty() {
		found, err := x.search(ctx, p, bleve.NewMatchAllQuery(), total)
		if err != nil {
			return nil, err
		}
		out := make([]candidate, len(found))
		for i, hit := range found {
			out[i] = candidate{doc: hit.ID}
		}
		return out, nil
	}
	at := map[string]int{}
	var out []candidate
	for _, soft := range []bool{false, true} { // what is soft adds to what the others have found
		for i := range p.units {
			if p.units[i].soft != soft {
				continue
			}
			found, err := x.search(ctx, p, x.unitQuery(p, p.units[i]), total)
			if err != nil {
				return nil, err
			}
			for _, hit := range found {
				n, ok := at[hit.ID]
				if !ok && soft {
					continue
				}
				if !ok {
					n = len(out)
					at[hit.ID] = n
					out = append(out, candidate{hit.ID, make([]float64, len(p.units))})
				}
				out[n].texts[i] = hit.Score
			}
		}
	}
	if !p.meant.empty() {
		found, err := x.search(ctx, p, p.meant.query(), total)
		if err != nil {
			return nil, err
		}
		for _, hit := range found {
			if _, ok := at[hit.ID]; !ok {
				out = append(out, candidate{hit.ID, make([]float64, len(p.units))})
			}
		}
	}
	return out, nil
}

func (x bleveExecutor) search(ctx context.Context, p plan, words query.Query, total uint64) (search.DocumentMatchCollection, error) {
	request := bleve.NewSearchRequestOptions(p.query(words), int(total), 0, false)
	request.SortBy([]string{"_id"}) // the ranker orders; sorting by score would only cost time
	request.Score = ""
	ctx = context.WithValue(ctx, search.MaxTermSearchersKey, maxExpansions)
	ctx = context.WithValue(ctx, search.BM25StatsKey, statistics(total))
	found, err := x.index.SearchInContext(ctx, request)
	if tooWide(err) {
		return nil, errTooWide
	}
	if err != nil {
		return nil, err
	}
	return found.Hits, nil
}

// statistics are what BM25 weighs a field's length against. Bleve would take the distinct words of each segment for the
// words of all documents: far too short, and another length after every merge, so that an index that is built again would
// give another order. The lengths are those that are usual in directories; only their proportions matter.
func statistics(documents uint64) *search.BM25Stats {
	lengths := map[string]int{}
	for _, name := range []string{"topic_ids", "type_ids", "area_codes", "in_codes", "point", "_id", "*"} { // Bleve wants each that is searched
		lengths[name] = int(documents)
	}
	for _, f := range textFields {
		lengths[f.name] = f.length * int(documents)
	}
	return &search.BM25Stats{DocCount: float64(documents), FieldCardinality: lengths}
}
