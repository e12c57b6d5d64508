package main_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/geo"
)

// tableSummary is what an import of postcodes, places or areas says with --json.
type tableSummary struct {
	Kind, Source, Dated                     string
	Records, Usable, Rejected, Moved, Bytes int
	Rejections                              []struct{ Where, Why string }
}

// grid is a position in metres of the National Grid.
type grid struct{ east, north int }

var leeds, leedsEast = grid{429600, 433300}, grid{432600, 433300}

// unit is a postcode and where it is.
type unit struct {
	postcode string
	at       grid
}

// sectors are those of the tables of these tests, with their council.
var sectors = []struct {
	unit
	district string
}{
	{unit{"LS1 4", leeds}, "E08000035"}, {unit{"LS6 3", grid{427900, 436000}}, "E08000035"}, {unit{"LS2 7", grid{430400, 434000}}, "E08000035"},
	{unit{"M1 1", grid{384500, 398200}}, "E08000003"}, {unit{"M15 5", grid{383400, 396500}}, "E08000003"},
}

// codePointLine is a line of Code-Point Open.
func codePointLine(u unit, district string) string {
	return fmt.Sprintf("%q,10,%d,%d,\"E92000001\",\"E19000001\",\"E18000003\",\"\",%q,\"E05011399\"\n", u.postcode, u.at.east, u.at.north, district)
}

// codePointText is a table laid out as Code-Point Open is: 60 units in each of the first n sectors, and those of more, which
// take the place of one that is there.
func codePointText(n int, more ...unit) string {
	var text strings.Builder
	for _, s := range sectors[:n] {
		for i := range 60 {
			u := unit{s.postcode + string("ABD"[i/20]) + string("ABDEFGHJLNPQRSTUWXYZ"[i%20]), grid{s.at.east + 20*(i%20), s.at.north + 100*(i/20)}}
			if !slices.ContainsFunc(more, func(m unit) bool { return m.postcode == u.postcode }) {
				text.WriteString(codePointLine(u, s.district))
			}
		}
	}
	for _, u := range more {
		text.WriteString(codePointLine(u, "E08000035"))
	}
	return text.String()
}

func codePoint(t testing.TB, n int, more ...unit) (file string) {
	t.Helper()
	return write(t, t.TempDir(), "postcodes.csv", codePointText(n, more...))
}

// places is an extract of OS Open Names with a hamlet that is nowhere else.
func places(t testing.TB) (file string) {
	t.Helper()
	return write(t, t.TempDir(), "places.tsv", "Larkspurthwaite\tLeeds\th\t53.861\t-1.702\nHeadingley\tLeeds\ta\t53.820\t-1.580\nIlkley\tBradford\tt\t53.925\t-1.822\n")
}

// areas are n squares as GeoJSON, one beside the other, the first around the middle of Leeds.
func areas(t testing.TB, n int, first string) (file string) {
	t.Helper()
	var features []any
	for i := range n {
		code, west := first, -1.6+0.2*float64(i)
		if i > 0 {
			code = fmt.Sprintf("E06%06d", i)
		}
		features = append(features, map[string]any{"type": "Feature", "properties": map[string]any{"LAD25CD": code, "LAD25NM": "Square"},
			"geometry": map[string]any{"type": "Polygon", "coordinates": [][][2]float64{{{west, 53.7}, {west + 0.1, 53.7}, {west + 0.1, 53.9}, {west, 53.9}, {west, 53.7}}}}})
	}
	b, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": features})
	if err != nil {
		t.Fatal(err)
	}
	return write(t, t.TempDir(), "areas.geojson", string(b))
}

// archive is a zip file with one file in it.
func archive(t testing.TB, name, text string, method uint16) (file string) {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	inner, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err == nil {
		_, err = inner.Write([]byte(text))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return write(t, t.TempDir(), "input.zip", b.String())
}

// The whole of Great Britain, as the Ordnance Survey publishes it.
func TestImportCodePointOpen(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; left out with -short")
	}
	folder := empty(t)
	var got tableSummary
	took := timed(func() {
		got = read[tableSummary](t, "import", "postcodes", sharedData(t, "postcodes/codepo_gb.zip"), "--data", folder)
	})
	t.Logf("%d postcodes in %s; %d bytes", got.Usable, took.Round(10*time.Millisecond), got.Bytes)
	if got.Records != 1_745_849 || got.Usable != 1_745_013 || got.Rejected != 836 || got.Source != "Code-Point Open" || got.Kind != "postcodes" {
		t.Errorf("summary %+v", got)
	}
	for _, r := range got.Rejections {
		if r.Why != "no position" || !strings.Contains(r.Where, " line ") {
			t.Errorf("rejection %+v, want one without a position and its line", r)
		}
	}
	if info, err := os.Stat(filepath.Join(folder, "geo", "postcodes.box")); err != nil || info.Size() >= 20_000_000 || int(info.Size()) != got.Bytes {
		t.Errorf("the file: %v, %v; want less than 20 MB, and what the summary says", info, err)
	}
	s := serve(t, folder)
	at := s.locate(t, query{"tablet", "LS1 4AP"}).Origin
	metres := geo.Distance(geo.Point{at.Lon, at.Lat}, geo.Point{-1.55572, 53.79547}).Kilometres() * 1000
	if at.Precision != "unit" || at.Label != "LS1 4AP" || metres > 10 {
		t.Errorf("LS1 4AP is placed at %+v, %.0f m from where it is", at, metres)
	}
	if !slices.Contains(at.Areas, "E05011399") || !slices.Contains(at.Areas, "E08000035") {
		t.Errorf("LS1 4AP lies in %v, want its ward and Leeds among them", at.Areas)
	}
	unknown := s.locate(t, query{"tablet", "LS1 4ZZ"}).Origin
	if unknown.Precision != "sector" || unknown.Label != "LS1 4" || !strings.Contains(strings.Join(unknown.Notes, " "), "do not know the postcode LS1 4ZZ") {
		t.Errorf("LS1 4ZZ, which nobody has, is placed at %+v", unknown)
	}
	s.quiet(t, 0)
}

// What --json, --report and --strict say of an import of a table with some rows that cannot be used.
func TestTableReports(t *testing.T) {
	folder, file := empty(t), filepath.Join(t.TempDir(), "report.csv")
	text := codePointText(5) + codePointLine(unit{"LS1 4ZA", grid{0, 0}}, "E08000035") + codePointLine(unit{"LS1", leeds}, "E08000035") +
		codePointLine(unit{"LS1 4AP", leedsEast}, "E08000035") + "half a row\n"
	table := write(t, t.TempDir(), "postcodes.csv", text)
	r := run(t, "import", "postcodes", table, "--data", folder, "--json", "--report", file, "--strict", "--dated", "2026-01")
	if r.code != 1 {
		t.Errorf("exit %d with --strict, want 1\n%s", r.code, r.errs)
	}
	raw := decode[map[string]any](t, r.out)
	for _, key := range []string{"kind", "source", "records", "usable", "rejected", "rejections", "dated", "bytes"} {
		if raw[key] == nil {
			t.Errorf("the summary has no %q:\n%s", key, r.out)
		}
	}
	got := decode[tableSummary](t, r.out)
	if got.Records != 304 || got.Usable != 300 || got.Rejected != 4 || len(got.Rejections) != 4 || got.Dated != "2026-01" {
		t.Errorf("summary %+v, want 300 of 304", got)
	}
	for i, rejection := range got.Rejections {
		if rejection.Where != fmt.Sprintf("postcodes.csv line %d", 301+i) || len(rejection.Why) < 5 {
			t.Errorf("rejection %+v", rejection)
		}
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil || len(rows) != 5 || !slices.Equal(rows[0], []string{"where", "why"}) || rows[1][0] != got.Rejections[0].Where || rows[1][1] != got.Rejections[0].Why {
		t.Errorf("the report: %v, %v", rows, err)
	}
	said := must(t, "import", "postcodes", table, "--data", folder).out
	for _, words := range []string{"300 of 304", "no position", "not a postcode", "Code-Point Open"} {
		if !strings.Contains(said, words) {
			t.Errorf("the summary for people does not speak of %q:\n%s", words, said)
		}
	}
}

// What cannot be used is refused in a sentence, and the tables stay as they are, to the byte.
func TestBadTables(t *testing.T) {
	t.Parallel()
	folder := empty(t)
	must(t, "import", "postcodes", codePoint(t, 5), "--data", folder)
	must(t, "import", "places", places(t), "--data", folder)
	must(t, "import", "areas", areas(t, 5, "E08000035"), "--data", folder)
	before := tablesIn(t, folder)

	good := codePointText(5)
	cut := archive(t, "Data/CSV/ls.csv", good, zip.Deflate)
	if info, err := os.Stat(cut); err != nil || os.Truncate(cut, info.Size()/2) != nil {
		t.Fatal(err)
	}
	lines := func(line func(postcode string, at grid) string) string {
		var text strings.Builder
		for i := range 60 {
			text.WriteString(line(fmt.Sprintf("LS1 4%c%c", "ABD"[i/20], "ABDEFGHJLNPQRSTUWXYZ"[i%20]), leeds))
		}
		return write(t, t.TempDir(), "postcodes.csv", text.String())
	}
	geoJSON := func(code, coordinates string) string {
		return write(t, t.TempDir(), "areas.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"LAD25CD":"`+code+
			`"},"geometry":{"type":"Polygon","coordinates":`+coordinates+`}}]}`)
	}
	letter := write(t, t.TempDir(), "letter.txt", "Dear Sir or Madam,\nplease find enclosed the postcodes.\n")
	for _, test := range []struct {
		name  string
		code  int
		words string
		args  []string
	}{
		{"nothing there", 1, "there is no file or folder", []string{"postcodes", "/nonsense/codepo_gb.zip"}},
		{"an empty folder", 1, "there is no data in", []string{"postcodes", t.TempDir()}},
		{"a folder without data", 1, "not in a format", []string{"postcodes", filepath.Dir(letter)}},
		{"a letter", 1, "--help", []string{"postcodes", letter}},
		{"a letter", 1, "--help", []string{"places", letter}},
		{"a letter", 1, "--help", []string{"areas", letter}},
		{"an empty file", 1, "there is no data in", []string{"areas", write(t, t.TempDir(), "empty.geojson", "")}},
		{"half an archive", 1, "Download it again", []string{"postcodes", cut}},
		{"half an archive", 1, "Download it again", []string{"areas", cut}},
		{"a path out of the archive", 1, "leads out of the archive", []string{"postcodes", archive(t, "../ls.csv", good, zip.Deflate)}},
		{"a bomb", 1, "unpacks to far more", []string{"postcodes", archive(t, "ls.csv", strings.Repeat(codePointLine(unit{"LS1 4AP", leeds}, "E08000035"), 300_000), zip.Deflate)}},
		{"postcodes as places", 1, "not in a format", []string{"places", codePoint(t, 5)}},
		{"places as postcodes", 1, "not in a format", []string{"postcodes", places(t)}},
		{"eastings and northings in each other's place", 1, "more than a tenth", []string{"postcodes", lines(func(p string, at grid) string {
			return codePointLine(unit{p, grid{at.north, at.east + 400_000}}, "E08000035")
		})}},
		{"columns in another order", 1, "more than a tenth", []string{"postcodes", lines(func(p string, at grid) string {
			return fmt.Sprintf("%d,%d,10,%q,\"E92000001\",\"\",\"\",\"\",\"E08000035\",\"E05011399\"\n", at.east, at.north, p)
		})}},
		{"no positions", 1, "60 of 60", []string{"postcodes", lines(func(p string, _ grid) string { return codePointLine(unit{p, grid{}}, "E08000035") })}},
		{"less than half", 1, "--replace", []string{"postcodes", codePoint(t, 2)}},
		{"less than half", 1, "--replace", []string{"areas", areas(t, 2, "E08000035")}},
		{"outlines in metres", 1, "WGS84", []string{"areas", geoJSON("E08000035", "[[[429000,433000],[430000,433000],[430000,434000],[429000,433000]]]")}},
		{"no outline", 1, "more than a tenth", []string{"areas", geoJSON("E08000035", "[]")}},
		{"half a file of outlines", 1, "Download it again", []string{"areas", write(t, t.TempDir(), "half.geojson", `{"type":"FeatureCollection","features":[{"type":"Fea`)}},
		{"an unknown kind", 2, "postcodes, places or areas", []string{"streets", letter}},
		{"nothing named", 2, "--download", []string{"postcodes"}},
		{"nothing named", 2, "which file", []string{"areas"}},
		{"a file and a download", 2, "--download", []string{"places", places(t), "--download"}},
		{"a download that there is not", 2, "--download", []string{"areas", "--download"}},
		{"a date to come", 2, "not a date that has been", []string{"postcodes", codePoint(t, 5), "--dated", "2999-01"}},
		{"no date", 2, "not a date that has been", []string{"postcodes", codePoint(t, 5), "--dated", "spring"}},
		{"an address, and no name to ask under", 2, "brand.url", []string{"postcodes", "http://127.0.0.1:9/a.zip"}},
	} {
		t.Run(test.args[0]+": "+test.name, func(t *testing.T) {
			r := refused(t, test.code, test.words, append([]string{"import", "--data", folder}, test.args...)...)
			if r.out != "" {
				t.Errorf("it wrote to its output as if it had a result: %q", r.out)
			}
			if after := tablesIn(t, folder); !maps.Equal(before, after) {
				t.Errorf("the tables have changed: %v", slices.Sorted(maps.Keys(after)))
			}
		})
	}
	must(t, "import", "postcodes", codePoint(t, 2), "--replace", "--data", folder)
	must(t, "import", "areas", areas(t, 2, "E08000035"), "--replace", "--data", folder)
	if after := tablesIn(t, folder); after["postcodes.box"] == before["postcodes.box"] || after["areas.box"] == before["areas.box"] {
		t.Error("--replace replaces nothing")
	}
}
