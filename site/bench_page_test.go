package site_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/index"
	"fingerpost/site"
)

// largeTown is three thousand made-up listings around eight towns, each with who runs it, where, when, and how to reach it.
var largeTown = sync.OnceValue(func() *town {
	ctx := context.Background()
	kept, err := store.OpenFolder(ctx, scratch+"/large", time.Now)
	must(err)
	must(kept.PutSource(ctx, townSource))
	kinds := []string{"Food Bank", "Coffee Morning", "Lunch Club", "Advice Centre", "Tablet Library", "Walking Group"}
	postcodes := []string{"LS1 4AP", "LS2 7AA", "S1 2HH", "M15 5AA", "NE1 1EE", "B1 1AA", "BS1 4DJ", "YO1 7HH"}
	var items []data.Item
	for i := range 3000 {
		kind, code := kinds[i%len(kinds)], postcodes[i/len(kinds)%len(postcodes)]
		sub := service(fmt.Sprint("large-", i), fmt.Sprintf("%s %d", kind, i), by(data.InPerson, data.ByPhone), phone(fmt.Sprintf("0113 496 %04d", i), data.Voice),
			at(data.Location{Name: fmt.Sprintf("Hall %d", i), Address: data.Address{Line1: fmt.Sprintf("%d High Street", i), Postcode: code}}),
			says(func(s *data.Service) {
				s.Description = fmt.Sprintf("The %s in hall %d is open to everybody who lives near. Come along, bring a friend, and stay for as long as you like. There is tea.", kind, i)
				s.Schedules, s.URL, s.Cost = open("Mo-Fr 09:00-17:00; Sa 10:00-12:30"), fmt.Sprintf("https://www.example.org/halls/%d", i), data.Free
			}))
		items = append(items, data.Item{Where: sub.Service.OwnID, Submission: sub})
	}
	for len(items) > 0 {
		n := min(len(items), 500)
		_, err := kept.SubmitAll(ctx, items[:n])
		must(err)
		items = items[n:]
	}
	t := &town{ids: map[string]data.ServiceID{}}
	t.open(time.Now, kept, kept)
	return t
})

// given answers searches as an index did before: what is measured then is all of the page but the search.
type given struct {
	index *index.Index
	mu    sync.Mutex
	found map[string]index.Answer
}

func (g *given) search(ctx context.Context, r index.Request) (index.Answer, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := r.Text + " " + r.Origin.Label
	a, ok := g.found[key]
	if ok {
		return a, nil
	}
	a, err := g.index.Search(ctx, r)
	g.found[key] = a
	return a, err
}

// BenchmarkPage asks for pages of twenty results, each packed, without a socket: with the search and all that is around it, with
// the search's answer given, as it is kept for a minute, and for whoever has it still.
func BenchmarkPage(b *testing.B) {
	w := largeTown()
	var paths []string
	for _, q := range []string{"food bank", "coffee", "lunch club", "advice", "tablet", "walking"} {
		for _, near := range []string{"LS1 4", "S1 2", "M15 5", "NE1", "B1", "Bristol", "York"} {
			paths = append(paths, "/search?"+url.Values{"q": {q}, "near": {near}}.Encode())
		}
	}
	g := &given{index: w.config.Index, found: map[string]index.Answer{}}
	const personal = "__Host-list=x" // for whoever has a cookie nothing is kept
	for _, way := range []struct {
		name, cookie string
		search       func(context.Context, index.Request) (index.Answer, error)
		tags         bool
	}{{"searched", personal, g.index.Search, false}, {"given", personal, g.search, false}, {"kept", "", g.search, false}, {"tagged", "", g.search, true}} {
		b.Run(way.name, func(b *testing.B) {
			w.site.Answering(way.search)
			handler := w.site.App().Handler()
			c := &fasthttp.RequestCtx{}
			tags := map[string]string{}
			ask := func(path string) int {
				c.Request.Reset()
				c.Response.Reset()
				c.Request.SetRequestURI(path)
				c.Request.Header.SetHost("help.example")
				c.Request.Header.Set("Accept-Encoding", "gzip")
				c.Request.Header.Set("Cookie", way.cookie)
				c.Request.Header.Set("If-None-Match", tags[path])
				handler(c)
				return c.Response.StatusCode()
			}
			sent := 0
			for _, path := range paths {
				if status := ask(path); status != fasthttp.StatusOK {
					b.Fatalf("%s: %d", path, status)
				}
				if way.tags {
					tags[path] = string(c.Response.Header.Peek("ETag"))
				}
				sent += len(c.Response.Body())
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				ask(paths[i%len(paths)])
			}
			b.ReportMetric(float64(sent)/float64(len(paths)), "bytes/page")
		})
	}
}

// measuredTown is the directory in the data folder that FINGERPOST_BENCH_DATA names, or else largeTown. No server may have it open.
var measuredTown = sync.OnceValue(func() *town {
	folder := os.Getenv("FINGERPOST_BENCH_DATA")
	if folder == "" {
		return largeTown()
	}
	ctx := context.Background()
	kept, err := store.OpenFolder(ctx, folder, time.Now)
	must(err)
	files, r := shippedContent(time.Now)
	t := &town{log: &lockedBuffer{}, config: site.Config{Store: kept, Helplines: r.Helplines, Brand: site.Brand{Name: "Testpost"},
		Secret: bytes.Repeat([]byte("k"), 32), Log: slog.New(slog.DiscardHandler), Now: time.Now}}
	t.config.Lexicon, err = files.Lexicon(time.Now())
	must(err)
	t.config.Holidays, err = files.Holidays(time.Now())
	must(err)
	t.config.Index, err = index.Open(filepath.Join(folder, "index"), t.config.IndexSetting())
	must(err)
	_, err = t.config.Index.Follow(ctx, kept, nil)
	must(err)
	t.remake()
	return t
})

// BenchmarkPageSteps says where the time of a page of results goes that nothing was kept of: of each step its processor time, also
// that of the collector of garbage, and what it takes of memory. The steps marked cold are needed where no card is kept of any of
// the twenty listings. "page" and "page, cold" are all but the search, as one request asks for it.
func BenchmarkPageSteps(b *testing.B) {
	w := measuredTown()
	g := &given{index: w.config.Index, found: map[string]index.Answer{}}
	w.site.Answering(g.search)
	var paths []string
	for _, q := range []string{"food bank", "carers support", "debt advice", "walking group", "mental health", "lunch club", "befriending", "music"} {
		for _, near := range []string{"LS1 4AP", "M1 1AE", "B1 1AA", "S1 2HE", "NE1 4LP", "BS1 5AH", "NR1 3JU", "YO1 7HH"} {
			paths = append(paths, "/search?"+url.Values{"q": {q}, "near": {near}}.Encode())
		}
	}
	steps := make([][]site.Step, len(paths))
	for i, path := range paths {
		var err error
		if steps[i], err = w.site.Steps(path); err != nil {
			b.Fatal(path, err)
		}
	}
	handler := w.site.App().Handler()
	c := &fasthttp.RequestCtx{}
	page := func(cold bool) func(int) error {
		return func(i int) error {
			if cold {
				w.site.ForgetCards()
			}
			c.Request.Reset()
			c.Response.Reset()
			c.Request.SetRequestURI(paths[i])
			c.Request.Header.SetHost("help.example")
			c.Request.Header.Set("Accept-Encoding", "gzip")
			if handler(c); c.Response.StatusCode() != fasthttp.StatusOK {
				return fmt.Errorf("%s: %d", paths[i], c.Response.StatusCode())
			}
			return nil
		}
	}
	run := func(name string, do func(int) error) {
		b.Run(name, func(b *testing.B) {
			for i := range paths { // what is remembered of them is not measured
				if err := do(i); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportAllocs()
			begun := processorTime(b)
			for i := 0; b.Loop(); i++ {
				if err := do(i % len(paths)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(processorTime(b)-begun)/float64(time.Microsecond)/float64(b.N), "cpu-µs/op")
		})
	}
	for n, step := range steps[0] {
		name := step.Name
		if step.Cold {
			name += ", cold"
		}
		run(name, func(i int) error { return steps[i][n].Do() })
	}
	run("page", page(false))
	run("page, cold", page(true))
}

// processorTime is what this process has used.
func processorTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
