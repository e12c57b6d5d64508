package table

import (
	"bytes"
	"io"
)

// bare makes null of the words NaN, Infinity and -Infinity, which are no JSON and which Python writes into it all the
// same. Within strings nothing changes.
type bare struct {
	r        io.Reader
	ready    []byte // to be given
	held     []byte // the beginning of a word, until more of it comes
	buffer   [32 << 10]byte
	inString bool
	escaped  bool
	err      error
}

var notNumbers = [][]byte{[]byte("NaN"), []byte("Infinity"), []byte("-Infinity")}

func (b *bare) Read(p []byte) (int, error) {
	for len(b.ready) == 0 {
		if b.err != nil {
			return 0, b.err
		}
		var n int
		n, b.err = b.r.Read(b.buffer[:])
		b.pass(b.buffer[:n])
		if b.err != nil {
			b.ready, b.held = append(b.ready, b.held...), nil
		}
	}
	n := copy(p, b.ready)
	b.ready = b.ready[n:]
	return n, nil
}

// pass takes more bytes in.
func (b *bare) pass(more []byte) {
	b.ready = b.ready[:0]
	for _, c := range more {
		switch {
		case b.inString:
			b.ready = append(b.ready, c)
			b.inString = b.escaped || c != '"'
			b.escaped = c == '\\' && !b.escaped
		case b.begins(c):
			b.held = append(b.held, c)
			if b.whole() {
				b.ready, b.held = append(b.ready, "null"...), nil
			}
		default:
			b.ready, b.held = append(b.ready, b.held...), nil
			if b.begins(c) {
				b.held = append(b.held, c)
				continue
			}
			b.ready = append(b.ready, c)
			b.inString = c == '"'
		}
	}
}

// begins reports whether the byte goes on with one of the words.
func (b *bare) begins(c byte) bool {
	for _, word := range notNumbers {
		if len(b.held) < len(word) && word[len(b.held)] == c && bytes.HasPrefix(word, b.held) {
			return true
		}
	}
	return false
}

func (b *bare) whole() bool {
	for _, word := range notNumbers {
		if bytes.Equal(b.held, word) {
			return true
		}
	}
	return false
}
