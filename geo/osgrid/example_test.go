package osgrid_test

import (
	"fmt"

	"fingerpost/geo/osgrid"
)

func Example() {
	// The square of 100 metres in which Leeds Town Hall stands.
	easting, northing, ok := osgrid.Parse("SE 297 338")
	if !ok {
		fmt.Println("not a grid reference")
		return
	}
	at := osgrid.ToWGS84(easting, northing)
	fmt.Printf("%.4f, %.4f\n", at.Lat(), at.Lon())
	// Output: 53.8001, -1.5498
}
