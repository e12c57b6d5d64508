package site

import (
	"bytes"
	"strings"
	"sync"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// buffers are lent to pages while they are rendered, so that a page that fails half-way sends nothing of itself.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render sends a page: its own part inside the layout.
func (s *Site) render(c *fiber.Ctx, w words.Words, page views.Page, part templ.Component) error {
	page.Brand, page.CSS, page.JS, page.Icon = s.Brand.Name, s.assets.Href("app.css"), s.assets.Href("app.js"), s.assets.Href("favicon.svg")
	if page.Map {
		page.MapCSS, page.MapJS = s.assets.Href("map.css"), s.assets.Href("map.js")
	}
	page.EmergencyFooter, page.Saved = s.footerLines(w), s.savedLink(c, w)
	if page.Here == "" && c.Method() == fiber.MethodGet && c.Response().StatusCode() == fiber.StatusOK {
		page.Here = strings.TrimPrefix(c.Path(), words.Prefix(w.Lang))
	}
	page.Base = s.base(c)
	page.Printed = w.T("page.printed", "Address", shortAddress(page.Base), "Date", dateWords(w, data.DateOf(s.Now())))
	if page.Leave { // a title stays in the history, and shows in the list of windows
		page.Title, page.Description = w.T("leave.title"), ""
	}
	page.Languages = s.languageLinks(w, page.Here)
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
	c.Response().SetBody(buffer.Bytes()) // a copy, in room that is lent to answers too
	return nil
}

// languageLinks lead to the same page in the other languages, or to their start pages from a page that no address leads to.
func (s *Site) languageLinks(w words.Words, here string) []views.LanguageLink {
	var out []views.LanguageLink
	if here == "" {
		here = "/"
	}
	for _, lang := range s.words.Languages() {
		if other := s.words.In(lang); lang != w.Lang {
			out = append(out, views.LanguageLink{Text: other.T("page.language"), Href: other.Path(here), Lang: lang})
		}
	}
	return out
}

// wordsFor gives the words in the language of a request, by its path.
func (s *Site) wordsFor(c *fiber.Ctx) words.Words { return s.words.Of(c.Path()) }
