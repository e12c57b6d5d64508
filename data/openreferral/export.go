package openreferral

import (
	"slices"

	"fingerpost/data"
)

// Export writes services in full, for other directories and for whoever wants to check them.
type Export struct {
	Topics data.Topics
	// Lines are the crisis lines by their ids. A listing only names its line; elsewhere nobody knows it by that name.
	Lines      map[string]Line
	Provenance bool // say of each field where it came from
}

// unknownDate stands in an attribute where nobody has said on which day a service was right.
const unknownDate = "unknown"

// Line is how a crisis line is reached, and when.
type Line struct {
	Phones    []data.Phone
	Schedules []data.Schedule
}

// Service writes one service with when it last changed and the page or feed that said it and, if it is asked for, with
// the origin of each field.
func (e Export) Service(listing data.Exported) (ServiceV3, error) {
	out := Service(e.withLine(listing.Listing))
	out.NameTopics(e.Topics)
	out.LastModified = Instant(listing.Changed)
	if assured(listing.Listing).IsZero() { // or last_modified, which is our date, would be taken for the source's
		said := saying{entity: "service", id: out.ID}
		said.add("assured_date", unknownDate)
		out.Attributes = append(out.Attributes, said.all...)
	}
	service := told{listing, data.LevelService, out.ID}
	out.SourceURL = first(out.SourceURL, service.feed())
	var err error
	if e.Provenance {
		if out.Provenance, err = service.fields(withoutWithheld(listing.Listing)); err != nil {
			return out, err
		}
	}
	if o := out.Organization; o != nil {
		organization := told{listing, data.LevelOrganization, o.ID}
		o.SourceURL = first(o.SourceURL, organization.feed())
		if e.Provenance {
			if o.Provenance, err = organization.fields(listing.Organization); err != nil {
				return out, err
			}
		}
	}
	for i, at := range out.ServiceAtLocations {
		place, ok := listing.Location(data.LocationID(at.LocationID))
		if !ok { // also a withheld one, which has another id here: who told of it may tell where it is
			continue
		}
		l := out.ServiceAtLocations[i].Location
		location := told{listing, data.LevelLocation, l.ID}
		l.SourceURL = first(l.SourceURL, location.feed())
		if e.Provenance {
			if l.Provenance, err = location.fields(place); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

// withLine is a listing with the numbers of the crisis line that it is about and, where it has no hours, with its hours.
func (e Export) withLine(listing data.Listing) data.Listing {
	line, ok := e.Lines[listing.Service.Helpline]
	if !ok {
		return listing
	}
	s := &listing.Service
	s.Phones = slices.Clone(s.Phones)
	for _, p := range line.Phones {
		if !slices.ContainsFunc(s.Phones, func(known data.Phone) bool { return data.Dial(known.Number) == data.Dial(p.Number) }) {
			p.ID = data.ElementID(wireID(string(s.ID), "helpline/phone", string(p.Type)+p.Number))
			s.Phones = append(s.Phones, p)
		}
	}
	if len(s.Schedules) == 0 && !slices.ContainsFunc(s.ServiceAtLocations, func(at data.ServiceAtLocation) bool { return len(at.Schedules) > 0 }) {
		for _, rule := range line.Schedules {
			rule.ID = data.ElementID(wireID(string(s.ID), "helpline/schedule", string(rule.ID)))
			s.Schedules = append(s.Schedules, rule)
		}
	}
	return listing
}

// withoutWithheld is a listing's service without what links it to withheld places.
func withoutWithheld(listing data.Listing) data.Service {
	s := listing.Service
	s.ServiceAtLocations = nil
	for _, at := range listing.Service.ServiceAtLocations {
		if place, ok := listing.Location(at.LocationID); ok && !place.Withheld {
			s.ServiceAtLocations = append(s.ServiceAtLocations, at)
		}
	}
	return s
}

// told is one aggregate of a listing, asked who told of it.
type told struct {
	data.Exported
	level data.Level
	id    string
}

func (t told) provenance() data.Provenance { return t.Listing.Provenance[t.level][t.id] }

// feed is the address of the source as a whole, where its records have none of their own.
func (t told) feed() string { return t.Sources[t.Origins[t.provenance().Default].Source].URL }

// fields says of each field of an aggregate where it came from.
func (t told) fields(doc any) (ProvenanceV3, error) {
	paths, err := data.Paths(doc)
	if err != nil {
		return nil, err
	}
	p, out := t.provenance(), ProvenanceV3{}
	for _, path := range paths {
		o := t.Origins[p.Of(path)]
		if o.Record == "" {
			continue
		}
		reading := t.Readings[o.Record]
		at := reading.Found[foundAs(t.level, path)]
		origin := OriginV3{
			Record: string(o.Record), Source: string(o.Source), SourceName: o.SourceName, URL: o.URL,
			AssertedOn: o.AssertedOn.String(), SeenOn: o.SeenOn.String(), ConfirmedOn: o.ConfirmedOn.String(),
			Where: at.Where, Sure: at.Sure,
		}
		if !reading.ReadAt.IsZero() {
			origin.ReadOn = data.DateOf(reading.ReadAt).String()
		}
		out[path] = origin
	}
	return out, nil
}

// facts are the names that the reader of pages gives to what it finds, by the fields that come of it.
var facts = map[data.Level]map[string]string{
	data.LevelService: {
		"phones": "phone", "schedules": "hours", "cost": "cost", "fees_description": "cost", "eligibility_description": "audience",
		"categories": "category", "organization_id": "organization",
	},
	data.LevelOrganization: {"name": "organization"},
	data.LevelLocation:     {"address": "address", "address/postal_code": "postcode", "point": "point"},
}

// foundAs is the name of the fact that a field comes of. What is not named otherwise is a fact about the service.
func foundAs(level data.Level, path string) string {
	group := data.Group(path)
	switch fact := first(facts[level][path], facts[level][group]); {
	case fact != "":
		return fact
	case level == data.LevelService:
		return group
	}
	return ""
}
