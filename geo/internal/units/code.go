package units

import (
	"encoding/binary"
	"strings"
)

// inwardLetters are those of the inward part of a postcode (BS 7666).
const inwardLetters = "ABDEFGHJLNPQRSTUWXYZ"

const (
	perDigit   = 20 * 20
	perOutward = 10 * perDigit
)

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
	for i := range longestOutward {
		code <<= 8
		if i < len(s) {
			if c := s[i]; (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
				return 0, false
			}
			code |= outwardCode(s[i])
		}
	}
	return code, true
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

// packInward is the number of an inward part, a digit and two letters.
func packInward(s string) (uint16, bool) {
	if len(s) != 3 {
		return 0, false
	}
	digit, first, second := s[0]-'0', letterNumbers[s[1]], letterNumbers[s[2]]
	if digit > 9 || first == noLetter || second == noLetter {
		return 0, false
	}
	return uint16(int(digit)*perDigit + int(first)*len(inwardLetters) + int(second)), true
}

// inwardText is the inward part of a number below perOutward.
func inwardText(unit uint16) string {
	n := int(unit)
	return string([]byte{
		'0' + byte(n/perDigit),
		inwardLetters[n%perDigit/len(inwardLetters)],
		inwardLetters[n%len(inwardLetters)],
	})
}
