package store

import (
	"encoding/json"
	"errors"
	"strings"

	"fingerpost/data"
)

func (b *bench) edit(id data.ServiceID, field, value string) (data.Revision, error) {
	return b.s.Edit(b.ctx, data.LevelService, string(id), map[string]json.RawMessage{field: json.RawMessage(value)}, "Kim", "rang them")
}

func closedByAPerson(b *bench) {
	service := b.submit(offer(council, "1")).Service
	b.submit(offer(moderator, "m", number("0113 496 0002")))
	b.gone("1")
	r, err := b.edit(service, "status", `"defunct"`)
	if err != nil || r.DecidedBy != "Kim" || r.Reason != "rang them" || r.Source != data.Moderators.Key || r.Status != data.Accepted || r.Seq == 0 {
		b.Fatalf("%+v, %v", r, err)
	}
	b.state(service, data.Defunct)
	if list := b.waiting(); len(list) != 0 {
		b.Errorf("what was decided is still asked: %+v", list)
	}
	if turn := b.turn(service); !turn.ByUs || turn.Absent != nil || turn.Status != data.Defunct {
		b.Errorf("%+v", turn)
	}
	// The source that lists it again, or still, is not asked about and opens nothing.
	if out := b.submit(offer(council, "1", describe("Help with phones."))); out.Pending != 0 {
		b.Errorf("%+v", out)
	}
	b.state(service, data.Defunct)
	if got := b.listing(service).Origin("status"); got.Source != data.Moderators.Key || got.ConfirmedOn.IsZero() {
		b.Errorf("%+v", got)
	}
	if _, err := b.edit(service, "status", `"active"`); err != nil {
		b.Fatal(err)
	}
	b.state(service, data.Active)
	if turn := b.turn(service); !turn.Again || !turn.ByUs {
		b.Errorf("%+v", turn)
	}
}

func editing(b *bench) {
	service := b.submit(offer(council, "1")).Service
	good := map[string]string{
		"name": `"Digital Friends' Buddies"`, "phones": `[{"number": "01134960007", "description": "Desk"}]`, "minimum_age": `18`, "summary": `"One line."`,
		"cost": `"free"`, "description": `null`, "peer_led": `false`, "languages": `["en", "cy"]`, "ways": `["phone"]`,
	}
	for field, value := range good {
		if _, err := b.edit(service, field, value); err != nil {
			b.Errorf("%s: %v", field, err)
		}
	}
	s := b.listing(service).Service
	if s.Name != "Digital Friends' Buddies" || len(s.Phones) != 1 || s.Phones[0].Number != "0113 496 0007" || s.Phones[0].ID == "" || *s.MinimumAge != 18 ||
		s.Cost != data.Free || s.Description != "" || s.PeerLed == nil || *s.PeerLed || len(s.Languages) != 2 || len(s.Ways) != 1 {
		b.Errorf("%+v", s)
	}
	if out := b.submit(offer(council, "1", describe("Help with phones."), number("0113 496 0000"))); out.Pending != 0 {
		b.Errorf("what a person replaced is asked about: %+v", b.waiting())
	}
	b.wants(service, "0113 496 0007")
	before := b.sound().Digest
	for _, bad := range []struct {
		field, value string
		reason       data.EditReason
	}{
		{"colour", `"blue"`, data.EditUnknown}, {"id", `"x"`, data.EditUnknown}, {"", `1`, data.EditUnknown}, {"name", `7`, data.EditShape}, {"name", `null`, data.EditValue},
		{"name", `""`, data.EditValue}, {"status", `"shut"`, data.EditValue}, {"phones", `"0113 496 0000"`, data.EditShape}, {"phones", `[{"number": "12"}]`, data.EditValue},
		{"phones", `[{"nummer": "0113 496 0000"}]`, data.EditShape}, {"url", `"not an address"`, data.EditValue}, {"minimum_age", `"old"`, data.EditShape},
		{"summary", `"a <b>bold</b> word"`, data.EditValue}, {"cost", `"gratis"`, data.EditValue}, {"status", `"active"`, data.EditNothing},
		{"name", `"a"} , "status": "defunct", "x": {"y": "z"`, data.EditShape}, {"name", `"a" "b"`, data.EditShape}, {"name", ``, data.EditShape},
	} {
		_, err := b.edit(service, bad.field, bad.value)
		if wrong := (*data.EditError)(nil); !errors.As(err, &wrong) || wrong.Reason != bad.reason {
			b.Errorf("%s = %s: %v, want %s", bad.field, bad.value, err, bad.reason)
		}
	}
	if b.sound().Digest != before {
		b.Error("something is left of what was refused")
	}
	if _, err := b.s.Edit(b.ctx, data.LevelService, "00000000-0000-4000-8000-000000000000", map[string]json.RawMessage{"name": json.RawMessage(`"x"`)}, "Kim", ""); !errors.Is(err, ErrNotFound) {
		b.Errorf("of nothing: %v", err)
	}
}

func editingPlacesAndOrganizations(b *bench) {
	l := b.listing(b.submit(offer(council, "1")).Service)
	address := `{"address_1": "14 High Street", "city": "Leeds", "postal_code": "ls14ap"}`
	if _, err := b.s.Edit(b.ctx, data.LevelLocation, string(l.Locations[0].ID), map[string]json.RawMessage{"address": json.RawMessage(address)}, "Kim", "went there"); err != nil {
		b.Fatal(err)
	}
	if _, err := b.s.Edit(b.ctx, data.LevelOrganization, string(l.Organization.ID), map[string]json.RawMessage{"website": json.RawMessage(`"https://friends.example.org"`), "name": json.RawMessage(`"Friends"`)}, "Kim", ""); err != nil {
		b.Fatal(err)
	}
	l = b.listing(l.Service.ID)
	if got := strings.Join(l.Locations[0].Address.Lines(), ", "); got != "14 High Street, Leeds, LS1 4AP" || l.Organization.Name != "Friends" || l.Organization.Website != "https://friends.example.org" {
		b.Errorf("%s; %+v", got, l.Organization)
	}
}

func editBringsNothingBack(b *bench) {
	service := b.submit(offer(council, "1")).Service
	if _, err := b.s.Redact(b.ctx, data.LevelService, string(service), "phones", "Sam", "private"); err != nil {
		b.Fatal(err)
	}
	_, err := b.edit(service, "phones", `[{"number": "0113 496 0000"}]`)
	if wrong := (*data.EditError)(nil); !errors.As(err, &wrong) || wrong.Reason != data.EditRedacted {
		b.Errorf("%v", err)
	}
}
