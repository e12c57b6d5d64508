package site

import (
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/paulmach/orb"

	"fingerpost/geo"
	"fingerpost/site/sketch"
	"fingerpost/site/words"
)

// sketch draws where the results of a page are, numbered as they are in the list; empty where there is nothing to draw. It
// shows no more of where a person searched from than the address of the page says.
func (s *Site) sketch(c *fiber.Ctx, w words.Words, origin *geo.Place, listings []listed, first int) string {
	var room [2048]byte
	from := fmt.Appendf(room[:0], "%s %d", w.Lang, first)
	var markers []sketch.Marker
	for i, l := range listings {
		if position, ok := spotOf(l); ok {
			markers = append(markers, sketch.Marker{Number: first + i, At: position.Point, Label: l.card.result.Name, Href: "#s-" + string(l.id)})
			from = append(append(append(strconv.AppendInt(append(from, ' '), int64(i), 10), l.id...), l.result.Location...), 0)
		}
	}
	if len(markers) < 2 {
		return "" // the list says as much
	}
	if origin != nil {
		rough := *origin
		if origin.Asked.Level() == geo.Unit {
			if sector, err := geo.Locate(origin.Asked.Sector()); err == nil {
				rough = sector
			}
		}
		origin = &rough
		from = fmt.Appendf(from, "%s %v %s %v", rough.Public(), rough.Point, rough.Precision, rough.Areas)
	}
	now, key := s.now(c.UserContext()), keyOfSketch(from)
	if now != nil {
		if drawn, ok := s.sketches.find(now.shows, key); ok {
			return drawn
		}
	}
	drawn := draw(w, origin, markers)
	if now != nil && s.moments.isPresent(now) {
		s.sketches.keep(now.shows, key, drawn)
	}
	return drawn
}

// draw draws markers about a place that may be told.
func draw(w words.Words, origin *geo.Place, markers []sketch.Marker) string {
	m := sketch.Map{Title: w.T("sketch.title"), Markers: markers, Words: sketch.Words{North: w.T("sketch.north"),
		Miles:   func(miles float64) string { return milesShort(w, miles) },
		Several: func(numbers []int) string { return w.T("sketch.several", "Numbers", numberList(w, numbers)) }}}
	if origin != nil {
		m.Origin = &sketch.Origin{At: origin.Point, Label: origin.Public(), Within: around(origin.Precision, origin.Point)}
		for _, code := range origin.Areas {
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
