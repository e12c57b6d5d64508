package shapes

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"fingerpost/geo/internal/box"
)

// Open reads the table of a box. Whatever the box holds, what it returns answers
// without a panic; the error is a [*box.DamagedError].
func Open(f box.File) (*Table, error) {
	areas, ok := openAreas(string(f.Section(areasSection)), string(f.Section(parentsSection)))
	if !ok {
		return nil, &box.DamagedError{Kind: box.Areas, Why: "its list of areas does not fit"}
	}
	t, ok := openOutlines(areas, f.Section(outlinesSection))
	if !ok {
		return nil, &box.DamagedError{Kind: box.Areas, Why: "its outlines do not fit"}
	}
	return t, nil
}

func openAreas(lines, sets string) (areas []Area, ok bool) {
	var parents [][]string
	for line := range strings.Lines(sets) {
		line, ok := strings.CutSuffix(line, "\n")
		var codes []string
		if line != "" {
			codes = strings.Split(line, ",")
		}
		if !ok || slices.ContainsFunc(codes, func(c string) bool { return !fitsCode(c) }) {
			return nil, false
		}
		parents = append(parents, slices.Clip(codes))
	}
	areas = make([]Area, 0, strings.Count(lines, "\n"))
	seen := make(map[string]bool, cap(areas))
	for line := range strings.Lines(lines) {
		line, ended := strings.CutSuffix(line, "\n")
		code, rest, _ := strings.Cut(line, "\t")
		name, number, _ := strings.Cut(rest, "\t")
		set, err := strconv.ParseUint(number, 10, 31)
		if !ended || err != nil || int(set) >= len(parents) || !fitsCode(code) || cleanName(name) != name || seen[code] {
			return nil, false
		}
		seen[code] = true
		areas = append(areas, Area{Code: code, Name: name, Parents: parents[set]})
	}
	return areas, true
}

func openOutlines(areas []Area, data []byte) (t *Table, ok bool) {
	r := reader{rest: data}
	total := r.count(1)
	b := newAssembly(len(areas), total)
	var line []vertex
	smaller := int64(0)
	for _, a := range areas {
		b.area(a)
		around := nowhere
		polygons := r.count(8)
		for range polygons {
			b.part()
			rings := r.count(7)
			for i := range rings {
				line = r.ring(line[:0])
				if r.failed {
					return nil, false
				}
				b.ring(line)
				if i == 0 {
					around = around.around(boxAround(line))
				}
			}
			r.failed = r.failed || rings == 0
		}
		if r.failed || polygons == 0 || extent(around) < smaller {
			return nil, false
		}
		smaller = extent(around)
	}
	if r.failed || len(r.rest) > 0 || len(b.t.vertices) != total {
		return nil, false
	}
	return b.table(), true
}

// reader reads numbers. After the first that does not fit it has failed, and all
// that follow are 0.
type reader struct {
	rest   []byte
	last   vertex
	failed bool
}

// count reads how many things follow that take at least size bytes each.
func (r *reader) count(size int) int {
	n, read := binary.Uvarint(r.rest)
	if r.failed || read <= 0 || n > uint64(len(r.rest)/size) {
		r.failed = true
		return 0
	}
	r.rest = r.rest[read:]
	return int(n)
}

func (r *reader) step() int64 {
	n, read := binary.Varint(r.rest)
	const most = 360 * perDegree
	if r.failed || read <= 0 || n < -most || n > most {
		r.failed = true
		return 0
	}
	r.rest = r.rest[read:]
	return n
}

// ring reads a ring into line and closes it.
func (r *reader) ring(line []vertex) []vertex {
	n := r.count(2)
	if n < 3 {
		r.failed = true
	}
	for range n {
		v := vertex{r.last.x + int32(r.step()), r.last.y + int32(r.step())}
		if r.failed || !v.onEarth() {
			r.failed = true
			return nil
		}
		line = append(line, v)
		r.last = v
	}
	if r.failed {
		return nil
	}
	return append(line, line[0])
}
