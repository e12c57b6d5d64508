package site_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// FuzzSearchParams: whatever stands in the address of a search or in its form, page and API answer it, agree on what it
// was, and nothing fails.
func FuzzSearchParams(f *testing.F) {
	for _, query := range []string{"q=tablet&near=LS1+4AP", "q=&near=&within=0&page=-1", "topic=devices&kind=group&how=online&cost=free&sort=distance&page=999",
		"q=%ff%00%0d%0a&near=%e2%80%ae", "near=LSI+4AP", "near=North+East", "near=E05000001", "near=E12000001&within=100", "q=antidisestablishmentarianism",
		"q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r&near=BT1", "a=b;c=d&%zz", "q=q&q=q&topic=&topic=devices", "near=GIR+0AA", "q=%F0%9F%98%80%E2%80%8D"} {
		f.Add(query)
	}
	town := theTown()
	f.Fuzz(func(t *testing.T, query string) {
		if len(query) > 8000 {
			return // the server itself refuses these
		}
		// As an address may hold it: what no address holds is escaped first.
		query = strings.NewReplacer(" ", "+", "\r", "%0D", "\n", "%0A", "\x00", "%00", "#", "%23").Replace(query)
		if _, err := url.ParseRequestURI("/search?" + query); err != nil {
			query = url.QueryEscape(query)
		}
		page, program := town.get(t, "/search?"+query), town.get(t, "/api/search?"+query)
		if page.status >= 500 || program.status >= 500 {
			t.Fatalf("%q: the page answers %d, the API %d", query, page.status, program.status)
		}
		asked := page.page != nil && page.page.Find(".nhsuk-error-summary").Length() > 0 // the form again, for what the API refuses
		if page.status == http.StatusOK && !asked && program.status != http.StatusOK || asked && program.status != http.StatusBadRequest || page.status == http.StatusBadRequest && program.status != http.StatusBadRequest {
			t.Errorf("%q: the page answers %d, the API %d", query, page.status, program.status)
		}
		values, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		if form := town.post(t, values); form.status >= 500 {
			t.Fatalf("%q: the form answers %d", query, form.status)
		}
	})
}
