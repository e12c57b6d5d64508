package extract

import (
	"net/url"
	"slices"
	"strings"

	"fingerpost/data"

	"github.com/PuerkitoBio/goquery"
)

// furniture is what every page of a site has around what it is about: its links are the owner's, not the listing's.
const furniture = `header, nav, footer, aside, [role="banner"], [role="contentinfo"], [role="navigation"], [role="complementary"]`

// more numbers than this are a directory, not one listing's
const maxLinkedPhones = 3

// linked reads the links to numbers and addresses in a part of the page. Where there are too many to know whose they
// are, there are none.
func (p page) linked(in *goquery.Selection) Found {
	f := Found{How: map[string]string{}}
	phones, emails := links(in, "tel:"), links(in, "mailto:")
	var numbers []string
	for _, s := range phones {
		if number, ok := data.ReadPhone(s, data.Voice); ok && !slices.Contains(numbers, number) {
			numbers = append(numbers, number)
		}
	}
	if len(numbers) > 0 && len(numbers) <= maxLinkedPhones {
		f.Phones, f.How["phone"] = numbers, "link tel:"
	}
	var addresses []string
	for _, s := range emails {
		if address := email(s); address != "" && !slices.ContainsFunc(addresses, func(a string) bool { return same(a, address) }) {
			addresses = append(addresses, address)
		}
	}
	if len(addresses) == 1 {
		f.Email, f.How["email"] = addresses[0], "link mailto:"
	}
	return f
}

// links are where the links of a scheme go, outside the furniture.
func links(in *goquery.Selection, scheme string) []string {
	var out []string
	in.Find("a[href]").EachWithBreak(func(_ int, a *goquery.Selection) bool {
		href := strings.TrimSpace(a.AttrOr("href", ""))
		if len(href) <= len(scheme) || len(href) > 300 || !same(href[:len(scheme)], scheme) || a.Closest(furniture).Length() > 0 {
			return true
		}
		if rest, err := url.PathUnescape(href[len(scheme):]); err == nil {
			out = append(out, rest)
		}
		return len(out) < maxMatches
	})
	return out
}
