package data

import (
	"slices"

	"fingerpost/geo"
)

// Listing is what the public sees: a service with its organisation and its places, all in their public form, and where
// each fact came from.
type Listing struct {
	Service      Service
	Organization Organization                    // zero when the service names none
	Locations    []Location                      // in the order of the service's ServiceAtLocations
	Provenance   map[Level]map[string]Provenance // level, then aggregate id
	Origins      map[RecordID]Origin
	Kept         bool // those who run it keep it here, and have looked after it of late
}

// Origin tells where the service's field at path came from: for a field that holds others, where the newest of them did.
func (l Listing) Origin(path string) Origin {
	return l.newest(l.Provenance[LevelService][string(l.Service.ID)].At(path))
}

func (l Listing) newest(records []RecordID) Origin {
	newest := l.Origins[records[0]]
	for _, id := range records[1:] {
		if o := l.Origins[id]; o.Newest().After(newest.Newest()) {
			newest = o
		}
	}
	return newest
}

// LocationOrigin tells where a field of one of the listing's places came from.
func (l Listing) LocationOrigin(id LocationID, path string) Origin {
	return l.newest(l.Provenance[LevelLocation][string(id)].At(path))
}

// From are the sources of what is shown of the service, by key.
func (l Listing) From() []SourceKey {
	var out []SourceKey
	for _, record := range l.Provenance[LevelService][string(l.Service.ID)].Records() {
		if key := l.Origins[record].Source; key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// Checked is the newest date for which anyone vouched for anything in the service.
func (l Listing) Checked() Date {
	var newest Date
	for _, record := range l.Provenance[LevelService][string(l.Service.ID)].Records() {
		if d := l.Origins[record].Newest(); d.After(newest) {
			newest = d
		}
	}
	return newest
}

// Location finds one of the listing's places by id.
func (l Listing) Location(id LocationID) (Location, bool) {
	for _, place := range l.Locations {
		if place.ID == id {
			return place, true
		}
	}
	return Location{}, false
}

// SchedulesAt are the hours at one of the listing's places, or of the service where the place has none of its own, or else
// of the crisis line that the listing is about. lines are the hours of those by id.
func (l Listing) SchedulesAt(place LocationID, lines map[string][]Schedule) []Schedule {
	for _, at := range l.Service.ServiceAtLocations {
		if at.LocationID == place && len(at.Schedules) > 0 {
			return at.Schedules
		}
	}
	if len(l.Service.Schedules) == 0 {
		return lines[l.Service.Helpline]
	}
	return l.Service.Schedules
}

// NationAt is the nation whose bank holidays count at one of the listing's places: that of the place, else of the one area
// that the service serves. It is "" when that is not one nation.
func (l Listing) NationAt(place LocationID) string {
	if place, ok := l.Location(place); ok {
		return l.NationOf(Geocode(place))
	}
	return l.NationOf(Position{}, false)
}

// NationOf is the same at a place whose position is known already; ok is false for one that is nowhere.
func (l Listing) NationOf(position Position, ok bool) string {
	if ok && position.District != "" {
		return geo.Nation([]geo.AreaCode{position.District})
	}
	var codes []geo.AreaCode
	for _, a := range l.Service.Areas {
		codes = append(codes, a.Code)
	}
	if len(codes) == 0 {
		codes = []geo.AreaCode{l.Service.AssumedArea}
	}
	return geo.Nation(codes)
}
