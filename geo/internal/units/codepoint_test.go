package units

import (
	"archive/zip"
	"bufio"
	"errors"
	"io"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/osgrid"
)

const codePoint = "../../../../shared/data/postcodes/codepo_gb.zip"

var readCodePoint = sync.OnceValues(func() ([]Row, error) {
	archive, err := zip.OpenReader(codePoint)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	var rows []Row
	for _, entry := range archive.File {
		if path.Ext(entry.Name) != ".csv" || path.Base(path.Dir(entry.Name)) != "CSV" {
			continue
		}
		content, err := entry.Open()
		if err != nil {
			return nil, err
		}
		rows, err = appendRows(rows, content)
		if err := errors.Join(err, content.Close()); err != nil {
			return nil, err
		}
	}
	return rows, nil
})

func appendRows(rows []Row, content io.Reader) ([]Row, error) {
	known := map[string]string{} // so that a code is kept once
	lines := bufio.NewScanner(content)
	for lines.Scan() {
		fields := strings.Split(strings.ReplaceAll(lines.Text(), `"`, ""), ",")
		code := strings.ReplaceAll(fields[0], " ", "")
		easting, eastErr := strconv.ParseFloat(fields[2], 64)
		northing, northErr := strconv.ParseFloat(fields[3], 64)
		if err := errors.Join(eastErr, northErr); err != nil {
			return nil, err
		}
		if easting == 0 {
			continue
		}
		r := Row{Outward: code[:len(code)-3], Inward: code[len(code)-3:], Point: osgrid.ToWGS84(easting, northing)}
		for _, column := range []int{9, 8, 7, 6, 5, 4} {
			if area := fields[column]; area != "" {
				if known[area] == "" {
					known[area] = strings.Clone(area)
				}
				r.Areas = append(r.Areas, known[area])
			}
		}
		rows = append(rows, r)
	}
	return rows, lines.Err()
}

// allRows are those of Code-Point Open that have a position.
func allRows(t testing.TB) []Row {
	t.Helper()
	if testing.Short() {
		t.Skip("the whole country takes some seconds, and minutes with the race detector")
	}
	if _, err := os.Stat(codePoint); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("Code-Point Open is not here: %v", err)
	}
	rows, err := readCodePoint()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 1_700_000 {
		t.Fatalf("only %d rows", len(rows))
	}
	return rows
}

func build(t testing.TB, rows []Row) *Builder {
	t.Helper()
	b := NewBuilder()
	for _, r := range rows {
		if err := b.Add(r); err != nil {
			t.Fatalf("%s %s: %v", r.Outward, r.Inward, err)
		}
	}
	return b
}

// filed are sections as they come out of a file.
func filed(t testing.TB, sections []box.Section) box.File {
	t.Helper()
	b, err := box.Encode(box.Postcodes, box.Meta{Source: "a test"}, sections...)
	if err != nil {
		t.Fatal(err)
	}
	f, err := box.Decode(box.Postcodes, b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func opened(t testing.TB, rows []Row) *Table {
	t.Helper()
	table, err := Open(filed(t, build(t, rows).Sections()))
	if err != nil {
		t.Fatal(err)
	}
	return table
}
