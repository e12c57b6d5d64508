package store

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/blank"
)

// anywhere lists the tables and columns in which a text stands, in any case and with any punctuation.
func (b *bench) anywhere(text string) (found []string) {
	b.Helper()
	key := blank.Key(text)
	for _, table := range []string{"records", "revisions", "services", "organizations", "locations", "own_ids", "redactions", "sightings", "settled", "runs", "reports", "suggesters"} {
		rows, err := b.s.read(b.ctx).rows(`SELECT * FROM ` + table)
		b.must(err)
		columns, err := rows.Columns()
		b.must(err)
		for rows.Next() {
			values, pointers := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				pointers[i] = &values[i]
			}
			b.must(rows.Scan(pointers...))
			for i, v := range values {
				s, ok := v.(string)
				if ok && strings.Contains(string(blank.Fold(s).Text), key) {
					found = append(found, table+"."+columns[i])
				}
			}
		}
		b.must(rows.Err())
		b.must(rows.Close())
	}
	return found
}

func (b *bench) redact(level data.Level, id, field string) int {
	b.Helper()
	n, err := b.s.Redact(b.ctx, level, id, field, "Sam", "they asked")
	b.must(err)
	return n
}

// secret is a number that is somebody's own.
const secret = "0113 496 0066"

func redaction_(b *bench) {
	service := b.submit(offer(council, "1", number(secret))).Service
	b.submit(offer(council, "1", number("0113 496 0067"))) // it is in the history of the field,
	b.submit(offer(council, "1", number(secret)))          // and there again
	if n := b.redact(data.LevelService, string(service), "phones/"+string(phone(council, "1", "").ID)); n != 1 {
		b.Errorf("%d values went", n)
	}
	if found := b.anywhere(secret); len(found) != 0 {
		b.Errorf("the number is still in %v", found)
	}
	if l := b.listing(service); len(l.Service.Phones) != 0 || l.Service.Name != "Digital Buddies" {
		b.Errorf("%+v", l.Service)
	}
	if redacted := b.column(`SELECT redacted FROM records WHERE redacted <> ''`); len(redacted) == 0 {
		b.Error("no record says that something was blanked")
	}
	b.sound()
	// It does not come back, from its source or another, in whatever spelling.
	b.submit(offer(council, "1", number("(0113) 4960066"), describe("again")))
	b.submit(offer(charity, "x", number("+44 113 496 0066")))
	b.wants(service)
	if list := b.waiting(); len(list) != 0 {
		b.Errorf("%+v", list)
	}
	// Another number is welcome.
	b.submit(offer(council, "1", number("0113 496 0001"), describe("and again")))
	b.wants(service, "0113 496 0001")
}

// Sources write a number in ways of their own, and the record keeps what they wrote.
func redactionInEverySpelling(b *bench) {
	raw := `{"phone":"+441134960066","text":"Ring Jo on <b>0113</b>&nbsp;496.00 66, or 0113 496 0067.","n":1134960066,"id":12345678901234567890,"list":["(0113) 496-0066"]}`
	service := b.submit(offer(council, "1", number(secret), func(s *data.Submission) {
		s.Records[0].Payload, s.Records[0].Title = json.RawMessage(raw), "Ring 0113 496 0066"
		s.Service.Doc.Phones[0].Description = "Jo Bloggs"
	})).Service
	b.redact(data.LevelService, string(service), "phones")
	if found := b.anywhere(secret); len(found) != 0 {
		b.Errorf("the number is still in %v", found)
	}
	payload := strings.Join(b.column(`SELECT payload FROM records`), "")
	for _, kept := range []string{"12345678901234567890", "0113 496 0067", "Ring Jo on"} {
		if !strings.Contains(payload, kept) {
			b.Errorf("%q went too: %s", kept, payload)
		}
	}
}

func redactionReachesProposals(b *bench) {
	service := b.submit(offer(council, "1", number(secret))).Service
	b.keep("1", number(secret))
	// The charity says the same number under an id of its own, and another, and an address for letters.
	b.submit(offer(charity, "x", number(secret), func(s *data.Submission) {
		s.Service.Doc.Phones = append(s.Service.Doc.Phones, data.Phone{ID: data.MintElement(charity.Key, "x", "phone", "2"), Number: "0113 496 0068"})
		s.Service.Doc.URL = "https://friends.example.org"
	}))
	if list := b.waiting(); len(list) != 1 {
		b.Fatalf("%+v", list)
	}
	b.redact(data.LevelService, string(service), "phones/"+string(phone(keeper, "1", "").ID))
	if found := b.anywhere(secret); len(found) != 0 {
		b.Errorf("the number is still in %v", found)
	}
	b.decide(b.onlyWaiting().ID, true)
	b.wants(service, "0113 496 0068")

	// A proposal of nothing else is no proposal any more.
	other := b.submit(offer(council, "2", called("Lunch Club"))).Service
	b.keep("2", called("Lunch Club"))
	b.submit(offer(charity, "y", called("Lunch Club"), number(secret)))
	b.decide(b.onlyWaiting().ID, true)
	b.submit(offer(council, "2", called("Lunch Club"), number("0113 496 0033")))
	b.onlyWaiting()
	b.redact(data.LevelService, string(other), "phones")
	b.wants(other)
}

// One phone is taken out; that others are for voice too must not keep them out.
func redactionSparesTheInnocent(b *bench) {
	typed := func(s *data.Submission) { s.Service.Doc.Phones[0].Type = data.Voice }
	service := b.submit(offer(council, "1", number(secret), typed, describe("We voice hope."))).Service
	b.redact(data.LevelService, string(service), "phones")
	b.submit(offer(council, "1", number("0113 496 0001"), typed, describe("We voice hope.")))
	b.wants(service, "0113 496 0001")
	for _, payload := range b.column(`SELECT payload FROM records`) {
		if !strings.Contains(payload, "We voice hope.") || !strings.Contains(payload, `"type":"voice"`) {
			b.Errorf("blanked: %s", payload)
		}
	}
}

// What was said of a place is blanked also when no service is there any more.
func redactionOfFormerPlace(b *bench) {
	service := b.submit(offer(council, "1")).Service
	place := b.listing(service).Locations[0].ID
	b.submit(offer(council, "1", func(s *data.Submission) { s.Locations, s.Service.Doc.ServiceAtLocations = nil, nil }))
	b.redact(data.LevelLocation, string(place), "address")
	if found := b.anywhere("12 High Street"); len(found) != 0 {
		b.Errorf("the address is still in %v", found)
	}
}

func redactionOfNothing(b *bench) {
	service := b.submit(offer(council, "1")).Service
	before := b.sound()
	for _, of := range [][2]string{{"nothing", "phones"}, {string(service), "summary"}, {string(service), "phone"}, {string(service), ""}} {
		if _, err := b.s.Redact(b.ctx, data.LevelService, of[0], of[1], "Sam", ""); !errors.Is(err, ErrNotFound) {
			b.Errorf("%v: %v", of, err)
		}
	}
	if after := b.sound(); after.Digest != before.Digest {
		b.Error("something changed")
	}
	// A record without a payload is no hindrance.
	empty := b.submit(offer(council, "2", called("Lunch Club"), func(s *data.Submission) { s.Records = append(s.Records, data.Record{Title: "A talk"}) })).Service
	b.redact(data.LevelService, string(empty), "description")
	if got := b.column(`SELECT payload FROM records WHERE title = 'A talk'`); !slices.Equal(got, []string{""}) {
		b.Errorf("%q", got)
	}
}
