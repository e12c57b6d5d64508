package site

import (
	"math"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// showMap shows a page of results on a map. What the map knows stands on the page, so that it asks the server for nothing
// but the pictures of an operator who has some.
func (s *Site) showMap(c *fiber.Ctx, w words.Words, r searched) error {
	list := r.params
	list.path = ""
	view := views.MapView{Heading: w.T("map.title", "Heading", resultsHeading(w, r.params, r.origin, r.answer.Total)),
		Start: (r.params.Page-1)*perPage + 1, Pages: pagination(r.params, r.answer.Total, r.answer.At)}
	if len(r.answer.Dangers) > 0 {
		urgent := s.dangerLines(w, r.answer.Dangers, nationsOf(r.origin))
		view.Urgent = &urgent
	}
	for i, l := range r.listings {
		result, err := s.resultView(w, l, r.origin)
		if err != nil {
			return err
		}
		entry := views.MapResult{ID: result.ID, Name: result.Name, Href: result.Href, Organization: result.Organization, Where: w.T("map.not_placed")}
		if spot, ok := spotOf(l); ok {
			entry.Where = result.Distance
			view.Data.Points = append(view.Data.Points, mapPoint(view.Start+i, result, spot, l.result.Reach))
		}
		view.Results = append(view.Results, entry)
	}
	if len(r.listings) == 0 {
		view.None = s.noneFound(w, list, r.origin)
	}
	view.Lead = w.T("map.unplaced")
	if n := len(view.Data.Points); n > 0 {
		view.Lead = w.N("map.placed", n)
		view.Data.Area = s.mapArea(r.params.Near)
		view.Key = mapKey(w, view.Data, r.origin)
		view.Sketch = s.sketch(c, w, r.origin, r.listings, view.Start)
		view.Data.Tiles, view.Attribution = s.Tiles.Path, s.Tiles.Attribution
	}
	if !isExact(r.origin) {
		mayKeep(c, nil)
	}
	page := s.pageOf(w, r, view.Heading)
	page.Map, page.Back = len(view.Data.Points) > 0, &views.Link{Text: w.T("map.back"), Href: list.here()}
	return s.render(c, w, page, views.Map(w, view))
}

// mapAddress is where the same page of results is on a map; empty when nothing on it can be shown on one.
func mapAddress(p params, listings []listed) string {
	for _, l := range listings {
		if _, ok := spotOf(l); ok {
			p.path = "/map"
			return p.here()
		}
	}
	return ""
}

// spotOf is where a result is drawn, on the sketch and on the map: at the place that it is listed with, if people go there. A
// place that is withheld has no position.
func spotOf(l listed) (data.Position, bool) {
	if l.result.Reach.Band() == index.RemoteBand {
		return data.Position{}, false
	}
	return l.positionOf(l.result.Location)
}

func mapPoint(number int, r views.Result, spot data.Position, reach index.Reach) views.MapPoint {
	p := views.MapPoint{Number: number, Name: r.Name, URL: r.Href, Note: r.Distance, Near: reach == index.Near}
	p.Lat, p.Lon = toAMetre(spot.Point.Lat()), toAMetre(spot.Point.Lon())
	if !spot.Close() {
		p.Rough = metres(around(spot.Precision, spot.Point))
	}
	return p
}

// mapArea is roughly where a search is from, by what its address says and never by what the person's own cookie holds: nil
// for none, and for what is no smaller than a council.
func (s *Site) mapArea(near string) *views.MapArea {
	if near == "" {
		return nil
	}
	place, err := s.finder().Find(near)
	if err != nil {
		return nil
	}
	radius := around(place.Precision, place.Point)
	if radius == 0 {
		return nil
	}
	return &views.MapArea{Lat: toAMetre(place.Point.Lat()), Lon: toAMetre(place.Point.Lon()), Rough: metres(radius)}
}

// mapKey says what the map shows, and how to move it.
func mapKey(w words.Words, d views.MapData, origin *geo.Place) []string {
	key := []string{w.T("map.how")}
	if d.Area != nil {
		key = append(key, w.T("map.area", "Place", origin.Public()))
	}
	for _, p := range d.Points {
		if p.Rough > 0 {
			return append(key, w.T("map.rough"))
		}
	}
	return key
}

// around is how far from its middle something may be that is known by a part of a postcode or by its town: further where
// people live far apart. It is to draw by; nothing is decided by it. It is nought for what is known closer, and for areas.
func around(p geo.Precision, middle geo.Point) geo.Miles {
	share := map[geo.Precision]geo.Miles{geo.PrecisionSector: 0.25, geo.PrecisionSettlement: 0.5, geo.PrecisionOutward: 1}[p]
	if share == 0 {
		return 0
	}
	return share * geo.Neighbourhood(middle)
}

func metres(m geo.Miles) int { return int(math.Round(1000 * m.Kilometres())) }

// toAMetre rounds degrees to about a metre.
func toAMetre(degrees float64) float64 { return math.Round(degrees*1e5) / 1e5 }
