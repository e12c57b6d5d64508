package crawler

import (
	"errors"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"fingerpost/data"

	"github.com/google/go-cmp/cmp"
)

func TestReadSource(t *testing.T) {
	text, err := os.ReadFile("testdata/source.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := ReadSource("source.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	want := data.Source{Key: "example-council", Name: "Example Council's directory", Kind: data.SourcePage,
		URL: "https://www.example.org/directory", Area: "E08000035", Licence: "OGL-UK-3.0", Review: true, Trust: data.TrustOwn}
	if d := cmp.Diff(want, s.Data(), cmp.Comparer(func(a, b data.Date) bool { return a == b })); d != "" {
		t.Error(d)
	}
	if s.Pace != 3*time.Second || s.MaxPages != 500 || s.MaxDepth != 4 || s.AllowPrivate || s.Contact != "web@example.org" {
		t.Errorf("%+v", s)
	}
	if s.Rules.Each != ".service-card" || s.Rules.Fields["url"] != "a.website@href" || len(s.Rules.Fields) != 6 {
		t.Errorf("rules %+v", s.Rules)
	}
}

func TestScopeAndListings(t *testing.T) {
	text, _ := os.ReadFile("testdata/source.yaml")
	s, err := ReadSource("source.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"https://www.example.org/directory":            "in",
		"http://WWW.EXAMPLE.ORG/services/tea?utm_id=1": "listing",
		"https://www.example.org/services/tea/":        "listing",
		"https://www.example.org/services/":            "in",
		"https://www.example.org/services/tea/map":     "in",
		"https://www.example.org/services/archive/tea": "out",
		"https://www.example.org/directory/printed":    "out",
		"https://www.example.org/news":                 "out",
		"https://example.org/services/tea":             "out",
		"https://www.example.org:8443/services/tea":    "out",
		"https://www.example.org.evil.com/services/a":  "out",
		"https://x@www.example.org/services/tea":       "out",
		"ftp://www.example.org/services/tea":           "out",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		got := "in"
		if s.inScope(u) != nil {
			got = "out"
		} else if s.isListing(u) {
			got = "listing"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	byQuery, _ := url.Parse("https://www.example.org/kb5/example/directory/service.page?id=x_1")
	if !s.isListing(byQuery) {
		t.Error("a listing known by its query is none")
	}
}

func TestSourceMistakes(t *testing.T) {
	text, _ := os.ReadFile("testdata/source.yaml")
	for name, test := range map[string]struct {
		old, new string
		key      string
		line     int
		reason   SourceReason
	}{
		"a key of another name":     {"pace: 3s", "speed: 3s", "speed", 13, UnknownKey},
		"a key twice":               {"pace: 3s", "pace: 3s\npace: 4s", "pace", 14, RepeatedKey},
		"no such scope key":         {"  except:", "  exclude:", "scope.exclude", 9, UnknownKey},
		"no key":                    {"licence: OGL-UK-3.0", "", "licence", 0, MissingKey},
		"no area of that code":      {"E08000035", "E99000035", "area", 15, BadValue},
		"a key that is a path":      {"key: example-council", "key: ../etc", "key", 2, BadValue},
		"another kind":              {"kind: pages", "kind: feed", "kind", 4, BadValue},
		"a start elsewhere":         {"[https://www.example.org/directory]", "[https://other.example/]", "start", 2, OutOfScope},
		"a start that is a file":    {"[https://www.example.org/directory]", "file:///etc/passwd", "start", 5, BadValue},
		"a start with a password":   {"[https://www", "[https://a:b@www", "start", 5, BadValue},
		"a host with a path":        {"host: [www.example.org]", "host: [www.example.org/a]", "scope.host", 7, BadValue},
		"a pace without a unit":     {"pace: 3s", "pace: 3", "pace", 13, BadValue},
		"a pace too quick":          {"pace: 3s", "pace: 100ms", "pace", 2, TooQuick},
		"neither true nor false":    {"review: true ", "review: perhaps ", "review", 17, BadValue},
		"a selector that is none":   {"name: h1", "name: 'h1['", "fields.name", 21, BadValue},
		"a field that is none":      {"name: h1", "colour: h1", "fields.colour", 21, UnknownKey},
		"a list for a text":         {"name: Example Council's directory", "name: [a, b]", "name", 3, WrongShape},
		"a text for a map":          {"max_depth: 4", "max_depth: 4\nfields2: x", "fields2", 31, UnknownKey},
		"a way that is none":        {"[in_person]", "[by_bus]", "ways", 28, BadValue},
		"a pattern without a slash": {"    - /services/*", "    - services/*", "scope.listing", 11, BadValue},
		"no pages at all":           {"max_pages: 500", "max_pages: 0", "max_pages", 29, BadValue},
	} {
		_, err := ReadSource("s.yaml", []byte(strings.Replace(string(text), test.old, test.new, 1)))
		var mistake *SourceError
		if !errors.As(err, &mistake) {
			t.Errorf("%s: error %v", name, err)
			continue
		}
		if want := (SourceError{"s.yaml", test.line, test.key, test.reason}); *mistake != want {
			t.Errorf("%s: %+v, want %+v", name, *mistake, want)
		}
	}
	for _, text := range []string{"", "\t", "a: [", "[]", "null", "a: *b"} {
		var mistake *SourceError
		if _, err := ReadSource("s.yaml", []byte(text)); !errors.As(err, &mistake) {
			t.Errorf("%q: error %v", text, err)
		}
	}
}

func FuzzReadSource(f *testing.F) {
	text, _ := os.ReadFile("testdata/source.yaml")
	f.Add(string(text))
	f.Add("scope: &a {host: *a}\nfields: {name: [x]}")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := ReadSource("s.yaml", []byte(text))
		var mistake *SourceError
		if err != nil && !errors.As(err, &mistake) {
			t.Errorf("error %T", err)
		}
	})
}
