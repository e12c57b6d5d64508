package osdata

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestReadVersion(t *testing.T) {
	for answer, want := range map[string]string{
		`{"id":"OpenNames","version":"2025-10"}`:                "2025-10",
		`{"id":"OpenNames","version":"2025-10","new":{"a":[]}}`: "2025-10",
		`{"id":"OpenNames","version":"2025-13"}`:                "",
		`{"id":"OpenNames","version":"25-10"}`:                  "",
		`{"id":"OpenNames","version":"October 2025"}`:           "",
		`{"id":"OpenNames","version":"2025-10-01"}`:             "",
		`{"id":"OpenNames"}`:                                    "",
	} {
		if got, err := readVersion([]byte(answer), OpenNames); err != nil || got != want {
			t.Errorf("%s: %q, %v", answer, got, err)
		}
	}
	for _, bad := range []string{"", "null", "[]", `"OpenNames"`, `{"id":"CodePointOpen","version":"2025-10"}`, `{"id":"OpenNames","version":2025}`, `{"id":"OpenNames"} {}`} {
		if got, err := readVersion([]byte(bad), OpenNames); err == nil {
			t.Errorf("%s is read as %q", bad, got)
		}
	}
}

func TestPick(t *testing.T) {
	csv := listed{FileName: "a", Area: "GB", Format: "CSV"}
	gml2 := listed{FileName: "b", Area: "GB", Format: "GML", Subformat: "2"}
	gml3 := listed{FileName: "c", Area: "GB", Format: "GML", Subformat: "3"}
	gml := listed{FileName: "d", Area: "GB", Format: "GML"}
	square := listed{FileName: "e", Area: "SE", Format: "CSV"}
	for _, test := range []struct {
		list   []listed
		format string
		want   string
		found  int
	}{
		{[]listed{csv, gml2, square}, "CSV", "a", 0},
		{[]listed{csv, gml2, square}, "csv", "a", 0},
		{[]listed{csv, gml2, square}, "GML", "b", 0},
		{[]listed{gml2, gml, gml3}, "GML", "d", 0},
		{[]listed{gml2, gml3}, "GML", "", 2},
		{[]listed{csv, csv}, "CSV", "", 2},
		{[]listed{square}, "CSV", "", 0},
		{nil, "CSV", "", 0},
	} {
		got, err := pick(test.list, OpenNames, GreatBritain, test.format)
		if got.FileName != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%s of %v: %q, %v", test.format, test.list, got.FileName, err)
		}
		if err != nil && len(wantError[*ChoiceError](t, err).Files) != test.found {
			t.Errorf("%s of %v: %v", test.format, test.list, err)
		}
	}
}

func TestSafeConnectionStaysSafe(t *testing.T) {
	l := listed{FileName: "a.zip", URL: "http://files.example/a.zip"}
	if l.check(true) == nil {
		t.Error("a file over an unsafe connection is taken from a safe API")
	}
	if err := l.check(false); err != nil {
		t.Error(err)
	}
}

// Whatever answers in place of the API, no file gets a name outside its folder, or one that means something else there.
func FuzzReadList(f *testing.F) {
	for _, seed := range []string{
		`[{"md5":"42ecd9a7db141608dc6ab63f2dfb0bc3","size":14461176,"url":"https://api.os.uk/downloads/v1/products/CodePointOpen/downloads?area=GB&format=CSV&redirect","format":"CSV","area":"GB","fileName":"codepo_gb.zip"}]`,
		`[{"area":"GB","format":"CSV","fileName":"../x","url":"https://a/"}]`, `[{"area":"gb","format":"csv","fileName":"a.part","url":"//a"}]`,
		`[null]`, `[]`, `{}`, `[[[[`, `[{"size":1e99}]`, `<html>`, "",
	} {
		f.Add([]byte(seed))
	}
	folder := filepath.Clean("/data/downloads")
	f.Fuzz(func(t *testing.T, body []byte) {
		list, err := readList(body)
		if err != nil {
			return
		}
		file, err := pick(list, CodePointOpen, GreatBritain, CSV)
		if err != nil || file.check(true) != nil {
			return
		}
		path := filepath.Join(folder, file.FileName)
		if filepath.Dir(path) != folder || strings.HasPrefix(filepath.Base(path), ".") || strings.HasSuffix(path, ".part") {
			t.Errorf("%q gets the path %q", file.FileName, path)
		}
		if !strings.HasPrefix(strings.ToLower(file.URL), "https://") || file.Size < 0 {
			t.Errorf("%+v is taken", file)
		}
	})
}

func FuzzReadVersion(f *testing.F) {
	for _, seed := range []string{`{"id":"OpenNames","version":"2025-10"}`, `{"id":"OpenNames","version":"2025-99"}`, `{"id":7}`, `null`, `[`, ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		version, err := readVersion(body, OpenNames)
		if version != "" && (err != nil || len(version) != len("2025-10") || version[4] != '-') {
			t.Errorf("%q: %q, %v", body, version, err)
		}
	})
}
