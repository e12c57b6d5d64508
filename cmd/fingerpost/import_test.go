package main_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fingerpost/data/store"
)

// Must show 2: a real feed of 738 services, twice.
func TestImportTwice(t *testing.T) {
	t.Parallel()
	feed, folder := sharedData(t, "listings/oruk-v1-north-lincolnshire"), empty(t)
	args := []string{"import", "open-referral", feed, "--area", "E06000013", "--data", folder}

	started := time.Now()
	first := read[summary](t, args...)
	took := time.Since(started)
	t.Logf("imported %d services in %s", first.Records, took.Round(10*time.Millisecond))
	if took > time.Minute {
		t.Errorf("the import took %s; 10 s is what is promised of a machine of one's own", took)
	}
	first.check(t)
	if first.Records != 738 || first.Created != 738 || first.Pages != 8 || first.Partial {
		t.Errorf("first import: %+v, want 738 new ones of 8 whole pages", first)
	}
	before, head := read[status](t, "status", "--data", folder), headOf(t, folder)
	if before.Counts.Services != 738 {
		t.Errorf("%d services are kept, want 738", before.Counts.Services)
	}

	second := read[summary](t, args...)
	second.check(t)
	if second.Records != 738 || second.Unchanged != 738 {
		t.Errorf("second import: %+v, want 738 unchanged", second)
	}
	after := read[status](t, "status", "--data", folder)
	if after.Counts != before.Counts {
		t.Errorf("the second import changed %+v to %+v", before.Counts, after.Counts)
	}
	if now := headOf(t, folder); now.Log != head.Log || now.Sightings != head.Sightings+738 {
		t.Errorf("log and sightings went from %+v to %+v, want the same log and 738 sightings more", head, now)
	}
	sound(t, folder)

	t.Run("found in its area, and not elsewhere", func(t *testing.T) {
		for _, text := range []string{"", "bingo", "walking"} {
			got := cli(t, folder, query{text, "DN15 6XP"})
			if len(got.Results) == 0 {
				t.Fatalf("%q finds nothing from DN15 6XP", text)
			}
			for _, r := range got.Results {
				if r.Reach != "area" || !r.AreaAssumed || r.DistanceMiles != nil {
					t.Errorf("%q: %s: reach %q, assumed %v, distance %v; want area, assumed, none", text, r.Name, r.Reach, r.AreaAssumed, r.DistanceMiles)
				}
			}
			if got := cli(t, folder, query{text, "LS1 4AP"}); got.Total != 0 {
				t.Errorf("%q finds %d from LS1 4AP, such as %s; none serves it", text, got.Total, got.Results[0].Name)
			}
		}
	})
}

// headOf is how far the log and the sightings of a data folder have come.
func headOf(t testing.TB, folder string) store.Checkpoint {
	t.Helper()
	var head store.Checkpoint
	withStore(t, folder, func(ctx context.Context, s *store.Store) (err error) {
		head, err = s.Head(ctx)
		return err
	})
	return head
}

func withStore(t testing.TB, folder string, fn func(context.Context, *store.Store) error) {
	t.Helper()
	s, err := store.OpenFolder(t.Context(), folder, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(fn(t.Context(), s), s.Close()); err != nil {
		t.Fatal(err)
	}
}

// Must show 2: one page of 118, of a feed whose services have places.
func TestImportPart(t *testing.T) {
	feed, folder := sharedData(t, "listings/oruk-v1-buckinghamshire"), empty(t)
	args := []string{"import", "open-referral", feed, "--area", "E06000060", "--data", folder}
	got := read[summary](t, args...)
	got.check(t)
	if got.Records != 50 || !got.Partial || got.Pages != 1 || got.AllPages != 118 {
		t.Errorf("summary %+v, want 50 records, a part: page 1 of 118", got)
	}
	if said := must(t, args...).out; !strings.Contains(said, "1 of 118") || !strings.Contains(said, "part") {
		t.Errorf("it is not said that this was page 1 of 118:\n%s", said)
	}
	near := cli(t, folder, query{"walking", "HP22 4PE"})
	walk, ok := near.named("Weekday Walking Group")
	if !ok || walk.Reach != "near" || walk.DistanceMiles == nil {
		t.Errorf("the Weekday Walking Group of Wingrave is not near HP22 4PE with a distance: %+v", near.Results)
	}
}

// withheld is a page as Outpost publishes it, with a refuge whose whereabouts must not be known and a club beside it.
const withheld = `{"number":1,"size":50,"totalPages":1,"totalElements":2,"first":true,"last":true,"content":[
{"id":901,"name":"Harbour Lights Refuge","description":"A safe home for women.","url":"https://harbour.example.org","status":"active",
 "locations":[{"id":911,"name":"Zinnia Cottage","address_1":"17 Quizzlewick Passage","city":"Aylesbury","state_province":"Buckinghamshire","postal_code":"HP20 1ZX","country":"GB",
  "geometry":{"type":"Point","coordinates":[-0.812345,51.816789]},"mask_exact_address":true,"accessibilities":[]}],
 "organisation":{"id":921,"name":"Harbour Lights"},"taxonomies":[],"regular_schedules":[]},
{"id":902,"name":"Harbour Chess Club","description":"Chess.","url":"https://chess.example.org","status":"active",
 "locations":[{"id":912,"name":"Town Hall","address_1":"1 Market Square","city":"Aylesbury","state_province":"Buckinghamshire","postal_code":"HP20 1TW","country":"GB",
  "geometry":{"type":"Point","coordinates":[-0.8142,51.8165]},"mask_exact_address":false,"accessibilities":[]}],
 "organisation":{"id":922,"name":"Chess"},"taxonomies":[],"regular_schedules":[]}]}`

// Must show 2: withheld addresses nowhere. DESIGN.md, "Always true" 12.
func TestWithheldPlaceIsNowhere(t *testing.T) {
	t.Parallel()
	folder := empty(t)
	must(t, "import", "open-referral", write(t, t.TempDir(), "refuge.json", withheld), "--area", "E06000060", "--data", folder)
	secrets := []string{"Quizzlewick", "quizzlewick", "HP20 1ZX", "HP201ZX", "hp20 1zx", "Zinnia", "zinnia", "51.8167", "0.8123"}
	clean := func(t *testing.T, where, text string) {
		t.Helper()
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s gives away %q", where, secret)
			}
		}
	}
	s := serve(t, folder)
	refuge, ok := s.api(t, query{"harbour lights refuge", "HP20 1TW"}).named("Harbour Lights Refuge")
	if !ok {
		t.Fatal("the refuge itself is not found")
	}
	if refuge.DistanceMiles != nil || refuge.Reach == "near" {
		t.Errorf("the refuge has reach %q and distance %v; it must have no distance", refuge.Reach, refuge.DistanceMiles)
	}
	for _, q := range []query{{"refuge", "HP20 1TW"}, {"harbour", "HP20 1ZX"}, {"harbour", ""}} {
		// What was asked is repeated on the page; only what is answered counts.
		_, page := s.get(t, "/search?"+q.encode())
		_, api := s.get(t, "/api/search?"+q.encode())
		echo := strings.NewReplacer(q.near, "", strings.ReplaceAll(q.near, " ", "+"), "")
		if q.near == "" {
			echo = strings.NewReplacer()
		}
		clean(t, "the page of "+q.String(), echo.Replace(page))
		clean(t, "the API for "+q.String(), echo.Replace(api))
	}
	for _, word := range []string{"Quizzlewick", "Zinnia"} {
		if _, found := s.api(t, query{word, ""}).named("Harbour Lights Refuge"); found {
			t.Errorf("a search for %q finds it", word)
		}
	}
	clean(t, "the listing's page", s.page(t, refuge.URL))
	clean(t, "the export", must(t, "export", "ndjson", "--data", folder).out)
	s.stop(t)
	cleanFiles(t, filepath.Join(folder, "index"), "Quizzlewick", "quizzlewick", "HP20 1ZX", "hp20 1zx", "Zinnia", "zinnia")
	cleanIndex(t, folder, "quizzlewick", "1zx", "zinnia", "51.8167", "0.8123")
	clean(t, "the log", s.log.String())
}

// A place that was public and is withheld now leaves the page, the API and the files of the index.
func TestPlaceWithheldLater(t *testing.T) {
	t.Parallel()
	made, _ := large(t)
	folder := copyFolder(t, made) // a large index, in which what is deleted lingers
	public := strings.Replace(withheld, `"mask_exact_address":true`, `"mask_exact_address":false`, 1)
	args := func(page string) []string {
		return []string{"import", "open-referral", write(t, t.TempDir(), "refuge.json", page), "--area", "E06000060", "--source", "refuge", "--data", folder}
	}
	must(t, args(public)...)
	s := serve(t, folder)
	where := query{"harbour lights refuge", "HP20 1TW"}
	refuge := s.only(t, where, "Harbour Lights Refuge")
	if refuge.DistanceMiles == nil || !strings.Contains(s.page(t, refuge.URL), "Quizzlewick") {
		t.Fatal("the place is not shown while it is public, so that nothing would be proved")
	}
	must(t, args(withheld)...)
	eventually(t, "the place is no longer shown", func() bool {
		return s.only(t, where, "Harbour Lights Refuge").DistanceMiles == nil && !strings.Contains(s.page(t, refuge.URL), "Quizzlewick")
	})
	if _, found := s.api(t, query{"Quizzlewick", ""}).named("Harbour Lights Refuge"); found {
		t.Error("a search for its street finds it")
	}
	s.stop(t)
	cleanIndex(t, folder, "quizzlewick", "zinnia", "51.8167")
}

// cleanFiles greps every file of a folder.
func cleanFiles(t *testing.T, folder string, secrets ...string) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		n++
		for _, secret := range secrets {
			if bytes.Contains(b, []byte(secret)) {
				t.Errorf("%s holds %q", path, secret)
			}
		}
		return err
	})
	if err != nil || n == 0 {
		t.Errorf("looked at %d files: %v", n, err)
	}
}

// Must show 3: the tables of Greater Manchester and the libraries.
func TestImportTables(t *testing.T) {
	folder := manchester(t)
	for _, table := range manchesterTables {
		report, err := os.Open(filepath.Join(folder, table.name+".report"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(report).ReadAll()
		if err := errors.Join(err, report.Close()); err != nil {
			t.Fatal(err)
		}
		got := manchesterSummaries[table.name]
		got.check(t)
		if got.Records < table.least {
			t.Errorf("%s: %d records, want at least %d", table.name, got.Records, table.least)
		}
		if got.Created+got.Updated == 0 {
			t.Errorf("%s: nothing was taken: %+v", table.name, got)
		}
		if len(rows) == 0 || len(rows)-1 != got.Rejected {
			t.Fatalf("%s: %d rows in the report, want a header and %d", table.name, len(rows), got.Rejected)
		}
		for _, row := range rows[1:] {
			if len(row) != 2 || !strings.HasPrefix(row[0], "row ") || len(row[1]) < 5 {
				t.Errorf("%s: the report does not explain %q", table.name, row)
			}
		}
		t.Logf("%s: %d records, %d new, %d changed, %d rejected, %d waiting", table.name, got.Records, got.Created, got.Updated, got.Rejected, got.Pending)
	}
	sound(t, copyFolder(t, folder))
}

// Must show 3: real food banks in order of band and distance.
func TestFoodBanksNearHulme(t *testing.T) {
	got := cli(t, copyFolder(t, manchester(t)), query{"food bank", "M15 5JB"})
	if got.Total < 20 || len(got.Results) < 10 {
		t.Fatalf("%d food banks, want many", got.Total)
	}
	bands := map[string]int{"near": 0, "area": 1, "nation": 2, "uk": 2}
	for i, r := range got.Results {
		if i < 10 && r.Reach != "near" {
			t.Errorf("result %d, %s, has reach %q; there are enough near by", i+1, r.Name, r.Reach)
		}
		if i == 0 {
			continue
		}
		last := got.Results[i-1]
		if bands[last.Reach] > bands[r.Reach] {
			t.Errorf("result %d is of band %s, after one of %s", i+1, r.Reach, last.Reach)
		}
		if last.Reach == r.Reach && r.Reach == "near" && (r.DistanceMiles == nil || last.DistanceMiles == nil || *last.DistanceMiles > *r.DistanceMiles) {
			t.Errorf("result %d, %s, does not come in order of distance", i+1, r.Name)
		}
	}
	food := 0
	for _, r := range got.Results[:10] {
		words := strings.ToLower(r.Name + " " + r.Organization)
		for _, sign := range []string{"food", "pantry", "grocer", "trussell", "meal"} {
			if strings.Contains(words, sign) {
				food++
				break
			}
		}
	}
	if food < 8 {
		t.Errorf("only %d of the first 10 are food banks by their names: %+v", food, got.Results[:10])
	}
}
