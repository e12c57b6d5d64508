package donotlist

import (
	"bytes"
	"slices"
	"strings"
)

// mostAnchors is how many anchors are looked for one by one. With more it is quicker to go through the text by its words.
const mostAnchors = 40

// addAnchor adds what must stand among the letters and digits of a text that tells of an entry. One that holds another adds
// nothing.
func (l *List) addAnchor(key string) {
	anchor := []byte(strings.ToLower(key))
	for i, c := range anchor {
		anchor[i] = looks(c)
	}
	if slices.ContainsFunc(l.anchors, func(known []byte) bool { return bytes.Contains(anchor, known) }) {
		return
	}
	l.anchors = append(slices.DeleteFunc(l.anchors, func(known []byte) bool { return bytes.Contains(known, anchor) }), anchor)
}

// hasAnchor reports whether the letters and digits of a text hold an anchor. It changes them.
func (l *List) hasAnchor(letters []byte) bool {
	if len(l.anchors) > mostAnchors {
		return true
	}
	for i, c := range letters {
		letters[i] = looks(c)
	}
	return slices.ContainsFunc(l.anchors, func(anchor []byte) bool { return bytes.Contains(letters, anchor) })
}
