package osgrid

import (
	"math"

	"github.com/paulmach/orb"
)

// The ellipsoids, in metres.
const (
	airyMajor, airyMinor   = 6377563.396, 6356256.909 // Airy 1830
	wgs84Major, wgs84Minor = 6378137, 6356752.314245

	airyEccentric  = 1 - (airyMinor*airyMinor)/(airyMajor*airyMajor) // e²
	wgs84Eccentric = 1 - (wgs84Minor*wgs84Minor)/(wgs84Major*wgs84Major)
	wgs84Second    = (wgs84Major*wgs84Major)/(wgs84Minor*wgs84Minor) - 1 // e'²
)

// The projection of the National Grid: a transverse Mercator whose true origin,
// 49° N 2° W, is at (400000, -100000).
const (
	radians = math.Pi / 180

	scale         = 0.9996012717
	originLat     = 49 * radians
	originLon     = -2 * radians
	falseEasting  = 400000
	falseNorthing = -100000
)

// The shift from OSGB36 to WGS84: metres, radians, and a ratio.
const (
	shiftX, shiftY, shiftZ = 446.448, -125.157, 542.060
	turnX                  = 0.1502 / 3600 * radians
	turnY                  = 0.2470 / 3600 * radians
	turnZ                  = 0.8421 / 3600 * radians
	stretch                = 1 - 20.4894e-6
)

// The length of the meridian in the third flattening n: the radius of the sphere
// with a meridian as long as that of Airy 1830, and the series that leads from a
// latitude on it to that on the ellipsoid. What is left out is under a micrometre.
const (
	n  = (airyMajor - airyMinor) / (airyMajor + airyMinor)
	n2 = n * n
	n3 = n2 * n

	meridianRadius = airyMajor / (1 + n) * (1 + n2/4 + n2*n2/64)
	toEllipsoid2   = 3*n/2 - 27*n3/32
	toEllipsoid4   = 21*n2/16 - 55*n2*n2/32
	toEllipsoid6   = 151 * n3 / 96
)

// originArc is the length of the meridian from the equator to the true origin.
var originArc = meridianRadius * (originLat -
	(3*n/2-9*n3/16)*math.Sin(2*originLat) +
	(15*n2/16-15*n2*n2/32)*math.Sin(4*originLat) -
	35*n3/48*math.Sin(6*originLat))

// ToWGS84 is the point at an easting and northing in metres of the National
// Grid. What is far outside the grid is answered with a point that means nothing.
func ToWGS84(easting, northing float64) orb.Point {
	lat, lon := unproject(easting, northing)

	sinLat, cosLat := math.Sincos(lat)
	sinLon, cosLon := math.Sincos(lon)
	across := airyMajor / math.Sqrt(1-airyEccentric*sinLat*sinLat)
	x := across * cosLat * cosLon
	y := across * cosLat * sinLon
	z := across * (1 - airyEccentric) * sinLat

	x, y, z = shiftX+stretch*x-turnZ*y+turnY*z,
		shiftY+turnZ*x+stretch*y-turnX*z,
		shiftZ-turnY*x+turnX*y+stretch*z

	// Bowring 1976: on the ground, one step is right to a millionth of a metre.
	fromAxis := math.Sqrt(x*x + y*y)
	tan := z * wgs84Major / (fromAxis * wgs84Minor)
	cos2 := 1 / (1 + tan*tan)
	cos3 := cos2 * math.Sqrt(cos2)
	lat = math.Atan((z + wgs84Second*wgs84Minor*tan*tan*tan*cos3) / (fromAxis - wgs84Eccentric*wgs84Major*cos3))
	return orb.Point{math.Atan2(y, x) / radians, lat / radians}
}

// unproject is the latitude and longitude, in radians on Airy 1830, of a point
// of the grid: the inverse of the projection in appendix C of Ordnance Survey's
// "A guide to coordinate systems in Great Britain", whose names the powers of
// the easting have here. The latitude where it begins is found by a series and
// not by trial.
func unproject(easting, northing float64) (lat, lon float64) {
	onSphere := (originArc + (northing-falseNorthing)/scale) / meridianRadius
	sin, cos := math.Sincos(2 * onSphere)
	sin4, cos4 := 2*sin*cos, cos*cos-sin*sin
	foot := onSphere + toEllipsoid2*sin + toEllipsoid4*sin4 + toEllipsoid6*(sin4*cos+cos4*sin)

	sin, cos = math.Sincos(foot)
	t, sec := sin/cos, 1/cos
	t2 := t * t
	bend := 1 - airyEccentric*sin*sin
	nu := airyMajor * scale / math.Sqrt(bend)
	ratio := bend / (1 - airyEccentric) // ν/ρ
	eta2 := ratio - 1

	e := (easting - falseEasting) / nu // all lengths in units of ν
	e2 := e * e
	vii := t * ratio / 2
	viii := t * ratio / 24 * (5 + 3*t2 + eta2 - 9*t2*eta2)
	ix := t * ratio / 720 * (61 + 90*t2 + 45*t2*t2)
	xi := sec / 6 * (ratio + 2*t2)
	xii := sec / 120 * (5 + 28*t2 + 24*t2*t2)
	xiia := sec / 5040 * (61 + 662*t2 + 1320*t2*t2 + 720*t2*t2*t2)
	lat = foot - e2*(vii-e2*(viii-e2*ix))
	lon = originLon + e*(sec-e2*(xi-e2*(xii-e2*xiia)))
	return lat, lon
}
