package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"fingerpost/data"
)

const (
	maxObject = 8 << 20 // bytes of one object of a JSON file, outlines and all
	maxDepth  = 32      // of values in an object, and of objects around the rows
	// sampled are the objects that are looked at for the columns, as many as maxSample bytes hold.
	sampled   = 1000
	maxSample = 4 << 20
)

// objects gives the rows of a JSON file: the objects of an array, one after the other. It holds one at a time, and those
// that were looked at for the columns.
type objects struct {
	dec    *json.Decoder
	limit  *limit
	kind   Format
	grid   grid            // that the file says its coordinates are on
	dates  map[string]bool // ArcGIS: columns that hold milliseconds
	level  []level         // where the decoder stands, from the root
	path   string          // of the array
	empty  map[string]bool // paths of arrays that hold nothing
	number int             // of objects read of the array
	other  bool            // some of it is no UTF-8
	told   bool
	ready  []record // looked at already
	broke  error    // what ended the looking
}

// level is an array or object that is open.
type level struct {
	array bool
	key   string // of an object: the last key
	keyed bool   // and its value is still to come
}

// openObjects finds the array whose objects have the columns of a mapping.
func openObjects(in *input, c *choice) (rows, Mapping, error) {
	o := &objects{kind: JSON, empty: map[string]bool{}, other: in.reencoded, limit: &limit{r: &bare{r: in}, max: maxObject}}
	o.dec = json.NewDecoder(o.limit)
	for {
		first, err := o.findArray()
		switch {
		case err == io.EOF && (c.have == nil || len(c.mappings) == 1 && o.empty[c.mappings[0].rows]):
			return nil, Mapping{}, &NoRowsError{Format: o.kind}
		case err == io.EOF:
			return nil, Mapping{}, c.refuse()
		case err != nil:
			return nil, Mapping{}, o.damage(err)
		}
		have, err := o.sample(first)
		if err != nil {
			return nil, Mapping{}, err
		}
		c.format = o.kind
		if m, ok := c.fit(have, o.path); ok {
			return o, m, nil
		}
		if o.broke != nil && o.broke != io.EOF {
			return nil, Mapping{}, o.broke
		}
		if err := o.leave(); err != nil {
			return nil, Mapping{}, o.damage(err)
		}
	}
}

// sample looks at the first objects of an array, for all their columns.
func (o *objects) sample(first json.RawMessage) ([]string, error) {
	o.kind = kindOf(first, o.path)
	o.ready, o.broke, o.number = nil, nil, 0
	var have []string
	seen, size := map[string]bool{}, 0
	for raw := first; ; {
		r, err := o.convert(raw)
		if err != nil {
			return nil, err
		}
		o.ready, size = append(o.ready, r), size+len(raw)
		for _, name := range r.columns.names {
			if !seen[fold(name)] {
				seen[fold(name)] = true
				have = append(have, name)
			}
		}
		if len(o.ready) == sampled || size >= maxSample {
			return have, nil
		}
		if raw, o.broke = o.element(); o.broke != nil {
			return have, nil
		}
	}
}

func (o *objects) next() (record, error) {
	if len(o.ready) > 0 {
		r := o.ready[0]
		o.ready = o.ready[1:]
		return r, nil
	}
	if o.broke != nil {
		return record{}, o.broke
	}
	raw, err := o.element()
	if err != nil {
		return record{}, err
	}
	return o.convert(raw)
}

// element is the next value of the array, io.EOF after the last.
func (o *objects) element() (json.RawMessage, error) {
	o.limit.passed = 0
	if !o.dec.More() {
		if _, err := o.dec.Token(); err != nil { // its end, or that of the file
			return nil, o.damage(err)
		}
		o.level = o.level[:len(o.level)-1]
		o.valueEnded()
		return nil, io.EOF
	}
	var raw json.RawMessage
	if err := o.dec.Decode(&raw); err != nil {
		return nil, o.damage(err)
	}
	return raw, nil
}

// leave goes to the end of an array that has no wanted rows.
func (o *objects) leave() error {
	for err := o.broke; err != io.EOF; {
		if err != nil {
			return err
		}
		_, err = o.element()
	}
	return nil
}

// where says which object of the file it is.
func (o *objects) where(n int) string {
	if n == 0 {
		return ""
	}
	word := "item "
	if o.kind != JSON {
		word = "feature "
	}
	return word + strconv.Itoa(n)
}

func (o *objects) damage(err error) error {
	var syntax *json.SyntaxError
	after := o.where(o.number)
	switch {
	case errors.Is(err, errTooLong):
		return &TooLongError{After: after}
	case err == errDeep, errors.As(err, &syntax) && strings.Contains(syntax.Error(), "depth"):
		return &DeepError{After: after}
	case err == io.EOF:
		err = io.ErrUnexpectedEOF
	}
	var known *DamagedError
	if errors.As(err, &known) || !errors.As(err, &syntax) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err // the reader's own
	}
	return &DamagedError{Format: o.kind, After: after, Err: err}
}

// convert makes a record of one element of the array.
func (o *objects) convert(raw json.RawMessage) (record, error) {
	o.number++
	where := o.where(o.number)
	if !utf8.Valid(raw) {
		text, _ := decode(string(raw)) // only letters differ, never the marks of JSON
		raw, o.other = json.RawMessage(text), true
	}
	b, err := o.build(raw)
	if err == errDeep || err == errShape {
		return record{where: where, columns: newColumns(nil), bad: err.Error()}, nil
	}
	if err != nil {
		return record{}, err
	}
	if o.other && !o.told {
		b.note("", data.OtherEncoding, "")
		o.told = true
	}
	return b.record(where), nil
}

// build makes columns of the object's values.
func (o *objects) build(raw json.RawMessage) (*builder, error) {
	if raw = bytes.TrimSpace(raw); len(raw) == 0 || raw[0] != '{' {
		return nil, errShape
	}
	switch o.kind {
	case GeoJSON:
		return o.feature(raw)
	case ArcGIS:
		return o.arcgis(raw)
	}
	b := newBuilder("")
	return b, b.flatten(raw, 0, nil)
}
