package index_test

import (
	"testing"

	"fingerpost/index"
)

// FuzzSearchText promises an answer to whatever is typed, with and without a place.
func FuzzSearchText(f *testing.F) {
	for _, s := range []string{"", "cheap tablet", "how could my mum get hold of a cheap tablet", "men’s shed", "AA", "a*", "name:x", "\"", "(((", "\x00\xff",
		"chior~2 ^5 +a -b", "ŵ ŷ é", "食品 银行", "physiotherapistss", "🎵", "1-2-1", "food bank near Barnsley"} {
		f.Add(s, true)
	}
	o := find(f, "LS1 4AP")
	x := indexOver(f, variety(o, 80)...)
	f.Fuzz(func(t *testing.T, text string, near bool) {
		r := index.Request{Text: text, Limit: 5}
		if near {
			r.Origin = &o
		}
		a, err := x.Search(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Results) > a.Total || len(a.Results) > r.Limit {
			t.Errorf("%d results of %d", len(a.Results), a.Total)
		}
	})
}
