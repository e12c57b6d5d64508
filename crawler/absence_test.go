package crawler

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
	"fingerpost/data"
	"fingerpost/data/store"
)

// watched is a directory that reads sources on days that a test names.
type watched struct {
	*testing.T
	kept  *store.Store
	front *frontier.Frontier
	ahead atomic.Int64 // of the real time, in nanoseconds
}

func newWatched(t *testing.T) *watched {
	t.Helper()
	w := &watched{T: t}
	folder := t.TempDir()
	var err error
	if w.kept, err = store.OpenFolder(t.Context(), folder, w.now); err != nil {
		t.Fatal(err)
	}
	if w.front, err = frontier.Open(t.Context(), folder, frontier.Options{Now: w.now}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(w.front.Close(), w.kept.Close()); err != nil {
			t.Error(err)
		}
	})
	return w
}

func (w *watched) now() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }

// on sets the clock to a day, counted from today.
func (w *watched) on(day int) { w.ahead.Store(int64(time.Duration(day) * 24 * time.Hour)) }

// states are the names of all listings, with the state of those that are not open.
func (w *watched) states() string {
	w.Helper()
	var out []string
	err := w.kept.Walk(w.Context(), store.Walk{}, func(some []data.Exported, _ int) error {
		for _, one := range some {
			if s := one.Listing.Service; s.Status == data.Active {
				out = append(out, s.Name)
			} else {
				out = append(out, s.Name+" "+string(s.Status))
			}
		}
		return nil
	})
	if err != nil {
		w.Fatal(err)
	}
	return strings.Join(slices.Sorted(slices.Values(out)), ", ")
}

func (w *watched) wants(when, states string) {
	w.Helper()
	if got := w.states(); got != states {
		w.Errorf("%s: %s; want %s", when, got, states)
	}
}

// paper is a feed that can be made to lack things.
type paper struct {
	*town
	names  []string // a page each two
	broken int      // the first page that cannot be had; 0: none
	total  int      // how many services it says it has; 0: as many as it has
	spoilt string   // the name of one that cannot be read
}

func newPaper(t *testing.T, names ...string) *paper {
	p := &paper{names: names}
	p.town = newTown(t, map[string]http.HandlerFunc{"/services": func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("page")) // none is the first
		if p.broken > 0 && n >= p.broken {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		contents := []any{}
		for i := 2 * (n - 1); i < min(2*n, len(p.names)); i++ {
			service := map[string]any{"id": "own-" + p.names[i], "name": p.names[i], "status": "active", "description": "Of " + p.names[i]}
			if p.names[i] == p.spoilt {
				service["name"] = ""
			}
			contents = append(contents, service)
		}
		total := p.total
		if total == 0 {
			total = len(p.names)
		}
		if err := json.NewEncoder(w).Encode(map[string]any{"total_items": total, "total_pages": (len(p.names) + 1) / 2, "page_number": n, "size": 2, "contents": contents}); err != nil {
			t.Error(err)
		}
	}})
	return p
}

// read reads the feed as a crawl does, on a day.
func (p *paper) read(w *watched, day int, change ...func(*Intake)) Summary {
	w.Helper()
	w.on(day)
	in := &Intake{Store: w.kept, Source: data.Source{Key: "paper", Name: "The paper", Kind: data.SourceFeed, Area: "E08000035"}, Kind: "crawl", Input: p.URL, Whole: true}
	for _, c := range change {
		c(in)
	}
	if err := in.Begin(w.Context()); err != nil {
		w.Fatal(err)
	}
	reading := data.Reading{Source: in.Source, ReadAt: w.now(), Live: true}
	summary, err := in.End(w.Context(), Feed{URL: p.URL, Client: testClient(fetch.Options{})}.Import(w.Context(), in, reading))
	if (err != nil) != (p.broken > 0) {
		w.Errorf("on day %d: %v", day, err)
	}
	return summary
}

var clubs = []string{"Ash", "Beech", "Cedar", "Damson", "Elder"}

// Must show: a feed that answers half its pages, then none, then all, closes nothing.
func TestPartsOfAFeedCloseNothing(t *testing.T) {
	w, feed := newWatched(t), newPaper(t, clubs...)
	const all = "Ash, Beech, Cedar, Damson, Elder"
	feed.read(w, 0)
	for day := 7; day < 70; day += 7 {
		feed.broken = 2
		if day%14 == 0 {
			feed.broken = 1
		}
		if s := feed.read(w, day); !s.Partial || s.Missing != 0 {
			t.Errorf("on day %d: %+v", day, s)
		}
	}
	w.wants("when it could not be had", all)
	feed.broken = 0
	if s := feed.read(w, 70); s.Partial || s.Unchanged != 5 || s.Missing != 0 {
		t.Errorf("whole again: %+v", s)
	}
	// It says that it has more than it gives.
	feed.names, feed.total = clubs[:4], 5
	for _, day := range []int{77, 84, 91} {
		feed.read(w, day)
	}
	w.wants("when it said that there is more", all)
	// Its record is broken.
	feed.names, feed.total, feed.spoilt = clubs, 0, "Elder"
	for _, day := range []int{98, 105, 112} {
		if s := feed.read(w, day); s.Rejected != 1 || s.Missing != 0 {
			t.Errorf("%+v", s)
		}
	}
	w.wants("when it could not be read", all)
	// An input that is not the whole of its source lacks nothing.
	feed.names, feed.spoilt = clubs[:4], ""
	for _, day := range []int{119, 126, 133} {
		feed.read(w, day, func(in *Intake) { in.Whole = false })
	}
	w.wants("when it was a part", all)
}

// Must show: what is absent three times over fourteen days, by a moved clock, is closed; and opened when it is there again.
func TestAbsentFromAFeed(t *testing.T) {
	w, feed := newWatched(t), newPaper(t, clubs...)
	feed.read(w, 0)
	feed.names = []string{"Ash", "Beech", "Damson", "Elder"}
	for range 5 {
		feed.read(w, 1)
	}
	w.wants("on the first day", "Ash, Beech, Cedar, Damson, Elder")
	if s := feed.read(w, 8); s.Missing != 1 || s.Closed != 0 || s.MissingIgnored {
		t.Errorf("on day 8: %+v", s)
	}
	w.wants("after a week", "Ash, Beech, Cedar, Damson, Elder")
	if s := feed.read(w, 15); s.Missing != 1 || s.Closed != 1 || s.Partial {
		t.Errorf("on day 15: %+v", s)
	}
	w.wants("after two weeks", "Ash, Beech, Cedar inactive, Damson, Elder")
	feed.names = clubs
	if s := feed.read(w, 22); s.Updated != 1 || s.Unchanged != 4 {
		t.Errorf("there again: %+v", s)
	}
	w.wants("there again", "Ash, Beech, Cedar, Damson, Elder")
	// Again missing, and the clock jumps: nothing follows until two weeks have passed by one that stands.
	feed.names = clubs[:4]
	for _, day := range []int{29, 36, 3000, -400} {
		feed.read(w, day)
	}
	w.wants("when the clock jumped", "Ash, Beech, Cedar, Damson, Elder")
}

func TestMuchMissingFromAFeed(t *testing.T) {
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("Wood %02d", i))
	}
	w, feed := newWatched(t), newPaper(t, many...)
	feed.read(w, 0)
	before := w.states()
	feed.names = many[:25]
	for _, day := range []int{7, 14, 21, 28} {
		if s := feed.read(w, day); !s.MissingIgnored || s.Missing != 15 || s.MissingOf != 40 || s.Closed != 0 {
			t.Errorf("on day %d: %+v", day, s)
		}
	}
	w.wants("when it lacked much", before)
	feed.names = nil // it answers, and there is nothing in it
	if s := feed.read(w, 35); !s.MissingIgnored || s.Missing != 40 {
		t.Errorf("%+v", s)
	}
	feed.names = many[:25]
	feed.read(w, 42, func(in *Intake) { in.Anyway = true })
	feed.read(w, 49)
	if s := feed.read(w, 56); s.Closed != 15 {
		t.Errorf("believed once: %+v", s)
	}
}

// crawlOn crawls a town on a day, into the store.
func (w *watched) crawlOn(day int, src Source) Summary {
	w.Helper()
	w.on(day)
	ctx, cancel := context.WithTimeout(w.Context(), time.Minute)
	defer cancel()
	in := &Intake{Store: w.kept, Source: src.Data(), Kind: "crawl", Input: "town", Whole: true}
	if err := in.Begin(ctx); err != nil {
		w.Fatal(err)
	}
	r := reading(src)
	r.ReadAt = w.now()
	tallies, err := Crawl(ctx, w.front, Settings{Retries: []time.Duration{time.Millisecond}, Now: w.now}, Job{
		Source: src, Client: testClient(fetch.Options{}), Reading: r,
		Take:   func(all []data.Item) ([]bool, error) { return in.TakeAll(ctx, all) },
		Sight:  func(ids []string, readAt time.Time) ([]string, error) { return in.Sight(ctx, ids, readAt) },
		Stated: func(pages []frontier.Page) error { return in.Stated(ctx, pages) },
	})
	if err != nil {
		w.Fatal(err)
	}
	if !tallies[0].Complete {
		in.CutOff()
	}
	summary, err := in.End(ctx, nil)
	if err != nil {
		w.Fatal(err)
	}
	return summary
}

func answers(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func moves(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusMovedPermanently) }
}

func clubPage(name string) http.HandlerFunc { return html("<h1>" + name + "</h1>") }

// A page that is gone is asked for again, and closed when it was gone three times over two weeks; one that cannot be had is not.
func TestAbsentPages(t *testing.T) {
	paths := []string{"/services/gone", "/services/back", "/services/barred", "/services/broken", "/services/blank", "/services/shy", "/services/home", "/services/moved", "/services/two", "/services/still"}
	pages := map[string]http.HandlerFunc{"/": linksTo(paths...), "/services/new": clubPage("moved")}
	robots := ""
	pages["/robots.txt"] = func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, robots) }
	for _, p := range paths {
		pages[p] = clubPage(strings.TrimPrefix(p, "/services/"))
	}
	pages["/services/two"] = html(`<script type="application/ld+json">[{"@type": "Library", "name": "North"}, {"@type": "Library", "name": "South"}]</script>`)
	site := newTown(t, pages)
	src, w := site.source(t, ""), newWatched(t)
	w.crawlOn(0, src)
	const all = "North, South, back, barred, blank, broken, gone, home, moved, shy, still"
	w.wants("at first", all)

	site.pages["/services/gone"] = answers(http.StatusNotFound)
	site.pages["/services/back"] = answers(http.StatusGone)
	robots = "User-agent: *\nDisallow: /services/barred\n"
	site.pages["/services/broken"] = answers(http.StatusInternalServerError)
	site.pages["/services/blank"] = html(`<script type="application/ld+json">{"@type": "Event", "name": "blank", "endDate": "2020-06-02"}</script>`)
	site.pages["/services/shy"] = html(`<meta name=robots content=noindex><h1>shy</h1>`)
	site.pages["/services/home"] = moves("/")
	site.pages["/services/moved"] = moves("/services/new")
	site.pages["/services/two"] = html(`<script type="application/ld+json">[{"@type": "Library", "name": "North"}, {"@type": "Library", "name": "East"}]</script>`)
	for range 3 {
		w.crawlOn(1, src)
	}
	const then = "East, " + all
	w.wants("on the first day", then)
	w.crawlOn(8, src)
	site.pages["/services/back"] = clubPage("back")
	if s := w.crawlOn(15, src); s.Closed != 5 || s.Missing != 5 || s.MissingOf != 12 || s.MissingIgnored {
		t.Errorf("%+v", s)
	}
	w.wants("after two weeks", "East, North, South inactive, back, barred, blank inactive, broken, gone inactive, home inactive, moved, shy inactive, still")

	// They are asked for still, and what comes back is open again.
	site.pages["/services/gone"], site.pages["/services/home"], site.pages["/services/blank"] = clubPage("gone"), clubPage("home"), clubPage("blank")
	w.crawlOn(22, src)
	w.wants("back again", "East, North, South inactive, back, barred, blank, broken, gone, home, moved, shy inactive, still")
}

// A site of which all listings are gone at once is not believed, and one of which nothing can be had closes nothing.
func TestAbsentSites(t *testing.T) {
	pages := map[string]http.HandlerFunc{"/": linksTo("/services/a", "/services/b"), "/services/a": clubPage("Ash"), "/services/b": clubPage("Beech")}
	site := newTown(t, pages)
	src, w := site.source(t, ""), newWatched(t)
	w.crawlOn(0, src)
	for path := range pages {
		site.pages[path] = answers(http.StatusNotFound)
	}
	for _, day := range []int{7, 14, 21, 28} {
		if s := w.crawlOn(day, src); !s.MissingIgnored || s.Missing != 2 {
			t.Errorf("on day %d: %+v", day, s)
		}
	}
	for path := range pages {
		site.pages[path] = answers(http.StatusBadGateway)
	}
	for _, day := range []int{35, 42, 49} {
		if s := w.crawlOn(day, src); s.Missing != 0 {
			t.Errorf("on day %d: %+v", day, s)
		}
	}
	w.wants("nothing of it is there", "Ash, Beech")
}

// A source that holds a part of what it has at a time lacks nothing.
func TestPartOfASource(t *testing.T) {
	site := newTown(t, nil)
	if src := site.source(t, ""); src.Part {
		t.Error("a source that does not say so is a part")
	}
	if src := site.source(t, "part: true"); !src.Part {
		t.Error("a part is taken for the whole")
	}
}
