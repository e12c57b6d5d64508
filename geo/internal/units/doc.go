// Package units keeps every unit postcode of the country, those in use and those
// that have ended, in some 11 bytes each: where it is, which areas it lies in and
// when it ended. A table answers from the bytes of its file and an index of some
// 20 megabytes that is made when it is opened, and every method of it may be called
// from several goroutines.
//
// # Layout
//
// All numbers are little-endian. A sector is the postcodes that share all but
// their last two letters, of which an inward part uses 20: at most 400, some 160 in
// the mean. Two shelves, "live" and "ended", hold the same sections:
//
//	*.sectors  one for each sector, sorted: its outward code (4 bytes, zeros at the
//	           end) and digit; the box around it: west, south, east, north (int32,
//	           in 1e-7 of a degree); and 400 bits, one for each pair of letters, set
//	           for those that exist
//	*.rows     one for each postcode, sorted: how far east and north in the box of its
//	           sector (2 × uint16, 65,535 at its far side), the number of its set of
//	           areas (uint16) and, in "ended" only, when it ended: 12 × year + month - 1
//	           (uint16)
//
// No row names its postcode: it is as many rows after the first of its sector as
// bits are set before its own. So a look-up reads a sector, which the processor's
// cache keeps, and one row.
//
// Postcodes of one street lie in the same areas, so each combination is kept once:
//
//	codes      the codes of areas, a line each
//	sets       for each combination a count (1 byte) and the numbers of its codes (uint16)
//
// What is in use is ordered by place as well, for whoever asks what is near:
//
//	live.near  the numbers of the rows of "live" (uint32), each once: halved across their
//	           longer side, as often as it takes until some 4 to 8 are left, the western
//	           or southern half first; of n rows halved d times, the i-th part begins at
//	           i × n / 2^d
//
// When a table is opened, the positions are gathered in this order, so that those
// that a search compares lie in one or two lines of the processor's cache.
//
// The widest sectors of Britain are over 100 kilometres across, which makes a step 2
// metres and moves a postcode by no more than 1.2.
package units
