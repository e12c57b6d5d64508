package extract

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// decode turns a page into UTF-8: by its byte order mark, its header, its own meta element, or its looks (WHATWG HTML,
// 13.2.3). A page that says it is UTF-8 and mostly is not is read as Windows-1252, which is what such pages are.
func decode(body []byte, contentType string) []byte {
	encoding, name, _ := charset.DetermineEncoding(body[:min(len(body), 1024)], contentType)
	if name == "utf-8" {
		if !mostlyBroken(body) {
			return body
		}
		encoding = charmap.Windows1252
	}
	decoded, err := io.ReadAll(encoding.NewDecoder().Reader(bytes.NewReader(body)))
	if err != nil {
		return body
	}
	return decoded
}

// mostlyBroken reports whether more of what is not ASCII is broken UTF-8 than whole.
func mostlyBroken(body []byte) bool {
	if utf8.Valid(body) {
		return false
	}
	whole, broken := 0, 0
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			whole++
		}
		body = body[size:]
	}
	return broken > whole
}
