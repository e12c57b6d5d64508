package index

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	api "github.com/blevesearch/bleve_index_api"

	"fingerpost/geo"
)

// plan is what a search asks of an executor.
type plan struct {
	units  []unit     // empty: every document
	most   bool       // any of the units may match, not only all
	typos  bool       // words may differ by a letter
	origin *geo.Place // nil: anywhere
	radius geo.Miles  // about the origin
}

// looseness is how freely a plan reads its words: every word, then most words, then words that differ by a letter.
func (p plan) looseness() int {
	loose := 0
	if p.most {
		loose++
	}
	if p.typos {
		loose += 2
	}
	return loose
}

// candidate is a document that may be a result, with how well its words match.
type candidate struct {
	doc  string
	text float64
}

// executor yields every document that matches a plan's words and may concern its origin. It may yield documents that do
// not (the ranker judges exactly), but may leave none out. Scores need only be comparable within one answer.
type executor interface {
	candidates(ctx context.Context, p plan) ([]candidate, error)
}

// bleveExecutor is the executor over Bleve's public search.
type bleveExecutor struct{ index bleve.Index }

// maxExpansions bounds how many terms one search may come to, so that no query is expensive.
const maxExpansions = 1024

// errTooWide is returned for a plan that comes to more terms than one search may. Only typos can make one.
var errTooWide = errors.New("the search comes to too many terms")

func (x bleveExecutor) candidates(ctx context.Context, p plan) ([]candidate, error) {
	total, err := x.index.DocCount()
	if err != nil || total == 0 {
		return nil, err
	}
	request := bleve.NewSearchRequestOptions(p.query(), int(total), 0, false)
	request.SortBy([]string{"_id"}) // the ranker orders; sorting by score would only cost time
	request.Score = ""
	ctx = context.WithValue(ctx, search.MaxTermSearchersKey, maxExpansions)
	ctx = context.WithValue(ctx, search.BM25StatsKey, statistics(total))
	found, err := x.index.SearchInContext(ctx, request)
	if err != nil && strings.HasPrefix(err.Error(), "TooManyTermSearchers") { // Bleve has no value for it
		return nil, errTooWide
	}
	if err != nil {
		return nil, err
	}
	out := make([]candidate, 0, len(found.Hits))
	for _, hit := range found.Hits {
		out = append(out, candidate{hit.ID, hit.Score})
	}
	return out, nil
}

// statistics are what BM25 weighs a field's length against. Bleve would take the distinct words of each segment for the
// words of all documents: far too short, and another length after every merge, so that an index that is built again would
// give another order. The lengths are those that are usual in directories; only their proportions matter.
func statistics(documents uint64) *search.BM25Stats {
	lengths := map[string]int{}
	for _, name := range []string{"topic_ids", "area_codes", "point", "_id", "*"} { // Bleve wants each that is searched
		lengths[name] = int(documents)
	}
	for _, f := range textFields {
		lengths[f.name] = f.length * int(documents)
	}
	return &search.BM25Stats{DocCount: float64(documents), FieldCardinality: lengths}
}

// query writes the plan in Bleve's terms. Where is a filter, since as a clause it would add to the score.
func (p plan) query() query.Query {
	var words query.Query = bleve.NewMatchAllQuery()
	if len(p.units) > 0 {
		var each []query.Query
		for _, u := range p.units {
			each = append(each, p.unitQuery(u))
		}
		if p.most {
			words = bleve.NewDisjunctionQuery(each...)
		} else {
			words = bleve.NewConjunctionQuery(each...)
		}
	}
	if p.origin == nil {
		return words
	}
	whole := bleve.NewBooleanQuery()
	whole.AddMust(words)
	whole.AddFilter(p.whereQuery())
	return whole
}

// topicWorth is what a document's bearing the topic that was named is worth, beside the worth of words in its fields.
const topicWorth = 4

// unitQuery matches a unit's words, all of them though not all in one field, or the topics that it names.
func (p plan) unitQuery(u unit) query.Query {
	var words []query.Query
	for _, w := range u.words {
		words = append(words, p.wordQuery(w))
	}
	text := words[0]
	if len(words) > 1 {
		text = bleve.NewConjunctionQuery(words...)
	}
	if len(u.topics) == 0 {
		return text
	}
	either := []query.Query{text}
	for _, t := range u.topics {
		either = append(either, term("topic_ids", string(t), topicWorth))
	}
	return bleve.NewDisjunctionQuery(either...)
}

// wordQuery matches a word in any field.
func (p plan) wordQuery(w string) query.Query {
	var any []query.Query
	for _, f := range textFields {
		m := bleve.NewMatchQuery(w)
		m.SetField(f.name)
		m.SetBoost(f.boost)
		any = append(any, m)
	}
	if letters := utf8.RuneCountInString(w); p.typos && letters >= 4 {
		for _, field := range []string{"name_plain", "organization_plain", "topics", "description"} {
			fuzzy := bleve.NewFuzzyQuery(w)
			fuzzy.SetField(field)
			fuzzy.SetFuzziness(min(1+letters/8, searcher.MaxFuzziness))
			fuzzy.SetPrefix(1)
			fuzzy.SetBoost(0.3)
			any = append(any, fuzzy)
		}
	}
	return bleve.NewDisjunctionQuery(any...)
}

// whereQuery matches what may be near the origin, or may serve an area that it lies in.
func (p plan) whereQuery() query.Query {
	// A little wider than the radius: Bleve takes another radius of the Earth than [geo.Distance], which decides.
	near := bleve.NewGeoDistanceQuery(p.origin.Point.Lon(), p.origin.Point.Lat(), metres(p.radius*1.02))
	near.SetField("point")
	any := []query.Query{inTurn{near}}
	for _, code := range p.origin.Areas {
		any = append(any, term("area_codes", string(code), 0))
	}
	return bleve.NewDisjunctionQuery(any...)
}

// inTurn lets searches draw their circles one after the other: the coverer that does it is shared, and writes its settings
// anew each time.
type inTurn struct{ query.Query }

var covering sync.Mutex

func (q inTurn) Searcher(ctx context.Context, r api.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	covering.Lock()
	defer covering.Unlock()
	return q.Query.Searcher(ctx, r, m, o)
}

func term(field, value string, boost float64) query.Query {
	t := bleve.NewTermQuery(value)
	t.SetField(field)
	if boost > 0 {
		t.SetBoost(boost)
	}
	return t
}

func metres(m geo.Miles) string {
	return strconv.FormatFloat(m.Kilometres()*1000, 'f', 0, 64) + "m"
}
