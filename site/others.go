package site

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

const (
	maxNearest                = 3  // services that a listing leads to because they are the nearest on its topic
	farthestNearest geo.Miles = 25 // beyond which nobody is sent instead
	maxOthers                 = 4  // services that it leads to where there are none
)

// others are a few services on the topic of a listing: those nearest to its place; or where it has none, or they are far, those
// that serve the same people. More leads to all of them.
func (s *Site) others(c *fiber.Ctx, w words.Words, l data.Listing, v *views.ListingView) error {
	topics := l.Service.Topics
	origin := placeOf(l)
	// One that has closed has others in its place also where nobody knows what it was about.
	near := origin != nil && !l.Service.Status.Listed()
	if _, ready := s.Index.Ready(); !ready || len(topics) == 0 && !near {
		return nil
	}
	p := params{words: w, Page: 1}
	if len(topics) > 0 {
		p.Filters = index.Filters{index.TopicGroup: {string(topics[0])}}
	}
	if origin != nil {
		p.Near = origin.Near()
	}
	at, located := standsAt(l)
	var found []index.Result
	if located {
		neighbours, err := s.Index.Nearest(c.UserContext(), at, farthestNearest, p.Filters, maxNearest+1) // it may itself be one
		if err != nil {
			return err
		}
		for _, n := range neighbours {
			found = append(found, index.Result{Service: n.Service, Location: n.Location, Distance: &n.Distance})
		}
		v.Nearest = true
	}
	itself := func(r index.Result) bool { return r.Service == l.Service.ID }
	if found = slices.DeleteFunc(found, itself); len(found) == 0 {
		if located {
			origin = &at
		}
		request := p.request(origin)
		request.Limit = maxOthers + 1
		answer, err := s.search(c, request)
		if err != nil {
			return err
		}
		found, v.Nearest = slices.DeleteFunc(answer.Results, itself), false
	}
	most := maxOthers
	if v.Nearest {
		most = maxNearest
	}
	shown, err := s.listed(c, w, found[:min(len(found), most)])
	if err != nil {
		return err
	}
	for _, other := range shown {
		v.Others = append(v.Others, s.otherLink(w, other, at, located))
	}
	if len(v.Others) > 0 {
		v.More = &views.Link{Text: w.T("listing.more_others"), Href: p.address(nil)}
	}
	return nil
}

// otherLink leads to another service. It says how far that is from the place of the listing, if that is known to anyone, or else how
// people are helped there.
func (s *Site) otherLink(w words.Words, other listed, at geo.Place, located bool) views.Link {
	link := views.Link{Text: other.card.result.Name, Href: other.card.result.Href}
	if _, there := other.positionOf(other.result.Location); located && there {
		link.Note = s.distanceWords(w, other, &at)
	}
	if link.Note == "" && len(other.ways) > 0 {
		link.Note = waysWords(w, other.ways)
	}
	return link
}

// standsAt is where the first place of a listing is. It is nowhere if any of its places is withheld: distances from one could tell
// where the other is.
func standsAt(l data.Listing) (at geo.Place, ok bool) {
	for _, s := range l.Service.ServiceAtLocations {
		place, known := l.Location(s.LocationID)
		if !known {
			continue
		}
		if place.Withheld {
			return geo.Place{}, false
		}
		position, located := data.Geocode(place)
		if ok || !located {
			continue
		}
		around, err := geo.LocatePoint(position.Point.Lat(), position.Point.Lon())
		if err != nil {
			continue
		}
		at, ok = around, true
		at.Point = position.Point // everyone may know it as it is
		if !position.Close() {
			at.Precision = position.Precision
		}
	}
	return at, ok
}
