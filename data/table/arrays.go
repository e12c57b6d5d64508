package table

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// findArray goes on to the next array of objects and gives its first object. io.EOF is the end of the file.
func (o *objects) findArray() (json.RawMessage, error) {
	for {
		o.limit.passed = 0
		if len(o.level) > maxDepth {
			return nil, errDeep
		}
		t, err := o.dec.Token()
		if err != nil {
			return nil, o.ended(err)
		}
		top := len(o.level) - 1
		switch v := t.(type) {
		case json.Delim:
			if v == '}' || v == ']' {
				o.level = o.level[:top]
				o.valueEnded()
				continue
			}
			o.level = append(o.level, level{array: v == '['})
			if v == '{' {
				continue
			}
			first, found, err := o.begins()
			if err != nil || found {
				return first, err
			}
		case string:
			if top >= 0 && !o.level[top].array && !o.level[top].keyed {
				o.level[top].key, o.level[top].keyed = v, true
				if err := o.head(v); err != nil {
					return nil, err
				}
				continue
			}
			o.valueEnded()
		default:
			o.valueEnded()
		}
	}
}

// ended is the error for a file that ends: the plain end only where nothing is open.
func (o *objects) ended(err error) error {
	if len(o.level) > 0 && err == io.EOF {
		return o.damage(err)
	}
	return err
}

// valueEnded makes way for the next key.
func (o *objects) valueEnded() {
	if top := len(o.level) - 1; top >= 0 {
		o.level[top].keyed = false
	}
}

// begins looks at the first value of an array that was just opened. Arrays within arrays are not gone into.
func (o *objects) begins() (first json.RawMessage, found bool, err error) {
	o.empty[o.at()] = !o.dec.More()
	for n := 0; o.dec.More(); n++ {
		o.limit.passed = 0
		var raw json.RawMessage
		if err := o.dec.Decode(&raw); err != nil {
			return nil, false, err
		}
		if n == 0 && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) {
			o.path = o.at()
			return raw, true, nil
		}
	}
	return nil, false, nil
}

// at is the path to where the decoder stands: "data.items".
func (o *objects) at() string {
	var keys []string
	for _, l := range o.level {
		if !l.array {
			keys = append(keys, l.key)
		}
	}
	return strings.Join(keys, ".")
}

// head reads what a map says of itself before its features: the grid of its coordinates, and which columns are dates.
func (o *objects) head(key string) error {
	if len(o.level) != 1 || key != "crs" && key != "spatialReference" && key != "fields" {
		return nil
	}
	var raw json.RawMessage
	if err := o.dec.Decode(&raw); err != nil {
		return err
	}
	o.valueEnded()
	switch key {
	case "crs":
		o.grid = o.grid.or(gridOfName(raw))
	case "spatialReference":
		o.grid = o.grid.or(gridOfNumber(raw))
	case "fields":
		o.dates = dateFields(raw)
	}
	return nil
}

// kindOf tells a feature from any other object.
func kindOf(first json.RawMessage, path string) Format {
	var f struct {
		Type       string
		Properties json.RawMessage
		Attributes json.RawMessage
	}
	if json.Unmarshal(first, &f) != nil {
		return JSON
	}
	switch {
	case f.Type == "Feature", path == "features" && f.Properties != nil:
		return GeoJSON
	case path == "features" && f.Attributes != nil:
		return ArcGIS
	}
	return JSON
}
