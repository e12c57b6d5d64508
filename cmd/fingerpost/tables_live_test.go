package main_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Must show 7: tables are replaced under a server that answers all the time.
func TestTablesReplacedUnderServer(t *testing.T) {
	t.Parallel()
	made, _ := large(t)
	folder := teaFolder(t, copyFolder(t, made))
	moved := codePoint(t, 5, unit{"LS1 4AP", leedsEast}, unit{"LS1 4ZZ", leeds})
	s := serve(t, folder)
	before, log := sound(t, folder), read[status](t, "status", "--data", folder).Counts.Log
	if got := s.locate(t, query{"", "LS1 4ZZ"}).Origin; got.Precision != "sector" || !strings.Contains(strings.Join(got.Notes, " "), "do not know the postcode LS1 4ZZ") {
		t.Errorf("a postcode that is not in the table yet: %+v", got)
	}
	far := s.milesToTea(t)
	stop := s.hammer(t)

	got := read[tableSummary](t, "import", "postcodes", moved, "--data", folder)
	soon(t, "the new postcode is placed", func() bool { return s.precision(t, "LS1 4ZZ") == "unit" })
	soon(t, "the club has moved with its postcode", func() bool { return s.milesToTea(t) > far+1 })
	if got.Records != 301 || got.Usable != 301 || got.Moved != 1 || got.Rejected != 0 {
		t.Errorf("summary %+v, want 301 usable ones and one moved", got)
	}
	refused(t, 1, "--replace", "import", "postcodes", codePoint(t, 2), "--data", folder)
	must(t, "import", "postcodes", codePoint(t, 2), "--replace", "--data", folder)
	soon(t, "the smaller table is used", func() bool { return s.precision(t, "M1 1AB") == "sector" && s.precision(t, "LS1 4ZZ") == "sector" })
	soon(t, "the club is back", func() bool { return s.milesToTea(t) < far+1 })
	must(t, "import", "postcodes", moved, "--data", folder)
	soon(t, "the larger table is used again", func() bool { return s.precision(t, "LS1 4ZZ") == "unit" && s.milesToTea(t) > far+1 })
	if files := slices.Sorted(maps.Keys(tablesIn(t, folder))); !slices.Equal(files, []string{"postcodes.box"}) {
		t.Errorf("the folder of tables holds %v, want the one in use and nothing else", files)
	}
	killImports(t, s, folder)
	stop()
	if now := read[status](t, "status", "--data", folder).Counts.Log; now != log {
		t.Errorf("the log went from %d to %d: a table is no fact of a listing", log, now)
	}
	if list := read[[]waiting](t, "review", "--data", folder); len(list) != 0 {
		t.Errorf("%d changes wait: %+v", len(list), list)
	}
	sameAsRebuilt(t, s, folder, questionsOfTea)
	s.quiet(t, 0)
	if after := sound(t, folder); after.Digest != before.Digest || after.Revisions != before.Revisions {
		t.Errorf("the store changed from %+v to %+v", before, after)
	}
}

// killImports kills imports at random moments. The table that was there stays, whole and in use, and what was half-written
// is cleared away later.
func killImports(t *testing.T, s *server, folder string) {
	t.Helper()
	other := codePoint(t, 5, unit{"LS1 4AP", leedsEast}, unit{"LS1 4ZZ", leeds}, unit{"LS1 4ZY", leeds})
	whole := timed(func() { must(t, "import", "postcodes", other, "--data", empty(t)) })
	cut := 0
	for _, moment := range moments(t, whole) {
		if killAfter(t, moment, "import", "postcodes", other, "--data", folder) {
			continue
		}
		cut++
		is := tablesIn(t, folder)["postcodes.box"]
		if !wholeTable(is) || !strings.Contains(is, `"rows":301`) && !strings.Contains(is, `"rows":302`) {
			t.Fatalf("killed after %s: the table is neither the one before nor the new one", moment)
		}
		if s.precision(t, "LS1 4ZZ") != "unit" {
			t.Errorf("killed after %s: the table is no longer in use", moment)
		}
	}
	if cut < 3 {
		t.Errorf("only %d of %d imports were cut off; the others had ended", cut, kills)
	}
	for name := range tablesIn(t, folder) {
		long := time.Now().Add(-24 * time.Hour)
		if name != "postcodes.box" {
			if err := os.Chtimes(filepath.Join(folder, "geo", name), long, long); err != nil {
				t.Fatal(err)
			}
		}
	}
	must(t, "import", "postcodes", other, "--data", folder)
	if files := slices.Sorted(maps.Keys(tablesIn(t, folder))); !slices.Equal(files, []string{"postcodes.box"}) {
		t.Errorf("after the next import the folder of tables holds %v", files)
	}
	soon(t, "the table of the next import is used", func() bool { return s.precision(t, "LS1 4ZY") == "unit" })
	soon(t, "the club has its place", func() bool { return s.milesToTea(t) > 2 })
}

// sameAsRebuilt stops a server and wants an index that is built from nothing to answer as its index did.
func sameAsRebuilt(t *testing.T, s *server, folder string, questions []query) {
	t.Helper()
	want := map[query]answer{}
	for _, q := range questions {
		if want[q] = s.api(t, q); want[q].Total == 0 {
			t.Errorf("%s finds nothing, which proves nothing", q)
		}
	}
	s.stop(t)
	if err := os.RemoveAll(filepath.Join(folder, "index")); err != nil {
		t.Fatal(err)
	}
	for q, a := range want {
		if diff := cmp.Diff(a, cli(t, folder, q)); diff != "" {
			t.Errorf("%s: an index that is built from nothing answers otherwise (-followed +built):\n%s", q, diff)
		}
	}
}

// derived is how long it may take until the positions of thousands of services have been derived anew, on a slow machine and
// while many ask.
const derived = time.Minute

// Must show 7, at the size of the country. The table is taken away again while positions are derived from it, which must not
// leave some of them behind.
func TestCodePointOpenUnderServer(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; left out with -short")
	}
	table, folder := sharedData(t, "postcodes/codepo_gb.zip"), copyFolder(t, manchester(t))
	s := serve(t, folder)
	without := s.answers(t)
	log := read[status](t, "status", "--data", folder).Counts.Log
	stop := s.hammer(t)
	must(t, "import", "postcodes", table, "--data", folder)
	soon(t, "the table is used", func() bool { return s.precision(t, "LS1 4AP") == "unit" })
	soon(t, "positions are derived from it", func() bool { return strings.Contains(s.log.String(), "derived anew") })
	stop()
	imported := tablesIn(t, folder)["postcodes.box"]
	remove := func() {
		t.Helper()
		if err := os.Remove(filepath.Join(folder, "geo", "postcodes.box")); err != nil {
			t.Fatal(err)
		}
	}
	remove()
	within(t, derived, "all is as it was without the table", func() bool { return cmp.Equal(without, s.answers(t)) })
	s.quiet(t, 0)
	s.stop(t)

	replace(t, folder, "postcodes.box", imported)
	if err := os.RemoveAll(filepath.Join(folder, "index")); err != nil {
		t.Fatal(err)
	}
	s = serve(t, folder)
	built := s.answers(t)
	if cmp.Equal(without, built) {
		t.Fatal("the table changes no answer, which proves nothing")
	}
	remove()
	within(t, derived, "all is as it was without the table", func() bool { return cmp.Equal(without, s.answers(t)) })
	stop = s.hammer(t)
	replace(t, folder, "postcodes.box", imported)
	within(t, derived, "the server answers as one whose index is built from nothing", func() bool { return cmp.Equal(built, s.answers(t)) })
	stop()
	if now := read[status](t, "status", "--data", folder).Counts.Log; now != log {
		t.Errorf("the log went from %d to %d: a table is no fact of a listing", log, now)
	}
	s.quiet(t, 0)
}

// answers are those of a running server to the questions of every kind.
func (s *server) answers(t testing.TB) map[query]answer {
	t.Helper()
	all := map[query]answer{}
	for _, q := range questions {
		all[q] = s.api(t, q)
	}
	return all
}
