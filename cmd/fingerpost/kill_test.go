package main_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// kills is how often each kind of work is killed (Must show 5): KILLS times if that is set, as for a soak.
var kills = func() int {
	if n, err := strconv.Atoi(os.Getenv("KILLS")); err == nil && n > 0 {
		return n
	}
	return 3
}()

// moments gives the random moments at which work that takes so long is killed, one in each part of it. The seed is
// logged; KILL_SEED takes it again.
func moments(t *testing.T, whole time.Duration) []time.Duration {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("KILL_SEED"), 10, 64); err == nil {
		seed = s
	}
	t.Logf("a whole run takes %s; KILL_SEED=%d", whole.Round(time.Millisecond), seed)
	random := rand.New(rand.NewPCG(seed, 0))
	var list []time.Duration
	for i := range kills {
		list = append(list, time.Duration((float64(i)+random.Float64())/float64(kills)*float64(whole)))
	}
	return list
}

// killAfter starts the program and kills it as the kernel would, unless it has ended before. It reports whether it had.
func killAfter(t *testing.T, after time.Duration, args ...string) (ended bool) {
	t.Helper()
	var log output
	cmd := command(t.Context(), t.TempDir(), args...)
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	killed := cmd.Process.Kill()
	err := cmd.Wait()
	if err == nil {
		return true
	}
	if killed != nil || cmd.ProcessState.ExitCode() != -1 {
		t.Fatalf("%s: ended by itself: %v\n%s", args[0], err, log.String())
	}
	return false
}

func timed(fn func()) time.Duration {
	started := time.Now()
	fn()
	return time.Since(started)
}

// made is a feed of so many services with places, organisations and numbers, such as nobody publishes, in pages of 50.
// round is its edition: another one has other descriptions.
func made(t testing.TB, services, round int) (folder string) {
	t.Helper()
	folder = t.TempDir()
	what := []string{"Lunch club", "Walking group", "Memory café", "Digital drop-in", "Advice desk", "Repair workshop", "Choir"}
	towns := []struct {
		name, postcode string
		lat, lon       float64
	}{{"Leeds", "LS1 4AP", 53.795, -1.553}, {"Headingley", "LS6 3AA", 53.820, -1.580}, {"Hulme", "M15 5JB", 53.466, -2.252}, {"Scunthorpe", "DN15 6XP", 53.592, -0.649}}
	const size = 50
	for page := 0; page*size < services; page++ {
		var contents []map[string]any
		for i := page * size; i < min((page+1)*size, services); i++ {
			town := towns[i%len(towns)]
			id := func(kind string, n int) string { return fmt.Sprintf("%s-%d", kind, n) }
			contents = append(contents, map[string]any{
				"id": id("service", i), "name": fmt.Sprintf("%s number %d", what[i%len(what)], i), "status": "active",
				"description":  fmt.Sprintf("Meets in %s, edition %d. Ask for helper %d.", town.name, round, i*7919%1000),
				"url":          fmt.Sprintf("https://service%d.example.org", i),
				"organization": map[string]any{"id": id("organization", i/2), "name": fmt.Sprintf("Society %d of %s", i/2, town.name)},
				"phones":       []any{map[string]any{"id": id("phone", i), "number": fmt.Sprintf("0113 496 0%03d", i%1000)}},
				"service_at_locations": []any{map[string]any{"id": id("at", i), "location": map[string]any{
					"id": id("location", i), "name": fmt.Sprintf("Hall %d", i), "location_type": "physical",
					"latitude": town.lat + float64(i%97)/5000, "longitude": town.lon + float64(i%89)/5000,
					"addresses": []any{map[string]any{"id": id("address", i), "address_1": fmt.Sprintf("%d High Street", i+1), "city": town.name,
						"state_province": "Yorkshire", "postal_code": town.postcode, "country": "GB", "address_type": "physical"}},
				}}},
			})
		}
		pages := (services + size - 1) / size
		b, err := json.Marshal(map[string]any{"total_items": services, "total_pages": pages, "page_number": page + 1, "size": size,
			"first_page": page == 0, "last_page": page+1 == pages, "empty": false, "contents": contents})
		if err != nil {
			t.Fatal(err)
		}
		write(t, folder, fmt.Sprintf("page-%d.json", page+1), string(b))
	}
	return folder
}

func importMade(feed, folder string) []string {
	return []string{"import", "open-referral", feed, "--area", "E08000035", "--source", "made", "--data", folder}
}

// asked are searches of a made feed.
var asked = []query{{"walking", "LS1 4AP"}, {"advice desk", "M15 5JB"}, {"choir society", ""}}

func answers(t testing.TB, folder string) map[query]answer {
	t.Helper()
	out := map[query]answer{}
	for _, q := range asked {
		out[q] = cli(t, folder, q)
		if out[q].Total == 0 {
			t.Fatalf("%s finds nothing, which proves nothing", q)
		}
	}
	return out
}

func sameAnswers(t testing.TB, want map[query]answer, folder string) {
	t.Helper()
	for q, a := range want {
		if diff := cmp.Diff(a, cli(t, folder, q)); diff != "" {
			t.Errorf("%s answers otherwise than if nothing had happened (-want +got):\n%s", q, diff)
		}
	}
}

// Must show 5: kill -9 in an import. Nothing is half-written, and running it again leads to where it would have led.
func TestKilledImport(t *testing.T) {
	if testing.Short() {
		t.Skip("kills and repeats; left out with -short")
	}
	feed, reference := made(t, 150, 1), empty(t)
	whole := timed(func() { must(t, importMade(feed, reference)...) })
	want, wanted := sound(t, reference), answers(t, reference)
	cut := 0
	for _, moment := range moments(t, whole) {
		folder := empty(t)
		if !killAfter(t, moment, importMade(feed, folder)...) {
			cut++
		}
		half := sound(t, folder)
		if half.Log > want.Log || half.Records > want.Records {
			t.Errorf("killed after %s: more is kept than there is: %+v", moment, half)
		}
		again := read[summary](t, importMade(feed, folder)...)
		again.check(t)
		if again.Unchanged != half.Records {
			t.Errorf("killed after %s: %d records were kept, but %d are known again", moment, half.Records, again.Unchanged)
		}
		if diff := cmp.Diff(want.counted(), sound(t, folder).counted()); diff != "" {
			t.Errorf("killed after %s: another store than without (-want +got):\n%s", moment, diff)
		}
		sameAnswers(t, wanted, folder)
		if t.Failed() {
			return
		}
	}
	if cut < kills/2 {
		t.Errorf("only %d of %d imports were cut off; the others had ended", cut, kills)
	}
}

var (
	largeOnce   sync.Once
	largeFolder string
	largeSearch map[query]answer
)

// large is a data folder with a log that takes several batches to index, and what searches answer on it.
func large(t testing.TB) (folder string, wanted map[query]answer) {
	t.Helper()
	largeOnce.Do(func() {
		folder := filepath.Join(scratch, "large")
		must(t, importMade(made(t, 700, 1), folder)...)
		largeSearch = answers(t, copyFolder(t, folder))
		largeFolder = folder
	})
	if largeFolder == "" {
		t.Fatal("the made feed could not be imported; see the test that tried first")
	}
	return largeFolder, largeSearch
}

// Must show 5: kill -9 in a backup. A backup is whole or is not there, and a restored one equals.
func TestKilledBackup(t *testing.T) {
	if testing.Short() {
		t.Skip("kills and repeats; left out with -short")
	}
	made, wanted := large(t)
	folder, backups := copyFolder(t, made), t.TempDir()
	var digest string
	whole := timed(func() {
		digest = read[report](t, "backup", filepath.Join(backups, "whole.db"), "--data", folder).Digest
	})
	if original := sound(t, folder); original.Digest != digest {
		t.Errorf("the backup has digest %s, what it was made of %s", digest, original.Digest)
	}
	equals := func(file string) {
		t.Helper()
		to := empty(t)
		if got := read[report](t, "restore", file, "--data", to); got.Digest != digest {
			t.Errorf("%s: restored with digest %s, want %s", file, got.Digest, digest)
		}
		if got := sound(t, to); got.Digest != digest {
			t.Errorf("%s: once restored it has digest %s, want %s", file, got.Digest, digest)
		}
	}
	cut := 0
	for i, moment := range moments(t, whole) {
		file := filepath.Join(backups, fmt.Sprintf("%d.db", i))
		if !killAfter(t, moment, "backup", file, "--data", folder) {
			cut++
		}
		if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
			must(t, "backup", file, "--data", folder)
		}
		equals(file)
		if got := sound(t, folder); got.Digest != digest {
			t.Errorf("killed after %s: the backup changed what it was to copy", moment)
		}
	}
	if cut < kills/2 {
		t.Errorf("only %d of %d backups were cut off; the others had ended", cut, kills)
	}
	left, err := filepath.Glob(filepath.Join(backups, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range left {
		if !strings.HasSuffix(file, ".db") && !strings.Contains(file, ".partial") {
			t.Errorf("%s is left over and might be taken for a backup", file)
		}
	}
	to := empty(t)
	must(t, "restore", filepath.Join(backups, "0.db"), "--data", to)
	sameAnswers(t, wanted, to)
}

// Must show 5: kill -9 in a build of the index, which then catches up.
func TestKilledIndexBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("kills and repeats; left out with -short")
	}
	made, wanted := large(t)
	folder := copyFolder(t, made)
	whole := timed(func() { must(t, "index", "--data", folder) })
	before, cut := sound(t, folder), 0
	for _, moment := range moments(t, whole) {
		if err := os.RemoveAll(filepath.Join(folder, "index")); err != nil {
			t.Fatal(err)
		}
		if !killAfter(t, moment, "index", "--data", folder) {
			cut++
		}
		if built := read[struct{ Services int }](t, "index", "--data", folder); built.Services != before.Services {
			t.Errorf("killed after %s: the index holds %d services, want %d", moment, built.Services, before.Services)
		}
		sameAnswers(t, wanted, folder)
		if t.Failed() {
			return
		}
	}
	if cut < kills/2 {
		t.Errorf("only %d of %d builds were cut off; the others had ended", cut, kills)
	}
	if after := sound(t, folder); after.Digest != before.Digest {
		t.Error("building the index changed the store")
	}
}

// A server that is killed while an import runs beside it harms neither; nor does an import that is killed beside a server.
func TestKilledBeside(t *testing.T) {
	if testing.Short() {
		t.Skip("kills and repeats; left out with -short")
	}
	feed, reference := made(t, 150, 1), empty(t)
	must(t, "import", "listings", "--data", reference)
	whole := timed(func() { must(t, importMade(feed, reference)...) })
	want, wanted := sound(t, reference), answers(t, reference)
	compare := func(t *testing.T, folder string) {
		t.Helper()
		got := sound(t, folder)
		if diff := cmp.Diff(want.counted(), got.counted()); diff != "" {
			t.Errorf("another store than without (-want +got):\n%s", diff)
		}
		s := serve(t, folder)
		for q, a := range wanted {
			if diff := cmp.Diff(a, s.api(t, q)); diff != "" {
				t.Errorf("%s answers otherwise than if nothing had happened (-want +got):\n%s", q, diff)
			}
		}
		s.stop(t)
	}
	t.Run("server", func(t *testing.T) {
		folder := empty(t)
		s := serve(t, folder)
		var log output
		beside := command(t.Context(), t.TempDir(), importMade(feed, folder)...)
		beside.Stdout, beside.Stderr = &log, &log
		if err := beside.Start(); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			time.Sleep(whole / 5)
			s.kill()
			s = serve(t, folder)
		}
		if err := beside.Wait(); err != nil {
			t.Errorf("the import failed: %v\n%s", err, log.String())
		}
		s.kill()
		compare(t, folder)
	})
	t.Run("import", func(t *testing.T) {
		folder := empty(t)
		s := serve(t, folder)
		killAfter(t, whole/2, importMade(feed, folder)...)
		must(t, importMade(feed, folder)...)
		eventually(t, "the running server has found everything", func() bool {
			for q, a := range wanted {
				if !cmp.Equal(a, s.api(t, q)) {
					return false
				}
			}
			return true
		})
		s.stop(t)
		compare(t, folder)
	})
}
