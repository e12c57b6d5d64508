package extract

import (
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// places are where a node says that it is: its own address, or the places that it names. A place online is none.
func (g *graph) places(n node) []Place {
	var out []Place
	add := func(p Place) {
		if !p.isEmpty() && len(out) < maxPlaces && !slices.ContainsFunc(out, func(q Place) bool { return q.Name == p.Name && q.Address == p.Address }) {
			out = append(out, p)
		}
	}
	if own := (Place{Address: g.address(n), Point: point(g.object(n, "geo"))}); !own.isEmpty() {
		add(own)
		return out
	}
	where := append(g.objects(n, "location"), g.objects(n, "serviceLocation")...)
	if len(where) == 0 {
		where = g.objects(g.object(n, "availableChannel"), "serviceLocation")
	}
	for _, w := range where {
		if slices.Contains(w.types(), "VirtualLocation") {
			continue
		}
		p := Place{Address: g.address(w), Point: point(g.object(w, "geo")), Name: data.PlainLine(w.text("name"), data.MaxName)}
		p.Hours, p.Schedules = g.hours(w), g.opening(w)
		if len(where) < 2 {
			p.Hours, p.Schedules = nil, nil // those of the house
		}
		add(p)
	}
	if text := n.text("location"); len(where) == 0 && text != "" {
		if a := addressOf(text); a.Postcode != "" {
			add(Place{Address: a})
		}
	}
	return out
}

// address is that of a node: an object or a text, or the node is one itself.
func (g *graph) address(n node) data.Address {
	if a := g.object(n, "address"); a != nil {
		return postal(a)
	}
	if s := n.text("address"); s != "" {
		return addressOf(s)
	}
	if n.text("streetAddress")+n.text("postalCode") != "" {
		return postal(n) // "location": {"@type": "PostalAddress"}
	}
	return data.Address{}
}

// postal reads a schema.org PostalAddress.
func postal(n node) data.Address {
	a := addressOf(n.text("streetAddress"))
	if a.Line2 == "" {
		a.Line2 = data.PlainLine(n.text("extendedAddress"), data.MaxName)
	}
	if a.City != "" {
		a.Line2 = strings.Trim(a.Line2+", "+a.City, ", ")
	}
	a.City = data.PlainLine(n.text("addressLocality"), data.MaxName)
	a.County = data.PlainLine(n.text("addressRegion"), data.MaxName)
	if code := data.PlainLine(n.text("postalCode"), 20); code != "" {
		a.Postcode = code
		if parsed, err := geo.ParsePostcode(code); err == nil {
			a.Postcode = parsed.String()
		}
	}
	return a
}

// point reads schema.org GeoCoordinates. Whether it is a place here is for the gate to say ([data.Submission.Tidy]).
func point(n node) *data.Coordinates {
	latitude, err1 := strconv.ParseFloat(strings.TrimSpace(n.text("latitude")), 64)
	longitude, err2 := strconv.ParseFloat(strings.TrimSpace(n.text("longitude")), 64)
	if err1 != nil || err2 != nil || latitude != latitude || longitude != longitude || max(latitude, -latitude, longitude, -longitude) > 180 {
		return nil
	}
	return &data.Coordinates{Latitude: latitude, Longitude: longitude}
}

// areas are those that a node says it serves, by names that are known.
func (g *graph) areas(n node) (out []Area) {
	var names []string
	for _, property := range []string{"areaServed", "serviceArea"} {
		names = append(names, n.texts(property)...)
		for _, area := range g.objects(n, property) {
			names = append(names, area.text("name"))
		}
	}
	for _, name := range lines(names, 20) {
		known, ok := geo.AreasNamed(name)
		if !ok {
			out = append(out, Area{Name: name})
		}
		for _, area := range known {
			out = append(out, Area{Name: name, Code: area.Code})
		}
	}
	return out
}

// languages are those in which a node says it is given, beside English.
func (g *graph) languages(n node) (out []string) {
	for _, property := range []string{"availableLanguage", "inLanguage"} {
		said := n.texts(property)
		for _, object := range append(g.objects(n, property), g.objects(g.object(n, "availableChannel", "contactPoint"), property)...) {
			said = append(said, object.text("name"), object.text("alternateName"))
		}
		for _, contact := range g.objects(n, "contactPoint") {
			said = append(said, contact.texts(property)...)
		}
		for _, s := range said {
			if code := data.LanguageCode(strings.TrimSpace(s)); code != "" && code != "en" && !slices.Contains(out, code) && len(out) < 20 {
				out = append(out, code)
			}
		}
		if property == "availableLanguage" && len(out) > 0 {
			break
		}
	}
	return out
}
