package site

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
)

// originCookieName keeps the exact place of a search. The prefix makes browsers take it only over a safe connection and
// for this host alone (RFC 6265bis, section 4.1.3.2); they count a person's own machine as safe.
const originCookieName = "__Host-origin"

// originLife is how long the cookie is good for. It also ends with the browser's session.
const originLife = 12 * time.Hour

// originCookie seals the exact postcode of a search, so that the address of the results needs to hold only its sector: a
// copied link gives away no home, and distances stay exact for the person who searched.
type originCookie struct {
	seal cipher.AEAD
	now  data.Clock
}

func newOriginCookie(secret []byte, now data.Clock) (originCookie, error) {
	block, err := aes.NewCipher(secret)
	if err != nil {
		return originCookie{}, fmt.Errorf("the site's secret: %w", err)
	}
	seal, err := cipher.NewGCM(block)
	return originCookie{seal, now}, err
}

// set keeps a whole postcode; anything coarser is in the address anyway.
func (o originCookie) set(c *fiber.Ctx, p geo.Postcode) error {
	if p.Level() != geo.Unit {
		return nil
	}
	plain := binary.BigEndian.AppendUint64(nil, uint64(o.now().Add(originLife).Unix()))
	plain = append(plain, p.String()...)
	nonce := make([]byte, o.seal.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return err
	}
	sealed := o.seal.Seal(nonce, nonce, plain, []byte(originCookieName))
	c.Cookie(&fiber.Cookie{Name: originCookieName, Value: base64.RawURLEncoding.EncodeToString(sealed), Path: "/",
		Secure: true, HTTPOnly: true, SameSite: fiber.CookieSameSiteLaxMode, SessionOnly: true})
	return nil
}

// get opens the cookie. A cookie that is missing, old, or sealed by someone else is no cookie.
func (o originCookie) get(c *fiber.Ctx) (geo.Postcode, bool) {
	sealed, err := base64.RawURLEncoding.DecodeString(c.Cookies(originCookieName))
	if err != nil || len(sealed) < o.seal.NonceSize() {
		return geo.Postcode{}, false
	}
	nonce, text := sealed[:o.seal.NonceSize()], sealed[o.seal.NonceSize():]
	plain, err := o.seal.Open(nil, nonce, text, []byte(originCookieName))
	if err != nil || len(plain) < 8 || int64(binary.BigEndian.Uint64(plain)) < o.now().Unix() {
		return geo.Postcode{}, false
	}
	p, err := geo.ParsePostcode(string(plain[8:]))
	return p, err == nil
}

// place finds the place that a search is about. If near is the sector of the cookie's postcode, it is that postcode.
func (s *Site) place(c *fiber.Ctx, near string) (geo.Place, error) {
	place, err := s.finder().Find(near)
	if err != nil || place.Asked.IsZero() || place.Asked.Level() == geo.Unit {
		return place, err
	}
	if exact, ok := s.origins.get(c); ok && exact.Sector() == place.Asked {
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
