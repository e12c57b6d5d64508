package extract

import (
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// place is where a node says that it is: a node of its own, if it names one.
func (g *graph) place(n node) node {
	if where := g.object(n, "location", "serviceLocation"); where != nil {
		return where
	}
	return g.object(g.object(n, "availableChannel"), "serviceLocation")
}

// address is the node's own, else that of its place. A place online has none.
func (g *graph) address(n, where node) data.Address {
	for _, from := range []node{n, where} {
		if a := g.object(from, "address"); a != nil {
			return postal(a)
		}
		if s := from.text("address"); s != "" {
			return addressOf(s)
		}
		if from.text("streetAddress")+from.text("postalCode") != "" {
			return postal(from) // "location": {"@type": "PostalAddress"}
		}
	}
	return data.Address{}
}

// postal reads a schema.org PostalAddress.
func postal(n node) data.Address {
	a := addressOf(n.text("streetAddress"))
	if a.Line2 == "" {
		a.Line2 = data.PlainLine(n.text("extendedAddress"), data.MaxName)
	}
	a.City = data.PlainLine(n.text("addressLocality"), data.MaxName)
	a.County = data.PlainLine(n.text("addressRegion"), data.MaxName)
	if code := data.PlainLine(n.text("postalCode"), 20); code != "" {
		a.Postcode = code
	}
	return a
}

// addressOf reads an address written in one text: a postcode where one is, the first line, and the rest in a second.
// Which of the rest is the town is not said.
func addressOf(s string) data.Address {
	text := data.PlainText(s, data.MaxSummary)
	var a data.Address
	for _, found := range geo.FindPostcodes(text, 1) {
		a.Postcode = found.Postcode.String()
		text = text[:found.Start] + text[found.End:]
	}
	var parts []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ',' || r == '•' }) {
		if part = strings.Trim(part, " .;"); part != "" {
			parts = append(parts, part)
		}
	}
	a.SetLines(parts)
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
