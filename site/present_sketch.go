package site

import (
	"strconv"

	"github.com/paulmach/orb"

	"fingerpost/geo"
	"fingerpost/site/sketch"
	"fingerpost/site/words"
)

// sketch draws where the results of a page are, numbered as they are in the list; empty where there is nothing to draw. It
// shows no more of where a person searched from than the address of the page says.
func (s *Site) sketch(w words.Words, origin *geo.Place, listings []listed, first int) string {
	m := sketch.Map{Title: w.T("sketch.title"), Words: sketch.Words{North: w.T("sketch.north"),
		Miles:   func(miles float64) string { return milesShort(w, miles) },
		Several: func(numbers []int) string { return w.T("sketch.several", "Numbers", numberList(w, numbers)) }}}
	for i, l := range listings {
		if position, ok := spotOf(l); ok {
			m.Markers = append(m.Markers, sketch.Marker{Number: first + i, At: position.Point, Label: l.listing.Service.Name,
				Href: "#s-" + string(l.listing.Service.ID)})
		}
	}
	if len(m.Markers) < 2 {
		return "" // the list says as much
	}
	if origin != nil {
		rough := *origin
		if origin.Asked.Level() == geo.Unit {
			if sector, err := geo.Locate(origin.Asked.Sector()); err == nil {
				rough = sector
			}
		}
		m.Origin = &sketch.Origin{At: rough.Point, Label: rough.Public(), Within: around(rough.Precision, rough.Point)}
		for _, code := range rough.Areas {
			if outline, ok := geo.Outline(code); ok && code.Level() == geo.DistrictLevel {
				m.Outlines = append(m.Outlines, []orb.MultiPolygon{outline}...)
			}
		}
	}
	return m.Draw()
}

// milesShort is a round distance, as the scale of the sketch writes it.
func milesShort(w words.Words, miles float64) string {
	if miles == float64(int(miles)) {
		return wholeMiles(w, int(miles))
	}
	return w.T("sketch.miles", "Miles", strconv.FormatFloat(miles, 'f', -1, 64))
}

func numberList(w words.Words, numbers []int) string {
	var out []string
	for _, n := range numbers {
		out = append(out, strconv.Itoa(n))
	}
	return list(w, out)
}
