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

// stemmed takes the endings off some words as Porter does: some of their stems have another last letter, and one begins otherwise.
func stemmed(word string) string {
	known := map[string]string{"happy": "happi", "happily": "happi", "possibility": "possibl", "possible": "possibl", "filing": "file", "went": "go", "sing": "sing"}
	if s, ok := known[word]; ok {
		return s
	}
	return strings.TrimSuffix(strings.TrimSuffix(word, "s"), "ing")
}

// Where a stem stands, and how often, is the same whether it is written beside every word of it or found out.
func TestStems(t *testing.T) {
	stems := rows.Stems{Mark: "~", Of: stemmed}
	found := stems
	found.In = func(field string) bool { return field == "says" }
	said := strings.Fields("happy happily happi possibility possible possibl filing files file fi go goes going went song songs sing sings singing ö öing 日本 日本s")
	random := rand.New(rand.NewPCG(8, 8))
	var all, some []text
	left := 0
	for n := range 300 {
		var every, written []string
		for range random.IntN(9) {
			w := said[random.IntN(len(said))]
			every, written = append(every, w), append(written, w)
			if s := stemmed(w); s != w {
				every = append(every, "~"+s)
				if stems.Written(w, s) {
					written = append(written, "~"+s)
				}
			}
		}
		left += len(every) - len(written)
		e := rows.Entry{Service: data.ServiceID(fmt.Sprint(n)), First: true}
		all, some = append(all, text{e, strings.Join(every, " ")}), append(some, text{e, strings.Join(written, " ")})
	}
	if left < 200 {
		t.Fatalf("only %d stems are left out", left)
	}
	one, other := newShelf(t), newShelf(t)
	one.views.Reader.Stems, other.views.Reader.Stems = stems, found
	for n := 0; n < len(all); n += 100 { // in three segments
		one.put(all[n : n+100])
		other.put(some[n : n+100])
	}
	a, b := one.view(), other.view()
	for _, w := range append(said, "absent", "f") {
		for _, term := range []string{w, "~" + w, "~" + stemmed(w)} {
			was, now := bearing(t, a, term), bearing(t, b, term)
			if !slices.Equal(was, now) {
				t.Errorf("%q stands in\n%v, not\n%v", term, now, was)
			}
		}
	}
}

// bearing lists the services whose texts bear a term, with how often.
func bearing(t *testing.T, v *rows.View, term string) (all []string) {
	t.Helper()
	for _, p := range v.Parts {
		at, err := p.Postings("says", term)
		if err != nil {
			t.Fatal(err)
		}
		docs := at.Append(nil)
		times, err := p.Times("says", term, at, docs, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, doc := range docs {
			count := 1
			if times != nil {
				count = int(times[i])
			}
			id, err := p.DocID(doc)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, fmt.Sprint(id, count))
		}
	}
	slices.Sort(all)
	return all
}
