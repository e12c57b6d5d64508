package osgrid

import "strings"

const (
	square       = 100_000 // metres: the side of the square that two letters name
	mostDigits   = 10      // of a reference to a metre
	squaresEast  = 7       // of the grid, from SV east and from SV north
	squaresNorth = 13
)

// gridLetters are those that name squares, row by row from the north-west.
const gridLetters = "ABCDEFGHJKLMNOPQRSTUVWXYZ"

// Parse reads a grid reference: two letters and an even number of digits up to
// ten, in any case, with blanks between letters, easting and northing or
// without ("SE 298 338", "TQ3080", "SE"). The answer is the middle of the square
// that it names, in metres. It is not ok when s is no reference or the square is
// not on the grid of Great Britain.
//
// Some outward codes read as references too (SE14, TQ12): who reads either must
// try postcodes first.
func Parse(s string) (easting, northing float64, ok bool) {
	groups := strings.Fields(s)
	if len(groups) == 0 || len(groups) > 3 || len(groups[0]) < 2 {
		return 0, 0, false
	}
	east, north, ok := squareOf(groups[0][:2])
	if !ok {
		return 0, 0, false
	}
	if groups[0] = groups[0][2:]; groups[0] == "" {
		groups = groups[1:]
	}
	digits := strings.Join(groups, "")
	half := len(digits) / 2
	if len(digits)%2 != 0 || len(digits) > mostDigits || len(groups) > 2 || len(groups) == 2 && len(groups[0]) != half {
		return 0, 0, false
	}
	side := square
	for i := range half {
		side /= 10
		e, n := int(digits[i])-'0', int(digits[half+i])-'0'
		if e < 0 || e > 9 || n < 0 || n > 9 {
			return 0, 0, false
		}
		east += e * side
		north += n * side
	}
	return float64(east) + float64(side)/2, float64(north) + float64(side)/2, true
}

// squareOf is the south-west corner of the square of two letters: the first for
// 500 kilometres, the second for 100 within it, both in rows of five.
func squareOf(letters string) (east, north int, ok bool) {
	large, small := letterIndex(letters[0]), letterIndex(letters[1])
	if large < 0 || small < 0 {
		return 0, 0, false
	}
	// SV, at whose corner the grid begins, is in the third of the large columns,
	// and its large row begins 19 squares below that of A.
	east = (large%5-2)*5 + small%5
	north = 19 - large/5*5 - small/5
	if east < 0 || east >= squaresEast || north < 0 || north >= squaresNorth {
		return 0, 0, false
	}
	return east * square, north * square, true
}

func letterIndex(c byte) int {
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	return strings.IndexByte(gridLetters, c)
}
