package load

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"

	"fingerpost/geo/internal/names"
)

// placeRow is one row of a gazetteer.
type placeRow struct {
	place   names.Place
	council string // the name of its council, "" if the row has none
	code    string // the GSS code of its council or nation, "" if the row has none
	dated   string // when the row was last changed, as year-month-day
	skip    bool   // a row of something else than a place: a road, an outward code, a heading
	refused Reason // why it cannot be used, "" if it can
}

// placeLayout is how a published gazetteer is laid out.
type placeLayout struct {
	source string // the usual name of the data set
	lines  func(io.Reader) iter.Seq2[line, error]
	is     func(fields [][]byte) bool // whether a row can only be one of this layout
	read   func(fields [][]byte) placeRow
}

var placeLayouts = []*placeLayout{
	{source: "OS Open Names", lines: lines, is: isOpenNames, read: readOpenNames},
	{source: "OS Open Names", lines: tabbedLines, is: isOpenNamesExtract, read: readOpenNamesExtract},
	{source: "GeoNames", lines: tabbedLines, is: isGeoNames, read: readGeoNames},
	{source: "GeoNames", lines: lines, is: isGeoNamesTable, read: readGeoNamesTable},
}

// placeLayoutOf tells the layout of a file from its first lines, nil if it has
// none that is known. The very first may be a heading that someone added.
func placeLayoutOf(head []byte) *placeLayout {
	for _, layout := range placeLayouts {
		n := 0
		for l, err := range layout.lines(bytes.NewReader(head)) {
			if err != nil || n == sniffed {
				break
			}
			if n++; layout.is(l.fields) {
				return layout
			}
		}
	}
	return nil
}

// maxTabbedLine is the longest line that is read of a file of values by tabs, in
// bytes: GeoNames allows for 10,000 characters of alternative names.
const maxTabbedLine = 64 << 10

// tabbedLines reads the lines of a file of values by tabs that are not blank.
// Quotation marks mean nothing there.
func tabbedLines(r io.Reader) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(make([]byte, 0, 16<<10), maxTabbedLine)
		var l line
		for in.Scan() {
			text := in.Bytes()
			l.number++
			if l.number == 1 {
				text = bytes.TrimPrefix(text, byteOrderMark)
			}
			if text = bytes.TrimRight(text, "\r\n"); len(text) == 0 {
				continue
			}
			l.fields = l.fields[:0]
			for field := range bytes.SplitSeq(text, []byte{'\t'}) {
				l.fields = append(l.fields, bytes.TrimSpace(field))
			}
			if !yield(l, nil) {
				return
			}
		}
		err := in.Err()
		if errors.Is(err, bufio.ErrTooLong) {
			err = &InputError{Reason: Damaged, Err: err}
		}
		if err != nil {
			yield(line{}, err)
		}
	}
}
