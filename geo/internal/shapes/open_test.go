package shapes

import (
	"bytes"
	"errors"
	"testing"

	"fingerpost/geo/internal/box"
)

// TestOpenRefuses has the sections of a table of one triangle, each spoilt in a
// way that the checksum of the box does not tell.
func TestOpenRefuses(t *testing.T) {
	const parents, areas = "E12000001,E92000001\n\n", "E06000001\tOne\t0\n"
	// four vertices, one polygon, one ring of three: 0,0 to 1,0 to 1,1
	outlines := []byte{4, 1, 1, 3, 0, 0, 2, 0, 0, 2}
	sections := func(parents, areas string, outlines []byte) box.File {
		return boxed(t, []box.Section{{Name: parentsSection, Data: []byte(parents)}, {Name: areasSection, Data: []byte(areas)}, {Name: outlinesSection, Data: outlines}})
	}
	if _, err := Open(sections(parents, areas, outlines)); err != nil {
		t.Fatalf("the whole one: %v", err)
	}
	altered := func(at int, b byte) []byte {
		c := bytes.Clone(outlines)
		c[at] = b
		return c
	}
	far := bytes.Repeat([]byte{0xff}, 9)
	for name, f := range map[string]box.File{
		"no sections":               boxed(t, nil),
		"no line end":               sections(parents, "E06000001\tOne\t0", outlines),
		"no line end of parents":    sections("E12000001", areas, outlines),
		"a parent without a code":   sections("E12000001,\n", areas, outlines),
		"no such set of parents":    sections(parents, "E06000001\tOne\t2\n", outlines),
		"a negative set":            sections(parents, "E06000001\tOne\t-1\n", outlines),
		"no set":                    sections(parents, "E06000001\tOne\n", outlines),
		"no code":                   sections(parents, "\tOne\t0\n", outlines),
		"a name that is not clean":  sections(parents, "E06000001\tOne \t0\n", outlines),
		"a code twice":              sections(parents, areas+areas, append([]byte{8}, append(outlines[1:], outlines[1:]...)...)),
		"more areas than outlines":  sections(parents, areas+"E06000002\tTwo\t0\n", outlines),
		"more outlines than areas":  sections(parents, "", outlines),
		"no outlines":               sections(parents, areas, nil),
		"too few vertices":          sections(parents, areas, altered(0, 5)),
		"vertices without end":      sections(parents, areas, append([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}, outlines[1:]...)),
		"no polygon":                sections(parents, areas, []byte{0, 0}),
		"a polygon without rings":   sections(parents, areas, []byte{0, 1, 0, 0, 0, 0, 0, 0, 0, 0}),
		"a ring of two":             sections(parents, areas, []byte{3, 1, 1, 2, 0, 0, 2, 0}),
		"a ring longer than it is":  sections(parents, areas, altered(3, 100)),
		"a count that is no number": sections(parents, areas, append(outlines[:1:1], append(far, 0xff, 0xff)...)),
		"a step around the Earth":   sections(parents, areas, append(outlines[:4:4], append(far, 0, 0, 0, 0, 0, 0)...)),
		"a vertex off the Earth":    sections(parents, areas, []byte{4, 1, 1, 3, 0, 0xc0, 0xd2, 0xca, 0x08, 2, 0, 0, 2}), // 90.0096 degrees
		"more after the end":        sections(parents, areas, append(bytes.Clone(outlines), 0)),
		"the larger area first": sections(parents, "E06000001\tOne\t0\nE06000002\tTwo\t0\n",
			[]byte{8, 1, 1, 3, 0, 0, 20, 0, 0, 20, 1, 1, 3, 0, 0, 2, 0, 0, 2}),
	} {
		if _, err := Open(f); !errors.As(err, new(*box.DamagedError)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
