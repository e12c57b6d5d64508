package index

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/geo"
)

// BenchmarkFinding measures, over a made-up directory of 100,000 listings or FINGERPOST_BENCH_SIZE of them, what must be quicker than a
// search, and searches while changes come in. It tells how long half of all take at most (p50), and all but one in a hundred (p99).
func BenchmarkFinding(b *testing.B) {
	if testing.Short() {
		b.Skip("it takes minutes")
	}
	size := 100_000
	if n, err := strconv.Atoi(os.Getenv("FINGERPOST_BENCH_SIZE")); err == nil {
		size = n
	}
	corpus := newPeerCorpus(b, size)
	x, err := Open(b.TempDir(), corpus.setting)
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	if _, err := x.CatchUp(b.Context(), &peerLog{corpus: corpus}, nil); err != nil {
		b.Fatal(err)
	}
	queries := corpus.Queries(1, 400, size)
	b.Run("nearest", func(b *testing.B) {
		topics := corpus.setting.Lexicon.Topics.All
		timed(b, func(i int) error {
			_, err := x.Nearest(b.Context(), queries[i%len(queries)].Origin, 100, Filters{TopicGroup: {string(topics[i%len(topics)].ID)}}, 20)
			return err
		})
	})
	b.Run("suggest", func(b *testing.B) {
		var typing []string
		for i, q := range queries {
			for _, text := range []string{strings.Join(q.Words, " "), strings.ToLower(corpus.Listing(i * 97 % size).Service.Name)} {
				for n := range text {
					typing = append(typing, text[:n+1])
				}
			}
		}
		timed(b, func(i int) error {
			_, err := x.Suggest(b.Context(), typing[i%len(typing)], "", 8)
			return err
		})
	})
	b.Run("serving", func(b *testing.B) {
		found := 0
		timed(b, func(i int) error {
			n, err := x.serving(queries[i%len(queries)].Origin.Areas)
			found += n
			return err
		})
		b.ReportMetric(float64(found)/float64(b.N), "listings")
	})
	search := func(b *testing.B) {
		timed(b, func(i int) error {
			q := queries[i%len(queries)]
			_, err := x.Search(b.Context(), Request{Text: strings.Join(q.Words, " "), Origin: &q.Origin, Within: 10, Limit: 20})
			return err
		})
	}
	for _, q := range queries { // the first time, words are read from the files
		if _, err := x.Search(b.Context(), Request{Text: strings.Join(q.Words, " "), Origin: &q.Origin, Within: 10, Limit: 20}); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("search", search)
	b.Run("search while following", func(b *testing.B) {
		log := newChanging(corpus, int64(size))
		ctx, cancel := context.WithCancel(b.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			x.FollowEvery(ctx, log, 500*time.Millisecond)
		}()
		search(b)
		took := time.Since(log.begun)
		cancel()
		<-done
		b.ReportMetric(float64(log.given)/took.Seconds(), "changes/s")
	})
}

// serving counts the documents that serve any of some areas.
func (x *Index) serving(areas []geo.AreaCode) (count int, err error) {
	view, release, err := x.view()
	if err != nil {
		return 0, err
	}
	defer release(&err)
	for _, code := range areas {
		at, err := view.Term(areaCodes, string(code))
		if err != nil {
			return 0, err
		}
		count += at.Bearers
	}
	return count, nil
}

// timed does something over and over, and tells how long it takes.
func timed(b *testing.B, do func(i int) error) {
	const mostTimed = 1 << 18
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		begun := time.Now()
		if err := do(i); err != nil {
			b.Fatal(err)
		}
		if one := time.Since(begun); len(took) < mostTimed {
			took = append(took, one)
		} else {
			took[i%mostTimed] = one
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// changing is the log of a made-up directory into which changes come.
type changing struct {
	base   int64
	begun  time.Time
	all    []data.Listing
	recent map[data.ServiceID]int
	given  int64
}

// changesPerSecond is how fast they come.
const changesPerSecond = 2000

func newChanging(corpus *peerCorpus, base int64) *changing {
	l := &changing{base: base}
	for i := range min(corpus.size, 10*changesPerSecond) {
		changed := corpus.Listing(i * 7919 % corpus.size)
		changed.Service.Description += " changed"
		l.all = append(l.all, changed)
	}
	l.begun = time.Now()
	return l
}

func (l *changing) Epoch(ctx context.Context) (string, error) { return "made up", ctx.Err() }

func (l *changing) Since(ctx context.Context, from store.Checkpoint, limit int) (ids []data.ServiceID, to store.Checkpoint, err error) {
	l.recent = map[data.ServiceID]int{}
	from.Log = max(from.Log, l.base)
	come := l.base + int64(time.Since(l.begun).Seconds()*changesPerSecond)
	for ; from.Log < come && len(ids) < limit; from.Log++ {
		n := int(from.Log-l.base) % len(l.all)
		l.recent[l.all[n].Service.ID] = n
		ids = append(ids, l.all[n].Service.ID)
	}
	l.given = from.Log - l.base
	return ids, from, ctx.Err()
}

func (l *changing) Hidden(ctx context.Context, _, _ int64) (bool, error) { return false, ctx.Err() }

func (l *changing) Listings(ctx context.Context, ids []data.ServiceID) (all []data.Listing, err error) {
	for _, id := range ids {
		all = append(all, l.all[l.recent[id]])
	}
	return all, ctx.Err()
}
