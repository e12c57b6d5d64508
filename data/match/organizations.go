package match

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"fingerpost/data"
)

// Of organisations, from how many bits on to ask, and to link. A name alone, however rare, is worth less than a link.
const (
	askOrganization  = 5
	linkOrganization = 8.5
	mostOfName       = 6
)

// Meeting is what else two organisations have to do with each other in the directory.
type Meeting struct {
	SameService bool           // each runs what is the same service but for who runs it
	Where       []string       // the words of the addresses of a place that both use: a branch may have them in its name
	RunA, RunB  []data.Service // what each is known to run, which often says how it is reached where it does not say so itself
}

// Organizations compares two organisations. The same number in the same register is the same organisation, and different
// numbers in any one register are different ones, whatever else they have in common. Without numbers, the name counts with
// what few share: a website or e-mail host of their own, a phone number, where letters go. Numbers in the registers of two
// countries are no conflict: one charity may be in both.
func Organizations(a, b data.Organization, met Meeting, rarity Rarity) Decision {
	var s scale
	if register := Conflict(a, b); register != "" {
		s.add(-certain, "different numbers in the register "+register)
		return s.decide(askOrganization, linkOrganization)
	}
	for _, x := range a.Identifiers {
		if holds(b, x.Scheme, x.Identifier) {
			s.add(certain, "the same number in the register "+x.Scheme)
			return s.decide(askOrganization, linkOrganization)
		}
	}
	name, names := bestNames(append([]string{a.Name}, a.AlternateNames...), append([]string{b.Name}, b.AlternateNames...), rarity)
	names.without(met.Where)
	s.add(names.weigh(mostOfName), nameWords(names))
	s.add(-8*flagged(name.contrast != ""), name.contrast)
	s.compareReached(a, b, met)
	s.add(3*flagged(acrossBorder(a, b)), "numbers in the registers of two countries, as a charity that works in both has")
	if samePhone(a.Phones, b.Phones) {
		s.add(4, "the same phone number")
	}
	if samePostcode(a.Addresses, b.Addresses) {
		s.add(3, "the same postcode for letters")
	}
	if met.SameService {
		s.add(6, "what looks like the same service")
	}
	return s.decide(askOrganization, linkOrganization)
}

// compareReached compares websites and addresses of e-mail. What one does not say of itself may be said of what it runs: that it
// is the other's speaks for them, but that it is not says nothing, since a project may have a site and an address of its own.
func (s *scale) compareReached(a, b data.Organization, met Meeting) {
	site, other := SiteKey(a.Website), SiteKey(b.Website)
	shared := ""
	switch {
	case site != "" && site == other:
		shared = site
		s.add(6, "the same website")
	case site != "" && other != "":
		s.add(-2, "another website")
	case site != "" && site == siteOf(met.RunB), other != "" && other == siteOf(met.RunA):
		shared = cmp.Or(site, other)
		s.add(6, "the website of the one tells of what the other runs")
	}
	s.add(2*flagged(calledAfter(shared, a.Name) && calledAfter(shared, b.Name)), "a website that is called after both")
	mail := mailHost(a.Email)
	switch {
	case a.Email != "" && strings.EqualFold(a.Email, b.Email):
		s.add(5, "the same e-mail address")
	case a.Email == "" && b.Email != "" && strings.EqualFold(b.Email, mailOf(met.RunA)),
		b.Email == "" && a.Email != "" && strings.EqualFold(a.Email, mailOf(met.RunB)):
		s.add(5, "the e-mail address of the one is that of what the other runs")
	case mail != "" && mail == mailHost(b.Email) && mail != site:
		s.add(3, "the same e-mail host")
	}
}

// siteOf is the one website that all of some services name that name any, as [SiteKey] has it; empty if they name none or several.
func siteOf(run []data.Service) string {
	return onlyOne(run, func(s data.Service) string { return SiteKey(s.URL) })
}

// mailOf is the one address of e-mail that all of some services name that name any; empty if they name none or several.
func mailOf(run []data.Service) string {
	return onlyOne(run, func(s data.Service) string { return strings.ToLower(s.Email) })
}

func onlyOne(run []data.Service, of func(data.Service) string) (one string) {
	for _, s := range run {
		switch named := of(s); {
		case named == "" || named == one:
		case one != "":
			return ""
		default:
			one = named
		}
	}
	return one
}

// leastCalled is how many letters of a name a website must have at least to be called after it.
const leastCalled = 3

// calledAfter reports whether a website has the telling words of a name in its own: it is likely not one on which many have a page.
func calledAfter(site, name string) bool {
	letters := strings.Join(slices.DeleteFunc(Words(name), func(w string) bool { return little[w] || common[w] }), "")
	return len(letters) >= leastCalled && strings.Contains(strings.NewReplacer(".", "", "-", "").Replace(site), letters)
}

// named are two names that were compared.
type named struct{ contrast string }

// bestNames compares each name of one with each of the other, and gives the pair that speaks most for them.
func bestNames(a, b []string, rarity Rarity) (best named, as sides) {
	found := false
	weight := 0.0
	for _, x := range a {
		x := Words(x)
		for _, y := range b {
			y := Words(y)
			s := compareWords(x, y, rarity)
			if w := s.weigh(mostOfName); !found || w > weight {
				best, as, weight, found = named{contrast(x, y)}, s, w, true
			}
		}
	}
	return best, as
}

func nameWords(s sides) string {
	switch {
	case s.isSame():
		return "the same name"
	case s.both == 0:
		return "another name"
	case len(s.onlyA) > 0 && len(s.onlyB) > 0:
		return "names of which each has words of its own"
	}
	return "names of which one has words more"
}

func flagged(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
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

// sharedHosts are sites on which many organisations have a page, and hosts at which they have e-mail: the host says nothing of who they are.
var sharedHosts = map[string]bool{
	"facebook.com": true, "nhs.uk": true, "gov.uk": true, "twitter.com": true, "x.com": true, "instagram.com": true,
	"justgiving.com": true, "meetup.com": true, "eventbrite.co.uk": true, "linktr.ee": true, "google.com": true,
	"wordpress.com": true, "wixsite.com": true, "youtube.com": true, "sites.google.com": true,
	"gmail.com": true, "googlemail.com": true, "hotmail.com": true, "hotmail.co.uk": true, "outlook.com": true, "live.co.uk": true,
	"yahoo.com": true, "yahoo.co.uk": true, "icloud.com": true, "btinternet.com": true, "aol.com": true, "nhs.net": true,
	"sky.com": true, "talktalk.net": true, "virginmedia.com": true, "btconnect.com": true, "salvationarmy.org.uk": true,
}

// ownNames are the shared hosts on which each site has a name of its own before the host's.
var ownNames = map[string]bool{"wordpress.com": true, "wixsite.com": true}

// SiteKey is the host of a website without "www.", empty for hosts that many organisations share.
func SiteKey(website string) string {
	u, err := url.Parse(website)
	if err != nil {
		return ""
	}
	return ownHost(u.Hostname())
}

func ownHost(host string) string {
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	for part, more := host, true; more; _, part, more = strings.Cut(part, ".") {
		if sharedHosts[part] && (part == host || !ownNames[part]) {
			return ""
		}
	}
	return host
}

// mailHost is the host of an address of e-mail, empty for those that many share.
func mailHost(address string) string {
	_, host, _ := strings.Cut(address, "@")
	return ownHost(host)
}

func samePhone(a, b []data.Phone) bool {
	return slices.ContainsFunc(a, func(x data.Phone) bool {
		return x.Number != "" && slices.ContainsFunc(b, func(y data.Phone) bool { return digits(x.Number) == digits(y.Number) })
	})
}

func digits(number string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
}

func samePostcode(a, b []data.Address) bool {
	return slices.ContainsFunc(a, func(x data.Address) bool {
		return x.Postcode != "" && slices.ContainsFunc(b, func(y data.Address) bool { return x.Postcode == y.Postcode })
	})
}
