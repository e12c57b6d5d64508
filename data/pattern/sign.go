package pattern

import "strings"

// sign is what is kept of a text to compare it with what an expression needs: its bytes, and its pairs of bytes by a hash,
// capitals taken as small letters.
type sign struct {
	bytes [4]uint64
	pairs [8]uint64
	odd   bool // holds one of the two letters beyond ASCII that an expression without regard to case takes for k and s
}

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

func pairOf(a, b byte) uint16 { return (uint16(a)*37 + uint16(b)) & 511 }

func signOf(s string) (out sign) {
	if s == "" {
		return out
	}
	last := fold[s[0]]
	out.bytes[last>>6] |= 1 << (last & 63)
	for i := 1; i < len(s); i++ {
		b := fold[s[i]]
		out.bytes[b>>6] |= 1 << (b & 63)
		pair := pairOf(last, b)
		out.pairs[pair>>6] |= 1 << (pair & 63)
		last = b
	}
	out.odd = out.has(0xC5) && strings.Contains(s, "ſ") || out.has(0x84) && strings.Contains(s, "\u212A")
	return out
}

func (s *sign) has(b byte) bool { return s.bytes[b>>6]>>(b&63)&1 == 1 }

// add joins what two texts hold.
func (s *sign) add(other *sign) {
	for i := range s.bytes {
		s.bytes[i] |= other.bytes[i]
	}
	for i := range s.pairs {
		s.pairs[i] |= other.pairs[i]
	}
}

// holds reports whether a text holds all that another does.
func (s *sign) holds(all *sign) bool {
	for i := range s.bytes {
		if all.bytes[i]&^s.bytes[i] != 0 {
			return false
		}
	}
	for i := range s.pairs {
		if all.pairs[i]&^s.pairs[i] != 0 {
			return false
		}
	}
	return true
}

func (s *sign) meets(needs []clause) bool {
	for _, c := range needs {
		if !c.metBy(s) {
			return false
		}
	}
	return true
}
