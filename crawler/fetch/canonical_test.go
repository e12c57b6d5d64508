package fetch

import (
	"net/url"
	"testing"
)

func TestCanonical(t *testing.T) {
	for address, want := range map[string]string{
		"HTTPS://Example.ORG:443/a#top":                      "https://example.org/a",
		"http://example.org.":                                "http://example.org/",
		"http://example.org:8080/?":                          "http://example.org:8080/",
		"https://example.org:80/":                            "https://example.org:80/",
		"https://example.org/?utm_source=x&b=2&a=1&fbclid=y": "https://example.org/?a=1&b=2",
		"https://example.org/?UTM_Campaign=x":                "https://example.org/",
		"https://example.org/?b=2&b=1&a":                     "https://example.org/?a=&b=2&b=1",
		"https://example.org/a;jsessionid=4A?x=1":            "https://example.org/a?x=1",
		"https://example.org/a%2Fb;jsessionid=4A/c":          "https://example.org/a%2Fb/c",
		"https://example.org/;jsessionid=4A":                 "https://example.org/",
		"https://example.org/?a=1;b=2":                       "https://example.org/?a=1;b=2",
		"https://example.org/a%2Fb/":                         "https://example.org/a%2Fb/",
		"https://[2001:DB8::1]:443/":                         "https://[2001:db8::1]/",
		"https://[2001:db8::1]:81/":                          "https://[2001:db8::1]:81/",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		got := Canonical(u)
		if got.String() != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
		if again := Canonical(got); again.String() != want {
			t.Errorf("%s: the second time %s", address, again)
		}
	}
}

// One form: the second time changes nothing, what is written down can be read again, and neither host nor path is another.
func FuzzCanonical(f *testing.F) {
	for _, address := range []string{"HTTPS://Example.ORG:443/a#top", "http://[::1%25eth0]:80/?a=1&utm_x=2", "https://a.example/x;jsessionid=1%2F/y?b=%zz", "//a/b", "http:opaque?x#y",
		"http://a.example/%3Bjsessionid=1", "http://u:p@a.example./?;&=", "http://a:080/", "javascript:alert(1)", "http://a/;jsessionid=%252", "http://a../", "http://[::1%25.]/", "http://::/"} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		u, err := url.Parse(address)
		if err != nil || !isWeb(u) {
			return // nothing asks for it
		}
		before := u.String()
		c := Canonical(u)
		text := c.String()
		if u.String() != before {
			t.Errorf("%q was changed to %q", before, u.String())
		}
		if twice := Canonical(c).String(); twice != text {
			t.Errorf("%q: the second time %q", text, twice)
		}
		again, err := url.Parse(text)
		if err != nil {
			t.Fatalf("%q cannot be read again: %v", text, err)
		}
		if twice := Canonical(again).String(); twice != text {
			t.Errorf("%q: read again %q", text, twice)
		}
		if hostKey(c) != hostKey(u) || again.Host != c.Host || c.Fragment != "" || !isWeb(c) {
			t.Errorf("%q: host %q, fragment %q", text, c.Host, c.Fragment)
		}
		if !sessionInPath.MatchString(u.Path) && c.EscapedPath() != u.EscapedPath() && u.Path != "" {
			t.Errorf("%q: path %q, was %q", text, c.EscapedPath(), u.EscapedPath())
		}
	})
}
