package rows

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"fingerpost/data"
	"fingerpost/geo"
)

// noAge stands where an entry says no age, never where it does not say when it was checked.
const (
	noAge = -1
	never = math.MinInt32
)

// Encode writes an entry as it is stored with its document, with the numbers that values have for what it says. What is not known of
// the one or the other has length 0.
func (e *Entry) Encode(values *Values) ([]byte, error) {
	f := e.flags()
	ids, packed := appendID(nil, string(e.Service))
	if packed {
		f |= packedService
	}
	if e.Location != "" {
		if ids, packed = appendID(ids, string(e.Location)); packed {
			f |= packedPlace
		}
	}
	lon, lat, short := shortPoint(e.Point)
	if short {
		f |= shortened
	}
	b := append(binary.LittleEndian.AppendUint16(nil, uint16(f)), ids...)
	switch {
	case short:
		b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, uint32(lon)), uint32(lat))
	case e.Point != nil:
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(e.Point.Lon()))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(e.Point.Lat()))
	}
	b = appendText(b, e.Name[:min(len(e.Name), math.MaxUint16)])
	b = append(b, byte(e.Full))
	b = binary.AppendVarint(b, int64(age(e.MinimumAge)))
	b = binary.AppendVarint(b, int64(age(e.MaximumAge)))
	checked := int64(never)
	if !e.Checked.IsZero() {
		checked = Days(e.Checked)
	}
	b = binary.AppendVarint(b, checked)
	for _, n := range e.Lengths {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = binary.AppendUvarint(b, uint64(values.Areas.number([]byte(e.District))))
	var tags []string
	e.tags(func(f Facet, value string) { tags = append(tags, string(append([]byte{byte(f)}, value...))) })
	b = binary.AppendUvarint(b, uint64(len(e.Topics)))
	b = binary.AppendUvarint(b, uint64(len(e.Audiences)))
	b = appendNumbers(b, &values.tags, tags, math.MaxUint16)
	b = appendNumbers(b, &values.Types, e.Types, math.MaxUint8)
	b = appendNumbers(b, &values.Areas, e.Areas, math.MaxUint16)
	stems := e.Stems[:min(len(e.Stems), math.MaxUint8)]
	b = binary.AppendUvarint(b, uint64(len(stems)))
	for _, s := range stems {
		b = binary.LittleEndian.AppendUint32(b, stemKey(s))
	}
	for _, x := range e.Sense {
		b = append(b, byte(x))
	}
	if most := max(values.tags.Len(), values.Types.Len()); most > math.MaxUint16+1 {
		return nil, errNumber
	}
	b, err := appendHours(b, e.Nation, e.Schedules)
	if err != nil {
		return nil, fmt.Errorf("the hours of %s: %w", e.DocID(), err)
	}
	return b, nil
}

// appendNumbers writes the numbers of some values, of so many at most.
func appendNumbers[T ~string](b []byte, of *numbers, values []T, most int) []byte {
	values = values[:min(len(values), most)]
	b = binary.AppendUvarint(b, uint64(len(values)))
	for _, v := range values {
		b = binary.AppendUvarint(b, uint64(of.number([]byte(v))))
	}
	return b
}

// appendID writes an id in sixteen bytes, or as a text.
func appendID(b []byte, id string) (out []byte, packed bool) {
	if bytes, ok := packID(id); ok {
		return append(b, bytes...), true
	}
	return appendText(b, id), false
}

// fineness is how many parts of a degree points are stored in, where that loses nothing: most are given to a few places.
const fineness = 1e7

// shortPoint gives a point in parts of a degree, if it is none of more places.
func shortPoint(p *geo.Point) (lon, lat int32, ok bool) {
	if p == nil || math.Abs(p.Lon()) > 180 || math.Abs(p.Lat()) > 90 {
		return 0, 0, false
	}
	lon, lat = int32(math.Round(p.Lon()*fineness)), int32(math.Round(p.Lat()*fineness))
	return lon, lat, longPoint(lon, lat) == *p
}

func longPoint(lon, lat int32) geo.Point {
	return geo.Point{float64(lon) / fineness, float64(lat) / fineness}
}

// stemKey is what an entry keeps of the [Key] of a stem.
func stemKey(key uint64) uint32 { return uint32(key) ^ uint32(key>>32) }

func age(years *int) int {
	if years == nil {
		return noAge
	}
	return max(0, min(*years, math.MaxInt16))
}

// Days counts the days since 1 January 1970, of a date that is known to its month or its year until its last.
func Days(d data.Date) int64 {
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

// roughly reports whether a date is not known to the day.
func roughly(d data.Date) bool {
	_, _, day := d.Parts()
	return day == 0
}

func appendText[T ~string](b []byte, text T) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// errCut is returned for an entry that ends too early.
var errCut = errors.New("it is cut")

// reader reads what [Entry.Encode] wrote. After an error it gives zeros.
type reader struct {
	b   []byte
	err error
}

func (r *reader) take(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.err, r.b = errCut, nil
		return make([]byte, min(n, 128))
	}
	out := r.b[:n:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.err, r.b = errCut, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.err, r.b = errCut, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) text() []byte { return r.take(min(r.uvarint(), math.MaxUint16)) }

func (r *reader) uint64() uint64 { return binary.LittleEndian.Uint64(r.take(8)) }

func (r *reader) uint32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }

// id reads an id, in sixteen bytes or as a text.
func (r *reader) id(packed bool) string {
	if packed {
		return unpackID(string(r.take(16)))
	}
	return string(r.text())
}
