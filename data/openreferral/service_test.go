package openreferral

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
)

func TestTolerance(t *testing.T) {
	submission, problems := read(t, `{
		"id": 42, "name": "Coffee &amp; chat", "url": null, "email": " ", "minimum_age": "18", "maximum_age": 25.0,
		"organisation": {"id": 7, "name": "Age Concern Anywhere", "email": ""}, "free": "true", "taxonomies": "Befriending",
		"status": null, "organization": null, "locations": null, "phones": "01724 296 000", "meta": null, "contacts": {}}`)
	s := submission.Service.Doc
	if submission.Service.OwnID != "42" || s.Name != "Coffee & chat" || *s.MinimumAge != 18 || *s.MaximumAge != 25 || s.Cost != data.Free ||
		s.Status != data.Active || !slices.Equal(s.Topics, []data.TopicID{"befriending"}) || len(s.Phones) != 1 {
		t.Errorf("service %+v", s)
	}
	if o := submission.Organization; o == nil || o.OwnID != "7" || o.Doc.ID != s.OrganizationID || o.Doc.ID != data.Mint[data.OrganizationID](data.LevelOrganization, "test-feed", "7") {
		t.Errorf("organization %+v", o)
	}
	if len(problems) != 2 || problems[0].Kind != data.EmptyValue || problems[1].Kind != data.NumberID ||
		problems[0].Field != "email, locations, meta, organisation.email, organization, status, url" || problems[1].Field != "id, organisation.id" {
		t.Errorf("problems %+v", problems)
	}
}

func TestOrganizationWithoutID(t *testing.T) {
	a, _ := read(t, `{"id":"1","name":"A","organization":{"name":"The  Food-Bank"}}`)
	b, _ := read(t, `{"id":"2","name":"B","organisation":"the food bank"}`)
	if a.Organization.OwnID != "name:the food bank" || a.Organization.Doc.ID != b.Organization.Doc.ID {
		t.Errorf("%q, %q", a.Organization.OwnID, b.Organization.OwnID)
	}
	c, _ := read(t, `{"id":"2","name":"B","organization_id":"x","organization":{"name":"<br>"}}`)
	if c.Organization != nil || c.Service.Doc.OrganizationID != "" {
		t.Error("an organisation without a name")
	}
}

func TestIdentifiers(t *testing.T) {
	s, _ := read(t, `{"id":"1","name":"A","organization":{"id":"o","name":"O","organization_identifiers":[
		{"id":"1","identifier_scheme":"gb-chc","identifier_type":"Charity","identifier":"GB-CHC-1234567"},
		{"id":"2","identifier_type":"Charity number","identifier":"SC012345"},
		{"identifier_type":"Companies House","identifier":12345678},
		{"identifier_type":"VAT","identifier":"1"},{"identifier_scheme":"GB-COH"}]}}`)
	got := ""
	for _, i := range s.Organization.Doc.Identifiers {
		got += i.Scheme + " " + i.Identifier + "; "
	}
	if got != "GB-CHC 1234567; GB-SC SC012345; GB-COH 12345678; " {
		t.Error(got)
	}
}

func TestStatus(t *testing.T) {
	for field, want := range map[string]data.Status{
		`"status":"Active"`: data.Active, `"status":""`: data.Active, `"status":"archived"`: data.Inactive, `"status":"temporarily_closed"`: data.TemporarilyClosed,
		`"status":"closed"`: data.Defunct, `"status":"wobbly"`: data.Inactive, `"status":"active","archived":true`: data.Inactive, `"visible":false`: data.Inactive,
	} {
		if got := service(t, field).Status; got != want {
			t.Errorf("%s: %s", field, got)
		}
	}
}

func TestWaysAndReferral(t *testing.T) {
	tests := []struct {
		fields   string
		ways     []data.Way
		referral data.Referral
	}{
		{`"attending_type":"Venue","attending_access":"Drop-in"`, []data.Way{data.InPerson}, data.ReferralNone},
		{`"attending_type":"Home visit","attending_access":"referral"`, []data.Way{data.HomeVisit}, data.ReferralNeeded},
		{`"attending_type":"online, phone","attending_access":"appointment"`, []data.Way{data.ByPhone, data.Online}, ""},
		{`"attending_type":"Information advice and guidance","needs_referral":null`, nil, ""},
		{`"attending_access":"Self referral","needs_referral":true`, nil, data.ReferralNeeded},
		{`"needs_referral":0`, nil, data.ReferralNone},
		{`"schedules":[{"byday":"MO","attending_type":"in-person or remotely via video conferencing"}]`, []data.Way{data.InPerson, data.Online}, ""},
		{`"locations":[{"id":1,"name":"Telephone"}]`, []data.Way{data.ByPhone}, ""},
		{`"locations":[{"id":1,"name":"Online"},{"id":2,"postal_code":"LS1 4AP"}]`, []data.Way{data.InPerson, data.Online}, ""},
		{`"locations":[{"id":2,"postal_code":"LS1 4AP"}]`, nil, ""},
	}
	for _, test := range tests {
		if s := service(t, test.fields); !slices.Equal(s.Ways, test.ways) || s.Referral != test.referral {
			t.Errorf("%s: %v, %q", test.fields, s.Ways, s.Referral)
		}
	}
	if s := service(t, `"attending_access":"Membership","pc_attendingAccess_additionalInfo":"Ring first"`); s.ApplicationProcess != "Membership\n\nRing first" {
		t.Errorf("application process %q", s.ApplicationProcess)
	}
}

func TestSorting(t *testing.T) {
	s := service(t, `"taxonomies":[{"name":"Befriending"},{"name":"Things to do"},{"name":"befriending"}],
		"service_taxonomys":[{"taxonomy":{"name":"Mental health","vocabulary":"esdServiceTypes"}}],
		"deliverable_type":"Peer group", "suitabilities":[{"name":"Older people"}],
		"pc_targetAudience":[{"id":1,"audienceType":"Parents>Grandparents "},{"audienceType":"Older People"}],
		"eligibilitys":[{"eligibility":"adult","minimum_age":18,"maximum_age":null},{"eligibility":"teen","minimum_age":"13","maximum_age":18,"taxonomys":[{"name":"Carers"}]}],
		"attributes":[{"link_type":"service_type","taxonomy_term":{"name":"Lunch clubs"}},{"link_type":"eligibility","taxonomy_term":{"term":"Men"}},
			{"link_type":"kind","taxonomy_term":{"name":"group"}},{"link_type":"x"}]`)
	if got := strings.Join(s.Categories, ";"); got != "Lunch clubs;Mental health;Befriending;Things to do;Peer group" {
		t.Error("categories", got)
	}
	if got := strings.Join(s.Audiences, ";"); got != "Men;Grandparents;Older People;Carers" {
		t.Error("audiences", got)
	}
	if fmt.Sprint(s.Topics) != "[befriending mental-health talk]" || s.Kind != data.KindGroup || s.EligibilityDescription != "adult, teen" {
		t.Errorf("%v, %s, %q", s.Topics, s.Kind, s.EligibilityDescription)
	}
	if *s.MinimumAge != 13 || s.MaximumAge != nil {
		t.Errorf("ages %v to %v", s.MinimumAge, s.MaximumAge)
	}
}

func TestAges(t *testing.T) {
	for fields, want := range map[string]string{
		`"min_age":0,"max_age":5`: "0 5", `"minimum_age":0,"maximum_age":0`: "- -", `"minimum_age":-1,"maximum_age":"-1"`: "- -",
		`"minimum_age":"over 50"`: "- -", `"minimum_age":17.5`: "17 -", `"age_band_2":true,"age_band_3_4":true`: "2 4", `"age_band_5_7":true,"age_band_8_plus":true`: "5 -",
	} {
		s, got := service(t, fields), [2]string{"-", "-"}
		for i, age := range []*int{s.MinimumAge, s.MaximumAge} {
			if age != nil {
				got[i] = fmt.Sprint(*age)
			}
		}
		if strings.Join(got[:], " ") != want {
			t.Errorf("%s: %s", fields, got)
		}
	}
}

func TestCosts(t *testing.T) {
	tests := []struct {
		fields string
		cost   data.Cost
		pence  string
	}{
		{`"free":true`, data.Free, ""}, {`"free":null`, "", ""}, {`"free":false`, "", ""}, {`"fees":"Free!"`, data.Free, ""}, {`"fees":"Free for members"`, "", ""},
		{`"cost_options":[{"id":1,"option":"Adults","amount":"4.00","cost_type":"per session"}]`, data.Paid, "400"},
		{`"cost_options":[{"amount":0},{"amount":"£1,250.50"}]`, data.Varies, "0 125050"},
		{`"free":true,"cost_options":[{"amount":2.5},{"amount":2.5}]`, data.Varies, "250"},
		{`"cost_options":[{"amount":"donation"},{"amount":5,"currency":"EUR"}]`, "", "- -"},
		{`"cost_options":[{"amount":3,"valid_to":"2022-12-31"},{"id":"x"},null]`, "", ""},
	}
	for _, test := range tests {
		s := service(t, test.fields)
		var pence []string
		for _, c := range s.CostOptions {
			if c.Pence == nil {
				pence = append(pence, "-")
			} else {
				pence = append(pence, fmt.Sprint(*c.Pence))
			}
		}
		if s.Cost != test.cost || strings.Join(pence, " ") != test.pence {
			t.Errorf("%s: %q, %v", test.fields, s.Cost, pence)
		}
	}
}

func TestAreas(t *testing.T) {
	tests := []struct{ area, code, assumed string }{
		{`{"name":"Leeds"}`, "E08000035", ""},
		{`{"service_area":"x","uri":"http://statistics.data.gov.uk/id/statistical-geography/e06000060/"}`, "E06000060", ""},
		{`{"extent":"E05001234"}`, "E05001234", ""},
		{`"North Lincolnshire"`, "E06000013", ""},
		{`{"name":"North East"}`, "", "E06000013"}, // a region and a combined authority
		{`{"name":"All residents of the area","extent":"extent"}`, "", "E06000013"},
	}
	for _, test := range tests {
		s := service(t, `"service_areas":[`+test.area+`]`)
		if len(s.Areas) != 1 || string(s.Areas[0].Code) != test.code || string(s.AssumedArea) != test.assumed {
			t.Errorf("%s: %+v, assumed %q", test.area, s.Areas, s.AssumedArea)
		}
	}
	if s := service(t, `"service_areas":[{"id":"only"},"",null]`); s.Areas != nil || s.AssumedArea != "E06000013" {
		t.Errorf("%+v", s.Areas)
	}
}

func TestDates(t *testing.T) {
	for fields, want := range map[string]string{
		`"assured_date":"2024-09-20","last_modified":"2025-01-01T00:00:00Z"`: "2024-09-20",
		`"assured_date":"","pc_metadata":{"date_assured":"2024-05-01"}`:      "2024-05-01",
		`"assured_date":"soon","last_modified":"2025-02-01T12:06:15.654"`:    "2025-02-01",
		`"updated_at":"2024-06-30T23:30:00Z"`:                                "2024-07-01", // in London
		`"assured_date":"14/03/2024"`:                                        "2024-03-14",
		`"assured_date":"2099-01-01"`:                                        "",
		`"pc_metadata":{"date_created":"2020-01-01"}`:                        "",
	} {
		submission, _ := read(t, `{"id":"1","name":"A",`+fields+`}`)
		if got := submission.Records[0].AssertedOn.String(); got != want {
			t.Errorf("%s: %q", fields, got)
		}
	}
	reading := testReading()
	reading.Source.Dated, _ = data.ParseDate("2024-12")
	item, _, _ := ReadService([]byte(`{"id":"1","name":"A"}`), "x", reading)
	if got := item.Submission.Records[0].AssertedOn.String(); got != "2024-12" {
		t.Errorf("of the file: %q", got)
	}
}

func TestLanguages(t *testing.T) {
	s := service(t, `"languages":[{"language":"Polish"},{"code":"en-GB"},{"name":"BSL"},{"name":"polish"},{"id":"x"},"Klingon","Urdu"]`)
	if fmt.Sprint(s.Languages) != "[pl en bfi ur]" {
		t.Error(s.Languages)
	}
}

func TestPayload(t *testing.T) {
	a, _ := read(t, `{"name":"<b>A</b>", "id" : 10.50, "odd":{"kept":[1e3,null,"\u0000"]}}`)
	r := a.Records[0]
	if string(r.Payload) != `{"id":10.50,"name":"<b>A</b>","odd":{"kept":[1e3,null,""]}}` || r.SourceID != "10.50" || !r.Live || r.Source != "test-feed" {
		t.Errorf("%+v: %s", r, r.Payload)
	}
	if !json.Valid(r.Payload) {
		t.Error("no JSON")
	}
}
