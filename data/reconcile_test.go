package data

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// directory is a small stand-in for the store: what is known of one service, and what people have decided about it.
type directory struct {
	doc        json.RawMessage
	provenance Provenance
	settled    map[string]bool // group and digest
	redacted   map[string]bool // group and fingerprint
	kept       bool
	today      Date
	words      map[RecordID]Word
	said       map[SourceKey]map[string]bool // group and digest
}

// note remembers what a source has said.
func (d *directory) note(t *testing.T, source Source, doc any) {
	t.Helper()
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	leaves, err := flatten(doc)
	if err != nil {
		t.Fatal(err)
	}
	d.said[source.Key] = map[string]bool{}
	for group := range byGroup(leaves) {
		digest, err := GroupDigest(b, group)
		if err != nil {
			t.Fatal(err)
		}
		d.said[source.Key][group+digest] = true
	}
}

var (
	council   = Source{Key: "council", Kind: SourceFeed}
	charity   = Source{Key: "charity", Kind: SourcePage}
	moderator = Source{Key: "us", Kind: SourceModerator}
	form      = Source{Key: "form", Kind: SourcePage, Review: true}
	other     = Source{Key: "other", Kind: SourceFeed}
	list      = Source{Key: "list", Kind: SourceTable}
	owner     = Source{Key: "owner", Kind: SourceTable, Trust: TrustOwner}
)

// weigh reconciles what a source says and takes in what is accepted. A record is named after its source.
func (d *directory) weigh(t *testing.T, source Source, doc any) Verdict {
	t.Helper()
	word := Word{Source: source.Key, Trust: source.TrustOf(Submission{}, Record{URL: "https://example.org"}), Date: d.today}
	if d.words == nil {
		d.words, d.said = map[RecordID]Word{}, map[SourceKey]map[string]bool{}
	}
	d.words[RecordID(source.Key)] = word
	verdict, err := Reconcile(Known{
		Doc: d.doc, Provenance: d.provenance,
		Kept: d.kept, Word: func(id RecordID) Word { return d.words[id] }, Repeats: func(group, digest string) bool { return d.said[source.Key][group+digest] },
		Settled:  func(group, digest string) bool { return d.settled[group+digest] },
		Redacted: func(group, fingerprint string) bool { return d.redacted[group+fingerprint] },
	}, Said{Doc: doc, Source: source, Record: func(string) RecordID { return RecordID(source.Key) }, Word: func(string) Word { return word }})
	if err != nil {
		t.Fatal(err)
	}
	d.note(t, source, doc)
	if d.doc, d.provenance, err = (Revision{Changes: verdict.Accepted}).Apply(d.doc, d.provenance); err != nil {
		t.Fatal(err)
	}
	return verdict
}

func (d *directory) service(t *testing.T) (s Service) {
	t.Helper()
	if err := json.Unmarshal(d.doc, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func paths(changes []Change) string {
	var out []string
	for _, c := range changes {
		out = append(out, c.Path)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func phone(source SourceKey, role, number string) Phone {
	return Phone{ID: MintElement(source, "1", "phone", role), Number: number}
}

// buddies is a service as the council describes it.
func buddies() Service {
	return Service{Name: "Digital Buddies", Kind: KindService, Status: Active, URL: "https://www.example.org/buddies", Description: "Help with tablets.",
		Phones: []Phone{phone("council", "main", "0113 496 0000")}, Languages: []string{"en", "ur"}}
}

func TestReconcile(t *testing.T) {
	main := "phones/" + string(phone("council", "main", "").ID) + "/number"
	for _, test := range []struct {
		what              string
		source            Source
		says              func(*Service)
		accepted, pending string
	}{
		{"the same again", council, func(*Service) {}, "", ""},
		{"its own phone changed", council, func(s *Service) { s.Phones[0].Number = "0113 496 0001" }, main, ""},
		{"its own address taken back", council, func(s *Service) { s.URL = "" }, "url", ""},
		{"its own word in other spelling", council, func(s *Service) { s.Name = "DIGITAL BUDDIES" }, "name", ""},
		{"a field that nobody has set", charity, func(s *Service) { s.Email = "info@example.org" }, "email", ""},
		{"another name", charity, func(s *Service) { s.Name = "Tablet Friends" }, "name", ""},
		{"another name, in a list", list, func(s *Service) { s.Name = "Tablet Friends" }, "", ""},
		{"another phone", charity, func(s *Service) { s.Phones = []Phone{phone("charity", "main", "0113 496 0009")} },
			main + " phones/" + string(phone("charity", "main", "").ID) + "/number", ""},
		{"another sorting", charity, func(s *Service) { s.Kind, s.Topics = KindGroup, []TopicID{"food"} }, "topics", ""},
		{"the same in other spelling", charity, func(s *Service) {
			s.Name, s.URL = "digital-buddies", "http://example.org/buddies/"
			s.Phones, s.Languages = []Phone{phone("charity", "x", "(0113) 4960000")}, []string{"UR", "en"}
		}, "", ""},
		{"the same with the type that a phone has anyway", charity, func(s *Service) {
			s.Phones = []Phone{{ID: phone("charity", "x", "").ID, Number: "0113 496 0000", Type: Voice, Description: "Office"}}
		}, "", ""},
		{"less of a list", charity, func(s *Service) { s.Languages = []string{"en"} }, "", ""},
		{"more of a list", charity, func(s *Service) { s.Languages = []string{"en", "pl"} }, "languages", ""},
		{"other words in a description", charity, func(s *Service) { s.Description = "We lend computers." }, "description", ""},
		{"other words in a description, in a list", list, func(s *Service) { s.Description = "We lend computers." }, "", ""},
		{"other words in a description, in another feed", other, func(s *Service) { s.Description = "We lend computers." }, "", ""},
		{"facts missing", charity, func(s *Service) { *s = Service{Name: s.Name, Kind: s.Kind, Status: s.Status} }, "", ""},
		{"a moderator's word", moderator, func(s *Service) { s.Name, s.Description = "Tablet Friends", "Ring us." }, "description name", ""},
		{"a moderator is silent", moderator, func(s *Service) { s.Phones = nil }, main, ""},
		{"under review", form, func(s *Service) { s.Name, s.Email = "Tablet Friends", "info@example.org" }, "", "email name"},
		{"under review, and knows less", form, func(s *Service) { *s = Service{Name: "Tablet Friends", Kind: s.Kind, Status: s.Status} }, "", "name"},
	} {
		d := &directory{}
		d.weigh(t, council, buddies())
		said := buddies()
		test.says(&said)
		verdict := d.weigh(t, test.source, said)
		if got := paths(verdict.Accepted); got != test.accepted {
			t.Errorf("%s: accepted %q, want %q", test.what, got, test.accepted)
		}
		if got := paths(verdict.Pending); got != test.pending {
			t.Errorf("%s: pending %q, want %q", test.what, got, test.pending)
		}
		for _, c := range append(verdict.Accepted, verdict.Pending...) {
			if c.Record != RecordID(test.source.Key) {
				t.Errorf("%s: %s comes from %q", test.what, c.Path, c.Record)
			}
		}
	}
}

// What a source under review says of a new service waits whole.
func TestReviewOfANewService(t *testing.T) {
	d := &directory{}
	if v := d.weigh(t, form, buddies()); len(v.Accepted) != 0 || len(v.Pending) == 0 {
		t.Errorf("%+v", v)
	}
}

// Of a field that two sources made, neither may take the other's part away.
func TestAFieldOfTwoSources(t *testing.T) {
	d := &directory{}
	d.weigh(t, council, buddies())
	said := buddies()
	said.Phones = append(said.Phones, phone("us", "second", "0113 496 0002"))
	d.weigh(t, moderator, said)
	v := d.weigh(t, council, buddies())
	if len(v.Accepted)+len(v.Pending) != 0 { // it says less, and what it says is known
		t.Errorf("the council's own phone again: %+v", v)
	}
	said = buddies()
	said.Phones[0].Number = "0113 496 0008"
	if v := d.weigh(t, council, said); len(v.Accepted) != 0 || len(v.Pending) == 0 {
		t.Errorf("the council's new phone: %+v", v)
	}
}

func TestWithheldAtOnce(t *testing.T) {
	place := func(withheld bool) Location {
		return Location{Type: Physical, Address: Address{Line1: "12 High St", Postcode: "LS1 4AP"}, Withheld: withheld}
	}
	d := &directory{}
	d.weigh(t, council, place(false))
	if v := d.weigh(t, charity, place(true)); paths(v.Accepted) != "withheld" || len(v.Pending) != 0 {
		t.Errorf("one who says that it must be hidden: %+v", v)
	}
	if v := d.weigh(t, council, place(false)); len(v.Accepted)+len(v.Pending) != 0 {
		t.Errorf("one who says nothing of it: %+v", v)
	}
	if v := d.weigh(t, charity, place(false)); len(v.Accepted) != 0 || paths(v.Pending) != "withheld" {
		t.Errorf("the one who said it takes it back: %+v", v)
	}
}

func TestPointsNearEachOther(t *testing.T) {
	at := func(lat, lon float64) Location { return Location{Type: Physical, Point: &Coordinates{lat, lon}} }
	for _, test := range []struct {
		what    string
		place   Location
		pending string
	}{
		{"across the street", at(53.79550, -1.55571), ""},
		{"next door", at(53.79590, -1.5557), ""},
		{"round the corner", at(53.7975, -1.5557), "point/latitude"},
		{"in the next town", at(53.70, -1.2), "point/latitude point/longitude"},
	} {
		d := &directory{}
		d.weigh(t, owner, at(53.7955, -1.5557))
		if v := d.weigh(t, charity, test.place); paths(v.Pending) != test.pending || len(v.Accepted) != 0 {
			t.Errorf("%s: %+v", test.what, v)
		}
	}
}

// Of an address of which one source knows the postcode alone another tells the lines.
func TestAddressCompleted(t *testing.T) {
	at := func(line, postcode string) Location {
		return Location{Type: Physical, Address: Address{Line1: line, Postcode: postcode}}
	}
	var d directory
	d.weigh(t, owner, at("", "LS1 4AP"))
	if v := d.weigh(t, charity, at("", "LS1 4AQ")); len(v.Accepted) > 0 || len(v.Pending) == 0 {
		t.Errorf("another postcode: %+v", v)
	}
	if v := d.weigh(t, charity, at("12 High Street", "LS1 4AP")); paths(v.Accepted) != "address/address_1" || len(v.Pending) > 0 {
		t.Errorf("its lines: %+v", v)
	}
	for what, l := range map[string]Location{"the postcode again": at("", "LS1 4AP"), "the same in other words": at("12, High St", "LS1 4AP")} {
		if v := d.weigh(t, council, l); len(v.Accepted)+len(v.Pending) > 0 {
			t.Errorf("%s: %+v", what, v)
		}
	}
	if v := d.weigh(t, council, at("14 High Street", "LS1 4AP")); len(v.Accepted) > 0 || len(v.Pending) == 0 {
		t.Errorf("another house: %+v", v)
	}
}

func TestSettled(t *testing.T) {
	d := &directory{settled: map[string]bool{}}
	d.weigh(t, owner, buddies())
	said := buddies()
	said.Name = "Tablet Friends"
	digest, err := GroupDigest(json.RawMessage(`{"name":"Tablet Friends"}`), "name")
	if err != nil {
		t.Fatal(err)
	}
	d.settled["name"+digest] = true
	if v := d.weigh(t, charity, said); len(v.Pending) != 0 {
		t.Errorf("what a person has decided is asked again: %+v", v)
	}
	if v := d.weigh(t, form, said); len(v.Pending) != 0 {
		t.Errorf("what a person has decided is asked again of a source under review: %+v", v)
	}
	if v := d.weigh(t, moderator, said); paths(v.Accepted) != "name" {
		t.Errorf("a person may decide anew: %+v", v)
	}
	if v := d.weigh(t, owner, buddies()); len(v.Accepted)+len(v.Pending) != 0 {
		t.Errorf("those who keep it repeat what was decided against: %+v", v)
	}
	other := buddies()
	other.Name = "Computer Friends"
	if v := d.weigh(t, charity, other); paths(v.Pending) != "name" {
		t.Errorf("something else is a new question: %+v", v)
	}
}

// The digest of a list does not depend on ids, order or spelling: two sources mint other ids for the same number.
func TestGroupDigest(t *testing.T) {
	digest := func(s Service) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		d, err := GroupDigest(b, "phones")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	a := digest(Service{Phones: []Phone{phone("council", "a", "0113 496 0000"), phone("council", "b", "116 123")}})
	b := digest(Service{Phones: []Phone{phone("charity", "x", "116123"), phone("charity", "y", "0113 4960000")}})
	if a != b || a == digest(Service{Phones: []Phone{phone("council", "a", "0113 496 0000")}}) {
		t.Error("the same numbers have two digests, or other numbers one")
	}
}

// What was redacted stays out, in any spelling, with the whole element that held it, and from any source.
func TestRedactedStaysOut(t *testing.T) {
	d := &directory{redacted: map[string]bool{"phones" + Fingerprint(json.RawMessage(`"0113 496 0000"`)): true, "email" + Fingerprint(json.RawMessage(`"jo@example.org"`)): true}}
	said := buddies()
	said.Email = "JO@example.org"
	said.Phones = []Phone{{ID: phone("council", "main", "").ID, Number: "(0113) 4960000", Description: "Ask for Jo"}, phone("council", "other", "116 123")}
	for _, source := range []Source{council, charity, moderator, form} {
		v := d.weigh(t, source, said)
		for _, c := range append(v.Accepted, v.Pending...) {
			if strings.Contains(string(c.New), "0113") || strings.Contains(string(c.New), "Ask for Jo") || c.Path == "email" {
				t.Errorf("%s brings back %s %s", source.Key, c.Path, c.New)
			}
		}
	}
	if s := d.service(t); len(s.Phones) != 1 || s.Phones[0].Number != "116 123" || s.Email != "" {
		t.Errorf("%+v", s)
	}
}

// A proposal that waits while others speak still leads to what was proposed, and not to a mixture.
func TestRebase(t *testing.T) {
	d := &directory{}
	d.weigh(t, owner, buddies())
	said := buddies()
	said.Name, said.Phones = "Tablet Friends", []Phone{phone("charity", "main", "0113 496 0009")}
	proposed := d.weigh(t, charity, said).Pending
	before := d.doc
	said = buddies()
	said.Phones = []Phone{phone("owner", "new desk", "0113 496 0005")}
	d.weigh(t, owner, said)
	rebased, err := Rebase(proposed, before, d.doc)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Apply(d.doc, rebased)
	if err != nil {
		t.Fatal(err)
	}
	d.doc = got
	if s := d.service(t); s.Name != "Tablet Friends" || len(s.Phones) != 1 || s.Phones[0].Number != "0113 496 0009" {
		t.Errorf("%s", got)
	}
	for _, c := range rebased {
		if c.Record != "charity" {
			t.Errorf("%s comes from %q", c.Path, c.Record)
		}
	}
	if _, err := Rebase(proposed, json.RawMessage("["), d.doc); err == nil {
		t.Error("a broken aggregate was read")
	}
}
