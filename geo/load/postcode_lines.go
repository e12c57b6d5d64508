package load

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
)

// maxLine is the longest line that is read, in bytes: some fifty columns of codes
// come to 500.
const maxLine = 16 << 10

var byteOrderMark = []byte("\ufeff")

// line is one line of a file of values by commas.
type line struct {
	number int
	fields [][]byte // valid until the next line; nil when the line is no row of values
	last   bool     // the file ends in it, without a line break
}

// lines reads the lines of a file that are not blank. It splits them by itself:
// these files have no line break inside a value, which encoding/csv has to allow
// for, and it takes four times as long.
func lines(r io.Reader) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		in := bufio.NewReaderSize(r, maxLine)
		var l line
		var fields [][]byte
		for {
			text, err := in.ReadSlice('\n')
			l.number++
			long := errors.Is(err, bufio.ErrBufferFull)
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = in.ReadSlice('\n')
			}
			if err != nil && err != io.EOF {
				yield(line{}, err)
				return
			}
			if l.number == 1 {
				text = bytes.TrimPrefix(text, byteOrderMark)
			}
			l.last = err == io.EOF
			if text = bytes.TrimRight(text, "\r\n"); len(text) > 0 {
				var ok bool
				if fields, ok = split(fields[:0], text); ok && !long {
					l.fields = fields
				} else {
					l.fields = nil
				}
				if !yield(l, nil) {
					return
				}
			}
			if l.last {
				return
			}
		}
	}
}

// split appends the values of a row to fields. They are parts of the row. It is
// not ok when a quotation mark stands inside a value or is not closed; no code,
// number or postcode has one.
func split(fields [][]byte, row []byte) (_ [][]byte, ok bool) {
	for {
		var value []byte
		if len(row) > 0 && row[0] == '"' {
			end := bytes.IndexByte(row[1:], '"')
			if end < 0 {
				return fields, false
			}
			value, row = row[1:1+end], row[2+end:]
			if len(row) > 0 && row[0] != ',' {
				return fields, false
			}
		} else {
			end := bytes.IndexByte(row, ',')
			if end < 0 {
				end = len(row)
			}
			value, row = row[:end], row[end:]
			if bytes.IndexByte(value, '"') >= 0 {
				return fields, false
			}
		}
		fields = append(fields, bytes.TrimSpace(value))
		if len(row) == 0 {
			return fields, true
		}
		row = row[1:]
	}
}

// sniffed is how many lines are looked at to tell what a file is.
const sniffed = 3

// firstLines are the rows of values at the beginning of a file. A line that the
// head may have cut is not among them, unless it is all there is.
func firstLines(head []byte) [][][]byte {
	var rows [][][]byte
	for l, err := range lines(bytes.NewReader(head)) {
		if err != nil || len(rows) == sniffed || l.last && len(rows) > 0 {
			break
		}
		if l.fields != nil {
			row := make([][]byte, len(l.fields))
			for i, f := range l.fields {
				row[i] = bytes.Clone(f)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// digits reads a whole number of at most eight digits.
func digits(b []byte) (n int, ok bool) {
	if len(b) == 0 || len(b) > 8 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
