// Package match decides whether two descriptions speak of the same organisation, place or service. It links only on
// evidence that cannot mislead: a register's number, the same place, the same name in the same place. Names alone never
// link anything, because in this field they mislead ("Mind in Camden" is not "Mind in Croydon"). Every decision says why.
package match

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"fingerpost/data"
	"fingerpost/geo"
)

// Decision is an answer with its reason, which is kept.
type Decision struct {
	Same bool
	Why  string
}

// NameKey folds a name for finding candidates: lower case, "&" as "and", "st" as "saint", no punctuation, no legal suffix.
func NameKey(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "&", " and ")
	words := strings.FieldsFunc(strings.ReplaceAll(strings.ReplaceAll(name, "'", ""), "’", ""), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	var kept []string
	for i, w := range words {
		switch {
		case w == "the" && i == 0, w == "limited", w == "ltd", w == "cic", w == "cio", w == "plc":
		case w == "st":
			kept = append(kept, "saint")
		default:
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// sharedHosts are sites on which many organisations have a page: the host says nothing of who they are.
var sharedHosts = map[string]bool{
	"facebook.com": true, "nhs.uk": true, "gov.uk": true, "twitter.com": true, "x.com": true, "instagram.com": true,
	"justgiving.com": true, "meetup.com": true, "eventbrite.co.uk": true, "linktr.ee": true, "google.com": true,
	"wordpress.com": true, "wixsite.com": true, "youtube.com": true, "sites.google.com": true,
}

// ownNames are the shared hosts on which each site has a name of its own before the host's.
var ownNames = map[string]bool{"wordpress.com": true, "wixsite.com": true}

// SiteKey is the host of a website without "www.", empty for hosts that many organisations share.
func SiteKey(website string) string {
	u, err := url.Parse(website)
	if err != nil {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	for shared := range sharedHosts {
		if host == shared || strings.HasSuffix(host, "."+shared) && !ownNames[shared] {
			return ""
		}
	}
	return host
}

// AddressKey folds a place's address for finding candidates: its postcode and the numbers in it, or if it has none the
// name of the building, which is what stands before the first comma. Empty when there is no unit postcode, or nothing
// beside it: then no two addresses are compared.
func AddressKey(l data.Location) string {
	postcode, err := geo.ParsePostcode(l.Address.Postcode)
	if l.Withheld || err != nil || postcode.Level() != geo.Unit {
		return ""
	}
	var numbers []string
	for _, word := range strings.Fields(NameKey(l.Address.Line1 + " " + l.Address.Line2)) {
		if strings.ContainsFunc(word, unicode.IsDigit) {
			numbers = append(numbers, word)
		}
	}
	building := strings.Join(numbers, " ")
	if building == "" {
		name, _, _ := strings.Cut(l.Address.Line1, ",")
		building = NameKey(name)
	}
	if building == "" {
		return ""
	}
	return postcode.String() + "|" + building
}

// Organizations compares two organisations: the same number in the same register is the same organisation, different
// numbers in any one register are different ones; without a number, the same name and the same website of their own.
func Organizations(a, b data.Organization) Decision {
	if register := Conflict(a, b); register != "" {
		return Decision{false, "different numbers in the register " + register}
	}
	for _, x := range a.Identifiers {
		if holds(b, x.Scheme, x.Identifier) {
			return Decision{true, "the same number " + x.Scheme + " " + x.Identifier}
		}
	}
	if site := SiteKey(a.Website); site != "" && site == SiteKey(b.Website) && sameName(a.Name, b.Name) {
		return Decision{true, "the same name and website " + site}
	}
	return Decision{false, "nothing but perhaps the name in common"}
}

// Conflict is a register in which both organisations have numbers and none in common, so that they cannot be one; empty
// if there is none. Nothing else that they share outweighs it.
func Conflict(a, b data.Organization) (register string) {
	for _, x := range a.Identifiers {
		if holds(b, x.Scheme, "") && !slices.ContainsFunc(a.Identifiers, func(other data.Identifier) bool {
			return other.Scheme == x.Scheme && holds(b, x.Scheme, other.Identifier)
		}) {
			return x.Scheme
		}
	}
	return ""
}

// holds reports whether an organisation has a number in a register, or any number if none is given.
func holds(o data.Organization, scheme, number string) bool {
	return slices.ContainsFunc(o.Identifiers, func(i data.Identifier) bool {
		return i.Scheme == scheme && (number == "" || i.Identifier == number)
	})
}

// sameName compares names by their keys. Names without a letter are like no other.
func sameName(a, b string) bool { return NameKey(a) != "" && NameKey(a) == NameKey(b) }

// Locations compares two places: the same postcode and the same building, by number or name.
func Locations(a, b data.Location) Decision {
	if key := AddressKey(a); key != "" && key == AddressKey(b) && a.Type == b.Type {
		return Decision{true, "the same postcode and building"} // which is not repeated: the reason outlives a redaction
	}
	return Decision{false, "another address"}
}

// Services compares two services of which it is known whether they have an organisation and a place in common. The same
// name at the same place is the same service, and so is the same name of the same organisation when neither has a place;
// but two sessions at different times are two services, and so are two organisations' drop-ins in one library.
func Services(a, b data.Service, sameOrganization, samePlace bool) Decision {
	if !sameName(a.Name, b.Name) {
		return Decision{false, "another name"}
	}
	if a.OrganizationID != "" && b.OrganizationID != "" && !sameOrganization {
		return Decision{false, "run by another organisation"}
	}
	if daysDiffer(a, b) {
		return Decision{false, "given on other days"}
	}
	nowhere := len(a.ServiceAtLocations) == 0 && len(b.ServiceAtLocations) == 0
	switch {
	case samePlace:
		return Decision{true, "the same name at the same place"}
	case nowhere && sameOrganization:
		return Decision{true, "the same name and organisation, no places"}
	}
	return Decision{false, "the same name, but nothing else in common"}
}

// daysDiffer reports whether both services say on which days they are given and share none.
func daysDiffer(a, b data.Service) bool {
	x, y := days(a), days(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	for d := range x {
		if y[d] {
			return false
		}
	}
	return true
}

func days(s data.Service) map[string]bool {
	found := map[string]bool{}
	schedules := s.Schedules
	for _, at := range s.ServiceAtLocations {
		schedules = append(schedules[:len(schedules):len(schedules)], at.Schedules...)
	}
	for _, rule := range schedules {
		for _, day := range strings.Split(rule.ByDay, ",") {
			if len(day) >= 2 {
				found[day[len(day)-2:]] = true
			}
		}
	}
	return found
}
