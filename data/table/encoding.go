package table

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode reads a cell that is no UTF-8 as Windows-1252, which holds all that Latin-1 prints. Cell by cell, because files
// that were put together from several hold both.
func decode(s string) (text string, other bool) {
	if utf8.ValidString(s) {
		return s, false
	}
	text, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return "", true // cannot be: every byte means something there
	}
	return text, true
}
