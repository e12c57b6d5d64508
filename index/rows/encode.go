package rows

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"fingerpost/data"
)

// noAge stands where an entry says no age, never where it does not say when it was checked.
const (
	noAge = -1
	never = math.MinInt32
)

// hoursOf is what an entry says of its hours, as it is stored and told from others.
type hoursOf struct {
	Nation    string          `json:"n,omitempty"`
	Schedules []data.Schedule `json:"s"`
}

// Encode writes an entry as it is stored with its document. What is not known of the one or the other has length 0.
func (e *Entry) Encode() ([]byte, error) {
	b := binary.LittleEndian.AppendUint64(nil, Key(e.DocID()))
	b = binary.LittleEndian.AppendUint16(b, uint16(e.flags()))
	if e.Point != nil {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(e.Point.Lon()))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(e.Point.Lat()))
	}
	b = appendText(b, e.Name)
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
	b = appendText(b, string(e.District))
	b = binary.AppendUvarint(b, uint64(len(e.Areas)))
	for _, a := range e.Areas {
		b = appendText(b, string(a))
	}
	b = binary.AppendUvarint(b, uint64(len(e.Types)))
	for _, t := range e.Types {
		b = appendText(b, string(t))
	}
	b = binary.AppendUvarint(b, uint64(len(e.Stems)))
	for _, s := range e.Stems {
		b = binary.LittleEndian.AppendUint64(b, s)
	}
	var tags []byte
	count := 0
	e.tags(func(f Facet, value string) {
		tags = appendText(append(tags, byte(f)), value)
		count++
	})
	b = binary.AppendUvarint(b, uint64(len(e.Topics)))
	b = binary.AppendUvarint(b, uint64(len(e.Audiences)))
	b = append(binary.AppendUvarint(b, uint64(count)), tags...)
	for _, x := range e.Sense {
		b = append(b, byte(x))
	}
	if len(e.Schedules) == 0 {
		return b, nil
	}
	said := hoursOf{e.Nation, append([]data.Schedule(nil), e.Schedules...)}
	for i := range said.Schedules {
		said.Schedules[i].ID = "" // so that equal hours are equal
	}
	hours, err := json.Marshal(said)
	if err != nil {
		return nil, fmt.Errorf("the hours of %s: %w", e.DocID(), err)
	}
	return append(b, hours...), nil
}

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

func appendText(b []byte, text string) []byte {
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
