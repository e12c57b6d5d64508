package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/donotlist"
)

// What an entry touches is looked up, and the lookups miss nothing: neither of what going through the whole directory finds, nor
// of what is shown otherwise once the entry is in force. The directory tells of the entries in every place and in hostile
// spellings, was edited, and has been merged in part.
func lookupsMissNothing(b *bench) {
	r := rand.New(rand.NewPCG(17, 4))
	secrets := []string{"0113 496 0066", "020 8496 0958", "0161 496 0123", "07911 123456", "01642 618170",
		"Rose Cottage, 12 Acacia Avenue, Leeds, LS6 1AB", "7a St Mary's Road, Bradford", "Quill House, Thistle Hill, York, YO1 7HH", "Old Mill Lodge",
		"Ivy House, Leeds", "Hull, HU1 3RA", "4-8 Mill & Wharf Lane, Leeds, LS2 7EW", "21 Oak Row, Ripon",
		"Haven Trust", "Café Öl Ltd", "GB-CHC 1122334", "GB-COH 01234567"}
	var services []data.ServiceID
	tell := func(i int) {
		services = append(services, b.submit(offer(council, fmt.Sprint(i), hostileOffer(r, i, secrets))).Service)
	}
	for i := range 160 {
		tell(i)
	}
	for i := range 40 { // what they told before is replaced
		tell(i * 3)
	}
	for range 8 {
		l, m := b.listing(services[r.IntN(len(services))]), b.listing(services[r.IntN(len(services))])
		if l.Service.ID != m.Service.ID {
			b.merge(data.LevelService, string(l.Service.ID), string(m.Service.ID))
		}
		if l.Organization.ID != m.Organization.ID {
			b.merge(data.LevelOrganization, string(l.Organization.ID), string(m.Organization.ID))
		}
		if l.Locations[0].ID != m.Locations[0].ID {
			b.merge(data.LevelLocation, string(l.Locations[0].ID), string(m.Locations[0].ID))
		}
	}
	var entries []data.DoNotList
	for _, secret := range secrets {
		entry, err := entryOf(secret)
		b.must(err)
		entries = append(entries, entry)
	}
	some := b.listing(services[1]).Organization.ID
	entries = append(entries, data.DoNotList{Kind: data.DoNotListOrganization, Organization: some},
		data.DoNotList{Kind: data.DoNotListOrganization, Website: "https://haven.example/"})
	changed := 0
	b.must(b.s.snapshot(b.ctx, func(t tx) error {
		for i, entry := range entries {
			found, err := t.touchedBy([]data.DoNotList{entry})
			b.must(err)
			if through := b.goneThrough(t, entry); !sameIDs(found, through) {
				b.Errorf("%s: %d are found, and %d when all are gone through", entry, len(found), len(through))
			}
			// Other entries may be in force before it.
			before := entries[:i*r.IntN(2)]
			var touched Touched
			b.must(t.compareListings(services, donotlist.New(before), donotlist.New(append(slices.Clone(before), entry)), &touched))
			for _, id := range append(touched.Gone, touched.Changed...) {
				if changed++; !slices.Contains(found, id) {
					b.Errorf("%s touches %+v, which is not found", entry, b.listing(id))
				}
			}
		}
		return nil
	}))
	if changed < 120 {
		b.Errorf("the entries change %d listings: too few to tell anything", changed)
	}
}

// entryOf is the entry for what [bench.hide] hides.
func entryOf(written string) (data.DoNotList, error) {
	switch {
	case written[0] == '0':
		return data.DoNotListPhoneOf(written)
	case strings.ContainsAny(written, ",0123456789") && !strings.HasPrefix(written, "GB-"), strings.HasSuffix(written, "Lodge"):
		return data.DoNotListAddressOf(written)
	}
	return data.DoNotListNamed(written)
}

// goneThrough are the services that an entry touches by what every aggregate in the directory tells.
func (b *bench) goneThrough(t tx, entry data.DoNotList) (services []data.ServiceID) {
	b.Helper()
	list := donotlist.New([]data.DoNotList{entry})
	add := func(level data.Level, id string) {
		of, err := t.servicesOf(level, id)
		b.must(err)
		for _, service := range of {
			if !slices.Contains(services, data.ServiceID(service)) {
				services = append(services, data.ServiceID(service))
			}
		}
	}
	if entry.Organization != "" {
		add(data.LevelOrganization, string(entry.Organization))
	}
	for _, level := range traced {
		all, err := t.numbered(level, `1 = 1`)
		b.must(err)
		for _, one := range all {
			doc, err := readAs(level, one.doc)
			b.must(err)
			if list.MayHide(doc) {
				add(level, one.id)
			}
		}
	}
	return services
}

// hostileOffer says something of a few secrets, somewhere.
func hostileOffer(r *rand.Rand, i int, secrets []string) func(*data.Submission) {
	return func(s *data.Submission) {
		doc, o, place := &s.Service.Doc, &s.Organization.Doc, &s.Locations[0].Doc
		doc.Name, doc.Description = fmt.Sprint("Club ", i), "Tea, 12 cakes and a talk at 4."
		*o = data.Organization{Name: fmt.Sprint("Society ", i)}
		place.Name, place.Address = fmt.Sprint("Hall ", i), data.Address{Line1: fmt.Sprint(i, " High Street"), City: "Leeds", Postcode: "LS1 4AP"}
		for range 1 + r.IntN(3) {
			secret := secrets[r.IntN(len(secrets))]
			text := "x " + hostile(r, secret) + " y"
			lines := strings.SplitN(secret, ", ", 3)
			switch r.IntN(14) {
			case 0:
				doc.Description += "\n" + text
			case 1:
				doc.AlternateNames = append(doc.AlternateNames, hostile(r, secret))
			case 2:
				doc.Name = secret
			case 3:
				doc.URL = "https://example.org/" + strings.ReplaceAll(strings.ToLower(secret), " ", "-")
			case 4:
				doc.Schedules = []data.Schedule{{ID: data.MintElement(s.Source, s.Service.OwnID, "schedule", "1"), Description: text}}
			case 5:
				doc.Phones[0].Description = text
			case 6:
				o.Description = text
			case 7:
				o.Name = hostile(r, secret)
			case 8:
				o.AlternateNames = []string{secret + " Ltd"}
			case 9:
				o.Website = []string{"http://www.haven.example", "https://haven.example/about", "https://" + strings.ToLower(strings.Fields(secret)[0]) + ".example"}[r.IntN(3)]
			case 10:
				if scheme, number, ok := strings.Cut(secret, " "); ok && strings.HasPrefix(scheme, "GB-") {
					o.Identifiers = []data.Identifier{{ID: data.MintElement(s.Source, s.Service.OwnID, "identifier", "1"), Scheme: scheme, Identifier: number}}
				}
			case 11:
				a := data.Address{ID: data.MintElement(s.Source, s.Service.OwnID, "address", "1"), Line1: lines[0], Line2: strings.Join(lines[1:], ", ")}
				if number, street, ok := strings.Cut(lines[0], " "); ok && r.IntN(2) == 0 { // the number in a line of its own
					a.Line1, a.Line2 = number, street
				}
				o.Addresses = []data.Address{a}
			case 12:
				place.Address = data.Address{Line1: lines[0], Line2: strings.Join(lines[1:], ", ")}
				if first, last, ok := cutLast(lines[0]); ok && r.IntN(2) == 0 { // the street in two lines
					place.Address.Line1, place.Address.Line2 = first, last
				}
				place.Name = ""
			case 13:
				place.Address, place.Description = data.Address{}, text
				if r.IntN(2) == 0 { // near the middle of LS6 1AB, as the tables of the tests have it
					place.Point = &data.Coordinates{Latitude: 53.8216 + (r.Float64()-0.5)/200, Longitude: -1.5652 + (r.Float64()-0.5)/100}
				}
			}
		}
	}
}

func cutLast(s string) (first, last string, ok bool) {
	at := strings.LastIndexByte(s, ' ')
	if at < 0 {
		return s, "", false
	}
	return s[:at], s[at+1:], true
}

// hostile is a text as somebody writes it who is careless, or does not want it to be found.
func hostile(r *rand.Rand, s string) string {
	replace := [][]string{{"Avenue", "Ave"}, {"Road", "Rd"}, {"Saint", "St"}, {"St ", "Saint "}, {"0", "O"}, {"1", "I"}, {" ", "  "}, {" ", "\n"}, {" ", "-"}, {" ", ""},
		{" ", "&nbsp;"}, {" ", " <b>"}, {" ", "%20"}, {"a", "á"}, {"1", "１"}, {"&", "and"}, {"e", "e\u0301"}, {" ", "\u00a0"}, {"0", "0\u200b"}, {"12", "Twelve"}, {"12 ", "10-14 "}, {", ", " "},
		{"0113", "+44 (0)113"}, {"496", "4-9-6"}, {"020", "0044 20"}, {"Cottage, 12", "Cottage on"}}
	for range r.IntN(4) {
		with := replace[r.IntN(len(replace))]
		s = strings.Replace(s, with[0], with[1], 1+r.IntN(9))
	}
	switch r.IntN(5) {
	case 0:
		s = strings.ToUpper(s)
	case 1:
		s = strings.ToLower(s)
	case 2:
		at := 1 + r.IntN(len(s)-1)
		s = strings.ToValidUTF8(s[:at]+" "+s[at:], "")
	}
	return s
}

// A directory of a version without traces is looked through all the same: they are made when it is opened.
func TestTracesAreMade(t *testing.T) {
	folder := t.TempDir()
	b := newBench(t, openAt(t, folder))
	service := b.submit(refuge(council, "1")).Service
	entry, err := data.DoNotListPhoneOf(refugePhone)
	b.must(err)
	for _, clear := range []string{`INSERT INTO traces (traces) VALUES ('delete-all')`, `DELETE FROM meta WHERE name = 'traces'`} {
		_, err := b.s.writes.Exec(clear)
		b.must(err)
	}
	if got, err := b.s.Touches(b.ctx, entry); err != nil || len(got.Changed) != 0 {
		t.Fatalf("without traces %+v is found, %v", got, err)
	}
	again := newBench(t, openAt(t, folder))
	if got, err := again.s.Touches(again.ctx, entry); err != nil || !slices.Equal(got.Changed, []data.ServiceID{service}) {
		t.Errorf("%+v, %v", got, err)
	}
	again.sound()
}
