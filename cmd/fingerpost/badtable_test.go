package main_test

import (
	"slices"
	"strings"
	"testing"
)

// clubsMapping is how a charity's own table is read.
const clubsMapping = `name: clubs
reads: clubs.csv, the clubs of a test
id: ["{Name}"]
service:
  name: "{Name}"
  description: "{About}"
  contact: "{Phone}"
organization:
  name: "{Run by}"
place:
  address: "{Address}"
  postcode: "{Postcode}"
`

func importTable(t *testing.T, folder, table string) []string {
	t.Helper()
	return []string{"import", "csv", write(t, t.TempDir(), "clubs.csv", table), "--mapping", write(t, t.TempDir(), "clubs.yaml", clubsMapping),
		"--area", "E08000035", "--source", "clubs", "--dated", "2026-05", "--data", folder}
}

func TestTableThatIsNone(t *testing.T) {
	t.Parallel()
	folder, check := unharmed(t)
	t.Run("without a mapped column", func(t *testing.T) {
		r := refused(t, 1, "lacks the column", importTable(t, folder, "Name,About,Run by,Address,Postcode\nLunch,x,Trust,1 High Street,LS1 4AP\n")...)
		if !strings.Contains(strings.ToLower(r.errs), `"phone"`) {
			t.Errorf("the missing column is not named: %s", r.errs)
		}
		check(t)
	})
	t.Run("that no mapping fits", func(t *testing.T) {
		refused(t, 1, "mapping", "import", "csv", write(t, t.TempDir(), "odd.csv", "Colour,Smell\nred,rose\n"), "--area", "E08000035", "--data", folder)
		check(t)
	})
	t.Run("empty", func(t *testing.T) {
		refused(t, 1, "", importTable(t, folder, "")...)
		check(t)
	})
	t.Run("with a mapping that is wrong", func(t *testing.T) {
		mapping := write(t, t.TempDir(), "wrong.yaml", clubsMapping+"colour: red\n")
		refused(t, 1, "wrong.yaml:13", "import", "csv", write(t, t.TempDir(), "clubs.csv", "Name\nLunch\n"), "--mapping", mapping, "--area", "E08000035", "--data", folder)
		check(t)
	})
	t.Run("with a mapping of no such name", func(t *testing.T) {
		refused(t, 2, "warm-spaces", "import", "table", write(t, t.TempDir(), "clubs.csv", "Name\nLunch\n"), "--mapping", "no-such", "--area", "E08000035", "--data", folder)
		check(t)
	})
	for name, c := range map[string]struct{ file, text, says string }{
		"a web page":        {"map.kml", "<!DOCTYPE html><html>Log in</html>", "web page"},
		"an old workbook":   {"clubs.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xlsx"},
		"a broken zip":      {"clubs.xlsx", "PK\x03\x04oops", "damaged"},
		"a map of nothing":  {"map.geojson", `{"type":"FeatureCollection","features":[]}`, "nothing to read"},
		"another grid":      {"map.geojson", `{"crs":{"properties":{"name":"EPSG:2154"}},"features":[{"type":"Feature","properties":{"title":"A"},"geometry":{"type":"Point","coordinates":[1,2]}}]}`, "EPSG:2154"},
		"JSON that is none": {"map.json", `{"a": oops`, "damaged"},
	} {
		t.Run("that is "+name, func(t *testing.T) {
			refused(t, 1, c.says, "import", "table", write(t, t.TempDir(), c.file, c.text), "--area", "E08000035", "--data", folder)
			check(t)
		})
	}
	t.Run("without an area", func(t *testing.T) {
		args := importTable(t, folder, "Name,About,Run by,Address,Postcode,Phone\n")
		area := slices.Index(args, "--area")
		refused(t, 2, "--area", slices.Delete(slices.Clone(args), area, area+2)...)
		args[area+1] = "Leeds"
		refused(t, 2, "E08000035", args...)
		check(t)
	})
}

// Semicolons, Latin-1, a byte order mark and O for 0 are mended; one bad row does not stop the others.
func TestTableThatCanBeMended(t *testing.T) {
	const semicolons = "Name;About;Run by;Address;Postcode;Phone\n" +
		"Caf\xe9 club;It\x92s <b>warm</b>.;Trust;1 High Street, Leeds;LS1 4AP;0113 496 0001\n" +
		"Tea club;;Trust;2 High Street, Leeds;LS1O 1AA;0113 496 0002\n" +
		";nameless;Trust;3 High Street, Leeds;LS1 4AP;0113 496 0003\n" +
		"Short row;x\n" +
		"Tea club;again;Trust;2 High Street, Leeds;LS10 1AA;0113 496 0002\n" +
		"Last club;x;Trust;4 High Street, Leeds;LS1 4AP;not a number\n"
	folder := empty(t)
	got := read[summary](t, importTable(t, folder, semicolons)...)
	got.check(t)
	if got.Records != 6 || got.Created != 3 || got.Rejected != 3 {
		t.Errorf("summary %+v, want 3 created and 3 rejected of 6", got)
	}
	for _, kind := range []string{"other-encoding", "markup", "mended-postcode"} {
		if got.Problems[kind] == 0 {
			t.Errorf("%s was not counted: %v", kind, got.Problems)
		}
	}
	cafe, ok := cli(t, folder, query{"café", "LS1 4AP"}).named("Café club")
	if !ok || cafe.Reach != "near" || cafe.Phone == "" {
		t.Errorf("the club in Latin-1 was not read as it was meant: %+v", cafe)
	}
	if tea, ok := cli(t, folder, query{"tea", "LS10 1AA"}).named("Tea club"); !ok || tea.Reach != "near" {
		t.Errorf("the club with O for 0 in its postcode is not found where it is: %+v", tea)
	}

	utf8 := "\xef\xbb\xbf" + "Name,About,Run by,Address,Postcode,Phone\n\"Café, club\",x,Trust,\"1 High Street, Leeds\",LS1 4AP,\n"
	folder = empty(t)
	if got := read[summary](t, importTable(t, folder, utf8)...); got.Created != 1 || got.Rejected != 0 {
		t.Errorf("summary of a table with a byte order mark %+v, want one created", got)
	}
	if _, ok := cli(t, folder, query{"café", ""}).named("Café, club"); !ok {
		t.Error("the club after a byte order mark is not found")
	}
}

// What came before a map breaks off is kept, and nothing is closed on its account.
func TestTableThatBreaksOff(t *testing.T) {
	folder := empty(t)
	const whole = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[-1.549,53.8]},"properties":{"title":"Warm hall","address":"1 High Street, Leeds LS1 4AP"}}`
	r := run(t, "import", "table", write(t, t.TempDir(), "map.geojson", whole+`,{"type":`), "--mapping", "warm-spaces", "--area", "E08000035", "--data", folder)
	if r.code != 1 || !strings.Contains(r.errs, "after feature 1") {
		t.Errorf("exit %d: %s", r.code, r.errs)
	}
	if hall, ok := cli(t, folder, query{"warm hall", "LS1 4AP"}).named("Warm hall"); !ok || hall.Reach != "near" {
		t.Errorf("the hall before the break is not there: %+v", hall)
	}
}
