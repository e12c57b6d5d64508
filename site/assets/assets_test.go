package assets

import (
	"bytes"
	"compress/gzip"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWithoutABuild(t *testing.T) {
	set, err := load(fstest.MapFS{"placeholder.txt": {Data: []byte("nothing yet")}})
	if err != nil {
		t.Fatal(err)
	}
	if !set.Missing() {
		t.Error("a folder with only its placeholder should be missing its assets")
	}
	if href := set.Href("app.css"); href != "" {
		t.Errorf("Href = %q, want none", href)
	}
	if _, ok := set.Get("placeholder.txt"); ok {
		t.Error("the placeholder is served")
	}
}

func TestWithABuild(t *testing.T) {
	set, err := load(fstest.MapFS{
		"placeholder.txt":     {Data: []byte("kept")},
		"manifest.json":       {Data: []byte(`{"app.css":"app.3f9c1b2a.css"}`)},
		"app.3f9c1b2a.css":    {Data: []byte("p{margin:0}")},
		"app.3f9c1b2a.css.gz": {Data: []byte("packed")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if set.Missing() {
		t.Error("a built set says it is missing")
	}
	if got, want := set.Href("app.css"), "/assets/app.3f9c1b2a.css"; got != want {
		t.Errorf("Href = %q, want %q", got, want)
	}
	if got := set.Href("other.css"); got != "" {
		t.Errorf("Href of an unknown name = %q, want none", got)
	}
	file, ok := set.Get("app.3f9c1b2a.css")
	if !ok || string(file.Body) != "p{margin:0}" || string(file.Gzip) != "packed" || file.Type != "text/css; charset=utf-8" {
		t.Errorf("Get = %+v, %v", file, ok)
	}
	for _, name := range []string{"", "app.css", "manifest.json", "placeholder.txt", "app.3f9c1b2a.css.gz", "../assets.go"} {
		if _, ok := set.Get(name); ok {
			t.Errorf("Get(%q) found something", name)
		}
	}
}

func TestDamagedBuild(t *testing.T) {
	css, packed := &fstest.MapFile{Data: []byte("p{}")}, &fstest.MapFile{Data: []byte("gz")}
	for name, files := range map[string]fstest.MapFS{
		"manifest cut short": {"manifest.json": {Data: []byte(`{"app.css":`)}},
		"file missing":       {"manifest.json": {Data: []byte(`{"app.css":"app.1.css"}`)}, "app.1.css.gz": packed},
		"gzip missing":       {"manifest.json": {Data: []byte(`{"app.css":"app.1.css"}`)}, "app.1.css": css},
		"kind unknown":       {"manifest.json": {Data: []byte(`{"app.exe":"app.1.exe"}`)}, "app.1.exe": css, "app.1.exe.gz": packed},
	} {
		if _, err := load(files); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// elsewhere finds what would make a browser, or a person's machine, ask another
// host. The name of the SVG language looks like an address but is never asked.
var elsewhere = regexp.MustCompile(`(?i)@font-face|@import|assets\.nhs\.uk|(?:https?:)?//[a-z0-9]`)

const svgName = "http://www.w3.org/2000/svg"

// drawing finds the files that the style sheet asks for.
var drawing = regexp.MustCompile(`url\(([^)]*)\)`)

// TestEmbedded checks whatever was embedded: the placeholder alone, or a build.
func TestEmbedded(t *testing.T) {
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if set.Missing() {
		t.Skip("the assets are not built")
	}
	for _, name := range []string{"app.css", "app.js", "map.css", "map.js", "favicon.svg"} {
		if set.Href(name) == "" {
			t.Errorf("no %s", name)
		}
	}
	for name := range set.names {
		href := set.Href(name)
		file, ok := set.Get(strings.TrimPrefix(href, Prefix))
		if !ok {
			t.Errorf("%s: %s is not served", name, href)
			continue
		}
		if !hashed.MatchString(href) {
			t.Errorf("%s: %s has no hash in its name", name, href)
		}
		if got := unpack(t, file.Gzip); !bytes.Equal(got, file.Body) {
			t.Errorf("%s: the compressed file is not the file", name)
		}
		text := strings.ReplaceAll(string(file.Body), svgName, "")
		if found := elsewhere.FindString(text); found != "" {
			t.Errorf("%s asks another host: %s", name, found)
		}
		if strings.HasSuffix(name, ".css") {
			for _, match := range drawing.FindAllStringSubmatch(text, -1) {
				if _, ok := set.Get(match[1]); !ok {
					t.Errorf("%s asks for %s, which is not served", name, match[1])
				}
			}
		}
	}
	for name, limit := range map[string]int{"app.css": 20_000, "app.js": 2_500, "map.css": 3_500, "map.js": 33_000} {
		file, _ := set.Get(strings.TrimPrefix(set.Href(name), Prefix))
		if len(file.Gzip) > limit {
			t.Errorf("%s weighs %d bytes compressed; the budget is %d", name, len(file.Gzip), limit)
		}
	}
}

var hashed = regexp.MustCompile(`\.[0-9a-f]{8}\.[a-z]+$`)

func unpack(t *testing.T, packed []byte) []byte {
	t.Helper()
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
