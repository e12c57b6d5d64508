package site

import (
	"bytes"
	"sync"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"fingerpost/site/views"
	"fingerpost/site/words"
)

// buffers are lent to pages while they are rendered, so that a page that fails half-way sends nothing of itself.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render sends a page: its own part inside the layout.
func (s *Site) render(c *fiber.Ctx, w words.Words, page views.Page, part templ.Component) error {
	page.Brand, page.CSS, page.JS, page.Icon = s.Brand.Name, s.assets.Href("app.css"), s.assets.Href("app.js"), s.assets.Href("favicon.svg")
	page.EmergencyFooter = s.footerLines(w)
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	ctx := templ.WithChildren(c.UserContext(), part)
	if err := views.Layout(w, page).Render(ctx, buffer); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	if len(c.Response().Header.Peek(fiber.HeaderCacheControl)) == 0 {
		c.Set(fiber.HeaderCacheControl, "no-cache")
	}
	return c.Send(bytes.Clone(buffer.Bytes()))
}

// wordsFor gives the words in the language of a request. Only English is complete, so it is the language of every page.
func (s *Site) wordsFor(*fiber.Ctx) words.Words { return s.words.In("en") }
