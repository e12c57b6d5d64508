package crawler

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/data/store"
	"fingerpost/data/table"
)

// TestTableInPages: a table that comes in pages is read to its end, and what ends without saying so was read in part.
func TestTableInPages(t *testing.T) {
	row := func(n string) string { return fmt.Sprintf(`{"items":[{"name":"Club %s","description":"Tea."}]}`, n) }
	for name, c := range map[string]struct {
		answer  func(page string) string // empty: there is no such page
		records int
		partial bool
		err     bool
	}{
		"a page without rows": {func(n string) string {
			return map[string]string{"1": row("1"), "2": row("2"), "3": `{"items":[]}`}[n]
		}, 2, false, false},
		"a table with a header alone": {func(n string) string {
			return map[string]string{"1": "name,description\nClub 1,Tea\n", "2": "name,description\n"}[n]
		}, 1, false, false},
		"a page that is not there":     {func(n string) string { return map[string]string{"1": row("1"), "2": row("2")}[n] }, 2, true, false},
		"no page at all":               {func(string) string { return "" }, 0, true, true},
		"the same page for ever":       {func(string) string { return row("1") }, 1, true, true},
		"a first page without any row": {func(string) string { return `{"items":[]}` }, 0, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			var asked []string
			s := newTown(t, map[string]http.HandlerFunc{"/clubs": func(w http.ResponseWriter, r *http.Request) {
				asked = append(asked, r.URL.RawQuery)
				if text := c.answer(r.URL.Query().Get("p")); text != "" {
					fmt.Fprint(w, text)
					return
				}
				http.NotFound(w, r)
			}})
			src, err := ReadSource("clubs.yaml", []byte("key: clubs\nname: Clubs\nkind: table\nstart: "+s.URL+"/clubs?size=1\npages: p={n}\nlicence: none\narea: E08000035\nmapping: clubs\n"))
			if err != nil {
				t.Fatal(err)
			}
			kept, err := store.OpenFolder(t.Context(), t.TempDir(), time.Now)
			if err != nil {
				t.Fatal(err)
			}
			defer kept.Close()
			in := &Intake{Store: kept, Source: src.Data()}
			if err := in.Begin(t.Context()); err != nil {
				t.Fatal(err)
			}
			summary, err := in.End(t.Context(), ReadData(t.Context(), src, testClient(fetch.Options{}), in, reading(src), clubMapping(t)))
			if summary.Records != c.records || summary.Partial != c.partial || (err != nil) != c.err || summary.Errors > 0 != c.err {
				t.Errorf("%+v, %v", summary, err)
			}
			if want := "p=1&size=1"; asked[0] != want {
				t.Errorf("asked for %q", asked)
			}
		})
	}
}

func TestPagesMistakes(t *testing.T) {
	for _, pages := range []string{"page", "page=1", "={n}", "page={n}&x=1", "https://example.org?page={n}"} {
		_, err := ReadSource("s.yaml", []byte("key: a\nname: A\nkind: table\nstart: https://example.org/\nlicence: none\narea: E08000035\npages: "+pages+"\n"))
		var mistake *SourceError
		if !errors.As(err, &mistake) || mistake.Key != "pages" || mistake.Reason != BadValue {
			t.Errorf("pages %q: %v", pages, err)
		}
	}
	_, err := ReadSource("s.yaml", []byte("key: a\nname: A\nkind: open-referral\nstart: https://example.org/\nlicence: none\narea: E08000035\ndated: 2026-01-01\n"))
	if err == nil || !strings.Contains(err.Error(), string(OtherKind)) {
		t.Errorf("a date of a feed: %v", err)
	}
}

func clubMapping(t *testing.T) []table.Mapping {
	t.Helper()
	m, err := table.ReadMapping("clubs.yaml", []byte("name: clubs\nid: \"{name}\"\nservice: {name: \"{name}\", description: \"{description}\"}\n"))
	if err != nil {
		t.Fatal(err)
	}
	return []table.Mapping{m}
}
