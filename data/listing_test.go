package data

import (
	"encoding/json"
	"testing"
	"time"
)

// The newest date is the day for which somebody vouched for the fact, whoever did.
func TestNewest(t *testing.T) {
	for _, test := range []struct {
		origin Origin
		want   string
	}{
		{Origin{}, ""},
		{Origin{AssertedOn: day("2024")}, "2024"},
		{Origin{AssertedOn: day("2024"), SeenOn: day("2026-11-12")}, "2026-11-12"},
		{Origin{AssertedOn: day("2026-11-20"), SeenOn: day("2026-11-12")}, "2026-11-20"},
		{Origin{SeenOn: day("2026-05-12"), ConfirmedOn: day("2026-05-13")}, "2026-05-13"},
	} {
		if got := test.origin.Newest().String(); got != test.want {
			t.Errorf("%+v: %s, want %s", test.origin, got, test.want)
		}
	}
}

func TestListingOrigins(t *testing.T) {
	l := Listing{
		Service:   Service{ID: "s"},
		Locations: []Location{{ID: "l", Name: "Hall"}},
		Provenance: map[Level]map[string]Provenance{
			LevelService:  {"s": {Default: "r1", Fields: map[string]RecordID{"phones/x/number": "r2"}}},
			LevelLocation: {"l": {Default: "r3"}},
		},
		Origins: map[RecordID]Origin{
			"r1": {Record: "r1", AssertedOn: day("2024")}, "r2": {Record: "r2", SeenOn: day("2026-11-12")}, "r3": {Record: "r3", AssertedOn: day("2026-11-20")},
		},
	}
	if got := l.Origin("phones/x/number").Record; got != "r2" {
		t.Errorf("the phone comes from %s", got)
	}
	if got := l.Origin("name").Record; got != "r1" {
		t.Errorf("the name comes from %s", got)
	}
	if got := l.LocationOrigin("l", "name").Record; got != "r3" {
		t.Errorf("the hall's name comes from %s", got)
	}
	if got := l.Checked().String(); got != "2026-11-12" { // a date of its place is none of its own
		t.Errorf("checked on %s", got)
	}
	if place, ok := l.Location("l"); !ok || place.Name != "Hall" {
		t.Errorf("the place: %v, %v", place, ok)
	}
	if _, ok := l.Location("m"); ok {
		t.Error("a place that is none of its own")
	}
}

// Equal digests mean that the source said the same again: when it was read is no part of what it said.
func TestDigest(t *testing.T) {
	digest := func(change func(*Submission)) string {
		s := submission()
		change(&s)
		d, err := s.Digest()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	same := digest(func(*Submission) {})
	for what, change := range map[string]func(*Submission){
		"read later": func(s *Submission) { s.Records[0].ReadAt = noon.Add(time.Hour) },
		"read live":  func(s *Submission) { s.Records[0].Live = true },
		"its record": func(s *Submission) { s.Records[0].ID = "r" },
	} {
		if digest(change) != same {
			t.Errorf("%s: another digest", what)
		}
	}
	for what, change := range map[string]func(*Submission){
		"the name":        func(s *Submission) { s.Service.Doc.Name = "x" },
		"its date":        func(s *Submission) { s.Records[0].AssertedOn = day("2026-06") },
		"its page":        func(s *Submission) { s.Records[0].URL = "https://x.org" },
		"what came":       func(s *Submission) { s.Records[0].Payload = json.RawMessage(`1`) },
		"a place":         func(s *Submission) { s.Locations = []Draft[Location]{{}} },
		"an organisation": func(s *Submission) { s.Organization = &Draft[Organization]{} },
	} {
		if digest(change) == same {
			t.Errorf("%s: the same digest", what)
		}
	}
	s := submission()
	s.Records[0].Payload = json.RawMessage(`{`)
	if _, err := s.Digest(); err == nil {
		t.Error("a payload that is no JSON was taken")
	}
}

func TestItemRefused(t *testing.T) {
	if (Item{Problems: []Problem{{Kind: Markup}, {Kind: BadPhone}}}).Refused() {
		t.Error("what is mended is refused")
	}
	if !(Item{Problems: []Problem{{Kind: Markup}, {Kind: NoName}}}).Refused() {
		t.Error("what has no name is taken")
	}
}

func TestListed(t *testing.T) {
	for status, want := range map[Status]bool{Active: true, TemporarilyClosed: true, Inactive: false, Defunct: false, "": false} {
		if status.Listed() != want {
			t.Errorf("%q: listed %v", status, !want)
		}
	}
}
