package index

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"fingerpost/data"
)

// Suggestions are what a person who is typing may be on the way to.
type Suggestions struct {
	Topics   []data.TopicID
	Services []data.ServiceID // by the words of their names
}

// mostNames bounds how many services are looked at for a suggestion.
const mostNames = 200

// Suggest lists topics and services whose words begin with what has been typed so far, at most limit of each: every word
// but the last is whole. On a page in another language, words of it lead to topics first.
func (x *Index) Suggest(ctx context.Context, text, language string, limit int) (s Suggestions, err error) {
	if x.damaged.Load() {
		return Suggestions{}, ErrDamaged
	}
	defer x.guard(&err)()
	words := typed(text)
	if len(words) == 0 || limit <= 0 {
		return Suggestions{}, nil
	}
	s.Topics = x.lexicon.beginning(words, language, limit)
	x.mu.RLock()
	defer x.mu.RUnlock()
	found, err := x.executor.named(ctx, words)
	if err != nil {
		return s, err
	}
	var hits []*entry
	for _, doc := range found {
		if e, ok := x.entries[doc]; ok && !slices.ContainsFunc(hits, func(h *entry) bool { return h.Service == e.Service }) {
			hits = append(hits, e)
		}
	}
	whole := strings.Join(words, " ")
	slices.SortFunc(hits, func(a, b *entry) int {
		return cmp.Or(-cmp.Compare(btoi(strings.HasPrefix(a.Name, whole)), btoi(strings.HasPrefix(b.Name, whole))), -cmp.Compare(a.Full, b.Full),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Service, b.Service))
	})
	for _, e := range hits[:min(len(hits), limit)] {
		s.Services = append(s.Services, e.Service)
	}
	return s, nil
}

// beginning lists the topics of which the name, or another word for them, has words that begin so.
func (l lexicon) beginning(typed []string, language string, limit int) (out []data.TopicID) {
	for _, t := range l.tongues {
		if t.code == language {
			out = t.beginning(typed, l.Topics)
		}
	}
	for _, t := range l.Topics.All {
		for _, phrase := range append([]string{t.Name}, t.Words...) {
			if begins(split(phrase), typed) {
				out = add(out, t.ID)
			}
		}
	}
	return out[:min(len(out), limit)]
}

// begins reports whether words have the typed ones in them one after the other, the last of them at least in part.
func begins(words, typed []string) bool {
	for i := 0; i+len(typed) <= len(words); i++ {
		last := len(typed) - 1
		if slices.Equal(words[i:i+last], typed[:last]) && strings.HasPrefix(words[i+last], typed[last]) {
			return true
		}
	}
	return false
}

// named lists documents whose names have words that begin so, every word but the last whole.
func (x bleveExecutor) named(ctx context.Context, words []string) ([]string, error) {
	var all []query.Query
	for i, w := range words {
		for _, w := range x.fold(w) {
			if i == len(words)-1 {
				prefix := bleve.NewPrefixQuery(w)
				prefix.SetField("name")
				all = append(all, prefix)
			} else {
				all = append(all, term("name", w, 0))
			}
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	request := bleve.NewSearchRequestOptions(join(all, true), mostNames, 0, false)
	request.SortBy([]string{"_id"})
	found, err := x.index.SearchInContext(context.WithValue(ctx, search.MaxTermSearchersKey, maxExpansions), request)
	if tooWide(err) {
		return nil, nil // a letter or two: everything begins so
	}
	if err != nil {
		return nil, err
	}
	var out []string
	for _, hit := range found.Hits {
		out = append(out, hit.ID)
	}
	return out, nil
}

// tooWide reports whether Bleve gave up a search that came to too many terms. It has no value for that.
func tooWide(err error) bool {
	return err != nil && (errors.Is(err, errTooWide) || strings.HasPrefix(err.Error(), "TooManyTermSearchers"))
}
