package meaning

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"sync"
)

// Dimensions is how many numbers a direction has: a multiple of four.
const Dimensions = 100

// Vector is a direction: of length 1, or zero where nothing is known of any word.
type Vector [Dimensions]float32

// Near is how near two directions are: 1 for the same, about 0 for texts that have nothing to do with one another. It is the
// cosine of the angle between them.
func (v *Vector) Near(w *Vector) float64 {
	var a, b, c, d float32 // four sums side by side, since each addition waits for the one before
	for i := 0; i < Dimensions; i += 4 {
		a += v[i] * w[i]
		b += v[i+1] * w[i+1]
		c += v[i+2] * w[i+2]
		d += v[i+3] * w[i+3]
	}
	return float64(a + b + c + d)
}

// head is how many numbers, a multiple of four, tell whether two directions may be near at all.
const head = 48

// Head is the part that the first numbers of two directions have in how near they are. The others add at most the product of what
// [Vector.Rest] gives for both (the inequality of Cauchy and Schwarz).
func (v *Vector) Head(w *Vector) float64 {
	var a, b, c, d float32
	for i := 0; i < head; i += 4 {
		a += v[i] * w[i]
		b += v[i+1] * w[i+1]
		c += v[i+2] * w[i+2]
		d += v[i+3] * w[i+3]
	}
	return float64(a + b + c + d)
}

// Rest is how long a direction is beyond its head.
func (v *Vector) Rest() float64 {
	sum := float32(0)
	for _, x := range v[head:] {
		sum += x * x
	}
	return math.Sqrt(float64(sum))
}

// Zero reports whether nothing is known of any word.
func (v *Vector) Zero() bool { return *v == Vector{} }

// add adds w times a weight.
func (v *Vector) add(w *Vector, weight float32) {
	for i := range v {
		v[i] += weight * w[i]
	}
}

// unit makes a vector of length 1.
func (v *Vector) unit() Vector {
	n := math.Sqrt(v.Near(v))
	if n < 1e-9 {
		return Vector{}
	}
	out := *v
	for i := range out {
		out[i] /= float32(n)
	}
	return out
}

// Mean is the direction between some, by their weights.
func Mean(all []Vector, weights ...float32) Vector {
	var sum Vector
	for i := range all {
		weight := float32(1)
		if len(weights) > 0 {
			weight = weights[i]
		}
		sum.add(&all[i], weight)
	}
	return sum.unit()
}

// Packed is a vector in a byte for each dimension, as it is stored.
type Packed [Dimensions]int8

// packing is what the numbers of a vector are multiplied by when packed. Few of a hundred are larger than a half; those are cut.
const packing = 254

// Pack packs a vector.
func (v *Vector) Pack() (p Packed) {
	for i, x := range v {
		p[i] = int8(max(-127, min(127, math.Round(float64(x)*packing))))
	}
	return p
}

// Near is how near a packed direction is to another, as [Vector.Near].
func (p *Packed) Near(v *Vector) float64 {
	var a, b, c, d float32
	for i := 0; i < Dimensions; i += 4 {
		x, y := p[i:i+4:i+4], v[i:i+4:i+4]
		a += floats[uint8(x[0])] * y[0]
		b += floats[uint8(x[1])] * y[1]
		c += floats[uint8(x[2])] * y[2]
		d += floats[uint8(x[3])] * y[3]
	}
	return float64(a+b+c+d) / packing
}

// floats are the numbers from -128 to 127, each where its byte says: to look one up takes half as long as to convert it.
var floats = func() (table [256]float32) {
	for i := range table {
		table[i] = float32(int8(i))
	}
	return table
}()

// Bytes is the packed direction as it is stored.
func (p *Packed) Bytes() []byte {
	b := make([]byte, Dimensions)
	for i, x := range p {
		b[i] = byte(x)
	}
	return b
}

// Unpack gives back the vector, nearly.
func (p *Packed) Unpack() Vector {
	var v Vector
	for i, x := range p {
		v[i] = float32(x)
	}
	return v.unit()
}

// Space is the words that are known.
type Space struct {
	at    map[string]int
	words []known
}

// known is what is known of a word: how much it tells, and where it points.
type known struct {
	weight float32
	packed Packed
}

// Of gives the direction of a text by its words (lower case, apostrophes dropped).
func (s *Space) Of(words []string) Vector {
	var sum Vector
	for _, w := range words {
		if n, ok := s.at[w]; ok {
			k := &s.words[n]
			for i := range sum {
				sum[i] += k.weight * floats[uint8(k.packed[i])]
			}
		}
	}
	return sum.unit()
}

// Knows reports whether anything is known of a word.
func (s *Space) Knows(word string) bool {
	_, ok := s.at[word]
	return ok
}

//go:embed words.bin
var table []byte

// English is the space of English words. It is read once.
var English = sync.OnceValue(func() *Space {
	s, err := Read(table)
	if err != nil {
		panic(err) // the table is part of the program
	}
	return s
})

// Version tells one table from another: directions of different ones cannot be compared.
var Version = sync.OnceValue(func() string {
	sum := sha256.Sum256(table)
	return hex.EncodeToString(sum[:8])
})

// A table is magic, the number of words, and for each word the number of its letters' bytes, these, its weight in
// weightSteps, and its direction.
const (
	magic       = "FPMEAN1\n"
	weightSteps = 100
)

// ErrTable is wrapped by what Read refuses.
var ErrTable = errors.New("this is not a table of words and their meanings")

// Read reads a table.
func Read(b []byte) (*Space, error) {
	if len(b) < len(magic)+4 || string(b[:len(magic)]) != magic {
		return nil, ErrTable
	}
	b = b[len(magic):]
	count := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if count > len(b)/(2+Dimensions) {
		return nil, fmt.Errorf("%w: it is cut", ErrTable)
	}
	s := &Space{at: make(map[string]int, count), words: make([]known, count)}
	for n := range count {
		if len(b) == 0 || len(b) < 1+int(b[0])+1+Dimensions {
			return nil, fmt.Errorf("%w: it is cut", ErrTable)
		}
		letters := int(b[0])
		s.at[string(b[1:1+letters])] = n
		b = b[1+letters:]
		s.words[n].weight = float32(b[0]) / weightSteps
		for i := range Dimensions {
			s.words[n].packed[i] = int8(b[1+i])
		}
		b = b[1+Dimensions:]
	}
	return s, nil
}

// Write writes a table of words, their weights (up to 2.55) and their directions, whatever their lengths.
func Write(words []string, weights []float32, directions []Vector) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(words)))
	for n, w := range words {
		length := float32(math.Sqrt(directions[n].Near(&directions[n])))
		unit := directions[n].unit()
		packed := unit.Pack()
		b = append(append(b, byte(len(w))), w...)
		b = append(b, byte(min(255, math.Round(float64(weights[n]*length*weightSteps)))))
		for _, x := range packed {
			b = append(b, byte(x))
		}
	}
	return b
}
