package donotlist

import (
	"reflect"
	"testing"

	"fingerpost/data"
)

// The address of a neighbour stays, and loses what is not its own.
func TestNeighbour(t *testing.T) {
	l := listOf(t, refuge, line)
	for _, test := range []struct{ address, want data.Address }{
		{data.Address{Line1: "14 Acacia Avenue", City: "Leeds", Postcode: "LS6 1AB"}, data.Address{Line1: "14 Acacia Avenue", City: "Leeds", Postcode: "LS6 1AB"}},
		{data.Address{Line1: "12 Acacia Avenue", City: "Bradford", Postcode: "BD1 1AA"}, data.Address{Line1: "12 Acacia Avenue", City: "Bradford", Postcode: "BD1 1AA"}},
		{data.Address{Line1: "14 Acacia Avenue, tel 0113 4960066", Postcode: "LS6 1AB"}, data.Address{Line1: "14 Acacia Avenue, tel [withheld]", Postcode: "LS6 1AB"}},
		{data.Address{Line1: "3 Mill Lane", City: "Leeds LS6 1AB", Postcode: "LS7 4QQ"}, data.Address{Line1: "3 Mill Lane", City: "Leeds [withheld]", Postcode: "LS7 4QQ"}},
	} {
		place, at := l.Place(data.Location{Address: test.address})
		listing := data.Listing{Locations: []data.Location{place.Public()}, Organization: data.Organization{Addresses: []data.Address{test.address}}}
		l.Listing(&listing, at)
		if got := listing.Locations[0].Address; got != test.want || !reflect.DeepEqual(listing.Organization.Addresses, []data.Address{test.want}) {
			t.Errorf("%+v became %+v", test.address, got)
		}
	}
}

// What is hidden from one listing stays in what others share with it.
func TestSharedListsStay(t *testing.T) {
	l := listOf(t, line)
	phones := []data.Phone{{Number: line}, {Number: "0113 222 4444", Description: "not " + line}}
	names := []string{"Ring " + line}
	listing := data.Listing{Organization: data.Organization{Phones: phones, AlternateNames: names}}
	l.Listing(&listing, nil)
	if want := []data.Phone{{Number: "0113 222 4444", Description: "not [withheld]"}}; !reflect.DeepEqual(listing.Organization.Phones, want) || listing.Organization.AlternateNames[0] != "Ring [withheld]" {
		t.Errorf("%+v", listing.Organization)
	}
	if phones[0].Number != line || phones[1].Description != "not "+line || names[0] != "Ring "+line {
		t.Errorf("what is shared was changed: %v %v", phones, names)
	}
}
