package main_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// The refuge of these tests, and its neighbour. Neither there is.
const (
	refugeAddress = "Quillmoor Cottage, 12 Larkrise Avenue, Leeds, LS6 1AB"
	refugePhone   = "0113 496 0066"
	neighbour     = "31 Larkrise Avenue"
)

// secrets are what tells of the refuge, of which only letters and digits are left.
var secrets = []string{"12larkriseav", "larkriseavenue12", "larkriseave12", "twelvelarkrise", "quillmoor", "ls61ab", "1134960066"}

// squeezed is a text without all but its letters and digits, with and without what stands between angle brackets.
func squeezed(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		text += "\n" + plain
	}
	keep := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}
	var untagged strings.Builder
	for i, part := range strings.Split(text, "<") {
		if _, after, ok := strings.Cut(part, ">"); ok && i > 0 {
			part = after
		}
		untagged.WriteString(part)
	}
	return strings.Map(keep, text) + "\n" + strings.Map(keep, untagged.String())
}

// tellsNothing wants none of the secrets in what was told.
func tellsNothing(t testing.TB, where, told string) {
	t.Helper()
	folded := squeezed(told)
	for _, secret := range secrets {
		if at := strings.Index(folded, secret); at >= 0 {
			t.Errorf("%s tells %q: …%s…", where, secret, folded[max(0, at-60):min(len(folded), at+60)])
		}
	}
}

// refugeTable tells of the refuge in rows, of which one is rejected, and of its neighbour.
const refugeTable = `Name,About,Run by,Address,Postcode,Phone
Harbourlight at 12 Larkrise Ave,"Women's refuge: 12 Larkrise Avenue, ls61ab. Ring +44 113 4960066, or look for Quillmoor Cottage on Larkrise Av.",Harbourlight,"Quillmoor Cottage, 12 Larkrise Avenue, Leeds",LS6 1AB,0113 496 0066
Harbourlight at 12 Larkrise Ave,Again at LS6-1AB,Harbourlight,12 Larkrise Avenue,LS6 1AB,0113 496 0066
Brassbell Choir,"Singing, opposite No. 12 Larkrise Ave. (LS6 1 AB)",Brassbell Society,"31 Larkrise Avenue, Leeds",LS6 2DD,0113 222 4444
`

// refugeFeed tells of the same in the fields and texts of a feed, and of an organisation that does not want to be listed.
func refugeFeed(t testing.TB) string {
	t.Helper()
	service := func(n int, name, description, organization, address, postcode, phone string) map[string]any {
		id := func(kind string) string { return fmt.Sprintf("refuge-%s-%d", kind, n) }
		return map[string]any{
			"id": id("service"), "name": name, "description": description, "status": "active", "url": "https://refuge.example.org/12-larkrise-avenue-ls61ab", "email": "larkriseavenue12@example.org",
			"fees_description": "Free at Larkrise Avenue, no. 12", "eligibility_description": "Women who come to LS6\u00a01AB", "application_process": "Ring (0113) 496-0066 or 01134960066.", "alert": "12, Larkrise Avenue is being painted",
			"alternate_name": "Quillmoor Cottage, Larkrise Avenue", "organization": map[string]any{"id": id("organization"), "name": organization, "description": "Founded at twelve Larkrise Avenue", "website": "https://larkrise.example.org/"},
			"phones":    []any{map[string]any{"id": id("phone"), "number": phone, "description": "for LS6 1AB"}},
			"schedules": []any{map[string]any{"id": id("schedule"), "description": "Ring 0113-496-0066 first", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}},
			"service_at_locations": []any{map[string]any{"id": id("at"), "location": map[string]any{
				"id": id("location"), "name": "Quillmoor Cottage", "location_type": "physical", "latitude": 53.8201, "longitude": -1.5701, "description": "The blue door in Larkrise Avenue 12",
				"transportation": "Bus 6 to Larkrise Avenue", "accessibility": []any{map[string]any{"id": id("access"), "description": "A ramp at 12 Larkrise Avenue"}},
				"addresses": []any{map[string]any{"id": id("address"), "address_1": address, "city": "Leeds", "state_province": "West Yorkshire", "postal_code": postcode, "country": "GB", "address_type": "physical"}},
			}}},
		}
	}
	b, err := json.Marshal(map[string]any{"total_items": 2, "total_pages": 1, "page_number": 1, "size": 50, "first_page": true, "last_page": true, "empty": false, "contents": []any{
		service(1, "Safe rooms at Quillmoor Cottage, Larkrise Av", "Beds and food at number 12 Larkrise Ave in LS61AB.", "Tidegate", "12 Larkrise Avenue", "LS6 1AB", refugePhone),
		service(2, "Thistledown advice and food", "Advice on food.", "Thistledown Trust", "5 Mill Lane", "LS7 4QQ", "0113 222 5555"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return write(t, t.TempDir(), "refuge.json", string(b))
}

// refugeSite is a site that tells of it on a page, in the addresses of pages and of one that is not there.
func refugeSite(t testing.TB) (content, address string) {
	t.Helper()
	mux := http.NewServeMux()
	page := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, "<!doctype html><html lang=en><head><title>12 Larkrise Avenue, LS6 1AB</title></head><body>"+body+"</body></html>")
		}
	}
	mux.HandleFunc("/directory", page(`<a href="/services/12-larkrise-avenue">House</a> <a href="/services/quillmoor-cottage-ls6-1ab">Gone</a>`))
	mux.HandleFunc("/services/12-larkrise-avenue", page(`<h1>Lanternhouse kitchen, 12 Larkrise Avenue</h1><p class="about">Hot food for women. Find us at <b>12</b> Larkrise&nbsp;Avenue, LS6&nbsp;1AB.</p>
		<p class="tel">0113 496 0066</p><address>Quillmoor Cottage, 12 Larkrise Avenue, Leeds, LS6 1AB</address>`))
	site := httptest.NewServer(mux)
	t.Cleanup(site.Close)
	u, err := url.Parse(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	content = t.TempDir()
	if err := os.Mkdir(filepath.Join(content, "sources"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(content, "sources"), "lantern.yaml", fmt.Sprintf("key: lantern\nname: The lantern of a test\nkind: pages\nstart: [%s/directory]\nscope:\n  host: [%s]\n  follow: [/directory, /services/]\n"+
		"  listing: [/services/*]\nlicence: OGL-UK-3.0\narea: E08000035\nfields:\n  name: h1\n  description: .about\n  phone: .tel\n  address: address\ntopics: [food]\nmax_pages: 20\nmax_depth: 3\n", site.URL, u.Host))
	return content, site.URL + "/services/12-larkrise-avenue"
}

// plantRefuge reads all three, and returns what the commands said.
func plantRefuge(t testing.TB, folder, content string) (said string) {
	t.Helper()
	report := filepath.Join(t.TempDir(), "report.csv")
	table := run(t, append(importTable(t.(*testing.T), folder, refugeTable), "--report", report)...)
	again := run(t, append(importTable(t.(*testing.T), folder, refugeTable), "--json")...)
	feed := run(t, "import", "open-referral", refugeFeed(t), "--area", "E08000035", "--source", "tide", "--dated", "2026-05-01", "--data", folder)
	crawl := run(t, "crawl", "lantern", "--allow-private", "--content", content, "--data", folder)
	b, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []result{table, again, feed, crawl} {
		if r.code != 0 {
			t.Fatalf("exit %d\n%s%s", r.code, r.out, r.errs)
		}
		said += r.out + r.errs
	}
	return said + string(b)
}

func addToList(t testing.TB, folder, kind, value string) result {
	t.Helper()
	return must(t, "review", "do-not-list", "add", kind, value, "--why", "a refuge", "--by", "Sam", "--data", folder)
}

// The address and number of a refuge in three sources, on the list before they are read or put there while the server runs:
// nowhere outside the store.
func TestDoNotList(t *testing.T) {
	t.Parallel()
	for _, first := range []bool{true, false} {
		t.Run(fmt.Sprintf("on the list first %t", first), func(t *testing.T) {
			t.Parallel()
			folder := empty(t)
			if !first {
				made, _ := large(t)
				folder = copyFolder(t, made) // a large index, in which what is deleted lingers
			}
			content, page := refugeSite(t)
			s := serve(t, folder)
			list := func() {
				addToList(t, folder, "address", refugeAddress)
				addToList(t, folder, "phone", refugePhone)
				addToList(t, folder, "organization", "Thistledown Trust")
			}
			if first {
				list()
				tellsNothing(t, "what the commands say", plantRefuge(t, folder, content))
			} else {
				said := plantRefuge(t, folder, content)
				eventually(t, "the refuge is found", func() bool { return len(s.refuges(t)) == 3 })
				if !strings.Contains(squeezed(said), "12larkriseav") || !strings.Contains(squeezed(s.page(t, "/api/search?q=harbourlight")), "12larkriseav") {
					t.Fatal("nothing tells of the refuge before it is on the list, so that nothing would be proved")
				}
				list()
				if strings.Contains(squeezed(s.page(t, "/api/suggest?q=harb")), "larkrise") || len(s.api(t, query{"thistledown", ""}).Results) > 0 {
					t.Error("what was put on the list is still found")
				}
				eventually(t, "it is out of what the index knows", func() bool { return !strings.Contains(s.sitemaps(t), "thistledown") })
			}
			eventually(t, "the refuge is listed", func() bool { return len(s.refuges(t)) == 3 })
			if !first {
				s.tellsNothingOfRefuge(t, folder)
			}
			tellsNothing(t, "what the commands say of the same again", plantRefuge(t, folder, content))
			s.tellsNothingOfRefuge(t, folder)
			for _, flags := range [][]string{{"--explain", page}, {"--explain", page, "--json"}, {"--dry-run"}} {
				r := must(t, append([]string{"crawl", "--allow-private", "--content", content, "--data", folder}, flags...)...)
				tellsNothing(t, "crawl "+strings.Join(flags, " "), r.out+r.errs)
			}
			s.stop(t)
			tellsNothing(t, "the log", s.log.String())
			index := indexHolds(t, folder)
			tellsNothing(t, "the index", strings.Join(index, "\n"))
			for _, word := range []string{"1ab", "ls61ab", "0066", "12larkriseavenue"} {
				if slices.ContainsFunc(index, func(held string) bool { return strings.HasSuffix(held, ": "+word) }) {
					t.Errorf("the index knows the word %q", word)
				}
			}
			cleanFiles(t, filepath.Join(folder, "index"), "uillmoor", "thistledown", "Thistledown")
			sound(t, folder)
		})
	}
}

// refuges are the listings of the refuge that searches find.
func (s *server) refuges(t testing.TB) (all []found) {
	for _, name := range []string{"Harbourlight", "Safe rooms", "Lanternhouse"} {
		for _, r := range s.api(t, query{name, ""}).Results {
			if strings.HasPrefix(r.Name, name) {
				all = append(all, r)
			}
		}
	}
	return all
}

func (s *server) sitemaps(t testing.TB) string {
	t.Helper()
	return s.page(t, "/sitemap.xml") + s.page(t, "/sitemap-1.xml")
}

// tellsNothingOfRefuge reads everything that the server and the commands tell of the listings of the refuge.
func (s *server) tellsNothingOfRefuge(t *testing.T, folder string) {
	t.Helper()
	var ids []string
	choir := false
	for _, r := range append(s.refuges(t), s.only(t, query{"brassbell choir", ""}, "Brassbell Choir")) {
		ids = append(ids, r.ServiceID)
		page := s.page(t, r.URL)
		tellsNothing(t, r.URL, r.URL+page)
		tellsNothing(t, r.URL+" (report)", s.page(t, "/services/"+r.ServiceID+"/report"))
		tellsNothing(t, r.URL+" (Welsh)", s.page(t, "/cy"+r.URL))
		choir = choir || strings.Contains(page, neighbour)
	}
	if !choir {
		t.Error("the neighbour's address is hidden too")
	}
	for _, path := range []string{"/search?q=harbourlight", "/search?q=women&near=LS6+1", "/search?q=food&near=Leeds", "/search?q=larkrise", "/map?q=food&near=Leeds", "/api/search?q=safe+rooms&explain=true", "/api/search?q=food&near=LS6+1",
		"/api/search?q=larkrise", "/api/suggest?q=harb", "/api/suggest?q=lant", "/api/suggest?q=safe", "/near/leeds", "/near/leeds/food", "/topics/food", "/about-the-data", "/guide/print?near=Leeds&topic=food&each=20", "/"} {
		tellsNothing(t, path, s.page(t, path))
	}
	for _, q := range []string{"thistledown", "advice on food"} {
		for _, r := range s.api(t, query{q, ""}).Results {
			if strings.Contains(r.Name, "Thistledown") {
				t.Errorf("%q finds %s", q, r.Name)
			}
		}
	}
	tellsNothing(t, "the guide on paper", printedIn(t, s.page(t, "/guide.pdf?near=Leeds&topic=food&each=20")))
	tellsNothing(t, "the sitemap", s.sitemaps(t))
	s.savedTellsNothing(t, ids)
	for _, args := range [][]string{{"export", "ndjson"}, {"export", "ndjson", "--provenance"}, {"search", "harbourlight"}, {"search", "safe rooms", "--json", "--explain"}, {"review"}, {"review", "--json"}, {"status"}, {"status", "--json"}} {
		r := must(t, append(args, "--data", folder)...)
		tellsNothing(t, strings.Join(args, " "), r.out+r.errs)
		if args[0] == "export" && (strings.Contains(r.out, "Thistledown") || !strings.Contains(r.out, neighbour)) {
			t.Errorf("%s: an organisation that is not listed is there, or the neighbour is not", strings.Join(args, " "))
		}
	}
}

// savedTellsNothing reads a saved list in all its forms.
func (s *server) savedTellsNothing(t *testing.T, ids []string) {
	t.Helper()
	cookie := ""
	ask := func(method, path string, form url.Values) string {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), method, s.address+path, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		if form != nil {
			request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		request.Header.Set("Cookie", cookie)
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		for _, c := range answer.Cookies() {
			cookie = c.Name + "=" + c.Value
		}
		b, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode >= http.StatusBadRequest {
			t.Fatalf("%s: %d %v\n%.300s", path, answer.StatusCode, err, b)
		}
		return string(b)
	}
	for _, id := range ids {
		ask(http.MethodPost, "/list", url.Values{"add": {id}})
	}
	list := ask(http.MethodGet, "/list", nil)
	if !strings.Contains(list, "Brassbell") {
		t.Errorf("the saved list does not hold what was saved")
	}
	tellsNothing(t, "the saved list", list)
	tellsNothing(t, "the saved list as a text", ask(http.MethodGet, "/list.txt", nil))
	paper := printedIn(t, ask(http.MethodGet, "/list.pdf", nil))
	if !strings.Contains(paper, "Brassbell") {
		t.Errorf("nothing is read from the PDF: %.300q", paper)
	}
	tellsNothing(t, "the saved list on paper", paper)
}
