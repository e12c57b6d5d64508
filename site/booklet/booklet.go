package booklet

import (
	"fmt"
	"io"
)

// Booklet is what is printed, in the order in which it is printed. Its text is plain: a line break begins a new paragraph in
// Intro, Lead, Summary and the Text of a [Row], and is a space elsewhere. Letters that the fonts lack print as their plain
// form ("Nguyễn" as "Nguyên"), else as one "?" for a run of them; emoji and control characters are left out.
type Booklet struct {
	Lang     string   // BCP 47, of the whole document; British English when it is none
	Title    string   // "Help near LS6"
	Subtitle string   // "Food and money, someone to talk to"
	Made     string   // "Made on 22 November 2026 by Fingerpost"; the file itself bears no date
	Intro    []string // paragraphs under the title
	Crisis   Section  // urgent help: it begins page 2, or follows the title when there is no contents
	Contents string   // heading of the contents; empty for none
	Sections []Section
	Footer   string // crisis numbers, at the foot of each page; three lines at most
	// Page words the number of a page: "Page 3 of 12". Nil prints none.
	Page      func(n, of int) string
	Continued string   // "continued": after the name of a section or an entry, in brackets, where it goes on
	QR        [][]bool // rows of modules, true is dark, without the quiet zone; nil for none
	QRLabel   string   // the address that the code holds, in letters; printed only beside a code
}

// Section is the entries of one topic under a heading. One without entries is printed for its Lead, and else not at all.
type Section struct {
	Heading string
	Lead    string
	Entries []Entry
}

// Entry is one service.
type Entry struct {
	Number       int // 0: none
	Name         string
	Organization string
	Summary      string
	Warning      string // "Not checked since March 2025. Phone first."
	Phones       []string
	Rows         []Row
	Source       string // where and when the facts were seen
}

// Row is one fact: "When", "Monday to Friday, 9am to 5pm". An address on the web is given in full: paper has no links.
type Row struct{ Label, Text string }

// Write prints the booklet as one PDF file. It fails for a Format that is none of this package's, and when w does.
func (b Booklet) Write(w io.Writer, f Format) error {
	if f == (Format{}) {
		return fmt.Errorf("booklet: no format")
	}
	file, err := draw(b.layOut(f))
	if err != nil {
		return fmt.Errorf("booklet: %w", err)
	}
	_, err = w.Write(file)
	return err
}
