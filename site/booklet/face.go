package booklet

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is one of the two fonts. There is no italic, which is harder to read. Go's own fonts have the letters of every
// language of Europe that is written in Latin, Greek or Cyrillic letters, Welsh among them.
type face uint8

const (
	regular face = iota
	bold
)

var faces = [...][]byte{regular: goregular.TTF, bold: gobold.TTF}

// style is a face in a size, in points.
type style struct {
	face face
	size float64
}

// advances are the widths of the letters that a face has, in sizes of its type.
var advances = sync.OnceValue(func() [len(faces)]map[rune]float64 {
	var all [len(faces)]map[rune]float64
	for i, file := range faces {
		all[i] = map[rune]float64{}
		parsed, err := sfnt.Parse(file)
		if err != nil {
			panic(err) // the fonts are compiled in
		}
		var buffer sfnt.Buffer
		em := fixed.Int26_6(parsed.UnitsPerEm()) << 6
		for r := ' '; r <= 0xFFFF; r++ {
			glyph, err := parsed.GlyphIndex(&buffer, r)
			if err != nil || glyph == 0 {
				continue
			}
			if width, err := parsed.GlyphAdvance(&buffer, glyph, em, font.HintingNone); err == nil {
				all[i][r] = float64(width) / float64(em)
			}
		}
	}
	return all
})

// prints reports whether both faces have a letter.
func prints(r rune) bool {
	all := advances()
	_, one := all[regular][r]
	_, other := all[bold][r]
	return one && other
}

// width is how wide text is, in points.
func (s style) width(text string) float64 {
	letters, sum := advances()[s.face], 0.0
	for _, r := range text {
		sum += letters[r]
	}
	return sum * s.size
}

// fits reports whether text has room in a width. It reads no more of a very long word than that.
func (s style) fits(text string, width float64) bool {
	letters, sum := advances()[s.face], 0.0
	for _, r := range text {
		if sum += letters[r] * s.size; sum > width {
			return false
		}
	}
	return true
}

// clip is text cut to a width, with an ellipsis if it had to be.
func (s style) clip(text string, width float64) string {
	if s.fits(text, width) {
		return text
	}
	letters, sum, end := advances()[s.face], s.width("…"), 0
	for i, r := range text {
		if sum += letters[r] * s.size; sum > width {
			end = i
			break
		}
	}
	return text[:end] + "…"
}
