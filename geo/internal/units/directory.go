package units

import "math/bits"

// directory finds the sectors of an outward code: a hash table with room for four
// times its codes, where a code is in its own place or, when that is taken, in the
// next one that was not.
type directory struct {
	places []outward // a power of two
	shift  uint8
}

// outward are the sectors of an outward code.
type outward struct {
	code   outwardCode // 0 is an empty place
	first  uint32      // the first sector; the others follow
	digits uint16      // which there are, a bit each
}

// newDirectory takes outward codes, each once.
func newDirectory(outwards []outward) directory {
	width := bits.Len(uint(4*len(outwards) + 1))
	d := directory{make([]outward, 1<<width), uint8(32 - width)}
	for _, o := range outwards {
		*d.find(o.code) = o
	}
	return d
}

// find is where a code is, or the empty place where it would be.
func (d *directory) find(code outwardCode) *outward {
	for place := int(uint32(code) * 0x9e3779b1 >> d.shift); ; place++ {
		o := &d.places[place&(len(d.places)-1)]
		if o.code == code || o.code == 0 {
			return o
		}
	}
}
