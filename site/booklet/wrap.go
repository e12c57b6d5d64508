package booklet

import "strings"

// piece is text in one style, said by one element of the document.
type piece struct {
	text  string
	style style
	node  *node
}

// span is a piece of one line, at a distance from where its line begins.
type span struct {
	piece
	x float64
}

// wrap breaks pieces, between which there is a space, into lines of a width. A word goes on to the next line whole; one that
// is wider than a line is broken, after a mark such as a slash if it has one. A line that ends between words ends in a space,
// because what reads the file aloud joins lines without one.
func wrap(width float64, pieces ...piece) [][]span {
	var lines [][]span
	var now []span
	x := 0.0
	end := func() {
		lines, now, x = append(lines, now), nil, 0
	}
	put := func(p piece, text string) {
		if last := len(now) - 1; last >= 0 && now[last].style == p.style && now[last].node == p.node {
			now[last].text += text
		} else {
			p.text = text
			now = append(now, span{p, x})
		}
		x += p.style.width(text)
	}
	for _, p := range pieces {
		for word := range strings.SplitSeq(p.text, " ") {
			if word == "" {
				continue
			}
			if len(now) > 0 {
				before := now[len(now)-1].piece
				room := width - x - before.style.width(" ")
				put(before, " ")
				if !p.style.fits(word, room) {
					end()
				}
			}
			for !p.style.fits(word, width) {
				var head string
				head, word = cut(word, p.style, width)
				put(p, head)
				end()
			}
			if word != "" {
				put(p, word)
			}
		}
	}
	if len(now) > 0 {
		end()
	}
	return lines
}

// few is wrap for what must stay short: it is cut off with an ellipsis after n lines.
func few(n int, width float64, pieces ...piece) [][]span {
	lines := wrap(width, pieces...)
	if len(lines) <= n {
		return lines
	}
	lines = lines[:n]
	last := &lines[n-1][len(lines[n-1])-1]
	last.text = last.style.clip(strings.TrimRight(last.text, " ")+"…", width-last.x)
	return lines
}

// cut takes off as much of a word as has room in a width, at least a letter.
func cut(word string, s style, width float64) (head, rest string) {
	letters, x, end, good := advances()[s.face], 0.0, 0, 0
	for i, r := range word {
		if x += letters[r] * s.size; x > width && i > 0 {
			break
		}
		end = i + len(string(r))
		if strings.ContainsRune("/-–.@?&=_,;", r) && len(word)-end > 3 { // no line of a letter or two
			good = end
		}
	}
	if 2*good > end {
		end = good
	}
	return word[:end], word[end:]
}
