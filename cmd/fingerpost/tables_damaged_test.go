package main_test

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

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
	t.Parallel()
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
