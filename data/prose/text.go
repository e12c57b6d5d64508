package prose

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"fingerpost/data"
)

// The bounds of what is read. The text of a real page is under 100 kB, and its sentences under 600 bytes.
const (
	maxText     = 128 << 10
	maxSentence = 1000
	maxFacts    = 100 // of one sort
	maxWords    = 160 // letters of the words that a fact was read from
)

// Span is where in a text something was read: bytes Start to End, and the words there as one plain line.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Words string `json:"words"`
}

// Text is a text made ready to be read. It is never changed, and may be read from several goroutines.
type Text struct {
	plain     string     // the beginning of the text, with one form of each quotation mark, dash and blank
	low       string     // plain in small letters, byte for byte
	at        []int32    // where in the text each byte of plain stands
	ends      []int32    // where in the text the letter of each byte of plain ends
	sentences []sentence // in order
	own       []string   // names under which the service itself may be reached
}

// sentence is a part of a text that says one thing: up to a full stop, or to the end of its line. Lines are blocks of a
// page, and nothing goes on from one into the next.
type sentence struct{ start, end int }

// Of makes a text ready. own are the names of the service and of its organisation, where they are known: what stands
// under one of these is not a named person's. Only the beginning of a very long text is read.
func Of(text string, own ...string) *Text {
	text = text[:min(len(text), maxText)]
	t := &Text{own: own, at: make([]int32, 0, len(text)), ends: make([]int32, 0, len(text))}
	plain := make([]byte, 0, len(text))
	low := make([]byte, 0, len(text))
	var one, small [utf8.UTFMax]byte
	for i, r := range text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)) {
			size, r = 1, ' '
		}
		r, seen := plainRune(r)
		if !seen {
			continue
		}
		n := utf8.EncodeRune(one[:], r)
		plain = append(plain, one[:n]...)
		if utf8.EncodeRune(small[:], unicode.ToLower(r)) != n {
			copy(small[:], one[:n])
		}
		low = append(low, small[:n]...)
		for range n {
			t.at, t.ends = append(t.at, int32(i)), append(t.ends, int32(i+size))
		}
	}
	t.plain, t.low = string(plain), string(low)
	t.part()
	return t
}

// plainRune is the form in which a letter is read; seen is false for one that nobody sees.
func plainRune(r rune) (plain rune, seen bool) {
	switch {
	case r == '\n' || ' ' <= r && r <= '~':
		return r, true
	case r == '\u2028' || r == '\u2029':
		return '\n', true
	case unicode.IsSpace(r) || r >= 0x1F300 && r < 0x20000: // pictures stand between words
		return ' ', true
	case r == '‘' || r == '’' || r == 'ʼ':
		return '\'', true
	case r == '“' || r == '”':
		return '"', true
	case '\u2010' <= r && r <= '\u2015' || r == '−':
		return '-', true
	case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		return 0, false
	}
	return r, true
}

// shortened are the words that end in a full stop without ending a sentence.
var shortened = map[string]bool{
	"st": true, "mr": true, "mrs": true, "ms": true, "dr": true, "rev": true, "revd": true, "cllr": true, "prof": true, "tel": true, "ext": true,
	"no": true, "nos": true, "rd": true, "ave": true, "approx": true, "min": true, "max": true, "incl": true, "mob": true, "e.g": true, "i.e": true,
}

// part finds the sentences.
func (t *Text) part() {
	start := 0
	end := func(i int) {
		if strings.TrimSpace(t.low[start:i]) != "" {
			t.sentences = append(t.sentences, sentence{start, i})
		}
		start = i
	}
	for i := 0; i < len(t.low); i++ {
		c := t.low[i]
		switch {
		case c == '\n':
			end(i)
			start = i + 1
		case (c == '.' || c == '!' || c == '?') && (i+1 == len(t.low) || strings.IndexByte(" \n\")", t.low[i+1]) >= 0) && !t.isShortened(start, i):
			end(i + 1)
		case i-start >= maxSentence && c == ' ', i-start >= 2*maxSentence && utf8.RuneStart(c):
			end(i)
		}
	}
	end(len(t.low))
}

// isShortened reports whether the full stop at i is that of a shortened word.
func (t *Text) isShortened(start, i int) bool {
	if t.low[i] != '.' {
		return false
	}
	word := t.low[start:i]
	if gap := strings.LastIndexAny(word, " \n(,:/"); gap >= 0 {
		word = word[gap+1:]
	}
	if len(word) == 3 && word[1] == '.' {
		return true // "R.C. Church"
	}
	return shortened[word] || len(word) == 1 && 'a' <= word[0] && word[0] <= 'z' && 'A' <= t.plain[i-1] && t.plain[i-1] <= 'Z'
}

// of gives the sentence in small letters, and as it is written.
func (t *Text) of(s sentence) (low, plain string) {
	return t.low[s.start:s.end], t.plain[s.start:s.end]
}

// in is the sentence that holds a place in the text.
func (t *Text) in(at int) sentence {
	i := sort.Search(len(t.sentences), func(i int) bool { return t.sentences[i].end > at })
	if i == len(t.sentences) || t.sentences[i].start > at {
		return sentence{at, at}
	}
	return t.sentences[i]
}

// line is the line that holds a place in the text, at most so much of it as a sentence may have on either side.
func (t *Text) line(at int) (start, end int) {
	start, end = max(0, at-maxSentence), min(len(t.low), at+maxSentence)
	if i := strings.LastIndexByte(t.low[start:at], '\n'); i >= 0 {
		start += i + 1
	}
	if i := strings.IndexByte(t.low[at:end], '\n'); i >= 0 {
		end = at + i
	}
	return start, end
}

// span is where in the original text a part of the plain one stands.
func (t *Text) span(start, end int) Span {
	for start < end && t.plain[start] == ' ' {
		start++
	}
	for end > start && t.plain[end-1] == ' ' {
		end--
	}
	if start >= end {
		return Span{}
	}
	return Span{Start: int(t.at[start]), End: int(t.ends[end-1]), Words: data.PlainLine(t.plain[start:end], maxWords)}
}

// mentions reports whether any of the words is in a text. It is the quick question before the slow ones.
func mentions(low string, any ...string) bool {
	return slices.ContainsFunc(any, func(word string) bool { return strings.Contains(low, word) })
}

// whole is the span of a sentence.
func (t *Text) whole(s sentence) Span { return t.span(s.start, s.end) }
