package store

import (
	"bytes"
	"encoding/json"

	"fingerpost/data"
	"fingerpost/data/blank"
)

// valueTexts lists the texts in a value. Numbers, flags and very short texts are left: blanking "1" everywhere would
// destroy the record.
func valueTexts(value json.RawMessage) []string {
	var one string
	if json.Unmarshal(value, &one) == nil {
		if len(one) >= 4 {
			return []string{one}
		}
		return nil
	}
	var several []string
	if json.Unmarshal(value, &several) != nil {
		return nil
	}
	var out []string
	for _, s := range several {
		if len(s) >= 4 {
			out = append(out, s)
		}
	}
	return out
}

// blankJSON puts the mark in place of each value in the texts and numbers of a JSON document.
func blankJSON(doc json.RawMessage, values []string) (json.RawMessage, int, error) {
	return changeJSON(doc, func(s string) (string, int) { return blankText(s, values) })
}

// changeJSON changes the texts and numbers of a JSON document. Without a change it stays as it came.
func changeJSON(doc json.RawMessage, change func(string) (string, int)) (json.RawMessage, int, error) {
	if len(bytes.TrimSpace(doc)) == 0 {
		return doc, 0, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(doc))
	decoder.UseNumber() // what is not redacted stays as it came, to the last digit
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return nil, 0, err
	}
	n := 0
	tree = changeNode(tree, change, &n)
	if n == 0 {
		return doc, 0, nil
	}
	out, err := json.Marshal(tree)
	return out, n, err
}

func changeNode(node any, change func(string) (string, int), n *int) any {
	switch v := node.(type) {
	case string:
		blanked, found := change(v)
		*n += found
		return blanked
	case json.Number:
		if blanked, found := change(v.String()); found > 0 {
			*n += found
			return blanked
		}
	case []any:
		for i := range v {
			v[i] = changeNode(v[i], change, n)
		}
	case map[string]any:
		for k := range v {
			v[k] = changeNode(v[k], change, n)
		}
	}
	return node
}

// blankText puts the mark in place of each value in a text.
func blankText(s string, values []string) (blanked string, n int) {
	return blank.Text(s, values, redactedMark)
}

// blankRedacted puts the mark in place of every text in a document that was redacted before, however a number is spaced or
// prefixed. It keeps a source's new record from bringing back what an old one lost.
func blankRedacted(doc json.RawMessage, fingerprints map[string]bool) (json.RawMessage, error) {
	if len(fingerprints) == 0 || len(doc) == 0 {
		return doc, nil
	}
	var tree any
	if err := json.Unmarshal(doc, &tree); err != nil {
		return nil, err
	}
	return json.Marshal(blankKnown(tree, fingerprints))
}

func blankKnown(node any, fingerprints map[string]bool) any {
	switch v := node.(type) {
	case string:
		spellings := []string{v}
		if number, ok := data.ReadPhone(v, data.Voice); ok {
			spellings = append(spellings, number)
		}
		for _, spelling := range spellings {
			value, err := json.Marshal(spelling)
			if err != nil || fingerprints[data.Fingerprint(value)] {
				return redactedMark
			}
		}
	case []any:
		for i := range v {
			v[i] = blankKnown(v[i], fingerprints)
		}
	case map[string]any:
		for k := range v {
			v[k] = blankKnown(v[k], fingerprints)
		}
	}
	return node
}
