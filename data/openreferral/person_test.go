package openreferral

import (
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
)

func TestNamedPeopleAreDropped(t *testing.T) {
	submission, problems := read(t, `{"id":"1","name":"Lunch club","assurer_email":"jo.bloggs@example.org","updated_by":"jbloggs",
		"organization":{"id":"o","name":"Oak Trust","contacts":[{"name":"Mx Jo Bloggs","email":"bloggs@example.org"}]},
		"contacts":[
			{"id":"c1","name":"Jo Bloggs","title":"Reception Manager","email":"bloggs@example.org","phones":[{"number":"07700 900123"}],"note":"Bloggs"},
			{"id":"c2","name":"Reception","title":"Bloggs, Jo","phones":[{"id":"p","number":"01724 296000"}]}],
		"service_at_locations":[{"location":{"id":"l","name":"Hall","addresses":[{"attention":"J. Bloggs","address_1":"1 High St","postal_code":"DN15 6NL"}]},
			"contacts":[{"first_name":"Jo","last_name":"Bloggs","phone":"07700 900123"}]}],
		"meta":[{"key":"Contact Name","value":"Jo Bloggs"},{"key":"Contact Phone number ","value":"07700900123"},
			{"key":"Communication Email address","value":"bloggs@example.org"},{"key":"Vacancies","value":"No"}],
		"contact_name":"Jo Bloggs","contact_email":"bloggs@example.org",
		"metadata":[{"id":"m","updated_by":"Bloggs","previous_value":"Bloggs","field_name":"name"}]}`)
	payload := strings.ToLower(string(submission.Records[0].Payload))
	for _, gone := range []string{"07700", "bloggs@", "jo bloggs", "j. bloggs", "jbloggs"} {
		if strings.Contains(payload, gone) {
			t.Errorf("%q in %s", gone, payload)
		}
	}
	for _, kept := range []string{"reception manager", "vacancies", `"id":"c1"`, "01724 296000"} {
		if !strings.Contains(payload, kept) {
			t.Errorf("no %q in %s", kept, payload)
		}
	}
	s := submission.Service.Doc
	if s.Email != "" || len(s.Phones) != 1 || s.Phones[0].Number != "01724 296000" || s.Phones[0].Description != "Reception" {
		t.Errorf("%q, %+v", s.Email, s.Phones)
	}
	i := slices.IndexFunc(problems, func(p data.Problem) bool { return p.Kind == data.NamedPerson })
	if i < 0 || problems[i].Value != "" || !strings.HasPrefix(problems[i].Field, "assurer_email, contact_email, contact_name, contacts, meta, ") {
		t.Errorf("%+v", problems)
	}
}

func TestIsPerson(t *testing.T) {
	p := people{own: []string{"oak trust"}}
	for name, want := range map[string]bool{
		"": false, "Reception": false, "General Enquiries": false, "The Oak Trust": false, "Oak Trust": false, "Oak Trust Helpdesk": false,
		"Customer Services Team": false, "Out of hours": false, "Jo Bloggs": true, "Jo (Manager)": true, "Manager - Jo": true, "J": true, "Joe Oak": true,
		"jo@example.org": true, "李小龍": true, "and": true, "01724 296000": true,
	} {
		if got := p.isPerson(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func TestOwnContacts(t *testing.T) {
	submission, problems := read(t, `{"id":"1","name":"A","contacts":[
		{"email":"hello@example.org","phones":[{"number":"0113 496 0000 / 0113 496 0001"},{"number":"0113 496 0002","type":"fax"},{"number":"60777","type":"text"}]},
		{"name":"Enquiries","telephone":"0113 496 0000"}],"phone":"116123"}`)
	s := submission.Service.Doc
	var got []string
	for _, phone := range s.Phones {
		got = append(got, phone.Number+string(phone.Type))
	}
	if s.Email != "hello@example.org" || strings.Join(got, ";") != "116 123;0113 496 0000;0113 496 0001;60777sms" || len(problems) > 0 {
		t.Errorf("%q, %v, %v", s.Email, got, problems)
	}
}
