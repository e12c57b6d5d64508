package rows_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// scan finds the nearest by looking at every document.
func scan(t *testing.T, v *rows.View, q rows.Nearest) (out []string) {
	t.Helper()
	type one struct {
		distance               geo.Miles
		name, service, at, doc string
	}
	best := map[string]one{}
	for _, p := range v.Parts {
		for doc := range uint32(p.Len()) {
			row := p.Row(doc)
			if !p.Live(doc) || !row.Located() || q.Topics != nil && !slices.ContainsFunc(p.Topics(row), func(tag uint16) bool { return slices.Contains(q.Topics, tag) }) || q.May != nil && !q.May(p, doc) {
				continue
			}
			id, err := p.DocID(doc)
			if err != nil {
				t.Fatal(err)
			}
			service, location := rows.Split(id)
			o := one{geo.Distance(q.From, row.Point), string(p.Name(row)), string(service), string(location), id}
			if was, ok := best[o.service]; o.distance <= q.Within && (!ok || o.distance < was.distance || o.distance == was.distance && o.at < was.at) {
				best[o.service] = o
			}
		}
	}
	var all []one
	for _, o := range best {
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b one) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name), cmp.Compare(a.service, b.service))
	})
	for _, o := range all[:min(len(all), q.Most)] {
		out = append(out, fmt.Sprintf("%x %v", o.doc, o.distance))
	}
	return out
}

// nearest finds them as the program does.
func nearest(t *testing.T, v *rows.View, q rows.Nearest) (out []string) {
	t.Helper()
	found, err := v.Nearest(q)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		id, err := v.Parts[f.Part].DocID(f.Doc)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%x %v", id, f.Distance))
	}
	return out
}

// The nearest by rows of cells are those that a look at every document finds, wherever on Earth, in whatever number of segments,
// with documents deleted, of some topics or any, and many at one point.
func TestNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	s := newShelf(t)
	if found := nearest(t, s.view(), rows.Nearest{From: geo.Point{-1.5, 53.8}, Most: 5, Within: math.MaxFloat64}); found != nil {
		t.Fatalf("nothing has near it %v", found)
	}
	middles := []geo.Point{{-1.5, 53.8}, {-1.5, 53.8}, {-0.1, 51.5}, {-7.3, 57.2}, {179.99, -17}, {-179.9, 60.2}, {20, 89.7}, {0, 0}, {-8, -89.9}}
	somewhere := func() geo.Point {
		m := middles[random.IntN(len(middles))]
		p := geo.Point{m.Lon() + random.NormFloat64()*0.6, max(-90, min(90, m.Lat()+random.NormFloat64()*0.4))}
		if p[0] > 180 {
			p[0] -= 360
		}
		if p[0] < -180 {
			p[0] += 360
		}
		return p
	}
	about := func() []data.TopicID {
		return [][]data.TopicID{{"half"}, {"half", "few"}, {"few"}, nil}[[]int{0, 0, 0, 0, 0, 1, 2, 3, 3, 3}[random.IntN(10)]]
	}
	hall := somewhere()
	var all []text
	for i := range 4000 {
		e := rows.Entry{Service: data.ServiceID(fmt.Sprint(i)), Name: fmt.Sprint("name ", i%7), Topics: about()}
		switch {
		case i%11 == 0:
			e.Point = &hall
		case i%13 != 0: // the others have no point
			p := somewhere()
			e.Point = &p
		}
		if i%5 == 0 {
			e.Location, e.Multi = "a", true
			also := e
			also.Location, also.Topics = "b", about()
			if i%10 == 0 {
				p := somewhere()
				also.Point = &p
			}
			all = append(all, text{also, ""})
		}
		all = append(all, text{e, ""})
	}
	for _, batch := range [][]text{all[:2000], all[2000:2030], all[2030:4000], all[4000:]} {
		s.put(batch)
	}
	var gone []string
	for i := 0; i < len(all); i += 9 {
		gone = append(gone, all[i].DocID())
	}
	s.put(nil, gone...)
	v := s.view()
	if len(v.Parts) < 3 {
		t.Fatalf("%d segments", len(v.Parts))
	}
	half, few := uint16(s.views.Reader.Values.Tag(rows.Topic, "half")), uint16(s.views.Reader.Values.Tag(rows.Topic, "few"))
	full, ringed := 0, 0
	for i := range 600 {
		q := rows.Nearest{From: somewhere(), Most: []int{1, 3, 20, 200}[random.IntN(4)], Within: geo.Miles([]float64{0.5, 20, 300, 30_000}[random.IntN(4)])}
		switch i % 5 {
		case 0:
			q.From = hall
		case 1:
			q.From = geo.Point{random.Float64()*360 - 180, random.Float64()*180 - 90}
		}
		looked := 0
		if i%3 == 0 {
			q.May = func(p *rows.Part, doc uint32) bool { looked++; return p.Row(doc).Key%3 == 0 }
		}
		q.Topics = [][]uint16{nil, {half}, {few}, {few, half}, {0}, {}}[random.IntN(6)]
		want := scan(t, v, q)
		looked = 0
		if got := nearest(t, v, q); !slices.Equal(got, want) {
			t.Fatalf("%d nearest to %v within %v: %d\n%q, want\n%q", q.Most, q.From, q.Within, i, got, want)
		}
		if len(want) == q.Most {
			full++
		}
		if q.May != nil && looked > 0 && looked < v.Docs/4 {
			ringed++
		}
	}
	if full < 100 || ringed < 50 {
		t.Errorf("%d lists were full, %d left most documents out", full, ringed)
	}
	if got, want := nearest(t, v, rows.Nearest{From: hall, Most: 10_000, Within: math.MaxFloat64}), scan(t, v, rows.Nearest{From: hall, Most: 10_000, Within: math.MaxFloat64}); len(got) < 2500 || !slices.Equal(got, want) {
		t.Errorf("of all there are %d, want %d", len(got), len(want))
	}
}
