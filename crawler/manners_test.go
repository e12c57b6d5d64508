package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
)

// parish is a host that keeps a log of who came when, and how many were there at once.
type parish struct {
	*httptest.Server
	mu      sync.Mutex
	asked   []string
	times   []time.Time
	inside  int
	crowded bool
}

func newParish(t *testing.T, answer func(w http.ResponseWriter, r *http.Request)) *parish {
	p := &parish{}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.asked, p.times = append(p.asked, r.URL.RequestURI()), append(p.times, time.Now())
		p.inside++
		p.crowded = p.crowded || p.inside > 1
		p.mu.Unlock()
		answer(w, r)
		p.mu.Lock()
		p.inside--
		p.mu.Unlock()
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *parish) host() string { return strings.TrimPrefix(p.URL, "http://") }

// Four workers crawl three sources on two hosts, whose pages lead to one another in every way. What counts is what the hosts
// see: each of them one request at a time, none before its pace is over, and none for what its robots.txt keeps us from.
func TestMannersOfFourWorkers(t *testing.T) {
	t.Parallel()
	const pages = 12
	var a, b *parish
	answer := func(own, other **parish) func(w http.ResponseWriter, r *http.Request) {
		return func(w http.ResponseWriter, r *http.Request) {
			var section string
			var n int
			fmt.Sscanf(strings.ReplaceAll(r.URL.Path, "/", " "), "%s %d", &section, &n)
			switch section {
			case "robots.txt":
				fmt.Fprint(w, "User-agent: *\nDisallow: /private\nDisallow: /*/private\n")
			case "here", "there": // a page, and what leads from it
				body := fmt.Sprintf("<h1>Page %s %d</h1>%s", section, n, babble(seedOf(r), 60))
				if n == 0 {
					for i := range pages {
						for _, where := range []string{"/%s/%d", "/over/%d?from=%s", "/into/%d?%s", "/round/%d?%s", "/private/%d?%s"} {
							if where == "/%s/%d" {
								body += fmt.Sprintf("<a href='/%s/%d'>x</a>", section, i+1)
								continue
							}
							body += fmt.Sprintf("<a href='"+where+"'>x</a>", i, section)
						}
					}
				}
				html(body)(w, r)
			case "over": // to a page of the other host
				http.Redirect(w, r, fmt.Sprintf("%s/here/%d", (*other).URL, 100+n), http.StatusFound)
			case "round": // to the other host and back
				http.Redirect(w, r, fmt.Sprintf("%s/back/%d", (*other).URL, n), http.StatusMovedPermanently)
			case "back":
				http.Redirect(w, r, fmt.Sprintf("%s/there/%d", (*other).URL, 200+n), http.StatusFound)
			case "into": // to where nobody may go: here, and there
				to := []string{"", (*own).URL, (*other).URL}[n%3] + []string{"/private/x", "/%70rivate/y", "/a/private"}[n%3]
				http.Redirect(w, r, to, http.StatusFound)
			default:
				html("<h1>Private</h1>")(w, r)
			}
		}
	}
	a = newParish(t, answer(&a, &b))
	b = newParish(t, answer(&b, &a))

	source := func(key, start string) Source {
		src, err := ReadSource("parish.yaml", []byte(fmt.Sprintf(`
key: %s
name: Parish
kind: pages
start: [%s]
scope: {host: [%q, %q], listing: [/none/*]}
pace: %s
licence: none
area: E08000035
allow_private: true
`, key, start, a.host(), b.host(), pacing)))
		if err != nil {
			t.Fatal(err)
		}
		return src
	}
	client := testClient(fetch.Options{})
	var results [3]result
	var jobs []Job
	for i, src := range []Source{source("one", a.URL+"/here/0"), source("two", a.URL+"/there/0"), source("three", b.URL+"/there/0")} {
		job := results[i].job(src)
		job.Client = client
		jobs = append(jobs, job)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	tallies, err := Crawl(ctx, openFrontier(t), Settings{Workers: 4}, jobs...)
	if err != nil {
		t.Fatal(err)
	}
	for i, tally := range tallies {
		// Each source finds the doors that are shut: a dozen to go in by, and a dozen that stand open for a look, on one host or both.
		if tally.Pages < pages || tally.Left > 0 || len(results[i].errors) < 2*pages {
			t.Errorf("%s: %+v, %d errors", jobs[i].Source.Key, tally, len(results[i].errors))
		}
		for _, e := range results[i].errors {
			if !is[*fetch.RobotsError](e.Err) {
				t.Errorf("%s: %v", e.URL, e.Err)
			}
		}
	}
	for _, p := range []*parish{a, b} {
		robots := 0
		for i, path := range p.asked {
			if strings.Contains(path, "private") || strings.Contains(path, "%70") {
				t.Errorf("asked for %s", path)
			}
			if path == "/robots.txt" {
				robots++
			}
			if i > 0 && p.times[i].Sub(p.times[i-1]) < pacing {
				t.Errorf("%s came %v after %s", path, p.times[i].Sub(p.times[i-1]), p.asked[i-1])
			}
		}
		if robots != 1 || p.crowded || len(p.asked) < 4*pages {
			t.Errorf("%s: %d requests, robots.txt %d times, more than one at once: %v", p.URL, len(p.asked), robots, p.crowded)
		}
	}
}
