// Package booklet prints services for people who are not online: a guide to an area that a library or a surgery hands out,
// and somebody's saved list. It knows nothing of stores or of HTTP; whoever fills in a [Booklet] has worded everything.
//
// What it writes is a tagged PDF: it has a tree of headings, paragraphs and lists that screen readers follow, a language, a
// title, bookmarks, and a contents that can be clicked. The same booklet always gives the same bytes.
//
// # From words to paper
//
// Text is first made printable (letters.go) and broken into lines (wrap.go). The lines of the title, of urgent help and of
// each entry (compose.go, title.go, entry.go) flow into columns and pages (flow.go), which alone decides what may be split.
// Only then are pages drawn (draw.go), and the tree of what they say (structure.go) is put into the file (file.go), because
// the library that draws knows no trees.
package booklet
