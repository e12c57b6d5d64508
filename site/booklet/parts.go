package booklet

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
)

// object is what a file has between "n 0 obj" and the next object. Its number n is its place among the objects, of which the
// first is none.
type object []byte

// parts is a file of the library, taken apart.
type parts struct {
	objects    []object
	root, info int
}

var (
	tableStarts = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	tableBegins = regexp.MustCompile(`^xref\n0 (\d+)\n0000000000 65535 f \n`)
	tableEnds   = regexp.MustCompile(`\ntrailer\n<<\n/Size \d+\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\n`)
)

const tableRow = len("0000000000 00000 n \n")

// takeApart reads a file that the library has just written, and only such a file. It fails with errUnread if that is not as the
// library of today writes it.
func takeApart(file []byte) (parts, error) {
	end := tableStarts.FindSubmatch(file[max(0, len(file)-64):])
	if end == nil {
		return parts{}, errUnread
	}
	start, _ := strconv.Atoi(string(end[1]))
	if start >= len(file) {
		return parts{}, errUnread
	}
	table := file[start:]
	begins, ends := tableBegins.FindSubmatch(table), tableEnds.FindSubmatch(table)
	if begins == nil || ends == nil {
		return parts{}, errUnread
	}
	size, _ := strconv.Atoi(string(begins[1]))
	rows := table[len(begins[0]):]
	if size < 1 || size > len(rows)/tableRow {
		return parts{}, errUnread
	}
	p := parts{objects: make([]object, 1, size)}
	p.root, _ = strconv.Atoi(string(ends[1]))
	p.info, _ = strconv.Atoi(string(ends[2]))
	if p.root >= size || p.info >= size {
		return parts{}, errUnread
	}
	offsets := make([]int, size, size+1)
	for n := 1; n < size; n++ {
		offsets[n], _ = strconv.Atoi(string(rows[tableRow*(n-1) : tableRow*(n-1)+10]))
	}
	// The table is in the order of numbers; an object ends where the next of the file begins, or the table.
	places := append(slices.Clone(offsets), start)
	slices.Sort(places)
	if places[0] != 0 || places[size] != start {
		return parts{}, errUnread
	}
	for n := 1; n < size; n++ {
		at, _ := slices.BinarySearch(places, offsets[n]+1)
		if at == len(places) {
			return parts{}, errUnread
		}
		o, ok := bytes.CutPrefix(file[offsets[n]:places[at]], []byte(strconv.Itoa(n)+" 0 obj\n"))
		if !ok || !bytes.HasSuffix(o, []byte("endobj\n")) {
			return parts{}, errUnread
		}
		p.objects = append(p.objects, o)
	}
	return p, nil
}
