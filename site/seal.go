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
)

// seals keep what a browser holds for the site, in cookies and in forms, from being read or changed on the way: sealed with
// AES-GCM, under a name that one seal cannot be taken for another's by, and good until a time.
type seals struct {
	key cipher.AEAD
	now data.Clock
}

func newSeals(secret []byte, now data.Clock) (seals, error) {
	block, err := aes.NewCipher(secret)
	if err != nil {
		return seals{}, fmt.Errorf("the site's secret: %w", err)
	}
	key, err := cipher.NewGCM(block)
	return seals{key, now}, err
}

// close seals a text for as long as it is good.
func (s seals) close(name string, plain []byte, life time.Duration) (string, error) {
	text := binary.BigEndian.AppendUint64(nil, uint64(s.now().Add(life).Unix()))
	text = append(text, plain...)
	nonce := make([]byte, s.key.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(s.key.Seal(nonce, nonce, text, []byte(name))), nil
}

// open gives a sealed text. fresh is false for one that was good once; ok is false for one that nobody here has sealed.
func (s seals) open(name, sealed string) (plain []byte, fresh, ok bool) {
	b, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || len(b) < s.key.NonceSize() {
		return nil, false, false
	}
	nonce, text := b[:s.key.NonceSize()], b[s.key.NonceSize():]
	text, err = s.key.Open(nil, nonce, text, []byte(name))
	if err != nil || len(text) < 8 {
		return nil, false, false
	}
	return text[8:], int64(binary.BigEndian.Uint64(text)) >= s.now().Unix(), true
}

// put seals a cookie, which also ends with the browser's session. The prefix __Host- in its name makes browsers take it only
// over a safe connection and for this host alone (RFC 6265bis, section 4.1.3.2); they count a person's own machine as safe.
func (s seals) put(c *fiber.Ctx, name string, plain []byte, life time.Duration) error {
	sealed, err := s.close(name, plain, life)
	if err != nil {
		return err
	}
	c.Cookie(&fiber.Cookie{Name: name, Value: sealed, Path: "/", Secure: true, HTTPOnly: true,
		SameSite: fiber.CookieSameSiteLaxMode, SessionOnly: true})
	return nil
}

// get opens a cookie. One that is missing, old, or sealed by someone else is no cookie.
func (s seals) get(c *fiber.Ctx, name string) ([]byte, bool) {
	plain, fresh, ok := s.open(name, c.Cookies(name))
	return plain, fresh && ok
}

// clear takes a cookie away.
func (s seals) clear(c *fiber.Ctx, name string) {
	c.Cookie(&fiber.Cookie{Name: name, Path: "/", Secure: true, HTTPOnly: true, SameSite: fiber.CookieSameSiteLaxMode,
		Expires: time.Unix(0, 0)})
}
