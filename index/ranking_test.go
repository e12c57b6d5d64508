package index_test

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/index"
)

var update = flag.Bool("update", false, "write testdata/ranking/stats.txt anew")

// judgement is one search of the ranking files, with the services that a person would want to see among the first.
type judgement struct {
	where    string // file and line
	query    string
	near     string
	expected []string
}

// firstFew is how many results a person looks at.
const firstFew = 5

// TestRanking compares what searches find in the default listings and the real data with what people who know the field
// would want (testdata/ranking/*.txt). How well it does is kept in stats.txt, so that every change to the ranking shows:
//
//	go test ./index -run TestRanking -update
func TestRanking(t *testing.T) {
	kept := realStore(t)
	x := indexOf(t, kept)
	name := namesOf(t, x, kept)
	var out bytes.Buffer
	fmt.Fprintf(&out, "# How well searches find what they should. Written by the test; see README.md.\n")
	recalls, reciprocals, n := 0.0, 0.0, 0
	for _, j := range judgements(t) {
		r := index.Request{Text: j.query, Limit: firstFew}
		if j.near != "" {
			o := find(t, j.near)
			r.Origin = &o
		}
		var got []string
		for _, result := range search(t, x, r).Results {
			got = append(got, name[result.Service])
		}
		hits, first := 0, 0
		for _, want := range j.expected {
			if !slices.Contains(mapValues(name), want) {
				t.Errorf("%s: there is no listing called %q", j.where, want)
			}
			if at := slices.Index(got, want); at >= 0 {
				hits++
				if first == 0 || at+1 < first {
					first = at + 1
				}
			}
		}
		recall := float64(hits) / float64(min(len(j.expected), firstFew))
		reciprocal := 0.0
		if first > 0 {
			reciprocal = 1 / float64(first)
		}
		recalls, reciprocals, n = recalls+recall, reciprocals+reciprocal, n+1
		fmt.Fprintf(&out, "\nquery: %s\n", j.query)
		if j.near != "" {
			fmt.Fprintf(&out, "near: %s\n", j.near)
		}
		fmt.Fprintf(&out, "recall@%d %.2f, reciprocal rank %.2f\n", firstFew, recall, reciprocal)
		for i, g := range got {
			mark := " "
			if slices.Contains(j.expected, g) {
				mark = "*"
			}
			fmt.Fprintf(&out, "%s %d. %s\n", mark, i+1, g)
		}
		for _, want := range j.expected {
			if !slices.Contains(got, want) {
				fmt.Fprintf(&out, "- missing: %s\n", want)
			}
		}
	}
	fmt.Fprintf(&out, "\nqueries: %d\nrecall@%d: %.3f\nMRR: %.3f\n", n, firstFew, recalls/float64(n), reciprocals/float64(n))
	t.Logf("recall@%d %.3f, MRR %.3f over %d queries", firstFew, recalls/float64(n), reciprocals/float64(n), n)

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

func mapValues(m map[data.ServiceID]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// namesOf gives every service in an index its name, with its organisation's where that tells more.
func namesOf(t *testing.T, x *index.Index, log index.Log) map[data.ServiceID]string {
	t.Helper()
	listings, err := log.Listings(t.Context(), ids(search(t, x, index.Request{})))
	if err != nil {
		t.Fatal(err)
	}
	name := map[data.ServiceID]string{}
	for _, l := range listings {
		name[l.Service.ID] = l.Service.Name
	}
	return name
}

// judgements reads the ranking files. See testdata/ranking/README.md for their form.
func judgements(t *testing.T) []judgement {
	t.Helper()
	files, err := filepath.Glob("testdata/ranking/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []judgement
	for _, file := range files {
		if filepath.Base(file) == "stats.txt" {
			continue
		}
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		for n := 1; lines.Scan(); n++ {
			line, where := strings.TrimSpace(lines.Text()), fmt.Sprintf("%s:%d", file, n)
			key, value, _ := strings.Cut(line, ":")
			value = strings.TrimSpace(value)
			switch {
			case line == "" || strings.HasPrefix(line, "#"):
			case key == "query":
				all = append(all, judgement{where: where, query: value})
			case len(all) == 0:
				t.Fatalf("%s: a query must come first", where)
			case key == "near":
				all[len(all)-1].near = value
			case strings.HasPrefix(line, "- "):
				all[len(all)-1].expected = append(all[len(all)-1].expected, strings.TrimSpace(line[2:]))
			default:
				t.Fatalf("%s: neither query, near nor an expected service: %s", where, line)
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	for _, j := range all {
		if len(j.expected) == 0 {
			t.Fatalf("%s: nothing is expected of %q", j.where, j.query)
		}
	}
	if len(all) == 0 {
		t.Fatal("there are no ranking files")
	}
	return all
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
