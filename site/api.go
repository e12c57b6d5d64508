package site

import (
	"errors"
	"math"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/words"
)

// The shapes of /api/search (DESIGN.md, "Fixed points").
type (
	apiAnswer struct {
		Query   apiQuery                   `json:"query"`
		Origin  *apiOrigin                 `json:"origin"`
		Choices []apiChoice                `json:"choices,omitempty"` // places that near, or the words, may speak of
		Urgent  []apiLine                  `json:"urgent,omitempty"`  // crisis lines, where the words speak of danger
		Total   int                        `json:"total"`
		At      int64                      `json:"at,omitempty"` // to be sent with page, so that further pages go on with this list
		Results []apiResult                `json:"results"`
		Facets  map[index.Group][]apiCount `json:"facets"`
		WhyNot  *apiWhyNot                 `json:"why_not,omitempty"`
	}
	apiQuery struct {
		Q        string        `json:"q"`
		Near     string        `json:"near,omitempty"`
		Within   float64       `json:"within"` // miles, as it was used in the end
		Filters  index.Filters `json:"filters,omitempty"`
		From     string        `json:"from,omitempty"`
		To       string        `json:"to,omitempty"`
		Sort     string        `json:"sort,omitempty"`
		Page     int           `json:"page"`
		Relaxed  []apiRelaxed  `json:"relaxed"`
		Searched []string      `json:"searched,omitempty"` // with explain: what was looked for
	}
	apiRelaxed struct {
		What   string      `json:"what"`
		From   float64     `json:"from,omitempty"` // miles
		To     float64     `json:"to,omitempty"`
		Word   string      `json:"word,omitempty"`
		As     string      `json:"as,omitempty"`
		Filter index.Group `json:"filter,omitempty"`
		Text   string      `json:"text"`
	}
	apiOrigin struct {
		Label     string         `json:"label"`
		Lat       float64        `json:"lat"`
		Lon       float64        `json:"lon"`
		Precision geo.Precision  `json:"precision"`
		Areas     []geo.AreaCode `json:"areas"`
		Notes     []string       `json:"notes,omitempty"` // how exactly the place is known, in words
	}
	apiChoice struct {
		Label string `json:"label"`
		Near  string `json:"near"`
	}
	apiResult struct {
		ServiceID     data.ServiceID  `json:"service_id"`
		LocationID    data.LocationID `json:"location_id,omitempty"`
		Name          string          `json:"name"`
		Organization  string          `json:"organization,omitempty"`
		Summary       string          `json:"summary,omitempty"`
		DistanceMiles *float64        `json:"distance_miles,omitempty"`
		DistanceKM    *float64        `json:"distance_km,omitempty"`
		Precision     geo.Precision   `json:"precision,omitempty"` // of the place: "exact", or what the distance is to the middle of
		Reach         index.Reach     `json:"reach,omitempty"`
		AreaAssumed   bool            `json:"area_assumed,omitempty"`
		OpenNow       *bool           `json:"open_now,omitempty"`
		Phone         string          `json:"phone,omitempty"`
		URL           string          `json:"url"`
		CheckedOn     string          `json:"checked_on,omitempty"`
		Why           []string        `json:"why"`
		Score         *index.Score    `json:"score,omitempty"`     // with explain
		Resembles     string          `json:"resembles,omitempty"` // with explain: what people say who need it, most like what was typed
	}
	apiWhyNot struct {
		ServiceID data.ServiceID `json:"service_id"`
		Rank      int            `json:"rank,omitempty"` // its place, if it is among the results
		Text      []string       `json:"text"`
	}
	apiLine struct {
		Name string `json:"name"`
		For  string `json:"for"`
		Text string `json:"text"` // what to do: "Call 999"
		Href string `json:"href"` // tel: or sms:
	}
	apiCount struct {
		Value string `json:"value"`
		Count int    `json:"count"`
	}
)

// apiSearch answers a search for a program. A whole postcode is welcome here: the answer is not stored, and the address
// is not logged.
func (s *Site) apiSearch(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	w := s.wordsFor(c)
	p, err := s.readParams(c)
	if err != nil {
		return err
	}
	if p.asksNothing() {
		return badParameter("near", "error.near.empty")
	}
	var origin *geo.Place
	if p.Near != "" {
		place, err := s.finder().Find(p.Near)
		if choices, ok := apiChoices(w, err); ok {
			return c.JSON(apiAnswer{Query: s.apiQueryOf(p, nil, 0, w), Choices: choices, Results: []apiResult{}, Facets: map[index.Group][]apiCount{}})
		}
		if err != nil {
			return err
		}
		origin = &place
	}
	answer, listings, err := s.found(c, &p, origin)
	if err != nil {
		return err
	}
	if origin == nil {
		origin = answer.Where.Place
	}
	out := apiAnswer{Query: s.apiQueryOf(p, answer.Relaxed, answer.Within, w), Total: answer.Total, At: answer.At, Results: []apiResult{}, Facets: map[index.Group][]apiCount{}}
	if origin != nil {
		out.Origin = &apiOrigin{Label: origin.Label, Lat: origin.Point.Lat(), Lon: origin.Point.Lon(), Precision: origin.Precision, Areas: origin.Areas,
			Notes: originSentences(w, *origin)}
	}
	for _, place := range answer.Where.Choices {
		out.Choices = append(out.Choices, apiChoice{placeLabel(w, place), place.Near()})
	}
	if len(answer.Dangers) > 0 {
		for _, line := range s.dangerLines(w, answer.Dangers, nationsOf(origin)).Lines {
			for _, action := range line.Actions {
				out.Urgent = append(out.Urgent, apiLine{line.Name, line.For, action.Text, action.Href})
			}
		}
	}
	for _, l := range listings {
		result := s.apiResult(w, l, origin)
		if p.Explain {
			result.Score, result.Resembles = &l.result.Score, l.result.Resembles
		}
		out.Results = append(out.Results, result)
	}
	if p.Explain {
		for _, sought := range answer.Sought {
			out.Query.Searched = append(out.Query.Searched, sought.Text())
		}
	}
	if p.WhyNot != "" {
		why, err := s.Index.WhyNot(c.UserContext(), p.request(origin), p.WhyNot)
		if err != nil {
			return err
		}
		out.WhyNot = &apiWhyNot{p.WhyNot, why.Rank, s.whyNotSentences(w, why)}
	}
	if !isExact(origin) {
		mayKeep(c, nil)
	}
	for group, counts := range answer.Facets {
		for _, n := range counts {
			out.Facets[group] = append(out.Facets[group], apiCount{n.Value, n.Count})
		}
	}
	return c.JSON(out)
}

func apiChoices(w words.Words, err error) ([]apiChoice, bool) {
	var ambiguous *geo.AmbiguousError
	var slip *geo.SlipError
	switch {
	case errors.As(err, &slip):
		return []apiChoice{{slip.Suggestion.String(), slip.Suggestion.String()}}, true
	case errors.As(err, &ambiguous):
		var choices []apiChoice
		for _, place := range ambiguous.Choices {
			choices = append(choices, apiChoice{placeLabel(w, place), place.Near()})
		}
		return choices, true
	}
	return nil, false
}

func (s *Site) apiQueryOf(p params, relaxed []index.Relaxation, within geo.Miles, w words.Words) apiQuery {
	q := apiQuery{Q: p.Q, Near: p.Near, Within: float64(within), Filters: p.Filters, From: p.From.String(), To: p.To.String(),
		Sort: p.Sort, Page: p.Page, Relaxed: []apiRelaxed{}}
	for _, r := range relaxed {
		q.Relaxed = append(q.Relaxed, apiRelaxed{What: string(r.Kind), From: float64(r.From), To: float64(r.To),
			Word: r.Word, As: r.As, Filter: r.Group, Text: s.relaxedSentence(w, r)})
	}
	return q
}

func (s *Site) apiResult(w words.Words, l listed, origin *geo.Place) apiResult {
	r := apiResult{ServiceID: l.id, Name: l.card.result.Name, Organization: l.says.organization,
		Summary: l.summary, Reach: l.result.Reach, AreaAssumed: l.result.Assumed, URL: l.card.result.Href,
		CheckedOn: l.checked.String(), Why: s.why(w, l, origin), Phone: l.phone}
	// An id is made from what a source calls the place, which may be its address: who guesses that of a withheld place could
	// try it.
	if place := l.placedAt(l.result.Location); !place.withheld {
		r.LocationID = place.id
	}
	if l.result.Distance != nil {
		miles, km := round2(float64(*l.result.Distance)), round2(l.result.Distance.Kilometres())
		r.DistanceMiles, r.DistanceKM = &miles, &km
		position, _ := l.positionOf(l.result.Location)
		r.Precision = position.Precision
	}
	if state := s.openState(l); state.Known && !state.RingFirst {
		r.OpenNow = &state.Open
	}
	return r
}

func round2(f float64) float64 { return math.Round(f*100) / 100 }
