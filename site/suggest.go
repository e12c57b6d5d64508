package site

import (
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// maxSuggestions is how many places, topics or services are suggested.
const maxSuggestions = views.MostSuggestions

// maxTyped is how many characters of what a person types are read.
const maxTyped = 100

// apiSuggestion is a place that a person may be typing. Near is what to send as near; label tells it from others.
type apiSuggestion struct {
	Label string `json:"label"`
	Near  string `json:"near"`
}

// The other things that a person may be on the way to: topic is what to send as topic, url is a listing's page.
type (
	apiSuggestedTopic struct {
		Topic data.TopicID `json:"topic"`
		Name  string       `json:"name"`
	}
	apiSuggestedService struct {
		ServiceID data.ServiceID `json:"service_id"`
		Name      string         `json:"name"`
		URL       string         `json:"url"`
	}
)

// apiSuggest answers what begins with what has been typed so far: for near places (a whole postcode needs none), for q
// topics and services by name. As pages do, it speaks the language that its address begins with.
func (s *Site) apiSuggest(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	w := s.wordsFor(c)
	if q := typed(c.Query("q")); q != "" {
		return s.suggestWords(c, w, q)
	}
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

func (s *Site) suggestWords(c *fiber.Ctx, w words.Words, q string) error {
	topics, services := []apiSuggestedTopic{}, []apiSuggestedService{}
	if utf8.RuneCountInString(q) <= maxTyped {
		found, err := s.Index.Suggest(c.UserContext(), q, w.Lang, maxSuggestions)
		if err != nil {
			return err
		}
		for _, id := range found.Topics {
			t, _ := s.Lexicon.Topics.Get(id)
			topics = append(topics, apiSuggestedTopic{id, s.topicName(w, t)})
		}
		listings, err := s.Store.Listings(c.UserContext(), found.Services)
		if err != nil {
			return err
		}
		for _, l := range listings {
			services = append(services, apiSuggestedService{l.Service.ID, l.Service.Name, s.serviceAddress(l.Service)})
		}
	}
	return c.JSON(fiber.Map{"topics": topics, "services": services})
}
