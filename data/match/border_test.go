package match

import (
	"testing"

	"fingerpost/data"
)

func TestAcrossBorder(t *testing.T) {
	const here, there = data.SchemeCharityEnglandWales, data.SchemeCharityScotland
	for _, test := range []struct {
		what   string
		name   string
		a, b   []data.Identifier
		across bool
	}{
		{"a charity of both countries", "The Marine Society and Sea Cadets", numbers(here, "313013"), numbers(there, "SC037808"), true},
		{"one that Scotland had before", "The Marine Society and Sea Cadets", numbers(here, "313013"), numbers(there, "SC024963"), false},
		{"two of one country", "The Marine Society and Sea Cadets", numbers(here, "313013"), numbers(here, "313014"), false},
		{"one that has a number there already", "The Marine Society and Sea Cadets", numbers(here, "313013", there, "SC037807"), numbers(there, "SC037808"), false},
		{"one without a number", "The Marine Society and Sea Cadets", nil, numbers(there, "SC037808"), false},
		{"a company", "The Marine Society and Sea Cadets", numbers(data.SchemeCompany, "00313013"), numbers(there, "SC037808"), false},
		{"a town in the name", "Age Concern Eastwood", numbers(here, "518442"), numbers(there, "SC042395"), false},
		{"a county in the name", "Hertfordshire Scouting Council", numbers(here, "302606"), numbers(there, "SC039650"), false},
		{"a place of several words", "Disability Action Milton Keynes", numbers(here, "518442"), numbers(there, "SC042395"), false},
		{"one of many towns'", "Rainbow Toddlers and Carers", numbers(here, "518442"), numbers(there, "SC042395"), false},
		{"a numbered group", "1st Alpha Scouting Unity", numbers(here, "518442"), numbers(there, "SC042395"), false},
		{"a church", "Grace Baptist Chapel", numbers(here, "518442"), numbers(there, "SC042395"), false},
		{"one word that tells", "Rainbow Trust", numbers(here, "518442"), numbers(there, "SC042395"), false},
		{"a company of Scotland", "The Marine Society and Sea Cadets", numbers(here, "313013"), numbers(data.SchemeCompany, "SC537808"), false},
		{"a number that is none", "The Marine Society and Sea Cadets", numbers(here, "313013"), numbers(there, "SCARF"), false},
	} {
		a, b := data.Organization{Name: test.name, Identifiers: test.a}, data.Organization{Name: test.name + " Ltd", Identifiers: test.b}
		if got, back := Organizations(a, b, Meeting{}, nil), Organizations(b, a, Meeting{}, nil); (got.Band == Link) != test.across || back.Band != got.Band {
			t.Errorf("%s: %+v, the other way %s", test.what, got, back.Band)
		}
	}
	a := data.Organization{Name: "Sea Cadets", Website: "https://sea.example.org", Identifiers: numbers(here, "313013")}
	b := data.Organization{Name: "Sea Cadets", Website: "https://sea.example.com", Identifiers: numbers(there, "SC037808")}
	if got := Organizations(a, b, Meeting{}, nil); got.Band != Ask {
		t.Errorf("with websites that differ: %+v", got)
	}
	b.Name, b.Website = "Sea Cadets Trust", ""
	if got := Organizations(a, b, Meeting{}, nil); got.Band == Link {
		t.Errorf("with more in the name: %+v", got)
	}
}
