package index_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

// realQueries are what people look for, with and without a place, for comparing one index with another.
func realQueries(t testing.TB) []index.Request {
	var all []index.Request
	for _, q := range []struct{ text, near string }{
		{"", ""}, {"", "LS1 4AP"}, {"", "M15 5JB"}, {"", "DN15 6XP"}, {"tablet", "LS1 4AP"}, {"food bank", "M15 5JB"}, {"library", "S1 2HH"},
		{"how could my mum get hold of a cheap tablet", "LS1 4AP"}, {"someone to talk to", "HP22 4PE"}, {"carers", "DN15 6XP"},
		{"dementia cafe", "DN15 6XP"}, {"yoga", "HP22 4PE"}, {"debt", ""}, {"age uk", ""}, {"pharmacy", "M33 2DH"}, {"libary", "LS1 4AP"},
		{"befriending for older people", "DN15 6XP"}, {"swimming lessons for disabled children", ""}, {"samaritans", "BT1 5GS"},
		{"job centre", "OL1 1AA"}, {"men's shed", "DN15 6XP"}, {"autism support group", "EH1 1YZ"}, {"zzzzz", "LS1 4AP"},
	} {
		r := index.Request{Text: q.text, Limit: 10_000}
		if q.near != "" {
			o := find(t, q.near)
			r.Origin = &o
		}
		all = append(all, r)
		if q.text == "" {
			r.Sort = index.ByDistance
			all = append(all, r)
			r.Filters = index.Filters{"topic": {"food"}}
			all = append(all, r)
		}
	}
	return all
}

// answers are the results of many searches, with all that a person sees of their order.
type answers [][]seen

type seen struct {
	service  data.ServiceID
	location data.LocationID
	reach    index.Reach
	distance geo.Miles
}

func ask(t testing.TB, x *index.Index, requests []index.Request) answers {
	t.Helper()
	var all answers
	for _, r := range requests {
		var one []seen
		for _, result := range search(t, x, r).Results {
			s := seen{service: result.Service, location: result.Location, reach: result.Reach}
			if result.Distance != nil {
				s.distance = *result.Distance
			}
			one = append(one, s)
		}
		all = append(all, one)
	}
	return all
}

func (want answers) compare(t testing.TB, how string, got answers, requests []index.Request) {
	t.Helper()
	for i := range want {
		if slices.Equal(want[i], got[i]) {
			continue
		}
		at := 0
		for at < min(len(want[i]), len(got[i])) && want[i][at] == got[i][at] {
			at++
		}
		t.Errorf("%s: %q near %v: %d results were %d; they differ from number %d", how, requests[i].Text, requests[i].Origin != nil,
			len(got[i]), len(want[i]), at+1)
	}
}

// TestRebuilt promises that the index holds no truth: opened again, deleted, or built again after any damage, it gives the
// same answers from the real data, in the same order.
func TestRebuilt(t *testing.T) {
	kept := realStore(t)
	requests := realQueries(t)
	folder := filepath.Join(t.TempDir(), "index")
	x := open(t, folder)
	follow(t, x, kept)
	want := ask(t, x, requests)
	if n := len(want[0]); n < 4000 {
		t.Fatalf("the real data has %d services", n)
	}
	closeIndex(t, x)

	x = open(t, folder)
	want.compare(t, "opened again", ask(t, x, requests), requests)
	follow(t, x, kept)
	want.compare(t, "opened again and followed", ask(t, x, requests), requests)
	closeIndex(t, x)

	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	x = open(t, folder)
	follow(t, x, kept)
	want.compare(t, "deleted", ask(t, x, requests), requests)
	closeIndex(t, x)
}

// TestDamaged promises that no damage to the files keeps an index from being opened, and that it then gives the same
// answers.
func TestDamaged(t *testing.T) {
	o := find(t, "LS1 4AP")
	log := newMemory(variety(o, 300)...)
	requests := []index.Request{{}, {Text: "bread"}, {Text: "soup", Origin: &o}, {Origin: &o}, {Text: "tablets", Origin: &o}, {Text: "bred"}}
	want := ask(t, indexOf(t, log), requests)

	truncate := func(name string, part int64) func(*testing.T, string) {
		return func(t *testing.T, folder string) {
			path := only(t, filepath.Join(folder, name))
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(path, info.Size()*part/8); err != nil {
				t.Fatal(err)
			}
		}
	}
	write := func(name, text string) func(*testing.T, string) {
		return func(t *testing.T, folder string) {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove := func(name string) func(*testing.T, string) {
		return func(t *testing.T, folder string) {
			for _, path := range every(t, filepath.Join(folder, name)) {
				if err := os.RemoveAll(path); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for _, damage := range []struct {
		what string
		do   func(*testing.T, string)
	}{
		{"nothing", func(*testing.T, string) {}},
		{"all removed", remove("*")},
		{"all but the lock removed", remove("bleve")},
		{"the store removed", remove("bleve/store")},
		{"a file instead of it", func(t *testing.T, folder string) { remove("bleve")(t, folder); write("bleve", "?")(t, folder) }},
		{"no index_meta.json", remove("bleve/index_meta.json")},
		{"garbage in index_meta.json", write("bleve/index_meta.json", "{garbage")},
		{"an empty index_meta.json", write("bleve/index_meta.json", "")},
		{"another kind of index", write("bleve/index_meta.json", `{"storage":"moss","index_type":"upside_down"}`)},
		{"no root.bolt", remove("bleve/store/root.bolt")},
		{"an empty root.bolt", truncate("bleve/store/root.bolt", 0)},
		{"an eighth of root.bolt", truncate("bleve/store/root.bolt", 1)},
		{"a quarter of root.bolt", truncate("bleve/store/root.bolt", 2)},
		{"half of root.bolt", truncate("bleve/store/root.bolt", 4)},
		{"most of root.bolt", truncate("bleve/store/root.bolt", 7)},
		{"garbage in root.bolt", write("bleve/store/root.bolt", "garbage")},
		{"no segments", remove("bleve/store/*.zap")},
		{"an empty segment", truncate("bleve/store/*.zap", 0)},
		{"an eighth of a segment", truncate("bleve/store/*.zap", 1)},
		{"half of a segment", truncate("bleve/store/*.zap", 4)},
		{"most of a segment", truncate("bleve/store/*.zap", 7)},
		{"a letter changed inside a segment", flip("bleve/store/*.zap")},
		{"an entry that is none", put(map[string]any{"entry": "not an entry"})},
		{"an entry of another document", put(map[string]any{"entry": `{"s":"other"}`})},
		{"a document without an entry", put(map[string]any{"name": "stray"})},
		{"no checkpoint", internal("")},
		{"a checkpoint that is none", internal("?")},
		{"a checkpoint of another format", internal(`{"epoch":"one","log":300,"format":999}`)},
	} {
		t.Run(damage.what, func(t *testing.T) {
			folder := t.TempDir()
			x := open(t, folder)
			follow(t, x, log)
			closeIndex(t, x)
			damage.do(t, folder)
			x = open(t, folder)
			follow(t, x, log)
			want.compare(t, damage.what, ask(t, x, requests), requests)
			closeIndex(t, x)
			x = open(t, folder)
			want.compare(t, damage.what+", and opened again", ask(t, x, requests), requests)
			closeIndex(t, x)
		})
	}
}

// flip changes one byte in the middle of a file.
func flip(name string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		path := only(t, filepath.Join(folder, name))
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b[len(b)/2] ^= 0x55
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// settled lists the files of a pattern once they no longer change: Bleve merges in the background, and a merge whose files are
// cut under it ends the process, which is another matter than a search that finds them cut.
func settled(t testing.TB, pattern string) []string {
	t.Helper()
	was, since := every(t, pattern), time.Now()
	for begin := time.Now(); time.Since(since) < time.Second; time.Sleep(50 * time.Millisecond) {
		if is := every(t, pattern); !slices.Equal(was, is) {
			was, since = is, time.Now()
		}
		if time.Since(begin) > time.Minute {
			t.Fatal("the files do not settle")
		}
	}
	return was
}

func every(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	return paths
}

func only(t *testing.T, pattern string) string {
	t.Helper()
	paths := every(t, pattern)
	return paths[len(paths)-1]
}

// put adds a document of one's own to an index, behind its back.
func put(doc map[string]any) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		meddle(t, folder, func(b bleve.Index) error { return b.Index("stray/", doc) })
	}
}

// internal replaces the checkpoint.
func internal(checkpoint string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		meddle(t, folder, func(b bleve.Index) error {
			if checkpoint == "" {
				return b.DeleteInternal([]byte("checkpoint"))
			}
			return b.SetInternal([]byte("checkpoint"), json.RawMessage(checkpoint))
		})
	}
}

func meddle(t *testing.T, folder string, do func(bleve.Index) error) {
	t.Helper()
	b, err := bleve.Open(filepath.Join(folder, "bleve"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(do(b), b.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestLocked promises that a second opening is refused at once, and harms nothing.
func TestLocked(t *testing.T) {
	folder := t.TempDir()
	x := open(t, folder)
	log := newMemory(service("Larder"))
	follow(t, x, log)
	for range 3 {
		if _, err := index.Open(folder, setting(t)); !errors.Is(err, index.ErrLocked) {
			t.Fatalf("a second opening: %v, want %v", err, index.ErrLocked)
		}
	}
	if found(t, x, "larder") != 1 {
		t.Error("the first one has lost what it had")
	}
	closeIndex(t, x)
	x = open(t, folder)
	if found(t, x, "larder") != 1 {
		t.Error("opened again it has lost what it had")
	}
	closeIndex(t, x)
}

// TestCannotOpen promises an error, not an index without a home, where there can be no folder.
func TestCannotOpen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{file, filepath.Join(file, "below")} {
		if x, err := index.Open(folder, setting(t)); err == nil {
			closeIndex(t, x)
			t.Errorf("%s opened", folder)
		}
	}
}

// hooked is a log that calls a function before it gives listings.
type hooked struct {
	index.Log
	before func()
}

func (h hooked) Listings(ctx context.Context, ids []data.ServiceID) ([]data.Listing, error) {
	h.before()
	return h.Log.Listings(ctx, ids)
}

// TestRebuiltBeside promises that an index which is built again, for other words or another log, is searched all the while
// as it was, that what changes meanwhile is found, and that a program which ends before goes on with the old one.
func TestRebuiltBeside(t *testing.T) {
	o := find(t, "LS1 4AP")
	folder := t.TempDir()
	log := newMemory(variety(o, 1500)...)
	x := open(t, folder)
	follow(t, x, log)
	want := ids(search(t, x, index.Request{Text: "soup", Origin: &o}))
	closeIndex(t, x)

	other := setting(t)
	other.Lexicon.Topics.All = slices.Clone(other.Lexicon.Topics.All)
	other.Lexicon.Topics.All[0].Name += " or write to"
	x, err := index.Open(folder, other)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	_, err = x.Follow(ctx, hooked{log, func() {
		if calls++; calls == 1 {
			if got := ids(search(t, x, index.Request{Text: "soup", Origin: &o})); !slices.Equal(got, want) {
				t.Errorf("while it is built again, %d are found, %d were before", len(got), len(want))
			}
			log.put(service("Zanzibar singers"))
			return
		}
		cancel() // the program ends before it is finished
	}}, nil)
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	closeIndex(t, x)

	x, err = index.Open(folder, other)
	if err != nil {
		t.Fatal(err)
	}
	defer closeIndex(t, x)
	if n, _ := x.Ready(); n < 1500 {
		t.Errorf("after it was broken off there are %d services, want those of before", n)
	}
	found := false
	follow(t, x, hooked{log, func() {
		found = found || search(t, x, index.Request{Text: "zanzibar"}).Total == 1
	}})
	if !found {
		t.Error("what was new is not found before the new index is finished")
	}
	if n, ready := x.Ready(); n != 1501 || !ready {
		t.Errorf("at the end: %d services, ready: %v", n, ready)
	}
	if left, err := filepath.Glob(filepath.Join(folder, "bleve*")); err != nil || len(left) != 1 {
		t.Errorf("left in the folder: %v %v", left, err)
	}
}

// TestDamagedWhileSearched promises that damage which a search stumbles over is said, and mended by following.
func TestDamagedWhileSearched(t *testing.T) {
	o := find(t, "LS1 4AP")
	folder := t.TempDir()
	log := newMemory(variety(o, 1500)...)
	x := open(t, folder)
	follow(t, x, log)
	closeIndex(t, x) // so that all of it is in files
	x = open(t, folder)
	follow(t, x, log)
	want := ids(search(t, x, index.Request{Text: "soup", Origin: &o}))
	for _, file := range settled(t, filepath.Join(folder, "bleve*", "store", "*.zap")) {
		if err := os.Truncate(file, 100); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := x.Search(t.Context(), index.Request{Text: "bread", Origin: &o}); !errors.Is(err, index.ErrDamaged) {
		t.Fatalf("searching cut files: %v, want %v", err, index.ErrDamaged)
	}
	if _, ready := x.Ready(); ready {
		t.Error("it says that it is ready")
	}
	if _, err := x.Suggest(t.Context(), "serv", "", 5); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("suggesting: %v, want %v", err, index.ErrDamaged)
	}
	follow(t, x, log)
	if got := ids(search(t, x, index.Request{Text: "soup", Origin: &o})); !slices.Equal(got, want) {
		t.Errorf("built again it finds %d, before %d", len(got), len(want))
	}
	closeIndex(t, x)
	x = open(t, folder)
	defer closeIndex(t, x)
	if n, _ := x.Ready(); n != 1500 {
		t.Errorf("opened again it has %d services", n)
	}
}
