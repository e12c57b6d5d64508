package extract

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Print is a fingerprint of what a page says. Exact is that of its words: two addresses with equal ones are one page.
// Shape leaves out numbers, months and days: pages that a site makes without end, such as those of a calendar, share it.
// Likeness differs in few bits between pages that say nearly the same; it is 0 for those too short to tell.
type Print struct {
	Exact, Shape [sha256.Size]byte
	Likeness     uint64
}

// counted are the words that tell one page of a calendar from the next, beside numbers.
var counted = func() map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(`january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
		mon tue tues wed weds thu thur thurs fri sat sun`) {
		all[w] = true
	}
	return all
}()

// isCounted reports whether a word holds a number, or is a month or a day.
func isCounted(word string) bool {
	if strings.ContainsAny(word, "0123456789") {
		return true
	}
	word = strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	return len(word) >= len("may") && len(word) <= len("wednesday") && counted[strings.ToLower(word)]
}

// maxPrinted is of how many bytes of text the shape and the likeness are taken: they cost far more than the text is worth when
// a page has millions of words. The exact print is of all.
const maxPrinted = 256 << 10

// PrintOf fingerprints the text of a page and its JSON-LD, which some pages have instead of text.
func PrintOf(page *html.Node) Print {
	exact, shape := sha256.New(), sha256.New()
	var like likeness
	var said, kept bytes.Buffer
	left := maxPrinted
	for n := range page.Descendants() {
		if n.Type != html.TextNode || !isSaid(n.Parent) {
			continue
		}
		fields := strings.Fields(n.Data)
		if len(fields) == 0 {
			continue
		}
		said.Reset()
		kept.Reset()
		for _, word := range fields {
			said.WriteString(word)
			said.WriteByte(' ')
			if left -= len(word) + 1; left < 0 {
				continue // enough was seen to tell what it is like
			}
			like.add(word)
			if isCounted(word) {
				word = "#"
			}
			kept.WriteString(word)
			kept.WriteByte(' ')
		}
		said.WriteByte('\n')
		kept.WriteByte('\n')
		exact.Write(said.Bytes())
		shape.Write(kept.Bytes())
	}
	return Print{Exact: [32]byte(exact.Sum(nil)), Shape: [32]byte(shape.Sum(nil)), Likeness: like.sum()}
}

func isSaid(parent *html.Node) bool {
	if parent == nil {
		return true
	}
	switch parent.DataAtom {
	case atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Textarea:
		return false
	case atom.Script:
		for _, a := range parent.Attr {
			if a.Key == "type" {
				return strings.Contains(strings.ToLower(a.Val), "ld+json")
			}
		}
		return false
	}
	return true
}
