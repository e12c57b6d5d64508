package data

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/geo"
)

var noon = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

// submission is one that needs no mending.
func submission() Submission {
	const source = "leeds-directory"
	return Submission{
		Source:  source,
		Records: []Record{{AssertedOn: day("2026-05-01"), URL: "https://leeds.example.org/1", ReadAt: noon}},
		Service: Draft[Service]{OwnID: "1", Doc: Service{ID: Mint[ServiceID](LevelService, source, "1"), Name: "Digital Buddies", Kind: KindService, Status: Active}},
	}
}

func number(n int) *int { return &n }

func kinds(problems []Problem) []ProblemKind {
	var out []ProblemKind
	for _, p := range problems {
		out = append(out, p.Kind)
	}
	return out
}

func TestTidyService(t *testing.T) {
	for _, test := range []struct {
		what  string
		said  func(*Service)
		kept  func(Service) any
		want  any
		kinds []ProblemKind
	}{
		{"nothing wrong", func(*Service) {}, func(s Service) any { return s.Name }, "Digital Buddies", nil},
		{"no name", func(s *Service) { s.Name = " <br> " }, func(s Service) any { return s.Name }, "", []ProblemKind{Markup, NoName}},
		{"markup", func(s *Service) { s.Description = "<p>A <b>tablet</b></p>" }, func(s Service) any { return s.Description }, "A tablet", []ProblemKind{Markup}},
		{"no lower age", func(s *Service) { s.MinimumAge = number(-1) }, func(s Service) any { return s.MinimumAge == nil }, true, []ProblemKind{BadAge}},
		{"no upper age", func(s *Service) { s.MaximumAge = number(999) }, func(s Service) any { return s.MaximumAge == nil }, true, []ProblemKind{BadAge}},
		{"ages the wrong way round", func(s *Service) { s.MinimumAge, s.MaximumAge = number(65), number(18) },
			func(s Service) any { return s.MinimumAge == nil && s.MaximumAge == nil }, true, []ProblemKind{BadAge}},
		{"real ages", func(s *Service) { s.MinimumAge, s.MaximumAge = number(0), number(120) }, func(s Service) any { return *s.MaximumAge - *s.MinimumAge }, 120, nil},
		{"address without a scheme", func(s *Service) { s.URL = " www.ageuk.org.uk/leeds " }, func(s Service) any { return s.URL }, "https://www.ageuk.org.uk/leeds", []ProblemKind{MendedURL}},
		{"file transfer", func(s *Service) { s.URL = "ftp://ageuk.org.uk" }, func(s Service) any { return s.URL }, "", []ProblemKind{BadURL}},
		{"script for an address", func(s *Service) { s.URL = "javascript:alert(1)" }, func(s Service) any { return s.URL }, "", []ProblemKind{BadURL}},
		{"script with slashes", func(s *Service) { s.URL = "javascript://x.org/%0aalert(1)" }, func(s Service) any { return s.URL }, "", []ProblemKind{BadURL}},
		{"data for an address", func(s *Service) { s.URL = "data:text/html,x.y" }, func(s Service) any { return s.URL }, "", []ProblemKind{BadURL}},
		{"a password in an address", func(s *Service) { s.URL = "https://me:secret@x.org/" }, func(s Service) any { return s.URL }, "", []ProblemKind{BadURL}},
		{"no host", func(s *Service) { s.URL = "none." }, func(s Service) any { return s.URL }, "", []ProblemKind{BadURL}},
		{"words for an address", func(s *Service) { s.URL = "see our page" }, func(s Service) any { return s.URL }, "", []ProblemKind{BadURL}},
		{"an address that reads backwards", func(s *Service) { s.URL = "https://x.org/?q=\u202egnp" }, func(s Service) any { return s.URL }, "", []ProblemKind{BadURL}},
		{"mail", func(s *Service) { s.Email = "mailto:info@ageuk.org.uk" }, func(s Service) any { return s.Email }, "info@ageuk.org.uk", nil},
		{"no mail", func(s *Service) { s.Email = "info at ageuk" }, func(s Service) any { return s.Email }, "", []ProblemKind{BadEmail}},
		{"mail with a subject", func(s *Service) { s.Email = "info@ageuk.org.uk?subject=x" }, func(s Service) any { return s.Email }, "", []ProblemKind{BadEmail}},
		{"mail that reads backwards", func(s *Service) { s.Email = "in\u202efo@ageuk.org.uk" }, func(s Service) any { return s.Email }, "", []ProblemKind{BadEmail}},
		{"no status", func(s *Service) { s.Status = "" }, func(s Service) any { return s.Status }, Active, nil},
		{"a status of their own", func(s *Service) { s.Status = "paused" }, func(s Service) any { return s.Status }, Inactive, []ProblemKind{UnknownStatus}},
		{"closed for now", func(s *Service) { s.Status = TemporarilyClosed }, func(s Service) any { return s.Status }, TemporarilyClosed, nil},
		{"a kind of their own", func(s *Service) { s.Kind = "<b>" }, func(s Service) any { return s.Kind }, KindService, nil},
		{"the same number twice", func(s *Service) { s.Phones = []Phone{{Number: "0113 4960000"}, {Number: "+441134960000"}} },
			func(s Service) any { return len(s.Phones) }, 1, nil},
		{"one number for voice and text", func(s *Service) { s.Phones = []Phone{{Number: "07911 123456"}, {Number: "07911123456", Type: SMS}} },
			func(s Service) any { return len(s.Phones) }, 2, nil},
		{"no number", func(s *Service) { s.Phones = []Phone{{Number: "ask Jo"}, {Number: " "}} }, func(s Service) any { return len(s.Phones) }, 0, []ProblemKind{BadPhone}},
		{"an area by its name", func(s *Service) { s.Areas = []ServiceArea{{Name: "Leeds City Council"}} }, func(s Service) any { return s.Areas[0].Code }, geo.AreaCode("E08000035"), nil},
		{"an area nobody knows", func(s *Service) { s.Areas = []ServiceArea{{Name: "Narnia"}} }, func(s Service) any { return s.Areas[0] }, ServiceArea{Name: "Narnia"}, []ProblemKind{UnreadableArea}},
		{"an empty area", func(s *Service) { s.Areas = []ServiceArea{{Code: "E08000035"}, {Name: " "}} }, func(s Service) any { return len(s.Areas) }, 1, []ProblemKind{UnreadableArea}},
		{"a code that is none", func(s *Service) { s.Areas = []ServiceArea{{Name: "Leeds", Code: "Leeds"}} }, func(s Service) any { return s.Areas[0].Code }, geo.AreaCode("E08000035"), []ProblemKind{UnreadableArea}},
		{"a price", func(s *Service) { s.CostOptions = []CostOption{{Pence: number(250)}, {Pence: number(-1)}, {}} },
			func(s Service) any { return len(s.CostOptions) }, 1, []ProblemKind{BadAmount}},
		{"hours that are no rule", func(s *Service) { s.Schedules = []Schedule{{Freq: "WEEKLY", OpensAt: "half nine", ByDay: "2MO,-1FR"}} },
			func(s Service) any { return s.Schedules[0].OpensAt + s.Schedules[0].ByDay }, "2MO,-1FR", []ProblemKind{BadHours}},
		{"empty hours", func(s *Service) { s.Schedules = []Schedule{{}, {Description: "Ring first"}} }, func(s Service) any { return len(s.Schedules) }, 1, nil},
		{"the same name twice", func(s *Service) { s.Categories = []string{"Food", " Food ", "", "Debt"} },
			func(s Service) any { return strings.Join(s.Categories, "|") }, "Food|Debt", nil},
	} {
		sub := submission()
		test.said(&sub.Service.Doc)
		problems := sub.Tidy("row 1", noon)
		if got := test.kept(sub.Service.Doc); got != test.want {
			t.Errorf("%s: %v, want %v", test.what, got, test.want)
		}
		if got := kinds(problems); !slices.Equal(got, test.kinds) {
			t.Errorf("%s: problems %v, want %v", test.what, got, test.kinds)
		}
		for _, p := range problems {
			if p.Where != "row 1" || p.Field == "" {
				t.Errorf("%s: problem %+v does not say where", test.what, p)
			}
		}
	}
}

func TestTidyLocation(t *testing.T) {
	for _, test := range []struct {
		what  string
		said  Location
		kept  func(Location) any
		want  any
		kinds []ProblemKind
	}{
		{"a point", Location{Point: &Coordinates{53.8, -1.5}}, func(l Location) any { return *l.Point }, Coordinates{53.8, -1.5}, nil},
		{"a point the wrong way round", Location{Point: &Coordinates{-1.5, 53.8}}, func(l Location) any { return l.Point == nil }, true, []ProblemKind{PointSwapped}},
		{"a point in France", Location{Point: &Coordinates{48.85, 2.35}}, func(l Location) any { return l.Point == nil }, true, []ProblemKind{PointOutside}},
		{"no point", Location{Point: &Coordinates{0, 0}}, func(l Location) any { return l.Point == nil }, true, []ProblemKind{PointMissing}},
		{"half a point", Location{Point: &Coordinates{0, -1.5}}, func(l Location) any { return l.Point == nil }, true, []ProblemKind{PointMissing}},
		{"a postcode", Location{Address: Address{Postcode: "ls14ap"}}, func(l Location) any { return l.Address.Postcode }, "LS1 4AP", nil},
		{"O for 0", Location{Address: Address{Postcode: "SW1A OAA"}}, func(l Location) any { return l.Address.Postcode }, "SW1A 0AA", []ProblemKind{MendedPostcode}},
		{"no postcode", Location{Address: Address{Postcode: "near the park"}}, func(l Location) any { return l.Address.Postcode }, "near the park", []ProblemKind{BadPostcode}},
		{"a blank postcode", Location{Address: Address{Postcode: " "}}, func(l Location) any { return l.Address.Postcode }, "", nil},
		{"commas around a line", Location{Address: Address{Line1: " 12 High St, "}}, func(l Location) any { return l.Address.Line1 }, "12 High St", nil},
		{"no type", Location{}, func(l Location) any { return l.Type }, Physical, nil},
		{"postal", Location{Type: Postal}, func(l Location) any { return l.Type }, Postal, nil},
		{"a council", Location{Council: "E08000035"}, func(l Location) any { return l.Council }, geo.AreaCode(""), nil},
		{"empty words on access", Location{Accessibility: []Accessibility{{}, {Description: "Ramp"}}}, func(l Location) any { return len(l.Accessibility) }, 1, nil},
	} {
		sub := submission()
		sub.Locations = []Draft[Location]{{OwnID: "p1", Doc: test.said}}
		got := kinds(sub.Tidy("row 1", noon))
		if !slices.Equal(got, test.kinds) {
			t.Errorf("%s: problems %v, want %v", test.what, got, test.kinds)
		}
		if got := test.kept(sub.Locations[0].Doc); got != test.want {
			t.Errorf("%s: %v, want %v", test.what, got, test.want)
		}
	}
}

func TestTidyOrganization(t *testing.T) {
	sub := submission()
	sub.Organization = &Draft[Organization]{OwnID: "o", Doc: Organization{Name: "Age UK <b>Leeds</b>",
		Identifiers: []Identifier{{Scheme: "gb-coh", Identifier: " 1234567"}, {Scheme: "GB-SC", Identifier: "sc 012345"}, {Scheme: "GB-CHC"}},
		Addresses:   []Address{{}, {City: "Leeds"}}}}
	got := kinds(sub.Tidy("", noon))
	o := sub.Organization.Doc
	if o.Name != "Age UK Leeds" || len(o.Identifiers) != 2 || o.Identifiers[0].Identifier != "01234567" || o.Identifiers[0].Scheme != SchemeCompany ||
		o.Identifiers[1].Identifier != "SC012345" || len(o.Addresses) != 1 || !slices.Equal(got, []ProblemKind{Markup}) {
		t.Errorf("%+v %v", o, got)
	}
	sub.Organization.Doc.Name = ""
	if got := kinds(sub.Tidy("", noon)); !slices.Equal(got, []ProblemKind{NoName}) {
		t.Errorf("an organisation without a name: %v", got)
	}
}

// Things without an id of their own would all be taken for one.
func TestTidyWantsIDs(t *testing.T) {
	sub := submission()
	sub.Service.OwnID = ""
	sub.Organization = &Draft[Organization]{Doc: Organization{Name: "Age UK"}}
	sub.Locations = []Draft[Location]{{}}
	if got := kinds(sub.Tidy("", noon)); !slices.Equal(got, []ProblemKind{NoID, NoID, NoID}) || !got[0].Refuses() {
		t.Errorf("%v", got)
	}
}

func TestTidyRecords(t *testing.T) {
	sub := submission()
	sub.Records = []Record{{AssertedOn: day("2027")}, {AssertedOn: day("2026")}, {AssertedOn: day("2026-11-22"), URL: "x.org", Title: "<b>A</b>\npage"}}
	got := kinds(sub.Tidy("", noon))
	if !slices.Equal(got, []ProblemKind{BadDate, BadDate, MendedURL}) {
		t.Errorf("problems %v", got)
	}
	// A year that has begun is not in the future, though its end is.
	if r := sub.Records; !r[0].AssertedOn.IsZero() || r[1].AssertedOn != day("2026") || !r[2].AssertedOn.IsZero() || r[2].URL != "https://x.org" || r[2].Title != "A page" {
		t.Errorf("%+v", r)
	}
}

// Every text of every aggregate is hostile here; a field that is added later must pass the gate too. Ids are minted and
// are not looked at.
func TestTidyLeavesNothingHostile(t *testing.T) {
	sub := submission()
	sub.Organization, sub.Locations = &Draft[Organization]{}, make([]Draft[Location], 1)
	for _, doc := range []any{&sub.Service.Doc, &sub.Organization.Doc, &sub.Locations[0].Doc} {
		visitTexts(reflect.ValueOf(doc).Elem(), "", true, func(path string, v reflect.Value) { v.SetString("<script>x</script>a\u202eb<i>\x07") })
	}
	sub.Service.Doc.Phones[0].Number = "0113 496 0000"
	sub.Tidy("", noon)
	for _, doc := range []any{&sub.Service.Doc, &sub.Organization.Doc, &sub.Locations[0].Doc} {
		visitTexts(reflect.ValueOf(doc).Elem(), reflect.TypeOf(doc).Elem().Name(), false, func(path string, v reflect.Value) {
			if strings.ContainsAny(v.String(), "<\u202e\x07") {
				t.Errorf("%s: %q", path, v)
			}
		})
	}
}

// visitTexts calls fn on every text in a value that is no id, having made one element in each list if fill is set.
func visitTexts(v reflect.Value, path string, fill bool, fn func(string, reflect.Value)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if field.IsExported() && !strings.HasSuffix(field.Name, "ID") {
				visitTexts(v.Field(i), path+"."+field.Name, fill, fn)
			}
		}
	case reflect.Slice:
		if fill {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		for i := range v.Len() {
			visitTexts(v.Index(i), path, fill, fn)
		}
	case reflect.String:
		fn(path, v)
	}
}
