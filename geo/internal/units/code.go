package units

import (
	"encoding/binary"
	"strings"
)

// inwardLetters are those of the inward part of a postcode (BS 7666).
const inwardLetters = "ABDEFGHJLNPQRSTUWXYZ"

// perSector is how many postcodes a sector can have.
const perSector = len(inwardLetters) * len(inwardLetters)

const longestOutward = 4

// letterNumbers is the number of each inward letter, and noLetter for other bytes.
var letterNumbers = numberLetters()

const noLetter = 0xff

func numberLetters() (numbers [256]uint8) {
	for c := range numbers {
		numbers[c] = noLetter
	}
	for i := range len(inwardLetters) {
		numbers[inwardLetters[i]] = uint8(i)
	}
	return numbers
}

// outwardCode is an outward code as a number with the order of the text.
type outwardCode uint32

// packOutward takes two to four capitals and digits that begin with a letter. It
// is wider than the grammar of postcodes: old rows have NPT and GIR.
func packOutward(s string) (outwardCode, bool) {
	if len(s) < 2 || len(s) > longestOutward || s[0] < 'A' {
		return 0, false
	}
	code := outwardCode(0)
	for i := range len(s) {
		if c := s[i]; (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return 0, false
		}
		code = code<<8 | outwardCode(s[i])
	}
	return code << (8 * (longestOutward - len(s))), true
}

func (c outwardCode) String() string {
	var b [longestOutward]byte
	binary.BigEndian.PutUint32(b[:], uint32(c))
	return strings.TrimRight(string(b[:]), "\x00")
}

// valid says whether c is what packOutward makes of some text.
func (c outwardCode) valid() bool {
	again, ok := packOutward(c.String())
	return ok && again == c
}

// inward is the inward part of a postcode: a digit and the numbers of two letters.
type inward struct{ digit, first, second uint8 }

func packInward(s string) (inward, bool) {
	if len(s) != 3 {
		return inward{}, false
	}
	p := inward{s[0] - '0', letterNumbers[s[1]], letterNumbers[s[2]]}
	return p, p.digit <= 9 && p.first != noLetter && p.second != noLetter
}

// inwardTexts are all inward parts in order, one after the other.
var inwardTexts = writeInwards()

func writeInwards() string {
	var b strings.Builder
	for digit := range 10 {
		for pair := range perSector {
			b.WriteByte('0' + byte(digit))
			b.WriteByte(inwardLetters[pair/len(inwardLetters)])
			b.WriteByte(inwardLetters[pair%len(inwardLetters)])
		}
	}
	return b.String()
}

func (p inward) String() string {
	at := 3 * (int(p.digit)*perSector + p.pair())
	return inwardTexts[at : at+3]
}

// pair is the number of the two letters among all pairs.
func (p inward) pair() int { return int(p.first)*len(inwardLetters) + int(p.second) }

func newInward(digit uint8, pair int) inward {
	return inward{digit, uint8(pair / len(inwardLetters)), uint8(pair % len(inwardLetters))}
}

// sectorCode is an outward code and the digit after it, with the order of the text.
type sectorCode uint64

func newSectorCode(outward outwardCode, digit uint8) sectorCode {
	return sectorCode(outward)<<8 | sectorCode('0'+digit)
}

func (c sectorCode) outward() outwardCode { return outwardCode(c >> 8) }

func (c sectorCode) digit() uint8 { return uint8(c) - '0' }

// String is the outward code with the digit at its end.
func (c sectorCode) String() string { return c.outward().String() + string(rune('0'+c.digit())) }

func (c sectorCode) valid() bool { return c.outward().valid() && c.digit() <= 9 }

// append writes the codeSize bytes of c.
func (c sectorCode) append(b []byte) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(c.outward())), byte(c))
}

// readSectorCode reads what append wrote.
func readSectorCode(b []byte) sectorCode {
	return sectorCode(binary.BigEndian.Uint32(b))<<8 | sectorCode(b[longestOutward])
}
