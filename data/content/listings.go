package content

import (
	"encoding/json"
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"

	"fingerpost/data"
	"fingerpost/geo"
)

// SourceKey is the source of the default listings, for ever.
const SourceKey data.SourceKey = "fingerpost"

// Source describes the default listings as a source. Their areas are always said, so the area here is only a formality.
var Source = data.Source{Key: SourceKey, Name: "Fingerpost's own listings", Kind: data.SourceContent, Area: "K02000001"}

// Reader is what listings are checked against.
type Reader struct {
	Topics    data.Topics
	Helplines []Helpline
	Now       time.Time
}

// Listings reads every file of default listings. Listings with a mistake are left out of the items.
func (f Files) Listings(r Reader) (items []data.Item, mistakes []Mistake, err error) {
	names, err := f.YAML("listings")
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]string{}
	for _, name := range names {
		b, err := f.File(name)
		if err != nil {
			return nil, nil, err
		}
		p := &page{file: name}
		root := p.parse(b)
		if root == nil {
			mistakes = append(mistakes, p.mistakes...)
			continue
		}
		top, ok := p.fieldsOf(root, "listings")
		if ok {
			if !top.has("listings") {
				p.mistake(root, "listings", Missing, "", "")
			}
			for _, n := range top.items("listings") {
				before := len(p.mistakes)
				item := r.listing(p, n)
				switch id := item.Submission.Service.OwnID; {
				case id == "": // said already
				case seen[id] != "":
					p.listing = id
					p.mistake(n, "id", RepeatedID, id, seen[id])
					p.listing = ""
				default:
					seen[id] = name
				}
				if len(p.mistakes) == before {
					items = append(items, item)
				}
			}
			top.rest()
		}
		mistakes = append(mistakes, inOrder(p.mistakes)...)
	}
	return items, mistakes, nil
}

// entry is one listing while it is read.
type entry struct {
	Reader
	fields
	id      string
	service data.Service
	org     data.Organization
	places  []data.Draft[data.Location]
}

func (r Reader) listing(p *page, n *yaml.Node) data.Item {
	f, ok := p.fieldsOf(n, "listings")
	if !ok {
		return data.Item{}
	}
	id := f.required("id", false)
	p.listing = id
	defer func() { p.listing = "" }()
	if !validID(id) {
		p.mistake(f.at("id"), "id", BadID, id, "")
	}
	e := &entry{Reader: r, fields: f, id: id}
	e.words()
	e.ways()
	e.contacts()
	e.access()
	e.organization()
	e.where()
	records, from := e.sources()
	f.rest()
	draft := data.Draft[data.Organization]{OwnID: "name:" + e.org.Name, Doc: e.org}
	return data.Item{
		Where: fmt.Sprintf("%s:%d", p.file, n.Line),
		Submission: data.Submission{
			Source: SourceKey, Records: records, From: from, Organization: &draft, Locations: e.places,
			Service: data.Draft[data.Service]{OwnID: id, Doc: e.service},
		},
	}
}

// words takes what the listing says of itself.
func (e *entry) words() {
	s := &e.service
	s.Name = e.required("name", false)
	s.AlternateNames = e.texts("alternate_names")
	s.Kind = data.Kind(e.oneOf("kind", names(data.Kinds)...))
	if s.Kind == "" {
		s.Kind = data.KindService
	}
	s.Summary = e.required("summary", false)
	e.length("summary", s.Summary, 30, 160)
	s.Description = e.required("description", false)
	e.length("description", s.Description, 120, 1200)
	s.EligibilityDescription = e.required("who_for", false)
	s.NotFor = e.text("not_for", false)
	s.MinimumAge, s.MaximumAge = e.age("min_age"), e.age("max_age")
	if s.MinimumAge != nil && s.MaximumAge != nil && *s.MinimumAge > *s.MaximumAge {
		e.mistake(e.at("max_age"), "max_age", WrongShape, "", "no less than min_age")
	}
	s.Status, s.PeerLed, s.Moderated = data.Active, e.yes("peer_led"), e.yes("moderated")
	s.AnsweredBy = data.AnsweredBy(e.oneOf("answered_by", "person", "software", "both"))
	for _, code := range e.texts("languages") {
		if !languageCode.MatchString(code) {
			e.mistake(e.at("languages"), "languages", NotOneOf, code, "the short codes of ISO 639, such as en, cy or bfi")
		}
		s.Languages = append(s.Languages, code)
	}
	for _, id := range e.texts("topics") {
		if _, ok := e.Topics.Get(data.TopicID(id)); !ok {
			e.mistake(e.at("topics"), "topics", UnknownTopic, id, "")
			continue
		}
		s.Topics = append(s.Topics, data.TopicID(id))
	}
	if len(s.Topics) == 0 {
		e.mistake(e.at("topics"), "topics", Missing, "", "")
	}
}

func (e *entry) length(field, s string, least, most int) {
	if n := len([]rune(s)); s != "" && (n < least || n > most) {
		e.mistake(e.at(field), field, BadLength, fmt.Sprint(n), fmt.Sprintf("%d to %d letters", least, most))
	}
}

func (e *entry) ways() {
	for _, w := range e.texts("ways") {
		if !contains(names(data.AllWays), w) {
			e.mistake(e.at("ways"), "ways", NotOneOf, w, join(names(data.AllWays)))
			continue
		}
		e.service.Ways = append(e.service.Ways, data.Way(w))
	}
	for _, s := range e.texts("areas") {
		code := geo.AreaCode(s)
		if _, ok := geo.AreaByCode(code); !ok {
			named := geo.AreaByName(s)
			switch {
			case len(named) > 1:
				e.mistake(e.at("areas"), "areas", AmbiguousArea, s, areaChoices(named))
				continue
			case len(named) == 0:
				e.mistake(e.at("areas"), "areas", UnknownArea, s, "")
				continue
			}
			code = named[0].Code
		}
		area, _ := geo.AreaByCode(code)
		e.service.Areas = append(e.service.Areas, data.ServiceArea{
			ID: data.MintElement(SourceKey, e.id, "area", string(area.Code)), Name: area.Name, Code: area.Code})
	}
	if len(e.service.Areas) == 0 {
		e.mistake(e.at("areas"), "areas", Missing, "", "")
	}
}

func (e *entry) contacts() {
	s := &e.service
	s.URL, s.Email = e.text("website", false), e.text("email", false)
	e.checkURL("website", s.URL)
	e.checkEmail("email", s.Email)
	if s.Helpline = e.text("helpline", false); s.Helpline != "" {
		known := false
		for _, line := range e.Helplines {
			known = known || line.ID == s.Helpline
		}
		if !known {
			e.mistake(e.at("helpline"), "helpline", UnknownHelpline, s.Helpline, "")
		}
		if e.has("phones") {
			e.mistake(e.at("phones"), "phones", PhoneRepeated, "", "")
		}
	}
	for _, n := range e.items("phones") {
		f, ok := e.fieldsOf(n, "phones")
		if !ok {
			continue
		}
		phone := data.Phone{Number: f.required("number", true), Description: f.text("label", false), Hours: f.text("hours", false)}
		if f.has("hours") {
			e.hours(f, "hours", e.id)
		}
		if text := f.yes("text"); text != nil && *text {
			phone.Type = data.SMS
		}
		if _, ok := data.ReadPhone(phone.Number, phone.Type); !ok && phone.Number != "" {
			e.mistake(f.at("number"), "phones", BadPhone, phone.Number, "")
		}
		phone.ID = data.MintElement(SourceKey, e.id, "phone", data.Dial(phone.Number)+string(phone.Type))
		f.rest()
		s.Phones = append(s.Phones, phone)
	}
}

func (e *entry) access() {
	s := &e.service
	s.Cost = data.Cost(e.oneOf("cost", "free", "paid", "varies"))
	s.FeesDescription = e.text("cost_note", false)
	s.ApplicationProcess = e.text("how_to_get_in", false)
	s.Referral = data.Referral(e.oneOf("referral", "none", "needed"))
	s.Schedules = e.hours(e.fields, "hours", e.id)
	if note := e.text("hours_note", false); note != "" {
		s.Schedules = append(s.Schedules, data.Schedule{ID: data.MintElement(SourceKey, e.id, "hours", note), Description: note})
	}
}

func (e *entry) organization() {
	node := e.take("organization")
	if node == nil {
		e.mistake(e.node, "organization", Missing, "", "")
		return
	}
	f, ok := e.fieldsOf(node, "organization")
	if !ok {
		return
	}
	e.org = data.Organization{Name: f.required("name", false), Website: f.text("website", false)}
	e.checkURL("organization", e.org.Website)
	for _, number := range []struct{ field, scheme string }{{"charity", ""}, {"company", data.SchemeCompany}} {
		value := f.text(number.field, true)
		if value == "" {
			continue
		}
		scheme := number.scheme
		if scheme == "" {
			scheme = CharityScheme(value)
		}
		e.org.Identifiers = append(e.org.Identifiers, data.Identifier{
			ID: data.MintElement(SourceKey, "name:"+e.org.Name, "identifier", scheme), Scheme: scheme, Identifier: value})
	}
	f.rest()
}

// CharityScheme tells from a charity number which register gave it.
func CharityScheme(number string) string {
	switch {
	case len(number) > 2 && number[:2] == "SC":
		return data.SchemeCharityScotland
	case len(number) > 2 && number[:2] == "NI":
		return data.SchemeCharityNorthernIreland
	}
	return data.SchemeCharityEnglandWales
}

func (e *entry) where() {
	for _, n := range e.items("places") {
		f, ok := e.fieldsOf(n, "places")
		if !ok {
			continue
		}
		lines := f.texts("address")
		place := data.Location{Type: data.Physical, Name: f.text("name", false), Address: data.Address{
			City: f.text("town", false), Postcode: f.required("postcode", false)}}
		if len(lines) > 0 {
			place.Address.Line1 = lines[0]
		}
		if len(lines) > 1 {
			place.Address.Line2 = join(lines[1:])
		}
		postcode, err := geo.ParsePostcode(place.Address.Postcode)
		if err == nil {
			_, err = geo.Locate(postcode)
		}
		if err != nil {
			e.mistake(f.at("postcode"), "places", BadPostcode, place.Address.Postcode, "")
		}
		own := place.Address.Postcode + " " + place.Address.Line1
		for _, a := range f.texts("access") {
			place.Accessibility = append(place.Accessibility, data.Accessibility{
				ID: data.MintElement(SourceKey, own, "access", a), Description: a})
		}
		place.ID = data.Mint[data.LocationID](data.LevelLocation, SourceKey, own)
		at := data.ServiceAtLocation{ID: data.Mint[data.ServiceAtLocationID]("service_at_location", SourceKey, e.id+own), LocationID: place.ID,
			Schedules: e.hours(f, "hours", e.id+own)}
		f.rest()
		e.places = append(e.places, data.Draft[data.Location]{OwnID: own, Doc: place})
		e.service.ServiceAtLocations = append(e.service.ServiceAtLocations, at)
	}
}

// unsourced are the fields that are ours and need no source.
var unsourced = map[string]bool{"id": true, "kind": true, "topics": true, "sources": true, "alternate_names": true}

// kept says which field of the kept service a field of the format becomes.
var kept = map[string][]string{
	"who_for": {"eligibility_description"}, "min_age": {"minimum_age"}, "max_age": {"maximum_age"},
	"areas": {"service_areas"}, "website": {"url"}, "cost_note": {"fees_description"}, "hours": {"schedules"}, "hours_note": {"schedules"},
	"how_to_get_in": {"application_process"}, "places": {"places", "service_at_locations"}, "organization": {"organization", "organization_id"},
}

// sources takes the sources and works out which of them speaks for each field: the one with the newest date.
func (e *entry) sources() (records []data.Record, from map[string]int) {
	from = map[string]int{}
	for _, n := range e.items("sources") {
		f, ok := e.fieldsOf(n, "sources")
		if !ok {
			continue
		}
		record := data.Record{Source: SourceKey, SourceID: e.id, URL: f.required("url", false), Title: f.required("title", false),
			AssertedOn: e.date(f, "dated", e.Now), ReadAt: e.Now}
		e.checkURL("sources", record.URL)
		if record.AssertedOn.IsZero() && !f.has("dated") {
			e.mistake(f.node, "dated", Missing, "", "")
		}
		supports := f.texts("supports")
		f.rest()
		said := map[string]any{}
		for _, field := range supports {
			if !e.has(field) {
				e.mistake(f.at("supports"), "supports", UnknownSupport, field, "")
				continue
			}
			var value any
			if err := e.values[field].Decode(&value); err == nil {
				said[field] = value
			}
			for _, k := range keptAs(field) {
				if i, ok := from[k]; !ok || record.AssertedOn.After(records[i].AssertedOn) {
					from[k] = len(records)
				}
			}
		}
		payload, err := json.Marshal(said)
		if err != nil { // YAML can write what JSON cannot: .nan
			e.mistake(f.at("supports"), "supports", WrongShape, "", "the names of fields that hold texts, lists and numbers")
		}
		record.Payload = payload
		records = append(records, record)
	}
	if len(records) == 0 {
		e.mistake(e.node, "sources", Missing, "", "")
		return nil, nil
	}
	for field := range e.values {
		if unsourced[field] || !e.has(field) {
			continue
		}
		if _, ok := from[keptAs(field)[0]]; !ok {
			e.mistake(e.at(field), field, NoSource, "", "")
		}
	}
	return records, from
}

func keptAs(field string) []string {
	if names, ok := kept[field]; ok {
		return names
	}
	return []string{field}
}
