package extract

import (
	"regexp"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// postcode is what may be a full postcode in a text; geo decides.
var postcode = regexp.MustCompile(`(?i)\b[a-z]{1,2}[0-9][a-z0-9]?\s{0,2}[0-9][a-z]{2}\b`)

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
	for _, found := range postcode.FindAllString(text, 5) {
		if code, err := geo.ParsePostcode(found); err == nil && code.Level() == geo.Unit {
			a.Postcode = code.String()
			text = strings.Replace(text, found, "", 1)
			break
		}
	}
	var parts []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ',' || r == '•' }) {
		if part = strings.Trim(part, " .;"); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) > 1 && isHouseNumber(parts[0]) {
		parts = append([]string{parts[0] + " " + parts[1]}, parts[2:]...)
	}
	if len(parts) > 0 {
		a.Line1, a.Line2 = parts[0], strings.Join(parts[1:], ", ")
	}
	return a
}

func isHouseNumber(s string) bool {
	return len(s) <= 5 && strings.Trim(s, "0123456789") != s && !strings.Contains(s, " ")
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
