package load

import (
	"bytes"
	"testing"

	"fingerpost/geo"
)

// FuzzCodePointRow holds that what a row of Code-Point Open gives is a unit
// postcode with codes that are codes, whatever the row is.
func FuzzCodePointRow(f *testing.F) {
	for _, row := range []string{leedsRow, oxfordRow, edinburgh, unplacedRow, `"",,,,,,,,,`, `"LS1 4AP",10,99999999,99999999,,,,,,`} {
		f.Add([]byte(row))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for row, err := range lines(bytes.NewReader(b)) {
			if err != nil {
				t.Fatal(err)
			}
			isCodePoint(row.fields)
			if len(row.fields) == cpColumns {
				u, reason := codePointReader{&areaSets{}}.read(row.fields)
				checkUnit(t, u, reason)
			}
		}
	})
}

// FuzzStatisticsRow does so for the files of the Office for National Statistics,
// heading and all.
func FuzzStatisticsRow(f *testing.F) {
	for _, text := range []string{lookupHeading + lookupRows, oldLookup, oldDirectory, "pcd,doterm,lat,long,laua\nLS14AP,999999,1e400,-0x1p-2,E08000035\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var reader unitReader
		for row, err := range lines(bytes.NewReader(b)) {
			if err != nil {
				t.Fatal(err)
			}
			if reader == nil {
				columns, ok := statisticsColumns(row.fields)
				if !ok {
					return
				}
				reader = statisticsReader{columns, &areaSets{}}
				continue
			}
			if len(row.fields) == reader.columns() {
				u, reason := reader.read(row.fields)
				checkUnit(t, u, reason)
			}
		}
	})
}

func checkUnit(t *testing.T, u unit, reason Reason) {
	t.Helper()
	if (reason == "") != (u.postcode.Level() == geo.Unit) {
		t.Errorf("%q, %s", u.postcode, reason)
	}
	for i, code := range u.areas {
		level := geo.AreaCode(code).Level()
		if level == 0 || i > 0 && level < geo.AreaCode(u.areas[i-1]).Level() {
			t.Errorf("areas %q", u.areas)
		}
	}
	if m := u.ended % 100; u.ended != 0 && (m < 1 || m > 12) {
		t.Errorf("ended %d", u.ended)
	}
}
