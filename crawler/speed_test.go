package crawler

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"fingerpost/crawler/frontier"
	"fingerpost/data"
	"fingerpost/data/store"
)

const (
	speedHosts = 4
	speedPages = 300 // on each host
)

// fixtures are whole pages of the kinds that readers are tried on.
func fixtures(b *testing.B) (pages []string) {
	b.Helper()
	err := filepath.WalkDir("testdata/web/seen", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		page, err := os.ReadFile(path)
		pages = append(pages, string(page))
		return err
	})
	if err != nil || len(pages) == 0 {
		b.Fatalf("%d pages, %v", len(pages), err)
	}
	return pages
}

// speedTown serves the fixtures under many addresses, each with a word of its own. The first of a host links to the others.
func speedTown(b *testing.B) (hosts []string) {
	pages := fixtures(b)
	for host := range speedHosts {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var n int
			if _, err := fmt.Sscanf(r.URL.Path, "/speed/%d", &n); err != nil || n >= speedPages {
				http.NotFound(w, r)
				return
			}
			tag := fmt.Sprintf(`"%d"`, n)
			w.Header().Set("ETag", tag)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			var more strings.Builder
			for i := 1; n == 0 && i < speedPages; i++ {
				fmt.Fprintf(&more, `<p><a href="/speed/%d">%s</a>`, i, letters(i+host<<16))
			}
			page := strings.Replace(pages[n%len(pages)], "</body>", "<p>"+letters(n)+letters(host)+more.String()+"</body>", 1)
			io.WriteString(w, page)
		}))
		b.Cleanup(s.Close)
		hosts = append(hosts, s.URL)
	}
	return hosts
}

// letters is a word for a number.
func letters(n int) (s string) {
	for range 4 {
		s += string(rune('a' + n%26))
		n /= 26
	}
	return s + " "
}

func speedSource(b *testing.B, hosts []string) Source {
	var starts, names []string
	for _, h := range hosts {
		starts, names = append(starts, h+"/speed/0"), append(names, `"`+strings.TrimPrefix(h, "http://")+`"`)
	}
	src, err := ReadSource("speed.yaml", []byte(`
key: speed
name: Speed
kind: pages
start: [`+strings.Join(starts, ", ")+`]
scope: {host: [`+strings.Join(names, ", ")+`], follow: [/speed/], listing: [/speed/*]}
pace: 1ns
licence: none
area: E08000035
allow_private: true
fields: {name: h1}
topics: [groups]
max_pages: 100000
max_depth: 100
`))
	if err != nil {
		b.Fatal(err)
	}
	return src
}

// BenchmarkCrawl compares, over the same pages in one run, a loop that only fetches and parses with a crawl that keeps its
// list, obeys robots.txt, and reads listings; with one that also keeps them; and with a second one of pages that have not
// changed.
func BenchmarkCrawl(b *testing.B) {
	hosts := speedTown(b)
	src := speedSource(b, hosts)
	rate := func(b *testing.B, pages int) { b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s") }
	b.Run("plain", func(b *testing.B) {
		pages := 0
		for b.Loop() {
			pages += plainLoop(b, hosts)
		}
		rate(b, pages)
	})
	b.Run("crawl", func(b *testing.B) {
		pages := 0
		for b.Loop() {
			b.StopTimer()
			front := openFrontier(b)
			b.StartTimer()
			pages += speedCrawl(b, front, (&result{}).job(src)).Pages
		}
		rate(b, pages)
	})
	var front *frontier.Frontier
	var job Job
	whole := b // what is kept is there for the next part too
	b.Run("kept", func(b *testing.B) {
		pages := 0
		for b.Loop() {
			b.StopTimer()
			front, job = openFrontier(whole), keptJob(whole, src)
			b.StartTimer()
			pages += speedCrawl(b, front, job).Pages
		}
		rate(b, pages)
	})
	b.Run("second", func(b *testing.B) {
		pages := 0
		for b.Loop() {
			t := speedCrawl(b, front, job)
			if t.Same*100 < t.Pages*99 {
				b.Fatalf("of %d pages %d had not changed", t.Pages, t.Same)
			}
			pages += t.Pages
		}
		rate(b, pages)
	})
}

// keptJob keeps what a crawl hands over, in a directory of its own.
func keptJob(b *testing.B, src Source) Job {
	kept, err := store.OpenFolder(b.Context(), b.TempDir(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { kept.Close() })
	in := &Intake{Store: kept, Source: src.Data(), Kind: "crawl"}
	if err := in.Begin(b.Context()); err != nil {
		b.Fatal(err)
	}
	job := (&result{}).job(src)
	job.Take = func(all []data.Item) ([]bool, error) { return in.TakeAll(b.Context(), all) }
	job.Sight = func(ids []string, at time.Time) ([]string, error) { return in.Sight(b.Context(), ids, at) }
	return job
}

func speedCrawl(b *testing.B, front *frontier.Frontier, job Job) Tally {
	tallies, err := Crawl(b.Context(), front, Settings{}, job)
	if err != nil {
		b.Fatal(err)
	}
	if tallies[0].Pages < speedHosts*speedPages {
		b.Fatalf("%d pages, %+v", tallies[0].Pages, tallies[0])
	}
	return tallies[0]
}

// plainLoop fetches the pages and parses them, along their links.
func plainLoop(b *testing.B, hosts []string) (pages int) {
	seen := map[string]bool{}
	var queue []string
	for _, h := range hosts {
		queue = append(queue, h+"/speed/0")
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		resp, err := http.Get(at)
		if err != nil {
			b.Fatal(err)
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			continue
		}
		doc, err := goquery.NewDocumentFromReader(resp.Body)
		resp.Body.Close()
		if err != nil {
			b.Fatal(err)
		}
		pages++
		base, err := url.Parse(at)
		if err != nil {
			b.Fatal(err)
		}
		doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
			if u, err := base.Parse(a.AttrOr("href", "")); err == nil && u.Host == base.Host && strings.HasPrefix(u.Path, "/speed/") && !seen[u.String()] {
				seen[u.String()] = true
				queue = append(queue, u.String())
			}
		})
	}
	return pages
}
