package rows_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/index/rows"
)

// Side and Often are compared with reading the texts.
func TestWords(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	vocabulary := strings.Fields("bread breads soup song songs tea bank banc banks")
	s := newShelf(t)
	says := map[string][]string{}
	for range 4 { // segments
		var all []text
		for range 50 {
			id := fmt.Sprint(len(says))
			for range random.IntN(9) {
				says[id] = append(says[id], vocabulary[random.IntN(len(vocabulary))])
			}
			if len(says[id]) == 0 {
				says[id] = []string{"nothing"}
			}
			all = append(all, text{rows.Entry{Service: data.ServiceID(id)}, strings.Join(says[id], " ")})
		}
		s.put(all)
	}
	v := s.view()
	word := func(w string) rows.SideTerm {
		return rows.SideTerm{Term: w, Word: w, Stem: strings.TrimSuffix(w, "s")}
	}
	for range 200 {
		var steps [][]rows.SideTerm
		var run []string
		for n := range 1 + random.IntN(3) {
			w := vocabulary[random.IntN(len(vocabulary))]
			if n > 0 && random.IntN(4) == 0 {
				steps, run = append(steps, nil), append(run, "") // whatever stands there
			}
			steps, run = append(steps, []rows.SideTerm{word(w)}), append(run, w)
		}
		for i, p := range v.Parts {
			at, err := p.Side("says", 0, steps)
			if err != nil {
				t.Fatal(err)
			}
			for doc := range uint32(p.Len()) {
				id, err := p.DocID(doc)
				if err != nil {
					t.Fatal(err)
				}
				service, _ := rows.Split(id)
				text := says[string(service)]
				if got, want := at.Has(doc), stands(run, text); got != want {
					t.Fatalf("segment %d: %q in %q: %t", i, run, text, got)
				}
			}
		}
	}
	for _, p := range v.Parts {
		for _, w := range vocabulary {
			at, err := p.Postings("says", w)
			if err != nil {
				t.Fatal(err)
			}
			docs := at.Append(nil)
			times, err := p.Times("says", w, at, docs, nil)
			if err != nil {
				t.Fatal(err)
			}
			for doc := range uint32(p.Len()) {
				id, _ := p.DocID(doc)
				service, _ := rows.Split(id)
				want, got := 0, 0
				for _, x := range says[string(service)] {
					if x == w {
						want++
					}
				}
				if i := slices.Index(docs, doc); i >= 0 {
					if got = 1; times != nil {
						got = int(times[i])
					}
				}
				if got != want {
					t.Fatalf("%q %d times in %q, not %d", w, got, says[string(service)], want)
				}
			}
		}
	}
}

// stands reports whether words stand side by side in a text; "" is any word, or the end.
func stands(run, text []string) bool {
	for i := range text {
		same := true
		for n, w := range run {
			same = same && (w == "" || i+n < len(text) && text[i+n] == w)
		}
		if same {
			return true
		}
	}
	return false
}
