package extract

import (
	"bytes"
	"errors"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxMarkup is the most elements and texts that a page may become, roughly: a hundred MB of memory.
	maxMarkup = 500_000
	// maxFormats is how many elements such as b and font may stand open at once. Each paragraph begins all of them anew
	// (WHATWG HTML, 13.2.4.3), so that 40 KB of page can become millions of elements.
	maxFormats = 100
	// maxAlike is how many of them the parser keeps that are the same to the letter.
	maxAlike = 3
)

var errTooMuchMarkup = errors.New("extract: more markup than a page has")

// formats are the elements that the parser opens again in the next paragraph if they were not closed.
var formats = map[atom.Atom]bool{
	atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.S: true, atom.Small: true,
	atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// checkMarkup refuses a page that would become more than a page should, before it does. It counts high where it cannot know.
func checkMarkup(page []byte) error {
	type format struct {
		tag atom.Atom
		raw string
	}
	var open []format
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for markup := 0; markup <= maxMarkup; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return nil // the end: nothing else goes wrong with bytes
		}
		markup += 1 + len(open)
		if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		raw := string(tokens.Raw())
		name, more := tokens.TagName()
		for n := 0; more; n++ {
			_, _, more = tokens.TagAttr()
			markup += n % 2 // an attribute has half the weight of an element
		}
		tag := atom.Lookup(name)
		switch {
		case !formats[tag]:
		case kind == html.EndTagToken:
			for i, f := range slices.Backward(open) {
				if f.tag == tag {
					open = slices.Delete(open, i, i+1)
					break
				}
			}
		default:
			same := 0
			for _, f := range open {
				if f.raw == raw {
					same++
				}
			}
			if same < maxAlike {
				open = append(open, format{tag, raw})
			}
			if len(open) > maxFormats {
				return errTooMuchMarkup
			}
		}
	}
	return errTooMuchMarkup
}
