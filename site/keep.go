package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/gofiber/fiber/v2"
)

// A search is answered again from what was answered in the same moment (answers.go), and not at all where whoever asks has the
// answer of that moment still (a tag, RFC 9110, section 8.8.3). Only what nobody's cookie has a part in is kept: a saved list or
// an exact postcode makes another page, which has no tag either. It stays so that browsers keep no search: what is told of
// caching is as it was.

// route is what is the same of all answers of one kind.
type route struct {
	personal bool   // pages go by cookies
	open     bool   // pages of other sites may read them
	caching  string // what Cache-Control says
}

var (
	searchRoute = route{personal: true, caching: "no-store"}
	browseRoute = route{personal: true, caching: "no-cache"}
	apiRoute    = route{open: true, caching: "no-store"}
)

// tell sets the headers that all answers of a kind have, and the tag where there is one.
func (r route) tell(c *fiber.Ctx, tag []byte) {
	h := &c.Response().Header
	if r.personal {
		h.Set(fiber.HeaderVary, "Accept-Encoding, Cookie")
	} else {
		h.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	}
	if r.open {
		h.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	}
	if tag != nil {
		h.SetBytesV(fiber.HeaderETag, tag)
	}
}

// keeping is what a handler says of its answer, so that it can be kept.
type keeping struct {
	may   bool
	count *sought // how it counts as a search, each time it is shown
}

const keepingKey = "keeping"

// mayKeep lets the answer that is being made be kept.
func mayKeep(c *fiber.Ctx, count *sought) {
	if k, ok := c.Locals(keepingKey).(*keeping); ok {
		k.may, k.count = true, count
	}
}

// asked are lent to requests.
var asked = sync.Pool{New: func() any { b := make([]byte, 0, 512); return &b }}

// keeps answers from what was answered before, or has a handler answer. It packs the answer as well.
func (s *Site) keeps(r route, answer fiber.Handler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		var now *moment
		if !r.personal || !hasCookie(c) {
			now = s.now(c.UserContext())
		}
		if now == nil || !now.settled() {
			return s.answerPacked(c, r, answer)
		}
		lent := asked.Get().(*[]byte)
		defer asked.Put(lent)
		uri := c.Request().URI()
		question := appendQuestion((*lent)[:0], uri.PathOriginal(), uri.QueryString())
		if s.Brand.URL == "" {
			question = append(append(question, ' '), s.base(c)...) // which stands on the page
		}
		*lent = question
		tag := now.tag(question)
		before := s.answers.find(now, question)
		if before != nil {
			s.count(c, before.count)
		}
		if has := c.Request().Header.Peek(fiber.HeaderIfNoneMatch); len(has) > 0 && bytes.Contains(has, tag[2:]) {
			r.tell(c, tag)
			c.Set(fiber.HeaderCacheControl, r.caching)
			return c.Status(fiber.StatusNotModified).Send(nil)
		}
		if before != nil {
			r.tell(c, tag)
			return s.send(c, r, before)
		}
		return s.answerKept(c, r, answer, now, string(question), tag)
	}
}

// answerKept has a handler answer, and keeps what may be kept of that.
func (s *Site) answerKept(c *fiber.Ctx, r route, answer fiber.Handler, now *moment, question string, tag []byte) error {
	k := &keeping{}
	c.Locals(keepingKey, k)
	failed := answer(c)
	if failed != nil || !k.may || c.Response().StatusCode() != fiber.StatusOK {
		return s.packed(c, r, failed)
	}
	a := &kept{kind: string(c.Response().Header.ContentType()), count: k.count}
	if err := pack(c.Response().Body(), func(packed []byte) { a.body = bytes.Clone(packed) }); err != nil {
		return err
	}
	if s.moments.isPresent(now) {
		s.answers.keep(now, question, a)
	}
	r.tell(c, tag)
	if !takesGzip(c.Get(fiber.HeaderAcceptEncoding)) {
		return nil
	}
	return s.send(c, r, a)
}

// answerPacked has a handler answer, and packs that.
func (s *Site) answerPacked(c *fiber.Ctx, r route, answer fiber.Handler) error {
	return s.packed(c, r, answer(c))
}

// packed packs an answer, or that to what failed.
func (s *Site) packed(c *fiber.Ctx, r route, failed error) error {
	if failed != nil {
		if err := s.answerError(c, failed); err != nil {
			return err
		}
	}
	r.tell(c, nil)
	body := c.Response().Body()
	if len(body) < shortest || !takesGzip(c.Get(fiber.HeaderAcceptEncoding)) {
		return nil
	}
	return pack(body, func(packed []byte) {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		c.Response().SetBody(packed)
	})
}

// send sends what was kept.
func (s *Site) send(c *fiber.Ctx, r route, a *kept) error {
	h := &c.Response().Header
	h.SetContentType(a.kind)
	h.Set(fiber.HeaderCacheControl, r.caching)
	if !takesGzip(c.Get(fiber.HeaderAcceptEncoding)) {
		body, err := unpack(a.body)
		if err != nil {
			return err
		}
		return c.Send(body)
	}
	h.Set(fiber.HeaderContentEncoding, "gzip")
	c.Response().SetBodyRaw(a.body)
	return nil
}

// hasCookie reports whether a request has a cookie that pages go by.
func hasCookie(c *fiber.Ctx) bool {
	cookies := c.Request().Header.Peek(fiber.HeaderCookie)
	return len(cookies) > 0 && (bytes.Contains(cookies, []byte(originCookieName)) || bytes.Contains(cookies, []byte(listCookieName)))
}

// tag is the tag of an answer: of how the store and the index stand, of the minute, of the program as it was started, and of the
// question, in which the language is. It is weak, since an answer is packed or not.
func (m *moment) tag(question []byte) []byte {
	sum := uint64(14695981039346656037) // FNV-1a
	for _, b := range question {
		sum = (sum ^ uint64(b)) * 1099511628211
	}
	var room [16]byte
	binary.BigEndian.PutUint64(room[:], m.print)
	binary.BigEndian.PutUint64(room[8:], sum)
	tag := append(make([]byte, 0, 40), `W/"`...)
	return append(hex.AppendEncode(tag, room[:]), '"')
}

// printOf is a fingerprint of a state, for the tags of answers. What a program is made of beside the directory, such as its words
// and an operator's settings, does not change while it runs.
func (s *Site) printOf(st state) uint64 {
	all := sha256.Sum256(fmt.Appendf(nil, "%d %v %s %v %s %d", s.started.UnixNano(), st.Standing, st.geo, st.index.Checkpoint, st.index.Geo, st.minute))
	return binary.BigEndian.Uint64(all[:])
}
