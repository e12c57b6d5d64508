package index

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
	api "github.com/blevesearch/bleve_index_api"
)

// slipQuery matches words of a field that another may be a slip for, the less the more letters differ. Bleve's own fuzzy
// query also counts, among the words that might have matched, those that only documents bear that have changed since, until
// a merge: the same directory would be ordered differently from one hour to the next.
type slipQuery struct {
	word, field string
	worth       float64
}

func (q slipQuery) Searcher(ctx context.Context, r api.IndexReader, _ mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	words, away, err := q.borne(ctx, r)
	if err != nil {
		return nil, err
	}
	return searcher.NewMultiTermSearcherBoosted(ctx, r, words, q.field, q.worth, away, o, true)
}

// borne lists the words of the field that are near the one sought and that documents bear, with how many letters differ.
func (q slipQuery) borne(ctx context.Context, r api.IndexReader) (words []string, away []uint8, err error) {
	fuzzy, ok := r.(api.IndexReaderFuzzy)
	if !ok {
		return nil, nil, fmt.Errorf("an index reader of type %T knows no words that are nearly alike", r)
	}
	_, first := utf8.DecodeRuneInString(q.word)
	dict, err := fuzzy.FieldDictFuzzy(q.field, q.word, slips(utf8.RuneCountInString(q.word)), q.word[:first])
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	for range maxLooked {
		entry, err := dict.Next()
		if err != nil || entry == nil || ctx.Err() != nil {
			return words, away, errors.Join(err, ctx.Err())
		}
		n, err := bearers(ctx, r, q.field, entry.Term)
		if err != nil {
			return nil, nil, err
		}
		if n > 0 {
			words, away = append(words, entry.Term), append(away, entry.EditDistance)
		}
	}
	return words, away, nil
}

// bearers counts the documents that bear a word in a field: the dictionaries also hold words of documents that have changed
// since.
func bearers(ctx context.Context, r api.IndexReader, field, word string) (n uint64, err error) {
	reader, err := r.TermFieldReader(ctx, []byte(word), field, false, false, false)
	if err != nil {
		return 0, err
	}
	return reader.Count(), reader.Close()
}
