package crawler

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"fingerpost/crawler/extract"
	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
)

// alone is the variable that tells a child of this test to crawl alone.
const alone = "FINGERPOST_TEST_SINS_ALONE"

// The pages that cost most are crawled in a process of their own, with the bounds that a crawl has when it is in earnest, and
// all that it ever took of memory is looked at, the sites' part included.
func TestSinsInLittleMemory(t *testing.T) {
	if os.Getenv(alone) != "" {
		crawlHeavySins(t)
		return
	}
	if testing.Short() {
		t.Skip("the race detector takes more memory than the pages")
	}
	t.Parallel()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSinsInLittleMemory$", "-test.v")
	child.Env = append(os.Environ(), alone+"=1", "GOMEMLIMIT=off", "GOGC=100")
	var out bytes.Buffer
	child.Stdout, child.Stderr = &out, &out
	began := time.Now()
	if err := child.Run(); err != nil {
		t.Fatalf("%v\n%s", err, out.Bytes())
	}
	const most = 512 << 10 // KiB
	usage, ok := child.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok || usage.Maxrss > most {
		t.Errorf("it took %d MiB", usage.Maxrss>>10)
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("it took %v", took)
	}
	t.Logf("%d MiB", usage.Maxrss>>10)
}

func crawlHeavySins(t *testing.T) {
	flood := func(beginning, text string, size int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, beginning)
			for part := strings.Repeat(text, 1<<16/len(text)); size > len(part); size -= len(part) {
				if _, err := w.Write([]byte(part)); err != nil {
					return
				}
			}
		}
	}
	const size = 8<<20 - 1<<10 // just less than is refused
	bomb := func(text string) http.HandlerFunc {
		return typed("application/gzip", string(zipped(text, 200)))
	}
	type want struct {
		page    http.HandlerFunc
		sitemap http.HandlerFunc
		err     func(error) bool
	}
	read, noHTML, tooLarge := func(err error) bool { return err == nil }, is[*extract.ParseError], is[*fetch.TooLargeError]
	var jobs []Job
	var all []*sinner
	var wants []want
	for name, one := range map[string]want{
		"links":      {flood("<h1>x</h1>", "<a href=/services/a>y</a>", 8<<20/4), nil, read},
		"too many":   {flood("<h1>x</h1>", "<a href=/>y</a>", size), nil, noHTML},
		"elements":   {flood("<h1>x</h1>", "<p>", size), nil, noHTML},
		"again":      {flood("<h1>x</h1><p>"+formats(480), "<p>x", size), nil, noHTML},
		"again, few": {flood("<h1>x</h1><p>"+formats(99), "<p>x", size), nil, noHTML},
		"deep":       {flood("<h1>x</h1>", "<div>", size), nil, noHTML},
		"attributes": {flood("<h1>x</h1><p ", "a ", size), nil, read},
		"rows":       {flood("<h1>x</h1><table>", "<tr><td>a row", 100_000*13), nil, read},
		"a line":     {flood("<h1>x</h1>", "1 Monday ", size), nil, read},
		"20 MB":      {flood("<h1>x</h1>", "lorem ipsum ", 20<<20), nil, tooLarge},
		"in another": {flood("<h1>x</h1>"+strings.Repeat("<div class=cost>", 200), "lorem ipsum ", size), nil, read},
		"name":       {flood("<h1>", "&amp;lt;b ", size), nil, read},
		"bomb":       {headed(string(zipped("<h1>x</h1>", 200)), "Content-Encoding", "gzip"), nil, tooLarge},
		"map tag":    {headed("<h1>x</h1>"), bomb("<urlset "), read},
		"map nest":   {headed("<h1>x</h1>"), typed("application/gzip", string(compressed(strings.Repeat("<a>", 10<<20)))), read},
		"map long":   {headed("<h1>x</h1>"), typed("application/gzip", string(compressed(strings.Repeat("<url><loc>http://a/b</loc></url>", 1<<20)))), read},
		"map attrs":  {headed("<h1>x</h1>"), typed("application/gzip", string(compressed("<a "+strings.Repeat("a='' ", 6<<20)))), read},
	} {
		s := &sinner{name: name, sin: sin{pages: withSitemap(one.page, one.sitemap)}}
		if one.sitemap != nil {
			s.more = "sitemap: SITE/sitemap.xml\n"
		}
		s.serve(t)
		s.more = strings.ReplaceAll(s.more, "SITE", s.URL)
		job := s.job(s.source(t, fmt.Sprintf("sin-%d", len(all)+1)))
		job.Client = testClient(fetch.Options{})
		all, jobs, wants = append(all, s), append(jobs, job), append(wants, one)
	}
	front := openFrontier(t)
	if _, err := Crawl(t.Context(), front, Settings{Retries: []time.Duration{}}, jobs...); err != nil {
		t.Fatal(err)
	}
	for i, s := range all {
		var told error
		for _, e := range s.errors {
			if e.URL == s.URL+sinful {
				told = e.Err
			}
		}
		s.run = frontier.Run{ID: int64(i + 1), Source: jobs[i].Source.Key}
		if outcome, why := s.outcomeOf(t, front, s.URL+sinful); !wants[i].err(told) || outcome == "" {
			t.Errorf("%s: %s, %s, told %v", s.name, outcome, why, told)
		}
		if hasMap := wants[i].sitemap != nil; hasMap != (len(s.errors) > 0 && is[*SitemapError](s.errors[0].Err)) {
			t.Errorf("%s: errors %v", s.name, s.errors)
		}
	}
}

func withSitemap(page, sitemap http.HandlerFunc) map[string]http.HandlerFunc {
	pages := one(page)
	if sitemap != nil {
		pages["/sitemap.xml"] = sitemap
	}
	return pages
}
