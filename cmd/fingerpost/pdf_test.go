package main_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

var (
	pdfStream = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)
	pdfText   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\)`)
)

// printedIn is what a PDF says, line by line, and all else in it that is not packed: its title, its links.
func printedIn(t testing.TB, file string) string {
	t.Helper()
	if !strings.HasPrefix(file, "%PDF-") {
		t.Fatalf("this is no PDF: %.100q", file)
	}
	said := readPDFTexts(file)
	for _, m := range pdfStream.FindAllStringSubmatch(file, -1) {
		r, err := zlib.NewReader(strings.NewReader(m[1]))
		if err != nil {
			continue // a stream that is not packed
		}
		var page bytes.Buffer
		if _, err := io.Copy(&page, r); err == nil {
			said += readPDFTexts(page.String())
		}
	}
	return said
}

// readPDFTexts reads strings, which are in UTF-16 or plain, with some bytes escaped.
func readPDFTexts(s string) (said string) {
	for _, m := range pdfText.FindAllStringSubmatch(s, -1) {
		var b []byte
		for i := 0; i < len(m[1]); i++ {
			c := m[1][i]
			if c == '\\' && i+1 < len(m[1]) {
				if i++; m[1][i] == 'r' {
					c = '\r'
				} else {
					c = m[1][i]
				}
			}
			b = append(b, c)
		}
		var units []uint16
		for i := 0; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		said += string(utf16.Decode(units)) + "\n" + string(b) + "\n"
	}
	return said
}
