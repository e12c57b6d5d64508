package site

import (
	"fmt"
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
)

// schemaOf says what a listing is in the words of schema.org (version 30), for search engines: what stands on its page, and
// nothing of a place that is withheld.
func (s *Site) schemaOf(l data.Listing, address string) map[string]any {
	service := l.Service
	out := map[string]any{"@context": "https://schema.org", "@type": "Service", "name": service.Name, "url": address}
	set := func(in map[string]any, name, value string) {
		if value != "" {
			in[name] = value
		}
	}
	set(out, "description", summaryOf(service))
	if l.Organization.Name != "" {
		provider := map[string]any{"@type": "Organization", "name": l.Organization.Name}
		set(provider, "url", webAddress(l.Organization.Website))
		out["provider"] = provider
	}
	var areas []map[string]any
	for _, a := range service.Areas {
		if area, ok := geo.AreaByCode(a.Code); ok {
			areas = append(areas, map[string]any{"@type": "AdministrativeArea", "name": area.Name})
		}
	}
	if len(areas) > 0 {
		out["areaServed"] = areas
	}
	if service.EligibilityDescription != "" {
		out["audience"] = map[string]any{"@type": "Audience", "audienceType": data.PlainLine(service.EligibilityDescription, leafletLetters)}
	}
	if service.Cost == data.Free {
		out["offers"] = map[string]any{"@type": "Offer", "price": 0, "priceCurrency": "GBP"}
	}
	var channels []map[string]any
	channel := map[string]any{"@type": "ServiceChannel"}
	if number, kind := s.phoneOf(service); number != "" && kind != data.SMS {
		channel["servicePhone"] = map[string]any{"@type": "ContactPoint", "telephone": number}
	}
	set(channel, "serviceUrl", webAddress(service.URL))
	if len(channel) > 1 {
		channels = append(channels, channel)
	}
	for _, at := range service.ServiceAtLocations {
		if place, ok := l.Location(at.LocationID); ok && !place.Withheld {
			channels = append(channels, map[string]any{"@type": "ServiceChannel", "serviceLocation": schemaPlace(place, at)})
		}
	}
	if len(channels) > 0 {
		out["availableChannel"] = channels
	}
	if opens := schemaHours(service.Schedules); len(opens) > 0 {
		out["hoursAvailable"] = opens
	}
	return out
}

// webAddress is an address that may be followed, or nothing.
func webAddress(address string) string {
	if host(address) == "" {
		return ""
	}
	return address
}

func schemaPlace(place data.Location, at data.ServiceAtLocation) map[string]any {
	address := map[string]any{"@type": "PostalAddress", "addressCountry": "GB"}
	for name, value := range map[string]string{"streetAddress": strings.Trim(place.Address.Line1+", "+place.Address.Line2, ", "),
		"addressLocality": place.Address.City, "addressRegion": place.Address.County, "postalCode": place.Address.Postcode} {
		if value != "" {
			address[name] = value
		}
	}
	out := map[string]any{"@type": "Place", "address": address}
	if place.Name != "" {
		out["name"] = place.Name
	}
	if position, ok := data.Geocode(place); ok && position.Precision == data.PrecisionExact {
		out["geo"] = map[string]any{"@type": "GeoCoordinates", "latitude": position.Point.Lat(), "longitude": position.Point.Lon()}
	}
	if opens := schemaHours(at.Schedules); len(opens) > 0 {
		out["openingHoursSpecification"] = opens
	}
	return out
}

// schemaHours are the weekly times; what is not weekly has no words there that search engines read.
func schemaHours(schedules []data.Schedule) []map[string]any {
	var out []map[string]any
	clock := func(minutes int) string {
		if minutes >= 24*60 {
			minutes -= 24 * 60
		}
		return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
	}
	for _, day := range hours.Week(schedules) {
		if !day.Row {
			continue
		}
		for _, span := range day.Spans {
			opens := map[string]any{"@type": "OpeningHoursSpecification", "dayOfWeek": "https://schema.org/" + day.Weekdays[0].String(),
				"opens": clock(span.Opens), "closes": clock(span.Closes)}
			if span.AllDay() {
				opens["closes"] = "23:59"
			}
			if !day.From.IsZero() {
				opens["validFrom"] = day.From.Time().Format(time.DateOnly)
			}
			if !day.To.IsZero() {
				opens["validThrough"] = day.To.Time().Format(time.DateOnly)
			}
			out = append(out, opens)
		}
	}
	return out
}
