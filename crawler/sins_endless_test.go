package crawler

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
)

// robotsSins are robots.txt files. Where one cannot be had or cannot be read, nothing is asked for.
func robotsSins(lure *lure) map[string]sin {
	with := func(robots http.HandlerFunc, then sin) sin {
		then.pages = map[string]http.HandlerFunc{"/robots.txt": robots, sinful: headed("<h1>Tea</h1><a href=/secret>x</a>"), "/secret": headed("<h1>Secret"), "/page": headed("page")}
		if inner := then.check; inner == nil {
			then.check = func(t *testing.T, s *sinner) {
				for _, r := range s.got {
					if r.URL.Path == "/secret" || r.URL.Path == sinful && s.outcome != frontier.Read {
						t.Errorf("asked for %s", r.URL)
					}
				}
			}
		}
		return then
	}
	no := sin{outcome: frontier.Refused, why: "robots.txt", err: is[*fetch.RobotsError], mostAsks: 1}
	gone := sin{outcome: frontier.Failed, why: "robots.txt cannot be had", err: is[*fetch.RobotsError], mostAsks: 6}
	but := sin{outcome: frontier.Read, names: []string{"Tea"}, mostAsks: 2}
	free := sin{outcome: frontier.Read, names: []string{"Tea"}, mostAsks: 4, check: func(*testing.T, *sinner) {}}
	const nowhere, secret = "User-agent: *\nDisallow: /\n", "User-agent: *\nDisallow: /secret\n"
	text := func(s string) http.HandlerFunc { return typed("text/plain", s) }
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	return map[string]sin{
		"robots of 10 MB":               with(text(secret+strings.Repeat("Allow: /x*y*z$\n", 10<<20/15)+nowhere), but),
		"robots of one line of 10 MB":   with(text(secret+strings.Repeat("x", 10<<20)), but),
		"robots that expand to 200 MiB": with(headed(string(zipped(secret, 200)), "Content-Encoding", "gzip"), but),
		"robots with 20,000 agents":     with(text(strings.Repeat("User-agent: a\n", 20_000)+"User-agent: *\nDisallow: /secret"), but),
		"robots without end":            with(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, secret); endless(w, r) }, but),
		"robots that drip":              with(drip, gone),
		"robots on to themselves":       with(goTo("/robots.txt"), gone),
		"robots on to a page":           with(goTo("/page"), free),
		"robots on to another site":     with(goTo("http://169.254.169.254/robots.txt"), sin{outcome: frontier.Refused, why: "not a public address", err: is[*fetch.PrivateAddressError], mostAsks: 1}),
		"robots on to a file":           with(goTo("file:///etc/passwd"), gone),
		"robots 500":                    with(status(500), gone),
		"robots 503":                    with(status(503), sin{outcome: frontier.Failed, why: "robots.txt cannot be had", mostAsks: 1}),
		"robots cut short": with(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "500")
			io.WriteString(w, secret)
		}, gone),
		"robots in a coding":            with(headed(secret, "Content-Encoding", "br"), gone),
		"robots in UTF-16":              with(text("\xff\xfe"+utf16Of(nowhere, binary.LittleEndian)), no),
		"robots in UTF-16, unmarked":    with(text(utf16Of(nowhere, binary.BigEndian)), no),
		"robots with a mark":            with(text("\ufeff"+nowhere), no),
		"robots that are a page":        with(headed("<!doctype html><h1>Not found</h1>"), free),
		"robots that want a slow crawl": with(text("User-agent: *\nCrawl-delay: 0.000000001\nDisallow: /\n"), no),
	}
}

// endlessSins are sites that have no end. The bounds here are small, to see that they hold.
func endlessSins() map[string]sin {
	const bounds = "max_pages: 30\nmax_depth: 5"
	return map[string]sin{
		"a calendar": {pages: one(func(w http.ResponseWriter, r *http.Request) {
			n := 0
			fmt.Sscan(r.URL.Query().Get("month"), &n)
			headed(fmt.Sprintf("<h1>%s %d</h1><a href='?month=%d'>next</a><a href='?month=%d'>back</a>", time.Month((n%12+12)%12+1), 2026+n/12, n+1, n-1))(w, r)
		}), outcome: frontier.Read, bounds: string(BoundRepeats), mostAsks: 12, names: []string{"December 2026", "February 2026", "January 2026", "March 2026", "November 2026"}},
		"a token in each query": {pages: one(func(w http.ResponseWriter, r *http.Request) {
			headed(fmt.Sprintf(club+"<a href='?sid=%x'>basket</a><a href='?token=%x'>home</a>", rand.Uint64(), rand.Uint64()))(w, r)
		}), outcome: frontier.Read, bounds: string(BoundRepeats), mostAsks: 12, names: []string{"Chess club"}},
		"a session in each address": {pages: one(func(w http.ResponseWriter, r *http.Request) {
			headed(fmt.Sprintf(club+"<a href='%s;jsessionid=%x?PHPSESSID=%x&utm_source=%x'>here</a>", sinful, rand.Uint64(), rand.Uint64(), rand.Uint64()))(w, r)
		}), outcome: frontier.Read, mostAsks: 2, names: []string{"Chess club"}},
		"a token in each path":        {rest: deepPages(func(r *http.Request) string { return club + babble(1, 300) }), more: bounds, outcome: frontier.Read, bounds: string(BoundRepeats), mostAsks: 12, names: []string{"Chess club"}},
		"pages that differ by a word": {rest: deepPages(func(r *http.Request) string { return club + "<p>" + babble(1, 1000) + " " + babble(seedOf(r), 1) }), more: "max_pages: 200\nmax_depth: 50", outcome: frontier.Read, bounds: string(BoundRepeats), mostAsks: 100, names: []string{"Chess club"}},
		"babble without end":          {rest: deepPages(func(r *http.Request) string { return "<p>" + babble(seedOf(r), 300) }), more: bounds, outcome: frontier.Read, bounds: "max_pages", mostAsks: 32, refused: true},
		"a path that grows": {rest: deepPages(func(r *http.Request) string {
			return "<p>" + babble(seedOf(r), 300) + "<a href='" + r.URL.Path + "/a/'>x</a>"
		}), more: bounds, outcome: frontier.Read, bounds: "max_pages", mostAsks: 32, refused: true},
	}
}

// deepPages are pages at any address, each with links to two more.
func deepPages(body func(*http.Request) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		headed(body(r)+fmt.Sprintf("<a href=/services/%x/x>one</a> <a href=/services/%x/x>two</a>", rand.Uint64(), rand.Uint64()))(w, r)
	}
}

func seedOf(r *http.Request) uint64 {
	sum := fnv.New64()
	io.WriteString(sum, r.URL.Path)
	return sum.Sum64()
}

// babble is so many words, other ones for another seed.
func babble(seed uint64, words int) string {
	random := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for range words {
		for range 2 + random.IntN(6) {
			b.WriteByte("aeioubcdfghklmnprstvw"[random.IntN(21)])
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// club is the beginning of a page that is a listing, whatever else is on it.
const club = `<h1>Chess club</h1><p>Open Monday to Friday, 10am to 4pm. Ring 0113 496 0000. Free, and open to everyone.</p>`
