package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fingerpost/geo"
	"fingerpost/geo/internal/names"
)

// lines are the rows of a table of package geo, by columns.
func lines(t *testing.T, name string, columns int) [][]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("../..", name))
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(name) == ".gz" {
		content = unzip(t, content)
	}
	var rows [][]string
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns || strings.TrimSpace(row[0]) != row[0] || row[0] == "" {
			t.Errorf("%s: %q has not the %d columns", name, line, columns)
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

// areaNames are the official names by code.
func areaNames(t *testing.T) map[string]string {
	official := map[string]string{}
	for _, row := range lines(t, "areas.tsv", 5) {
		official[row[0]] = row[1]
	}
	return official
}

// TestAreaNames: each name is there once, says something that the official lists
// do not, and means areas of today.
func TestAreaNames(t *testing.T) {
	official, seen := areaNames(t), map[string]string{}
	kinds := []string{"abbreviation", "about", "authority", "county", "everyday", "former", "gaelic", "part", "region", "together", "welsh"}
	for _, row := range lines(t, "areanames.tsv", 3) {
		name, codes, key := row[0], strings.Split(row[1], ","), names.Key(row[0])
		if key == "" || seen[key] != "" {
			t.Errorf("%s is there twice: %q", name, seen[key])
		}
		seen[key] = name
		for i, code := range codes {
			if official[code] == "" {
				t.Errorf("%s: no area %s", name, code)
			}
			if slices.Contains(codes[:i], code) {
				t.Errorf("%s: %s twice", name, code)
			}
		}
		if !slices.Contains(kinds, row[2]) {
			t.Errorf("%s: of no kind %q", name, row[2])
		}
	}
	for code, name := range official {
		if other := seen[names.Key(name)]; other != "" {
			t.Errorf("%s is the official name of %s", other, code)
		}
	}
}

// TestAbroad: each name is there once, is no name of an area, and lies in a
// country of the table.
func TestAbroad(t *testing.T) {
	rows, countries := lines(t, "abroad.tsv", 2), map[string]bool{}
	taken := map[string]string{}
	for code, name := range areaNames(t) {
		taken[names.Key(name)] = code
	}
	for _, row := range lines(t, "areanames.tsv", 3) {
		taken[names.Key(row[0])] = row[1]
	}
	for _, row := range rows {
		countries[row[0]] = countries[row[0]] || row[1] == ""
	}
	for _, row := range rows {
		key := names.Key(row[0])
		if key == "" || taken[key] != "" {
			t.Errorf("%s is there twice, or the name of %s", row[0], taken[key])
		}
		taken[key] = row[0]
		if row[1] != "" && !countries[row[1]] {
			t.Errorf("%s: no country %s", row[0], row[1])
		}
	}
}

// TestAreasOfTheTables: every parent, every code that replaces another and every
// area of a postcode is in areas.tsv; only two names are those of two areas.
func TestAreasOfTheTables(t *testing.T) {
	official, byName := areaNames(t), map[string]int{}
	check := func(what, list string) {
		t.Helper()
		for code := range strings.SplitSeq(list, ",") {
			if official[code] == "" {
				t.Errorf("%s: no area %q", what, code)
			}
		}
	}
	for _, row := range lines(t, "areas.tsv", 5) {
		byName[names.Key(row[1])]++
		if row[4] != "" {
			check(row[0], row[4])
		}
	}
	for _, row := range lines(t, "replaced.tsv", 2) {
		check(row[0], row[1])
		if official[row[0]] != "" {
			t.Errorf("%s is an area of today", row[0])
		}
	}
	for _, row := range lines(t, "postcodes.tsv.gz", 5) {
		check(row[0], row[4])
	}
	for name, n := range byName {
		if n > 1 && name != "north east" && name != "west midlands" {
			t.Errorf("%d areas are called %s", n, name)
		}
	}
}

// TestReplacedCodes: codes of each sort that went out of use.
func TestReplacedCodes(t *testing.T) {
	replaced := map[string]string{}
	for _, row := range lines(t, "replaced.tsv", 2) {
		replaced[row[0]] = row[1]
	}
	for old, now := range map[string]string{
		"E07000165": "E06000065", // Harrogate
		"E07000054": "E06000047", // Chester-le-Street
		"E06000048": "E06000057", // Northumberland
		"E10000023": "E06000065", // the county of North Yorkshire
		"E11000001": "E47000001", // the metropolitan county of Greater Manchester
		"E11000004": "E11000007", // Tyne and Wear
		"E47000005": "E47000014", // the North East until 2018
		"W06000007": "W06000023", // Powys
		"S12000043": "S12000049", // Glasgow
		"E08000019": "E08000039", // Sheffield
	} {
		if replaced[old] != now {
			t.Errorf("%s is now %q, want %s", old, replaced[old], now)
		}
	}
}

// TestOutwardCodesOfTheTable: those of Northern Ireland lie in councils, those of
// the islands where they are served from, and a part of London has units.
func TestOutwardCodesOfTheTable(t *testing.T) {
	byCode := map[string][]string{}
	for _, row := range lines(t, "postcodes.tsv.gz", 5) {
		byCode[row[0]] = row
		if strings.HasPrefix(row[0], "BT") && (row[3] != "0" || strings.Contains(row[4], "N92000002")) {
			t.Errorf("%v: want councils and no units", row)
		}
	}
	for code, want := range map[string]string{
		"BT1":  "N09000003",
		"BT8":  "N09000007,N09000003",
		"BT23": "N09000011,N09000007",
		"BT29": "N09000001,N09000007",
		"BT34": "N09000010,N09000002",
		"BT47": "N09000005,N09000004",
		"BT48": "N09000005",
		"BT57": "N09000004",
		"BT71": "N09000009,N09000002",
		"BT78": "N09000006,N09000005",
		"BT94": "N09000006",
		"GY10": string(channelIslands), "JE5": string(channelIslands), "IM99": string(isleOfMan),
	} {
		if row := byCode[code]; row == nil || row[4] != want {
			t.Errorf("%s: %v, want %s", code, row, want)
		}
	}
	alderney, ramsey := geo.Point{-2.19, 49.71}, geo.Point{-4.38, 54.32}
	for code, at := range map[string]geo.Point{"GY9": alderney, "IM8": ramsey} {
		p, err := row{"lat": byCode[code][1], "lon": byCode[code][2]}.point()
		if err != nil || geo.Distance(p, at) > 2 {
			t.Errorf("%s is at %v (%v), want near %v", code, p, err, at)
		}
	}
	for _, code := range []string{"SW1", "SW1A", "SW1A 1", "LS1", "LS1 4"} {
		if row := byCode[code]; row == nil || row[3] == "0" {
			t.Errorf("%s: %v, want units", code, row)
		}
	}
}
