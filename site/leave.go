package site

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
)

// elsewhere is where somebody goes who has to leave quickly: a page that nobody thinks twice about.
const elsewhere = "https://www.bbc.co.uk/weather"

// leave takes somebody away from here and leaves nothing behind in the browser that this site has put there. What the
// browser itself keeps of where they went, no site can take away: /safety says so.
func (s *Site) leave(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set("Clear-Site-Data", `"cache", "cookies", "storage"`)
	for _, name := range []string{originCookieName, listCookieName} {
		s.seals.clear(c, name)
	}
	return c.Redirect(elsewhere, fiber.StatusSeeOther)
}

// sensitive reports whether any of the topics is one that somebody may have to hide that they read about.
func (s *Site) sensitive(topics []data.TopicID) bool {
	return slices.ContainsFunc(topics, func(id data.TopicID) bool {
		t, _ := s.Lexicon.Topics.Get(id)
		return t.Sensitive
	})
}
