package openreferral

import (
	"slices"

	"fingerpost/data"
	"fingerpost/data/prose"
)

// ways are what the service or its schedules say of how it is attended. Where they are silent, a virtual place says it;
// physical places alone do not, since many a helpline is listed with its office.
func (r *reader) ways(s *data.Service, places places) {
	said := s.Ways
	for _, o := range append(r.service.objects("schedules", "regular_schedules"), r.service) {
		for _, text := range o.texts("attending_type", "attending_types") {
			said = append(said, prose.WaysNamed(text)...)
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
