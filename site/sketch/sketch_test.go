package sketch

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fingerpost/geo"
)

var update = flag.Bool("update", false, "write testdata/*.svg anew")

var (
	leeds  = geo.Point{-1.5491, 53.7997}
	london = geo.Point{-0.1276, 51.5072}
)

var english = Words{
	North: "North",
	Miles: func(miles float64) string {
		if miles == 1 {
			return "1 mile"
		}
		return strconv.FormatFloat(miles, 'f', -1, 64) + " miles"
	},
	Several: func(numbers []int) string {
		return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(numbers)), ", "), "[]") + ", close together"
	},
}

// numbered are markers from 1 on.
func numbered(points ...geo.Point) []Marker {
	var out []Marker
	for i, p := range points {
		n := strconv.Itoa(i + 1)
		out = append(out, Marker{i + 1, p, "Community Pantry of Street " + n, "#result-" + n})
	}
	return out
}

// off is a point some miles east and north of another.
func off(p geo.Point, east, north float64) geo.Point {
	const mile = 1 / 69.17 // of a degree
	return geo.Point{p.Lon() + east*mile/math.Cos(p.Lat()*math.Pi/180), p.Lat() + north*mile}
}

// scattered are points around another: so many, and most so many miles off.
func scattered(seed uint64, around geo.Point, n int, miles float64) []geo.Point {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []geo.Point
	for range n {
		out = append(out, off(around, r.NormFloat64()*miles, r.NormFloat64()*miles))
	}
	return out
}

// city is 20 results as in a large town: a few side by side in the middle, some in
// a suburb, the rest around.
func city() []Marker {
	return numbered(slices.Concat(scattered(1, leeds, 7, 0.3), scattered(2, off(leeds, 1, 1), 4, 0.3), scattered(3, leeds, 9, 2))...)
}

func from(p geo.Point, within geo.Miles) *Origin { return &Origin{p, "LS1 4", within} }

// Looks change only on purpose:
//
//	go test ./site/sketch -run TestGolden -update
func TestGolden(t *testing.T) {
	for name, m := range map[string]Map{
		"city":    {Title: "Map of 20 services near LS1 4", Origin: from(leeds, 1), Markers: city(), Outlines: coast},
		"far":     {Title: "Map of 5 services", Origin: from(leeds, 0), Markers: numbered(off(leeds, -1, 0.5), off(leeds, 0.8, 0.9), off(leeds, 1.5, -0.6), london, off(leeds, 0.2, -1))},
		"several": {Title: "Map of 9 services", Markers: numbered(slices.Concat(slices.Repeat([]geo.Point{leeds}, 7), []geo.Point{off(leeds, 1, 1), off(leeds, 1, 1)})...)},
	} {
		m.Words = english
		// So that a person can open the file: in a page, HTML says what it is.
		got := strings.Replace(m.Draw(), "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" font-family="arial, sans-serif" `, 1) + "\n"
		path := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is drawn otherwise; see -update:\n%s", path, got)
		}
	}
}

// A person who cannot find a result on the map, or sees it in the wrong direction,
// would go the wrong way.
func TestWhereMarkersStand(t *testing.T) {
	for _, miles := range []float64{0.15, 1, 8, 40} {
		for seed := range uint64(30) {
			markers := numbered(scattered(seed, leeds, 12, miles)...)
			p := read(t, Map{Origin: from(leeds, 0), Markers: markers, Words: english}.Draw())
			cross, perMile := p.cross(t), p.bar/barMiles(t, p)
			for _, m := range p.markers {
				n, err := strconv.Atoi(m.text)
				if err != nil || m.far {
					continue
				}
				at := markers[n-1].At
				x := (at.Lon() - leeds.Lon()) * math.Cos(leeds.Lat()*math.Pi/180) * milesPerDegree * perMile
				y := (at.Lat() - leeds.Lat()) * milesPerDegree * perMile
				// A marker without a line may stand a little off, if it covers the place.
				may := 33.0
				if m.led {
					may = 0
				}
				if miss := m.place.minus(spot{cross.x + x, cross.y - y}).length(); miss > may+1+0.02*math.Hypot(x, y) {
					t.Errorf("%v miles, seed %d: %d is %.1f units from its place", miles, seed, n, miss)
				}
			}
		}
	}
}

func TestDirectionsAndOrderOfDistance(t *testing.T) {
	markers := numbered(off(leeds, 0, 1), off(leeds, 1.3, 0), off(leeds, 0.1, -1.6), off(leeds, -2, 0.2), off(leeds, 1.8, 1.8), off(leeds, -3, -2), off(leeds, 3, -2.5))
	p := read(t, Map{Origin: from(leeds, 0), Markers: markers, Words: english}.Draw())
	cross := p.cross(t)
	last := 0.0
	for _, m := range markers { // by distance
		d := p.marker(t, strconv.Itoa(m.Number)).place.minus(cross)
		drawn := math.Atan2(d.x, -d.y)
		east, north := (m.At.Lon()-leeds.Lon())*math.Cos(leeds.Lat()*math.Pi/180), m.At.Lat()-leeds.Lat()
		if turn := math.Abs(math.Remainder(drawn-math.Atan2(east, north), 2*math.Pi)); turn > 0.01 {
			t.Errorf("%d is drawn %.2f radians from its direction", m.Number, turn)
		}
		if d.length() <= last {
			t.Errorf("%d is drawn nearer than the one before it", m.Number)
		}
		last = d.length()
	}
}

// barMiles is what the scale bar says it is.
func barMiles(t *testing.T, p picture) float64 {
	t.Helper()
	miles, err := strconv.ParseFloat(strings.Fields(p.root.find("fp-sketch__key")[0].find("text")[0].Text)[0], 64)
	if err != nil {
		t.Fatal(err)
	}
	return miles
}

// Who measures with the bar gets the distance that the list says.
func TestScaleBar(t *testing.T) {
	for _, at := range []geo.Point{leeds, {-5.1, 50.1}, {-1.2, 60.2}} {
		for _, miles := range []float64{0.05, 0.2, 0.7, 3, 11, 40, 90} {
			for _, way := range []spot{{1, 0}, {0, 1}, {0.7, 0.7}} {
				markers := numbered(off(at, -miles*way.x, -miles*way.y/3), off(at, miles*way.x/2, miles*way.y))
				p := read(t, Map{Markers: markers, Words: english}.Draw())
				drawn := p.markers[0].place.minus(p.markers[len(p.markers)-1].place).length()
				true := float64(geo.Distance(markers[0].At, markers[1].At))
				said := barMiles(t, p)
				if measured := drawn / p.bar * said; len(p.markers) == 2 && math.Abs(measured-true) > 0.02*true {
					t.Errorf("%v, %v miles: %.3f miles measure %.3f", at, miles, true, measured)
				}
				if !slices.Contains(lengths, said) || p.bar < 40 || p.bar > 190 {
					t.Errorf("%v, %v miles: a bar of %v miles is %v units long", at, miles, said, p.bar)
				}
			}
		}
	}
}

// However crowded a place is, every result is on the map, nothing hides anything
// (which read checks), and a map is soon drawn and sent.
func TestCrowds(t *testing.T) {
	maps, hidden, tangled := 0, 0, 0
	for _, miles := range []float64{0.001, 0.02, 0.1, 0.5, 3, 20} {
		for seed := range uint64(40) {
			near := scattered(seed, leeds, 10, miles)
			markers := numbered(slices.Concat(near, scattered(seed+1000, near[0], 10, miles/4))...)
			var origin *Origin
			if seed%3 > 0 {
				origin = from(off(leeds, miles, 0), geo.Miles(seed%3-1))
			}
			svg := Map{Origin: origin, Markers: markers, Words: english}.Draw()
			if svg == "" {
				continue // all of them stand where the person is
			}
			p := read(t, svg)
			if got := p.numbers(); !slices.Equal(got, upTo(20)) {
				t.Errorf("%v miles, seed %d: the map names %v", miles, seed, got)
			}
			maps++
			if origin != nil && origin.Within == 0 {
				if cross := p.cross(t); p.hides(cross) {
					hidden++
				}
			}
			if p.tangled() {
				tangled++
			}
			if len(svg) > 6000 {
				t.Errorf("%v miles, seed %d: %d bytes", miles, seed, len(svg))
			}
		}
	}
	if maps < 200 || hidden > 0 || tangled > 0 {
		t.Errorf("of %d maps, %d hide the origin and %d have a line that goes under a marker", maps, hidden, tangled)
	}
}

// hides says whether a marker lies on a spot.
func (p *picture) hides(s spot) bool {
	return slices.ContainsFunc(p.markers, func(m drawnMarker) bool {
		return apart(m.box, box{left: s.x, right: s.x, top: s.y, bottom: s.y}) < 0
	})
}

// tangled says whether a line ends under a marker that it does not belong to, or
// goes through one.
func (p *picture) tangled() bool {
	for _, m := range p.markers {
		d := m.box.middle().minus(m.place)
		for _, o := range p.markers {
			if o.name == m.name || !m.led {
				continue
			}
			for i := range 101 {
				s := m.place.along(d, float64(i)/100)
				if apart(o.box, box{left: s.x, right: s.x, top: s.y, bottom: s.y}) < 0 {
					return true
				}
			}
		}
	}
	return false
}

// numbers are all that the names of markers say.
func (p *picture) numbers() []int {
	var out []int
	for _, m := range p.markers {
		before, _, _ := strings.Cut(strings.TrimSuffix(m.name, ", close together"), ".")
		for _, field := range strings.Split(before, ", ") {
			n, _ := strconv.Atoi(field)
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

func upTo(n int) []int {
	var out []int
	for i := range n {
		out = append(out, i+1)
	}
	return out
}

// What is sent for a usual page of 20 results.
func TestSize(t *testing.T) {
	svg := Map{Title: "Map of 20 services near LS1 4", Origin: from(leeds, 1), Markers: numbered(scattered(9, leeds, 20, 1.5)...), Words: english}.Draw()
	if p := read(t, svg); len(svg) > 5000 {
		t.Errorf("%d markers take %d bytes", len(p.markers), len(svg))
	}
}

// On a phone of 320 pixels the map is 288 wide.
func TestLegibleOnPhones(t *testing.T) {
	p := read(t, Map{Origin: from(leeds, 0), Markers: city(), Words: english}.Draw())
	const shown = 288.0 / 640
	if size := p.root.number(t, "font-size") * shown; size < 12 {
		t.Errorf("text is %.1f pixels high", size)
	}
	for _, m := range p.markers {
		if w, h := (m.box.right-m.box.left)*shown, (m.box.bottom-m.box.top)*shown; w < 24 || h < 24 {
			t.Errorf("%s can be tapped on %.1f by %.1f pixels", m.text, w, h)
		}
	}
	for _, text := range p.root.find("text") {
		if text.attr("font-size") != "" {
			t.Errorf("%q has a size of its own", text.Text)
		}
	}
}

func TestForScreenReaders(t *testing.T) {
	markers := numbered(off(leeds, 1, 0), off(leeds, 0, 1), off(leeds, 0, 1), off(leeds, -1, 0))
	markers[3].Href = "javascript:alert(1)"
	p := read(t, Map{Title: "Map of 4", Origin: from(leeds, 0), Markers: markers, Words: english, Outlines: coast}.Draw())
	title := p.root.find("title")[0]
	if p.root.attr("role") != "group" || p.root.attr("aria-labelledby") != title.attr("id") || title.Text != "Map of 4" {
		t.Errorf("the map is called %q", title.Text)
	}
	want := [][2]string{{"1. Community Pantry of Street 1", "#result-1"}, {"2, 3, close together", "#result-2"}, {"4. Community Pantry of Street 4", ""}}
	for i, m := range p.markers {
		if i >= len(want) || m.name != want[i][0] || m.href != want[i][1] {
			t.Errorf("%s: %q leads to %q", m.text, m.name, m.href)
		}
	}
	if links := p.root.find("a"); len(links) != 2 {
		t.Errorf("%d links", len(links))
	}
	// All else that is drawn is not read out, but for the origin, which has a name.
	for _, n := range p.root.Nodes {
		named := n.XMLName.Local == "title" || n.attr("class") == "fp-sketch__ground" || n.attr("class") == "fp-sketch__markers" || n.attr("aria-label") == "LS1 4"
		if named == (n.attr("aria-hidden") == "true") {
			t.Errorf("<%s class=%q> is read out, or a named part is not", n.XMLName.Local, n.attr("class"))
		}
	}
}

// What others wrote stays text.
func TestHostileText(t *testing.T) {
	hostile := "</title><script>alert(1)</script>\" onload=x '&amp; \x00\x1b\xff\u202e\n]]>"
	marker := Marker{1, off(leeds, 1, 0), hostile, "#" + hostile}
	words := Words{North: hostile, Miles: func(float64) string { return hostile }, Several: func([]int) string { return hostile }}
	other := marker
	other.Number = 2
	for _, markers := range [][]Marker{{marker}, {marker, other}} {
		svg := Map{Title: hostile, Origin: &Origin{leeds, hostile, 0}, Markers: markers, Words: words}.Draw()
		p := picture{svg: svg}
		p = read(t, svg)
		if len(p.root.find("script")) > 0 || strings.Contains(svg, "<script") || len(p.root.find("title")) != 2 {
			t.Error(svg)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	for name, m := range map[string]Map{
		"no markers":          {Origin: from(leeds, 1)},
		"no place":            {Origin: from(leeds, 1), Markers: numbered(geo.Point{}, geo.Point{math.NaN(), 53}, geo.Point{-1, math.Inf(1)}, geo.Point{53, -1}, geo.Point{2.35, 48.85})},
		"no number":           {Markers: []Marker{{0, leeds, "", ""}, {-3, leeds, "", ""}, {10_000, leeds, "", ""}}},
		"where the person is": {Origin: from(leeds, 0), Markers: numbered(leeds, off(leeds, 0.005, 0))},
	} {
		m.Words = english
		if svg := m.Draw(); svg != "" {
			t.Errorf("%s: %s", name, svg)
		}
	}
	if p := read(t, Map{Markers: numbered(scattered(1, leeds, 40, 1)...), Words: english}.Draw()); !slices.Equal(p.numbers(), upTo(30)) {
		t.Errorf("of 40 markers came %v", p.numbers())
	}
	p := read(t, Map{Origin: from(geo.Point{math.NaN(), 0}, geo.Miles(math.NaN())), Markers: numbered(leeds, geo.Point{}), Words: english}.Draw())
	if len(p.markers) != 1 || len(p.root.find("fp-sketch__cross")) > 0 {
		t.Errorf("of one good point came %v", p.saying())
	}
}

// The same results make the same map, whatever their order.
func TestSameMapAgain(t *testing.T) {
	m := Map{Origin: from(leeds, 0), Markers: city(), Words: english}
	want := m.Draw()
	slices.Reverse(m.Markers)
	before := slices.Clone(m.Markers)
	if m.Draw() != want {
		t.Error("the order of the markers changes the map")
	}
	if !slices.Equal(m.Markers, before) {
		t.Error("drawing changed the markers")
	}
}
