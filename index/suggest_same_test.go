package index

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/index/rows"
)

// turning is the log of a made-up directory of which every seventh listing closes.
type turning struct {
	*peerLog
	turn, closed bool // it is to happen; it has
}

func (l *turning) Since(ctx context.Context, from store.Checkpoint, limit int) (ids []data.ServiceID, to store.Checkpoint, err error) {
	if l.turn && !l.closed {
		l.closed = true
		all, _, err := l.peerLog.Since(ctx, store.Checkpoint{}, l.corpus.size)
		for i := 0; i < len(all); i += 7 {
			ids = append(ids, all[i])
		}
		from.Log++
		return ids, from, err
	}
	return l.peerLog.Since(ctx, from, limit)
}

func (l *turning) Listings(ctx context.Context, ids []data.ServiceID) ([]data.Listing, error) {
	all, err := l.peerLog.Listings(ctx, ids)
	for i := range all {
		if l.closed {
			all[i].Service.Status = data.Defunct
		}
	}
	return all, err
}

// TestSuggestionsAreTheSame compares what is suggested with a walk through the words in the files, letter by letter.
func TestSuggestionsAreTheSame(t *testing.T) {
	corpus := newPeerCorpus(t, 4000)
	corpus.setting.Lexicon.Asks, corpus.setting.Lexicon.Types = nil, nil
	x, err := InMemory(t.Context(), corpus.setting)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	log := &turning{peerLog: &peerLog{corpus: corpus}}
	compare := func(deleted bool) (full int) {
		t.Helper()
		var typing []string
		for i := range 25 {
			typing = append(typing, strings.ToLower(corpus.Listing(i*161%corpus.size).Service.Name))
		}
		for _, q := range corpus.Queries(5, 25, corpus.size) {
			typing = append(typing, strings.Join(q.Words, " "))
		}
		seen := map[string]bool{}
		for _, text := range typing {
			for n := range text {
				typed := text[:n+1]
				if seen[typed] {
					continue
				}
				seen[typed] = true
				got, err := x.Suggest(t.Context(), typed, "", 8)
				if err != nil {
					t.Fatal(err)
				}
				want, looked := walked(t, x, typed)
				if looked >= mostNames {
					full++
					if deleted { // it then also counts those that are gone
						continue
					}
				}
				if !slices.Equal(got.Services, want) {
					t.Fatalf("%q: %v, want %v", typed, got.Services, want)
				}
			}
		}
		return full
	}
	if _, err := x.CatchUp(t.Context(), log, nil); err != nil {
		t.Fatal(err)
	}
	if full := compare(false); full < 20 {
		t.Errorf("only %d times there was more than is looked at", full)
	}
	log.turn = true
	if _, err := x.CatchUp(t.Context(), log, nil); err != nil {
		t.Fatal(err)
	}
	v, release, err := x.view()
	if err != nil {
		t.Fatal(err)
	}
	defer release(&err)
	if v.Docs > 3500 || !slices.ContainsFunc(v.Parts, func(p *rows.Part) bool { return p.Lost() > 0 }) {
		t.Errorf("%d documents are left", v.Docs)
	}
	compare(true)
}

// walked is what is suggested of what the words in the files lead to, and how many documents they led to.
func walked(t *testing.T, x *Index, text string) (services []data.ServiceID, looked int) {
	t.Helper()
	v, release, err := x.view()
	if err != nil {
		t.Fatal(err)
	}
	defer release(&err)
	var folded []string
	for _, w := range typed(text) {
		folded = append(folded, x.fold(w)...)
	}
	type named struct {
		*hit
		id string
	}
	var all []named
	for n, s := range v.Snapshot().Segments() {
		p := v.Parts[n]
		dictionary, err := s.Segment().Dictionary(textFields[nameField].name)
		if err != nil {
			t.Fatal(err)
		}
		docs := roaring.New()
		prefix := folded[len(folded)-1]
		every := dictionary.AutomatonIterator(&vellum.AlwaysMatch{}, []byte(prefix), append([]byte(prefix), 0xff))
		for docs.GetCardinality() < mostNames {
			term, err := every.Next()
			if err != nil {
				t.Fatal(err)
			}
			if term == nil {
				break
			}
			of := roaring.New()
			for i, w := range append(slices.Clone(folded[:len(folded)-1]), term.Term) {
				at, err := p.Postings(textFields[nameField].name, w)
				if err != nil {
					t.Fatal(err)
				}
				docs := roaring.BitmapOf(at.Append(nil)...)
				if i == 0 {
					of = docs
				} else {
					of.And(docs)
				}
			}
			docs.Or(of)
		}
		looked = max(looked, int(docs.GetCardinality()))
		for some := docs.Iterator(); some.HasNext() && len(all) < mostNames; {
			if doc := some.Next(); p.Live(doc) {
				h := &hit{found: found{p, n, doc}, row: p.Row(doc)}
				all = append(all, named{h, h.id()})
			}
		}
	}
	looked = max(looked, len(all))
	whole := []byte(strings.Join(typed(text), " "))
	slices.SortFunc(all, func(a, b named) int {
		return cmp.Or(cmp.Compare(btoi(bytes.HasPrefix(b.part.Name(b.row), whole)), btoi(bytes.HasPrefix(a.part.Name(a.row), whole))),
			cmp.Compare(b.row.Full, a.row.Full), byName(a.hit, b.hit), byID(a.hit, b.hit))
	})
	for _, h := range all[:min(len(all), 8)] {
		service, _ := rows.Split(h.id)
		services = append(services, service)
	}
	return services, looked
}
