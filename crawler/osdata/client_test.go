package osdata

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fingerpost/crawler/fetch"
)

func wantError[T error](t *testing.T, err error) T {
	t.Helper()
	var want T
	if !errors.As(err, &want) {
		t.Fatalf("error is %T (%v), want %T", err, err, want)
	}
	return want
}

func TestDownload(t *testing.T) {
	a := newAPI(t)
	folder := filepath.Join(t.TempDir(), "downloads", "os")
	var last int64
	got, err := a.client().Download(t.Context(), CodePointOpen, GreatBritain, CSV, folder, func(done, total int64) {
		if last = done; total != int64(len(a.content)) {
			t.Errorf("total %d", total)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(got.Path)
	if err != nil || !bytes.Equal(written, a.content) || last != int64(len(a.content)) {
		t.Errorf("%d bytes, %d told, %v", len(written), last, err)
	}
	sum := got.SHA256
	got.SHA256 = ""
	if want := (File{Path: filepath.Join(folder, "codepo_gb.zip"), Product: CodePointOpen, Version: "2025-11", Size: int64(len(a.content))}); got != want || len(sum) != 64 {
		t.Errorf("%+v, want %+v", got, want)
	}
	want := []string{"/robots.txt", "/products/CodePointOpen", "/products/CodePointOpen/downloads?area=GB&format=CSV",
		"/products/CodePointOpen/downloads?area=GB&format=CSV&redirect", "storage /robots.txt ", "storage /downloads/CodePointOpen/codepo_gb.zip "}
	if asked := a.requests(); !slices.Equal(asked, want) {
		t.Errorf("asked %q, want %q", asked, want)
	}

	again, err := a.client().Download(t.Context(), CodePointOpen, GreatBritain, CSV, folder, nil)
	if err != nil || !again.Already || again.SHA256 != sum || len(a.requests()) != len(want)+3 {
		t.Errorf("the same again: %+v, %v", again, err)
	}
}

// Stopped half way and called again, it asks for the rest; the redirect is another each time.
func TestDownloadGoesOn(t *testing.T) {
	a := newAPI(t)
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := a.client().Download(ctx, CodePointOpen, GreatBritain, CSV, folder, func(done, _ int64) {
		if done > 0 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	a.set(func() { a.to, a.drops = strings.Replace(a.to, "secret", "another", 1), 1 })
	got, err := a.client().Download(t.Context(), CodePointOpen, GreatBritain, CSV, folder, nil)
	if err != nil || got.Version != "2025-11" {
		t.Fatalf("%+v, %v", got, err)
	}
	written, err := os.ReadFile(got.Path)
	if err != nil || !bytes.Equal(written, a.content) {
		t.Errorf("%d bytes, %v", len(written), err)
	}
	asked := a.requests()
	if last := asked[len(asked)-1]; !strings.Contains(last, "bytes=") {
		t.Errorf("asked %q", asked)
	}
}

func TestDownloadRefusesWhatIsWrong(t *testing.T) {
	answer := func(t *testing.T, err error) { wantError[*AnswerError](t, err) }
	choice := func(t *testing.T, err error) { wantError[*ChoiceError](t, err) }
	for name, test := range map[string]struct {
		change func(a *api)
		want   func(*testing.T, error)
	}{
		"no such product":  {func(a *api) { a.status = 404 }, func(t *testing.T, err error) { wantError[*ProductError](t, err) }},
		"too many asked":   {func(a *api) { a.status = 429 }, func(t *testing.T, err error) { wantError[*fetch.BusyError](t, err) }},
		"being mended":     {func(a *api) { a.status = 503 }, func(t *testing.T, err error) { wantError[*fetch.BusyError](t, err) }},
		"wants a key":      {func(a *api) { a.status = 401 }, func(t *testing.T, err error) { wantError[*fetch.StatusError](t, err) }},
		"page for product": {func(a *api) { a.product = "<!DOCTYPE html><title>Sign in</title>" }, answer},
		"other product":    {func(a *api) { a.product = `{"id":"OpenNames","version":"2025-10"}` }, answer},
		"page for list":    {func(a *api) { a.raw = "<html>" }, answer},
		"object for list":  {func(a *api) { a.raw = `{"error":"gone"}` }, answer},
		"empty list":       {func(a *api) { a.raw = `[]` }, choice},
		"nulls":            {func(a *api) { a.raw = `[null, null]` }, choice},
		"other format":     {func(a *api) { a.list[0]["format"] = "GeoPackage" }, choice},
		"other area":       {func(a *api) { a.list[0]["area"] = "SE" }, choice},
		"two of them":      {func(a *api) { a.list = append(a.list, a.list[0]) }, choice},
		"size in words":    {func(a *api) { a.list[0]["size"] = "14 MB" }, answer},
		"size below none":  {func(a *api) { a.list[0]["size"] = -1 }, answer},
		"size not to take": {func(a *api) { a.list[0]["size"] = 1 << 40 }, func(t *testing.T, err error) { wantError[*fetch.TooLargeError](t, err) }},
		"no digest at all": {func(a *api) { a.list[0]["md5"] = "unknown" }, answer},
		"climbing name":    {func(a *api) { a.list[0]["fileName"] = "../../etc/cron.d/x" }, answer},
		"hidden name":      {func(a *api) { a.list[0]["fileName"] = ".bashrc" }, answer},
		"name with folder": {func(a *api) { a.list[0]["fileName"] = `a\b.zip` }, answer},
		"no name":          {func(a *api) { a.list[0]["fileName"] = "" }, answer},
		"name of half":     {func(a *api) { a.list[0]["fileName"] = "codepo_gb.zip.part" }, answer},
		"file address":     {func(a *api) { a.list[0]["url"] = "file:///etc/passwd" }, answer},
		"part of address":  {func(a *api) { a.list[0]["url"] = "/codepo_gb.zip" }, answer},
		"key in address":   {func(a *api) { a.list[0]["url"] = "http://jo:secret@127.0.0.1/codepo_gb.zip" }, answer},
		"private address":  {func(a *api) { a.list[0]["url"] = "http://169.254.169.254/codepo_gb.zip" }, func(t *testing.T, err error) { wantError[*fetch.PrivateAddressError](t, err) }},
		"redirect inwards": {func(a *api) { a.to = "http://169.254.169.254/latest/meta-data" }, func(t *testing.T, err error) { wantError[*fetch.PrivateAddressError](t, err) }},
		"redirect outside": {func(a *api) { a.to = "http://files.example/codepo_gb.zip" }, func(t *testing.T, err error) { wantError[*fetch.ScopeError](t, err) }},
		"redirect to page": {func(a *api) { a.list[0]["size"] = 0; a.content = []byte("<!DOCTYPE html>gone") }, func(t *testing.T, err error) { wantError[*fetch.NotFileError](t, err) }},
		"wrong size":       {func(a *api) { a.list[0]["size"] = 199_999 }, func(t *testing.T, err error) { wantError[*fetch.SizeError](t, err) }},
		"wrong content":    {func(a *api) { a.content = bytes.Repeat([]byte("x"), 200_000) }, func(t *testing.T, err error) { wantError[*fetch.DigestError](t, err) }},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAPI(t)
			a.set(func() { test.change(a) })
			folder := t.TempDir()
			_, err := a.client().Download(t.Context(), CodePointOpen, GreatBritain, CSV, folder, nil)
			test.want(t, err)
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error tells a key: %v", err)
			}
			if entries, err := os.ReadDir(folder); err != nil || len(entries) != 0 {
				t.Errorf("left %v, %v", entries, err)
			}
		})
	}
}

func TestOnlyProductsAreAskedFor(t *testing.T) {
	a := newAPI(t)
	for _, bad := range []string{"", "..", "CodePointOpen/downloads", "a?b", "a b", "é", strings.Repeat("a", 101)} {
		_, err := a.client().Download(t.Context(), bad, GreatBritain, CSV, t.TempDir(), nil)
		if wantError[*ProductError](t, err).Product != bad {
			t.Error(err)
		}
	}
	if asked := a.requests(); len(asked) != 0 {
		t.Errorf("asked %q", asked)
	}
	if _, err := a.client().Version(t.Context(), "OpenMusic"); wantError[*ProductError](t, err).Product != "OpenMusic" {
		t.Error(err)
	}
}

// A name may be all that is known of a file: it is fetched all the same.
func TestDownloadWithoutDigest(t *testing.T) {
	a := newAPI(t)
	delete(a.list[0], "md5")
	delete(a.list[0], "size")
	a.product = `{"id":"codepointopen"}`
	got, err := a.client().Download(t.Context(), CodePointOpen, "gb", "csv", t.TempDir(), nil)
	if err != nil || got.Size != 200_000 || got.Version != "" {
		t.Errorf("%+v, %v", got, err)
	}
}
