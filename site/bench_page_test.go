package site_test

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/index"
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
