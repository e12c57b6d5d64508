package load

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fingerpost/geo"
	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/names"
)

// placeTable gathers the places of an input.
type placeTable struct {
	report    Report
	places    []names.Place
	byKey     placesByKey
	districts map[string]string // what the names of councils have come to
}

func newPlaceTable(source string) *placeTable {
	return &placeTable{
		report:    Report{Kind: box.Places, Source: source},
		byKey:     placesByKey{},
		districts: map[string]string{},
	}
}

func (t *placeTable) readFile(ctx context.Context, e *entry, layout *placeLayout, progress *meter) (err error) {
	in, err := e.open(ctx, progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	for l, err := range layout.lines(in) {
		if err != nil {
			if wrong := new(InputError); errors.As(err, &wrong) && wrong.Where == "" {
				wrong.Where = e.where()
			}
			return err
		}
		row := layout.read(l.fields)
		if row.skip {
			continue
		}
		t.report.Records++
		if reason := t.add(row); reason != "" {
			t.report.refuse(reason, func() string { return fmt.Sprintf("%s line %d", e.where(), l.number) })
		}
	}
	return nil
}

// add takes a row, or says why not.
func (t *placeTable) add(r placeRow) Reason {
	if r.refused != "" {
		return r.refused
	}
	p := r.place
	p.Name = strings.ReplaceAll(p.Name, "|", " ")
	p.Others = slices.DeleteFunc(slices.Clone(p.Others), func(other string) bool {
		return names.Key(other) == names.Key(p.Name) || names.Fits(names.Place{Name: other, Kind: p.Kind}) != nil
	})
	if unfit := new(names.UnfitError); errors.As(names.Fits(p), &unfit) {
		return unfitPlaces[unfit.Reason]
	}
	if wrong := new(geo.CoordinateError); errors.As(geo.CheckUK(p.Point.Lat(), p.Point.Lon()), &wrong) {
		if wrong.Reason == geo.ReasonZero {
			return NoPosition
		}
		return Outside
	}
	t.report.Dated = max(t.report.Dated, r.dated)
	for _, same := range t.byKey.near(t.places, p, sameInOne) {
		if t.places[same].Kind == p.Kind {
			join(&t.places[same], p)
			t.byKey.add(same, t.places[same])
			return Duplicate
		}
	}
	p.District = t.district(r)
	t.places = append(t.places, p)
	t.byKey.add(len(t.places)-1, p)
	return ""
}

var unfitPlaces = map[names.Reason]Reason{
	names.NoName: NoName, names.BadName: NoName, names.BadKind: UnknownKind,
	names.BadPoint: NoPosition, names.TooMany: TooManyForFile,
}
