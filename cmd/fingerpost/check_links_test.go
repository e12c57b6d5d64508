package main_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A listing's links are looked at, and one that is gone is named with where it stands.
func TestCheckLinks(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/here" {
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	content := t.TempDir()
	if err := os.Mkdir(filepath.Join(content, "listings"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(content, "listings"), "ours.yaml", `listings:
  - id: ours
    name: Tea and talk
    organization: {name: Tea and Talk Leeds, website: "`+server.URL+`/here"}
    summary: Tea, cake and a chat for anyone in Leeds, each Monday afternoon.
    description: >
      Come along on a Monday for tea, cake and a chat. You can sit with others or be on your own. There are games and books to
      borrow. Someone will say hello when you come in and show you where things are. You do not need to book or to tell us in
      advance that you will come. Bring a friend if you like. It is warm and there is a ramp at the front door for wheels.
    who_for: Anyone in Leeds.
    areas: [E08000035]
    ways: [in_person]
    website: "`+server.URL+`/gone"
    topics: [groups]
    sources:
      - {url: "`+server.URL+`/gone", title: Tea and talk, dated: 2026-03-14, supports: [name, organization, summary, description, who_for, areas, ways, website]}
`)
	port := strings.TrimPrefix(server.URL, "http://")
	args := []string{"check", "links", port, "--allow-private", "--content", content, "--data", t.TempDir()}
	r := run(t, args...)
	if r.code != 1 || !strings.Contains(r.out, "gone: "+server.URL+"/gone") || !strings.Contains(r.out, "ours.yaml:2") ||
		!strings.Contains(r.out, "2 links: 1 fine, 0 moved, 0 refused, 0 failed, 1 gone.") {
		t.Errorf("%d\n%s%s", r.code, r.out, r.errs)
	}
	if none := run(t, append(args[:2:2], "http://nowhere.invalid/", "--allow-private", "--data", t.TempDir())...); none.code != 0 || !strings.Contains(none.out, "0 links") {
		t.Errorf("%d\n%s%s", none.code, none.out, none.errs)
	}
}

// The websites of all that is kept are looked at, and nothing else.
func TestCheckLinksOfTheDirectory(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/here" {
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	folder := empty(t)
	lines := write(t, t.TempDir(), "clubs.ndjson", `{"id": "a", "name": "Alder Club", "status": "active", "description": "A club.", "url": "`+server.URL+`/here"}
{"id": "b", "name": "Birch Club", "status": "active", "description": "A club.", "url": "`+server.URL+`/gone"}
{"id": "c", "name": "Cherry Club", "status": "defunct", "description": "A club.", "url": "`+server.URL+`/closed"}
`)
	must(t, "import", "open-referral", lines, "--source", "clubs", "--area", "E08000035", "--data", folder)
	r := run(t, "check", "links", "--directory", "--allow-private", "--data", folder)
	if r.code != 1 || !strings.Contains(r.out, "gone: "+server.URL+"/gone") || !strings.Contains(r.out, "2 links: 1 fine, 0 moved, 0 refused, 0 failed, 1 gone.") {
		t.Errorf("%d\n%s%s", r.code, r.out, r.errs)
	}
}

// What is due for a check is listed, the oldest first.
func TestListingsDue(t *testing.T) {
	due := read[struct {
		Listings int
		Due      []struct {
			ID, Name, Where string
			Newest          string `json:"newest_source"`
		}
	}](t, "check", "listings", "--due", "36", "--data", t.TempDir())
	if due.Listings < 300 || len(due.Due) == 0 || len(due.Due) >= due.Listings {
		t.Fatalf("%d of %d are due", len(due.Due), due.Listings)
	}
	for i, d := range due.Due {
		if d.ID == "" || d.Where == "" || i > 0 && d.Newest < due.Due[i-1].Newest {
			t.Errorf("%+v is out of order, or says too little", d)
		}
	}
}
