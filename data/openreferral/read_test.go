package openreferral

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
)

// topics are a few of those that ship.
var topics = data.NewTopics([]data.Topic{
	{ID: "people", Name: "Getting out and meeting people", Words: []string{"lonely"}},
	{ID: "befriending", Parent: "people", Name: "Befriending", Words: []string{"companion"}},
	{ID: "talk", Name: "Someone to talk to", Words: []string{"mental health"}},
	{ID: "mental-health", Parent: "talk", Name: "Mental health support", Words: []string{"mental health"}},
}, data.Term{Topic: "mental-health", Vocabulary: data.ESDServiceType, ID: "1284", Label: "Mental health support", Same: true},
	data.Term{Topic: "befriending", Vocabulary: data.ESDServiceType, ID: "9999", Label: "Friendly visits"},
	data.Term{Topic: "people", Vocabulary: data.ESDCircumstance, ID: "Lonely", Label: "Lonely"},
)

func testReading() data.Reading {
	return data.Reading{
		Source: data.Source{Key: "test-feed", Kind: data.SourceFeed, Area: "E06000013"}, // North Lincolnshire
		ReadAt: time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC), Live: true, Topics: topics,
	}
}

// read reads one service, which must not be refused, and tidies it.
func read(t *testing.T, service string) (data.Submission, []data.Problem) {
	t.Helper()
	item, _, err := ReadService([]byte(service), "test.json", testReading())
	if err != nil {
		t.Fatal(err)
	}
	if item.Refused() {
		t.Fatalf("refused: %v", item.Problems)
	}
	problems := append(item.Problems, item.Submission.Tidy(item.Where, testReading().ReadAt)...)
	check(t, item.Submission)
	return item.Submission, problems
}

// service reads a service that has these fields beside an id and a name.
func service(t *testing.T, fields string) data.Service {
	t.Helper()
	submission, _ := read(t, `{"id":"s1","name":"Lunch club",`+fields+`}`)
	return submission.Service.Doc
}

// check holds what every submission must be: of valid ids, each once in its list, and in a form that can be kept.
func check(t *testing.T, s data.Submission) {
	t.Helper()
	if _, err := s.Digest(); err != nil {
		t.Fatalf("digest: %v", err)
	}
	weigh := func(level data.Level, doc any) {
		said := data.Said{Doc: doc, Source: testReading().Source, Record: func(string) data.RecordID { return "r" }}
		if _, err := data.Reconcile(data.Known{}, said); err != nil {
			t.Fatalf("%s cannot be kept: %v", level, err)
		}
	}
	valid := func(what, id string) {
		if !data.ValidID(id) {
			t.Fatalf("%s: %q is no id", what, id)
		}
	}
	weigh(data.LevelService, s.Service.Doc)
	valid("service", string(s.Service.Doc.ID))
	if s.Organization != nil {
		weigh(data.LevelOrganization, s.Organization.Doc)
		valid("organization", string(s.Organization.Doc.ID))
	}
	places := map[data.LocationID]bool{}
	for _, place := range s.Locations {
		weigh(data.LevelLocation, place.Doc)
		valid("location", string(place.Doc.ID))
		places[place.Doc.ID] = true
	}
	seen := map[string]bool{}
	once := func(list, id string) {
		valid(list, id)
		if seen[list+id] {
			t.Fatalf("%s: %s is there twice", list, id)
		}
		seen[list+id] = true
	}
	for _, at := range s.Service.Doc.ServiceAtLocations {
		once("service_at_locations", string(at.ID))
		if !places[at.LocationID] {
			t.Fatalf("%s is at a place that is not there", at.ID)
		}
	}
	for _, x := range s.Service.Doc.Phones {
		once("phones", string(x.ID))
	}
	for _, x := range s.Service.Doc.Schedules {
		once("schedules", string(x.ID))
	}
	for _, x := range s.Service.Doc.Areas {
		once("service_areas", string(x.ID))
	}
	for _, x := range s.Service.Doc.CostOptions {
		once("cost_options", string(x.ID))
	}
}

func kinds(problems []data.Problem) (out []data.ProblemKind) {
	for _, p := range problems {
		out = append(out, p.Kind)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestReadPage(t *testing.T) {
	const one = `{"id":"a","name":"A"}`
	tests := []struct {
		name, body string
		want       Page // without items
		items      int
	}{
		{"v1", `{"totalElements":3,"totalPages":"2","number":1,"size":2,"first":true,"last":false,"content":[` + one + `,{"id":"b","name":"B"}]}`,
			Page{Variant: V1, Number: 1, TotalPages: 2, TotalItems: 3}, 2},
		{"v1 last", `{"totalElements":1,"totalPages":1,"number":1,"last":true,"content":[` + one + `]}`,
			Page{Variant: V1, Number: 1, TotalPages: 1, TotalItems: 1, Last: true}, 1},
		{"counted from 0", `{"number":0,"totalPages":2,"content":[` + one + `]}`, Page{Variant: V1, Number: 1, TotalPages: 2}, 1},
		{"v3", `{"total_items":1,"total_pages":1,"page_number":1,"contents":[` + one + `]}`,
			Page{Variant: V3, Number: 1, TotalPages: 1, TotalItems: 1, Last: true}, 1},
		{"v3 that says no more", `{"contents":[` + one + `]}`, Page{Variant: V3}, 1},
		{"empty", `{"contents":null,"total_items":-1}`, Page{Variant: V3, Last: true}, 0},
		{"outpost", `{"number":1,"totalPages":9,"content":[{"id":1,"name":"A","organisation":{"id":2,"name":"O"},"regular_schedules":[],"locations":[{"mask_exact_address":null}]}]}`,
			Page{Variant: Outpost, Number: 1, TotalPages: 9}, 1},
		{"list", "\xef\xbb\xbf [" + one + `]`, Page{Variant: V3, Last: true}, 1},
		{"list of v1", `[{"id":"a","name":"A","service_taxonomys":[]}]`, Page{Variant: V1, Last: true}, 1},
		{"service", `{"id":"a","name":"A","number":7}`, Page{Variant: V3, Last: true}, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page, err := ReadPage([]byte(test.body), "p.json", testReading())
			if err != nil {
				t.Fatal(err)
			}
			if len(page.Items) != test.items {
				t.Errorf("%d items", len(page.Items))
			}
			page.Items = nil
			if test.name == "service" {
				page.Number = 0 // a field of the service's own
			}
			if fmt.Sprint(page) != fmt.Sprint(test.want) {
				t.Errorf("got  %+v\nwant %+v", page, test.want)
			}
		})
	}
}

func TestNoFeed(t *testing.T) {
	var notJSON *NotJSONError
	for body, html := range map[string]bool{
		"": false, "nonsense": false, `{"content":[`: false, "<?xml version='1.0'?><feed/>": false, strings.Repeat("[", 20000): false,
		"\n<!DOCTYPE HTML>\n<title>Sign in</title>": true, "<html lang=en>": true,
	} {
		if _, err := ReadPage([]byte(body), "x", testReading()); !errors.As(err, &notJSON) || notJSON.HTML != html || notJSON.Name != "x" {
			t.Errorf("%.20q: %#v", body, err)
		}
	}
	var notFeed *NotFeedError
	for _, body := range []string{`null`, `1`, `"x"`, `{}`, `{"error":"no"}`, `{"content":7}`, `{"contents":{"id":"1"}}`, `{"type":"FeatureCollection","name":"x","features":[]}`} {
		if _, err := ReadPage([]byte(body), "x", testReading()); !errors.As(err, &notFeed) || notFeed.Missing == "" {
			t.Errorf("%s: %#v", body, err)
		}
	}
	if _, _, err := ReadService([]byte(`{"contents":[]}`), "x", testReading()); !errors.As(err, &notFeed) {
		t.Errorf("no service: %v", err)
	}
	var tooLarge *TooLargeError
	if _, err := ReadPage(make([]byte, maxBody+1), "x", testReading()); !errors.As(err, &tooLarge) {
		t.Errorf("too large: %v", err)
	}
}

func TestRefused(t *testing.T) {
	body := fmt.Sprintf(`[{"id":"a","name":"A"},{"name":"no id"},7,null,{"id":"a","name":"again"},{"id":"b","x":%s},{"id":"c","x":%q}]`,
		strings.Repeat("[", 50)+strings.Repeat("]", 50), strings.Repeat("x", maxService))
	page, err := ReadPage([]byte(body), "p", testReading())
	if err != nil {
		t.Fatal(err)
	}
	want := []data.ProblemKind{"", data.NoID, data.BadShape, data.BadShape, data.RepeatedID, data.BadShape, data.TooLong}
	for i, item := range page.Items {
		if item.Refused() != (want[i] != "") || item.Refused() && (item.Problems[0].Kind != want[i] || item.Submission.Records != nil) {
			t.Errorf("service %d: %v", i, item.Problems)
		}
	}
}

func TestOtherEncoding(t *testing.T) {
	page, err := ReadPage([]byte("[{\"id\":\"a\",\"name\":\"Caf\xe9 \x93Oasis\x94\"},{\"id\":\"b\",\"name\":\"B\"}]"), "p", testReading())
	if err != nil {
		t.Fatal(err)
	}
	if got := page.Items[0].Submission.Service.Doc.Name; got != "Café “Oasis”" {
		t.Errorf("name %q", got)
	}
	if !slices.Equal(kinds(page.Items[0].Problems), []data.ProblemKind{data.OtherEncoding}) || len(page.Items[1].Problems) > 0 {
		t.Errorf("problems %v, %v", page.Items[0].Problems, page.Items[1].Problems)
	}
}

// Inputs whose cost would grow with the square of their size, or faster, if anything here did.
func TestHostileSizes(t *testing.T) {
	long := strings.Repeat("x", 20_000)
	nested := strings.Repeat(`{"`+long+`":`, 30) + `{` + strings.Repeat(`"e":null,`, 10) + `"a":[` + strings.Repeat(`{"b":null,"c":""},`, 15_000) + `1]}` + strings.Repeat("}", 30)
	for name, fields := range map[string]string{
		"long names": `"n":` + nested,
		"contacts":   `"contacts":[` + strings.Repeat(`{"name":"J","phones":[{"number":"1"}]},`, 20_000) + `1]`,
		"own name":   `"organization":{"name":"` + strings.Repeat("oak ", 100_000) + `"},"contacts":[` + strings.Repeat(`{"name":"Reception"},`, 20_000) + `1]`,
		"phones":     `"phone":"` + strings.Repeat("01724 296000/", 60_000) + `"`,
		"languages":  `"languages":["` + strings.Repeat("q ", 400_000) + `"]`,
		"days":       `"schedules":[{"byday":"` + strings.Repeat("MO,", 300_000) + `","opens_at":"` + strings.Repeat("1", 9_000) + `"}]`,
		"areas":      `"service_areas":[` + strings.Repeat(`"x y z",`, 100_000) + `1]`,
		"places":     `"locations":[` + strings.Repeat(`{"name":"<b>","attributes":[{}]},`, 25_000) + `{"name":"x"}]`,
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			service(t, fields)
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
