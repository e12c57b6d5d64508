package site

import (
	"bytes"
	"slices"
)

// mostPairs is how many parameters are put in order.
const mostPairs = 16

// appendQuestion writes what an address asks for, so that the same question in another order is the same: its parameters by
// name, those of one name as they come, and none that only tell who follows a link. What is not plain is left as it is.
func appendQuestion(out, path, query []byte) []byte {
	out = append(append(out, path...), '?')
	var room [mostPairs][]byte
	pairs := room[:0]
	for rest := query; len(rest) > 0; {
		var pair []byte
		pair, rest, _ = bytes.Cut(rest, []byte("&"))
		name, _, _ := bytes.Cut(pair, []byte("="))
		if len(pairs) == mostPairs || bytes.ContainsAny(name, "%+;") { // two names may be one
			return append(out, query...)
		}
		if len(pair) > 0 && !isTracking(string(name)) {
			pairs = append(pairs, pair)
		}
	}
	slices.SortStableFunc(pairs, func(a, b []byte) int {
		nameA, _, _ := bytes.Cut(a, []byte("="))
		nameB, _, _ := bytes.Cut(b, []byte("="))
		return bytes.Compare(nameA, nameB)
	})
	for _, pair := range pairs {
		out = append(append(out, pair...), '&')
	}
	return out
}
