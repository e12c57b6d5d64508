package openreferral

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
)

func mustDate(s string) data.Date {
	d, err := data.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func testID(own string) string { return string(data.MintElement("test", "", "", own)) }

// full is a listing that says something in every field.
func full() data.Listing {
	element := func(own string) data.ElementID { return data.ElementID(testID(own)) }
	hall, refuge, office := data.LocationID(testID("hall")), data.LocationID(testID("refuge")), data.LocationID(testID("office"))
	s := data.Service{
		ID: data.ServiceID(testID("s")), OrganizationID: data.OrganizationID(testID("o")), Name: "Lunch & chat",
		AlternateNames: []string{"The lunch club", "Soup & chat"}, Description: "Soup.\n\nAnd bread.", Kind: data.KindGroup, Status: data.Active,
		Alert: "Closed in May", URL: "https://example.org/lunch", Email: "lunch@example.org",
		Phones: []data.Phone{{ID: element("p"), Number: "0113 496 0000", Description: "Kitchen", Hours: "Mo-Fr 09:00-12:00"}, {ID: element("p2"), Number: "60777", Type: data.SMS}},
		Ways:   []data.Way{data.InPerson, data.ByPhone, data.ByText, data.Online, data.HomeVisit},
		Areas:  []data.ServiceArea{{ID: element("a"), Code: "E08000035"}, {ID: element("a2"), Name: "Round the corner"}},
		ServiceAtLocations: []data.ServiceAtLocation{
			{ID: data.ServiceAtLocationID(testID("at")), LocationID: hall, Schedules: []data.Schedule{{ID: element("st"), Freq: "WEEKLY", ByDay: "MO"}}},
			{ID: data.ServiceAtLocationID(testID("at2")), LocationID: refuge, Phones: []data.Phone{{ID: element("rp"), Number: "0113 496 0009"}}},
			{ID: data.ServiceAtLocationID(testID("at3")), LocationID: office},
		},
		Schedules: []data.Schedule{
			{ID: element("sc"), Freq: "WEEKLY", Interval: 2, ByDay: "TH,FR", OpensAt: "12:00", ClosesAt: "14:00", DTStart: mustDate("2025-01-02"), ValidTo: mustDate("2025-12")},
			{ID: element("bh"), Freq: "WEEKLY", ByDay: "MO", OpensAt: "10:00", BankHolidays: data.BankHolidaysOnly},
			{ID: element("w"), Description: "Ring before you come"},
		},
		EligibilityDescription: "Anyone over 18", NotFor: "People under 18", MinimumAge: new(18), MaximumAge: new(99), Audiences: []string{"Older people"},
		Cost: data.Varies, FeesDescription: "Pay what you can", CostOptions: []data.CostOption{{ID: element("c"), Pence: new(0)}, {ID: element("c2"), Option: "Guests", Pence: new(350), Description: "each"}},
		ApplicationProcess: "Just come", Referral: data.ReferralNone, Languages: []string{"en", "bfi"}, Accreditations: "Five stars",
		Helpline: "samaritans", Summary: "Soup and company.", Topics: []data.TopicID{"befriending"}, Categories: []string{"Lunch clubs"}, PeerLed: new(true), AnsweredBy: data.AnsweredByPerson, Moderated: new(false),
	}
	return data.Listing{
		Service: s,
		Organization: data.Organization{
			ID: s.OrganizationID, Name: "Oak Trust", Website: "https://example.org/", Email: "oak@example.org",
			Identifiers: []data.Identifier{{ID: element("i"), Scheme: data.SchemeCharityEnglandWales, Identifier: "1234567"}},
			Addresses:   []data.Address{{ID: element("oa"), Line1: "PO Box 1", Postcode: "LS1 4AP"}},
		},
		Locations: []data.Location{
			{ID: hall, Type: data.Physical, Name: "Hall", Address: data.Address{Line1: "1 High St", City: "Leeds", County: "West Yorkshire", Postcode: "LS1 4AP"},
				Point: &data.Coordinates{Latitude: 53.796, Longitude: -1.546}, Accessibility: []data.Accessibility{{ID: element("ac"), Description: "Ramp"}}},
			{ID: refuge, Type: data.Physical, Name: "Secret house", Address: data.Address{Line1: "7 Hidden Lane", Postcode: "LS2 7EW"},
				Point: &data.Coordinates{Latitude: 53.8, Longitude: -1.5}, Withheld: true},
			{ID: office, Type: data.Physical, Address: data.Address{Postcode: "LS1 4AP"}},
		},
		Provenance: map[data.Level]map[string]data.Provenance{data.LevelService: {string(s.ID): {Default: "r"}}},
		Origins:    map[data.RecordID]data.Origin{"r": {AssertedOn: mustDate("2024-05-01"), SeenOn: mustDate("2025-02-01")}},
	}
}

func encode(t testing.TB, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestWriteLeavesNothingEmpty(t *testing.T) {
	smallest := data.Listing{Service: data.Service{ID: data.ServiceID(testID("s")), Name: "A"}}
	if got := string(encode(t, Service(smallest))); got != fmt.Sprintf(`{"id":%q,"name":"A","status":"active"}`, testID("s")) {
		t.Error(got)
	}
	for _, listing := range []data.Listing{smallest, full()} {
		var tree map[string]any
		if err := json.Unmarshal(encode(t, Service(listing)), &tree); err != nil {
			t.Fatal(err)
		}
		r := reader{service: tree}
		if r.survey(); len(r.problems) > 0 {
			t.Errorf("%+v", r.problems)
		}
	}
}

func TestWriteFillsWhatIsRequired(t *testing.T) {
	out := Service(full())
	if out.Organization.Description != noDescription || out.OrganizationID != out.Organization.ID || out.Organization.Identifiers[0].Type == "" {
		t.Errorf("%+v", out.Organization)
	}
	address := out.ServiceAtLocations[2].Location.Addresses[0]
	if len(address.Attributes) != 3 || address.Attributes[0].LinkType != "filled_in" || address.Attributes[0].Value != "address_1" {
		t.Errorf("it does not say what nobody said of it: %+v", address.Attributes)
	}
	address.ID, address.Attributes = "", nil
	if want := (AddressV3{Address1: "LS1 4AP", City: "Leeds", StateProvince: "England", PostalCode: "LS1 4AP", Country: "GB", AddressType: "physical"}); !reflect.DeepEqual(address, want) {
		t.Errorf("%+v", address)
	}
	if a := out.ServiceAreas[0]; a.Name != "Leeds" || a.URI != areaURI+"E08000035" {
		t.Errorf("%+v", a)
	}
	if l := writeLocation(data.Location{ID: "x", Address: data.Address{Line1: "1 High St", City: "Leeds"}}); l.Addresses != nil || l.Description != "1 High St, Leeds" {
		t.Errorf("an address without a postcode: %+v", l)
	}
	if a, _ := writeAddress(data.Address{Line1: "x", Postcode: "JE2 3AB"}, data.Physical, "", "x"); a.Country != "JE" || a.StateProvince != "Jersey" {
		t.Errorf("Jersey: %+v", a)
	}
}

func TestWriteKeepsWithheldPlacesSecret(t *testing.T) {
	listing := full()
	at := Service(listing).ServiceAtLocations[1]
	if l := *at.Location; len(l.Attributes) != 1 || l.Attributes[0].LinkType != "address_withheld" {
		t.Errorf("it does not say that it is withheld: %+v", l)
	} else if l.Attributes = nil; string(encode(t, l)) != fmt.Sprintf(`{"id":%q,"location_type":"physical"}`, at.LocationID) {
		t.Errorf("%s", encode(t, l))
	}
	all := string(encode(t, Service(listing)))
	// The ids may be made of the address.
	for _, secret := range []string{"Hidden", "Secret", "LS2", "496 0009", string(listing.Locations[1].ID), string(listing.Service.ServiceAtLocations[1].ID)} {
		if strings.Contains(all, secret) {
			t.Errorf("%q is told", secret)
		}
	}
}

func TestWriteSaysNothingThatNobodySaid(t *testing.T) {
	listing := full()
	listing.Service.AssumedArea = "E06000013"
	out := Service(listing)
	if strings.Contains(string(encode(t, out)), "E06000013") {
		t.Error("an assumed area")
	}
	if at := out.ServiceAtLocations[2].Location; at.Latitude != nil {
		t.Error("a point that is derived from a postcode")
	}
	if s := out.Schedules; len(s) != 3 || s[0].ValidTo != "2025-12-31" || s[1].Freq+s[1].ByDay+s[1].OpensAt != "" || s[1].Description != "Bank holidays only: MO 10:00" {
		t.Errorf("times of bank holidays only read as those of every week, or validity is lost: %+v", s)
	}
	if out.AssuredDate != "2024-05-01" {
		t.Errorf("assured %q, though only seen since", out.AssuredDate)
	}
	listing.Origins["r"] = data.Origin{ConfirmedOn: mustDate("2025-02")}
	if got := Service(listing).AssuredDate; got != "" {
		t.Errorf("assured %q, which is no day", got)
	}
	out.LastModified = Instant(time.Date(2025, 7, 1, 12, 0, 0, 5000, data.London))
	if !strings.Contains(string(encode(t, out)), `"last_modified":"2025-07-01T11:00:00Z"`) {
		t.Error(string(encode(t, out)))
	}
}

func TestTopicNames(t *testing.T) {
	out := Service(full())
	out.NameTopics(topics)
	i := slices.IndexFunc(out.Attributes, func(a AttributeV3) bool { return a.LinkType == "topic" })
	term := out.Attributes[i].TaxonomyTerm
	if term.Name != "Befriending" || term.ParentID != Term(topics.All[0]).ID || term.ID != Service(full()).Attributes[i].TaxonomyTerm.ID {
		t.Errorf("%+v", term)
	}
}

// What is written is read again as the same, apart from ids, what the standard cannot say, and what is withheld.
func TestRoundTrip(t *testing.T) {
	listing := full()
	out := Service(listing)
	out.NameTopics(topics)
	submission, problems := read(t, string(encode(t, out)))
	if len(problems) > 0 && !slices.Equal(kinds(problems), []data.ProblemKind{data.UnreadableArea}) {
		t.Errorf("%+v", problems)
	}
	want, got := listing.Service, submission.Service.Doc
	want.ServiceAtLocations[1].Phones, want.Helpline = nil, ""
	want.Areas[0].Name = "Leeds"
	for _, s := range []*data.Service{&want, &got} {
		for i := range s.Phones {
			s.Phones[i].ID = ""
		}
		for i := range s.Schedules {
			s.Schedules[i].ID = ""
		}
		for i := range s.Areas {
			s.Areas[i].ID = ""
		}
		for i := range s.CostOptions {
			s.CostOptions[i].ID = ""
		}
		for i := range s.ServiceAtLocations {
			s.ServiceAtLocations[i].ID, s.ServiceAtLocations[i].LocationID = "", ""
			for j := range s.ServiceAtLocations[i].Schedules {
				s.ServiceAtLocations[i].Schedules[j].ID = ""
			}
		}
		s.ID, s.OrganizationID = "", ""
	}
	if a, b := string(encode(t, want)), string(encode(t, got)); a != b {
		t.Errorf("written %s\nread    %s", a, b)
	}
	o := submission.Organization.Doc
	if o.Name != "Oak Trust" || o.Identifiers[0].Identifier != "1234567" || o.Addresses[0].Postcode != "LS1 4AP" {
		t.Errorf("%+v", o)
	}
	if refuge := submission.Locations[1].Doc; !refuge.Withheld || refuge.Name+refuge.Address.Postcode != "" {
		t.Errorf("%+v", refuge)
	}
	if office := submission.Locations[2].Doc; office.Address != listing.Locations[2].Address {
		t.Errorf("what was filled in is read as said: %+v", office)
	}
	if hall := submission.Locations[0].Doc; *hall.Point != *listing.Locations[0].Point || hall.Address != listing.Locations[0].Address || len(hall.Accessibility) != 1 {
		t.Errorf("%+v", hall)
	}
}
