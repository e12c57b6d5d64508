package main_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fingerpost/index"
)

// questions are searches of every kind: with words and without, near and not, rich and poor, in town and country.
var questions = []query{
	{"tablet", "LS1 4AP"}, {"food bank", "M15 5JB"}, {"library", "M32 0TH"}, {"cheap tablet for my mum", "LS1 4AP"},
	{"someone to talk to", "DN15 6XP"}, {"walking", "HP22 4PE"}, {"pharmacy", "OL1 1AA"}, {"", "M15 5JB"}, {"mental health", "Trafford"},
	{"tablet", ""}, {"debt advice", "EH1 1YZ"},
}

// Must show 4: the command with the server stopped and running, the API and the page agree on ids and order.
func TestWaysToAskAgree(t *testing.T) {
	t.Parallel()
	folder := copyFolder(t, manchester(t))
	must(t, "import", "listings", "--data", folder) // as the first start of the server does
	stopped := map[query]answer{}
	for _, q := range questions {
		stopped[q] = cli(t, folder, q)
	}
	s := serve(t, folder)
	bands := map[string]int{}
	for _, q := range questions {
		want := s.api(t, q)
		for band, n := range want.reaches() {
			bands[band] += n
		}
		if len(want.Results) == 0 {
			t.Errorf("%s: nothing is found", q)
		}
		if diff := cmp.Diff(want.shown(), stopped[q].shown()); diff != "" {
			t.Errorf("%s: the command without a server differs from /api/search (-api +command):\n%s", q, diff)
		}
		if diff := cmp.Diff(want, cli(t, folder, q)); diff != "" {
			t.Errorf("%s: the command beside a server differs from /api/search (-api +command):\n%s", q, diff)
		}
		if q.near == "" {
			continue // without a place there are no bands on the page
		}
		if diff := cmp.Diff(want.shown(), s.html(t, q)); diff != "" {
			t.Errorf("%s: the page differs from /api/search (-api +page):\n%s", q, diff)
		}
		at := func(r found) int { return slices.Index(index.Bands, index.Reach(r.Reach).Band()) }
		if !slices.IsSortedFunc(want.Results, func(a, b found) int { return at(a) - at(b) }) {
			t.Errorf("%s: the bands are mixed: %v", q, want.shown())
		}
	}
	for _, band := range []string{"near", "area", "nation", "uk"} {
		if bands[band] == 0 {
			t.Errorf("no result of any search is in the band %q: %v", band, bands)
		}
	}
}

// Must show 6: an index whose folder was removed comes back with the same answers; so does one that is damaged.
func TestIndexComesBack(t *testing.T) {
	t.Parallel()
	folder := copyFolder(t, manchester(t))
	s := serve(t, folder)
	before := map[query]answer{}
	for _, q := range questions {
		before[q] = s.api(t, q)
	}
	s.stop(t)
	for _, harm := range []struct {
		name string
		do   func(t *testing.T)
	}{
		{"removed", func(t *testing.T) {
			if err := os.RemoveAll(filepath.Join(folder, "index")); err != nil {
				t.Fatal(err)
			}
		}},
		{"its description damaged", func(t *testing.T) {
			write(t, indexFiles(t, folder), "index_meta.json", "{nonsense")
		}},
		{"its files cut off", func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join(indexFiles(t, folder), "store", "*"))
			if err != nil || len(files) == 0 {
				t.Fatalf("no files to damage: %v", err)
			}
			for _, file := range files {
				if err := os.Truncate(file, 100); err != nil {
					t.Fatal(err)
				}
			}
		}},
	} {
		t.Run(harm.name, func(t *testing.T) {
			harm.do(t)
			s := serve(t, folder)
			for _, q := range questions {
				if diff := cmp.Diff(before[q], s.api(t, q)); diff != "" {
					t.Errorf("%s: another answer after the index was built again (-before +after):\n%s", q, diff)
				}
			}
			s.stop(t)
		})
	}
}
