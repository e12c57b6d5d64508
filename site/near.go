package site

import (
	"errors"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// Pages of places and topics: /near/leeds, /near/leeds/food, /topics/food. They are searches with an address that a person
// can read out and a search engine can keep: of a place and a topic, and of nothing that anyone typed.

// topicAddress is the address of a topic's page.
func topicAddress(id data.TopicID) string { return "/topics/" + string(id) }

// nearAddress is the address of a place's page, or of a topic there; empty for a place that its name alone does not find.
func (s *Site) nearAddress(place geo.Place, topic data.TopicID) string {
	name := slug(place.Near())
	found, err := s.finder().Find(spoken(name))
	if err != nil || found.Point != place.Point || !mayBeNamed(found) {
		return ""
	}
	address := "/near/" + url.PathEscape(name)
	if topic != "" {
		address += "/" + string(topic)
	}
	return address
}

// spoken is a name as it stands in an address, as it is said: "stoke on trent".
func spoken(name string) string { return strings.ReplaceAll(name, "-", " ") }

// mayBeNamed reports whether a place may stand in an address that anybody sees: no home is as large as a sector.
func mayBeNamed(place geo.Place) bool {
	return place.Precision != geo.PrecisionUnit && place.Precision != geo.PrecisionPoint && place.Asked.Level() != geo.Unit
}

// nearPage shows what there is near a place, or on a topic there.
func (s *Site) nearPage(c *fiber.Ctx) error {
	w := s.wordsFor(c)
	name, err := url.PathUnescape(c.Params("place"))
	if err != nil {
		return errNoPage
	}
	topic := data.TopicID(c.Params("topic"))
	if _, known := s.Lexicon.Topics.Get(topic); topic != "" && !known {
		return errNoPage
	}
	place, err := s.finder().Find(spoken(typed(name)))
	var ambiguous *geo.AmbiguousError
	if errors.As(err, &ambiguous) {
		return s.whichPlace(c, w, ambiguous, topic)
	}
	if err != nil {
		return errNoPage // the sentences of the search form would speak of a form that is not there
	}
	address := s.nearAddress(place, topic)
	if address == "" || !mayBeNamed(place) { // a whole postcode, or a name that is read otherwise: the search knows what to do with it
		p := params{words: w, Near: place.Near()}
		if topic != "" {
			p.Filters = index.Filters{index.TopicGroup: {string(topic)}}
		}
		return c.Redirect(p.address(nil), fiber.StatusSeeOther)
	}
	if w.Path(address) != c.Path() {
		return c.Redirect(w.Path(address), fiber.StatusMovedPermanently)
	}
	return s.browse(c, w, address, topic, &place)
}

// topicPage shows what there is on a topic, wherever it is.
func (s *Site) topicPage(c *fiber.Ctx) error {
	topic := data.TopicID(c.Params("topic"))
	if _, known := s.Lexicon.Topics.Get(topic); !known {
		return errNoPage
	}
	return s.browse(c, s.wordsFor(c), topicAddress(topic), topic, nil)
}

// browse shows the first page of what there is on a topic, near a place or anywhere; further ones are searches.
func (s *Site) browse(c *fiber.Ctx, w words.Words, address string, topic data.TopicID, place *geo.Place) error {
	p := params{words: w, Page: 1, Filters: index.Filters{}}
	if topic != "" {
		p.Filters[index.TopicGroup] = []string{string(topic)}
	}
	if place != nil {
		p.Near = place.Near()
	}
	answer, listings, err := s.found(c, &p, place)
	if err != nil {
		return err
	}
	mayKeep(c, nil)
	view, err := s.resultsFor(c, w, p, place, answer, listings, w.Path(address))
	if err != nil {
		return err
	}
	view.Heading = s.browseHeading(w, topic, place)
	view.Topics = s.browseTopics(w, topic, place, answer)
	page := views.Page{Title: view.Heading, Description: w.N("browse.description", answer.Total, "What", view.Heading), Here: address, Canonical: address,
		NoIndex: answer.Total == 0, Leave: s.sensitive([]data.TopicID{topic}), Search: &views.SearchForm{Near: p.Near, Compact: true}}
	return s.render(c, w, page, views.Results(w, view))
}

func (s *Site) browseHeading(w words.Words, topic data.TopicID, place *geo.Place) string {
	t, _ := s.Lexicon.Topics.Get(topic)
	switch {
	case topic == "":
		return w.T("browse.near", "Place", place.Public())
	case place == nil:
		return s.topicName(w, t)
	}
	return w.T("browse.topic_near", "Topic", s.topicName(w, t), "Place", place.Public())
}

// browseTopics lead from one topic to those under it, or from a place to the topics there.
func (s *Site) browseTopics(w words.Words, topic data.TopicID, place *geo.Place, answer index.Answer) []views.Link {
	counts := map[string]int{}
	for _, c := range answer.Facets[index.TopicGroup] {
		counts[c.Value] = c.Count
	}
	var out []views.Link
	for _, t := range s.Lexicon.Topics.Under(topic) {
		address := topicAddress(t.ID)
		if place != nil {
			address = s.nearAddress(*place, t.ID)
		}
		if counts[string(t.ID)] > 0 && address != "" {
			out = append(out, views.Link{Text: w.T("filters.choice", "Label", s.topicName(w, t), "Count", counts[string(t.ID)]), Href: w.Path(address)})
		}
	}
	return out
}

// whichPlace asks which of several places an address means.
func (s *Site) whichPlace(c *fiber.Ctx, w words.Words, ambiguous *geo.AmbiguousError, topic data.TopicID) error {
	if ambiguous.Guessed {
		return errNoPage
	}
	view := choicesOf(w, ambiguous, func(place geo.Place) string {
		if address := s.nearAddress(place, topic); address != "" {
			return w.Path(address)
		}
		return params{words: w, Near: place.Near()}.address(nil)
	})
	return s.render(c, w, views.Page{Title: view.Heading, NoIndex: true, Search: &views.SearchForm{Compact: true}}, views.Choices(w, view))
}

// topicName is what a topic is called.
func (s *Site) topicName(w words.Words, t data.Topic) string {
	return w.Or("topic."+string(t.ID), t.Name)
}
