package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
)

// Why one object is no row. Their words stand in reports, as those of a CSV reader do.
var (
	errDeep  = errors.New("nested deeper than " + strconv.Itoa(maxDepth) + " levels")
	errShape = errors.New("not an object")
)

// flatten makes a column of each value in an object: objects within it give dotted names, lists are joined. raw is valid
// JSON. change may rewrite a value by its name.
func (b *builder) flatten(raw json.RawMessage, reserved int, change func(name, value string) string) error {
	f := flattener{builder: b, dec: json.NewDecoder(bytes.NewReader(raw)), reserved: reserved, change: change}
	f.dec.UseNumber()
	return f.value("", 0)
}

type flattener struct {
	*builder
	dec      *json.Decoder
	reserved int
	change   func(name, value string) string
	element  element // of the list that is being read; nil: none is
	count    int     // of elements
}

func (f *flattener) value(name string, depth int) error {
	t, err := f.dec.Token()
	if err != nil {
		return err
	}
	delim, isDelim := t.(json.Delim)
	if !isDelim {
		text := scalar(t)
		if f.change != nil {
			text = f.change(name, text)
		}
		f.add(name, text, f.reserved)
		if f.element != nil && text != "" {
			f.element.add(fold(name), text)
		}
		return nil
	}
	if depth++; depth > maxDepth {
		return errDeep
	}
	list := delim == '[' && name != "" && f.element == nil
	for f.dec.More() {
		inner := name
		if list {
			f.element = f.newElement(name)
		}
		if delim == '{' {
			key, err := f.dec.Token()
			if err != nil {
				return err
			}
			if inner = scalar(key); name != "" {
				inner = name + "." + inner
			}
		}
		if err := f.value(inner, depth); err != nil {
			return err
		}
	}
	if list {
		f.element = nil
	}
	_, err = f.dec.Token()
	return err
}

// newElement makes room for one more element of a list; nil when there are too many.
func (f *flattener) newElement(list string) element {
	if f.count++; f.count > maxParts {
		return nil
	}
	e := element{}
	f.elements[fold(list)] = append(f.elements[fold(list)], e)
	return e
}

// scalar is a plain value as it is written; null is nothing.
func scalar(t json.Token) string {
	switch v := t.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}
