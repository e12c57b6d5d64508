package index_test

import (
	"context"
	"slices"
	"testing"

	"fingerpost/data"
	"fingerpost/index"
)

// TestDoNotList promises that what is put on the do-not-list is neither found, nor suggested, nor in the files, and that it is
// found again once the entry is lifted. What else there is stays.
func TestDoNotList(t *testing.T) {
	ctx := context.Background()
	kept := openStore(t)
	house := func(s *data.Submission) {
		place(s.Service.OwnID+"@house", data.Location{Name: "Quillmoor Cottage", Address: data.Address{Line1: "12 Larkrise Avenue", City: "Leeds", Postcode: "LS6 1AB"}})(s)
	}
	submit(t, kept, service("Harbour bunks", says("Bunks at Quillmoor Cottage, Larkrise Avenue."), house), service("Tidegate", says("Ring quizzaci."), runBy("Thistledown")),
		service("Larder", says("Bread and soup."), in("LS1 4AP")))
	folder := t.TempDir()
	x := open(t, folder)
	follow(t, x, kept)
	if found(t, x, "quillmoor") != 1 || found(t, x, "quizzaci") != 1 || len(suggested(t, x, "tide")) != 1 {
		t.Fatal("it is not found before it is on the list")
	}
	address, err := data.DoNotListAddressOf("Quillmoor Cottage, 12 Larkrise Avenue, Leeds, LS6 1AB")
	if err != nil {
		t.Fatal(err)
	}
	organization, err := data.DoNotListNamed("Thistledown")
	if err != nil {
		t.Fatal(err)
	}
	var entries []data.DoNotListID
	for _, entry := range []data.DoNotList{address, organization} {
		id, _, err := kept.DoNotList(ctx, entry, "Sam", "a refuge")
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, id)
	}
	hides := x.Hides()
	follow(t, x, kept)
	o := find(t, "LS6 1AB")
	harbour := data.Mint[data.ServiceID](data.LevelService, source, "Harbour bunks")
	if found(t, x, "quizzaci") != 0 || len(suggested(t, x, "tide")) != 0 || x.Hides() == hides {
		t.Error("the organisation is still found")
	}
	for _, r := range search(t, x, index.Request{Text: "bunks", Origin: &o}).Results {
		if r.Service == harbour && r.Distance != nil {
			t.Errorf("the house is %v miles off", *r.Distance)
		}
	}
	if bunks, bread := found(t, x, "bunks"), found(t, x, "bread"); bunks != 1 || bread != 1 {
		t.Errorf("%d of bunks and %d of bread are found, want one of each", bunks, bread)
	}
	closeIndex(t, x)
	for _, word := range []string{"quillmoor", "quizzaci", "larkrise", "1ab"} {
		if held(t, folder, word) {
			t.Errorf("%q is still in the files", word)
		}
	}
	if !held(t, folder, "bread") {
		t.Error("nothing is in the files")
	}
	x = open(t, folder)
	defer closeIndex(t, x)
	for _, id := range entries {
		if _, err := kept.LiftDoNotList(ctx, id, "Sam", "they have moved"); err != nil {
			t.Fatal(err)
		}
	}
	follow(t, x, kept)
	if found(t, x, "quillmoor") != 1 || found(t, x, "quizzaci") != 1 {
		t.Error("it is not found again once it is lifted")
	}
}

func suggested(t *testing.T, x *index.Index, text string) []data.ServiceID {
	t.Helper()
	s, err := x.Suggest(t.Context(), text, "en", 5)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(s.Services)
}

// TestDoNotListInOneFile promises the same of a directory that lies in one segment, from which something is only taken out.
func TestDoNotListInOneFile(t *testing.T) {
	kept := openStore(t)
	submit(t, kept, service("Tidegate", says("Ring quizzaci."), runBy("Thistledown")), service("Larder", says("Bread and soup."), in("LS1 4AP")))
	folder := t.TempDir()
	x := open(t, folder)
	follow(t, x, kept)
	organization, err := data.DoNotListNamed("Thistledown")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := kept.DoNotList(t.Context(), organization, "Sam", "a refuge"); err != nil {
		t.Fatal(err)
	}
	follow(t, x, kept)
	if all := search(t, x, index.Request{}).Total; all != 1 {
		t.Errorf("%d services are found, want one", all)
	}
	closeIndex(t, x)
	if held(t, folder, "quizzaci") {
		t.Error("what is on the list is still in the files")
	}
	if !held(t, folder, "bread") {
		t.Error("nothing is in the files")
	}
}
