package geo

import (
	"regexp"
	"strconv"
	"strings"

	"fingerpost/geo/osgrid"
)

// degrees are two numbers, each perhaps with a sign, a degree mark and the letter
// of its half of the globe: "51.5,-0.1", "53.8008° N, 1.5491° W".
var degrees = regexp.MustCompile(`^\s*(?:geo:|lat(?:itude)?[:=]?\s*)?([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSns])?\s*[,;\s]\s*(?:lon(?:g(?:itude)?)?[:=]?\s*)?([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([EWew])?\s*$`)

var plainSigns = strings.NewReplacer("−", "-", "–", "-", "º", "°")

// coordinates reads latitude and longitude in degrees, or a reference of the
// national grid to a kilometre or closer. Two whole numbers are none: they are
// rather a house and a flat.
func coordinates(text string) (lat, lon float64, ok bool) {
	if m := degrees.FindStringSubmatch(plainSigns.Replace(text)); m != nil {
		if !strings.Contains(m[1], ".") && !strings.Contains(m[3], ".") && m[2] == "" && m[4] == "" {
			return 0, 0, false
		}
		return half(m[1], m[2], "Ss"), half(m[3], m[4], "Ww"), true
	}
	easting, northing, ok := osgrid.Parse(text)
	if !ok || strings.Count(text, "")-1 < len("SE2933") {
		return 0, 0, false
	}
	p := osgrid.ToWGS84(easting, northing)
	return p.Lat(), p.Lon(), true
}

// half is a number of degrees, negative on the half of the globe that the
// letters mean.
func half(number, letter, negative string) float64 {
	f, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0 // the pattern admits only numbers
	}
	if letter != "" && strings.Contains(negative, letter) {
		return -f
	}
	return f
}
