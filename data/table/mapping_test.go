package table_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/table"
)

func TestReadMappingRefuses(t *testing.T) {
	const top = "name: x\nid: \"{a}\"\nservice:\n  name: \"{a}\"\n"
	for _, c := range []struct {
		text   string
		line   int
		key    string
		reason table.Reason
	}{
		{top + "colour: red\n", 5, "colour", table.ReasonKey},
		{top + "  colour: red\n", 5, "service.colour", table.ReasonKey},
		{top + "place:\n  days: {monday: x}\n", 6, "place.days", table.ReasonKey},
		{top + "  days:\n    funday: x\n", 6, "service.days.funday", table.ReasonKey},
		{top + "  url: {from: \"{b}\", colour: red}\n", 5, "colour", table.ReasonKey},
		{top + "  when: {column: a, filled: yes}\n", 5, "service.when", table.ReasonKey},
		{top + "organization:\n  name: y\n  identifiers: {GB-XXX: \"{a}\"}\n", 7, "organization.identifiers.GB-XXX", table.ReasonKey},
		{top + "skip:\n  - {column: a, filled: yes, or: b}\n", 6, "or", table.ReasonKey},
		{top + "name: y\n", 5, "name", table.ReasonRepeated},
		{top + "  name: y\n", 5, "name", table.ReasonRepeated},
		{top + "  url: [a, b]\n", 5, "service.url", table.ReasonShape},
		{top + "place: here\n", 5, "place", table.ReasonShape},
		{"- a\n", 1, "", table.ReasonShape},
		{"name: x\nservice:\n  name: y\n", 1, "id", table.ReasonMissing},
		{"name: x\nid: \"{a}\"\n", 1, "service.name", table.ReasonMissing},
		{"id: \"{a}\"\nservice:\n  name: y\n", 1, "name", table.ReasonMissing},
		{"", 0, "name", table.ReasonMissing},
		{top + "header: no\n", 1, "columns", table.ReasonMissing},
		{top + "skip:\n  - {column: a}\n", 6, "skip.is", table.ReasonMissing},
		{top + "skip:\n  - {filled: yes}\n", 6, "skip.column", table.ReasonMissing},
		{top + "organization:\n  website: \"{b}\"\n", 1, "organization.name", table.ReasonMissing},
		{top + "  url: {values: {a: b}}\n", 5, "service.url.from", table.ReasonMissing},
		{top + "  url: {from: \"{b}\", else: c}\n", 5, "service.url.values", table.ReasonMissing},
		{top + "  kind: shop\n", 5, "service.kind", table.ReasonValue},
		{top + "  ways: [in_person, pigeon]\n", 5, "service.ways", table.ReasonValue},
		{top + "  referral: {from: \"{r}\", values: {Voucher: yes please}}\n", 5, "service.referral", table.ReasonValue},
		{top + "header: perhaps\n", 5, "header", table.ReasonValue},
		{top + "place:\n  address_is: nice\n", 6, "place.address_is", table.ReasonValue},
		{"name: Not A Key\n", 1, "name", table.ReasonValue},
		{top + "  url: \"{b\"\n", 5, "service.url", table.ReasonTemplate},
		{top + "  url: \"b}\"\n", 5, "service.url", table.ReasonTemplate},
		{top + "  url: \"{}\"\n", 5, "service.url", table.ReasonTemplate},
		{top + "person: [A]\n", 1, "a", table.ReasonPerson},
		{top + "columns: [b]\n", 1, "a", table.ReasonColumn},
		{top + "place: {address_is: postal, address: \"{b}\"}\n", 1, "place.address_is", table.ReasonPostal},
		{"name: x\n  y: z\n", 2, "", table.ReasonYAML},
		{top + "format: word\n", 5, "format", table.ReasonValue},
		{top + "rows: [a]\n", 5, "rows", table.ReasonShape},
		{top + "place: {required: perhaps}\n", 5, "place.required", table.ReasonValue},
		{top + "skip: [{column: a, filled: yes, because: boring}]\n", 5, "skip.because", table.ReasonValue},
		{top + "place: {when: {column: a, filled: yes, because: test}}\n", 5, "because", table.ReasonKey},
		{top + "  url: \"{contact.page}\"\nperson: [Contact]\n", 1, "contact.page", table.ReasonPerson},
	} {
		_, err := table.ReadMapping("x.yaml", []byte(c.text))
		var refused *table.MappingError
		if !errors.As(err, &refused) {
			t.Errorf("%q: %v, want a MappingError", c.text, err)
			continue
		}
		if refused.File != "x.yaml" || refused.Line != c.line || refused.Reason != c.reason || c.reason != table.ReasonYAML && refused.Key != c.key {
			t.Errorf("%q: %+v, want line %d, %q, %s", c.text, refused, c.line, c.key, c.reason)
		}
	}
}

func TestMatch(t *testing.T) {
	small := mapping(t, "name: small\nid: \"{a}\"\nservice: {name: \"{a}\"}\n")
	large := mapping(t, "name: large\nid: \"{a}\"\nservice: {name: \"{b} {a}\"}\n")
	whole := mapping(t, "name: whole\ncolumns: [A, B, C]\nid: \"{a}\"\nservice: {name: \"{b} {a}\", url: \"{c}\"}\n")
	all := []table.Mapping{small, whole, large}
	for header, want := range map[string]string{"a": "small", "B A": "large", "A b C": "whole", "A C B": "large", "A B C D": "large", "x": "", "": ""} {
		m, ok := table.Match(strings.Fields(header), all)
		if m.Name != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", header, m.Name, want)
		}
	}
	if got := whole.Columns(); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("columns %q", got)
	}
}

// everything fills every kind of field.
const everything = `
name: everything
reads: a test
id: ["{Code}", "{Name}"]
empty: ["-"]
required: [code]
skip: [{column: state, is: [Closed, Gone]}]
record: {url: "https://example.org/{code}", title: "{name} on our list", dated: "{updated}"}
service:
  name: {from: "{name}", append: " club", unless_has: [club]}
  alternate_names: ["{short}", "{long}"]
  description: ["{about}", "Rooms: {rooms}"]
  kind: group
  contact: "{contact}"
  phones: "{phone}"
  topics: [groups]
  categories: ["{type}"]
  ways: [in_person, "{way}"]
  referral: {from: "{referral}", values: {Voucher: needed, OPEN DOOR: none}, else: ""}
  application_process: "{referral}"
  minimum_age: "{min}"
  cost: free
organization:
  name: "{council} libraries"
  identifiers: {GB-CHC: "{charity}"}
  address: "{head office}"
place:
  unless: {column: type, is: [Mobile]}
  name: Hall
  address: ["{street}", "{area}"]
  town: "{town}"
  postcode: "{postcode}"
  latitude: "{lat}"
  longitude: "{lon}"
  access: ["{access}"]
areas: {name: "{council}", code: "{council code}"}
`

const everyColumn = "Code,Name,State,Updated,Short,Long,About,Rooms,Contact,Phone,Type,Way,Referral,Min,Council,Charity,Head office,Street,Area,Town,Postcode,Lat,Lon,Access,Council code\n"

func TestFields(t *testing.T) {
	items, err := read(t, mapping(t, everything), strings.NewReader(everyColumn+
		"7,Chess,Open,14/03/2026,-,,Play chess.,2,Jo or jo@example.org 0113 496 0001,0113 496 0000 / 0113 496 0002,Static,phone,open  door,18,Leeds,123456,\"1 Main Street, Leeds, LS1 4AP\","+
		"\"The Hall, 2 High Street\",Leeds,Leeds,LS1 4AP,53.8,-1.55,Ramp,E08000035\n"+
		"8,Go Club,Open,2026-03,,,,,finham250gmail.com,,Mobile,-,Voucher,many,Narnia,,,,,,,,,,\n"+
		"9,Bridge,gone,,,,,,,,,,,,,,,,,,,,,,\n"+
		"-,Whist,,,,,,,,,,,,,,,,,,,,,,,\n"))
	if err != nil || len(items) != 4 {
		t.Fatal(len(items), err)
	}
	s, service := items[0].Submission, items[0].Submission.Service.Doc
	organization, place := s.Organization.Doc, s.Locations[0].Doc
	for what, pair := range map[string][2]any{
		"own id":        {s.Service.OwnID, "7 / Chess"},
		"name":          {service.Name, "Chess club"},
		"description":   {service.Description, "Play chess.\n\nRooms: 2"},
		"kind":          {service.Kind, data.KindGroup},
		"email":         {service.Email, "jo@example.org"},
		"phones":        {len(service.Phones), 3},
		"phone":         {service.Phones[2].Number, "0113 496 0001"},
		"ways":          {len(service.Ways), 2},
		"referral":      {service.Referral, data.ReferralNone},
		"raw referral":  {service.ApplicationProcess, "open  door"},
		"age":           {*service.MinimumAge, 18},
		"area":          {string(service.Areas[0].Code), "E08000035"},
		"assumed":       {string(service.AssumedArea), "E92000001"}, // until it is tidied,
		"dated":         {s.Records[0].AssertedOn.String(), "2026-03-14"},
		"url":           {s.Records[0].URL, "https://example.org/7"},
		"organization":  {organization.Name, "Leeds libraries"},
		"own number":    {s.Organization.OwnID, "GB-CHC 123456"},
		"head office":   {strings.Join(organization.Addresses[0].Lines(), "; "), "1 Main Street; Leeds; LS1 4AP"},
		"address":       {strings.Join(place.Address.Lines(), "; "), "The Hall; 2 High Street; Leeds; LS1 4AP"},
		"latitude":      {place.Point.Latitude, 53.8},
		"access":        {place.Accessibility[0].Description, "Ramp"},
		"place":         {service.ServiceAtLocations[0].LocationID, place.ID},
		"who":           {service.OrganizationID, organization.ID},
		"no other name": {len(service.AlternateNames), 0},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %v, want %v", what, pair[0], pair[1])
		}
	}
	second := items[1].Submission
	if len(second.Locations) != 0 || second.Service.Doc.Areas[0].Name != "Narnia" || second.Service.Doc.AssumedArea != "E92000001" {
		t.Errorf("a mobile one in Narnia: %+v", second)
	}
	if second.Service.Doc.Name != "Go Club" || second.Service.Doc.Referral != data.ReferralNeeded || second.Records[0].AssertedOn.String() != "2026-03" {
		t.Errorf("%+v", second)
	}
	want := []string{"row 3: Go Club [bad-age minimum_age many] [bad-email contact finham250gmail.com]",
		"row 4:  [not-open state gone]", "row 5:  [missing-value code]"}
	if got := told(items[1:]); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPostal: an address for letters is nobody's venue.
func TestPostal(t *testing.T) {
	m := mapping(t, "name: x\nid: \"{n}\"\nservice: {name: \"{n}\"}\norganization: {name: \"{n}\"}\n"+
		"place: {address_is: postal, address: \"{a}\", postcode: \"{p}\"}\n")
	items, err := read(t, m, strings.NewReader("n,a,p\nA,\"1 Home Road, Leeds\",LS1 4AP\n"))
	if err != nil || len(items) != 1 {
		t.Fatal(err)
	}
	s := items[0].Submission
	if len(s.Locations) != 0 || len(s.Service.Doc.ServiceAtLocations) != 0 || len(s.Service.Doc.Ways) != 0 {
		t.Errorf("a venue: %+v", s)
	}
	if got := strings.Join(s.Organization.Doc.Addresses[0].Lines(), "; "); got != "1 Home Road; Leeds; LS1 4AP" {
		t.Errorf("postal address %q", got)
	}
}
