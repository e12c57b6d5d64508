package names

import (
	"slices"
	"testing"

	"fingerpost/geo/internal/box"
)

// FuzzOpen: whatever the sections hold, a table opens and answers, or is refused.
func FuzzOpen(f *testing.F) {
	sections := someTable(f).Sections()
	whole := make([][]byte, 10)
	for i, s := range sections {
		whole[i] = s.Data
	}
	add := func(d [][]byte) {
		f.Add(d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], "newcasle upon")
	}
	add(whole)
	add(make([][]byte, 10))
	for i := range whole {
		short := slices.Clone(whole)
		short[i] = short[i][:len(short[i])/8*4]
		add(short)
	}
	f.Fuzz(func(t *testing.T, names, nameEnds, kinds, points, district, districts, terms, termEnds, posts, postEnds []byte, key string) {
		var altered []box.Section
		for i, data := range [][]byte{names, nameEnds, kinds, points, district, districts, terms, termEnds, posts, postEnds} {
			altered = append(altered, box.Section{Name: sections[i].Name, Data: data})
		}
		b, err := box.Encode(box.Places, box.Meta{}, altered...)
		if err != nil {
			t.Fatal(err)
		}
		file, err := box.Decode(box.Places, b)
		if err != nil {
			t.Fatal(err)
		}
		table, err := Open(file)
		if err != nil {
			return
		}
		n := 0
		for range table.All() {
			n++
		}
		if n != table.Len() {
			t.Errorf("%d of %d places", n, table.Len())
		}
		for _, key := range []string{key, Key(key), "new", "barnsly", "wolverhamton"} {
			table.Named(key)
			if got := table.Like(key, 5); len(got) > 5 {
				t.Errorf("Like(%q, 5) answers %d", key, len(got))
			}
			if got := table.Starting(key, 5); len(got) > 5 {
				t.Errorf("Starting(%q, 5) answers %d", key, len(got))
			}
		}
	})
}

// FuzzLike holds the walk over the terms against a distance worked out the slow
// way for each of them.
func FuzzLike(f *testing.F) {
	for _, typed := range []string{"barnlsey", "newcastel upno tyne", "wolverhamton", "nweport", "ybala"} {
		f.Add(typed)
	}
	table := someTable(f)
	f.Fuzz(func(t *testing.T, typed string) {
		letters := lettersOf(Key(typed))
		if len(letters) > mostLetters || len(letters) == 0 {
			t.Skip("too long or too short to be looked for")
		}
		for most := 1; most <= mostEdits; most++ {
			got := table.candidates(letters, most)
			var want []near
			for i := range table.termEnds {
				if n := distance(letters, lettersOf(table.term(i))); 0 < n && n <= most {
					want = append(want, near{i, n})
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q: %v, want %v", typed, got, want)
			}
		}
	})
}

// distance is the number of letters left out, put in, replaced or changed with
// their neighbour between two words, by the table of all their beginnings.
func distance(a, b []byte) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			replaced := 1
			if a[i-1] == b[j-1] {
				replaced = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+replaced)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
