package pattern

import "strings"

// sign is what is kept of a text to compare it with what an expression needs, capitals taken as small letters: its bytes, and
// by hashes its pairs and its triples of bytes.
type sign struct {
	bits [signWords]uint64
	odd  bool // holds one of the two letters beyond ASCII that an expression without regard to case takes for k and s
}

// The words of a sign: 256 bits for bytes, 512 for pairs, 1,024 for triples.
const (
	pairsFrom   = 4
	triplesFrom = pairsFrom + 8
	signWords   = triplesFrom + 16
)

// fold gives the small letter of each byte.
var fold = func() (table [256]byte) {
	for i := range table {
		table[i] = byte(i)
	}
	for c := byte('A'); c <= 'Z'; c++ {
		table[c] = c + 'a' - 'A'
	}
	return table
}()

func signOf(s string) (out sign) {
	last := uint32(0) // the last three bytes
	for i := range len(s) {
		b := fold[s[i]]
		out.bits[b>>6] |= 1 << (b & 63)
		last = (last<<8 | uint32(b)) & 0xFFFFFF
		if i >= 1 {
			pair := pairBit(last)
			out.bits[pairsFrom+pair>>6] |= 1 << (pair & 63)
		}
		if i >= 2 {
			triple := tripleBit(last)
			out.bits[triplesFrom+triple>>6] |= 1 << (triple & 63)
		}
	}
	out.odd = out.has(0xC5) && strings.Contains(s, "ſ") || out.has(0x84) && strings.Contains(s, "\u212A")
	return out
}

func pairBit(last uint32) uint32   { return (last & 0xFFFF) * 0x9E3779B1 >> (32 - 9) }
func tripleBit(last uint32) uint32 { return last * 0x9E3779B1 >> (32 - 10) }

func (s *sign) has(b byte) bool { return s.bits[b>>6]>>(b&63)&1 == 1 }

// holding is that a text holds all of these bits of one word of its sign.
type holding struct {
	word int
	bits uint64
}

// holdingsOf gives what the sign of a text shows that holds another: its triples, or what there is of one that is shorter.
func holdingsOf(s string) (out []holding) {
	from, to := triplesFrom, signWords
	switch len(s) {
	case 1:
		from, to = 0, pairsFrom
	case 2:
		from, to = pairsFrom, triplesFrom
	}
	sign := signOf(s)
	for word := from; word < to; word++ {
		if sign.bits[word] != 0 {
			out = append(out, holding{word, sign.bits[word]})
		}
	}
	return out
}
