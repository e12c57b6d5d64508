package table

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"fingerpost/data"
	"fingerpost/geo"
)

// submission is what the row says.
func (r *row) submission() data.Submission {
	source := r.reading.Source.Key
	s := data.Submission{
		Source: source,
		Records: []data.Record{{
			Source: source, SourceID: r.own, URL: r.text("record.url"), Title: r.text("record.title"),
			AssertedOn: r.asserted(), ReadAt: r.reading.ReadAt, Live: r.reading.Live, Payload: r.payload(),
		}},
		Service: data.Draft[data.Service]{OwnID: r.own, Doc: r.service()},
	}
	service := &s.Service.Doc
	if r.applies("organization") {
		if organization := r.organization(); organization.Doc.Name != "" {
			service.OrganizationID = organization.Doc.ID
			s.Organization = &organization
		}
	}
	for _, one := range r.places {
		one.own = r.own
		place, ok := one.place()
		if one != r {
			r.problems = append(r.problems, one.problems...)
		}
		known := func(l data.Draft[data.Location]) bool { return l.OwnID == place.OwnID }
		if !ok || slices.ContainsFunc(s.Locations, known) {
			continue
		}
		s.Locations = append(s.Locations, place)
		service.ServiceAtLocations = append(service.ServiceAtLocations, data.ServiceAtLocation{
			ID:         data.Mint[data.ServiceAtLocationID]("service_at_location", source, r.own+" at "+place.OwnID),
			LocationID: place.Doc.ID,
		})
	}
	if len(r.m.values["service.ways"]) == 0 && len(s.Locations) > 0 {
		service.Ways = []data.Way{data.InPerson}
	}
	return s
}

func (r *row) service() data.Service {
	s := data.Service{
		ID:                     data.Mint[data.ServiceID](data.LevelService, r.reading.Source.Key, r.own),
		Name:                   r.name(),
		AlternateNames:         r.list("service.alternate_names"),
		Summary:                r.text("service.summary"),
		Description:            r.description(),
		Kind:                   data.Kind(r.choice("service.kind")),
		Status:                 data.Status(r.text("service.status")),
		Alert:                  r.text("service.alert"),
		URL:                    r.text("service.url"),
		Email:                  r.text("service.email"),
		Phones:                 r.phones("service.phones", r.own),
		EligibilityDescription: r.text("service.eligibility_description"),
		NotFor:                 r.text("service.not_for"),
		MinimumAge:             r.age("minimum_age"),
		MaximumAge:             r.age("maximum_age"),
		Audiences:              r.list("service.audiences"),
		Cost:                   data.Cost(r.choice("service.cost")),
		FeesDescription:        r.text("service.fees_description"),
		ApplicationProcess:     r.text("service.application_process"),
		Referral:               data.Referral(r.choice("service.referral")),
		Languages:              r.list("service.languages"),
		Categories:             r.categories(),
		Schedules:              r.schedules(),
	}
	for _, way := range r.list("service.ways") {
		if slices.Contains(data.AllWays, data.Way(way)) {
			s.Ways = append(s.Ways, data.Way(way))
		}
	}
	r.contact(&s)
	r.topics(&s)
	r.areas(&s)
	return s
}

// name is the service's name. Where a whole leaflet stands in its cell, the first line is the name.
func (r *row) name() string {
	text := r.text("service.name")
	if plain := data.PlainText(text, 4*data.MaxName); utf8.RuneCountInString(plain) > data.MaxName {
		r.note("name", data.CutShort, plain)
		if first, _, _ := strings.Cut(plain, "\n"); utf8.RuneCountInString(first) <= data.MaxName {
			return first
		}
	}
	return text
}

func (r *row) description() string {
	text := strings.Join(r.list("service.description"), "\n\n")
	if utf8.RuneCountInString(text) > data.MaxDescription {
		r.note("description", data.CutShort, text)
	}
	return text
}

// choice is the value of a field that has only a few; anything else is left out.
func (r *row) choice(field string) string {
	if s := r.text(field); slices.Contains(allowed[field], s) {
		return s
	}
	return ""
}

func (r *row) age(field string) *int {
	s := r.text("service." + field)
	if s == "" {
		return nil
	}
	age, err := strconv.Atoi(s)
	if err != nil {
		r.note(field, data.BadAge, s)
		return nil
	}
	return &age
}

// topics are those that the mapping names, and those that the row's categories speak of.
func (r *row) topics(s *data.Service) {
	for _, id := range r.list("service.topics") {
		s.Topics = append(s.Topics, data.TopicID(id))
	}
	for _, category := range s.Categories {
		s.Topics = append(s.Topics, r.reading.Topics.Read(category)...)
	}
	slices.Sort(s.Topics)
	s.Topics = slices.Compact(s.Topics)
}

// areas is whom the service serves, where the table says so. The source's own area is assumed unless that can be read, which
// is found out when the submission is tidied.
func (r *row) areas(s *data.Service) {
	s.AssumedArea = r.reading.Source.Area
	if !r.applies("areas") {
		return
	}
	for _, one := range r.of("areas") {
		area := data.ServiceArea{Name: one.text("areas.name")}
		if code := geo.AreaCode(strings.ToUpper(one.text("areas.code"))); code.Valid() {
			area.Code = code
		}
		content := string(area.Code)
		if content == "" {
			content = fold(area.Name)
		}
		area.ID = data.MintElement(r.reading.Source.Key, r.own, "service_area", content)
		known := func(a data.ServiceArea) bool { return a.ID == area.ID }
		if content != "" && !slices.ContainsFunc(s.Areas, known) {
			s.Areas = append(s.Areas, area)
		}
	}
}

// asserted is the row's own date, else that of the file.
func (r *row) asserted() data.Date {
	s := r.text("record.dated")
	if s == "" {
		return r.reading.Source.Dated
	}
	if d, err := data.ParseDate(s); err == nil {
		return d
	}
	for _, layout := range []string{"02/01/2006", "2/1/2006", "02-01-2006", "2 January 2006", "2 Jan 2006"} {
		if t, err := time.ParseInLocation(layout, s, data.London); err == nil {
			return data.DateOf(t)
		}
	}
	r.note("record.dated", data.BadDate, s)
	return r.reading.Source.Dated
}
