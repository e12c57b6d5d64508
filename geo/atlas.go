package geo

import (
	"slices"
	"sync"
	"sync/atomic"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/names"
	"fingerpost/geo/internal/shapes"
	"fingerpost/geo/internal/units"
)

// atlas is all that is known of the country at one time: what is part of the
// program and, over it, what was imported into a data folder. It is never
// changed: a new import makes a new atlas, and those who hold the old one finish
// with it.
type atlas struct {
	units    *units.Table  // unit postcodes; nil when none were imported
	sets     []areaSet     // of the units, by their number
	parts    *partTable    // outward codes and sectors
	places   *names.Table  // nil: those that are part of the program
	shapes   *shapes.Table // nil when no boundaries were imported
	local    map[AreaCode]Area
	datasets []Dataset
	version  string
	near     nearness
}

// areaSet are the areas of some unit postcodes, with their parents, smallest
// level first.
type areaSet struct {
	codes []AreaCode
	close bool // the smallest of them is as small as it gets
}

// isIsland says whether a code is that of the Channel Islands or the Isle of Man,
// which have no districts.
func isIsland(c AreaCode) bool { return c[0] == 'L' || c[0] == 'M' }

// Dataset is a table that was imported, for pages that name their sources.
type Dataset struct {
	Kind     string `json:"kind"` // postcodes, places or areas
	box.Meta        // where it comes from, its date, when it was imported, how many rows
}

// inUse is the atlas that the process answers from. There is one country, so
// there is one atlas: nothing is gained by two parts of a program that disagree on
// where Leeds is.
var inUse atomic.Pointer[atlas]

// builtIn is the atlas of what is part of the program.
var builtIn = sync.OnceValue(func() *atlas {
	return &atlas{parts: embeddedParts(), version: embeddedVersion()}
})

func current() *atlas {
	if a := inUse.Load(); a != nil {
		return a
	}
	return builtIn()
}

// Version names the tables that positions and areas are answered from. What was
// derived under one version may differ under another; names of places have no
// part in it.
func Version() string { return current().version }

// Datasets are the tables that were imported, in the order postcodes, places,
// areas. None means that the program answers from what is part of it.
func Datasets() []Dataset { return current().datasets }

// assemble makes the atlas of the tables that a folder holds. Any may be missing.
func assemble(t tables) *atlas {
	base := builtIn()
	a := &atlas{parts: base.parts, version: base.version}
	if t.postcodes != nil {
		a.units = t.postcodes.units
		a.parts = base.parts.under(t.postcodes.parts)
		a.sets = make([]areaSet, a.units.Sets())
		for i := range a.sets {
			codes := withParents(currentCodes(a.units.Areas(i)))
			a.sets[i] = areaSet{codes, districtOf(codes) != "" || slices.ContainsFunc(codes, isIsland)}
		}
		a.note(box.Postcodes, t.postcodes.file)
		a.version += " " + t.postcodes.file.Version
	}
	if t.places != nil {
		a.places = t.places.names
		a.note(box.Places, t.places.file)
	}
	if t.areas != nil {
		a.shapes = t.areas.shapes
		a.local = localAreas(a.shapes)
		a.note(box.Areas, t.areas.file)
		a.version += " " + t.areas.file.Version
	}
	return a
}

func (a *atlas) note(kind box.Kind, f box.File) {
	a.datasets = append(a.datasets, Dataset{Kind: string(kind), Meta: f.Meta})
}

// localAreas are the areas that only the boundaries know: wards, and whatever
// the lists of the program do not hold.
func localAreas(t *shapes.Table) map[AreaCode]Area {
	local := map[AreaCode]Area{}
	for s := range t.Each() {
		code := AreaCode(s.Code)
		if _, known := areas().byCode[code]; known || !code.Valid() {
			continue
		}
		parents := withParents(currentCodes(s.Parents))
		parents = slices.DeleteFunc(parents, func(p AreaCode) bool { return p == code || p.Level() <= code.Level() })
		local[code] = Area{Code: code, Name: s.Name, Level: code.Level(), Parents: parents}
	}
	return local
}

// gazetteer are the places by name that the atlas knows.
func (a *atlas) gazetteer() *names.Table {
	if a.places != nil {
		return a.places
	}
	return embeddedPlaces()
}

// currentCodes are the codes of today, those that name no area of a known kind left out.
func currentCodes(texts []string) []AreaCode {
	codes := make([]AreaCode, 0, len(texts))
	for _, text := range texts {
		if code := areas().current(AreaCode(text)); code.Valid() && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}
