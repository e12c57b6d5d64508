package names

import (
	"encoding/csv"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"fingerpost/geo/internal/box"

	"github.com/paulmach/orb"
)

// fromGeoNames marks the places of GeoNames, which all pass for towns there.
const fromGeoNames = "GeoNames"

// realPlaces are those of the whole of the shared gazetteers, or a reason to skip.
var realPlaces = sync.OnceValues(func() ([]Place, error) {
	const folder = "../../../../shared/data/places/"
	text, err := os.ReadFile(folder + "os_open_names_places.tsv")
	if err != nil {
		return nil, err
	}
	var places []Place
	add := func(name, kind, lat, lon, district string) error {
		if kind == "a" {
			kind = "s"
		}
		y, err := strconv.ParseFloat(lat, 64)
		if err != nil {
			return err
		}
		x, err := strconv.ParseFloat(lon, 64)
		places = append(places, Place{Name: name, Kind: Kind(kind[0]), Point: orb.Point{x, y}, District: district})
		return err
	}
	for line := range strings.Lines(string(text)) {
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if c[2] == "" { // an outward code
			continue
		}
		if err := add(c[0], c[2], c[3], c[4], c[1]); err != nil {
			return nil, err
		}
	}
	f, err := os.Open(folder + "geonames_cities_gb_je_gg_im.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	for _, c := range lines[1:] {
		if c[3] == "GB" && c[4] != "NIR" {
			continue
		}
		if err := add(c[0], "t", c[1], c[2], fromGeoNames); err != nil {
			return nil, err
		}
	}
	return places, nil
})

// realTable is a table of all places of the shared gazetteers.
func realTable(t testing.TB) *Table {
	t.Helper()
	if testing.Short() {
		t.Skip("the whole country takes some seconds, and minutes with the race detector")
	}
	places, err := realPlaces()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("the gazetteers are not here: %v", err)
	}
	table, err := Build(places)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// misspell makes one slip in a name: a letter left out, put in, replaced, or
// changed with its neighbour; in one of five at its first letter.
func misspell(name string, r *rand.Rand) string {
	for {
		letters := []rune(strings.ToLower(name))
		at := 0
		if r.IntN(5) > 0 {
			at = 1 + r.IntN(len(letters)-1)
		}
		letter := 'a' + rune(r.IntN(26))
		switch slip := r.IntN(4); {
		case slip == 0:
			letters = slices.Delete(letters, at, at+1)
		case slip == 1:
			letters = slices.Insert(letters, at, letter)
		case slip == 2:
			letters[at] = letter
		case at+1 < len(letters):
			letters[at], letters[at+1] = letters[at+1], letters[at]
		}
		if typed := string(letters); string(lettersOf(Key(typed))) != string(lettersOf(Key(name))) {
			return typed
		}
	}
}

// found says whether a misspelt name leads to a place of the name that was
// meant, among the first three that would be offered.
func found(table *Table, meant, typed string) bool {
	key := Key(typed)
	offered := append(table.Named(key), table.Like(key, 3)...)
	for _, m := range offered[:min(3, len(offered))] {
		if Key(m.Name) == Key(meant) {
			return true
		}
	}
	return false
}

// TestMisspelt makes one slip in each of 200 names of real places, and wants the
// right name among the first three offered for 95 in 100.
func TestMisspelt(t *testing.T) {
	table := realTable(t)
	byKind := map[Kind][]string{}
	for p := range table.All() {
		if p.District != fromGeoNames && len(lettersOf(Key(p.Name))) >= 5 {
			byKind[p.Kind] = append(byKind[p.Kind], p.Name)
		}
	}
	r := rand.New(rand.NewPCG(2026, 3))
	right, asked := 0, 0
	for _, sample := range []struct {
		kind Kind
		size int
	}{{Town, 70}, {Suburb, 65}, {Village, 65}} {
		for range sample.size {
			name := byKind[sample.kind][r.IntN(len(byKind[sample.kind]))]
			typed := misspell(name, r)
			asked++
			if found(table, name, typed) {
				right++
			} else {
				t.Logf("%s for %s: not among the first three", typed, name)
			}
		}
	}
	t.Logf("%d of %d", right, asked)
	if right*100 < asked*95 {
		t.Errorf("%d of %d slips lead to the place that was meant, want 95 in 100", right, asked)
	}
}

func BenchmarkReal(b *testing.B) {
	table := realTable(b)
	run := func(name string, what func()) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				what()
			}
		})
	}
	for _, key := range []string{"leeds", "newcastle", "newtown", "newportpagnell", "nowhere at all"} {
		run("Named/"+key, func() { table.Named(key) })
	}
	for _, key := range []string{"leds", "barnsly", "newcasle upon tine", "llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoc", "wolverhamton", "xxxxxxxxxxxxx", "little nweton"} {
		run("Like/"+key, func() { table.Like(key, 10) })
	}
	for _, key := range []string{"s", "b", "new", "llan", "stockt"} {
		run("Starting/"+key, func() { table.Starting(key, 10) })
	}
	places, err := realPlaces()
	if err != nil {
		b.Fatal(err)
	}
	run("Build", func() {
		if _, err := Build(places); err != nil {
			b.Fatal(err)
		}
	})
	encoded, err := box.Encode(box.Places, box.Meta{}, table.Sections()...)
	if err != nil {
		b.Fatal(err)
	}
	file, err := box.Decode(box.Places, encoded)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d places, a box of %d bytes", table.Len(), len(encoded))
	run("Open", func() {
		if _, err := Open(file); err != nil {
			b.Fatal(err)
		}
	})
}
