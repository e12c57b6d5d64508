package site

import (
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
)

// maxSuggestions is how many places are suggested: as many as a list on a phone shows without scrolling.
const maxSuggestions = 8

// maxTyped is how many characters of what a person types are read.
const maxTyped = 100

// apiSuggestion is a place that a person may be typing. Near is what to send as near; label tells it from others.
type apiSuggestion struct {
	Label string `json:"label"`
	Near  string `json:"near"`
}

// apiSuggest answers places that begin with what has been typed for near so far. A whole postcode needs none.
func (s *Site) apiSuggest(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	w := s.wordsFor(c)
	text := typed(c.Query("near"))
	if text == "" {
		return badParameter("near", "error.suggest.empty")
	}
	places := []apiSuggestion{}
	if utf8.RuneCountInString(text) <= maxTyped {
		for _, place := range s.finder().Suggest(text, maxSuggestions) {
			places = append(places, apiSuggestion{placeLabel(w, place), place.Near()})
		}
	}
	return c.JSON(fiber.Map{"places": places})
}
