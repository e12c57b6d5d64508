package index

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/index/meaning"
)

// entry is what ranking, reach and facets need of one document. It is stored with the document and held in memory.
type entry struct {
	Service  data.ServiceID  `json:"s"`
	Location data.LocationID `json:"l,omitempty"` // empty for a service with no place
	Name     string          `json:"n"`           // for sorting by name
	Point    *geo.Point      `json:"p,omitempty"`
	District geo.AreaCode    `json:"d,omitempty"` // the council that the place is in
	Areas    []geo.AreaCode  `json:"a,omitempty"` // areas served
	Assumed  bool            `json:"u,omitempty"` // the areas are the source's own, not said by the service
	Ways     []data.Way      `json:"w,omitempty"`
	Kind     data.Kind       `json:"k"`
	Cost     data.Cost       `json:"c,omitempty"`
	Topics   []data.TopicID  `json:"t,omitempty"`    // with those they belong to
	Full     int             `json:"f"`              // how many of the facts that people ask for are known, 0 to fullest
	Kept     bool            `json:"kept,omitempty"` // by those who run it
	Checked  data.Date       `json:"v,omitzero"`     // when anyone last vouched for anything in it

	Audiences              []data.AudienceID `json:"au,omitempty"` // empty: anyone
	MinimumAge, MaximumAge *int              `json:",omitempty"`
	Referral               data.Referral     `json:"re,omitempty"`
	Languages              []string          `json:"la,omitempty"`
	PeerLed                bool              `json:"pl,omitempty"`
	Person                 bool              `json:"pe,omitempty"` // a person answers
	Access                 []string          `json:"ac,omitempty"` // see [Access]
	Schedules              []data.Schedule   `json:"sc,omitempty"` // at this place
	Nation                 string            `json:"na,omitempty"` // whose bank holidays count
	Days                   []string          `json:"da,omitempty"` // on which it is usually open
	Opens                  []string          `json:"op,omitempty"` // evenings, weekends
	TermOnly               bool              `json:"te,omitempty"` // in term time only
	Derived                bool              `json:"de,omitempty"` // its topics were read from its words

	Types []data.ServiceTypeID `json:"ty,omitempty"` // that its name, or what it says first, makes it
	Sense []byte               `json:"m,omitempty"`  // where its texts point, packed: see [senses]

	nameStems map[string]bool
	points    meaning.Packed // by what it says, and by what people say who need it
}

// fullest is how many facts count for Full.
const fullest = 8

// ready makes what is derived from an entry and not stored.
func (e *entry) ready(s senses) *entry {
	e.points = s.points(e)
	e.nameStems = map[string]bool{}
	for _, w := range split(e.Name) {
		e.nameStems[stem(w)] = true
	}
	return e
}

// docID is the id of a document: the service and the place.
func (e entry) docID() string { return string(e.Service) + "/" + string(e.Location) }

// remote reports whether the service comes to people: by phone, text or online, or to their home.
func (e entry) remote() bool {
	for _, w := range e.Ways {
		if w != data.InPerson {
			return true
		}
	}
	return false
}

// document is what Bleve indexes: the texts that are searched, the keywords that are filtered on, and the entry as stored.
type document struct {
	Name         string   `json:"name"`
	Organization string   `json:"organization"`
	Summary      string   `json:"summary"`
	Description  string   `json:"description"`
	Topics       string   `json:"topics"`
	For          string   `json:"for"`
	Place        string   `json:"place"`
	TopicIDs     []string `json:"topic_ids"`
	TypeIDs      []string `json:"type_ids"`
	AreaCodes    []string `json:"area_codes"`
	InCodes      []string `json:"in_codes"` // the council that the place is in, and what that lies in
	Point        any      `json:"point,omitempty"`
	Entry        string   `json:"entry"`
}

// documents makes the documents of a listing: one for each place, or one without a place. A listing that is not to be
// found has none.
func (x *Index) documents(l data.Listing) ([]entry, []document) {
	if !l.Service.Status.Listed() {
		return nil, nil
	}
	s, lex := l.Service, x.lexicon
	topics := lex.Topics
	base := entry{
		Service: s.ID, Name: strings.ToLower(s.Name), Ways: s.Ways, Kind: s.Kind, Cost: s.Cost,
		Topics: topics.WithParents(topicsOf(s, lex)), Derived: len(s.Topics) == 0, Full: fullness(l), Checked: l.Checked(), Kept: l.Kept,
		Audiences: lex.audiencesOf(s, l.Organization.Name), MinimumAge: s.MinimumAge, MaximumAge: s.MaximumAge, Referral: s.Referral, Languages: languagesOf(s),
		PeerLed: s.PeerLed != nil && *s.PeerLed, Person: s.AnsweredBy == data.AnsweredByPerson || s.AnsweredBy == data.AnsweredByBoth,
		TermOnly: hours.TermTimeOnly(s.Summary + "\n" + s.Description),
	}
	base.Types = lex.typesOf(s)
	said := lex.senses.of(s)
	packed := said.Pack()
	base.Sense = packed.Bytes()
	for _, a := range s.Areas {
		if a.Code != "" {
			base.Areas = append(base.Areas, a.Code)
		}
	}
	if len(base.Areas) == 0 && s.AssumedArea != "" {
		base.Areas, base.Assumed = []geo.AreaCode{s.AssumedArea}, true
	}
	text := document{
		Name:         strings.Join(append([]string{s.Name}, s.AlternateNames...), " \n"),
		Organization: strings.Join(append([]string{l.Organization.Name}, l.Organization.AlternateNames...), " \n"),
		Summary:      s.Summary, Description: s.Description + "\n" + s.ApplicationProcess,
		For: strings.Join(append([]string{s.EligibilityDescription}, s.Audiences...), " \n"), Topics: topicWords(base.Topics, s, topics),
	}
	for _, t := range base.Topics {
		text.TopicIDs = append(text.TopicIDs, string(t))
	}
	for _, t := range base.Types {
		text.TypeIDs = append(text.TypeIDs, string(t))
	}
	places := slices.DeleteFunc(slices.Clone(l.Locations), func(place data.Location) bool {
		return place.Type == data.Postal || place.Type == data.Virtual // nobody goes there
	})
	if len(places) == 0 {
		text.AreaCodes = codes(base.Areas)
		x.when(&base, l)
		return []entry{base}, []document{text}
	}
	var entries []entry
	var docs []document
	for _, place := range places {
		e, d := base, text
		e.Location = place.ID
		d.Place = strings.Join([]string{place.Name, place.Address.Line1, place.Address.Line2, place.Address.City, place.Address.County}, " \n")
		if position, ok := data.Geocode(place); ok {
			point := position.Point
			e.Point, e.District = &point, position.District
			d.Point = map[string]any{"lon": point.Lon(), "lat": point.Lat()}
		} else if place.Withheld {
			e.District = place.Council
			if e.Assumed && place.Council != "" {
				e.Areas = []geo.AreaCode{place.Council} // all that may be known of it
			}
		}
		d.AreaCodes = codes(e.Areas)
		if area, ok := geo.AreaByCode(e.District); ok {
			d.InCodes = append([]string{string(area.Code)}, texts(area.Parents)...)
		}
		e.Access = accessOf(place)
		x.when(&e, l)
		entries, docs = append(entries, e), append(docs, d)
	}
	return entries, docs
}

// when sets what an entry says of time: its hours at its place, and how they usually are.
func (x *Index) when(e *entry, l data.Listing) {
	e.Schedules = l.SchedulesAt(e.Location, x.setting.LineHours)
	e.Nation = l.NationAt(e.Location)
	pattern := hours.Usual(e.Schedules, x.now())
	for _, d := range pattern.Days {
		e.Days = append(e.Days, Weekdays[(int(d)+6)%7])
	}
	if pattern.Evenings {
		e.Opens = append(e.Opens, "evenings")
	}
	if pattern.Weekends {
		e.Opens = append(e.Opens, "weekends")
	}
}

// languagesOf are the codes of languages that a service names (ISO 639): what is none cannot be chosen.
func languagesOf(s data.Service) []string {
	var out []string
	for _, code := range s.Languages {
		if _, err := language.ParseBase(code); err == nil {
			out = add(out, strings.ToLower(code))
		}
	}
	return out
}

// topicsOf is a service's topics, or, where its source sorts nothing, those that its own words speak of plainly.
func topicsOf(s data.Service, lex lexicon) []data.TopicID {
	if len(s.Topics) > 0 {
		return s.Topics
	}
	return lex.topicsIn(s)
}

// topicWords is what is searched for a topic: its name, and what the source called it. Its other words find it whole, by way
// of the query ([lexicon.units]): one by one they would find a "bank" or a "club" in everything that bears it.
func topicWords(ids []data.TopicID, s data.Service, topics data.Topics) string {
	words := append([]string(nil), s.Categories...)
	for _, id := range ids {
		if t, ok := topics.Get(id); ok {
			words = append(words, t.Name)
		}
	}
	return strings.Join(words, " \n")
}

func codes(areas []geo.AreaCode) []string {
	out := make([]string, len(areas))
	for i, a := range areas {
		if area, ok := geo.AreaByCode(a); ok {
			a = area.Code // an old code answers under the new one
		}
		out[i] = string(a)
	}
	return out
}

// fullness counts the facts that people ask for and that are known: the same for every source, so that a listing with a
// number and opening times comes before an equal one without.
func fullness(l data.Listing) int {
	s := l.Service
	n := 0
	hasHours := len(s.Schedules) > 0
	for _, at := range s.ServiceAtLocations {
		hasHours = hasHours || len(at.Schedules) > 0
	}
	for _, known := range []bool{
		s.Description != "", len(s.Phones) > 0 || s.Helpline != "", s.URL != "" || s.Email != "", hasHours,
		s.Cost != "" || len(s.CostOptions) > 0, s.EligibilityDescription != "", s.ApplicationProcess != "" || s.Referral != "", len(s.Ways) > 0,
	} {
		if known {
			n++
		}
	}
	return n
}
