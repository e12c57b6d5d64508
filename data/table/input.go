package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	maxRecord = 1 << 20 // bytes of one row
	headSize  = 64 << 10
)

// errTooLong is what limit gives to the reader behind it; the caller makes a TooLongError of it.
var errTooLong = errors.New("table: record too long")

// input is the bytes of a file, and what was told of them by looking.
type input struct {
	*bufio.Reader
	separator rune
	reencoded bool // it was UTF-16
	skipped   int  // lines before the header
}

// look tells the encoding from the first bytes of a file.
func look(r io.Reader) (*input, error) {
	in := &input{Reader: bufio.NewReaderSize(r, headSize)}
	mark, err := in.Peek(3)
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(mark, []byte("\xef\xbb\xbf")):
		if _, err := in.Discard(3); err != nil {
			return nil, err
		}
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		decoder := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
		in.Reader, in.reencoded = bufio.NewReaderSize(transform.NewReader(in.Reader, decoder), headSize), true
	}
	_, err = in.Peek(1)
	if err != nil && err != io.EOF {
		return nil, err
	}
	return in, nil
}

// part tells what parts the cells of a CSV file.
func (in *input) part() {
	head, _ := in.Peek(headSize) // an error comes again when it is read
	// Excel's own way to say it: a first line such as "sep=;".
	if line, _, ended := bytes.Cut(head, []byte("\n")); ended && len(line) < 10 && bytes.HasPrefix(line, []byte("sep=")) {
		_, _ = in.Discard(len(line) + 1) // it was peeked
		head, in.skipped = head[len(line)+1:], 1
	}
	in.separator = separator(head)
}

// separator is the character that parts most cells in the first line that has any; a comma when none does.
func separator(head []byte) rune {
	counts, quoted := map[rune]int{}, false
	for _, c := range string(head) {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n' && !quoted && len(counts) > 0:
			return most(counts)
		case !quoted && strings.ContainsRune(separators, c):
			counts[c]++
		}
	}
	return most(counts)
}

const separators = ",;\t|"

func most(counts map[rune]int) rune {
	best := ','
	for _, c := range separators {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

// limit ends a reading when more than max bytes pass without a record coming out. The reader behind it takes a few
// thousand bytes ahead, so that a record is stopped soon after the limit, not at it.
type limit struct {
	r           io.Reader
	passed, max int
}

func (l *limit) Read(p []byte) (int, error) {
	if l.passed > l.max {
		return 0, errTooLong
	}
	n, err := l.r.Read(p)
	l.passed += n
	return n, err
}
