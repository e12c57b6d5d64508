package geo

import (
	_ "embed"
	"sync"

	"fingerpost/geo/internal/names"
)

// placesTSV has a line for each city and town of Great Britain, each suburb of
// London, and each place of Northern Ireland and the islands, as package names
// writes them.
//
//go:embed places.tsv
var placesTSV string

// DefaultPlaces are the places that are part of the program. It panics when the
// table is not what genplaces writes, which no input can bring about.
func DefaultPlaces() []names.Place {
	places, err := names.DecodeTSV(placesTSV)
	if err != nil {
		panic("geo: places.tsv: " + err.Error())
	}
	return places
}

// embeddedPlaces are the same as a table.
var embeddedPlaces = sync.OnceValue(func() *names.Table {
	t, err := names.Build(DefaultPlaces())
	if err != nil {
		panic("geo: places.tsv: " + err.Error())
	}
	return t
})
