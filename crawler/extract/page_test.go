package extract

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"fingerpost/data"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var pageURL = &url.URL{Scheme: "https", Host: "example.org", Path: "/services/tea"}

var plain = cmp.Options{
	cmpopts.EquateEmpty(), cmpopts.IgnoreFields(Found{}, "How"),
	cmp.Comparer(func(a, b data.Date) bool { return a.String() == b.String() }),
}

func read(t *testing.T, page string, rules Rules) []Found {
	t.Helper()
	return readAs(t, page, "", rules)
}

// readAs reads a page that came with a Content-Type.
func readAs(t *testing.T, page, contentType string, rules Rules) []Found {
	t.Helper()
	doc, err := Parse([]byte(page), pageURL, contentType)
	if err != nil {
		t.Fatal(err)
	}
	report, err := doc.Read(rules)
	if err != nil {
		t.Fatal(err)
	}
	return report.Found
}

// one reads a page that states one listing.
func one(t *testing.T, page string, rules Rules) Found {
	t.Helper()
	found := read(t, page, rules)
	if len(found) != 1 {
		t.Fatalf("found %d listings: %+v", len(found), found)
	}
	return found[0]
}

func ld(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

func TestJSONLD(t *testing.T) {
	got := one(t, ld(`{"@context": "https://schema.org", "@type": ["GovernmentService", "Service"], "name": "Tea &amp; Talk",
		"description": "<p>Come for <b>tea</b>.</p>\u003cscript>alert(1)\u003c/script>", "telephone": ["0113 496 0000", "0113 496 0000"],
		"email": "mailto:tea@example.org", "url": "/tea", "serviceType": "Lunch club", "dateModified": "2026-05-04T10:00:00Z",
		"provider": {"@type": "NGO", "name": "Leeds Tea", "telephone": "0113 496 9999"},
		"audience": {"@type": "Audience", "audienceType": "People over 55"}, "isAccessibleForFree": true,
		"location": {"@type": "Place", "name": "The hall", "geo": {"latitude": "53.8", "longitude": -1.55},
			"address": {"@type": "PostalAddress", "streetAddress": "1 High Street, Headingley", "addressLocality": "Leeds", "postalCode": "LS6 3AA"}},
		"openingHoursSpecification": [{"dayOfWeek": ["https://schema.org/Monday", "Wednesday"], "opens": "09:00:00", "closes": "17:00"},
			{"dayOfWeek": "Sunday", "opens": "00:00", "closes": "00:00"}]}`), Rules{})
	modified, _ := data.ParseDate("2026-05-04")
	want := Found{
		Name: "Tea & Talk", Description: "Come for tea.", Phones: []string{"0113 496 0000"}, Emails: []string{"tea@example.org"},
		URL: "https://example.org/tea", Places: []Place{{Name: "The hall", Address: data.Address{Line1: "1 High Street", Line2: "Headingley", City: "Leeds", Postcode: "LS6 3AA"},
			Point: &data.Coordinates{Latitude: 53.8, Longitude: -1.55}}},
		Hours: []string{"Mo,We 09:00-17:00"}, Schedules: []data.Schedule{{Freq: "WEEKLY", ByDay: "MO,WE", OpensAt: "09:00", ClosesAt: "17:00"}}, Cost: "free",
		Audience: "People over 55", OrganizationName: "Leeds Tea", Types: []string{"GovernmentService", "Service"},
		Categories: []string{"Lunch club"}, Modified: modified,
	}
	if d := cmp.Diff(want, got, plain); d != "" {
		t.Error(d)
	}
	for _, field := range []string{"name", "phone", "email", "url", "address", "postcode", "point", "hours", "cost", "audience", "organization", "category"} {
		if got.How[field] != (How{"JSON-LD", Stated}) {
			t.Errorf("%s was found in %q", field, got.How[field])
		}
	}
}

func TestWhatAPageIsAbout(t *testing.T) {
	yoast := `{"@context": "http://schema.org", "@graph": [
		{"@type": "Organization", "@id": "#org", "name": "Town Council", "telephone": "0113 496 1111"},
		{"@type": "WebSite", "@id": "#site", "publisher": {"@id": "#org"}},
		{"@type": "WebPage", "@id": "#page", "isPartOf": {"@id": "#site"}, "dateModified": "2026-01-02"},
		{"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "item": {"@type": "WebPage", "name": "Home"}}]}%s]}`
	names := func(found []Found) string {
		var out []string
		for _, f := range found {
			out = append(out, f.Name+" by "+f.OrganizationName)
		}
		return strings.Join(out, "; ")
	}
	heading := Rules{Fields: map[string]string{"name": "h1"}}
	for name, test := range map[string]struct {
		page  string
		rules Rules
		want  string
	}{
		"the site's owner is no listing":      {ld(strings.Replace(yoast, "%s", "", 1)), Rules{}, ""},
		"nor is it who runs the service":      {ld(strings.Replace(yoast, "%s", "", 1)) + "<h1>Chess</h1>", heading, "Chess by "},
		"a service beside it is":              {ld(strings.Replace(yoast, "%s", `,{"@type": "Service", "name": "Chess", "provider": {"@id": "#club"}},{"@type": "NGO", "@id": "#club", "name": "Club"}`, 1)), Rules{}, "Chess by Club"},
		"a page about an organisation":        {ld(`{"@type": "NGO", "name": "Club"}`), Rules{}, "Club by Club"},
		"a service of the one organisation":   {ld(`{"@type": "NGO", "name": "Club", "telephone": "0113 496 0000"}`) + "<h1>Chess</h1>", heading, "Chess by Club"},
		"the same name twice":                 {ld(`{"@type": "NGO", "name": "Club"}`) + "<h1>CLUB</h1>", heading, "Club by Club"},
		"several in a list":                   {ld(`[{"@type": "Library", "name": "A"}, {"@type": "Pharmacy", "name": "B"}]`), Rules{}, "A by ; B by "},
		"a list of items":                     {ld(`{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"@type": "Service", "name": "A"}}]}`), Rules{}, "A by "},
		"main entity of a page":               {ld(`{"@type": "WebPage", "mainEntity": {"@type": "MedicalClinic", "name": "A"}}`), Rules{}, "A by "},
		"news, people and recipes are not":    {ld(`[{"@type": "NewsArticle", "name": "N"}, {"@type": "Person", "name": "P", "telephone": "0113 496 0000"}, {"@type": "Recipe", "name": "R"}]`), Rules{}, ""},
		"a person who provides is not named":  {ld(`{"@type": "Service", "name": "A", "provider": {"@type": "Person", "name": "Jo Bloggs"}}`), Rules{}, "A by "},
		"names with schema.org in front":      {ld(`{"@type": "http://schema.org/Service", "schema:name": {"@value": "A"}}`), Rules{}, "A by "},
		"broken JSON":                         {ld(`{"@type": "Service", "name": `) + "<h1>Chess</h1>", heading, "Chess by "},
		"comments and line breaks in strings": {ld("<!--\n{\"@type\": \"Service\", \"name\": \"A\nB\"}\n-->"), Rules{}, "A B by "},
		"an event and its place":              {ld(`[{"@type": "MusicEvent", "name": "E", "location": {"@id": "#p"}}, {"@type": "Place", "@id": "#p", "name": "P"}]`), Rules{}, "E by "},
		"a name that is a script":             {ld(`{"@type": "Service", "name": "A \u003cscript>alert(1)\u003c/script>\u003cimg src=x onerror=alert(1)>"}`), Rules{}, "A by "},
		"nothing":                             {"<p>Hello", Rules{}, ""},
	} {
		if got := names(read(t, test.page, test.rules)); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// What points to itself is somebody's place, and no listing.
func TestNodesThatPointToThemselves(t *testing.T) {
	found := read(t, ld(`{"@graph": [{"@type": "Service", "@id": "#a", "name": "A", "provider": {"@id": "#b"}, "location": {"@id": "#a"}},
		{"@type": "NGO", "@id": "#b", "name": "B", "parentOrganization": {"@id": "#b"}}]}`), Rules{Fields: map[string]string{"name": "h1"}})
	if len(found) != 0 {
		t.Errorf("found %+v", found)
	}
}

func TestCirclesEnd(t *testing.T) {
	for _, text := range []string{
		`{"@type": "Service", "@id": "#a", "name": "A", "address": {"@id": "#a"}, "audience": {"@id": "#a"}}`,
		strings.Repeat(`{"@type":"Service","name":"A","location":`, 2000) + `1` + strings.Repeat("}", 2000),
		`[` + strings.Repeat(`{"@type":"Service","name":"A"},`, 20_000) + `{}]`,
		strings.Repeat("[", 200_000),
		`{"@context": "http://127.0.0.1:1/context.jsonld", "@type": "Service", "name": "A"}`,
	} {
		began := time.Now()
		found := read(t, ld(text), Rules{})
		if len(found) > maxFound || time.Since(began) > 5*time.Second {
			t.Errorf("%.60s: %d found in %v", text, len(found), time.Since(began))
		}
	}
}

func TestSelectors(t *testing.T) {
	page := `<html><head><title>x</title></head><body><header><a href="tel:01134961111">Council</a></header>
		<h1>Tea <i>club</i></h1><div class=d><p>First.</p><p>Second.</p></div>
		<p class=adr>12,<br>High Street<br>Leeds<br>ls6 3aa</p><ul class=hours><li>Monday 10am to noon</li><li>Friday 2pm-4pm</li></ul>
		<span class=cost>£2 a session</span><a class=web href="/tea">Visit</a><span class=for>Over 55s</span><b class=org>Leeds Tea</b>
		<p>Ring <a href="tel:0113%20496%200000">us</a> or <a href="mailto:tea@example.org?subject=x">write</a>.</p>
		<meta itemprop=kind content="Lunch club"><footer><a href="mailto:web@council.example">Web team</a></footer>`
	got := one(t, page, Rules{Fields: map[string]string{
		"name": "h1", "description": ".d p", "address": ".adr", "hours": ".hours li", "cost": ".cost", "url": "a.web",
		"audience": ".for", "organization": ".org", "category": "meta[itemprop=kind]@content",
	}})
	want := Found{
		Name: "Tea club", Description: "First.\n\nSecond.", Phones: []string{"0113 496 0000"}, Emails: []string{"tea@example.org"},
		URL: "https://example.org/tea", Places: []Place{{Address: data.Address{Line1: "12 High Street", City: "Leeds", Postcode: "LS6 3AA"}}},
		Hours: []string{"Monday 10am to noon", "Friday 2pm-4pm"}, Schedules: []data.Schedule{
			{Freq: "WEEKLY", ByDay: "MO", OpensAt: "10:00", ClosesAt: "12:00"}, {Freq: "WEEKLY", ByDay: "FR", OpensAt: "14:00", ClosesAt: "16:00"}},
		Cost: data.Paid, Fees: "£2 a session", Prices: []Price{{200, "a session"}}, Ages: data.Ages{Minimum: new(55)}, Audience: "Over 55s",
		OrganizationName: "Leeds Tea", Categories: []string{"Lunch club"},
	}
	if d := cmp.Diff(want, got, plain); d != "" {
		t.Error(d)
	}
	for field, how := range map[string]string{"name": "selector h1", "phone": "link tel:", "email": "link mailto:",
		"postcode": "selector .adr", "category": "selector meta[itemprop=kind]@content"} {
		if got.How[field].Where != how {
			t.Errorf("%s was found in %q", field, got.How[field])
		}
	}
}

func TestTrust(t *testing.T) {
	page := ld(`{"@type": "Service", "name": "A", "address": {"postalCode": "LS6 3AA"}}`) +
		`<h1>B</h1><p class=tel>0113 496 0000</p><p class=adr>1 High Street, Leeds LS1 1AA</p><a href="tel:0113 496 2222">x</a>`
	got := one(t, page, Rules{Fields: map[string]string{"name": "h1", "phone": ".tel", "address": ".adr"}})
	want := Found{Name: "A", Phones: []string{"0113 496 0000"}, Types: []string{"Service"},
		Places: []Place{{Address: data.Address{Postcode: "LS6 3AA"}}}} // the selector's address has another postcode: it is another place
	if d := cmp.Diff(want, got, plain); d != "" {
		t.Error(d)
	}
}

func TestUnclearLinksSayNothing(t *testing.T) {
	page := `<h1>A</h1>` + strings.Repeat(`<a href="mailto:a@example.org">a</a><a href="mailto:b@example.org">b</a>`, 2)
	for _, n := range []string{"0", "1", "2", "3"} {
		page += `<a href="tel:0113 496 000` + n + `">x</a>`
	}
	got := one(t, page, Rules{Fields: map[string]string{"name": "h1"}})
	if len(got.Emails)+len(got.Phones) != 0 {
		t.Errorf("found %+v", got)
	}
}

func TestContactsOfPeopleAreLeft(t *testing.T) {
	got := one(t, ld(`{"@type": "Service", "name": "A", "contactPoint": [
		{"@type": "ContactPoint", "name": "Jo Bloggs", "telephone": "0113 496 0001", "email": "jo@example.org"},
		{"@type": "ContactPoint", "contactType": "enquiries", "telephone": "0113 496 0002"}],
		"employee": {"@type": "Person", "name": "Jo", "telephone": "0113 496 0003"}}`), Rules{})
	if d := cmp.Diff([]string{"0113 496 0002"}, got.Phones); d != "" || len(got.Emails) > 0 {
		t.Error(d, got.Emails)
	}
}

func TestEach(t *testing.T) {
	page := ld(`{"@type": "Library", "name": "b", "email": "b@example.org"}`) +
		`<div class=x><h2>A</h2><a href="tel:0113 496 0000">ring</a></div><div class=x><h2>B</h2></div><div class=x></div>`
	got := read(t, page, Rules{Each: ".x", Fields: map[string]string{"name": "h2"}})
	want := []Found{{Name: "A", Phones: []string{"0113 496 0000"}}, {Name: "b", Emails: []string{"b@example.org"}, Types: []string{"Library"}}}
	if d := cmp.Diff(want, got, plain); d != "" {
		t.Error(d)
	}
}

func TestBadRules(t *testing.T) {
	for _, rules := range []Rules{{Fields: map[string]string{"name": "h1["}}, {Fields: map[string]string{"colour": "h1"}}, {Each: "::"}} {
		if _, ok := rules.Check().(*SelectorError); !ok {
			t.Errorf("%+v: %v", rules, rules.Check())
		}
	}
}

func TestCharset(t *testing.T) {
	for name, test := range map[string]struct{ page, header string }{
		"header":        {"<h1>Caf\xe9 \x96 caf\xe9", "text/html; charset=windows-1252"},
		"meta":          {"<meta charset=iso-8859-1><h1>Caf\xe9 \x96 caf\xe9", "text/html"},
		"utf-8":         {"<meta charset=iso-8859-1><h1>Café – café", "text/html; charset=UTF-8"},
		"nothing said":  {"<h1>Café – café", ""},
		"a false label": {"<h1>Caf\xe9 \x96 caf\xe9", "text/html; charset=utf-8"},
		"nonsense":      {"<meta charset=utf-8><h1>Café – café", "text/html; charset=\xff"},
		"mark":          {"\xef\xbb\xbf<h1>Café – café", "text/html; charset=windows-1252"},
	} {
		got := readAs(t, test.page, test.header, Rules{Fields: map[string]string{"name": "h1"}})
		if len(got) != 1 || got[0].Name != "Café – café" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestDeepPage(t *testing.T) {
	_, err := Parse([]byte(strings.Repeat("<div>", 100_000)+"<h1>A"), pageURL, "")
	if _, ok := err.(*ParseError); !ok {
		t.Errorf("error %v", err)
	}
}

func TestEvents(t *testing.T) {
	got := one(t, ld(`{"@type": "Event", "name": "Fair", "startDate": "2026-06-01T10:00:00+01:00", "endDate": "2026-06-01T12:00+01:00",
		"offers": {"price": "2.50", "priceCurrency": "GBP"}}`), Rules{})
	if got.Ends.String() != "2026-06-01" || got.Cost != data.Paid || len(got.Prices) != 1 || got.Prices[0].Pence != 250 || len(got.Hours) != 1 || !strings.HasPrefix(got.Hours[0], "2026-06-01 10:00") {
		t.Errorf("%+v", got)
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(ld(`{"@type":"Service","name":"A","address":{"@id":"#a"},"openingHours":"Mo-Fr 09:00-17:00"}`)+"<h1>A</h1><a href='tel:1'>"), "text/html; charset=utf-8")
	f.Add([]byte("<table><tr><td><h1>x<p>&lt;script&gt;"), "")
	f.Add([]byte(`<main><h1>A</h1><div itemscope itemtype="https://schema.org/Place" itemid="#a"><p itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
		<span itemprop="postalCode">LS6 3AA</span></p><i itemprop=location itemscope itemid="#a"></i></div>`), "")
	f.Add([]byte("<main><h1>A</h1><dl><dt>When<dd>Mondays 10am - 12 noon<dt>Where<dd>1 High St<br>Leeds<br>LS6 3AA<dt>Cost<dd>&pound;2&lt;b&gt;</dl>"), "")
	f.Add([]byte("<table><tr><th>Group<th>When<th>Contact<tr><td>A<td>Mondays 1-2pm<td>0113 496 0000<tr><td>B<td>Fri 1-2pm<td>0113 496 0001</table>"), "")
	f.Add([]byte("<main><h1>Groups</h1><h2>Tea</h2><p>Every other Monday, 2pm for an hour. Next 3 May<h2>Chess</h2><p>Bob dydd Llun, 10yb tan 12yp"), "")
	rules := Rules{Fields: map[string]string{"name": "h1", "address": "p", "hours": "li", "url": "a", "phone": "td"}}
	f.Fuzz(func(t *testing.T, page []byte, header string) {
		began := time.Now()
		doc, err := Parse(page, pageURL, header)
		if err != nil {
			return
		}
		doc.Print()
		doc.Links()
		report, err := doc.Read(rules)
		if took := time.Since(began); took > 5*time.Second {
			t.Fatalf("%d bytes took %v", len(page), took)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range report.Found {
			if strings.ContainsAny(got.Name+got.Fees+got.Audience+got.Entry+got.Description+got.OrganizationName+strings.Join(got.Hours, "")+strings.Join(got.Categories, ""), "<>") {
				t.Errorf("markup in %+v", got)
			}
			for _, place := range got.Places {
				if strings.ContainsAny(place.Name+strings.Join(place.Address.Lines(), ""), "<>") {
					t.Errorf("markup in %+v", place)
				}
			}
			if _, err := got.Submission(About{OwnID: "x"}, data.Reading{}); err != nil {
				t.Error(err)
			}
		}
	})
}

// What is exported of where a fact was found is read out of the payload that is kept.
func TestWhereIsKept(t *testing.T) {
	f := one(t, `<h1>Tea</h1><p>Ring <a href="tel:01134960000">0113 496 0000</a>.</p>`, Rules{})
	about := About{OwnID: "tea", URL: pageURL.String()}
	submission, err := f.Submission(about, data.Reading{Source: data.Source{Key: "teas"}, ReadAt: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	at := data.ReadFound(submission.Records[0].Payload)["phone"]
	if how := f.How["phone"]; how.Where == "" || at != (data.FoundAt{Where: how.Where, Sure: string(how.Sure)}) {
		t.Errorf("found %+v, kept as %+v", how, at)
	}
}
