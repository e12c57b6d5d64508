package extract

import (
	"crypto/sha256"
	"io"
	"regexp"
	"strings"

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

var counted = regexp.MustCompile(`(?i)[0-9]+(?:st|nd|rd|th)?|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|` +
	`sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b`)

// maxPrinted is of how many bytes of text the shape and the likeness are taken: they cost far more than the text is worth when
// a page has millions of words. The exact print is of all.
const maxPrinted = 256 << 10

// PrintOf fingerprints the text of a page and its JSON-LD, which some pages have instead of text.
func PrintOf(page *html.Node) Print {
	exact, shape := sha256.New(), sha256.New()
	var like likeness
	left := maxPrinted
	for n := range page.Descendants() {
		if n.Type != html.TextNode || !isSaid(n.Parent) {
			continue
		}
		fields := strings.Fields(n.Data)
		if len(fields) == 0 {
			continue
		}
		words := strings.Join(fields, " ")
		io.WriteString(exact, words+"\n")
		if left <= 0 {
			continue
		}
		if len(words) > left {
			words = strings.ToValidUTF8(words[:left], "")
			fields = strings.Fields(words)
		}
		left -= len(words) + 1
		for _, word := range fields {
			like.add(word)
		}
		io.WriteString(shape, counted.ReplaceAllString(words, "#")+"\n")
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
