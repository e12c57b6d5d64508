package fetch

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var askedFor = note{URL: "https://files.example/file", Size: 20 << 20, MD5: strings.Repeat("0", 32)}

// A process that is killed, or a machine that loses its power, takes with it what was not noted as being on the disk.
func TestPartialBelievesOnlyWhatWasNoted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	p, err := openPartial(path, askedFor)
	if err != nil {
		t.Fatal(err)
	}
	content := noise(12 << 20)
	for from := 0; from < len(content); from += 1 << 20 {
		if err := p.write(content[from : from+1<<20]); err != nil {
			t.Fatal(err)
		}
	}
	p.file.Close() // and no word of leaving
	again, err := openPartial(path, askedFor)
	if err != nil || again.done != checkpoint {
		t.Fatalf("%d bytes, %v", again.done, err)
	}
	got := new(bytes.Buffer)
	if _, err := got.ReadFrom(again.content()); err != nil || !bytes.Equal(got.Bytes(), content[:checkpoint]) {
		t.Errorf("%d bytes of content, %v", got.Len(), err)
	}
	if info, err := again.file.Stat(); err != nil || info.Size() != checkpoint {
		t.Errorf("the file is %+v, %v", info, err)
	}
	again.leave()
}

func TestPartialOfSomethingElse(t *testing.T) {
	fits := askedFor
	fits.ETag, fits.Done, fits.Total = `"a"`, 5, 20<<20
	with := func(change func(*note)) []byte {
		n := fits
		change(&n)
		b, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, test := range map[string]struct {
		note []byte
		want int64
	}{
		"fits":            {with(func(*note) {}), 5},
		"less noted":      {with(func(n *note) { n.Done = 3 }), 3},
		"more noted":      {with(func(n *note) { n.Done = 6 }), 0},
		"another address": {with(func(n *note) { n.URL += "2" }), 0},
		"another size":    {with(func(n *note) { n.Size = 5 }), 0},
		"another digest":  {with(func(n *note) { n.MD5 = "" }), 0},
		"digest not told": {with(func(n *note) { n.SHA256 = strings.Repeat("0", 64) }), 0},
		"less than none":  {with(func(n *note) { n.Done = -1 }), 0},
		"more than all":   {with(func(n *note) { n.Total = 4 }), 0},
		"header breaker":  {with(func(n *note) { n.ETag = "\"a\r\nCookie: x\"" }), 0},
		"weak tag":        {with(func(n *note) { n.ETag = `W/"a"` }), 0},
		"no date":         {with(func(n *note) { n.LastModified = "yesterday" }), 0},
		"empty":           {nil, 0},
		"cut":             {with(func(*note) {})[:40], 0},
		"endless":         {bytes.Repeat([]byte("["), 1<<20), 0},
	} {
		path := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(path+partSuffix, []byte("12345"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+noteSuffix, test.note, 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := openPartial(path, askedFor)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		info, err := p.file.Stat()
		if err != nil || p.done != test.want || info.Size() != test.want {
			t.Errorf("%s: %d bytes, want %d; %+v, %v", name, p.done, test.want, info, err)
		}
		p.leave()
	}
}

func TestReadContentRange(t *testing.T) {
	for value, want := range map[string]contentRange{
		"bytes 0-0/1":               {from: 0, to: 0, total: 1},
		"bytes 5-9/10":              {from: 5, to: 9, total: 10},
		"Bytes  5-9/*":              {from: 5, to: 9, total: -1},
		"bytes */0":                 {none: true},
		"bytes */47022":             {none: true, total: 47022},
		" bytes 21010-47021/47022 ": {from: 21010, to: 47021, total: 47022},
	} {
		if got, ok := readContentRange(value); !ok || got != want {
			t.Errorf("%q: %+v, %v", value, got, ok)
		}
	}
	for _, bad := range []string{"", "bytes", "bytes ", "bytes */*", "bytes 5-9", "bytes 9-5/10", "bytes 5-10/10", "bytes -5/10", "bytes 5-/10", "bytes 5/10",
		"bytes +5-9/10", "bytes 5-9/-10", "bytes 5-9/9223372036854775808", "items 5-9/10", "bytes=5-9/10", "bytes 5-9/10/11", "bytes 5-9, 11-12/20"} {
		if got, ok := readContentRange(bad); ok {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}

func FuzzReadContentRange(f *testing.F) {
	for _, seed := range []string{"bytes 5-9/10", "bytes 5-9/*", "bytes */10", "bytes */*", "bytes 9-5/10", "items 1-2/3", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		r, ok := readContentRange(value)
		switch {
		case !ok && r != contentRange{}:
			t.Errorf("%q: %+v is told of no range", value, r)
		case ok && (r.from < 0 || r.to < r.from || r.total < -1 || r.none && r.total < 0 || !r.none && r.total >= 0 && r.to >= r.total):
			t.Errorf("%q: %+v", value, r)
		}
	})
}

// Whatever lies where a note should, nothing comes of it that cannot be sent in a header or is beyond the file's length.
func FuzzParseNote(f *testing.F) {
	for _, seed := range []string{`{}`, `{"url":"u","etag":"\"a\"","total":10,"done":5}`, `{"lastModified":"Mon, 02 Nov 2026 10:00:00 GMT","total":-1,"done":5}`,
		`{"etag":"\"a\r\n\""}`, `{"done":-1}`, `{"total":4,"done":5}`, `[]`, `null`, ``, `{"done":1e30}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n, ok := parseNote(b)
		if !ok {
			return
		}
		if n.Done < 0 || n.Total >= 0 && n.Done > n.Total || strings.ContainsAny(n.validator(), "\r\n\x00") {
			t.Errorf("%q: %+v", b, n)
		}
	})
}
