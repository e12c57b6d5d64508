package index_test

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/index"
)

var update = flag.Bool("update", false, "write testdata/ranking/stats.txt anew")

// TestRanking compares what searches find in the default listings and the real data with what people who know the field
// would want (testdata/ranking/*.txt). How well it does is kept in stats.txt, so that every change to the ranking shows:
//
//	go test ./index -run TestRanking -update
func TestRanking(t *testing.T) {
	kept := realStore(t)
	with, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	x := indexWith(t, with, kept)
	name := namesOf(t, x, kept)
	var out bytes.Buffer
	fmt.Fprintf(&out, "# How well searches find what they should. Written by the test; see README.md.\n")
	for _, file := range rankingFiles(t) {
		total := figures{}
		fmt.Fprintf(&out, "\n## %s\n", filepath.Base(file))
		judged := judgements(t, file)
		for _, j := range judged {
			for id, want := range j.names {
				if name[id] != want {
					t.Errorf("%s: the listing %s is called %q", j.where, id, name[id])
				}
			}
			got := ids(search(t, x, j.request(t)))
			f := j.measure(got)
			total.add(f)
			j.write(&out, f, got, name)
		}
		total.divide(float64(len(judged)))
		fmt.Fprintf(&out, "\n%s: %d queries, %v\n", filepath.Base(file), len(judged), total)
		t.Logf("%s: %d queries, %v", filepath.Base(file), len(judged), total)
	}
	const stats = "testdata/ranking/stats.txt"
	if *update {
		if err := os.WriteFile(stats, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(stats)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, out.Bytes()) {
		t.Errorf("the ranking has changed; look at it, and keep it with: go test ./index -run TestRanking -update\n%s", differences(string(want), out.String()))
	}
}

// figures are how well one search, or many on average, did.
type figures struct{ ndcg, recall, mrr float64 }

func (f figures) String() string {
	return fmt.Sprintf("nDCG@10 %.3f, recall@20 %.3f, MRR %.3f", f.ndcg, f.recall, f.mrr)
}

func (f *figures) add(g figures) {
	f.ndcg, f.recall, f.mrr = f.ndcg+g.ndcg, f.recall+g.recall, f.mrr+g.mrr
}

func (f *figures) divide(n float64) { f.ndcg, f.recall, f.mrr = f.ndcg/n, f.recall/n, f.mrr/n }

// good is the grade from which a service counts as an answer.
const good = 2

// measure compares what was found with the grades: the discounted cumulative gain of the first ten beside the best there
// could be (gain 2^grade-1, discount log2 of the place + 1), the part of the good answers that is among the first twenty,
// and one divided by the place of the first good one.
func (j judgement) measure(got []data.ServiceID) (f figures) {
	gain := func(grade int) float64 { return math.Exp2(float64(grade)) - 1 }
	best, goods := []int{}, 0
	for _, grade := range j.grades {
		best = append(best, grade)
		if grade >= good {
			goods++
		}
	}
	slices.Sort(best)
	slices.Reverse(best)
	dcg, ideal, hits := 0.0, 0.0, 0
	for i := range 10 {
		discount := math.Log2(float64(i) + 2)
		if i < len(got) {
			dcg += gain(j.grades[got[i]]) / discount
		}
		if i < len(best) {
			ideal += gain(best[i]) / discount
		}
	}
	for i, id := range got[:min(len(got), 20)] {
		if j.grades[id] >= good {
			hits++
			if f.mrr == 0 {
				f.mrr = 1 / float64(i+1)
			}
		}
	}
	f.ndcg, f.recall = dcg/ideal, float64(hits)/float64(min(goods, 20))
	return f
}

// write says how one search did: its figures, the first ten with their grades, and the good ones that are not among the
// first twenty.
func (j judgement) write(out *bytes.Buffer, f figures, got []data.ServiceID, name map[data.ServiceID]string) {
	fmt.Fprintf(out, "\nquery: %s\n", j.query)
	if j.near != "" {
		fmt.Fprintf(out, "near: %s\n", j.near)
	}
	fmt.Fprintf(out, "%v\n", f)
	for i, id := range got[:min(len(got), 10)] {
		fmt.Fprintf(out, "%2d. %d %s\n", i+1, j.grades[id], name[id])
	}
	var missing []string
	for id, grade := range j.grades {
		if grade >= good && !slices.Contains(got[:min(len(got), 20)], id) {
			missing = append(missing, fmt.Sprintf("missing %d %s", grade, name[id]))
		}
	}
	slices.Sort(missing)
	for _, m := range missing {
		fmt.Fprintln(out, m)
	}
}

// namesOf gives every service in an index its name.
func namesOf(t *testing.T, x *index.Index, log index.Log) map[data.ServiceID]string {
	t.Helper()
	listings, err := log.Listings(t.Context(), ids(search(t, x, index.Request{})))
	if err != nil {
		t.Fatal(err)
	}
	name := map[data.ServiceID]string{}
	for _, l := range listings {
		name[l.Service.ID] = data.PlainLine(l.Service.Name, 200)
	}
	return name
}

// differences lists the lines that only one of two texts has.
func differences(was, is string) string {
	old, now := strings.Split(was, "\n"), strings.Split(is, "\n")
	var out []string
	for _, line := range old {
		if !slices.Contains(now, line) {
			out = append(out, "- "+line)
		}
	}
	for _, line := range now {
		if !slices.Contains(old, line) {
			out = append(out, "+ "+line)
		}
	}
	return strings.Join(out, "\n")
}
