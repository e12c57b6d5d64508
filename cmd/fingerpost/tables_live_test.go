package main_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// located is an answer with the place that it starts from.
type located struct {
	answer
	Origin *struct {
		Label, Precision string
		Lat, Lon         float64
		Areas, Notes     []string
	}
}

func (s *server) locate(t testing.TB, q query) located {
	t.Helper()
	got := decode[located](t, s.page(t, "/api/search?"+q.encode()))
	if got.Origin == nil {
		t.Fatalf("%s has no place to start from", q)
	}
	return got
}

// precision is how closely the server knows a place.
func (s *server) precision(t testing.TB, near string) string {
	t.Helper()
	return s.locate(t, query{"", near}).Origin.Precision
}

// soon waits until something holds after a command has ended: 5 seconds are what is promised (Must show 7).
func soon(t testing.TB, what string, holds func() bool) {
	t.Helper()
	within(t, 5*time.Second, what, holds)
}

func within(t testing.TB, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	start := time.Now()
	for !holds() {
		if time.Since(start) > limit {
			t.Fatalf("not within %s: %s", limit, what)
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Logf("%s after %s", what, time.Since(start).Round(10*time.Millisecond))
}

// tablesIn are the files of the tables in a data folder, by name.
func tablesIn(t testing.TB, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(folder, "geo"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, "geo", e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(b)
	}
	return files
}

// wholeTable reports whether a table ends with the digest of what stands before it.
func wholeTable(b string) bool {
	cut := len(b) - sha256.Size
	if cut < 0 {
		return false
	}
	sum := sha256.Sum256([]byte(b[:cut]))
	return b[cut:] == string(sum[:])
}

// hammer asks a server for pages and answers without a pause until it is told to stop. Each must be whole.
func (s *server) hammer(t testing.TB) (stop func()) {
	t.Helper()
	var (
		mu      sync.Mutex
		wrong   []string
		answers int
		slowest time.Duration
		group   sync.WaitGroup
	)
	ended := make(chan struct{})
	near := [][]string{{"LS1 4AP", "Leeds", "LS2 7AB"}, {"LS1 4ZZ", "53.7953,-1.5533", "M15 5AB"}, {"LS6 3AA", "E08000035", "M1 1AB"}, {"DN15 6XP", "LS1 4", "M15"}}
	for _, places := range near {
		group.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-ended:
					return
				default:
				}
				q := query{[]string{"walking", "tea", "", "advice desk"}[i%4], places[i%len(places)]}
				path := []string{"/api/search?", "/api/search?", "/search?"}[i%3] + q.encode()
				began := time.Now()
				fault := s.fault(path)
				mu.Lock()
				answers++
				slowest = max(slowest, time.Since(began))
				if fault != "" {
					wrong = append(wrong, path+": "+fault)
				}
				mu.Unlock()
			}
		})
	}
	var once sync.Once
	stop = func() {
		once.Do(func() {
			close(ended)
			group.Wait()
			t.Logf("%d answers meanwhile, the slowest after %s", answers, slowest.Round(time.Millisecond))
			if answers < 100 {
				t.Errorf("only %d requests were answered meanwhile, which proves little", answers)
			}
			for _, fault := range wrong[:min(len(wrong), 5)] {
				t.Errorf("%d of %d answers were wrong: %s", len(wrong), answers, fault)
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

// fault asks for an answer and says what is wrong with it.
func (s *server) fault(path string) string {
	got, err := client.Get(s.address + path)
	if err != nil {
		return err.Error()
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	switch {
	case err != nil:
		return err.Error()
	case got.StatusCode != http.StatusOK:
		return fmt.Sprintf("%d: %.200s", got.StatusCode, body)
	case strings.HasPrefix(path, "/api/"):
		var a located
		if err := json.Unmarshal(body, &a); err != nil || a.Origin == nil || a.Origin.Precision == "" || len(a.Origin.Areas) == 0 || a.Origin.Lat < 49 || a.Origin.Lat > 61 {
			return fmt.Sprintf("not an answer from a place: %v: %.200s", err, body)
		}
	case !bytes.HasSuffix(bytes.TrimSpace(body), []byte("</html>")):
		return "not a whole page"
	}
	return ""
}

// quiet wants a log without errors and panics, and with so many warnings.
func (s *server) quiet(t testing.TB, warnings int) {
	t.Helper()
	log := s.log.String()
	if strings.Contains(log, "level=ERROR") || strings.Contains(log, "panic") || strings.Contains(log, "goroutine ") {
		t.Errorf("the server logged an error:\n%s", log)
	}
	if n := strings.Count(log, "level=WARN"); n != warnings {
		t.Errorf("the server logged %d warnings, want %d:\n%s", n, warnings, log)
	}
}

const teaClub = "Name,About,Run by,Address,Postcode,Phone\nTea club,Tea and talk,Tea trust,900 Wisteria Lane,LS1 4AP,0113 496 0001\n"

// teaFolder is a data folder with some hundred services, one of them placed by its postcode alone, and small tables.
func teaFolder(t *testing.T, folder string) string {
	t.Helper()
	must(t, importTable(t, folder, teaClub)...)
	must(t, "import", "listings", "--data", folder) // as the first start of the server does
	must(t, "import", "postcodes", codePoint(t, 5), "--data", folder)
	return folder
}

var tea = query{"tea club", "LS6 3AA"}

// milesToTea is how far it is from LS6 3AA to the one club that has no coordinates.
func (s *server) milesToTea(t testing.TB) float64 {
	t.Helper()
	if r := s.only(t, tea, "Tea club"); r.DistanceMiles != nil {
		return *r.DistanceMiles
	}
	return -1
}

// questionsOfTea are searches that a new table of postcodes answers otherwise.
var questionsOfTea = []query{tea, {"tea club", "LS1 4ZZ"}, {"walking", "LS1 4AP"}, {"choir society", "M15 5AB"}, {"", "LS2 7AB"}}

// Must show 7: tables are replaced under a server that answers all the time.
func TestTablesReplacedUnderServer(t *testing.T) {
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

// replace puts a file in the place of a table in one step.
func replace(t testing.TB, folder, name, content string) {
	t.Helper()
	if err := os.Rename(write(t, folder, "fresh", content), filepath.Join(folder, "geo", name)); err != nil {
		t.Fatal(err)
	}
}

// A table that is damaged harms nobody: what was in use answers, or what is part of the program, and a sentence says what
// to do about it.
func TestDamagedTable(t *testing.T) {
	folder := teaFolder(t, empty(t))
	must(t, "import", "places", places(t), "--data", folder)
	must(t, "import", "areas", areas(t, 1, "E08000035"), "--data", folder)
	good := tablesIn(t, folder)
	table := good["postcodes.box"]
	altered := []byte(table)
	altered[len(altered)/2] ^= 1
	again := []string{"import", "postcodes", codePoint(t, 5), "--data", folder}

	s := serve(t, folder)
	stop := s.hammer(t)
	for i, damaged := range []string{table[:len(table)/2], string(altered), ""} {
		replace(t, folder, "postcodes.box", damaged)
		soon(t, "the damage is noticed", func() bool { return strings.Count(s.log.String(), "level=WARN") > i })
	}
	time.Sleep(1500 * time.Millisecond) // three looks at the folder
	s.quiet(t, 3)
	if n := strings.Count(s.log.String(), `Run \"fingerpost import postcodes\" again.`); n != 3 {
		t.Errorf("%d of 3 warnings say what to do:\n%s", n, s.log)
	}
	if s.precision(t, "LS1 4AP") != "unit" {
		t.Error("the table that was in use is not in use any more")
	}
	must(t, append(again, "--dated", "2026-01")...)
	soon(t, "the next import is taken", func() bool { return strings.Contains(s.log.String(), "were replaced") })
	stop()
	s.quiet(t, 3)
	s.stop(t)

	for name := range good {
		replace(t, folder, name, good[name][:len(good[name])-1])
	}
	s = serve(t, folder)
	for _, kind := range []string{"postcodes", "places", "areas"} {
		if strings.Count(s.log.String(), "fingerpost import "+kind) != 1 {
			t.Errorf("it is not said once that the table of %s is damaged:\n%s", kind, s.log)
		}
	}
	if s.precision(t, "LS1 4AP") != "sector" {
		t.Error("what is part of the program does not answer")
	}
	must(t, again...)
	soon(t, "the import is taken in place of the damaged table", func() bool { return s.precision(t, "LS1 4AP") == "unit" })
	refused(t, 1, "--replace", "import", "areas", areas(t, 1, "E08000035"), "--data", folder)
	must(t, "import", "areas", areas(t, 1, "E08000035"), "--replace", "--data", folder)
	must(t, "import", "places", places(t), "--data", folder)
	soon(t, "the hamlet is known", func() bool { return s.knows(t, "Larkspurthwaite") })
	s.quiet(t, 3)
	s.stop(t)
	if said := must(t, "status", "--data", folder); said.errs != "" {
		t.Errorf("the tables are not mended: %s", said.errs)
	}
}

// Something else where the folder of tables should be is told once, and what is part of the program answers.
func TestFileInPlaceOfTables(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "geo", "not a folder")
	s := serve(t, folder)
	time.Sleep(1500 * time.Millisecond) // three looks at the folder
	s.quiet(t, 3)
	if s.precision(t, "LS1 4AP") != "sector" {
		t.Error("what is part of the program does not answer")
	}
}

func (s *server) knows(t testing.TB, near string) bool {
	t.Helper()
	code, _ := s.get(t, "/api/search?"+query{"", near}.encode())
	return code == http.StatusOK
}

// A place that is imported can be searched from, on the running server.
func TestPlacesOnRunningServer(t *testing.T) {
	folder := empty(t)
	s := serve(t, folder)
	if s.knows(t, "Larkspurthwaite") {
		t.Fatal("the hamlet is known before it is imported")
	}
	got := read[tableSummary](t, "import", "places", places(t), "--data", folder, "--dated", "2026-01")
	if got.Kind != "places" || got.Source != "OS Open Names" || got.Records != 3 || got.Usable != 3 || got.Dated != "2026-01" {
		t.Errorf("summary %+v", got)
	}
	soon(t, "the hamlet is known", func() bool { return s.knows(t, "Larkspurthwaite") })
	at := s.locate(t, query{"", "Larkspurthwaite"}).Origin
	if at.Label != "Larkspurthwaite" || at.Precision != "settlement" || !slices.Contains(at.Areas, "E08000035") {
		t.Errorf("the hamlet is placed at %+v", at)
	}
	if code, page := s.get(t, "/search?near=Larkspurthwaite"); code != http.StatusOK || !strings.Contains(page, "Larkspurthwaite") {
		t.Errorf("the page from the hamlet: %d", code)
	}
	if !s.knows(t, "Belfast") {
		t.Error("a city that ships with the program is gone")
	}
}

// Outlines decide which council a place with coordinates is in, on the running server.
func TestAreasOnRunningServer(t *testing.T) {
	folder := empty(t)
	take(t, folder, "alpha", larkspur) // in the middle of Leeds, for people of Leeds
	s := serve(t, folder)
	served := func() bool {
		r, ok := s.api(t, query{"larkspur lunch", "LS22 6AA"}).named(larkspur.name)
		return ok && r.Reach == "area"
	}
	if !served() {
		t.Fatalf("from Wetherby the club is not one for the whole of Leeds: %+v", s.api(t, query{"larkspur lunch", "LS22 6AA"}))
	}
	for _, step := range []struct {
		district string
		want     bool
	}{{"E08000036", false}, {"E08000035", true}} {
		must(t, "import", "areas", areas(t, 1, step.district), "--data", folder)
		soon(t, "the club is in "+step.district, func() bool { return served() == step.want })
	}
	s.quiet(t, 0)
}
