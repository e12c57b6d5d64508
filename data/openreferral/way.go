package openreferral

import (
	"slices"
	"strings"

	"fingerpost/data"
)

// wayWords are the words by which feeds say how a service reaches people. 1.0 has four (venue, phone, online, home visit);
// the attending_type of a schedule in 3.0 is free text.
var wayWords = map[data.Way][]string{
	data.InPerson: {"venue", "in person", "face to face", "on site", "onsite", "physical"},
	data.ByPhone:  {"phone", "telephone", "helpline"},
	data.ByText:   {"text", "sms", "text message", "whatsapp"},
	data.Online: {"online", "on line", "virtual", "virtually", "video", "video call", "video conferencing", "zoom", "website", "webchat",
		"web chat", "live chat", "remote", "remotely"},
	data.HomeVisit: {"home visit", "home visits", "home visiting", "at home", "in your home", "own home", "your home"},
}

// readWays finds the ways that a text speaks of, in the order they are shown.
func readWays(s string) []data.Way {
	words := " " + fold(s) + " "
	var out []data.Way
	for _, way := range data.AllWays {
		if slices.ContainsFunc(wayWords[way], func(w string) bool { return strings.Contains(words, " "+w+" ") }) ||
			way == data.HomeVisit && words == " home " {
			out = append(out, way)
		}
	}
	return out
}

// ways are what the service or its schedules say of how it is attended. Where they are silent, a virtual place says it;
// physical places alone do not, since many a helpline is listed with its office.
func (r *reader) ways(s *data.Service, places places) {
	said := s.Ways
	for _, o := range append(r.service.objects("schedules", "regular_schedules"), r.service) {
		for _, text := range o.texts("attending_type", "attending_types") {
			said = append(said, readWays(text)...)
		}
	}
	if len(said) == 0 && len(places.ways) > 0 {
		said = slices.Clone(places.ways)
		for _, place := range places.list {
			if place.Doc.Type != data.Virtual && place.Doc.Type != data.Postal {
				said = append(said, data.InPerson)
			}
		}
	}
	s.Ways = nil
	for _, way := range data.AllWays {
		if slices.Contains(said, way) {
			s.Ways = append(s.Ways, way)
		}
	}
}
