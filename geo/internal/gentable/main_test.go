package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"fingerpost/geo"
)

// TestTablesAreCurrent makes the tables anew from the shared data and holds
// the embedded ones against them.
func TestTablesAreCurrent(t *testing.T) {
	const shared = "../../../../shared/data"
	if _, err := os.Stat(shared); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("the data is not here: %v", err)
	}
	out := t.TempDir()
	in := folders{
		postcodes: filepath.Join(shared, "postcodes"),
		areas:     filepath.Join(shared, "areas"),
		places:    filepath.Join(shared, "places"),
	}
	if err := generate(in, out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"postcodes.tsv.gz", "areas.tsv", "replaced.tsv"} {
		want, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(name) == ".gz" { // whose bytes may change with the compressor
			got, want = unzip(t, got), unzip(t, want)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the data gives: run go generate", name)
		}
	}
}

func unzip(t *testing.T, content []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestDirtyRows: rows that cannot be right are left out, the rest goes on, and
// an old district counts as the current one.
func TestDirtyRows(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "sectors.csv", `sector,lat,lon,units,lad,lads
LS1 4,53.8,-1.55,10,E00000035,E08000035
LS1 5,NaN,-1.55,10,E08000035,E08000035
LS1 6,,0.00000,10,E08000035,E08000035
LS1 7,0,0,10,E08000035,E08000035
LS1 8,53.8,-1.55,many,E08000035,E08000035
NPT 9,51.6,-3.0,10,E08000035,E08000035
S1 2,53.4,-1.47,10,E08000019,E08000019;E08000035
SW1A 1,51.5,-0.14,7,E08000035,E08000035
ZZ1 1,53.4,-1.47,10,,
`)
	write(t, dir, "outcodes.csv", "outcode,lat,lon,units,lad\nLS1,53.8,-1.55,12,E08000035\nSW1A,51.5,-0.14,7,E08000035\nBT1,54.6,-5.9,,\n")
	areas := &areaSet{
		byCode:   map[geo.AreaCode]area{"E08000035": {name: "Leeds"}, "E08000039": {name: "Sheffield"}},
		replaced: map[geo.AreaCode]geo.AreaCode{"E08000019": "E08000039"},
	}
	set, err := readPostcodes(dir, areas)
	if err != nil {
		t.Fatal(err)
	}
	const want = "BT1\t54.60000\t-5.90000\t0\tN92000002\n" +
		"LS1\t53.80000\t-1.55000\t12\tE08000035\n" +
		"LS1 4\t53.80000\t-1.55000\t10\tE08000035\n" +
		"S1 2\t53.40000\t-1.47000\t10\tE08000039,E08000035\n" +
		"SW1\t51.50000\t-0.14000\t7\tE08000035\n" + // undivided: the sum of its sectors
		"SW1A\t51.50000\t-0.14000\t7\tE08000035\n" +
		"SW1A 1\t51.50000\t-0.14000\t7\tE08000035\n"
	if got := string(set.table()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	write(t, dir, "sectors.csv", "code,lat\nLS1 4,53.8\n")
	if _, err := readPostcodes(dir, areas); err == nil {
		t.Error("a file without its columns was read")
	}
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
