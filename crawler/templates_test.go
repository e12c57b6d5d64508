package crawler

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTemplates fills each template in as an operator does, and crawls a small site of its family with it.
func TestTemplates(t *testing.T) {
	const place = `"@type": "LocalBusiness", "name": "Fern Cafe", "telephone": "0113 496 0801", "address": {"streetAddress": "1 Wellington Street", "addressLocality": "Leeds", "postalCode": "LS1 4AP"}`
	const event = `"@type": "Event", "name": "Reed Choir", "startDate": "2026-12-03T19:00:00+00:00", "endDate": "2026-12-03T21:00:00+00:00",
		"location": {"@type": "Place", "name": "The Hall", "address": {"streetAddress": "2 Wellington Street", "addressLocality": "Leeds", "postalCode": "LS1 4AP"}}`
	families := map[string]struct {
		fill  []string
		pages map[string]http.HandlerFunc
		want  string // name; number; e-mail address; postcode
	}{
		"localgov-drupal-directory": {[]string{"<channel>", "directory"}, map[string]http.HandlerFunc{
			"/directory": html(`<h1>Directory</h1><div class="views-row"><h3><a href="/directory/moss-club">Moss Club</a></h3></div><a href="?page=1">Next</a><a href="/news/x">News</a>`),
			"/directory/moss-club": html(`<main><h1>Moss Club</h1><div class="field field--name-body field__item"><p>Crafts and company.</p></div>
				<div class="field field--name-localgov-directory-phone"><div class="field__label">Phone</div><div class="field__item"><a href="tel:01134960802">0113 496 0802</a></div></div>
				<div class="field field--name-localgov-directory-email"><a href="mailto:moss@example.org">moss@example.org</a></div>
				<div class="field field--name-postal-address"><p class="address"><span class="address-line1">3 Wellington Street</span><br><span class="locality">Leeds</span><br><span class="postal-code">LS1 4AP</span></p></div>
				<table class="field--name-localgov-directory-opening-times"><tr><td>Monday</td><td>10am to 12pm</td></tr></table></main>`),
		}, "Moss Club; 0113 496 0802; moss@example.org; LS1 4AP"},
		"open-objects-kb5": {[]string{"<site>", "leeds", "<a word, or nothing for all>", "club"}, map[string]http.HandlerFunc{
			"/kb5/leeds/directory/results.page": html(`<a href="service.page?id=Abc_1&familychannel=0">Sedge Playgroup</a> <a href="signin.page">Sign in</a>`),
			"/kb5/leeds/directory/service.page": html(`<h1>Sedge Playgroup</h1><div class="description"><p>Play for under fives.</p></div>
				<div class="field_section"><h2>Who to contact</h2><dl><dt>Contact Name</dt><dd>The office</dd><dt>Telephone</dt><dd>0113 496 0803</dd><dt>E-mail</dt><dd><a href="mailto:sedge@example.org">sedge@example.org</a></dd></dl></div>
				<div class="field_section"><dl><dt>Address</dt><dd>4 Wellington Street<br>Leeds</dd><dt>Postcode</dt><dd>LS1 4AP</dd></dl></div>`),
		}, "Sedge Playgroup; 0113 496 0803; sedge@example.org; LS1 4AP"},
		"placecube-liferay": {[]string{"<directory>", "directory"}, map[string]http.HandlerFunc{
			"/directory": html(`<a href="/-/thrift-lunches">Thrift Lunches</a> <a href="/c/portal/login">Sign in</a>`),
			"/-/thrift-lunches": html(`<h1>Thrift Lunches</h1><div class="journal-content-article"><p>A hot lunch on Fridays.</p><p>Ring <a href="tel:01134960804">0113 496 0804</a> or
				write to <a href="mailto:thrift@example.org">us</a>.</p><address>5 Wellington Street, Leeds LS1 4AP</address></div>`),
		}, "Thrift Lunches; 0113 496 0804; thrift@example.org; LS1 4AP"},
		"wordpress-geodirectory": {nil, map[string]http.HandlerFunc{
			"/places/": html(`<a href="/places/category/cafes/">Cafes</a> <a href="/places/page/2/">2</a>`),
			"/wp-sitemap-posts-gd_place-1.xml": func(w http.ResponseWriter, r *http.Request) {
				fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://%s/places/leeds/fern-cafe/</loc></url></urlset>`, r.Host)
			},
			"/places/leeds/fern-cafe/": html(`<script type="application/ld+json">{"@context": "https://schema.org", ` + place + `}</script><h1>Fern Cafe</h1>
				<div class="geodir_post_meta geodir-field-email"><span>Email: </span><a href="mailto:fern@example.org">fern@example.org</a></div>`),
		}, "Fern Cafe; 0113 496 0801; fern@example.org; LS1 4AP"},
		"wordpress-events-calendar": {nil, map[string]http.HandlerFunc{
			"/events/list/": html(`<a href="/event/reed-choir/2026-12-03/">Reed Choir</a> <a href="/events/month/2026-12/">Month</a>`),
			"/event/reed-choir/2026-12-03/": html(`<script type="application/ld+json">[{"@context": "http://schema.org", ` + event + `}]</script><h1>Reed Choir</h1>
				<dl><dd class="tribe-organizer-tel">0113 496 0805</dd><dd class="tribe-organizer-email"><a href="mailto:reed@example.org">reed@example.org</a></dd></dl>`),
		}, "Reed Choir; 0113 496 0805; reed@example.org; LS1 4AP"},
		"charity-site": {[]string{"<services>", "our-services"}, map[string]http.HandlerFunc{
			"/our-services": html(`<main><h1>What we do</h1><a href="/our-services/vetch-line">The Vetch Line</a></main><a href="/donate">Donate</a>`),
			"/our-services/vetch-line": html(`<main><h1>The Vetch Line</h1><p>Someone to talk to.</p><p><a href="tel:+441134960806">0113 496 0806</a>, <a href="mailto:vetch@example.org">e-mail</a></p>
				<address>6 Wellington Street<br>Leeds<br>LS1 4AP</address></main><footer><a href="tel:01134969999">0113 496 9999</a></footer>`),
		}, "The Vetch Line; 0113 496 0806; vetch@example.org; LS1 4AP"},
	}
	files, err := filepath.Glob("../data/content/sources/templates/*.yaml.example")
	if err != nil || len(files) != len(families) {
		t.Errorf("%d templates, %v, and %d families", len(files), err, len(families))
	}
	for name, family := range families {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile("../data/content/sources/templates/" + name + ".yaml.example")
			if err != nil {
				t.Fatal(err)
			}
			var mistake *SourceError
			if _, err := ReadSource(name, text); !errors.As(err, &mistake) {
				t.Errorf("it can be used as it is: %v", err)
			}
			site := newTown(t, family.pages)
			src, err := ReadSource(name, []byte(filledIn(site, string(text), family.fill)))
			if err != nil {
				t.Fatal(err)
			}
			if !src.Review {
				t.Error("what it says is shown before anybody has looked")
			}
			got := site.crawl(t, src)
			if got.Listings != 1 || len(got.items) != 1 || got.items[0].Refused() {
				t.Fatalf("%d listings; asked for %q; %+v", got.Listings, site.asked, got.items)
			}
			sub := got.items[0].Submission
			sub.Tidy("", readAt)
			service := sub.Service.Doc
			said := []string{service.Name, "", service.Email, ""}
			if len(service.Phones) > 0 {
				said[1] = service.Phones[0].Number
			}
			if len(sub.Locations) > 0 {
				said[3] = sub.Locations[0].Doc.Address.Postcode
			}
			if d := cmp.Diff(family.want, strings.Join(said, "; ")); d != "" {
				t.Error("the listing (-want +got):", d)
			}
			for _, asked := range site.asked {
				if asked != "/robots.txt" && family.pages[strings.Split(asked, "?")[0]] == nil {
					t.Errorf("asked for %s", asked)
				}
			}
		})
	}
}

var blank = regexp.MustCompile(`<[^>]*>`)

// filledIn is a template for a site on this machine.
func filledIn(site *town, text string, fill []string) string {
	host := strings.TrimPrefix(site.URL, "http://")
	text = strings.NewReplacer(append(fill, "https://<host>", site.URL, "[<host>]", `["`+host+`"]`, "<key>", "site", "pace: 5s", "pace: 1ms\nallow_private: true")...).Replace(text)
	text = regexp.MustCompile(`(?m)^area: .*$`).ReplaceAllString(text, "area: E08000035")
	return blank.ReplaceAllString(text, "anything")
}
