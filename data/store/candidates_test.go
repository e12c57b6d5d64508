package store

import (
	"testing"

	"fingerpost/data"
)

// runs changes an offer to one of a service by that name, with that page, of an organisation with that name and website. It has no place.
func runs(organization, website, service, page string) func(*data.Submission) {
	return func(s *data.Submission) {
		s.Organization.OwnID = organization
		s.Organization.Doc = data.Organization{Name: organization, Website: website}
		s.Service.Doc = data.Service{Name: service, URL: page}
		s.Locations = nil
	}
}

func (b *bench) organization(sub data.Submission) data.OrganizationID {
	b.Helper()
	return b.listing(b.submit(sub).Service).Organization.ID
}

// A list of food banks often names who runs one and gives the page of that, and a register gives the website of who that is.
func TestOrganizationByWhatItRuns(t *testing.T) {
	for name, test := range map[string]struct {
		pages []string // of what the one source says that it runs
		site  string   // which the other source gives
		same  bool
	}{
		"one site":             {[]string{"https://www.mustard.example.org/parcels", "https://mustard.example.org"}, "https://mustard.example.org/", true},
		"another site":         {[]string{"https://mustard.example.org"}, "https://mustard.example.com", false},
		"several sites":        {[]string{"https://mustard.example.org", "https://tree.example.org"}, "https://mustard.example.org", false},
		"a site of many":       {[]string{"https://www.facebook.com/mustard"}, "https://www.facebook.com/tree", false},
		"no site of what runs": {[]string{""}, "https://mustard.example.org", false},
	} {
		for _, registerFirst := range []bool{false, true} {
			if registerFirst && len(test.pages) > 1 {
				continue // then only the first of its services is known when it is looked for
			}
			b := newBench(t, openEmpty(t))
			var first data.OrganizationID
			register := offer(charity, "r", runs("THE MUSTARD TREE", test.site, "Furniture", ""))
			if registerFirst {
				first = b.organization(register)
			}
			var second data.OrganizationID
			for i, page := range test.pages {
				second = b.organization(offer(council, string(rune('a'+i)), runs("Mustard Tree", "", "Food bank "+string(rune('a'+i)), page)))
			}
			if !registerFirst {
				first = b.organization(register)
			}
			if same := first == second; same != test.same {
				b.Errorf("%s, register first %v: same %v", name, registerFirst, same)
			}
		}
	}
}

// Where two charities of one name are as likely, which of them is in the other register too is not known.
func TestRivals(t *testing.T) {
	b := newBench(t, openEmpty(t))
	registered := func(scheme, n string) func(*data.Submission) {
		return func(s *data.Submission) {
			runs("Combined Cadets of the Forces", "", "Cadets "+n, "")(s)
			s.Organization.OwnID = n
			s.Organization.Doc.Identifiers = []data.Identifier{{ID: data.MintElement(council.Key, n, "identifier", scheme), Scheme: scheme, Identifier: n}}
		}
	}
	old := b.organization(offer(council, "1", registered(data.SchemeCharityEnglandWales, "305988")))
	if across := b.organization(offer(charity, "a", registered(data.SchemeCharityScotland, "SC048021"))); across != old {
		b.Fatalf("one charity in two registers became two")
	}
	b = newBench(t, openEmpty(t))
	old = b.organization(offer(council, "1", registered(data.SchemeCharityEnglandWales, "305988")))
	now := b.organization(offer(council, "2", registered(data.SchemeCharityEnglandWales, "1170994")))
	across := b.organization(offer(charity, "a", registered(data.SchemeCharityScotland, "SC048021")))
	if across == old || across == now || old == now {
		b.Errorf("%s, %s and %s", old, now, across)
	}
	if asked := b.column(`SELECT COUNT(*) FROM questions`); asked[0] != "2" {
		b.Errorf("%s questions", asked[0])
	}
}
