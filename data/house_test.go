package data

import (
	"reflect"
	"testing"
)

func TestHouse(t *testing.T) {
	n := func(number int) []HouseNumber { return []HouseNumber{{From: number, To: number}} }
	for line, want := range map[string]House{
		"12 Acacia Avenue":                          {Numbers: n(12), Street: "Acacia Avenue"},
		"12, Acacia Avenue":                         {Numbers: n(12), Street: "Acacia Avenue"},
		"No. 12 Acacia Av.":                         {Numbers: n(12), Street: "Acacia Av"},
		"Acacia Avenue 12":                          {Numbers: n(12), Street: "Acacia Avenue"},
		"12a Acacia Avenue":                         {Numbers: []HouseNumber{{12, 12, "a"}}, Street: "Acacia Avenue"},
		"10-14 Acacia Avenue":                       {Numbers: []HouseNumber{{From: 10, To: 14}}, Street: "Acacia Avenue"},
		"Flat 3, 12 Acacia Avenue":                  {Numbers: n(12), Street: "Acacia Avenue"},
		"Flat 3 12 Acacia Avenue":                   {Numbers: n(12), Street: "Acacia Avenue"},
		"1st floor, 12 Acacia Avenue, Headingley":   {Numbers: n(12), Street: "Acacia Avenue"},
		"Rose Cottage, 12 Acacia Avenue":            {Numbers: n(12), Street: "Acacia Avenue", Names: []string{"Rose Cottage"}},
		"Rose Cottage 12 Acacia Avenue":             {Numbers: n(12), Street: "Acacia Avenue", Names: []string{"Rose Cottage"}},
		"Rose Cottage, Acacia Avenue, Headingley":   {Street: "Acacia Avenue", Names: []string{"Rose Cottage"}},
		"Ivy House, Broadway":                       {Street: "Broadway", Names: []string{"Ivy House"}},
		"Ivy House, Heol Tŷ Gwyn":                   {Street: "Heol Tŷ Gwyn", Names: []string{"Ivy House"}},
		"12 Broadway":                               {Numbers: n(12), Street: "Broadway"},
		"3 5th Avenue":                              {Numbers: n(3), Street: "5th Avenue"},
		"Acacia Court":                              {Street: "Acacia Court", Names: []string{"Acacia Court"}},
		"Acacia Court, Mill Lane":                   {Street: "Mill Lane", Names: []string{"Acacia Court"}},
		"Acacia Avenue":                             {Street: "Acacia Avenue"},
		"Unit 4":                                    {},
		"":                                          {},
		"Unit 4, Moor Business Park, 7 Moor Lane":   {Numbers: n(7), Street: "Moor Lane", Names: []string{"Moor Business Park"}},
		"12 Acacia Avenue, opposite 7 Birch Street": {Numbers: n(12), Street: "Acacia Avenue"},
	} {
		if got := (Address{Line1: line}).House(); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", line, got, want)
		}
	}
	if got := (Address{Line1: "12", Line2: "Acacia Avenue"}).House(); !reflect.DeepEqual(got, House{Numbers: n(12), Street: "Acacia Avenue"}) {
		t.Errorf("%+v", got)
	}
}

func TestHouseNumbers(t *testing.T) {
	for _, test := range []struct {
		a, b HouseNumber
		want bool
	}{
		{HouseNumber{12, 12, ""}, HouseNumber{12, 12, ""}, true}, {HouseNumber{12, 12, ""}, HouseNumber{12, 12, "a"}, false},
		{HouseNumber{12, 12, ""}, HouseNumber{10, 14, ""}, true}, {HouseNumber{11, 11, ""}, HouseNumber{10, 14, ""}, false},
		{HouseNumber{10, 14, ""}, HouseNumber{14, 18, ""}, true}, {HouseNumber{10, 14, ""}, HouseNumber{16, 18, ""}, false},
	} {
		if test.a.Overlaps(test.b) != test.want || test.b.Overlaps(test.a) != test.want {
			t.Errorf("%v and %v: not %t", test.a, test.b, test.want)
		}
	}
}
