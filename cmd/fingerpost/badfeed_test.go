package main_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// unharmed is a data folder with one listing, and what proves afterwards that bad input did no harm to it.
func unharmed(t *testing.T) (folder string, check func(t *testing.T)) {
	t.Helper()
	folder = empty(t)
	take(t, folder, "good", larkspur)
	before := sound(t, folder)
	return folder, func(t *testing.T) {
		t.Helper()
		after := sound(t, folder)
		if after.Services != before.Services || after.Log != before.Log || after.Records != before.Records {
			t.Errorf("bad input changed the store from %+v to %+v", before, after)
		}
		if _, ok := cli(t, folder, lunch).named(larkspur.name); !ok {
			t.Error("what was there before is no longer found")
		}
	}
}

// publisher serves a feed on this machine. It allows robots everything.
func publisher(t *testing.T, services http.HandlerFunc) (address string) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/services", services)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func importURL(address, folder string) []string {
	return []string{"import", "open-referral", address, "--area", "E08000035", "--source", "bad", "--allow-private", "--list-only", "--data", folder}
}

func importFile(file, folder string) []string {
	return []string{"import", "open-referral", file, "--area", "E08000035", "--source", "bad", "--data", folder}
}

func TestFeedThatIsNone(t *testing.T) {
	t.Parallel()
	folder, check := unharmed(t)
	t.Run("not JSON", func(t *testing.T) {
		refused(t, 1, "not JSON", importFile(write(t, t.TempDir(), "feed.json", "id,name\n1,Lunch\n"), folder)...)
		check(t)
	})
	t.Run("cut off", func(t *testing.T) {
		refused(t, 1, "not JSON", importFile(write(t, t.TempDir(), "feed.json", `{"contents":[{"id":"1","name":"Lun`), folder)...)
		check(t)
	})
	t.Run("empty", func(t *testing.T) {
		refused(t, 1, "not JSON", importFile(write(t, t.TempDir(), "feed.json", ""), folder)...)
		check(t)
	})
	t.Run("JSON of something else", func(t *testing.T) {
		refused(t, 1, "not a page", importFile(write(t, t.TempDir(), "feed.json", `{"error":"key missing"}`), folder)...)
		check(t)
	})
	t.Run("a folder without pages", func(t *testing.T) {
		refused(t, 1, "no .json or .ndjson files", importFile(t.TempDir(), folder)...)
		check(t)
	})
	t.Run("not there", func(t *testing.T) {
		refused(t, 1, "not there", importFile(filepath.Join(t.TempDir(), "nothing.json"), folder)...)
		check(t)
	})
	t.Run("an HTML error page with status 200", func(t *testing.T) {
		address := publisher(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "<!doctype html><html><head><title>Oops</title></head><body>Service unavailable</body></html>")
		})
		refused(t, 1, "web page", importURL(address, folder)...)
		check(t)
	})
	t.Run("an error", func(t *testing.T) {
		address := publisher(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
		refused(t, 1, "403", importURL(address, folder)...)
		check(t)
	})
	t.Run("a private address that was not allowed", func(t *testing.T) {
		address := publisher(t, func(http.ResponseWriter, *http.Request) { t.Error("it was asked") })
		settings := write(t, t.TempDir(), "settings.yaml", "brand:\n  url: https://directory.example.org\n")
		refused(t, 1, "--allow-private", "import", "open-referral", address, "--area", "E08000035", "--source", "bad", "--data", folder, "--config", settings)
		check(t)
	})
	t.Run("nobody answers", func(t *testing.T) {
		server := httptest.NewServer(nil)
		server.Close()
		refused(t, 1, "", importURL(server.URL, folder)...)
		check(t)
	})
}

// A feed that never ends must be left, and what came before is kept.
func TestFeedWithoutEnd(t *testing.T) {
	service := func(id, name string) string {
		return fmt.Sprintf(`{"id":%q,"name":%q,"description":"x","status":"active"}`, id, name)
	}
	for _, endless := range []struct {
		name string
		page func(n string) string
	}{
		{"the same page again and again", func(string) string {
			return `{"contents":[` + service("1", "Lunch") + "," + service("2", "Tea") + `]}`
		}},
		{"the same services under each page's number", func(n string) string {
			return `{"page_number":` + n + `,"contents":[` + service("1", "Lunch") + "," + service("2", "Tea") + `]}`
		}},
		{"the same services, one of them without an id", func(n string) string {
			return `{"page_number":` + n + `,"contents":[` + service("1", "Lunch") + `,{"name":"Tea","description":"x"}]}`
		}},
	} {
		t.Run(endless.name, func(t *testing.T) {
			var asked atomic.Int32
			address := publisher(t, func(w http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				w.Header().Set("Content-Type", "application/json")
				io.WriteString(w, endless.page(r.URL.Query().Get("page")))
			})
			folder := empty(t)
			ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
			defer cancel()
			cmd := command(ctx, t.TempDir(), importURL(address, folder)...)
			var errs output
			cmd.Stderr = &errs
			cmd.Run() // how it ended is read from its state
			if ctx.Err() != nil {
				t.Fatalf("it was still reading after %d pages", asked.Load())
			}
			checkRefusal(t, result{code: cmd.ProcessState.ExitCode(), errs: errs.String()}, 1, "repeats")
			if n := asked.Load(); n > 5 {
				t.Errorf("%d pages were asked for before it stopped", n)
			}
			if kept := sound(t, folder); kept.Services == 0 {
				t.Error("what came before the repetition was not kept")
			}
		})
	}
}

func TestCoordinatesThatCannotBe(t *testing.T) {
	folder := empty(t)
	place := func(id string, lat, lon float64) string {
		return fmt.Sprintf(`{"id":"s%[1]s","name":"Club %[1]s","description":"x","status":"active","service_at_locations":[{"id":"at%[1]s","location":{"id":"l%[1]s","name":"Hall %[1]s","location_type":"physical","latitude":%[2]v,"longitude":%[3]v,"addresses":[{"id":"ad%[1]s","address_1":"%[1]s High Street","city":"Leeds","postal_code":"LS1 4AP","country":"GB","address_type":"physical"}]}}]}`, id, lat, lon)
	}
	page := `{"total_pages":1,"page_number":1,"last_page":true,"contents":[` + strings.Join([]string{
		place("1", 53.795, -1.553), place("2", -1.553, 53.795), place("3", 48.857, 2.352), place("4", 0, 0), place("5", 53.796, -1.554),
	}, ",") + `]}`
	file := write(t, t.TempDir(), "feed.json", page)
	report := filepath.Join(t.TempDir(), "report.csv")
	got := read[summary](t, append(importFile(file, folder), "--report", report)...)
	got.check(t)
	if got.Records != 5 || got.Created != 3 || got.Rejected != 2 {
		t.Errorf("summary %+v, want 3 created and 2 rejected", got)
	}
	reasons := map[string]string{}
	for _, r := range got.Rejections {
		reasons[r.Where[len(r.Where)-2:]] = r.Why
	}
	if !strings.Contains(reasons["s2"], "each other's place") || !strings.Contains(reasons["s3"], "outside") {
		t.Errorf("the reasons are %v, want the swapped and the foreign one explained", reasons)
	}
	if got.Problems["point-missing"] != 1 {
		t.Errorf("0,0 was not noted as a missing point: %v", got.Problems)
	}
	if b, err := os.ReadFile(report); err != nil || strings.Count(string(b), "\n") != 3 {
		t.Errorf("the report is not a header and two rows: %v\n%s", err, b)
	}
	if r := run(t, append(importFile(file, folder), "--strict")...); r.code != 1 {
		t.Errorf("--strict ended with %d though two were rejected", r.code)
	}
	for _, r := range cli(t, folder, query{"club", "LS1 4AP"}).Results {
		if r.DistanceMiles == nil || *r.DistanceMiles > 5 {
			t.Errorf("%s is at a distance of %v miles", r.Name, r.DistanceMiles)
		}
	}
}

// What can be mended is mended and counted, never refused.
func TestFeedThatCanBeMended(t *testing.T) {
	t.Parallel()
	folder := empty(t)
	page := "\xef\xbb\xbf" + `{"total_pages":1,"page_number":1,"last_page":true,"contents":[
{"id":17,"name":"<b>Caf\u00e9</b> club","description":"<p>Tea &amp; cake.</p><script>alert(1)</script>","status":"active","url":null,"email":"","alternate_name":null,
 "organization":{"id":18,"name":"Caf\u00e9 Trust","website":""},
 "service_at_locations":[{"id":19,"location":{"id":20,"name":null,"location_type":"physical","addresses":[{"id":21,"address_1":"1 High Street","city":"Leeds","postal_code":"LS1 4AP","country":"GB","address_type":"physical"}]}}]},
{"id":"22","name":"Second club","description":"","status":"active","organization":null,
 "service_at_locations":[{"id":"23","location":{"id":"24","location_type":"physical","addresses":[{"id":"25","address_1":"2 High Street","city":"Manchester","postal_code":"M15 5JB","country":"GB","address_type":"physical"}]}}]},
{"id":"26","name":"Third club","description":"x","status":"active","organization":{"id":"27","name":"Third"},
 "service_at_locations":[{"id":"28","location":{"id":"29","location_type":"physical","addresses":[{"id":"30","address_1":"3 High Street","city":"Leeds","postal_code":"LS1O 1AA","country":"GB","address_type":"physical"}]}}]}]}`
	got := read[summary](t, importFile(write(t, t.TempDir(), "feed.json", page), folder)...)
	got.check(t)
	if got.Created != 3 || got.Rejected != 0 || got.Mended != 3 {
		t.Errorf("summary %+v, want 3 created, all mended, none rejected", got)
	}
	for _, kind := range []string{"empty-value", "number-id", "markup", "mended-postcode"} {
		if got.Problems[kind] == 0 {
			t.Errorf("%s was not counted: %v", kind, got.Problems)
		}
	}
	s := serve(t, folder)
	r := s.only(t, query{"cafe club", "LS1 4AP"}, "Café club")
	page = s.page(t, r.URL)
	if strings.Contains(page, "alert(1)") || strings.Contains(page, "&lt;p&gt;") || !strings.Contains(page, "Tea &amp; cake.") {
		t.Error("the page of a listing with markup does not show it as plain text")
	}
	if third := s.only(t, query{"third club", "LS10 1AA"}, "Third club"); third.Reach != "near" {
		t.Errorf("the club with O for 0 in its postcode has reach %q", third.Reach)
	}

	t.Run("Latin-1", func(t *testing.T) {
		folder := empty(t)
		page := `{"total_pages":1,"last_page":true,"contents":[{"id":"1","name":"Caf` + "\xe9" + ` club","description":"It` + "\x92" + `s warm.","status":"active"}]}`
		got := read[summary](t, importFile(write(t, t.TempDir(), "feed.json", page), folder)...)
		if got.Created != 1 || got.Problems["other-encoding"] != 1 {
			t.Errorf("summary %+v, want one created and its encoding noted", got)
		}
		if _, ok := cli(t, folder, query{"café", ""}).named("Café club"); !ok {
			t.Error("the name was not read as it was meant")
		}
	})
}

const mega = 1 << 20

// long writes a file with a line of 200 MB.
func long(t *testing.T, name, before, after string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	b := bufio.NewWriter(f)
	b.WriteString(before)
	chunk := strings.Repeat("x", mega)
	for range 200 {
		b.WriteString(chunk)
	}
	b.WriteString(after)
	if err := b.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// mostMemory is what a line of 200 MB may cost.
const mostMemory = 300 * mega

func TestLineOf200MB(t *testing.T) {
	folder, check := unharmed(t)
	frugal := func(t *testing.T, r result) {
		t.Helper()
		t.Logf("at most %d MB of memory", r.peak/mega)
		if r.peak > mostMemory {
			t.Errorf("it took %d MB of memory, want at most %d", r.peak/mega, mostMemory/mega)
		}
		check(t)
	}
	const csvHead, csvRow = "Name,Postcode\n", "Lunch,LS1 4AP\n"
	mapping := write(t, t.TempDir(), "long.yaml", "name: long\nreads: a test\nid: [\"{Name}\"]\nservice:\n  name: \"{Name}\"\nplace:\n  postcode: \"{Postcode}\"\n")
	for name, file := range map[string]string{
		"a table's row": long(t, "row.csv", csvHead, "\n"+csvRow), "a table's cell in quotes": long(t, "cell.csv", csvHead+`"`, `",LS1 4AP`+"\n"+csvRow),
		"a table's header": long(t, "header.csv", "", "\n"+csvRow),
	} {
		t.Run(name, func(t *testing.T) {
			frugal(t, refused(t, 1, "longer than any row", "import", "csv", file, "--mapping", mapping, "--area", "E08000035", "--source", "bad", "--data", folder))
		})
	}
	t.Run("a feed in a file", func(t *testing.T) {
		frugal(t, refused(t, 1, "larger than", importFile(long(t, "feed.json", `{"contents":[{"id":"1","name":"`, `"}]}`), folder)...))
	})
	t.Run("a feed at an address", func(t *testing.T) {
		address := publisher(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			chunk := strings.Repeat("x", mega)
			io.WriteString(w, `{"contents":[{"id":"1","name":"`)
			for range 200 {
				if _, err := io.WriteString(w, chunk); err != nil {
					return
				}
			}
		})
		frugal(t, refused(t, 1, "larger than", importURL(address, folder)...))
	})
}
