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

// Walking: 3 miles an hour, the pace of the Department for Transport's
// accessibility statistics (4.8 km/h), along streets that are a fifth longer than
// the straight line.
const (
	walkingPace   = 3 // miles an hour
	streetsLonger = 1.2
)

// Walk is about how many minutes a walk over a straight-line distance takes on
// level ground, in whole minutes and at least one.
func (m Miles) Walk() int {
	return max(1, int(float64(m)*streetsLonger/walkingPace*60+0.5))
}
