package sketch

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"fingerpost/geo"
)

// One office in London must not press a town together, and villages around a town
// are no outliers.
func TestOutliers(t *testing.T) {
	town := []geo.Point{off(leeds, -1, 0.5), off(leeds, 0.8, 0.9), off(leeds, 1.5, -0.6)}
	for _, test := range []struct {
		name   string
		origin *Origin
		points []geo.Point
		far    string
	}{
		{"in a row", from(leeds, 0), []geo.Point{off(leeds, -1, 0), off(leeds, 1, 0.1), off(leeds, 2, 0), london}, "4"},
		{"one far off", from(leeds, 0), append(town, london), "4"},
		{"the same without an origin", nil, append(town, london), "4"},
		{"two at one place far off", from(leeds, 1), append(town, london, london), "4, 5"},
		{"in opposite directions", from(leeds, 0), append(town, london, off(leeds, -60, 100)), "4 5"},
		{"four times as far is no gap", from(leeds, 0), append(town, off(leeds, 0, 5)), ""},
		{"within a walk", from(leeds, 0), append(slices.Repeat([]geo.Point{off(leeds, 0.1, 0)}, 5), off(leeds, 0, 2.9)), ""},
		{"and more is", from(leeds, 0), append(town, off(leeds, 0, 8)), "4"},
		{"villages", from(leeds, 0), append(scattered(4, leeds, 10, 0.4), off(leeds, 2, 0), off(leeds, 0, -4), off(leeds, -7, 1)), ""},
		{"step by step beyond all measure", from(leeds, 0), append(scattered(5, leeds, 10, 0.5), off(leeds, 3, 0), off(leeds, 0, -8), off(leeds, 21, 0)), "13"},
		{"three have room", from(leeds, 0), []geo.Point{leeds, off(leeds, 0.1, 0), london}, ""},
		{"one alone", from(leeds, 0), []geo.Point{london}, ""},
		{"all far from the origin", from(leeds, 0), []geo.Point{london, off(london, 1, 0), off(london, 0, 2)}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			markers := numbered(test.points...)
			p := read(t, Map{Origin: test.origin, Markers: markers, Words: english}.Draw())
			var far []string
			for _, m := range p.markers {
				if !m.far {
					continue
				}
				far = append(far, m.text)
				if !(box{left: m.tip.x, right: m.tip.x, top: m.tip.y, bottom: m.tip.y}).in(p.paper) || m.tip.y > p.paper.bottom-keyHeight {
					t.Errorf("the arrow of %s ends off the map: %v", m.text, m.tip)
				}
				edge := min(m.box.left, m.box.top, p.paper.right-m.box.right, p.paper.bottom-keyHeight-m.box.bottom)
				if edge > tip+6 {
					t.Errorf("%s stands %.1f from the edge", m.text, edge)
				}
				at, d := markers[first(m)-1].At, m.tip.minus(m.box.middle())
				true := math.Atan2((at.Lon()-leeds.Lon())*math.Cos(leeds.Lat()*math.Pi/180), at.Lat()-leeds.Lat())
				if turn := math.Abs(math.Remainder(math.Atan2(d.x, -d.y)-true, 2*math.Pi)); turn > 0.1 {
					t.Errorf("the arrow of %s is %.2f radians off", m.text, turn)
				}
			}
			if got := strings.Join(far, " "); got != test.far {
				t.Errorf("outliers: %q", got)
			}
			if len(far) > 0 && p.paper.bottom < 400 {
				t.Errorf("arrows take the room of the rest: the map is only %v high", p.paper.bottom)
			}
		})
	}
}

func TestSeveralAtOnePlace(t *testing.T) {
	here, there := off(leeds, 1, 1), off(leeds, -1, 0)
	for _, test := range []struct {
		name   string
		points []geo.Point
		want   string
	}{
		{"apart", []geo.Point{here, there}, "1|2"},
		{"two of three", []geo.Point{here, there, here}, "1, 3|2"},
		{"the same house", []geo.Point{here, there, off(here, 0.005, 0)}, "1, 3|2"},
		{"neighbours move apart", []geo.Point{here, there, off(here, 0.15, 0)}, "1|2|3"},
		{"six are listed", slices.Repeat([]geo.Point{here}, 6), "1, 2, 3, 4, 5, 6"},
		{"more are a range", append(slices.Repeat([]geo.Point{here}, 8), there), "1–8|9"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := read(t, Map{Origin: from(leeds, 0), Markers: numbered(test.points...), Words: english}.Draw())
			if got := strings.Join(p.saying(), "|"); got != test.want {
				t.Errorf("the markers say %s, not %s", got, test.want)
			}
		})
	}
	// A service that is at one place twice is one service.
	twice := []Marker{{3, here, "Twice", "#result-3"}, {3, here, "Twice", "#result-3"}}
	if p := read(t, Map{Markers: twice, Words: english}.Draw()); len(p.markers) != 1 || p.markers[0].name != "3. Twice" {
		t.Errorf("%+v", p.markers)
	}
}

func TestNumberLines(t *testing.T) {
	for want, numbers := range map[string][]int{
		"7":                                 {7},
		"3, 5":                              {3, 5},
		"1, 2, 3, 4,/5, 6":                  {1, 2, 3, 4, 5, 6},
		"1–8":                               {1, 2, 3, 4, 5, 6, 7, 8},
		"1–3, 5, 6,/8, 20":                  {1, 2, 3, 5, 6, 8, 20},
		"11, 12, 14,/16, 18, 20":            {11, 12, 14, 16, 18, 20},
		"1, 3, 5, 7,/9, 11, 13,/15, 17, +2": {1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21},
		"1, 3, 5, 7,/9, 11, 13,/15":         {1, 3, 5, 7, 9, 11, 13, 15},
		"1, 3, 5, 7,/9, 11,/13–16, 18":      {1, 3, 5, 7, 9, 11, 13, 14, 15, 16, 18},
		"9991–9997":                         {9991, 9992, 9993, 9994, 9995, 9996, 9997},
	} {
		if got := strings.Join(numberLines(numbers, mostLines), "/"); got != want {
			t.Errorf("%v: %s, not %s", numbers, got, want)
		}
	}
	if got := strings.Join(numberLines([]int{4, 5, 7, 9, 11, 12}, farLines), "/"); got != "4, 5, 7, +3" {
		t.Errorf("at the edge: %s", got)
	}
}

// How far the person may be is drawn to scale, unless that leaves the markers no room.
func TestWithin(t *testing.T) {
	for _, test := range []struct {
		name   string
		within geo.Miles
		points []geo.Point
		whole  bool
	}{
		{"one marker inside", 1, []geo.Point{off(leeds, 0.2, 0.1)}, true},
		{"small beside the rest", 0.5, scattered(1, leeds, 12, 2), true},
		{"many markers inside", 3, scattered(1, leeds, 12, 0.3), false},
		{"an island", 30, []geo.Point{off(leeds, 0.2, 0.1)}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := read(t, Map{Origin: from(leeds, test.within), Markers: numbered(test.points...), Words: english}.Draw())
			disc := p.root.find("fp-sketch__within")[0]
			r, x, y := disc.number(t, "r"), disc.number(t, "cx"), disc.number(t, "cy")
			if want := float64(test.within) * p.bar / barMiles(t, p); math.Abs(r-want) > 1 {
				t.Errorf("a radius of %v units, not %.1f", r, want)
			}
			whole := (box{left: x - r, right: x + r, top: y - r, bottom: y + r}).in(box{right: p.paper.right, bottom: p.paper.bottom - keyHeight})
			if whole != test.whole {
				t.Errorf("the disc at %v, %v of %v is whole: %v", x, y, r, whole)
			}
			if len(p.root.find("fp-sketch__cross")) > 0 {
				t.Error("a cross says more than is known")
			}
		})
	}
}

// However near or far it reaches, there is a disc to see and no more to send.
func TestWithinOutOfScale(t *testing.T) {
	for _, within := range []geo.Miles{0.001, 1e9, geo.Miles(math.Inf(1))} {
		p := read(t, Map{Origin: from(leeds, within), Markers: numbered(off(leeds, 9, 9)), Words: english}.Draw())
		if r := p.root.find("fp-sketch__within")[0].number(t, "r"); r < 15 || len(p.svg) > 2000 {
			t.Errorf("%v miles: a radius of %v, %d bytes", within, r, len(p.svg))
		}
	}
}

func TestShorten(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"LS1 4", "LS1 4"},
		{" LS1\n\t4 ", "LS1 4"},
		{"", ""},
		{"Llanfairpwllgwyngyll", "Llanfair…"},
		{"Moor, Mount and Marsh", "Moor, M…"},
		{"WWWW, WWWW", "WWWW…"},
	} {
		if got := shorten(test.text, 160); got != test.want || textWidth(got) > 160 {
			t.Errorf("%q became %q, %.0f units", test.text, got, textWidth(got))
		}
	}
}

// coast is two areas with a common border of many corners, around Leeds.
var coast = []orb.MultiPolygon{{{wavy(-1.75, 53.75)}}, {{wavy(-1.55, 53.75)}}}

func wavy(lon, lat float64) orb.Ring {
	var ring orb.Ring
	for i := range 400 {
		a := float64(i) * 2 * math.Pi / 400
		r := 0.1 + 0.01*math.Sin(9*a) + 0.002*math.Sin(70*a)
		ring = append(ring, orb.Point{lon + 1.7*r*math.Cos(a), lat + r*math.Sin(a)})
	}
	return append(ring, ring[0])
}

func TestOutlines(t *testing.T) {
	m := Map{Origin: from(leeds, 0), Markers: city(), Words: english}
	bare := m.Draw()
	drawn := func(areas []orb.MultiPolygon) (string, string) {
		m.Outlines = areas
		svg := m.Draw()
		p := read(t, svg)
		lines := p.root.find("fp-sketch__outline")
		if len(lines) == 0 {
			return "", svg
		}
		return lines[0].attr("d"), svg
	}
	d, svg := drawn(coast)
	if d == "" || len(svg)-len(bare) > 3200 {
		t.Errorf("outlines of %d bytes", len(svg)-len(bare))
	}
	if first := numbers(t, d); first[0] < -11 || first[0] > 651 || first[1] < -11 || first[1] > 500 {
		t.Errorf("outlines begin far off the map: %v", first[:2])
	}
	var many []orb.MultiPolygon
	for i := range 300 {
		many = append(many, orb.MultiPolygon{{wavy(-1.75+float64(i%20)/50, 53.7+float64(i/20)/80)}})
	}
	if d, _ := drawn(many); d == "" || len(d) > 3000 {
		t.Errorf("many outlines take %d bytes", len(d))
	}
	around := orb.MultiPolygon{{{{-3, 52}, {0, 52}, {0, 55}, {-3, 55}, {-3, 52}}}}
	elsewhere := orb.MultiPolygon{{wavy(-4, 56)}}
	broken := orb.MultiPolygon{{{}}, {{{-1.55, 53.8}}}, {}}
	for _, bad := range []orb.Point{{math.NaN(), 53.8}, {-1.5, math.Inf(-1)}, {-1.6, 1e308}} {
		broken = append(broken, orb.Polygon{{{-1.6, 53.8}, bad, {-1.5, 53.79}, {-1.6, 53.8}}}, orb.Polygon{{{-1.6, 53.8}, {-1.5, 53.79}, {-1.6, 53.8}, bad}})
	}
	square := orb.MultiPolygon{{{off(leeds, -1, -1), off(leeds, 1, -1), off(leeds, 1, 1), off(leeds, -1, 1), off(leeds, -1, -1)}}}
	d, _ = drawn([]orb.MultiPolygon{square})
	if n := numbers(t, d); len(n) != 10 || n[2]+n[4]+n[6]+n[8] != 0 || n[3]+n[5]+n[7]+n[9] != 0 || n[2] < 50 {
		t.Errorf("a square around the origin became %s", d)
	}
	if d, svg := drawn([]orb.MultiPolygon{around, elsewhere, broken, nil}); d != "" || svg != bare {
		t.Errorf("nothing of these is on the map: %s", d)
	}
	if coast[0][0][0][0] != (orb.Point{-1.75 + 1.7*0.1, 53.75}) || len(coast[0][0][0]) != 401 {
		t.Error("drawing changed the outlines")
	}
}
