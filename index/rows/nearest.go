package rows

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"sort"

	"fingerpost/geo"
)

// Nearby is a document with a point, and how far that is from where somebody is.
type Nearby struct {
	Place
	Distance geo.Miles
	service  uint64
	id       string // of the document, once it has been needed
}

// Nearest asks for the services nearest to a point: see [View.Nearest].
type Nearest struct {
	From   geo.Point
	Most   int       // how many services
	Within geo.Miles // none that is farther
	// Topics, if it is not nil, are the tags of those of which a document has one at least.
	Topics []uint16
	// May says of a document whether it may be found. It is asked of few: those that are there, and near enough.
	May func(p *Part, doc uint32) bool
}

// Nearest lists services by the distance of the nearest of their documents that may be found, each once: the nearest first, those
// that are equally near by name and then by id. Distances are those of [geo.Distance].
func (v *View) Nearest(q Nearest) ([]Nearby, error) {
	if q.Most <= 0 {
		return nil, nil
	}
	s := nearest{Nearest: q, view: v, squeeze: math.Cos(q.From.Lat() * math.Pi / 180)}
	s.narrow()
	for n, p := range v.Parts {
		if q.Topics == nil {
			s.layers = append(s.layers, layer{n, nil, true})
		}
		for _, tag := range q.Topics {
			if spots := p.about[tag]; len(spots) > 0 {
				s.layers = append(s.layers, layer{n, spots, false})
			}
		}
	}
	s.outward()
	return s.found, s.err
}

// nearest looks for the nearest once.
type nearest struct {
	Nearest
	view    *View
	layers  []layer
	squeeze float64  // how long a degree of longitude is there, of one of latitude
	tall    float64  // how many degrees to the north or south something may lie that is near enough
	wide    float64  // the same to the east or west; 180 for any
	found   []Nearby // the nearest so far, in order
	err     error
}

// layer is what is looked through of a part: all of its points, or those at some spots.
type layer struct {
	part  int
	spots []uint32
	all   bool
}

// outward looks through the rows of cells from that of the point on, to the north and to the south, until all that is left is
// farther than what was found.
func (s *nearest) outward() {
	row, column := rowOf(s.From.Lat()), columnOf(s.From.Lon())
	first, last := int32(math.MaxInt32), int32(math.MinInt32)
	for _, l := range s.layers {
		if cells := s.view.Parts[l.part].grid.cells; len(cells) > 0 {
			first, last = min(first, cells[0]/cellsRow), max(last, cells[len(cells)-1]/cellsRow)
		}
	}
	for r := row - 1; r <= row+1; r++ { // the cells about it tell how far is too far; that they are come by again does no harm
		for _, l := range s.layers {
			s.between(l, r, max(column-1, 0), column+1)
		}
	}
	for step := max(0, first-row, row-last); row-step >= first || row+step <= last; step++ {
		north, south := float64(row+step)*cellHigh-90-s.From.Lat(), s.From.Lat()-(float64(row-step+1)*cellHigh-90)
		if min(north, south) > s.tall {
			return
		}
		s.across(row + step)
		if step > 0 {
			s.across(row - step)
		}
	}
}

// limit is beyond what distance nothing need be looked at.
func (s *nearest) limit() geo.Miles {
	if len(s.found) < s.Most {
		return s.Within
	}
	return s.found[len(s.found)-1].Distance
}

// narrow finds out how far away something may lie. However far north or south of the point it is, it is no nearer than the meridian
// on which it lies; that of a pole is as near as the pole.
func (s *nearest) narrow() {
	s.tall, s.wide = float64(s.limit())/milesPerDegree+rounding, 180
	if away := (s.tall - rounding) * math.Pi / 180; away < math.Pi/2 && math.Sin(away) < s.squeeze {
		s.wide = math.Asin(math.Sin(away)/s.squeeze)*180/math.Pi + rounding
	}
}

// rounding is more than what is lost, in degrees, of the edges of cells and of points that are kept short.
const rounding = 2e-5

// across looks through a row, as far to the east and west as matters.
func (s *nearest) across(row int32) {
	from, to := int32(0), int32(cellsRow-1)
	if west, east := s.From.Lon()-s.wide, s.From.Lon()+s.wide; west >= -180 && east <= 180 {
		from, to = columnOf(west), columnOf(east)
	}
	for _, l := range s.layers {
		s.between(l, row, from, to)
	}
}

// between looks through the cells of a row from one column to another.
func (s *nearest) between(l layer, row, from, to int32) {
	g := &s.view.Parts[l.part].grid
	begin, _ := slices.BinarySearch(g.cells, row*cellsRow+from)
	if begin == len(g.cells) || g.cells[begin] > row*cellsRow+to {
		return
	}
	end, _ := slices.BinarySearch(g.cells[begin:], row*cellsRow+to+1)
	first, last := g.starts[begin], g.starts[begin+end]
	if l.all {
		for spot := first; spot < last; spot++ {
			s.pass(l.part, g, spot)
		}
		return
	}
	at, _ := slices.BinarySearch(l.spots, first)
	for ; at < len(l.spots) && l.spots[at] < last; at++ {
		s.pass(l.part, g, l.spots[at])
	}
}

// pass looks at what lies at a spot, unless that is plainly too far away.
func (s *nearest) pass(part int, g *grid, spot uint32) {
	p := &g.points[spot]
	east := math.Abs(float64(p[0]) - s.From.Lon())
	if min(east, 360-east) <= s.wide && math.Abs(float64(p[1])-s.From.Lat()) <= s.tall {
		s.look(part, g.docs[spot])
	}
}

// look puts a document among what was found, if it is near enough and may be.
func (s *nearest) look(n int, doc uint32) {
	p := s.view.Parts[n]
	if !p.Live(doc) {
		return
	}
	row := p.Row(doc)
	one := Nearby{Place: Place{n, doc}, Distance: geo.Distance(s.From, row.Point), service: row.Service}
	if one.Distance > s.limit() || s.May != nil && !s.May(p, doc) {
		return
	}
	if at := slices.IndexFunc(s.found, func(f Nearby) bool { return f.service == one.service }); at >= 0 {
		if s.found[at].Place == one.Place || s.compare(&s.found[at], &one) < 0 { // it is the same that was come by before, or no nearer
			return
		}
		s.found = slices.Delete(s.found, at, at+1)
	}
	at := sort.Search(len(s.found), func(i int) bool { return s.compare(&s.found[i], &one) > 0 })
	if s.found = slices.Insert(s.found, at, one); len(s.found) > s.Most {
		s.found = s.found[:s.Most]
	}
	s.narrow()
}

// compare orders by distance, then by name, then by the ids of the service and of the place.
func (s *nearest) compare(a, b *Nearby) int {
	if order := cmp.Compare(a.Distance, b.Distance); order != 0 {
		return order
	}
	if order := bytes.Compare(s.nameOf(a), s.nameOf(b)); order != 0 {
		return order
	}
	service, location := Split(s.idOf(a))
	other, elsewhere := Split(s.idOf(b))
	return cmp.Or(cmp.Compare(service, other), cmp.Compare(location, elsewhere))
}

func (s *nearest) nameOf(n *Nearby) []byte {
	p := s.view.Parts[n.Part]
	return p.Name(p.Row(n.Doc))
}

// idOf is the id of a document, which stands in the files alone.
func (s *nearest) idOf(n *Nearby) string {
	if n.id == "" {
		id, err := s.view.Parts[n.Part].DocID(n.Doc)
		if err != nil && s.err == nil {
			s.err = err
		}
		n.id = id
	}
	return n.id
}
