package match

import (
	"fmt"
	"strings"
	"testing"

	"fingerpost/data"
)

// In this field names mislead, so a name alone links nothing.
func ExampleOrganizations() {
	camden, croydon := data.Organization{Name: "Mind in Camden"}, data.Organization{Name: "Mind in Croydon"}
	say := func(d Decision) { fmt.Printf("%s, for %s\n", d.Band, d.Why()) }
	say(Organizations(camden, croydon, Meeting{}, nil))
	say(Organizations(camden, camden, Meeting{}, nil))
	camden.Identifiers = []data.Identifier{{Scheme: data.SchemeCharityEnglandWales, Identifier: "1114364"}}
	say(Organizations(camden, data.Organization{Name: "MiC", Identifiers: camden.Identifiers}, Meeting{}, nil))
	// Output:
	// no, for names of which each has words of its own
	// ask, for the same name
	// link, for the same number in the register GB-CHC
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

func TestLocationKeys(t *testing.T) {
	withheld, pointed := place("12 High St", "LS1 4AP"), place("", "")
	withheld.Withheld = true
	pointed.Point = &data.Coordinates{Latitude: 53.8012, Longitude: -1.5491}
	for _, test := range []struct {
		what  string
		place data.Location
		want  string
	}{
		{"a whole postcode", place("12 High St", "LS1 4AP"), "postcode:LS1 4AP"},
		{"in other spelling", place("12 High St", "ls14ap"), "postcode:LS1 4AP"},
		{"only a sector", place("12 High St", "BD10 9"), ""},
		{"only an outward code", place("12 High St", "LS1"), ""},
		{"a postcode that is none", place("12 High St", "Bradford"), ""},
		{"a point", pointed, "square:10760 -186"},
		{"withheld", withheld, "postcode:LS1 4AP"},
	} {
		if got := strings.Join(LocationKeys(test.place), " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}

func TestLocations(t *testing.T) {
	postal := place("12 High St", "LS1 4AP")
	postal.Type = data.Postal
	at := func(l data.Location, latitude float64) data.Location {
		l.Point = &data.Coordinates{Latitude: latitude, Longitude: -1.5}
		return l
	}
	withheld := place("12 High St", "LS1 4AP")
	withheld.Withheld = true
	for _, test := range []struct {
		what string
		a, b data.Location
		want Band
	}{
		{"the same house", place("12 High Street", "LS1 4AP"), place("12, High St.", "LS1 4AP"), Link},
		{"the house next door", place("12 High St", "LS1 4AP"), place("14 High St", "LS1 4AP"), No},
		{"another street", place("12 High St", "LS1 4AP"), place("12 High St", "LS1 4AQ"), No},
		{"the same hall", place("Cloth Hall, Market St", "LS1 4AP"), place("The Cloth Hall", "LS1 4AP"), Link},
		{"two churches", place("St John's Church", "LS1 4AP"), place("St Mark's Church", "LS1 4AP"), No},
		{"two first floors", place("1st Floor, 12 High St", "LS1 4AP"), place("1st Floor, 30 High St", "LS1 4AP"), Ask},
		{"nothing but a postcode", place("", "LS1 4AP"), place("", "LS1 4AP"), Ask},
		{"nothing at all", place("", ""), place("", ""), No},
		{"where letters go", postal, place("12 High St", "LS1 4AP"), No},
		{"withheld", withheld, place("12 High St", "LS1 4AP"), No},
		{"one name in one square", at(place("Elland Chapel", ""), 53.8), at(place("Elland Chapel", ""), 53.8001), Link},
		{"one name in two towns", at(place("Elland Chapel", ""), 53.8), at(place("Elland Chapel", ""), 53.9), No},
		{"points that contradict", at(place("Elland Chapel", "LS1 4AP"), 53.8), at(place("Elland Chapel", "LS1 4AP"), 53.9), Ask},
		{"the house and its hall", place("The Hall, 12 High St", "LS1 4AP"), place("12 High St", "LS1 4AP"), Link},
	} {
		if got, back := Locations(Spot{Location: test.a}, Spot{Location: test.b}, nil), Locations(Spot{Location: test.b}, Spot{Location: test.a}, nil); got.Band != test.want || back.Band != got.Band {
			t.Errorf("%s: %+v, the other way %s", test.what, got, back.Band)
		}
	}
}

// A library is known by its name, however much more of it one list says, and wherever it is housed. Another house is not.
func TestOneHouse(t *testing.T) {
	at := func(line1, given string) Spot { return Spot{place(line1, "LS1 4AP"), []string{given}} }
	for _, test := range []struct {
		what string
		a, b Spot
		want Band
	}{
		{"a library by more of its name", at("The Strand", "Otley Library"), at("Otley Community Library", "Otley Community Library and Information Point"), Link},
		{"a library with a centre", at("", "Otley Library"), at("", "Otley Library, Wellbeing Suite, Tourist Point and Centre"), Link},
		{"a library in a school", at("Otley Community School", "Otley Library"), at("Otley Library", "Otley Library"), Link},
		{"what is given in it", at("", "Sunshine Babies at Otley Library"), at("Otley Library", "Otley Library"), Link},
		{"what is given elsewhere by those of a church", at("", "St John Church Otley Hub at Corner Store"), at("", "St John Church Otley"), Ask},
		{"two churches of a town", at("", "St John Church Otley"), at("", "St Mark Church Otley"), Ask},
		{"a church and a library", at("", "Otley Church"), at("", "Otley Library"), Ask},
		{"two parts of a library", at("", "Otley Reference Library"), at("", "Otley Lending Library"), Ask},
		{"a library and nothing more", at("", "Library"), at("", "Otley Library"), Ask},
		{"a library with another number of the house", at("12 High St", "Otley Library"), at("14 High St", "Otley Community Library"), Ask},
		{"next door", at("Otley Surgery", "Otley Surgery"), at("Opposite Otley Surgery Car Park", "Star Chemist"), No},
		{"a church and its house", at("", "Christ Church Otley"), at("", "Christ Church Otley Mission House"), Ask},
		{"a church in two streets", at("London End", "Otley Free Church"), at("2 Mill Road", "Otley Free Church, Coffee Hour"), Ask},
	} {
		if got, back := Locations(test.a, test.b, nil), Locations(test.b, test.a, nil); got.Band != test.want || back.Band != got.Band {
			t.Errorf("%s: %+v, the other way %s", test.what, got, back.Band)
		}
	}
}

// Who tells where a refuge is is found to tell it. What else is in the house is not hidden with it.
func TestWithheldLocations(t *testing.T) {
	withheld := place("12 High St", "LS1 4AP")
	withheld.Withheld = true
	told := place("12, High Street", "LS1 4AP")
	for given, want := range map[string]Band{"Rowan House Women's Refuge": Link, "Rowan House": Link, "Lunch club": No} {
		if got := Locations(Spot{withheld, []string{"Rowan House Women's Refuge"}}, Spot{told, []string{given}}, nil); got.Band != want {
			t.Errorf("%s: %+v", given, got)
		}
	}
}

// misleading are names that look alike and speak of different things.
var misleading = [][2]string{
	{"Mind in Camden", "Mind in Croydon"},
	{"AA Leeds Tuesday", "AA Leeds Thursday"},
	{"Age UK Lambeth", "Age UK Lewisham"},
	{"Men's Group", "Women's Group"},
	{"Toddler group", "Youth group"},
	{"North Leeds Stroke Club", "South Leeds Stroke Club"},
	{"1st Otley Scouts", "3rd Otley Scouts"},
	{"Art class", "Art group"},
	{"???", "!!!"},
}

// alike are names that speak of the same in other words.
var alike = [][2]string{
	{"Change Grow Live (CGL) Camden", "CGL Camden"},
	{"Citizens Advice Bureau Otley", "CAB Otley"},
	{"Daveys Repair Cafe", "Davey's Repair Cafe"},
	{"Elliots Club", "Elliotts Club"},
	{"Click 2 Learn", "Click2Learn"},
	{"The Hut Ltd", "Hut"},
}

func TestMisleadingNames(t *testing.T) {
	for _, names := range misleading {
		a, b := data.Organization{Name: names[0]}, data.Organization{Name: names[1]}
		if got := Organizations(a, b, Meeting{}, nil); got.Band != No {
			t.Errorf("%q and %q are one organisation: %+v", names[0], names[1], got)
		}
		a.Website, b.Website = "https://facebook.com/a", "https://m.facebook.com/b"
		if got := Organizations(a, b, Meeting{}, nil); got.Band != No {
			t.Errorf("%q and %q are one organisation: %+v", names[0], names[1], got)
		}
		x, y := data.Service{Name: names[0]}, data.Service{Name: names[1]}
		if got := Services(x, y, Around{}, nil); got.Band != No {
			t.Errorf("%q and %q are one service: %+v", names[0], names[1], got)
		}
		if got := Services(x, y, Around{SameOrganization: true, Place: Link}, nil); got.Band == Link {
			t.Errorf("%q and %q at one place: %+v", names[0], names[1], got)
		}
	}
	for _, names := range alike {
		x, y := data.Service{Name: names[0]}, data.Service{Name: names[1]}
		if got := Services(x, y, Around{SameOrganization: true, Place: Link}, nil); got.Band != Link {
			t.Errorf("%q and %q at one place: %+v", names[0], names[1], got)
		}
		if got := Services(x, y, Around{}, nil); got.Band == Link {
			t.Errorf("%q and %q, and nothing else: %+v", names[0], names[1], got)
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
		linked := func(a, b data.Organization) bool { return Organizations(a, b, Meeting{}, nil).Band == Link }
		if got := linked(a, b); got != test.same || linked(b, a) != got {
			t.Errorf("%s: %+v", test.what, got)
		}
		a.Name, a.Website = "Another", ""
		if got := linked(a, b); got != test.only || linked(b, a) != got {
			t.Errorf("%s, and nothing else: %+v", test.what, got)
		}
	}
}

// What an organisation does not say of itself is said of what it runs.
func TestOrganizationsByWhatTheyRun(t *testing.T) {
	org := func(name, site, mail string, ids ...data.Identifier) data.Organization {
		return data.Organization{Name: name, Website: site, Email: mail, Identifiers: ids}
	}
	at := func(url, mail string) data.Service { return data.Service{URL: url, Email: mail} }
	const site, mail = "https://www.mustard.example.org", "parcels@mustard.example.org"
	parcels, beds := at("http://mustard.example.org/parcels", "Parcels@mustard.example.org"), at("https://tree.example.org", "")
	one, two := numbers(data.SchemeCompany, "1"), numbers(data.SchemeCompany, "2")
	for _, test := range []struct {
		what string
		a, b data.Organization
		run  []data.Service // by a
		want Band
	}{
		{"the same site", org("Mustard Tree", "", ""), org("The Mustard Tree", site, ""), []data.Service{parcels, {}}, Link},
		{"the same address", org("Mustard Tree", "", ""), org("Mustard Tree", "", mail), []data.Service{parcels}, Link},
		{"one site of several", org("Mustard Tree", "", ""), org("Mustard Tree", site, ""), []data.Service{parcels, beds}, Ask},
		{"a site of its own, and another", org("Mustard Tree", beds.URL, ""), org("Mustard Tree", site, ""), []data.Service{parcels}, No},
		{"another site", org("Mustard Tree", "", ""), org("Mustard Tree", "https://mustard.example.com", ""), []data.Service{parcels}, Ask},
		{"a federation and its branch", org("Federated Trust", "", ""), org("Otley Mustard", site, mail), []data.Service{parcels}, No},
		{"other numbers", org("Mustard Tree", "", "", one...), org("Mustard Tree", site, "", two...), []data.Service{parcels}, No},
		{"a site called after a short name", org("4CT", "", ""), org("4CT", "https://4ct.example.org", ""), []data.Service{at("http://4ct.example.org/x", "")}, Link},
		{"a site called otherwise", org("4CT", "", ""), org("4CT", site, ""), []data.Service{parcels}, Ask},
	} {
		got, back := Organizations(test.a, test.b, Meeting{RunA: test.run}, nil), Organizations(test.b, test.a, Meeting{RunB: test.run}, nil)
		if got.Band != test.want || back.Band != got.Band {
			t.Errorf("%s: %+v, the other way %s", test.what, got, back.Band)
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
	aged := func(least, most int) data.Service {
		return data.Service{Name: "Coffee Morning", MinimumAge: &least, MaximumAge: &most}
	}
	pharmacy := func(name string) data.Service { return data.Service{Name: name, Topics: []data.TopicID{"pharmacies"}} }
	ours, here := Around{SameOrganization: true}, Around{Place: Link}
	both := Around{SameOrganization: true, Place: Link}
	for _, test := range []struct {
		what   string
		a, b   data.Service
		around Around
		want   Band
	}{
		{"the same name at the same place", session(), session(), here, Link},
		{"another name at the same place", session(), data.Service{Name: "Tea Afternoon"}, both, No},
		{"the same name and organisation, no places", session(), session(), ours, Link},
		{"the same organisation at another place", atPlace, session(), Around{SameOrganization: true, Place: No}, No},
		{"perhaps the same place", session(), session(), Around{Place: Ask}, Link},
		{"nothing else in common", session(), session(), Around{}, Ask},
		{"other days", session("TU"), session("TH"), both, No},
		{"some days in common", session("TU,TH"), session("TH"), both, Link},
		{"days that only one of them says", session("TU"), session(), both, Link},
		{"days said of the place", atPlace, session("TU"), both, Link},
		{"other days said of the place", atPlace, session("FR"), both, No},
		{"two organisations' sessions in one library", session(), session(), Around{Place: Link, OtherOrganization: true}, No},
		{"a helpline and its message boards", data.Service{Name: "Childline"}, data.Service{Name: "Childline message boards"}, ours, No},
		{"run by what has another name", session(), session(), Around{Place: Link, NameA: "Leeds Mencap", NameB: "Otley Scouts"}, Ask},
		{"run by what has nearly the same name", session(), session(), Around{Place: Link, NameA: "Leeds Mencap", NameB: "Mencap Leeds"}, Link},
		{"for other ages", aged(0, 4), aged(18, 99), both, No},
		{"a branch with its street in its name", pharmacy("Well Pharmacy"), pharmacy("Well Otley, Boar Lane Pharmacy"), Around{Place: Link, Where: []string{"otley", "boar", "lane"}}, Link},
		{"a pharmacy that was renamed", pharmacy("Tims and Parker"), pharmacy("Peak Pharmacy"), here, Ask},
	} {
		if got, back := Services(test.a, test.b, test.around, nil), Services(test.b, test.a, test.around, nil); got.Band != test.want || back.Band != got.Band {
			t.Errorf("%s: %+v, the other way %s", test.what, got, back.Band)
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
		LocationKeys(place(s, "LS1 4AP"))
		compareNames(s, key, &Counts{})
	})
}
