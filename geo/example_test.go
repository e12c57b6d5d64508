package geo_test

import (
	"errors"
	"fmt"

	"fingerpost/geo"
)

func ExampleDistance() {
	leeds, sheffield := geo.Point{-1.55572, 53.79547}, geo.Point{-1.46938, 53.38171}
	d := geo.Distance(leeds, sheffield)
	fmt.Printf("%.1f miles, %.1f km\n", d, d.Kilometres())
	// Output: 28.8 miles, 46.4 km
}

func ExampleCheckUK() {
	fmt.Println(geo.CheckUK(51.48, 0)) // Greenwich
	var refused *geo.CoordinateError
	if errors.As(geo.CheckUK(-1.55572, 53.79547), &refused) {
		fmt.Println(refused.Reason)
	}
	// Output:
	// <nil>
	// swapped
}

func ExampleParsePostcode() {
	for _, s := range []string{"ls1-4ap", "LS1 4", "LS14"} {
		p, err := geo.ParsePostcode(s)
		fmt.Println(p, p.Level(), err)
	}
	// Output:
	// LS1 4AP 3 <nil>
	// LS1 4 2 <nil>
	// LS14 1 <nil>
}

func ExampleMendPostcode() {
	fmt.Println(geo.MendPostcode("LSI 4AP")) // a letter I
	fmt.Println(geo.MendPostcode("LS1 4AP")) // needs no mending
	// Output:
	// LS1 4AP true
	//  false
}

func ExampleFindPostcode() {
	fmt.Println(geo.FindPostcode("12 High St, Leeds LS1 4AP."))
	// Output: LS1 4AP true
}

func ExamplePostcode_Covers() {
	ls1, _ := geo.ParsePostcode("LS1")
	unit, _ := geo.ParsePostcode("LS1 4AP")
	seacroft, _ := geo.ParsePostcode("LS14")
	fmt.Println(ls1.Covers(unit), ls1.Covers(seacroft))
	// Output: true false
}

func ExampleAreaByName() {
	for _, a := range geo.AreaByName("North East") {
		fmt.Println(a.Code, a.Name, a.Level == geo.RegionLevel)
	}
	// Output:
	// E47000014 North East false
	// E12000001 North East true
}

// A service for West Yorkshire covers a person in Leeds; one for Kent does not.
func ExampleCovers() {
	person, err := geo.Find("LS1 4AP")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(geo.Covers("E47000003", person.Areas), geo.Covers("E10000016", person.Areas))
	// Output: true false
}

func ExampleLocate() {
	unit, _ := geo.ParsePostcode("LS1 4AP")
	place, err := geo.Locate(unit)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s is in %s (%s), near %.2f,%.2f\n", place.Asked, place.Label, place.Precision, place.Point.Lat(), place.Point.Lon())
	// Output: LS1 4AP is in LS1 4 (sector), near 53.80,-1.55
}

func ExampleFind() {
	for _, typed := range []string{"leeds", "LSI 4AP", "West Midlands", "Narnia"} {
		place, err := geo.Find(typed)
		var (
			slip      *geo.SlipError
			ambiguous *geo.AmbiguousError
		)
		switch {
		case err == nil:
			fmt.Println(place.Label)
		case errors.As(err, &slip):
			fmt.Println("did you mean", slip.Suggestion)
		case errors.As(err, &ambiguous):
			fmt.Println("which of", len(ambiguous.Choices))
		default:
			fmt.Println(err)
		}
	}
	// Output:
	// Leeds
	// did you mean LS1 4AP
	// which of 2
	// geo: no place that is known
}
