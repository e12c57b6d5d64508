package geo

import (
	"github.com/paulmach/orb"
	sphere "github.com/paulmach/orb/geo"
)

// metresPerMile is exact: the international mile (Weights and Measures Act
// 1985, schedule 1).
const metresPerMile = 1609.344

// Miles is a distance along the ground, in a straight line.
type Miles float64

// Kilometres converts a distance for those who ask for it in kilometres.
func (m Miles) Kilometres() float64 { return float64(m) * metresPerMile / 1000 }

// Point is a position in degrees of WGS84. Mind the order: longitude first,
// as in GeoJSON.
type Point = orb.Point

// Distance is the one straight-line distance of the program, so that what a
// page shows and what a filter keeps never disagree. It is the haversine on a
// sphere of the equatorial radius, which in Britain is within 0.3% of the
// ellipsoid: 16 yards in 3 miles.
func Distance(a, b Point) Miles {
	return Miles(sphere.DistanceHaversine(a, b) / metresPerMile)
}
