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
		Query   apiQuery              `json:"query"`
		Origin  *apiOrigin            `json:"origin"`
		Choices []apiChoice           `json:"choices,omitempty"`
		Total   int                   `json:"total"`
		Results []apiResult           `json:"results"`
		Facets  map[string][]apiCount `json:"facets"`
	}
	apiQuery struct {
		Q       string       `json:"q"`
		Near    string       `json:"near,omitempty"`
		Within  float64      `json:"within"` // miles, as it was used in the end
		Topics  []string     `json:"topic,omitempty"`
		Kinds   []string     `json:"kind,omitempty"`
		How     []string     `json:"how,omitempty"`
		Cost    string       `json:"cost,omitempty"`
		Sort    string       `json:"sort,omitempty"`
		Page    int          `json:"page"`
		Relaxed []apiRelaxed `json:"relaxed"`
	}
	apiRelaxed struct {
		What string  `json:"what"`
		From float64 `json:"from,omitempty"`
		To   float64 `json:"to,omitempty"`
		Text string  `json:"text"`
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
	if p.Near == "" && p.Q == "" && len(p.Topics) == 0 {
		return badParameter("near", "error.near.empty")
	}
	var origin *geo.Place
	if p.Near != "" {
		place, err := s.finder().Find(p.Near)
		if choices, ok := apiChoices(w, err); ok {
			return c.JSON(apiAnswer{Query: p.api(nil, 0, w), Choices: choices, Results: []apiResult{}, Facets: map[string][]apiCount{}})
		}
		if err != nil {
			return err
		}
		origin = &place
	}
	answer, listings, err := s.find(c, &p, origin)
	if err != nil {
		return err
	}
	out := apiAnswer{Query: p.api(answer.Relaxed, answer.Within, w), Total: answer.Total, Results: []apiResult{}, Facets: map[string][]apiCount{}}
	if origin != nil {
		out.Origin = &apiOrigin{Label: origin.Label, Lat: origin.Point.Lat(), Lon: origin.Point.Lon(), Precision: origin.Precision, Areas: origin.Areas,
			Notes: originSentences(w, *origin)}
	}
	for _, l := range listings {
		out.Results = append(out.Results, s.apiResult(w, l, origin))
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

func (p params) api(relaxed []index.Relaxation, within geo.Miles, w words.Words) apiQuery {
	q := apiQuery{Q: p.Q, Near: p.Near, Within: float64(within), Topics: p.Topics, Kinds: p.Kinds, How: p.How, Sort: p.Sort, Page: p.Page,
		Relaxed: []apiRelaxed{}}
	if p.Free {
		q.Cost = string(data.Free)
	}
	for _, r := range relaxed {
		q.Relaxed = append(q.Relaxed, apiRelaxed{What: string(r.Kind), From: float64(r.From), To: float64(r.To), Text: relaxedSentence(w, r)})
	}
	return q
}

func (s *Site) apiResult(w words.Words, l listed, origin *geo.Place) apiResult {
	service := l.listing.Service
	r := apiResult{ServiceID: service.ID, LocationID: l.result.Location, Name: service.Name, Organization: l.listing.Organization.Name,
		Summary: summaryOf(service), Reach: l.result.Reach, AreaAssumed: l.result.Assumed, URL: s.serviceAddress(service),
		CheckedOn: l.listing.Checked().String(), Why: s.why(w, l, origin)}
	if l.result.Distance != nil {
		miles, km := round2(float64(*l.result.Distance)), round2(l.result.Distance.Kilometres())
		r.DistanceMiles, r.DistanceKM = &miles, &km
		if place, ok := l.listing.Location(l.result.Location); ok {
			position, _ := data.Geocode(place)
			r.Precision = position.Precision
		}
	}
	if state := s.openState(l); state.Known && !state.RingFirst {
		r.OpenNow = &state.Open
	}
	if number, _ := s.phoneOf(service); number != "" {
		r.Phone = number
	}
	return r
}

func round2(f float64) float64 { return math.Round(f*100) / 100 }
