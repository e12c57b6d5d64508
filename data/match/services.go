package match

import (
	"net/url"
	"slices"
	"strings"

	"fingerpost/data"
)

// Of services, from how many bits on to ask, and to link.
const (
	askService  = 5
	linkService = 9
)

// Around is what two services have to do with each other beside themselves.
type Around struct {
	SameOrganization  bool     // known to be run by one
	OtherOrganization bool     // known to be run by different ones: their numbers differ
	Place             Band     // whether they have a place in common; empty: one of them has none
	NameA, NameB      string   // of who runs them, where that is said and is not known to be the same
	Where             []string // the words of the addresses of the place, if it may be the same: a branch may have them in its name
}

// Services compares two services: by their names, who runs them, where, when, and how they are reached. Two sessions on
// different days are two services, and so are two organisations' drop-ins in one library.
func Services(a, b data.Service, around Around, rarity Rarity) Decision {
	var s scale
	name, names := bestNames(append([]string{a.Name}, a.AlternateNames...), append([]string{b.Name}, b.AlternateNames...), rarity)
	names.without(around.Where)
	if NameKey(a.Name) == "" || NameKey(b.Name) == "" {
		s.add(-certain, "a name without a letter")
		return s.decide(askService, linkService)
	}
	same := 0.0
	if names.isSame() {
		same = 2
	}
	topic := sameTopic(a, b, around.Place)
	least := -12.0
	if topic > 1 {
		least = -5 // it may have been renamed
	}
	s.add(max(names.weigh(mostOfName)+same, least), nameWords(names))
	s.add(-8*flagged(name.contrast != ""), name.contrast)
	if !names.isSame() && around.Place == "" {
		s.add(-5, "no place in common that would explain another name") // a helpline and its message boards
	}
	switch {
	case around.OtherOrganization:
		s.add(-12, "run by another organisation")
	case around.SameOrganization:
		s.add(3, "run by the same organisation")
	case around.NameA != "" && around.NameB != "":
		runners := compareNames(around.NameA, around.NameB, rarity)
		runners.without(around.Where)
		s.add(max(min(runners.weigh(4)/2, 2), -6), nameWords(runners)+" of who runs it")
	}
	nowhere := len(a.ServiceAtLocations) == 0 && len(b.ServiceAtLocations) == 0
	switch {
	case around.Place == Link:
		s.add(4, "at the same place")
	case around.Place == Ask:
		s.add(2, "perhaps at the same place")
	case nowhere && around.SameOrganization:
		s.add(3, "neither has a place")
	case around.Place == No:
		s.add(-7, "at other places")
	}
	if daysDiffer(a, b) {
		s.add(-12, "given on other days")
	}
	if samePhone(a.Phones, b.Phones) {
		s.add(2, "the same phone number")
	}
	if a.Email != "" && strings.EqualFold(a.Email, b.Email) {
		s.add(2, "the same e-mail address")
	}
	if samePage(a.URL, b.URL) {
		s.add(3, "the same page")
	}
	s.add(topic, "about the same")
	if a.Kind != b.Kind && a.Kind != "" && b.Kind != "" {
		s.add(-2, "another kind of listing")
	}
	if agesApart(a, b) {
		s.add(-12, "for other ages")
	}
	return s.decide(askService, linkService)
}

// ofOneHouse are the topics of which a building has one service.
var ofOneHouse = map[data.TopicID]bool{"pharmacies": true, "libraries": true, "gps": true}

// sameTopic is what it says that two services at one place are about the same.
func sameTopic(a, b data.Service, place Band) (weight float64) {
	for _, t := range a.Topics {
		switch {
		case !slices.Contains(b.Topics, t) || place != Link && place != Ask:
		case ofOneHouse[t] && place == Link:
			return 6
		case ofOneHouse[t]:
			return 3
		default:
			weight = 1
		}
	}
	return weight
}

// samePage reports whether two addresses are of one page that is not the front of a site.
func samePage(a, b string) bool {
	x, errX := url.Parse(a)
	y, errY := url.Parse(b)
	if a == "" || errX != nil || errY != nil {
		return false
	}
	path := strings.Trim(x.Path, "/")
	return path != "" && path == strings.Trim(y.Path, "/") && x.RawQuery == y.RawQuery &&
		strings.TrimPrefix(strings.ToLower(x.Hostname()), "www.") == strings.TrimPrefix(strings.ToLower(y.Hostname()), "www.")
}

// agesApart reports whether nobody is of the age of both.
func agesApart(a, b data.Service) bool {
	over := func(x, y data.Service) bool {
		return x.MinimumAge != nil && y.MaximumAge != nil && *x.MinimumAge > *y.MaximumAge
	}
	return over(a, b) || over(b, a)
}

// daysDiffer reports whether both services say on which days they are given and share none.
func daysDiffer(a, b data.Service) bool {
	x, y := days(a), days(b)
	return len(x) > 0 && len(y) > 0 && apart(x, y)
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
