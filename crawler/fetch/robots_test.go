package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/temoto/robotstxt"
)

func redirectTo(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, address, http.StatusFound) }
}

func TestRobotsRules(t *testing.T) {
	tests := []struct {
		robots  string
		allowed string
		refused string
	}{
		{"", "/ /a", ""},
		{"User-agent: *\nDisallow: /\n", "/robots.txt", "/ /a"},
		{"User-agent: *\nDisallow:\n", "/ /a", ""},
		{"User-agent: *\nDisallow: *\n", "", "/ /a"},
		{"User-agent: *\nDisallow: /a\n\nUser-agent: fingerpost\nDisallow: /b\n", "/a", "/b /b/c /bc"},
		{"User-agent: Fingerpost/2.0\nDisallow: /b\n", "/a", "/b"},
		{"User-agent: Fingerpost\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/ /a", ""},
		{"User-agent: Finger\nDisallow: /\n", "/a", ""},
		{"User-agent: FingerpostNews\nDisallow: /\n", "/a", ""},
		{"User-agent: Other\nUser-agent: Fingerpost\nDisallow: /a\n", "/b", "/a"},
		{"User-agent: Fingerpost\nDisallow: /a\nUser-agent: Fingerpost\nDisallow: /b\n", "/c", "/a /b"},
		{"Disallow: /x\nUser-agent: *\nDisallow: /a\n", "/x", "/a"}, // a rule before any agent
		{"User-agent: *\nCrawl-delay: 10s\nDisallow: /a\n", "/b", "/a"},
		{"User-agent: *\nCrawl-delay:\nDisallow: /a\n", "/b", "/a"},
		{"\ufeffUser-agent: *\r\nDisallow: /a # why\r\n", "/b", "/a"},
		{"\xff\xfeU\x00s\x00e\x00r\x00-\x00a\x00g\x00e\x00n\x00t\x00:\x00*\x00\n\x00D\x00i\x00s\x00a\x00l\x00l\x00o\x00w\x00:\x00/\x00a\x00", "/b", "/a"}, // UTF-16
		{"\x00U\x00s\x00e\x00r\x00-\x00a\x00g\x00e\x00n\x00t\x00:\x00*\x00\n\x00D\x00i\x00s\x00a\x00l\x00l\x00o\x00w\x00:\x00/\x00a", "/b", "/a"},
		{"User-agent: *\rDisallow: /a\r", "/b", "/a"},
		{"user-agent:*\ndisallow:/a", "/b", "/a"},
		{"User-agent: *\nDisallow: /a\nAllow: /a\n", "/a /a/b", ""}, // of equals the kinder
		{"User-agent: *\nDisallow: /\nAllow: /public/\n", "/public/x", "/ /publi /x"},
		{"User-agent: *\nAllow: /a\nDisallow: /a/b\n", "/a /a/c", "/a/b /a/b/c"},
		{"User-agent: *\nDisallow: /*.pdf$\n", "/a.html /a.pdfx", "/a.pdf /b/c.pdf"},
		{"User-agent: *\nDisallow: /*?print=\n", "/a?x=1", "/a?print=1 /b?print="},
		{"User-agent: *\nDisallow: /a*b*\n", "/a /ac", "/ab /axxb /a/b/c"},
		{"User-agent: *\nDisallow: /p$x\n", "/p /px", "/p$x"},
		{"User-agent: *\nAllow: /open*/x\nDisallow: /private\n", "/open/x", "/private /private/open1/x"},
		{"User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /%7Ejo\nDisallow: /tea room\n", "/cafe", "/caf%C3%A9 /caf%c3%a9/x /~jo /%7ejo /tea%20room"},
		{"User-agent: *\nDisallow: a\n", "/b", "/a"},
		{"<!DOCTYPE html><html><head><title>404: not here</title></head>", "/ /a", ""},
		{strings.Repeat("# padding\n", 60_000) + "User-agent: *\nDisallow: /\n", "/a", ""}, // beyond what is read
	}
	for _, test := range tests {
		text := test.robots
		if len(text) > robotsLimit {
			text = text[:robotsLimit]
		}
		parsed, err := robotstxt.FromBytes(ourRules([]byte(text)))
		if err != nil {
			t.Errorf("%.60q: %v", test.robots, err)
			continue
		}
		for _, path := range strings.Fields(test.allowed + " , " + test.refused) {
			if path == "," || path == "/robots.txt" {
				continue
			}
			u, err := url.Parse("http://a.example" + path)
			if err != nil {
				t.Fatal(err)
			}
			want := !strings.Contains(" "+test.refused+" ", " "+path+" ")
			if got := parsed.TestAgent(robotsPath(u), Token); got != want {
				t.Errorf("%.80q\n%s: allowed is %v", test.robots, path, got)
			}
		}
	}
}

func TestRobotsOnEveryHop(t *testing.T) {
	s := newSite(t, "User-agent: Fingerpost\nDisallow: /private\n")
	s.text("/private/x", "no")
	s.mux.HandleFunc("/way-in", redirectTo("/private/x"))
	other := newSite(t, "User-agent: *\nDisallow: /\n")
	s.mux.HandleFunc("/other", redirectTo(other.URL+"/page"))
	c := client(Options{})
	for _, path := range []string{"/private/x", "/way-in", "/other"} {
		_, err := get(t, c, s.URL+path)
		if refused := wantError[*RobotsError](t, err); refused.Cause != nil {
			t.Errorf("%s: cause %v", path, refused.Cause)
		}
	}
	if s.wasAsked("/private/x") || other.wasAsked("/page") {
		t.Errorf("asked %v and %v", s.paths(), other.paths())
	}
	count := 0
	for _, p := range s.paths() {
		if p == "/robots.txt" {
			count++
		}
	}
	if count != 1 {
		t.Errorf("robots.txt was read %d times", count)
	}
}

func TestRobotsThatCannotBeHad(t *testing.T) {
	for _, status := range []int{500, 502, 503, 429} {
		s := newSite(t, "")
		s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		_, err := get(t, client(Options{}), s.URL+"/page")
		if refused := wantError[*RobotsError](t, err); refused.Cause == nil || s.wasAsked("/page") {
			t.Errorf("%d: %v, asked %v", status, err, s.paths())
		}
		if busy := (*BusyError)(nil); errors.As(err, &busy) != (status == 503 || status == 429) {
			t.Errorf("%d: %v", status, err)
		}
	}
	for _, status := range []int{401, 403, 404, 410} {
		s := newSite(t, "")
		s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		s.text("/page", "yes")
		if _, err := get(t, client(Options{}), s.URL+"/page"); err != nil {
			t.Errorf("%d: %v", status, err)
		}
	}
	slow := newSite(t, "")
	slow.mux.HandleFunc("/robots.txt", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	_, err := get(t, client(Options{Timeout: 100 * time.Millisecond}), slow.URL+"/page")
	if refused := wantError[*RobotsError](t, err); !errors.Is(refused, context.DeadlineExceeded) {
		t.Errorf("timeout: %v", err)
	}
	loop := newSite(t, "")
	loop.mux.HandleFunc("/robots.txt", redirectTo("/robots.txt"))
	_, err = get(t, client(Options{}), loop.URL+"/page")
	wantError[*RobotsError](t, err)
}

func TestLongRobots(t *testing.T) {
	s := newSite(t, "")
	s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /no\n")
		for range 40_000 {
			fmt.Fprintf(w, "Disallow: /%s*x*y\n", strings.Repeat("a*", 100))
		}
	})
	s.text("/yes", "yes")
	c := client(Options{})
	if _, err := get(t, c, s.URL+"/yes"); err != nil {
		t.Error(err)
	}
	_, err := get(t, c, s.URL+"/no")
	wantError[*RobotsError](t, err)
}

// A thousand rules with hundreds of wildcards are judged in no time, for the longest of addresses.
func TestSlowRobots(t *testing.T) {
	if testing.Short() {
		t.Skip("this is about time, which the race detector has its own of")
	}
	for _, rule := range []string{"Disallow: /" + strings.Repeat("a*", 400) + "b", "Disallow: /" + strings.Repeat("a", 900) + "*b", "Disallow: *" + strings.Repeat("a", 90) + "*b"} {
		parsed, err := robotstxt.FromBytes(ourRules([]byte("User-agent: *\n" + strings.Repeat(rule+"\n", mostWild))))
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		parsed.TestAgent("/x"+strings.Repeat("a", 1000), Token)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%.20s: %v", rule, took)
		} else {
			t.Log(took)
		}
	}
}

// The limit falls into an Allow, of which the first half allows far more than the whole.
func TestLongRobotsEndWithAWholeLine(t *testing.T) {
	s := newSite(t, "")
	const forbid, allow = "User-agent: *\nDisallow: /private/\n", "Allow: /private/x/leaflets\n"
	s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, forbid+"#"+strings.Repeat(" ", robotsLimit-len(forbid)-1-len("\nAllow: /private/x"))+"\n"+allow)
	})
	_, err := get(t, client(Options{}), s.URL+"/private/x")
	wantError[*RobotsError](t, err)
}

func TestCrawlDelayIsClamped(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"0": 0, "-5": 0, "NaN": 0, "soon": 0, "": 0, "0.0000001": quickestPace, "2.5": 2500 * time.Millisecond, "10s": 10 * time.Second, "7 seconds": 7 * time.Second,
		"61": slowestPace, "1000000000": slowestPace, "1e300": slowestPace, "Inf": slowestPace, "99999999999999999999": slowestPace,
	} {
		parsed, err := robotstxt.FromBytes(ourRules([]byte("User-agent: *\nDisallow: /a\nCrawl-delay: " + text + "\n")))
		if err != nil || crawlDelay(parsed) != want || parsed.TestAgent("/a", Token) {
			t.Errorf("%q: %v, error %v", text, crawlDelay(parsed), err)
		}
	}
}

func TestRobotsIsReadAgainAfterADay(t *testing.T) {
	s := newSite(t, "")
	said := "User-agent: *\nDisallow: /a\n"
	s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, said) })
	s.text("/a", "a")
	now := time.Now()
	c := client(Options{Now: func() time.Time { return now }})
	_, err := get(t, c, s.URL+"/a")
	wantError[*RobotsError](t, err)
	said = ""
	now = now.Add(23 * time.Hour)
	_, err = get(t, c, s.URL+"/a")
	wantError[*RobotsError](t, err)
	now = now.Add(2 * time.Hour)
	if _, err := get(t, c, s.URL+"/a"); err != nil {
		t.Error(err)
	}
}

func FuzzOurRules(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 3", "/a/b")
	f.Fuzz(func(t *testing.T, robots, path string) {
		parsed, err := robotstxt.FromBytes(ourRules([]byte(robots)))
		if err != nil {
			t.Fatalf("%q: %v", ourRules([]byte(robots)), err)
		}
		parsed.TestAgent(robotsPath(&url.URL{Path: path}), Token)
		if delay := crawlDelay(parsed); delay != 0 && (delay < quickestPace || delay > slowestPace) {
			t.Errorf("delay %v", delay)
		}
		// The file without what is for others, and said twice, forbids the same; and all of it can be forbidden.
		again, err := robotstxt.FromBytes(ourRules(ourRules([]byte(robots))))
		if at := robotsPath(&url.URL{Path: path}); err != nil || again.TestAgent(at, Token) != parsed.TestAgent(at, Token) {
			t.Errorf("read once more, it says of %q: %v, error %v", at, again.TestAgent(at, Token), err)
		}
		shut, err := robotstxt.FromBytes(ourRules([]byte("User-agent: " + Token + "\nDisallow: /\n\nUser-agent: x\n" + robots)))
		if at := robotsPath(&url.URL{Path: path}); err == nil && shut.TestAgent(at, Token) && !strings.Contains(strings.ToLower(robots), "allow") {
			t.Errorf("%q is let in", at)
		}
	})
}
