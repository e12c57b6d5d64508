// Package units keeps every unit postcode of the country, those in use and those
// that have ended, in some 8 bytes each: where it is, which areas it lies in and
// when it ended. A table answers straight from the bytes of its file, so opening
// one costs a check and no copy, and every method of it may be called from
// several goroutines.
//
// # Layout
//
// All numbers are little-endian. A postcode is its outward code and the number of
// its inward part: 400 × digit + 20 × letter + letter, over the 20 letters that an
// inward part can have. Two shelves, "live" and "ended", hold the same columns, one
// value for each postcode:
//
//	*.outwards  one for each outward code, sorted: its letters (4 bytes, zeros at
//	            the end), the number of its postcodes (uint32), and the box around
//	            them: west, south, east, north (int32, in 1e-7 of a degree)
//	*.units     the number of the inward part (uint16)
//	*.points    how far east and north in the box (2 × uint16, 65,535 at its far side)
//	*.sets      the number of its set of areas (uint16)
//	*.months    when it ended: 12 × year + month - 1 (uint16); of "ended" only
//
// The postcodes of an outward code are sorted by digit only. Those of one digit, a
// sector, are 160 in the mean and 400 at most, few enough to look through; they lie
// as they do on the ground, along a Hilbert curve, so that what is near a point is
// near in memory.
//
// Postcodes of one street lie in the same areas, so each combination is kept once:
//
//	codes       the codes of areas, a line each
//	sets        for each combination a count (1 byte) and the numbers of its codes (uint16)
//
// The widest outward codes of Britain, PH33 and ZE2, are some 140 kilometres across,
// which makes a step 2 metres and moves a postcode by no more than 1.2.
package units
