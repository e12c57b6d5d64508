package index

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2/analysis"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/madeup"
	"fingerpost/data/store"
	"fingerpost/geo"
)

// row is one listing as every engine of a comparison gets it.
type row struct {
	number int
	words  string // of its name, organisation, summary and description, folded as the index does, parted by blanks
	point  *geo.Point
	values map[Group][]string // by the groups of peerFacets
}

// peerFacets are the facets that every engine counts.
var peerFacets = []Group{TopicGroup, KindGroup, CostGroup, HowGroup, ForGroup}

// peerQuery asks for the listings that have all the words and are within [peerRadius] of the origin.
type peerQuery = madeup.Query

const peerRadius geo.Miles = 10

// peerCorpus is a made-up directory of a size, and what an index reads beside it.
type peerCorpus struct {
	*madeup.Directory
	size    int
	setting Setting
	lexicon lexicon
	folds   analysis.Analyzer
}

const peerSeed = 1847

func newPeerCorpus(t testing.TB, size int) *peerCorpus {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	today := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	c := &peerCorpus{size: size, setting: Setting{Now: func() time.Time { return today }, Log: slog.New(slog.DiscardHandler)}}
	files, err := content.Open("")
	must(err)
	c.setting.Lexicon, err = files.Lexicon(today)
	must(err)
	c.setting.Holidays, err = files.Holidays(today)
	must(err)
	lines, err := files.Helplines(today)
	must(err)
	c.setting.LineHours = content.LineHours(lines)
	mapping, err := newMapping()
	must(err)
	c.folds, c.lexicon = mapping.AnalyzerNamed(plain), newLexicon(c.setting.Lexicon)
	c.Directory = madeup.New(peerSeed, c.setting.Lexicon)
	return c
}

// rows are all listings, one after the other.
func (c *peerCorpus) rows() iter.Seq[row] {
	return func(yield func(row) bool) {
		for i := range c.size {
			if !yield(c.row(i)) {
				return
			}
		}
	}
}

func (c *peerCorpus) row(i int) row {
	l := c.Listing(i)
	s := l.Service
	r := row{number: i, words: c.fold(s.Name + "\n" + l.Organization.Name + "\n" + s.Summary + "\n" + s.Description)}
	for _, place := range l.Locations {
		if position, ok := data.Geocode(place); ok {
			r.point = &position.Point
		}
	}
	r.values = map[Group][]string{
		TopicGroup: texts(c.lexicon.Topics.WithParents(topicsOf(s, c.lexicon))), KindGroup: {string(s.Kind)}, CostGroup: {string(s.Cost)},
		HowGroup: texts(s.Ways), ForGroup: texts(c.lexicon.audiencesOf(s, l.Organization.Name)),
	}
	for g, values := range r.values {
		r.values[g] = slices.DeleteFunc(values, func(v string) bool { return v == "" })
	}
	return r
}

func (c *peerCorpus) fold(text string) string {
	var b strings.Builder
	for _, token := range c.folds.Analyze([]byte(text)) {
		b.Write(token.Term)
		b.WriteByte(' ')
	}
	return b.String()
}

// peerLog is the log of a made-up directory, in which each listing was changed once. What it holds is made when it is asked for.
type peerLog struct {
	corpus *peerCorpus
	recent map[data.ServiceID]int // the numbers of those that were listed last
}

func (l *peerLog) Epoch(ctx context.Context) (string, error) { return "made up", ctx.Err() }

func (l *peerLog) Since(ctx context.Context, from store.Checkpoint, limit int) (ids []data.ServiceID, to store.Checkpoint, err error) {
	l.recent = map[data.ServiceID]int{}
	first := int(from.Log)
	for i := first; i < min(first+limit, l.corpus.size); i++ {
		id := data.Mint[data.ServiceID](data.LevelService, madeup.Source.Key, strconv.Itoa(i))
		l.recent[id] = i
		ids = append(ids, id)
	}
	from.Log += int64(len(ids))
	return ids, from, ctx.Err()
}

func (l *peerLog) Hidden(ctx context.Context, _, _ int64) (bool, error) { return false, ctx.Err() }

func (l *peerLog) Listings(ctx context.Context, ids []data.ServiceID) (all []data.Listing, err error) {
	for _, id := range ids {
		i, ok := l.recent[id]
		if !ok {
			return nil, fmt.Errorf("%s was not listed last", id)
		}
		all = append(all, l.corpus.Listing(i))
	}
	return all, ctx.Err()
}

var _ Log = (*peerLog)(nil)
