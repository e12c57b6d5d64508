package data

import (
	"strings"
	"unicode"
)

// SaysFree reports whether a description of fees says that there are none, and nothing else.
func SaysFree(fees string) bool {
	words := strings.FieldsFunc(strings.ToLower(fees), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	switch strings.Join(words, " ") {
	case "free", "free of charge", "free to all", "free for everyone", "it is free", "it s free", "this service is free", "the service is free",
		"no charge", "no cost", "no fee", "no fees", "nothing", "0", "0 00":
		return true
	}
	return false
}
