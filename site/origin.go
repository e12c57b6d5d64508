package site

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"fingerpost/geo"
)

// originCookieName keeps the exact place of a search.
const originCookieName = "__Host-origin"

// originLife is how long the cookie is good for. It also ends with the browser's session.
const originLife = 12 * time.Hour

// setOrigin seals the exact postcode of a search in a cookie, so that the address of the results needs to hold only its
// sector: a copied link gives away no home, and distances stay exact for the person who searched. Anything coarser than a
// whole postcode is in the address anyway.
func (s *Site) setOrigin(c *fiber.Ctx, p geo.Postcode) error {
	if p.Level() != geo.Unit {
		return nil
	}
	return s.seals.put(c, originCookieName, []byte(p.String()), originLife)
}

// sealedOrigin is the postcode of the cookie.
func (s *Site) sealedOrigin(c *fiber.Ctx) (geo.Postcode, bool) {
	text, ok := s.seals.get(c, originCookieName)
	if !ok {
		return geo.Postcode{}, false
	}
	p, err := geo.ParsePostcode(string(text))
	return p, err == nil
}

// place finds the place that a search is about. If near is the sector of the cookie's postcode, it is that postcode.
func (s *Site) place(c *fiber.Ctx, near string) (geo.Place, error) {
	place, err := s.finder().Find(near)
	if err != nil || place.Asked.IsZero() || place.Asked.Level() == geo.Unit {
		return place, err
	}
	if exact, ok := s.sealedOrigin(c); ok && exact.Sector() == place.Asked {
		if found, err := geo.Locate(exact); err == nil {
			return found, nil
		}
	}
	return place, nil
}

// Home is the middle of the area where most of the people live who use the directory, if it has one.
func (b Brand) Home() (geo.Point, bool) {
	area, ok := geo.AreaByCode(b.Area)
	if !ok || area.Level >= geo.NationLevel {
		return geo.Point{}, false
	}
	home, err := geo.LocateArea(area.Code)
	return home.Point, err == nil
}

// finder reads what people write for a place; of several places of one name, those nearer to the directory's own area come
// first.
func (s *Site) finder() geo.Finder {
	if home, ok := s.Brand.Home(); ok {
		return geo.Finder{Home: &home}
	}
	return geo.Finder{}
}

// exact is the whole postcode that a place stands for, as closely as it is known; of coordinates, the nearest.
func exact(p geo.Place) geo.Postcode {
	if !p.Asked.IsZero() {
		return p.Asked
	}
	return p.Postcode
}
