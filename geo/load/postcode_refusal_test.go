package load

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fingerpost/geo/internal/box"
)

// reordered writes each row of a headless table with its columns in another order.
func reordered(rows string, order ...int) string {
	var b strings.Builder
	for row := range strings.Lines(rows) {
		fields := strings.Split(strings.TrimSpace(row), ",")
		for i, from := range order {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(fields[from])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestBadInputsLeaveTheTable holds what a person who runs an import relies on:
// whatever the input is, the postcodes that were there are there still.
func TestBadInputsLeaveTheTable(t *testing.T) {
	dir := t.TempDir()
	rows := leedsRow + yorkRow + oxfordRow + edinburgh
	imported(t, filed(t, "x.csv", []byte(rows)), dir, Options{})
	before, err := os.ReadFile(box.Path(dir, box.Postcodes))
	if err != nil {
		t.Fatal(err)
	}
	archive := zipped(t, "Data/CSV/x.csv", strings.Repeat(rows, 100))
	cut := lookupHeading + lookupRows
	for name, test := range map[string]struct {
		input string
		want  Reason
	}{
		"not there":              {filepath.Join(t.TempDir(), "none.csv"), NotFound},
		"empty":                  {filed(t, "x.csv", nil), Empty},
		"empty folder":           {t.TempDir(), Empty},
		"folder without data":    {foldered(t, "readme.txt", "Postcodes are elsewhere.\n", "a.pdf", "%PDF-1.7\n"), NotRecognised},
		"only the heading":       {filed(t, "x.csv", []byte(lookupHeading)), Empty},
		"only the documents":     {filed(t, "x.zip", zipped(t, "Doc/metadata.txt", particulars, "Doc/h.csv", headings)), NotRecognised},
		"another table":          {filed(t, "x.csv", []byte("name,postcode,lat,long\nA library,LS1 4AP,53.8,-1.5\n")), NotRecognised},
		"a page":                 {filed(t, "x.csv", []byte("<!doctype html>\n<title>Not found</title>\n")), NotRecognised},
		"UTF-16":                 {filed(t, "x.csv", []byte("\xff\xfe\"\x00L\x00S\x001\x00 \x004\x00A\x00P\x00\"\x00,\x00")), NotRecognised},
		"two data sets":          {foldered(t, "a.csv", rows, "b.csv", oldLookup), Mixed},
		"climbing":               {filed(t, "x.zip", zipped(t, "Data/CSV/x.csv", rows, "../x.csv", rows)), ClimbsOut},
		"bomb":                   {filed(t, "x.zip", zipped(t, "x.csv", rows+strings.Repeat("\n", 8<<20))), TooLarge},
		"half an archive":        {filed(t, "x.zip", archive[:len(archive)/2]), Damaged},
		"cut inside a row":       {filed(t, "x.csv", []byte(rows[:len(rows)-30])), Damaged},
		"cut inside quotes":      {filed(t, "x.csv", []byte(rows[:len(rows)-3])), Damaged},
		"lookup cut in a row":    {filed(t, "x.csv", []byte(cut[:len(cut)-40])), Damaged},
		"easting and northing":   {filed(t, "x.csv", []byte(reordered(rows, 0, 1, 3, 2, 4, 5, 6, 7, 8, 9))), MostlyRefused},
		"position first":         {filed(t, "x.csv", []byte(reordered(rows, 2, 3, 0, 1, 4, 5, 6, 7, 8, 9))), MostlyRefused},
		"quality for easting":    {filed(t, "x.csv", []byte(reordered(rows, 0, 2, 1, 3, 4, 5, 6, 7, 8, 9))), MostlyRefused},
		"codes for positions":    {filed(t, "x.csv", []byte(reordered(rows, 0, 4, 8, 9, 1, 2, 3, 5, 6, 7))), MostlyRefused},
		"latitude and longitude": {filed(t, "x.csv", []byte(strings.Replace(oldLookup, "lat,long", "long,lat", 1))), MostlyRefused},
		"heading of another":     {filed(t, "x.csv", []byte(strings.Replace(oldLookup, "pcd,pcd2,pcds,dointr,doterm,usertype", "a,b,c,dointr,doterm,pcd", 1))), MostlyRefused},
		"all without position":   {filed(t, "x.csv", []byte(unplacedRow)), MostlyRefused},
		"less than half":         {filed(t, "x.csv", []byte(leedsRow)), Shrinks},
	} {
		report, err := Postcodes(t.Context(), test.input, dir, Options{Now: now})
		var refused *InputError
		if !errors.As(err, &refused) || refused.Reason != test.want || report.Records != 0 {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
		after, err := os.ReadFile(box.Path(dir, box.Postcodes))
		if err != nil || !slices.Equal(before, after) {
			t.Fatalf("%s: the table was changed: %v", name, err)
		}
	}
	entries, err := os.ReadDir(filepath.Join(dir, "geo"))
	if err != nil || len(entries) != 1 {
		t.Errorf("%d files are there: %v", len(entries), err)
	}
}

func TestUnreadableInput(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("every file can be read by root")
	}
	input := filed(t, "x.csv", []byte(leedsRow))
	if err := os.Chmod(input, 0); err != nil {
		t.Fatal(err)
	}
	_, err := Postcodes(t.Context(), input, t.TempDir(), Options{})
	var refused *InputError
	if !errors.As(err, &refused) || refused.Reason != Unreadable || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("%v", err)
	}
}

func TestImportIsCancelled(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	input := filed(t, "x.csv", []byte(strings.Repeat(leedsRow, 5000)))
	_, err := Postcodes(ctx, input, dir, Options{Progress: func(done, total int64) {
		if done*2 > total {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(box.Path(dir, box.Postcodes)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a table was written: %v", err)
	}
}

// TestRefusedRows counts rows that are left out, among enough that are not.
func TestRefusedRows(t *testing.T) {
	statistics := strings.SplitAfter(oldLookup, "\n")[1]
	odd := func(old, new string) string { return strings.Replace(statistics, old, new, 1) }
	for name, test := range map[string]struct {
		rows string // after the good ones, from line 202
		want map[Reason]int
	}{
		"Code-Point Open": {
			unplacedRow + strings.Replace(yorkRow, "460335", "", 1) + // no position
				strings.Replace(yorkRow, "460335", "-60335", 1) + strings.Replace(yorkRow, "460335", "4e5", 1) + // no number
				strings.Replace(yorkRow, `"YO1 7HH"`, `"YO1 7HC"`, 1) + strings.Replace(yorkRow, `"YO1 7HH"`, `"NPT 7HH"`, 1) + strings.Replace(yorkRow, `"YO1 7HH"`, `"YO1 7"`, 1) +
				strings.Replace(yorkRow, "460335", "99999999", 1) + strings.Replace(yorkRow, "452109", "1452109", 1) + // outside
				strings.Replace(yorkRow, "452109", "152109", 1) + // in Sussex
				`"YO1 7HH",10,460335` + "\n" + `"YO1 7"HH,10,460335,452109,"","","","","",""` + "\n" + strings.Repeat("x,", maxLine) + "\n",
			map[Reason]int{NoPosition: 2, NotRecord: 5, NotPostcode: 3, Outside: 2, Misplaced: 1, Duplicate: 199},
		},
		"lookup": {
			odd("51.7502,-1.2671", ",0.00000") + odd("51.7502,-1.2671", "51.7502,") + odd("51.7502,-1.2671", "99.999999,0.000000") + odd("51.7502,-1.2671", "0,0") +
				odd("201801,,1", "201801,202113,1") + odd("51.7502", "north") + odd("51.7502", "NaN") + odd("51.7502", "40.4") +
				odd("51.7502", "-51.7502") + odd("51.7502", "57.1"),
			map[Reason]int{NoPosition: 4, NotRecord: 2, Outside: 3, Misplaced: 1, Duplicate: 199},
		},
	} {
		good := strings.Repeat(leedsRow, 200)
		if name == "lookup" {
			good = oldLookup + strings.Repeat(statistics, 199)
		}
		report, _, _ := imported(t, filed(t, "x.csv", []byte(good+test.rows)), t.TempDir(), Options{})
		if !maps.Equal(report.Refused, test.want) {
			t.Errorf("%s: %v, want %v", name, report.Refused, test.want)
		}
		named := map[Reason]int{}
		for _, e := range report.Examples {
			named[e.Reason]++
			if !strings.HasPrefix(e.Where, "x.csv line ") {
				t.Errorf("%s: %q", name, e.Where)
			}
		}
		for reason, n := range test.want {
			if named[reason] != min(n, maxExamples) {
				t.Errorf("%s: %d examples of %s", name, named[reason], reason)
			}
		}
	}
}

func TestFirstRowOfAPostcodeStays(t *testing.T) {
	second := strings.Replace(leedsRow, "E05011399", "E05011403", 1)
	report, _, table := imported(t, filed(t, "x.csv", []byte(leedsRow+second)), t.TempDir(), Options{})
	if report.Records != 2 || report.Usable != 1 || report.Refused[Duplicate] != 1 {
		t.Errorf("%+v", report)
	}
	holds(t, table, leeds)
}
