package openreferral

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// object is a JSON object of a feed. Its methods find a value under the first of several names that has one, in
// whatever form the feed gives it; what is not there, null or of no use is the zero value.
type object map[string]any

// text is a value as text: a string, or a number as it was written.
func (o object) text(names ...string) string {
	for _, name := range names {
		if s := textOf(o[name]); s != "" {
			return s
		}
	}
	return ""
}

func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	}
	return ""
}

// texts are the values under all the names: a text, a list of texts, or a list of objects with a name.
func (o object) texts(names ...string) []string {
	var out []string
	for _, each := range o.objects(names...) {
		if s := each.text("name", "label", "value"); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// objects are the objects in the lists under all the names. A single object counts as a list of one, and a text as an
// object with that name.
func (o object) objects(names ...string) []object {
	var out []object
	add := func(value any) {
		if len(out) >= maxElements {
			return
		}
		if v, ok := value.(map[string]any); ok {
			out = append(out, v)
		} else if s := textOf(value); s != "" {
			out = append(out, object{"name": s})
		}
	}
	for _, name := range names {
		if list, ok := o[name].([]any); ok {
			for _, v := range list {
				add(v)
			}
			continue
		}
		add(o[name])
	}
	return out
}

// object is the first object under the names; nil, which can be asked like any other, if there is none.
func (o object) object(names ...string) object {
	if found := o.objects(names...); len(found) > 0 {
		return found[0]
	}
	return nil
}

// truth is a yes or no; nil when the feed says neither.
func (o object) truth(names ...string) *bool {
	for _, name := range names {
		if v, ok := o[name].(bool); ok {
			return &v
		}
		switch strings.ToLower(textOf(o[name])) {
		case "true", "yes", "y", "1":
			return new(true)
		case "false", "no", "n", "0":
			return new(false)
		}
	}
	return nil
}

func (o object) isTrue(names ...string) bool {
	v := o.truth(names...)
	return v != nil && *v
}

// number is a finite number; said tells whether there is anything under the names at all.
func (o object) number(names ...string) (n float64, ok, said bool) {
	s := o.text(names...)
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return 0, false, s != ""
	}
	return n, true, true
}

// id is a source's own id: as it is written, and of a sane length.
func (o object) id(names ...string) string {
	s := o.text(names...)
	if len(s) > maxID {
		return ""
	}
	return s
}

// has reports whether any of the names is there, even with nothing in it.
func (o object) has(names ...string) bool {
	for _, name := range names {
		if _, ok := o[name]; ok {
			return true
		}
	}
	return false
}

// valueOf is the value of an object's attribute of HSDS with a link_type; empty if there is none.
func valueOf(o object, kind string) string {
	for _, attribute := range o.objects("attributes") {
		if attribute.text("link_type") == kind {
			return attribute.text("value")
		}
	}
	return ""
}

// fold reduces a text to its lower-case words. Ids are made from it, so it must never change: it is not match.NameKey,
// which may learn.
func fold(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, " ")
}

// distinct leaves out texts that differ from an earlier one only in case and punctuation.
func distinct(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if k := fold(s); k != "" && !seen[k] {
			seen[k] = true
			out = append(out, s)
		}
	}
	return out
}
