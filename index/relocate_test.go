package index_test

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/geo/load"
	"fingerpost/index"
)

// TestRelocate promises that other tables of postcodes give services other positions without anything being revised.
func TestRelocate(t *testing.T) {
	folder := t.TempDir()
	use := func(dir string) {
		t.Helper()
		if _, err := geo.Open(dir); err != nil {
			t.Fatal(err)
		}
	}
	use(folder)
	t.Cleanup(func() { use(t.TempDir()) })
	var all []data.Submission
	for _, name := range []string{"Soup kitchen", "Soup club", "Choir"} {
		all = append(all, service(name, in("LS1 4AP"), says("soup")))
	}
	kept := openStore(t)
	submit(t, kept, all...)
	x := indexOf(t, kept)
	distances := func(x *index.Index) []float64 {
		o := geo.Place{Point: geo.Point{-1.5, 53.8}, Areas: []geo.AreaCode{leeds}}
		var miles []float64
		for _, r := range search(t, x, index.Request{Origin: &o, Within: 50, Sort: index.ByName, Limit: 10}).Results {
			miles = append(miles, float64(*r.Distance))
		}
		return miles
	}
	before := distances(x)
	logged, err := kept.Head(context.Background())
	if err != nil {
		t.Fatal(err)
	}

	// The same postcode, some three miles to the east.
	writeCodePoint(t, filepath.Join(folder, "ls.csv"), [][]string{{"LS1 4AP", "434211", "433500"}, {"LS1 4AA", "434311", "433500"}})
	if _, err := load.Postcodes(context.Background(), filepath.Join(folder, "ls.csv"), folder, load.Options{}); err != nil {
		t.Fatal(err)
	}
	use(folder)
	follow(t, x, kept)
	after := distances(x)
	if len(after) != 3 || after[0] > before[0]-1 || after[0] != after[1] || after[1] != after[2] {
		t.Errorf("distances were %v and are %v", before, after)
	}
	if fresh := distances(indexOf(t, kept)); fresh[0] != after[0] {
		t.Errorf("an index from nothing has %v, one that was relocated %v", fresh, after)
	}
	if now, err := kept.Head(context.Background()); err != nil || now != logged {
		t.Errorf("the log went from %v to %v, %v", logged, now, err)
	}
}

// writeCodePoint writes rows of postcode, easting and northing as Code-Point Open does.
func writeCodePoint(t *testing.T, file string, rows [][]string) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	for _, r := range rows {
		if err := w.Write([]string{r[0], "10", r[1], r[2], "E92000001", "", "", "", string(leeds), "E05011403"}); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
