package crawler

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fingerpost/crawler/frontier"
	"fingerpost/data"
)

// listingSins are pages that want to be listed as what they are not.
func listingSins(lure *lure) map[string]sin {
	ld := func(json string) string { return `<script type="application/ld+json">` + json + `</script>` }
	read := func(body string, names ...string) sin {
		return sin{pages: one(headed(body)), outcome: frontier.Read, names: names, mostAsks: 2}
	}
	var many, deep strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&many, `{"name":"%d"},`, i)
	}
	for range 10_000 {
		deep.WriteString(`{"a":`)
	}
	return map[string]sin{
		"a circle of nodes": read(ld(`{"@graph": [{"@id": "#a", "@type": "Service", "name": "Circle", "provider": {"@id": "#b"}, "isPartOf": {"@id": "#a"}, "location": {"@id": "#a"}},
			{"@id": "#b", "@type": "Organization", "name": "Owner", "parentOrganization": {"@id": "#a"}, "location": {"@id": "#b"}}]}`)+"<h1>Circle</h1>", "Circle"),
		"a context far away": read(ld(`{"@context": ["`+lure.URL+`/context.jsonld", {"@import": "`+lure.URL+`/more", "name": "http://evil.example/name"}], "@type": "Service", "name": "Context"}`), "Context"),
		"100,000 nodes":      read(ld("["+strings.TrimSuffix(many.String(), ",")[:900_000]+"]")+"<h1>Nodes</h1>", "Nodes"),
		"10,000 deep":        read(ld(deep.String()+"1"+strings.Repeat("}", 10_000))+"<h1>Deep</h1>", "Deep"),
		"15 deep":            read(ld(strings.Repeat(`{"mainEntity":`, 14)+`{"@type":"Service","name":"Found"}`+strings.Repeat("}", 14)), "Found"),
		"a long name in data": read(ld(`{"@type": "Service", "name": "Long", "description": "`+strings.Repeat("long ", 150_000)+`", "telephone": "`+
			strings.Repeat("1", 100_000)+`", "openingHours": "`+strings.Repeat("Mo ", 10_000)+`"}`), "Long"),
		"scripts in a name":             read(`<h1 onclick="alert(1)">Tea<script>alert(2)</script><img src=x onerror=alert(3)><svg onload=alert(4)>&lt;script&gt;alert(5)&lt;/script&gt;</h1>`, "Tea"),
		"scripts within layers":         read(`<h1>Tea &amp;amp;lt;img src=x onerror=alert(1)&amp;amp;gt; &#60;b&#62; <scr<script>ipt>words</scr</script>ipt></h1>`, "Tea ipt›wordsipt›"),
		"letters nobody sees":           read("<h1>\u202eTea\u200b \u2066and\u2069 c\u00adake\u200f\ufeff\U000e0041\x00\x1b[31m</h1>", "Tea and cake[31m"),
		"a name of letters nobody sees": {pages: one(headed("<h1>\u200b\u202e\u2066\ufeff \u00ad</h1>")), outcome: frontier.Read, refused: true},
		"a script for a place of its own": {pages: one(headed(ld(`{"@type": "Service", "name": "Link", "url": "javascript:alert(1)", "email": "mailto:<b onclick=x()>", "telephone": "\u003cscript>alert(1)\u003c/script>"}`))),
			outcome: frontier.Read, names: []string{"Link"}, check: func(t *testing.T, s *sinner) {
				if service := s.items[0].Submission.Service.Doc; service.URL != "" || service.Email != "" {
					t.Errorf("url %q, email %q", service.URL, service.Email)
				}
			}},
		"numbers of other countries": {pages: one(headed(`<h1>Phones</h1><p class=phone>+33 1 42 68 53 00<p class=phone>+1 900 555 0123<p class=phone>+44 113 496 0000
			<p class=phone>+999 999<p class=phone>0909 879 0000`)), outcome: frontier.Read, names: []string{"Phones"}, check: func(t *testing.T, s *sinner) {
			var numbers []string
			for _, phone := range s.items[0].Submission.Service.Doc.Phones {
				numbers = append(numbers, phone.Number)
			}
			if !slices.Contains(numbers, "0113 496 0000") {
				t.Errorf("numbers %q", numbers)
			}
			t.Log(numbers)
		}},
		"a place off the map": {pages: one(headed(ld(`{"@type": "Library", "name": "Nowhere", "geo": {"latitude": 1e308, "longitude": "NaN"}, "address": {"postalCode": "ZZ99 9ZZ", "streetAddress": {"@value": {"@value": []}}}}`))),
			outcome: frontier.Read, names: []string{"Nowhere"}, check: func(t *testing.T, s *sinner) {
				for _, place := range s.items[0].Submission.Locations {
					if place.Doc.Point != nil {
						t.Errorf("point %+v", place.Doc.Point)
					}
				}
			}},
		"10,000 listings on a page": {pages: one(headed(ld("[" + strings.TrimSuffix(strings.Repeat(`{"@type":"Library","name":"Same"},`, 10_000), ",") + "]"))), outcome: frontier.Read,
			names: []string{"Same"}, refused: true, check: func(t *testing.T, s *sinner) {
				if len(s.items) > 200 || s.items[1].Problems[0].Kind != data.RepeatedID {
					t.Errorf("%d items, the second %+v", len(s.items), s.items[1].Problems)
				}
			}},
	}
}
