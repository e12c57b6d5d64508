package fetch

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// half leaves the first part of the shelf's file as a partial file, as an earlier call would have, and returns its length.
func half(t *testing.T, s *shelf, to string, d Download) int64 {
	t.Helper()
	drops := slices.Repeat([]int{10_000}, maxTries)
	s.set(func() { s.drops = drops })
	c, _ := hasty(Options{})
	_, err := download(t, c, s.URL+"/file", to, d)
	dropped := wantError[*DroppedError](t, err)
	s.set(func() { s.drops, s.asked = nil, nil })
	return dropped.Done
}

func header(fields ...string) http.Header {
	h := http.Header{}
	for i := 0; i < len(fields); i += 2 {
		h.Set(fields[i], fields[i+1])
	}
	return h
}

// Whatever a server says or does not say of its file, and whether the file has changed in between, what is there in the
// end is one edition of it, and never the beginning of one and the end of another.
func TestDownloadMixesNoEditions(t *testing.T) {
	const old, new = "Mon, 02 Nov 2026 10:00:00 GMT", "Tue, 03 Nov 2026 10:00:00 GMT"
	just := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat) // it changes as it is sent
	tests := map[string]struct {
		before, after http.Header
		changes       bool
		plain         bool
		digest        bool
		resumes       bool
		ifRange       string
	}{
		"tag":                     {before: header("ETag", `"a"`), after: header("ETag", `"a"`), resumes: true, ifRange: `"a"`},
		"tag and date":            {before: header("ETag", `"a"`, "Last-Modified", old), after: header("ETag", `"a"`, "Last-Modified", old), resumes: true, ifRange: `"a"`},
		"date":                    {before: header("Last-Modified", old), after: header("Last-Modified", old), resumes: true, ifRange: old},
		"another tag":             {before: header("ETag", `"a"`), after: header("ETag", `"b"`), changes: true, ifRange: `"a"`},
		"another date":            {before: header("Last-Modified", old), after: header("Last-Modified", new), changes: true, ifRange: old},
		"weak tag":                {before: header("ETag", `W/"a"`), after: header("ETag", `W/"a"`), changes: true},
		"weak tag and date":       {before: header("ETag", `W/"a"`, "Last-Modified", old), after: header("ETag", `W/"a"`, "Last-Modified", old), resumes: true, ifRange: old},
		"date too young":          {before: header("Last-Modified", just), after: header("Last-Modified", just), changes: true},
		"nothing":                 {changes: true},
		"nothing, digest":         {digest: true, resumes: true},
		"nothing, digest changed": {digest: true, changes: true},
		"no ranges":               {before: header("ETag", `"a"`), after: header("ETag", `"a"`), plain: true, ifRange: `"a"`},
		"no ranges, changed":      {before: header("ETag", `"a"`), after: header("ETag", `"b"`), plain: true, changes: true, ifRange: `"a"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t, 200_000)
			s.header = test.before
			var d Download
			if test.digest {
				d.MD5 = md5Of(s.content)
			}
			to := filepath.Join(t.TempDir(), "file.zip")
			edition := s.content
			if test.digest && test.changes { // it was another that the first call saw
				s.content = bytes.Repeat([]byte("x"), len(edition))
			}
			had := half(t, s, to, d)
			s.set(func() { s.header, s.plain = test.after, test.plain })
			if test.changes && !test.digest {
				edition = bytes.Repeat([]byte("y"), len(edition))
			}
			s.set(func() { s.content = edition })
			c, _ := hasty(Options{})
			got, err := download(t, c, s.URL+"/file", to, d)
			if err != nil {
				t.Fatal(err)
			}
			wantFile(t, to, edition)
			if test.resumes != (got.Resumed > 0) || test.resumes && got.Resumed != had {
				t.Errorf("%+v; %d bytes were there", got, had)
			}
			if first := s.asked[0].Get("If-Range"); first != test.ifRange {
				t.Errorf("If-Range %q, want %q", first, test.ifRange)
			}
		})
	}
}

// A server that answers a range wrongly is asked for the whole.
func TestDownloadBelievesNoWrongRange(t *testing.T) {
	for _, wrong := range []string{"", "bytes */200000", "bytes 0-199999/200000", "bytes HAD-199999/200001", "bytes HAD-199998/200000",
		"bytes HAD-199999/199999", "bytes HAD-/200000", "bytes LESS-199998/200000", "bytes -5-199999/200000", "items HAD-199999/200000", "bytes HAD-199999/99999999999999999999"} {
		s := newShelf(t, 200_000)
		to := filepath.Join(t.TempDir(), "file.zip")
		had := half(t, s, to, Download{})
		value := strings.NewReplacer("HAD", strconv.FormatInt(had, 10), "LESS", strconv.FormatInt(had-1, 10)).Replace(wrong)
		s.set(func() {
			s.before = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Range") == "" {
					w.Write(s.content)
					return
				}
				w.Header().Set("Content-Range", value)
				w.Header().Set("Content-Length", fmt.Sprint(200_000-had))
				w.WriteHeader(http.StatusPartialContent)
				w.Write(s.content[had:])
			})
		})
		c, waits := hasty(Options{})
		if _, err := download(t, c, s.URL+"/file", to, Download{}); err != nil {
			t.Errorf("%q: %v", value, err)
			continue
		}
		wantFile(t, to, s.content)
		if len(s.asked) != 2 || len(*waits) != 0 {
			t.Errorf("%q: asked for %q, waited %v", value, s.ranges(), *waits)
		}
	}
	for _, status := range []int{204, 206, 304, 416} { // none was asked for
		s := newShelf(t, 2000)
		s.before = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		c, _ := hasty(Options{})
		_, err := download(t, c, s.URL+"/file", filepath.Join(t.TempDir(), "f"), Download{})
		if got := wantError[*StatusError](t, err).Code; got != status || len(s.asked) != 1 {
			t.Errorf("%v after %d requests", err, len(s.asked))
		}
	}
}

// A server that heeds Range but not If-Range sends the end of another edition.
func TestDownloadSeesThatTheRestIsOfAnother(t *testing.T) {
	const old, new = "Mon, 02 Nov 2026 10:00:00 GMT", "Tue, 03 Nov 2026 10:00:00 GMT"
	for _, headers := range [][2]http.Header{
		{header("ETag", `"a"`), header("ETag", `"b"`)},
		{header("Last-Modified", old), header("Last-Modified", new)},
	} {
		s := newShelf(t, 200_000)
		s.header = headers[0]
		to := filepath.Join(t.TempDir(), "file.zip")
		half(t, s, to, Download{})
		s.set(func() {
			s.header, s.content = headers[1], bytes.Repeat([]byte("z"), 200_000)
			s.before = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				r.Header.Del("If-Range")
				http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(s.content))
			})
		})
		c, _ := hasty(Options{})
		if _, err := download(t, c, s.URL+"/file", to, Download{}); err != nil {
			t.Fatal(err)
		}
		wantFile(t, to, s.content)
	}
}

// The cap is on the file, not on each answer.
func TestDownloadCapsTheSum(t *testing.T) {
	s := newShelf(t, 200_000)
	to := filepath.Join(t.TempDir(), "file.zip")
	had := half(t, s, to, Download{})
	s.set(func() {
		s.before = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/*", had, had+14_999))
			w.WriteHeader(http.StatusPartialContent)
			w.Write(s.content[had : had+15_000])
		})
	})
	c, _ := hasty(Options{})
	_, err := download(t, c, s.URL+"/file", to, Download{MaxSize: had + 10_000})
	if wantError[*TooLargeError](t, err); filesIn(t, filepath.Dir(to)) != "" {
		t.Errorf("left %s", filesIn(t, filepath.Dir(to)))
	}
}

// A process that is killed between the last byte and the new name leaves a partial file that lacks nothing.
func TestDownloadWithNothingMissing(t *testing.T) {
	all := noise(50_000)
	for name, test := range map[string]struct {
		there  []byte
		told   string // the server's Content-Range
		known  Download
		total  int64 // as the note has it
		anew   bool
		failed bool
	}{
		"whole":                 {there: all, told: "bytes */50000", total: 50_000},
		"whole, digest":         {there: all, told: "bytes */50000", total: -1, known: Download{MD5: md5Of(all)}},
		"whole, size":           {there: all, told: "", total: -1, known: Download{Size: 50_000}},
		"nothing tells":         {there: all, told: "bytes */*", total: -1, anew: true},
		"longer than it is":     {there: append(slices.Clone(all), 1), told: "bytes */50000", total: -1, anew: true},
		"shorter than it is":    {there: all[:40_000], told: "bytes */50000", total: -1, anew: true},
		"another content":       {there: make([]byte, 50_000), told: "bytes */50000", total: 50_000, known: Download{MD5: md5Of(all)}, anew: true},
		"another size is known": {there: all[:40_000], told: "bytes */50000", total: -1, known: Download{Size: 50_001}, failed: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t, 50_000)
			s.content = all
			to := filepath.Join(t.TempDir(), "file.zip")
			if err := os.WriteFile(to+".part", test.there, 0o644); err != nil {
				t.Fatal(err)
			}
			n := note{URL: s.URL + "/file", Size: test.known.Size, MD5: test.known.MD5, ETag: `"one"`, Total: test.total, Done: int64(len(test.there))}
			if err := n.write(to); err != nil {
				t.Fatal(err)
			}
			s.before = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Range") == "" {
					w.Write(all)
					return
				}
				if test.told != "" {
					w.Header().Set("Content-Range", test.told)
				}
				w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
			})
			c, _ := hasty(Options{})
			_, err := download(t, c, s.URL+"/file", to, test.known)
			if test.failed {
				wantError[*SizeError](t, err)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			wantFile(t, to, all)
			if anew := len(s.asked) == 2; anew != test.anew {
				t.Errorf("asked for %q", s.ranges())
			}
		})
	}
}
