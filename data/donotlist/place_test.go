package donotlist

import (
	"testing"

	"fingerpost/data"
)

func TestPlace(t *testing.T) {
	l := listOf(t, refuge, "7 Birch Road, LS7 2DB", "Ivy House, Broadway, BD1 3EF", "LS8 4GH", "Elm House, Otley")
	for _, test := range []struct {
		what   string
		place  data.Location
		hidden bool
	}{
		{"as it is on the list", at("12 Acacia Avenue", "LS6 1AB"), true},
		{"its kind short", at("12 Acacia Ave", "LS6 1AB"), true},
		{"in two lines", data.Location{Address: data.Address{Line1: "12", Line2: "Acacia Avenue", Postcode: "LS6 1AB"}}, true},
		{"the house's name", at("Rose Cottage", "LS6 1AB"), true},
		{"the house's name as the place's", data.Location{Name: "Rose Cottage", Address: data.Address{Line1: "Acacia Avenue", Postcode: "LS6 1AB"}}, true},
		{"its name and street", at("Rose Cottage, Acacia Avenue", ""), true},
		{"the street alone at the postcode", at("Acacia Avenue", "LS6 1AB"), true},
		{"nothing but the postcode", at("", "LS6 1AB"), true},
		{"without the postcode", at("12 Acacia Avenue", ""), true},
		{"with the postcode in a line", at("12 Acacia Avenue, LS61AB", ""), true},
		{"a flat in it", at("Flat 2, 12 Acacia Avenue", "LS6 1AB"), true},
		{"a flat", at("Flat 2", "LS6 1AB"), true},
		{"another postcode near by", at("Acacia Avenue 12", "LS6 9ZZ"), true},
		{"several houses", at("10-14 Acacia Avenue", "LS6 1AB"), true},
		{"a slip in the street", at("12 Accacia Avenue", "LS6 1AB"), true},
		{"its address as its name", data.Location{Name: "12 Acacia Avenue", Point: &data.Coordinates{Latitude: 53.82, Longitude: -1.57}}, true},
		{"told by what is said of it", data.Location{Name: "The house", Description: "At 12 Acacia Avenue", Point: &data.Coordinates{Latitude: 53.82, Longitude: -1.57}}, true},
		{"a name where the list has a number", at("The Lodge", "LS7 2DB"), true},
		{"a number where the list has a name", at("3 Broadway", "BD1 3EF"), true},
		{"the list has the postcode alone", at("3 Any Street", "LS8 4GH"), true},
		{"the list has a name and a town", data.Location{Address: data.Address{Line1: "Elm House", City: "Otley"}}, true},

		{"a neighbour", at("14 Acacia Avenue", "LS6 1AB"), false},
		{"a neighbour without the postcode", at("14 Acacia Avenue", ""), false},
		{"a neighbour with a letter", at("12a Acacia Avenue", "LS6 1AB"), false},
		{"a longer number", at("112 Acacia Avenue", "LS6 1AB"), false},
		{"a neighbour with a name", at("Ivy House, Acacia Avenue", "LS6 1AB"), false},
		{"another street", at("12 Birch Road", "LS6 2ZZ"), false},
		{"another town", at("12 Acacia Avenue", "BD1 1AA"), false},
		{"another town, by its point", data.Location{Address: data.Address{Line1: "12 Acacia Avenue"}, Point: &data.Coordinates{Latitude: 51.5, Longitude: -0.12}}, false},
		{"another house of the name", data.Location{Name: "Rose Cottage", Address: data.Address{Line1: "Mill Lane", Postcode: "YO1 7HY"}}, false},
		{"another town of the house's name", data.Location{Address: data.Address{Line1: "Elm House", City: "York"}}, false},
		{"nothing at all", data.Location{}, false},
		{"opposite", data.Location{Address: data.Address{Line1: "3 Mill Lane", Postcode: "LS6 3AA"}, Description: "Opposite 12 Acacia Avenue"}, false},
	} {
		if got, near := l.Place(test.place); got.Withheld != test.hidden || len(near) > 0 != test.hidden {
			t.Errorf("%s: hidden %t, want %t", test.what, got.Withheld, test.hidden)
		}
	}
}

func at(line, postcode string) data.Location {
	return data.Location{Address: data.Address{Line1: line, City: "Leeds", Postcode: postcode}}
}

// What says no more of itself than a point is known by it, where the middle of the postcode is known.
func TestPlaceByItsPoint(t *testing.T) {
	l := listOf(t, refuge)
	middle := l.addresses[0].around
	if middle == nil {
		t.Fatal("the tables that ship do not place the postcode")
	}
	l.addresses[0].at = middle // as if it had been imported
	point := func(north float64) *data.Coordinates {
		return &data.Coordinates{Latitude: middle.Lat() + north, Longitude: middle.Lon()}
	}
	for _, test := range []struct {
		what   string
		place  data.Location
		hidden bool
	}{
		{"100 metres off", data.Location{Point: point(0.0009)}, true},
		{"400 metres off", data.Location{Point: point(0.0036)}, false},
		{"with the street", data.Location{Point: point(0.0009), Address: data.Address{Line1: "Acacia Avenue"}}, true},
		{"with another street", data.Location{Point: point(0.0009), Address: data.Address{Line1: "Birch Road"}}, false},
		{"with an address", data.Location{Point: point(0), Address: data.Address{Line1: "3 Birch Road", Postcode: "LS6 2ZZ"}}, false},
	} {
		if got, _ := l.Place(test.place); got.Withheld != test.hidden {
			t.Errorf("%s: hidden %t", test.what, got.Withheld)
		}
		if test.hidden && !isTraced(l, &test.place) {
			t.Errorf("%s: it is not found by its traces", test.what)
		}
	}
}

func TestEntries(t *testing.T) {
	for written, want := range map[string]data.Fault{
		"12 Acacia Avenue, Leeds, LS6 1AB": "", "LS6 1AB": "", "ls61ab": "", "12 Acacia Avenue": "", "Rose Cottage": "", "Rose Cottage, Leeds": "", "Rose Cottage, Acacia Avenue": "", "12 Broadway": "",
		"": data.FaultLoose, " , ": data.FaultLoose, "Acacia Avenue": data.FaultLoose, "Acacia Avenue, Leeds": data.FaultLoose, "Leeds": data.FaultLoose, "LS6 1": data.FaultLoose, "12": data.FaultLoose, "Flat 2, Leeds": data.FaultLoose,
		"12 Acacia Avenue, LS6 1CC": data.FaultPostcode, "12 Acacia Avenue, LS6 1AB, or LS6 2ZZ": data.FaultPostcode, "12 Acacia Avenue, LS6": "", "LS6": data.FaultLoose,
	} {
		check(t, written, want, data.DoNotListAddressOf)
	}
	for written, want := range map[string]data.Fault{
		"0113 496 0066": "", "+44 113 496 0066": "", "07911 123456": "", "01534 440000": "", "0800 1111": data.FaultForEveryone, "999": data.FaultForEveryone, "116 123": data.FaultForEveryone, "111": data.FaultForEveryone,
		"": data.FaultNoNumber, "0113": data.FaultNoNumber, "a number": data.FaultNoNumber, "+33 1 42 68 53 00": data.FaultAbroad,
	} {
		check(t, written, want, data.DoNotListPhoneOf)
	}
	for written, want := range map[string]data.Fault{"Haven": "", "GB-CHC 1122334": "", "gb-sc SC012345": "", "!": data.FaultEmpty, "": data.FaultEmpty, "GB-CHC  ": ""} {
		check(t, written, want, data.DoNotListNamed)
	}
}

func check(t *testing.T, written string, want data.Fault, read func(string) (data.DoNotList, error)) {
	t.Helper()
	entry, err := read(written)
	fault, _ := err.(*data.DoNotListError)
	switch {
	case want == "" && (err != nil || New([]data.DoNotList{entry}) == nil || entry.String() == ""):
		t.Errorf("%q: %+v, %v", written, entry, err)
	case want != "" && (fault == nil || fault.Fault != want):
		t.Errorf("%q: %+v, %v, want %s", written, entry, err, want)
	}
}
