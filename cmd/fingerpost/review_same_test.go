package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/store"
)

// waits is something that waits for a person, as review lists it.
type waits struct{ ID, Of, Risk, Source string }

// whole is all there is of a listing, as review shows it.
type whole struct {
	store.Named
	Says    []store.Said
	History []data.Revision
}

// dueFor is a listing that is due for a check.
type dueFor struct {
	Name string
	Kept bool
}

// two sources tell of clubs: some of the same, some that may be, and one that is another thing by a name that is alike.
func twoFeeds(t *testing.T) (folder string) {
	folder = empty(t)
	feeds := t.TempDir()
	take := func(source, trust string, services ...string) {
		t.Helper()
		file := write(t, feeds, source+".ndjson", strings.Join(services, "\n")+"\n")
		args := []string{"import", "open-referral", file, "--source", source, "--area", "E08000035", "--dated", "2026-11-01", "--data", folder}
		if trust != "" {
			args = append(args, "--trust", trust)
		}
		must(t, args...)
	}
	club := func(id, name, phone string) string {
		return fmt.Sprintf(`{"id": %q, "name": %q, "status": "active", "description": "Company.", "phones": [{"id": "p-%s", "number": %q}],
			"organization": {"id": "o", "name": "Larkfield Friends", "website": "https://larkfield.example.org"}}`, id, name, id, phone)
	}
	one := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	take("north", "", one(club("1", "Larkfield Lunch Club", "0113 496 0001")), one(club("2", "Larkfield Choir", "0113 496 0002")))
	take("south", "", one(club("a", "The Noon Table", "0113 496 0009")))
	take("them", "owner", one(club("k", "Larkfield Choir", "0113 496 0002")))
	take("north", "", one(club("1", "Larkfield Lunch Club", "0113 496 0001")), one(club("2", "Larkfield Choir", "0113 496 0007")))
	return folder
}

func idOf(t *testing.T, folder, name string) string {
	t.Helper()
	got := read[struct {
		Results []struct {
			ID   string `json:"service_id"`
			Name string `json:"name"`
		} `json:"results"`
	}](t, "search", name, "--data", folder)
	for _, r := range got.Results {
		if r.Name == name {
			return r.ID
		}
	}
	t.Fatalf("%q is not found", name)
	return ""
}

// TestReviewSame promises that a person can merge, bring apart, edit and undo from the command line, and sees both sides.
func TestReviewSame(t *testing.T) {
	folder := twoFeeds(t)
	lunch, noon, choir := idOf(t, folder, "Larkfield Lunch Club"), idOf(t, folder, "The Noon Table"), idOf(t, folder, "Larkfield Choir")

	asked := read[[]waits](t, "review", "--data", folder)
	if len(asked) != 1 || asked[0].Of != choir || asked[0].Risk != "contact" || asked[0].Source != "north" {
		t.Fatalf("%+v", asked)
	}
	said := must(t, "review", "show", choir, "--data", folder).out
	for _, part := range []string{"Larkfield Choir", "0113 496 0002", "them (owner)", "north (feed)", "says otherwise", "0113 496 0007", "What waits:", asked[0].ID} {
		if !strings.Contains(said, part) {
			t.Errorf("no %q in\n%s", part, said)
		}
	}

	// Instead of what the feed proposes a person sets what they were told on the phone, and takes it back.
	must(t, "review", "edit", asked[0].ID, "phone=0113 496 0008", "--why", "rang them", "--by", "Kim", "--data", folder)
	if list := read[[]waits](t, "review", "--data", folder); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	all := read[whole](t, "review", "show", choir, "--data", folder)
	set := all.History[0]
	if set.DecidedBy != "Kim" || set.Status != data.Accepted || set.Reason != "rang them" {
		set = all.History[1]
	}
	must(t, "review", "undo", string(set.ID), "--why", "wrong listing", "--data", folder)
	if said := must(t, "review", "show", choir, "--data", folder).out; !strings.Contains(said, "0113 496 0002  (them") {
		t.Errorf("after the undo:\n%s", said)
	}
	refused(t, 2, "FIELD=VALUE", "review", "edit", choir, "phone", "--why", "x", "--data", folder)
	refused(t, 2, "no field", "review", "edit", choir, "colour=red", "--why", "x", "--data", folder)
	refused(t, 2, "--why", "review", "edit", choir, "email=us@example.org", "--data", folder)

	// Merged, both addresses lead to one page; brought apart, they are remembered as two.
	refused(t, 2, "--why", "review", "merge", noon, lunch, "--data", folder)
	must(t, "review", "merge", noon[:13], lunch[:13], "--why", "its old name", "--data", folder)
	refused(t, 2, "one already", "review", "merge", lunch, noon, "--why", "x", "--data", folder)
	if said := must(t, "review", "show", noon, "--data", folder).out; !strings.Contains(said, noon+" was merged into it.") || !strings.Contains(said, "south (feed)") {
		t.Errorf("%s", said)
	}
	if got := read[struct{ Counts store.Counts }](t, "status", "--data", folder); got.Counts.Services != 2 {
		t.Errorf("%+v", got.Counts)
	}
	must(t, "review", "unmerge", noon, "--why", "two tables in one hall", "--data", folder)
	refused(t, 2, "not merged", "review", "unmerge", noon, "--why", "x", "--data", folder)
	refused(t, 2, "says nothing of", "review", "unmerge", noon, "--source", "north", "--why", "x", "--data", folder)
	if got := read[struct{ Counts store.Counts }](t, "status", "--data", folder); got.Counts.Services != 3 {
		t.Errorf("%+v", got.Counts)
	}
	merged := slices.DeleteFunc(read[whole](t, "review", "show", noon, "--data", folder).History, func(r data.Revision) bool { return r.Changes[0].Path != data.MergedInto })
	must(t, "review", "undo", string(merged[0].ID), "--why", "one after all", "--data", folder)
	if got := read[whole](t, "review", "show", noon, "--data", folder); got.Root != lunch {
		t.Errorf("%+v", got.Named)
	}
	refused(t, 2, "changed since", "review", "undo", string(merged[0].ID), "--why", "x", "--data", folder)

	// What the program took for one thing a person brings apart.
	apart := read[struct{ ID string }](t, "review", "unmerge", choir, "--source", "north", "--why", "another choir", "--data", folder)
	if got := read[whole](t, "review", "show", apart.ID, "--data", folder); got.Name != "Larkfield Choir" || len(got.Says) != 1 || got.Says[0].Source != "north" {
		t.Errorf("%+v", got)
	}
	must(t, "review", "different", choir, lunch, "--why", "a choir is no lunch", "--data", folder)
	must(t, "check", "store", "--data", folder)
}

// TestReviewDue promises that what nobody has vouched for of late is listed, the oldest first.
func TestReviewDue(t *testing.T) {
	folder := twoFeeds(t)
	type duty struct {
		Due      int      `json:"due"`
		Listings []dueFor `json:"listings"`
	}
	if got := read[duty](t, "review", "due", "--months", "0", "--data", folder); got.Due != 3 || len(got.Listings) != 3 {
		t.Errorf("%+v", got)
	}
	if got := read[duty](t, "review", "due", "--months", "0", "--source", "south", "--data", folder); got.Due != 1 || got.Listings[0].Name != "The Noon Table" || got.Listings[0].Kept {
		t.Errorf("%+v", got)
	}
	if got := read[duty](t, "review", "due", "--months", "0", "--source", "them", "--data", folder); got.Due != 1 || !got.Listings[0].Kept {
		t.Errorf("%+v", got)
	}
	if got := read[duty](t, "review", "due", "--months", "1200", "--data", folder); got.Due != 0 {
		t.Errorf("%+v", got)
	}
	refused(t, 2, "no topic", "review", "due", "--topic", "nothing", "--data", folder)
	refused(t, 2, "--months", "review", "due", "--months", "-1", "--data", folder)
}
