package index

import (
	"cmp"
	"context"
	"fmt"
	"iter"
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

// engines are all that are compared.
func engines(t testing.TB, corpus *peerCorpus) []engine {
	t.Helper()
	server, err := newPostgresServer(t)
	if err != nil {
		t.Fatal(err)
	}
	sql := &postgres{server: server}
	return []engine{&stockBleve{folder: t.TempDir()}, sql, postgresCells{sql}, &product{corpus: corpus, folder: t.TempDir()}}
}

// The course of a comparison.
const (
	peerQueries = 400
	peerRounds  = 5
	// peerPatience is how long an engine may take for a round. The queries are as good as shuffled, so that the first of them are
	// like all.
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
	for _, e := range engines(t, corpus) {
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
	answers := map[string][]peerAnswer{}
	for round := range peerRounds + 1 { // the first, of which the times do not count, is compared
		for _, c := range all {
			answered, err := c.run(t.Context(), queries, round > 0)
			if err != nil {
				t.Fatalf("%s: %v", c.name(), err)
			}
			if round == 0 && c.plain() {
				answers[c.name()] = answered
			}
		}
	}
	compare(t, all, queries, answers)
	t.Logf("%d listings, %d queries of 1 to 3 words within %v miles, %d rounds by turns\n%s", size, len(queries), peerRadius, peerRounds, table(all))
}

// course is how an engine fared.
type course struct {
	engine
	built time.Duration
	bytes int64
	took  []time.Duration // for each query that counts
	cpu   time.Duration   // for all of them
	hits  int             // of all of them
	asked int             // queries in a round
}

// run asks all queries, or as many as can be asked before patience ends.
func (c *course) run(ctx context.Context, queries []peerQuery, counts bool) ([]peerAnswer, error) {
	before, err := c.used()
	if err != nil {
		return nil, err
	}
	var answered []peerAnswer
	hits, end := 0, time.Now().Add(peerPatience)
	for _, q := range queries {
		began := time.Now()
		if began.After(end) {
			break
		}
		a, err := c.search(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("%v near %s: %w", q.Words, q.Origin.Label, err)
		}
		if counts {
			c.took = append(c.took, time.Since(began))
			hits += a.total
		} else {
			answered = append(answered, a)
		}
	}
	after, err := c.used()
	if counts {
		c.hits += hits
		c.cpu += after - before
		c.asked = max(c.asked, len(c.took)/peerRounds)
	}
	return answered, err
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
func compare(t *testing.T, all []*course, queries []peerQuery, answers map[string][]peerAnswer) {
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
		for i := range min(len(answers[first.name()]), len(answers[c.name()])) {
			a, b := answers[first.name()][i], answers[c.name()][i]
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

// table tells how all fared, in milliseconds.
func table(all []*course) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "engine\tp50 ms\tp90 ms\tp99 ms\tCPU ms\tmean hits\tqueries\tbuilt s\tMB\t")
	for _, c := range all {
		slices.Sort(c.took)
		at := func(percent int) float64 { return float64(c.took[len(c.took)*percent/100].Microseconds()) / 1000 }
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.2f\t%.2f\t%.1f\t%d\t%.0f\t%.0f\t\n", c.name(), at(50), at(90), at(99),
			float64(c.cpu.Microseconds())/1000/float64(len(c.took)), float64(c.hits)/float64(len(c.took)), c.asked, c.built.Seconds(), float64(c.bytes)/1e6)
	}
	if err := w.Flush(); err != nil {
		return err.Error()
	}
	return b.String()
}
