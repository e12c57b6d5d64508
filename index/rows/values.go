package rows

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"
	"sync/atomic"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// Values numbers what the rows of an index say again and again: areas, what can be filtered by, types of service and hours. It
// only grows, and all segments of an index share it. Entries hold the numbers of all but the hours, so that they are kept with the
// index ([Values.Bytes]).
type Values struct {
	Areas  numbers // codes of areas, from 1 on
	Types  numbers
	served lists   // which areas are served together
	tags   numbers // a facet's number and its value
	parted atomic.Pointer[parted]
	hours  sets
}

// NewValues makes an empty one.
func NewValues() *Values {
	v := &Values{}
	for _, n := range v.stored() {
		n.of = map[string]uint32{}
		n.texts = []string{""} // 0 is none
	}
	v.served.of = map[string]uint32{}
	v.served.all = [][]uint32{nil}
	v.hours.of = map[string]uint32{}
	v.hours.all = []*Hours{nil}
	return v
}

// stored are the numbers that entries hold.
func (v *Values) stored() [3]*numbers { return [3]*numbers{&v.Areas, &v.Types, &v.tags} }

// Count is how many numbers there are that entries may hold. It grows with each new one.
func (v *Values) Count() (count int) {
	for _, n := range v.stored() {
		count += n.Len()
	}
	return count
}

// Bytes writes down what the numbers stand for that entries hold.
func (v *Values) Bytes() (b []byte) {
	for _, n := range v.stored() {
		texts := n.All()[1:]
		b = binary.AppendUvarint(b, uint64(len(texts)))
		for _, text := range texts {
			b = appendText(b, text)
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// errValues is returned for what [Values.Bytes] has not written.
var errValues = errors.New("what the numbers of its entries stand for cannot be read")

// ReadValues reads what [Values.Bytes] wrote; nothing for an index that has none yet.
func ReadValues(b []byte) (*Values, error) {
	v := NewValues()
	if len(b) == 0 {
		return v, nil
	}
	sum := len(b) - 4
	if sum < 0 || crc32.ChecksumIEEE(b[:sum]) != binary.LittleEndian.Uint32(b[sum:]) {
		return nil, errValues
	}
	r := &reader{b: b[:sum]}
	for _, n := range v.stored() {
		for range r.uvarint() {
			n.add(string(r.text()))
		}
	}
	if r.err != nil {
		return nil, errValues
	}
	return v, nil
}

// Tag is the number of one value of one facet; 0 is none.
type Tag uint16

// Tag is the number of a value; 0 where no row has had it.
func (v *Values) Tag(f Facet, value string) Tag {
	n := v.tags.find(append([]byte{byte(f)}, value...))
	return Tag(n)
}

// Tags lists the facets and the values of all tags there are, by number; what is 0 is none.
func (v *Values) Tags() (facets []Facet, values []string) {
	texts := v.tags.All()
	if known := v.parted.Load(); known != nil && len(known.values) == len(texts) { // they only become more
		return known.facets, known.values
	}
	facets, values = make([]Facet, len(texts)), make([]string, len(texts))
	for i, text := range texts {
		if i > 0 {
			facets[i], values[i] = Facet(text[0]), text[1:]
		}
	}
	v.parted.Store(&parted{facets, values})
	return facets, values
}

// parted are tags in their two parts.
type parted struct {
	facets []Facet
	values []string
}

// numbers gives texts numbers.
type numbers struct {
	mu    sync.RWMutex
	of    map[string]uint32
	texts []string
}

// number is the number of a text, a new one if need be.
func (n *numbers) number(text []byte) uint32 {
	if len(text) == 0 {
		return 0
	}
	if i := n.find(text); i > 0 {
		return i
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if i, ok := n.of[string(text)]; ok {
		return i
	}
	return n.add(string(text))
}

func (n *numbers) add(text string) uint32 {
	i := uint32(len(n.texts))
	n.texts = append(n.texts, text)
	n.of[text] = i
	return i
}

func (n *numbers) find(text []byte) uint32 {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.of[string(text)]
}

// Find is the number of a text; 0 where no row has had it.
func (n *numbers) Find(text string) uint32 { return n.find([]byte(text)) }

// Text is the text of a number.
func (n *numbers) Text(i uint32) string { return n.All()[i] }

// Len is one more than the highest number.
func (n *numbers) Len() int { return len(n.All()) }

// All lists the texts by their numbers, as many as there are now; 0 is none.
func (n *numbers) All() []string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.texts
}

// lists numbers different lists of numbers; 0 is the empty one.
type lists struct {
	mu  sync.RWMutex
	of  map[string]uint32
	all [][]uint32
}

func (l *lists) number(list []uint32) uint32 {
	if len(list) == 0 {
		return 0
	}
	name := make([]byte, 0, 4*len(list))
	for _, n := range list {
		name = binary.LittleEndian.AppendUint32(name, n)
	}
	l.mu.RLock()
	i, ok := l.of[string(name)]
	l.mu.RUnlock()
	if ok {
		return i
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if i, ok := l.of[string(name)]; ok {
		return i
	}
	i = uint32(len(l.all))
	l.all = append(l.all, list)
	l.of[string(name)] = i
	return i
}

// Served lists, for each [Row.Served] there is now, the numbers of the areas.
func (v *Values) Served() [][]uint32 {
	v.served.mu.RLock()
	defer v.served.mu.RUnlock()
	return v.served.all
}

// sets numbers different hours. Many services have the same.
type sets struct {
	mu  sync.RWMutex
	of  map[string]uint32
	all []*Hours
}

// Hours are the hours of services, with whether these are open now.
type Hours struct {
	Schedules []data.Schedule
	Nation    string
	known     atomic.Pointer[opening]
}

// opening is whether hours are open, from an instant on and until another.
type opening struct {
	from, until int64 // Unix seconds
	open        bool
}

// trusted is for how long what is known of hours is believed at most.
const trusted = int64(time.Hour / time.Second)

// OpenAt reports whether the hours are open. What it has found out it keeps until that may change.
func (h *Hours) OpenAt(t time.Time, holidays hours.Holidays) bool {
	now := t.Unix()
	if k := h.known.Load(); k != nil && k.from <= now && now < k.until {
		return k.open
	}
	state := hours.At(h.Schedules, h.Nation, holidays, t)
	k := &opening{now, now + trusted, state.Open}
	changes := state.OpensNext
	if state.Open {
		changes = state.Until
	}
	if !changes.IsZero() {
		k.until = min(k.until, changes.Unix())
	}
	h.known.Store(k)
	return k.open
}

func (s *sets) number(stored []byte) (uint32, error) {
	if len(stored) == 0 {
		return 0, nil
	}
	s.mu.RLock()
	i, ok := s.of[string(stored)]
	s.mu.RUnlock()
	if ok {
		return i, nil
	}
	said, err := readHours(stored)
	if err != nil {
		return 0, fmt.Errorf("its hours: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if i, ok := s.of[string(stored)]; ok {
		return i, nil
	}
	i = uint32(len(s.all))
	s.all = append(s.all, &Hours{Schedules: said.Schedules, Nation: said.Nation})
	s.of[string(stored)] = i
	return i, nil
}

// Hours lists the hours by their numbers, as many as there are now; 0 is none.
func (v *Values) Hours() []*Hours {
	v.hours.mu.RLock()
	defer v.hours.mu.RUnlock()
	return v.hours.all
}
