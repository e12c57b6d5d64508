package openreferral

import (
	"strings"

	"fingerpost/data"
)

// places are where a service is given: its service_at_locations, and locations beside them.
type places struct {
	list []data.Draft[data.Location]
	at   []data.ServiceAtLocation
	ways []data.Way // what the names of virtual places say: "Telephone"
}

// places reads service_at_locations with a location inside, or with a location_id that points into the list of locations
// at the top, and locations that stand at the top alone (Outpost). Two that speak of one place become one.
func (r *reader) places() places {
	var p places
	byID := map[string]object{}
	top := r.service.objects("locations")
	for _, location := range top {
		if id := location.id("id"); id != "" {
			byID[id] = location
		}
	}
	index, given := map[string]int{}, map[string]bool{}
	masked := isMasked(r.service)
	add := func(at, location object) {
		draft, way, ok := r.location(location, masked || isMasked(at))
		if !ok {
			return
		}
		if way != "" {
			p.ways = append(p.ways, way)
		}
		if i, known := index[draft.OwnID]; known {
			p.list[i].Doc.Withheld = p.list[i].Doc.Withheld || draft.Doc.Withheld
			return
		}
		index[draft.OwnID] = len(p.list)
		p.list = append(p.list, draft)
		p.at = append(p.at, r.serviceAtLocation(at, draft, given))
	}
	for _, at := range r.service.objects("service_at_locations", "service_at_location") {
		location := at.object("location", "locations")
		if location == nil {
			location = byID[at.id("location_id")]
		}
		add(at, location)
	}
	for _, location := range top {
		add(nil, location)
	}
	return p
}

// serviceAtLocation is the link to one place. given are the ids of the earlier ones, which some feeds repeat.
func (r *reader) serviceAtLocation(at object, location data.Draft[data.Location], given map[string]bool) data.ServiceAtLocation {
	source, own := r.reading.Source.Key, at.id("id")
	if own == "" || given[own] {
		own = r.own + " at " + location.OwnID
	}
	given[own] = true
	return data.ServiceAtLocation{
		ID:         data.Mint[data.ServiceAtLocationID]("service_at_location", source, own),
		LocationID: location.Doc.ID,
		Schedules:  r.schedules(at, newIDs(source, own, "service_at_location/schedule")),
		Phones:     r.phones(at, newIDs(source, own, "service_at_location/phone")),
	}
}

// location reads one place. ok is false for one of which nothing is said.
func (r *reader) location(o object, masked bool) (draft data.Draft[data.Location], way data.Way, ok bool) {
	address := chosenAddress(o)
	l := data.Location{
		Type:           locationType(o),
		Name:           o.text("name"),
		Description:    o.text("description"),
		Transportation: o.text("transportation"),
		Address:        address,
		Point:          r.point(o),
		Withheld:       masked || isMasked(o),
	}
	if l.Description == strings.Join(address.Lines(), ", ") {
		l.Description = "" // an address that lacks what the standard requires of one, as we write it ourselves
	}
	if virtual, known := virtualNames[fold(l.Name)]; known {
		l.Type, way = data.Virtual, virtual
	} else if virtual, known = virtualNames[fold(address.Line1)]; known && l.Name == "" {
		l.Type, way = data.Virtual, virtual
	}
	where := data.PlainLine(join(" ", append([]string{l.Name}, address.Lines()...)...), 100)
	if where == "" && l.Point == nil && !l.Withheld && l.Type != data.Virtual {
		return draft, "", false
	}
	own := o.id("id", "location_id")
	if own == "" {
		own = ownPlace(l)
	}
	source := r.reading.Source.Key
	l.ID = data.Mint[data.LocationID](data.LevelLocation, source, own)
	l.Phones = r.phones(o, newIDs(source, own, "location/phone"))
	l.Accessibility = r.accessibility(o, own)
	return data.Draft[data.Location]{OwnID: own, Doc: l}, way, true
}

// ownPlace stands for the id of a place that the source gives none: its postcode and first line, else its name.
func ownPlace(l data.Location) string {
	line := l.Address.Line1
	if line == "" {
		line = l.Name
	}
	key := join(" ", fold(l.Address.Postcode), fold(line))
	if key == "" {
		key = fold(join(" ", l.Address.City, l.Address.County, string(l.Type)))
	}
	return "address:" + data.PlainLine(key, maxID)
}

// accessibility is what is said of getting in: accessibility of 3.0, accessibility_for_disabilities of 1.0, and the
// accessibilities of Outpost.
func (r *reader) accessibility(o object, owner string) []data.Accessibility {
	ids := newIDs(r.reading.Source.Key, owner, "location/accessibility")
	var out []data.Accessibility
	for _, each := range o.objects("accessibility", "accessibility_for_disabilities", "accessibilities") {
		text := join(". ", distinct([]string{each.text("description", "accessibility", "name"), each.text("details")})...)
		if data.PlainLine(text, 10) == "" {
			continue
		}
		if id, ok := ids.mint(each.id("id"), fold(text)); ok {
			out = append(out, data.Accessibility{ID: id, Description: text})
		}
	}
	return out
}

// virtualNames are the names of places that nobody can go to, and how such a service is reached.
var virtualNames = map[string]data.Way{
	"online": data.Online, "virtual": data.Online, "online only": data.Online, "virtual online": data.Online, "online virtual": data.Online,
	"on line": data.Online, "web": data.Online, "website": data.Online, "internet": data.Online, "zoom": data.Online,
	"via zoom": data.Online, "online via zoom": data.Online, "online zoom": data.Online, "teams": data.Online,
	"microsoft teams": data.Online, "remote": data.Online, "virtual event": data.Online, "online event": data.Online,
	"telephone": data.ByPhone, "phone": data.ByPhone, "by phone": data.ByPhone, "by telephone": data.ByPhone,
	"telephone only": data.ByPhone, "telephone service": data.ByPhone, "helpline": data.ByPhone,
}

// isMasked reports whether a service, place or link between them is said to be at a place that must not be known:
// mask_exact_address of Outpost, or an attribute that says so.
func isMasked(o object) bool {
	if o.isTrue("mask_exact_address", "confidential_address", "address_withheld") {
		return true
	}
	for _, attribute := range o.objects("attributes") {
		term := attribute.object("taxonomy_term")
		for _, s := range []string{attribute.text("link_type"), attribute.text("value"), attribute.text("name"),
			term.text("name"), term.text("term")} {
			if maskWords[fold(s)] && !isNo(attribute) {
				return true
			}
		}
	}
	return false
}

var maskWords = map[string]bool{
	"mask exact address": true, "address withheld": true, "withheld address": true, "confidential address": true,
	"address confidential": true, "confidential location": true, "hidden address": true, "address hidden": true,
	"secret address": true, "private address": true, "undisclosed address": true, "location withheld": true, "withheld location": true,
}

// isNo reports whether an attribute is there to be denied: mask_exact_address with the value "false".
func isNo(attribute object) bool {
	v := attribute.truth("value")
	if v == nil {
		v = attribute.object("taxonomy_term").truth("name")
	}
	return v != nil && !*v
}

// locationType is what the feed says the place is, else what all of its addresses say.
func locationType(o object) data.LocationType {
	said := fold(o.text("location_type"))
	if said == "" {
		for i, address := range o.objects("addresses") {
			kind := fold(address.text("address_type"))
			if i > 0 && kind != said {
				return ""
			}
			said = kind
		}
	}
	switch t := data.LocationType(strings.TrimSpace(said)); t {
	case data.Physical, data.Postal, data.Virtual:
		return t
	}
	return ""
}
