package main_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// county is a web of hosts on this machine, each with listings that pages of links lead to, that keeps what it is asked for.
type county struct {
	hosts    []*httptest.Server
	listings int // on each host

	mu      sync.Mutex
	asked   []hit
	plain   int           // answers with a body
	notSame int           // answers that say that nothing has changed
	all     chan struct{} // one for each page asked for
}

// hit is one request for a page.
type hit struct {
	url  string
	host int
	at   time.Time
}

const linksPerPage = 50

func newCounty(t *testing.T, hosts, listings int) *county {
	c := &county{listings: listings, all: make(chan struct{}, 1_000_000)}
	for n := range hosts {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { c.answer(w, r, n) }))
		t.Cleanup(s.Close)
		c.hosts = append(c.hosts, s)
	}
	return c
}

func (c *county) answer(w http.ResponseWriter, r *http.Request, host int) {
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	c.mu.Lock()
	c.asked = append(c.asked, hit{c.hosts[host].URL + r.URL.Path, host, time.Now()})
	c.mu.Unlock()
	c.all <- struct{}{}
	tag := `"` + strings.ReplaceAll(r.URL.Path, "/", "-") + `"`
	w.Header().Set("ETag", tag)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	same := r.Header.Get("If-None-Match") == tag
	c.mu.Lock()
	if same {
		c.notSame++
	} else {
		c.plain++
	}
	c.mu.Unlock()
	if same {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	var n int
	switch {
	case r.URL.Path == "/":
		fmt.Fprintf(w, "<title>Clubs</title><h1>Clubs of %s</h1>", word(host))
		for i := range (c.listings + linksPerPage - 1) / linksPerPage {
			fmt.Fprintf(w, `<a href="/list/%d">Clubs of part %d</a>`, i, i)
		}
	case scan(r.URL.Path, "/list/%d", &n):
		fmt.Fprintf(w, "<title>Clubs</title><h1>Clubs, %s</h1>", word(n+host<<16))
		for i := n * linksPerPage; i < min((n+1)*linksPerPage, c.listings); i++ {
			fmt.Fprintf(w, `<a href="/services/%d">%s</a>`, i, word(i+host<<16))
		}
	case scan(r.URL.Path, "/services/%d", &n):
		fmt.Fprintf(w, `<title>%[1]s club</title><script type="application/ld+json">{"@type": "Service", "name": "%[1]s club of %[2]s",
			"description": "A club for all who like %[1]s.", "telephone": "0113 496 %04[3]d", "openingHours": "Mo-Fr 10:00-12:00",
			"address": {"streetAddress": "%[3]d High Street", "addressLocality": "Leeds", "postalCode": "LS1 4AP"}}</script><h1>%[1]s</h1>`,
			word(n+host<<16), word(host), n%1000)
	default:
		http.NotFound(w, r)
	}
}

func scan(path, form string, n *int) bool {
	read, err := fmt.Sscanf(path, form, n)
	return err == nil && read == 1
}

// word is a word for a number, so that no page says the same as another but for its numbers.
func word(n int) string {
	const letters = "abcdefghijklmnopqrst"
	s := ""
	for range 5 {
		s += string(letters[n%len(letters)])
		n /= len(letters)
	}
	return s
}

func (c *county) pages() int {
	return len(c.hosts) * (1 + (c.listings+linksPerPage-1)/linksPerPage + c.listings)
}

// source writes the file of a source for all of the hosts, and gives the content folder.
func (c *county) source(t *testing.T, pace time.Duration) string {
	t.Helper()
	content := t.TempDir()
	if err := os.Mkdir(filepath.Join(content, "sources"), 0o700); err != nil {
		t.Fatal(err)
	}
	var starts, hosts []string
	for _, s := range c.hosts {
		starts, hosts = append(starts, s.URL+"/"), append(hosts, strings.TrimPrefix(s.URL, "http://"))
	}
	write(t, filepath.Join(content, "sources"), "clubs.yaml", fmt.Sprintf(`key: clubs
name: The clubs of a test
kind: pages
start: [%s]
scope:
  host: ["%s"]
  listing: [/services/*]
licence: OGL-UK-3.0
area: E08000035
allow_private: true
pace: %s
topics: [food]
max_pages: 100000
`, strings.Join(starts, ", "), strings.Join(hosts, `", "`), pace))
	return content
}

// A crawl of 5,000 pages that is killed twenty times goes on each time: every page is visited, none twice by one process, none
// quicker than the pace, no listing is lost or there twice. Crawled again, nothing has changed, and that is noted.
func TestCrawlIsKilled(t *testing.T) {
	hosts, listings, kills := 4, 1224, 20
	if testing.Short() {
		listings, kills = 124, 4
	}
	const pace = time.Millisecond
	c := newCounty(t, hosts, listings)
	content, folder := c.source(t, pace), empty(t)
	args := []string{"crawl", "--content", content, "--data", folder, "--json"}
	var lives [][]hit
	visited, twice := map[string]int{}, 0
	for n := range kills {
		more := (c.pages() - len(visited)) / (kills - n + 1)
		var log output
		cmd := command(t.Context(), t.TempDir(), args...)
		cmd.Stdout, cmd.Stderr = &log, &log
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() {
			cmd.Wait() // how it ended is seen below
			close(ended)
		}()
		for left := more; left > 0; left-- {
			select {
			case <-c.all:
			case <-ended:
				t.Fatalf("life %d ended by itself with %d of %d pages to go\n%s", n, left, more, log.String())
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-ended
		lives = append(lives, c.take())
		for _, h := range lives[n] {
			visited[h.url]++
		}
	}
	got := read[[]summary](t, args...)
	lives = append(lives, c.take())
	if len(got) != 1 || got[0].Rejected > 0 || got[0].Partial {
		t.Errorf("the crawl that came to the end: %+v", got)
	}
	clear(visited)
	for _, hits := range lives {
		once := map[string]bool{}
		for _, h := range hits {
			if visited[h.url]++; once[h.url] {
				t.Errorf("%s was visited twice by one process", h.url)
			}
			if once[h.url] = true; visited[h.url] > 1 {
				twice++
			}
		}
		paced(t, hosts, hits, pace)
	}
	if len(visited) != c.pages() {
		t.Errorf("%d pages were visited, want %d", len(visited), c.pages())
	}
	const together = 32 // pages whose listings are kept together
	if most := kills * hosts * together; twice > most {
		t.Errorf("%d pages were visited again after a kill, want at most the %d that may not have been kept yet", twice, most)
	}
	t.Logf("%d pages, %d kills, %d visited again", len(visited), kills, twice)
	first := read[held](t, "status", "--data", folder).Counts
	if first.Services != hosts*listings {
		t.Errorf("%d services are held, want %d", first.Services, hosts*listings)
	}
	sound(t, folder)

	c.plain, c.notSame = 0, 0
	again := read[[]summary](t, args...)
	if len(again) != 1 || again[0].Unchanged != hosts*listings || again[0].Created+again[0].Updated+again[0].Pending > 0 {
		t.Errorf("crawled again: %+v", again)
	}
	if c.notSame*100 < c.pages()*99 || c.plain+c.notSame != c.pages() {
		t.Errorf("of %d pages %d had not changed and %d were read", c.pages(), c.notSame, c.plain)
	}
	if second := read[held](t, "status", "--data", folder).Counts; second.Log != first.Log {
		t.Errorf("the log went from %d to %d", first.Log, second.Log)
	}
	sound(t, folder)
}

// held is what status says.
type held struct {
	Counts struct {
		Services int
		Log      int64
	}
}

func (c *county) take() []hit {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.all) > 0 {
		<-c.all
	}
	hits := c.asked
	c.asked = nil
	return hits
}

// paced checks that no host was asked quicker than its pace.
func paced(t *testing.T, hosts int, hits []hit, pace time.Duration) {
	t.Helper()
	last := make([]time.Time, hosts)
	for _, h := range hits {
		if gap := h.at.Sub(last[h.host]); gap < pace {
			t.Errorf("%s came %v after the one before it", h.url, gap)
		}
		last[h.host] = h.at
	}
}
