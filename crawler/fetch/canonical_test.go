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
