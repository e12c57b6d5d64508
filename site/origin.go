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
func (o originCookie) place(c *fiber.Ctx, near string) (geo.Place, error) {
	place, err := findPlace(near)
	if err != nil || place.Postcode.IsZero() || place.Asked.Level() == geo.Unit {
		return place, err
	}
	if exact, ok := o.get(c); ok && exact.Sector() == place.Asked {
		if found, err := geo.Locate(exact); err == nil {
			return found, nil
		}
	}
	return place, nil
}

// findPlace reads what a person wrote, or an area's code, as the choice between places of one name sends it.
func findPlace(near string) (geo.Place, error) {
	if code := geo.AreaCode(near); code.Valid() {
		return geo.LocateArea(code)
	}
	return geo.Find(near)
}

// public is how a place is written in an address: never closer than a sector. An area whose name is not its own alone goes
// by its code, or the next page would ask again which one is meant.
func public(p geo.Place) string {
	if p.Asked.IsZero() && len(p.Areas) > 0 && len(geo.AreaByName(p.Label)) != 1 {
		return string(p.Areas[0])
	}
	return publicName(p)
}

// publicName is how a place is named on a page: never closer than a sector.
func publicName(p geo.Place) string {
	if p.Asked.IsZero() {
		return p.Label
	}
	return p.Asked.Sector().String()
}
