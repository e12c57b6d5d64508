package index

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"

	godiff "github.com/google/go-cmp/cmp"
)

// engine is something that searches. What [engines] lists is compared.
type engine interface {
	name() string
	// plain reports that it answers just what is asked: all the words as they are, within the radius. Then its totals and counts must
	// be those of the others.
	plain() bool
	// build takes in all rows. It is called once, before anything else.
	build(context.Context, iter.Seq[row]) error
	// search answers with the total, the counts of [peerFacets] with all their values, and the best [peerTop].
	search(context.Context, peerQuery) (peerAnswer, error)
	// size is how much it keeps on disk, in bytes.
	size() (int64, error)
	// cpu is the time on processors that it has used so far in processes of its own.
	cpu() (time.Duration, error)
	close() error
}

type peerAnswer struct {
	total  int
	facets Facets   // in any order
	top    []string // best first
}

// peerTop is how many results are shown.
const peerTop = 20

// engines are all that are compared, or those of some names.
func engines(t testing.TB, corpus *peerCorpus, names []string) []engine {
	t.Helper()
	sql, whole := &postgres{t: t}, &product{corpus: corpus, folder: t.TempDir()}
	all := []engine{&stockBleve{folder: t.TempDir()}, sql, postgresCells{sql}, whole, own{whole}}
	return slices.DeleteFunc(all, func(e engine) bool { return len(names) > 0 && !slices.Contains(names, e.name()) })
}

// The course of a comparison.
const (
	peerQueries = 400
	peerRounds  = 5
	peerTurn    = 25 // queries that an engine is asked before it is the next one's turn
	// peerPatience is how long an engine may take for a round. The queries are in no order, so that the first of them are like all.
	peerPatience = 30 * time.Second
)

// TestPeers compares what searches on one made-up directory, asked the same. All engines take turns, so that what else the machine
// does falls on all of them.
func TestPeers(t *testing.T) {
	size, err := strconv.Atoi(os.Getenv("FINGERPOST_BENCH_SIZE"))
	if err != nil {
		t.Skip("it takes many minutes, and PostgreSQL with PostGIS: make bench-peers")
	}
	corpus := newPeerCorpus(t, size)
	queries := corpus.Queries(1, peerQueries, size)
	var all []*course
	for _, e := range engines(t, corpus, strings.Fields(os.Getenv("FINGERPOST_BENCH_ENGINES"))) {
		c := &course{engine: e}
		t.Cleanup(func() {
			if err := e.close(); err != nil {
				t.Error(err)
			}
		})
		began := time.Now()
		if err := e.build(t.Context(), corpus.rows()); err != nil {
			t.Fatalf("%s: %v", e.name(), err)
		}
		c.built = time.Since(began)
		if c.bytes, err = e.size(); err != nil {
			t.Fatalf("%s: %v", e.name(), err)
		}
		t.Logf("%s has taken in %d listings in %v", e.name(), size, c.built.Round(time.Second))
		all = append(all, c)
	}
	for round := range peerRounds + 1 { // the first, of which the times do not count, is compared
		for _, c := range all {
			c.rounds = append(c.rounds, nil)
		}
		for turn := range slices.Chunk(queries, peerTurn) {
			for _, c := range all {
				if err := c.run(t.Context(), turn, round > 0); err != nil {
					t.Fatalf("%s: %v", c.name(), err)
				}
			}
		}
	}
	compare(t, all, queries)
	t.Logf("%d listings, %d queries of 1 to 3 words within %v miles, %d rounds by turns\n%s",
		size, len(queries), peerRadius, peerRounds, table(all))
}

// course is how an engine fared.
type course struct {
	engine
	built   time.Duration
	bytes   int64
	answers []peerAnswer      // of the first round
	rounds  [][]time.Duration // how long each query took
	cpu     time.Duration     // for all queries of all rounds but the first
	hits    int               // likewise
}

// run asks queries, unless those of this round before them have taken too long.
func (c *course) run(ctx context.Context, queries []peerQuery, counts bool) error {
	round := &c.rounds[len(c.rounds)-1]
	if sum(*round) > peerPatience {
		return nil
	}
	before, err := c.used()
	if err != nil {
		return err
	}
	for _, q := range queries {
		began := time.Now()
		a, err := c.search(ctx, q)
		if err != nil {
			return fmt.Errorf("%v near %s: %w", q.Words, q.Origin.Label, err)
		}
		*round = append(*round, time.Since(began))
		if counts {
			c.hits += a.total
		} else {
			c.answers = append(c.answers, a)
		}
	}
	after, err := c.used()
	if counts {
		c.cpu += after - before
	}
	return err
}

func sum(all []time.Duration) (sum time.Duration) {
	for _, d := range all {
		sum += d
	}
	return sum
}

// used is the time on processors of this process, in which all engines are asked, and of the engine's own.
func (c *course) used() (time.Duration, error) {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return 0, err
	}
	own, err := c.engine.cpu()
	return time.Duration(use.Utime.Nano()+use.Stime.Nano()) + own, err
}

// compare holds the answers of the plain engines against those of the first: the same totals and counts. Their orders differ, since each
// has a score of its own. Bleve's circle is some centimetres from that of the others, so that in a few queries a listing may be in
// one and not in the other.
func compare(t *testing.T, all []*course, queries []peerQuery) {
	t.Helper()
	var first *course
	for _, c := range all {
		if !c.plain() {
			continue
		}
		if first == nil {
			first = c
			continue
		}
		differing := 0
		for i := range min(len(first.answers), len(c.answers)) {
			a, b := first.answers[i], c.answers[i]
			diff := godiff.Diff(inOrder(a.facets), inOrder(b.facets))
			if a.total == b.total && diff == "" && len(a.top) == len(b.top) {
				continue
			}
			differing++
			t.Logf("%v near %v: %s found %d, %s %d %s", queries[i].Words, queries[i].Origin.Point, first.name(), a.total, c.name(), b.total, diff)
			if a.total-b.total > 1 || b.total-a.total > 1 || a.total == b.total {
				t.Errorf("%s and %s do not find the same", first.name(), c.name())
			}
		}
		t.Logf("%s and %s differ in %d of %d queries", first.name(), c.name(), differing, len(queries))
		if differing > len(queries)/50 {
			t.Errorf("%s and %s differ too often", first.name(), c.name())
		}
	}
}

// inOrder is facets in an order that depends on nothing but the counts.
func inOrder(f Facets) Facets {
	out := Facets{}
	for _, g := range peerFacets {
		counts := slices.DeleteFunc(slices.Clone(f[g]), func(c Count) bool { return c.Count == 0 })
		slices.SortFunc(counts, func(a, b Count) int { return cmp.Compare(a.Value, b.Value) })
		if len(counts) > 0 {
			out[g] = counts
		}
	}
	return out
}

// table tells how all fared, in milliseconds. Where the machine has much else to do, the median of the quietest round and the time on
// processors say most.
func table(all []*course) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "engine\tp50 ms\tp90 ms\tp99 ms\tquietest p50\tCPU ms\tmean hits\tqueries\tbuilt s\tMB\t")
	for _, c := range all {
		counted := c.rounds[1:]
		took, quietest := slices.Sorted(slices.Values(slices.Concat(counted...))), math.Inf(1)
		for _, round := range counted {
			quietest = min(quietest, percentile(slices.Sorted(slices.Values(round)), 50))
		}
		n := float64(len(took))
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.1f\t%d\t%.0f\t%.0f\t\n", c.name(),
			percentile(took, 50), percentile(took, 90), percentile(took, 99), quietest, float64(c.cpu.Microseconds())/1000/n,
			float64(c.hits)/n, len(c.answers), c.built.Seconds(), float64(c.bytes)/1e6)
	}
	if err := w.Flush(); err != nil {
		return err.Error()
	}
	return b.String()
}

// percentile is how many milliseconds the quickest so many of a hundred took at most; took is sorted.
func percentile(took []time.Duration, percent int) float64 {
	return float64(took[len(took)*percent/100].Microseconds()) / 1000
}
