package openreferral

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"fingerpost/data"
)

// shared is the folder of public data that is too large for the repository, beside it.
func shared(t testing.TB, path string) string {
	t.Helper()
	full := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(path))
	if _, err := os.Stat(full); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the shared data is needed: %v", err)
		}
		t.Skipf("no shared data beside the repository: %v", err)
	}
	return full
}

// feed reads every page of a feed, in order.
func feed(t testing.TB, path string) []Page {
	t.Helper()
	return feedBy(t, path, testReading())
}

func feedBy(t testing.TB, path string, reading data.Reading) (pages []Page) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(shared(t, path), "services-page-*.json"))
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page, err := ReadPage(body, filepath.Base(file), reading)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page)
	}
	return pages
}

// tally counts what was read of a feed.
type tally struct {
	services, organizations, locations, points, withheld, phones, schedules, prices, free, dated int
	ways                                                                                         map[data.Way]int
	problems                                                                                     map[data.ProblemKind]int
}

func count(t *testing.T, pages []Page) tally {
	n := tally{ways: map[data.Way]int{}, problems: map[data.ProblemKind]int{}}
	organizations := map[data.OrganizationID]bool{}
	for _, page := range pages {
		for _, item := range page.Items {
			if item.Refused() {
				t.Errorf("%s is refused: %v", item.Where, item.Problems)
				continue
			}
			submission := item.Submission
			problems := append(item.Problems, submission.Tidy(item.Where, testReading().ReadAt)...)
			check(t, submission)
			for _, p := range problems {
				n.problems[p.Kind]++
				if p.Kind.Refuses() {
					t.Errorf("refused: %+v", p)
				}
			}
			s := submission.Service.Doc
			n.services++
			n.phones += len(s.Phones)
			n.schedules += len(s.Schedules)
			n.prices += len(s.CostOptions)
			for _, way := range s.Ways {
				n.ways[way]++
			}
			if s.Cost == data.Free {
				n.free++
			}
			if s.AssumedArea != "E06000013" {
				t.Errorf("%s: assumed %q", item.Where, s.AssumedArea)
			}
			if !submission.Records[0].AssertedOn.IsZero() {
				n.dated++
			}
			if submission.Organization != nil {
				organizations[submission.Organization.Doc.ID] = true
			}
			for _, l := range submission.Locations {
				n.locations++
				if l.Doc.Point != nil {
					n.points++
				}
				if l.Doc.Withheld {
					n.withheld++
				}
			}
		}
	}
	n.organizations = len(organizations)
	return n
}

// A shallow list of Open Referral UK 1.0: no places, phones or times in it.
func TestNorthLincolnshire(t *testing.T) {
	pages := feed(t, "listings/oruk-v1-north-lincolnshire")
	if len(pages) != 8 || !pages[7].Last || pages[0].Last || pages[0].TotalItems != 738 || pages[3].Number != 4 || pages[0].Variant != V1 {
		t.Errorf("%d pages, the first %v %d", len(pages), pages[0].Variant, pages[0].TotalItems)
	}
	n := count(t, pages)
	if n.services != 738 || n.organizations != 239 || n.dated != 738 || n.problems[data.EmptyValue] != 738 {
		t.Errorf("%+v", n)
	}
	if fmt.Sprint(n.ways) != "map[home_visit:3 in_person:51 online:3 phone:16]" {
		t.Errorf("ways %v", n.ways)
	}
}

// A page of Outpost: places with points, times, integer ids.
func TestBuckinghamshire(t *testing.T) {
	pages := feed(t, "listings/oruk-v1-buckinghamshire")
	if len(pages) != 1 || pages[0].Last || pages[0].TotalPages != 118 || pages[0].Variant != Outpost {
		t.Errorf("%+v", pages[0].Variant)
	}
	n := count(t, pages)
	if n.services != 50 || n.organizations != 46 || n.locations != 50 || n.points != 49 || n.withheld != 0 || n.schedules != 57 || n.prices != 5 || n.free != 5 || n.dated != 50 {
		t.Errorf("%+v", n)
	}
	if n.problems[data.NumberID] != 50 || n.problems[data.NamedPerson] != 2 || n.problems[data.PointMissing] != 1 || n.problems[data.MendedPostcode] != 1 {
		t.Errorf("problems %v", n.problems)
	}
}

func TestReadingAgainGivesTheSame(t *testing.T) {
	for _, path := range []string{"listings/oruk-v1-north-lincolnshire", "listings/oruk-v1-buckinghamshire"} {
		if !reflect.DeepEqual(feed(t, path), feed(t, path)) {
			t.Errorf("%s: read twice, said twice", path)
		}
	}
}

// No word of a person whom Outpost names as the council's contact is in what is kept.
func TestNoContactOfTheCouncilIsKept(t *testing.T) {
	file := filepath.Join(shared(t, "listings/oruk-v1-buckinghamshire"), "services-page-1.json")
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var raw struct {
		Content []struct {
			Meta []struct{ Key, Value string }
		}
	}
	if err := json.Unmarshal(body, &raw); err != nil {
		t.Fatal(err)
	}
	page, err := ReadPage(body, "p", testReading())
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for i, service := range raw.Content {
		for _, pair := range service.Meta {
			if !strings.HasPrefix(pair.Key, "Contact ") || pair.Value == "" {
				continue
			}
			named++
			if strings.Contains(string(page.Items[i].Submission.Records[0].Payload), pair.Value) {
				t.Errorf("service %d keeps %q", i, pair.Key)
			}
		}
	}
	if named != 4 {
		t.Errorf("%d names and numbers in the feed", named)
	}
}

func TestOfficialExamples(t *testing.T) {
	for _, name := range []string{"service_full.json", "service_list.json"} {
		body, err := os.ReadFile(filepath.Join(shared(t, "oruk/examples-3.0"), name))
		if err != nil {
			t.Fatal(err)
		}
		page, err := ReadPage(body, name, testReading())
		if err != nil || page.Variant != V3 || len(page.Items) != 1 || page.Items[0].Refused() {
			t.Fatalf("%s: %v, %+v", name, err, page)
		}
		submission := page.Items[0].Submission
		s := submission.Service.Doc
		if s.Name != "Community Counselling" || *s.MinimumAge != 12 || submission.Organization.Doc.Website != "http://example.com" ||
			submission.Records[0].AssertedOn.String() != "2005-01-01" || strings.Contains(string(submission.Records[0].Payload), "assurer_email") {
			t.Errorf("%s: %+v", name, s)
		}
		if name == "service_full.json" && (fmt.Sprint(s.Ways) != "[in_person online]" || s.Schedules[0].ByDay != "TH,FR" ||
			strings.Contains(string(submission.Records[0].Payload), "Persona") || len(submission.Locations) != 1) {
			t.Errorf("%+v", s)
		}
	}
}
