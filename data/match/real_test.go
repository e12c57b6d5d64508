package match_test

import (
	"bufio"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/match"
	"fingerpost/data/table"
)

var update = flag.Bool("update", false, "write the golden file")

// listings is where the real files lie beside the checkout.
const listings = "../../../shared/data/listings/"

// thing is what one row of a file speaks of.
type thing struct {
	service      data.Service
	organization data.Organization
	locations    []data.Location
	code         string // what the NHS calls it: the truth, which the matcher is not shown
	row          string
}

func realFile(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open(listings + name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the shared data is missing: %v", err)
		}
		t.Skipf("the shared data is not beside the checkout: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// rowsOf reads a file through the mapping that ships for it. A row that is refused has no service.
func rowsOf(t testing.TB, name string) (rows []thing) {
	t.Helper()
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	mappings, err := files.Mappings()
	if err != nil {
		t.Fatal(err)
	}
	topics, err := files.Topics()
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	opened, err := table.Open(bufio.NewReader(realFile(t, name)), table.Input{Name: filepath.Base(name)}, mappings...)
	if err != nil {
		t.Fatal(err)
	}
	reading := data.Reading{Source: data.Source{Key: "test", Area: "E92000001"}, ReadAt: at, Topics: topics}
	for item, err := range opened.Items(reading) {
		if err != nil {
			t.Fatal(err)
		}
		one := thing{row: fmt.Sprintf("%s:%d", name, len(rows))}
		if !item.Refused() {
			item.Submission.Tidy(item.Where, at)
			one.take(item.Submission)
		}
		rows = append(rows, one)
	}
	return rows
}

func (one *thing) take(s data.Submission) {
	one.service = s.Service.Doc
	if s.Organization != nil {
		one.organization = s.Organization.Doc
	}
	for _, l := range s.Locations {
		one.locations = append(one.locations, l.Doc)
	}
	for _, number := range one.organization.Identifiers {
		if number.Scheme == data.SchemeNHS {
			one.code = number.Identifier
		}
	}
}

// federated reads the names and numbers of charities that are branches of federations.
func federated(t testing.TB) (rows []thing) {
	t.Helper()
	const name = "charities/federated-charities.csv"
	r := csv.NewReader(realFile(t, name))
	if _, err := r.Read(); err != nil {
		t.Fatal(err)
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		scheme := data.SchemeCharityEnglandWales
		switch {
		case strings.HasPrefix(row[1], "SC"):
			scheme = data.SchemeCharityScotland
		case strings.HasPrefix(row[1], "NI"):
			scheme = data.SchemeCharityNorthernIreland
		}
		rows = append(rows, thing{row: fmt.Sprintf("%s:%d", name, len(rows)),
			organization: data.Organization{Name: row[2], Identifiers: []data.Identifier{{Scheme: scheme, Identifier: row[1]}}}})
	}
}

// judged is what the matcher says of two things, by level.
func judged(a, b thing, rarity match.Rarity) map[data.Level]match.Decision {
	place := match.Decision{Band: match.No}
	for _, x := range a.locations {
		for _, y := range b.locations {
			if d := match.Locations(match.Spot{Location: x, Given: []string{a.service.Name}}, match.Spot{Location: y, Given: []string{b.service.Name}}, rarity); place.Evidence == nil || d.Score > place.Score {
				place = d
			}
		}
	}
	around := match.Around{OtherOrganization: match.Conflict(a.organization, b.organization) != ""}
	if len(a.locations) > 0 && len(b.locations) > 0 {
		around.Place = place.Band
	}
	if around.Place == match.Link || around.Place == match.Ask {
		around.Where = match.WordsOf(append(slices.Clone(a.locations), b.locations...)...)
	}
	met := match.Meeting{SameService: match.Services(a.service, b.service, around, rarity).Band == match.Link, Where: around.Where,
		RunA: []data.Service{a.service}, RunB: []data.Service{b.service}}
	organization := match.Organizations(a.organization, b.organization, met, rarity)
	if around.SameOrganization = organization.Band == match.Link; !around.SameOrganization {
		around.NameA, around.NameB = a.organization.Name, b.organization.Name
	}
	return map[data.Level]match.Decision{data.LevelLocation: place, data.LevelOrganization: organization, data.LevelService: match.Services(a.service, b.service, around, rarity)}
}

var levels = []data.Level{data.LevelLocation, data.LevelOrganization, data.LevelService}

// tally counts what the matcher says of pairs whose truth is known.
type tally struct{ same, different, linked, right, asked, askedSame int }

func (c *tally) count(same bool, band match.Band) {
	if same {
		c.same++
	} else {
		c.different++
	}
	switch {
	case band == match.Link && same:
		c.linked++
		c.right++
	case band == match.Link:
		c.linked++
	case band == match.Ask:
		c.asked++
		if same {
			c.askedSame++
		}
	}
}

func (c *tally) String() string {
	return fmt.Sprintf("%6d %9d %6d %6d %9.3f %7.3f %5d %10d", c.same, c.different, c.linked, c.right,
		float64(c.right)/float64(max(c.linked, 1)), float64(c.right)/float64(max(c.same, 1)), c.asked, c.askedSame)
}

const heading = "                        same different linked  right precision  recall asked asked same\n"

// TestPairs compares the matcher with the truth: with what people said of pairs of rows (testdata/pairs.tsv), and with the
// codes of pharmacies, which it is not shown. The figures and the mistakes are in testdata/golden.txt.
func TestPairs(t *testing.T) {
	if testing.Short() {
		t.Skip("20,000 rows are read; left out with -short")
	}
	pharmacies, codes := rowsOf(t, "greater-manchester/gm_pharmacies.csv"), rowsOf(t, "nhs-ods/pharmacy.csv")
	files := map[string][]thing{"charities/federated-charities.csv": federated(t)}
	for _, name := range []string{"libraries/libraries_england.csv", "greater-manchester/gm_libraries.csv", "warm-spaces/warm-spaces.geojson",
		"greater-manchester/trafford_mental_health_services.csv", "greater-manchester/gm_food_banks.csv", "greater-manchester/charities_operating_in_trafford.csv"} {
		files[name] = rowsOf(t, name)
	}
	rarity := &match.Counts{}
	for _, rows := range append(slices.Collect(maps.Values(files)), pharmacies, codes) {
		for _, row := range rows {
			rarity.Count(cmpName(row))
		}
	}
	var out, mistakes strings.Builder
	out.WriteString(heading)
	byCode(pharmacies, codes, rarity, &out, &mistakes)
	byPeople(t, files, rarity, &out, &mistakes)
	compareGolden(t, out.String()+"\nMistakes, by the rows of the files\n\n"+mistakes.String())
}

func cmpName(row thing) string {
	if row.service.Name != "" {
		return row.service.Name
	}
	return row.organization.Name
}

// byCode compares the pharmacies of two files, each with those of the other that share a postcode.
func byCode(some, all []thing, rarity match.Rarity, out, mistakes *strings.Builder) {
	block, known := map[string][]thing{}, map[string]bool{}
	for _, row := range all {
		known[row.code] = true
		for _, l := range row.locations {
			block[l.Address.Postcode] = append(block[l.Address.Postcode], row)
		}
	}
	tallies := map[data.Level]*tally{data.LevelLocation: {}, data.LevelOrganization: {}, data.LevelService: {}}
	met, renewed := 0, 0
	for _, a := range some {
		a.organization.Identifiers = nil
		found := false
		for _, b := range block[a.locations[0].Address.Postcode] {
			b.organization.Identifiers = nil
			same := a.code == b.code
			found = found || same
			if !same && !known[a.code] {
				renewed++ // the other file is older: it may be there under another code
				continue
			}
			all := judged(a, b, rarity)
			for _, level := range levels {
				d := all[level]
				if !same && level == data.LevelLocation {
					continue // two pharmacies may be in one building
				}
				tallies[level].count(same, d.Band)
				if same && d.Band == match.No || !same && d.Band == match.Link {
					fmt.Fprintf(mistakes, "%-12s %s %s\n    %s, same %v: %s\n", level, a.row, b.row, d.Band, same, d.Why())
				}
			}
		}
		if known[a.code] && !found {
			met++
		}
	}
	for _, level := range levels {
		tallies[level].same += met // with another postcode, they never met
		fmt.Fprintf(out, "pharmacies %-12s %s\n", level, tallies[level])
	}
	fmt.Fprintf(out, "           %d pairs left out, of pharmacies whose code the older file does not have\n", renewed)
}

func byPeople(t *testing.T, files map[string][]thing, rarity match.Rarity, out, mistakes *strings.Builder) {
	f, err := os.Open("testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tallies := map[data.Level]*tally{data.LevelLocation: {}, data.LevelOrganization: {}, data.LevelService: {}}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		level, same := data.Level(fields[0]), fields[3] == "same"
		a, b := rowOf(t, files, fields[1]), rowOf(t, files, fields[2])
		if level != data.LevelOrganization && (a.service.Name == "" || b.service.Name == "") {
			continue // refused when it is read
		}
		if level == data.LevelOrganization && (a.organization.Name == "" || b.organization.Name == "") {
			continue // the file says nothing of who runs it
		}
		d := judged(a, b, rarity)[level]
		tallies[level].count(same, d.Band)
		if same && d.Band == match.No || !same && d.Band == match.Link {
			fmt.Fprintf(mistakes, "%-12s %s %s\n    %s, same %v: %s\n", level, fields[1], fields[2], d.Band, same, d.Why())
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	for _, level := range levels {
		fmt.Fprintf(out, "people     %-12s %s\n", level, tallies[level])
	}
}

func rowOf(t *testing.T, files map[string][]thing, at string) thing {
	t.Helper()
	name, number, _ := strings.Cut(at, ":")
	i, err := strconv.Atoi(number)
	if err != nil || i >= len(files[name]) {
		t.Fatalf("there is no row %s", at)
	}
	return files[name][i]
}

func compareGolden(t *testing.T, got string) {
	t.Helper()
	const golden = "testdata/golden.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("the figures have changed: look at the difference after go test ./data/match -run TestPairs -update")
	}
}
