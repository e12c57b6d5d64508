package main_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
)

// woods is a feed of as many services as it is told to have, in two pages; it can be told to fail.
type woods struct {
	*httptest.Server
	has, failsFrom atomic.Int64
	lacks          atomic.Int64 // the number of one that is left out; 0: none is
}

func newWoods(t *testing.T, has int64) *woods {
	f := &woods{}
	f.has.Store(has)
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := int64(1)
		fmt.Sscan(r.URL.Query().Get("page"), &page)
		if r.URL.Path != "/services" {
			http.NotFound(w, r)
			return
		}
		if from := f.failsFrom.Load(); from > 0 && page >= from {
			http.Error(w, "broken", http.StatusInternalServerError)
			return
		}
		var all []any
		for n := int64(1); n <= f.has.Load(); n++ {
			if n != f.lacks.Load() {
				all = append(all, map[string]any{"id": fmt.Sprint("wood-", n), "name": fmt.Sprintf("Wood Walk %d", n), "status": "active", "description": "A walk in a wood."})
			}
		}
		half := (len(all) + 1) / 2
		contents := all[:half]
		if page == 2 {
			contents = all[half:]
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{"total_items": len(all), "total_pages": 2, "page_number": page, "contents": contents})
	}))
	t.Cleanup(f.Close)
	return f
}

// lacked is what a reading of a source says of what it lacks.
type lacked struct {
	summary
	Missing, Closed int
	MissingOf       int  `json:"missing_of"`
	MissingIgnored  bool `json:"missing_ignored"`
}

// Must show: a feed answering half its pages, then none, then all closes nothing; what it lacks for two weeks is closed, said
// when, and found by its old address; and a person closes and opens.
func TestWhatAFeedLacks(t *testing.T) {
	feed := newWoods(t, 4)
	content, folder := t.TempDir(), empty(t)
	if err := os.Mkdir(filepath.Join(content, "sources"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(content, "sources"), "woods.yaml", "key: woods\nname: Walks in woods\nkind: open-referral\nstart: "+feed.URL+"\nlicence: OGL-UK-3.0\narea: E08000035\nallow_private: true\npace: 1ms\n")
	crawl := func(more ...string) (result, []lacked) {
		r := run(t, append([]string{"crawl", "woods", "--json", "--content", content, "--data", folder}, more...)...)
		if r.out == "" {
			t.Fatal(r.errs)
		}
		return r, decode[[]lacked](t, r.out)
	}
	suspected := func() (n int) {
		for _, one := range read[struct {
			Sources []struct {
				Key       string
				Suspected int
			}
		}](t, "status", "--content", content, "--data", folder).Sources {
			if one.Key == "woods" {
				n = one.Suspected
			}
		}
		return n
	}
	if r, got := crawl(); r.code != 0 || got[0].Created != 4 {
		t.Fatalf("%+v %+v", r, got)
	}
	for _, from := range []int64{2, 1, 0} {
		feed.failsFrom.Store(from)
		if r, got := crawl(); (r.code == 0) != (from == 0) || len(got) > 0 && got[0].Missing > 0 {
			t.Errorf("failing from page %d: exit %d, %+v", from, r.code, got)
		}
	}
	feed.lacks.Store(3)
	if _, got := crawl(); got[0].Missing != 1 || got[0].MissingOf != 4 || got[0].Closed != 0 || suspected() != 1 {
		t.Errorf("%+v, %d suspected", got, suspected())
	}
	if said := must(t, "status", "--content", content, "--data", folder).out; !strings.Contains(said, "1 listing of it missing when it was last read") {
		t.Errorf("status does not say what is suspected:\n%s", said)
	}
	feed.lacks.Store(0)
	if crawl(); suspected() != 0 {
		t.Error("what is there again is suspected")
	}

	// It was missing two weeks and one week ago, and today.
	id := data.Mint[data.ServiceID](data.LevelService, "woods", "wood-3")
	began := time.Now()
	lackedAt(t, folder, "wood-3", began.AddDate(0, 0, -14).Add(-time.Minute), began.AddDate(0, 0, -7))
	feed.lacks.Store(3)
	if _, got := crawl(); got[0].Closed != 1 {
		t.Errorf("%+v", got)
	}
	s := serve(t, folder)
	path := "/services/" + string(id) + "/wood-walk-3"
	if page := s.page(t, path); !strings.Contains(page, "“Walks in woods” has not listed this service since ") || !strings.Contains(page, "It was last seen there on ") {
		t.Errorf("the old address says:\n%s", page)
	}
	refused(t, 2, "--why", "review", "close", string(id), "--data", folder)
	refused(t, 2, "no service", "review", "close", "0000", "--why", "x", "--data", folder)
	must(t, "review", "close", s.address+path, "--why", "rang them", "--by", "Kim", "--data", folder)
	refused(t, 2, "already", "review", "close", string(id), "--why", "rang them", "--data", folder)
	if page := s.page(t, path); !strings.Contains(page, "This service has closed for good. We made sure of it on ") || strings.Contains(page, "Kim") {
		t.Errorf("the old address says:\n%s", page)
	}
	feed.lacks.Store(0)
	if _, got := crawl(); got[0].Pending != 1 || got[0].Updated != 0 { // it had gone, and is listed again: that is news
		t.Errorf("what a person closed is listed again: %+v", got)
	}
	if page := s.page(t, path); !strings.Contains(page, "This service has closed for good.") {
		t.Errorf("a source has opened it:\n%s", page)
	}
	if said := must(t, "review", "reopen", string(id), "--why", "it has begun again", "--data", folder).out; !strings.Contains(said, "Wood Walk 3 is open.") {
		t.Error(said)
	}
	if page := s.page(t, path); !strings.Contains(page, "This service is open again.") {
		t.Errorf("the old address says:\n%s", page)
	}
	s.stop(t)

	// A person has decided something of another, so one is asked before that closes.
	other := data.Mint[data.ServiceID](data.LevelService, "woods", "wood-4")
	edit(t, folder, other, "summary", `"Ring first."`)
	lackedAt(t, folder, "wood-4", began.AddDate(0, 0, -14).Add(-time.Minute), began.AddDate(0, 0, -7))
	feed.lacks.Store(4)
	if _, got := crawl(); got[0].Closed != 0 || got[0].Pending != 1 {
		t.Errorf("%+v", got)
	}
	waits := read[[]struct {
		ID, Level, Of, Name string
		Absent              *data.Absent
	}](t, "review", "--data", folder)
	if len(waits) != 1 || waits[0].Of != string(other) || waits[0].Absent == nil || waits[0].Absent.Since.IsZero() {
		t.Fatalf("%+v", waits)
	}
	for _, args := range [][]string{{"review"}, {"review", "show", waits[0].ID}} {
		if said := must(t, append(args, "--data", folder)...).out; !strings.Contains(said, "woods no longer lists it: missing since ") || !strings.Contains(said, "last seen on ") {
			t.Errorf("%v does not say why:\n%s", args, said)
		}
	}
	must(t, "review", "accept", waits[0].ID, "--by", "Kim", "--data", folder)
	sound(t, folder)
}

// edit sets a field on the word of a person.
func edit(t *testing.T, folder string, id data.ServiceID, field, value string) {
	t.Helper()
	kept, err := store.OpenFolder(t.Context(), folder, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if _, err := kept.Edit(t.Context(), data.LevelService, string(id), map[string]json.RawMessage{field: json.RawMessage(value)}, "Kim", "rang them"); err != nil {
		t.Fatal(err)
	}
}

// lackedAt notes that the feed lacked something at some times.
func lackedAt(t *testing.T, folder, own string, times ...time.Time) {
	t.Helper()
	kept, err := store.OpenFolder(t.Context(), folder, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	for _, at := range times {
		if _, err := kept.Lacks(t.Context(), "woods", []store.Missing{{ID: own, At: at}}, false); err != nil {
			t.Fatal(err)
		}
	}
}

// A source that lacks much at once is not believed, and whoever runs the directory is told; an import lacks nothing unless it
// is said to be whole.
func TestWhatAnImportLacks(t *testing.T) {
	folder, feeds := empty(t), t.TempDir()
	services := func(n int) string {
		var lines strings.Builder
		for i := range n {
			fmt.Fprintf(&lines, `{"id": "wood-%d", "name": "Wood Walk %d", "status": "active", "description": "A walk."}`+"\n", i, i)
		}
		return write(t, feeds, "woods.ndjson", lines.String())
	}
	take := func(n int, more ...string) lacked {
		t.Helper()
		return read[lacked](t, append([]string{"import", "open-referral", services(n), "--source", "woods", "--area", "E08000035", "--data", folder}, more...)...)
	}
	take(40)
	if got := take(20); got.Missing != 0 {
		t.Errorf("a part: %+v", got)
	}
	if got := take(39, "--whole"); got.Missing != 1 || got.MissingIgnored || got.MissingOf != 40 {
		t.Errorf("%+v", got)
	}
	if got := take(20, "--whole"); got.Missing != 20 || !got.MissingIgnored || got.Closed != 0 {
		t.Errorf("half of it: %+v", got)
	}
	const want = "woods now lacks 20 of its 40 listings. Nothing was closed."
	for _, command := range []string{"status", "review"} {
		if said := must(t, command, "--data", folder).out; !strings.Contains(said, want) {
			t.Errorf("%s does not say %q:\n%s", command, want, said)
		}
	}
	if got := take(20, "--whole", "--anyway"); got.Missing != 20 || got.MissingIgnored {
		t.Errorf("believed: %+v", got)
	}
}
