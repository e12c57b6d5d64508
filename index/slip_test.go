package index_test

import (
	"reflect"
	"testing"

	"fingerpost/index"
)

// TestSlipsOfTheGone promises that words which nothing bears any more do not count among those that a word may be a slip
// for: an index that has followed changes weighs its matches as one built afresh does.
func TestSlipsOfTheGone(t *testing.T) {
	here := find(t, "LS1 4AP")
	log := newMemory(
		service("exact", says("tamgaru"), at(north(here, 200))), // so that the word is borne, though by nothing near
		service("in words", says("tamgarx"), at(here.Point)),
		service("tamgarx", at(here.Point)),
	)
	for _, letter := range "abcdefghijklm" {
		log.put(service("gone "+string(letter), says("tamgar"+string(letter))))
	}
	followed := indexOf(t, log)
	for _, letter := range "abcdefghijklm" {
		log.put(service("gone "+string(letter), says("something else")))
	}
	follow(t, followed, log)
	fresh := indexOf(t, log)

	r := index.Request{Text: "tamgaru", Origin: &here}
	got, want := search(t, followed, r), search(t, fresh, r)
	if len(want.Results) != 2 {
		t.Fatalf("found %d services, want both that bear a word like it", len(want.Results))
	}
	if got.At, want.At = 0, 0; !reflect.DeepEqual(got, want) { // each index marks its own lists
		t.Errorf("followed:\n%+v\nafresh:\n%+v", got.Results, want.Results)
	}
}
