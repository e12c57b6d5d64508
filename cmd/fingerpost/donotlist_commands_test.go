package main_test

import (
	"strings"
	"testing"
)

// What is on the do-not-list, as --json lists it.
type notListed struct {
	ID, Kind, What, Since, By, Reason string
	Lifted                            bool
}

// What a change of the list touches, as --json says it.
type touched struct {
	ID              string
	Hidden, Changed []string
	DryRun          bool `json:"dry_run"`
}

func TestDoNotListCommands(t *testing.T) {
	t.Parallel()
	folder := empty(t)
	take(t, folder, "alpha", larkspur)
	list := func(args ...string) []string {
		return append([]string{"review", "do-not-list"}, append(args, "--data", folder)...)
	}
	add := func(kind, value string) []string {
		return list("add", kind, value, "--why", "they asked", "--by", "Sam")
	}
	entries := func() []notListed { return read[[]notListed](t, list()...) }

	for _, c := range []struct{ kind, value, says string }{
		{"address", "Leeds", "whole postcode"}, {"address", "Wisteria Lane, Leeds", "too many"}, {"address", "12 Wisteria Lane, LS6 1CC", "postcode"},
		{"phone", "999", "everybody"}, {"phone", "116 123", "everybody"}, {"phone", "0808 2000 247", "crisis line"}, {"phone", "four", "area code"}, {"phone", "+33 1 42 68 53 00", "another country"},
		{"organization", "00000000-0000-4000-8000-000000000000", "no organization"}, {"organization", "!", "recognised"}, {"town", "Leeds", "organization, address or phone"},
	} {
		refused(t, 2, c.says, add(c.kind, c.value)...)
	}
	refused(t, 2, "--why", list("add", "phone", larkspur.phone)...)
	refused(t, 2, "add or lift", list("remove")...)
	refused(t, 2, "begins with", list("lift", "019a", "--why", "x")...)
	if said := must(t, list()...).out; !strings.Contains(said, "Nothing is on") {
		t.Errorf("%q", said)
	}

	try := read[touched](t, list("add", "organization", "larkspur trust", "--dry-run")...)
	if len(try.Hidden) != 1 || len(try.Changed) != 0 || !try.DryRun || len(entries()) != 0 {
		t.Errorf("tried: %+v, and %v is on the list", try, entries())
	}
	if said := must(t, list("add", "address", "12 Wisteria Lane", "Leeds", "LS1 4AP", "--dry-run")...).out; !strings.Contains(said, "It would hide 0 listings, and a part of 1 more listing.") || !strings.Contains(said, larkspur.name) {
		t.Errorf("%q", said)
	}
	if got := read[touched](t, add("phone", larkspur.phone)...); len(got.Changed) != 1 || got.ID == "" {
		t.Errorf("%+v", got)
	}
	if said := must(t, add("phone", "+44 113 4960001")...).out; !strings.Contains(said, "on the list already") {
		t.Errorf("%q", said)
	}
	all := entries()
	if len(all) != 1 || all[0].Kind != "phone" || all[0].What != larkspur.phone || all[0].By != "Sam" || all[0].Reason != "they asked" || all[0].Since == "" {
		t.Fatalf("%+v", all)
	}
	if out := must(t, "export", "ndjson", "--data", folder).out; strings.Contains(out, larkspur.phone) {
		t.Error("the number is exported")
	}
	if said := must(t, list("lift", all[0].ID[:20], "--dry-run")...).out; !strings.Contains(said, "would show again 0 listings, and a part of 1 more listing") || entries()[0].Lifted {
		t.Errorf("%q", said)
	}
	must(t, list("lift", all[0].ID[:20], "--why", "it is theirs")...)
	if after := entries(); len(after) != 1 || !after[0].Lifted || after[0].Reason != "it is theirs" {
		t.Errorf("%+v", after)
	}
	if out := must(t, "export", "ndjson", "--data", folder).out; !strings.Contains(out, larkspur.phone) {
		t.Error("the number is not exported once it is lifted")
	}
	if said := must(t, list()...).out; !strings.Contains(said, "lifted on") {
		t.Errorf("%q", said)
	}
	sound(t, folder)
}
