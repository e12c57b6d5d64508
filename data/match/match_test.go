package match

import (
	"fmt"
	"testing"

	"fingerpost/data"
)

// In this field names mislead, so a name alone links nothing.
func ExampleOrganizations() {
	camden, croydon := data.Organization{Name: "Mind in Camden"}, data.Organization{Name: "Mind in Croydon"}
	fmt.Println(Organizations(camden, croydon))
	camden.Identifiers = []data.Identifier{{Scheme: data.SchemeCharityEnglandWales, Identifier: "1114364"}}
	fmt.Println(Organizations(camden, data.Organization{Name: "MiC", Identifiers: camden.Identifiers}))
	// Output:
	// {false nothing but perhaps the name in common}
	// {true the same number GB-CHC 1114364}
}

func TestNameKey(t *testing.T) {
	for name, want := range map[string]string{
		"Age UK Leeds": "age uk leeds", "AGE U.K. LEEDS": "age u k leeds", "Friends & Neighbours": "friends and neighbours",
		"St. Anne's": "saint annes", "St Anne’s": "saint annes", "Saint Annes": "saint annes", "The Hut Ltd": "hut", "The Hut (Limited)": "hut",
		"Hut C.I.C": "hut c i c", "On The Go CIC": "on the go", "Caffè  Fiore": "caffè fiore", "": "", "!!!": "", "The": "",
	} {
		if got := NameKey(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestSiteKey(t *testing.T) {
	for site, want := range map[string]string{
		"https://www.ageuk.org.uk/leeds/": "ageuk.org.uk", "http://AgeUK.org.uk": "ageuk.org.uk", "https://leeds.example.org:8443/": "leeds.example.org",
		"https://www.facebook.com/agegroup": "", "https://m.facebook.com/agegroup": "", "https://www.leeds.gov.uk/x": "", "https://gov.uk": "", "https://www.leedsth.nhs.uk": "",
		"https://sites.google.com/view/x": "", "https://ourgroup.wordpress.com": "ourgroup.wordpress.com", "https://wordpress.com/ourgroup": "",
		"https://notfacebook.com": "notfacebook.com", "": "", "::": "", "ageuk.org.uk": "",
	} {
		if got := SiteKey(site); got != want {
			t.Errorf("%q: %q, want %q", site, got, want)
		}
	}
}

func place(line1, postcode string) data.Location {
	return data.Location{Type: data.Physical, Address: data.Address{Line1: line1, Postcode: postcode}}
}

func TestAddressKey(t *testing.T) {
	withheld := place("12 High St", "LS1 4AP")
	withheld.Withheld = true
	for _, test := range []struct {
		what  string
		place data.Location
		want  string
	}{
		{"number and street", place("12 High St", "LS1 4AP"), "LS1 4AP|12"},
		{"number and letter", place("12a High St", "LS1 4AP"), "LS1 4AP|12a"},
		{"a room in a house", place("Unit 3, 12 High St", "LS1 4AP"), "LS1 4AP|3 12"},
		{"a house with a name", place("St John's Church, High St", "LS1 4AP"), "LS1 4AP|saint johns church"},
		{"a range of numbers", place("12-14 High St", "LS1 4AP"), "LS1 4AP|12 14"},
		{"a postcode in other spelling", place("12 High St", "ls14ap"), "LS1 4AP|12"},
		{"only a postcode", place("", "LS1 4AP"), ""},
		{"only a sector", place("12 High St", "BD10 9"), ""},
		{"only an outward code", place("12 High St", "LS1"), ""},
		{"a postcode that is none", place("12 High St", "Bradford"), ""},
		{"withheld", withheld, ""},
	} {
		if got := AddressKey(test.place); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}

func TestLocations(t *testing.T) {
	postal := place("12 High St", "LS1 4AP")
	postal.Type = data.Postal
	for _, test := range []struct {
		what string
		a, b data.Location
		same bool
	}{
		{"the same house", place("12 High Street", "LS1 4AP"), place("12, High St.", "LS1 4AP"), true},
		{"the house next door", place("12 High St", "LS1 4AP"), place("14 High St", "LS1 4AP"), false},
		{"another street", place("12 High St", "LS1 4AP"), place("12 High St", "LS1 4AQ"), false},
		{"the same hall", place("Town Hall, Market St", "LS1 4AP"), place("The Town Hall", "LS1 4AP"), true},
		{"two churches", place("St John's Church", "LS1 4AP"), place("St Mark's Church", "LS1 4AP"), false},
		{"two first floors", place("1st Floor, 12 High St", "LS1 4AP"), place("1st Floor, 30 High St", "LS1 4AP"), false},
		{"nothing but a postcode", place("", "LS1 4AP"), place("", "LS1 4AP"), false},
		{"where letters go", postal, place("12 High St", "LS1 4AP"), false},
	} {
		got := Locations(test.a, test.b)
		if got.Same != test.same || got.Why == "" || got.Same != Locations(test.b, test.a).Same {
			t.Errorf("%s: %+v", test.what, got)
		}
	}
}

// misleading are names that look alike and speak of different things, and one pair that looks different and does not.
// A name alone links none of them.
var misleading = [][2]string{
	{"Mind in Camden", "Mind in Croydon"},
	{"AA Leeds Tuesday", "AA Leeds Thursday"},
	{"Age UK Lambeth", "Age UK Lewisham"},
	{"Change Grow Live (CGL) Camden", "CGL Camden"},
	{"Village Hall", "Village Hall"},
	{"Food Bank", "The Food Bank"},
	{"Men's Group", "Mens Group"},
	{"???", "!!!"},
}

func TestMisleadingNames(t *testing.T) {
	for _, names := range misleading {
		a, b := data.Organization{Name: names[0]}, data.Organization{Name: names[1]}
		if got := Organizations(a, b); got.Same {
			t.Errorf("%q and %q are one organisation: %s", names[0], names[1], got.Why)
		}
		a.Website, b.Website = "https://facebook.com/a", "https://m.facebook.com/b"
		if got := Organizations(a, b); got.Same {
			t.Errorf("%q and %q are one organisation: %s", names[0], names[1], got.Why)
		}
		x, y := data.Service{Name: names[0]}, data.Service{Name: names[1]}
		if got := Services(x, y, false, false); got.Same {
			t.Errorf("%q and %q are one service: %s", names[0], names[1], got.Why)
		}
		if got := Services(x, y, true, true); got.Same != (NameKey(names[0]) == NameKey(names[1]) && NameKey(names[0]) != "") {
			t.Errorf("%q and %q at one place: %+v", names[0], names[1], got)
		}
	}
}

func numbers(pairs ...string) (list []data.Identifier) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, data.Identifier{Scheme: pairs[i], Identifier: pairs[i+1]})
	}
	return list
}

func TestOrganizationsByNumber(t *testing.T) {
	const chc, coh, sc = data.SchemeCharityEnglandWales, data.SchemeCompany, data.SchemeCharityScotland
	for _, test := range []struct {
		what string
		a, b []data.Identifier
		same bool // with the same name and website
		only bool // with nothing else in common
	}{
		{"the same number", numbers(chc, "1"), numbers(chc, "1"), true, true},
		{"another number", numbers(chc, "1"), numbers(chc, "2"), false, false},
		{"the same number in another register", numbers(chc, "1"), numbers(sc, "1"), true, false},
		{"one of two numbers", numbers(chc, "1", chc, "2"), numbers(chc, "2"), true, true},
		{"one register agrees and another does not", numbers(chc, "1", coh, "7"), numbers(chc, "1", coh, "8"), false, false},
		{"the same, listed the other way round", numbers(coh, "7", chc, "1"), numbers(chc, "1", coh, "8"), false, false},
		{"a number and none", numbers(chc, "1"), nil, true, false},
		{"no numbers", nil, nil, true, false},
	} {
		a := data.Organization{Name: "Age UK Leeds", Website: "https://www.ageukleeds.org.uk", Identifiers: test.a}
		b := data.Organization{Name: "AGE UK LEEDS", Website: "http://ageukleeds.org.uk/contact", Identifiers: test.b}
		if got := Organizations(a, b); got.Same != test.same || got.Why == "" || Organizations(b, a).Same != got.Same {
			t.Errorf("%s: %+v", test.what, got)
		}
		a.Name, a.Website = "Another", ""
		if got := Organizations(a, b); got.Same != test.only || Organizations(b, a).Same != got.Same {
			t.Errorf("%s, and nothing else: %+v", test.what, got)
		}
	}
}

func session(days ...string) data.Service {
	s := data.Service{Name: "Coffee Morning"}
	for _, d := range days {
		s.Schedules = append(s.Schedules, data.Schedule{Freq: "WEEKLY", ByDay: d})
	}
	return s
}

func TestServices(t *testing.T) {
	atPlace := data.Service{Name: "Coffee Morning", ServiceAtLocations: []data.ServiceAtLocation{{Schedules: []data.Schedule{{ByDay: "2TU"}}}}}
	ours, theirs := data.Service{Name: "Coffee Morning", OrganizationID: "a"}, data.Service{Name: "Coffee Morning", OrganizationID: "b"}
	for _, test := range []struct {
		what               string
		a, b               data.Service
		sameOrg, samePlace bool
		same               bool
	}{
		{"the same name at the same place", session(), session(), false, true, true},
		{"another name at the same place", session(), data.Service{Name: "Tea Morning"}, true, true, false},
		{"the same name and organisation, no places", session(), session(), true, false, true},
		{"the same organisation at another place", atPlace, session(), true, false, false},
		{"nothing else in common", session(), session(), false, false, false},
		{"other days", session("TU"), session("TH"), true, true, false},
		{"some days in common", session("TU,TH"), session("TH"), true, true, true},
		{"days that only one of them says", session("TU"), session(), true, true, true},
		{"days said of the place", atPlace, session("TU"), true, true, true},
		{"other days said of the place", atPlace, session("FR"), true, true, false},
		{"two organisations' sessions in one library", ours, theirs, false, true, false},
		{"one organisation's", ours, ours, true, true, true},
		{"an organisation and none", ours, session(), false, true, true},
	} {
		got := Services(test.a, test.b, test.sameOrg, test.samePlace)
		if got.Same != test.same || got.Why == "" || Services(test.b, test.a, test.sameOrg, test.samePlace).Same != got.Same {
			t.Errorf("%s: %+v", test.what, got)
		}
	}
}

func FuzzKeys(f *testing.F) {
	for _, s := range []string{"St. Anne's & Co (Ltd)", "https://m.facebook.com/x", "12a High St", "\xff", "::%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := NameKey(s)
		if again := NameKey(key); key != "" && again == "" && key != "the" {
			t.Errorf("%q: %q, and then nothing", s, key)
		}
		SiteKey(s)
		AddressKey(place(s, "LS1 4AP"))
	})
}
