package shapes

import (
	"cmp"
	"slices"
)

// assembly puts a table together area by area, smallest first.
type assembly struct{ t *Table }

func newAssembly(areas, vertices int) *assembly {
	return &assembly{&Table{
		areas: make([]Area, 0, areas), parts: make([]part, 0, areas), rings: make([]ring, 0, areas),
		vertices: make([]vertex, 0, vertices), byCode: make(map[string]int, areas),
	}}
}

func (b *assembly) area(a Area) {
	b.t.byCode[a.Code] = len(b.t.areas)
	b.t.areas = append(b.t.areas, a)
}

// part begins a polygon of the last area.
func (b *assembly) part() {
	first := int32(len(b.t.rings))
	b.t.parts = append(b.t.parts, part{rect: nowhere, area: int32(len(b.t.areas) - 1), first: first, last: first})
}

// ring adds a closed ring to the last polygon. It keeps a copy of it.
func (b *assembly) ring(r []vertex) {
	first := int32(len(b.t.vertices))
	b.t.vertices = append(b.t.vertices, r...)
	b.t.rings = append(b.t.rings, ring{first: first, last: int32(len(b.t.vertices))})
	p := &b.t.parts[len(b.t.parts)-1]
	p.last++
	p.rect = p.around(boxAround(r))
}

// table finishes the table: it puts the boxes around what was added.
func (b *assembly) table() *Table {
	t := b.t
	t.boxes = make([]rect, 0, len(t.vertices)/fan*5/4+2*len(t.rings)+2*len(t.parts))
	for i := range t.rings {
		r := &t.rings[i]
		t.boxes, r.pyramid = raiseEdges(t.boxes, t.vertices[r.first:r.last])
	}
	t.order = spread(t.parts)
	start := len(t.boxes)
	for _, i := range t.order {
		t.boxes = append(t.boxes, t.parts[i].rect)
	}
	t.boxes, t.orderly = raise(t.boxes, start)
	t.tiers = make([]tier, len(t.areas))
	for i, a := range t.areas {
		t.tiers[i] = tierOf(a.Code)
		if t.tiers[i] < tilingTiers {
			t.held[t.tiers[i]] = true
		}
	}
	return t
}

// raiseEdges puts boxes around every few edges of a ring, and so on.
func raiseEdges(boxes []rect, vertices []vertex) ([]rect, pyramid) {
	start := len(boxes)
	for i := 0; i < len(vertices)-1; i += fan {
		boxes = append(boxes, boxAround(vertices[i:min(i+fan+1, len(vertices))]))
	}
	return raise(boxes, start)
}

// spread sorts parts along a Hilbert curve through the middles of their boxes, so
// that neighbours come one after another. On the districts and wards of the
// United Kingdom a search then looks at 100 boxes; along a Z-order curve, and
// with large areas apart from small ones, at 350.
func spread(parts []part) []int32 {
	along, order := make([]uint64, len(parts)), make([]int32, len(parts))
	for i, p := range parts {
		x, y := (int64(p.minX)+int64(p.maxX))/2+180*perDegree, (int64(p.minY)+int64(p.maxY))/2+90*perDegree
		along[i], order[i] = hilbert(uint32(x), uint32(y)), int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(along[a], along[b]), cmp.Compare(a, b))
	})
	return order
}

// curveBits is how many bits a coordinate on the curve has: 360 degrees take 26.
const curveBits = 26

// hilbert is how far along the curve (Hilbert 1891) a position is, from the
// quarter it lies in down to the smallest: each quarter has the curve turned or
// mirrored, so that it ends where the next one begins.
func hilbert(x, y uint32) (along uint64) {
	for bit := curveBits - 1; bit >= 0; bit-- {
		right, upper := x>>bit&1, y>>bit&1
		along = along<<2 | uint64(3*right^upper)
		if upper == 0 {
			if right == 1 {
				x, y = ^x, ^y
			}
			x, y = y, x
		}
	}
	return along
}

// partsOf are the polygons of an area, in the order they came.
func (t *Table) partsOf(area int) []part {
	first, _ := slices.BinarySearchFunc(t.parts, area, func(p part, area int) int { return cmp.Compare(int(p.area), area) })
	end := first
	for end < len(t.parts) && int(t.parts[end].area) == area {
		end++
	}
	return t.parts[first:end]
}
