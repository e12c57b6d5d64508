package main_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// sourceState is what status --json says of one source.
type sourceState struct {
	Key                             string
	Pages, Records, Changes, Errors int
	OnRequest                       bool      `json:"on_request"`
	NextRun                         time.Time `json:"next_run"`
	LastRun                         *struct {
		StartedAt time.Time `json:"started_at"`
	} `json:"last_run"`
}

// Whoever runs a directory sees of each source when it was read, what came of it and when it is due, also of one that was never
// read; and nothing of those that ship and that nobody asked for.
func TestStatusOfSources(t *testing.T) {
	mux := http.NewServeMux()
	page := func(path, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, body)
		})
	}
	page("/services", `<a href="/services/tea">Tea</a> <a href="/services/chess">Chess</a> <a href="/services/odd">Odd</a>`)
	page("/services/tea", "<h1>Tea and talk</h1>")
	page("/services/chess", "<h1>Chess club</h1>")
	mux.HandleFunc("/services/odd", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "odd") })
	mux.HandleFunc("/clubs.csv", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "name,description,address,postcode,telephone,website\nTeasel Club,Tea,1 High Street,LS1 4AP,0113 496 0001,\n")
	})
	site := httptest.NewServer(mux)
	defer site.Close()
	content := t.TempDir()
	sources := filepath.Join(content, "sources")
	if err := os.Mkdir(sources, 0o700); err != nil {
		t.Fatal(err)
	}
	const top = "key: %s\nname: %[1]s of a test\nlicence: OGL-UK-3.0\narea: E08000035\nallow_private: true\npace: 1ms\n"
	pages := top + "kind: pages\nstart: %[2]s/services\nscope: {host: [\"%[3]s\"], listing: [/services/*]}\nfields: {name: h1}\n"
	host := strings.TrimPrefix(site.URL, "http://")
	write(t, sources, "clubs.yaml", fmt.Sprintf(pages+"every: 3d\n", "clubs", site.URL, host))
	write(t, sources, "later.yaml", fmt.Sprintf(pages, "later", site.URL, host))
	write(t, sources, "asked.yaml", fmt.Sprintf(top+"kind: table\nstart: %[2]s/clubs.csv\non_request: true\nmapping: clubs\n", "asked", site.URL))
	tables := filepath.Join(content, "tables")
	if err := os.Mkdir(tables, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, tables, "clubs.yaml", "name: clubs\nid: \"{name}\"\nservice: {name: \"{name}\", description: \"{description}\", phones: \"{telephone}\"}\nplace: {address: \"{address}\", postcode: \"{postcode}\"}\n")
	folder := empty(t)
	must(t, "crawl", "clubs", "asked", "--content", content, "--data", folder)

	all := read[struct{ Sources []sourceState }](t, "status", "--content", content, "--data", folder).Sources
	state := func(key string) sourceState {
		i := slices.IndexFunc(all, func(s sourceState) bool { return s.Key == key })
		if i < 0 {
			t.Fatalf("nothing is said of %s: %+v", key, all)
		}
		return all[i]
	}
	clubs := state("clubs")
	if clubs.Pages != 3 || clubs.Records != 2 || clubs.Changes != 2 || clubs.Errors != 1 || clubs.LastRun == nil ||
		!clubs.NextRun.Equal(clubs.LastRun.StartedAt.Add(3*24*time.Hour)) {
		t.Errorf("%+v", clubs)
	}
	later := state("later")
	if later.LastRun != nil || later.NextRun.IsZero() || later.NextRun.After(time.Now()) {
		t.Errorf("a source that was never read: %+v", later)
	}
	asked := state("asked")
	if asked.Pages != 1 || asked.Records != 1 || asked.Changes != 1 || asked.Errors != 0 || !asked.OnRequest || !asked.NextRun.IsZero() {
		t.Errorf("a source that is read on request: %+v", asked)
	}
	said := must(t, "status", "--content", content, "--data", folder).out
	due := clubs.NextRun.In(london(t)).Format("2 January 2006 15:04")
	for _, want := range []string{": 3 pages, 2 records, 2 new ones, 0 changes, 0 rejections, 1 error; due on " + due, "never read; due now", "; read again when it is named"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "aliss") {
		t.Errorf("it speaks of what ships and was never asked for:\n%s", said)
	}
	unasked := must(t, "crawl", "--data", folder).out
	if !strings.Contains(unasked, "aliss") || !strings.Contains(unasked, "open-referral-bristol") {
		t.Errorf("a crawl without sources does not list those that ship:\n%s", unasked)
	}

	write(t, sources, "broken.yaml", "key: Broken\n")
	r := run(t, "status", "--content", content, "--data", folder)
	if r.code != 1 || !strings.Contains(r.out, "clubs of a test") || !strings.Contains(r.errs, "broken.yaml") {
		t.Errorf("with a source file that cannot be read: exit %d\n%s%s", r.code, r.out, r.errs)
	}
}

func london(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
