package booklet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// FuzzBooklet: whatever text there is, wherever it stands, a file comes out that a strict reader accepts, with nothing beside the
// paper and nothing parted that has room.
func FuzzBooklet(f *testing.F) {
	hostile := theHostile()
	for _, text := range []string{"", "Banc Bwyd Dŵr", hostile.Title, "0113 496 0000", "a\nb\r\nc\u2028d", "مرحبا 漢字 😀", "https://www.example.org/a/very/long/address?of=a&page=1",
		") Tj ET EMC endstream endobj \\", "\x00\xff\u202e\u00ad", "1. 2. 3."} {
		f.Add(text, text, uint8(3), uint8(0))
		f.Add("Food", text, uint8(40), uint8(1))
		f.Add(text, "word ", uint8(17), uint8(2))
	}
	f.Add("0", "0", uint8(0), uint8(30)) // a contents of nothing
	f.Add("0", "wod ", uint8('&'), uint8(3))
	sizes := []Format{A4, A5, Large}
	f.Fuzz(func(t *testing.T, one, other string, count, kind uint8) {
		if len(one)+len(other) > 1000 {
			return // long texts are the hostile sample's
		}
		if count > 24 {
			other = strings.Repeat(other, min(int(count), 1000/(len(other)+1)))
		}
		b := Booklet{Lang: one, Title: one, Subtitle: other, Made: one, Intro: []string{other, one}, Footer: other, QRLabel: one, Continued: other}
		b.Page = func(n, of int) string { return fmt.Sprint(one, n, of) }
		if kind&4 != 0 {
			b.Contents = "Contents"
		}
		if kind&8 != 0 {
			b.QR = checks(int(count))
		}
		for i := range int(count) % 4 {
			e := Entry{Number: i, Name: other, Organization: one, Summary: other, Warning: one, Phones: []string{one, other}, Rows: []Row{{one, other}, {other, one}}, Source: other}
			b.Crisis = Section{Heading: one, Lead: other, Entries: []Entry{e}}
			b.Sections = append(b.Sections, Section{Heading: other, Lead: one, Entries: slices.Repeat([]Entry{e, {Name: one}}, i)})
		}
		format := sizes[kind%3]
		if err := b.layOut(format).sound(); err != nil {
			t.Error(err)
		}
		var file bytes.Buffer
		if err := b.Write(&file, format); err != nil {
			t.Fatal(err)
		}
		if _, err := readPaper(file.Bytes()); err != nil {
			t.Error(err)
		}
	})
}
