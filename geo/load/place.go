package load

import (
	"context"
	"errors"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/names"
)

// Places imports places by name into the data folder dir, from a file, a folder
// or a zip archive as it was downloaded:
//
//   - OS Open Names of Ordnance Survey (Great Britain), or an extract of it as
//     lines of name, council, letter of the kind, latitude and longitude;
//   - a country file of GeoNames, or a table of it with the columns name, lat,
//     lng, country, admin1 and admin2.
//
// The places that ship with the program stay where the input has none: after
// OS Open Names those of Northern Ireland and the islands are still there, and a
// place that ships with a Welsh or a former name keeps it.
//
// The error is an [*InputError], that of the context, or one of the file system.
// After any of them the table in dir is as it was.
func Places(ctx context.Context, input, dir string, o Options) (Report, error) {
	report, err := importPlaces(ctx, input, dir, o)
	if err != nil {
		return Report{}, err
	}
	return report, nil
}

func importPlaces(ctx context.Context, input, dir string, o Options) (_ Report, err error) {
	src, err := files(input)
	if err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	set, err := placeFiles(ctx, src)
	if err != nil {
		return Report{}, err
	}
	t := newPlaceTable(set.layout.source)
	progress := o.meter(set.entries)
	for _, e := range set.entries {
		if err := t.readFile(ctx, e, set.layout, progress); err != nil {
			return Report{}, err
		}
		progress.finish(e)
	}
	return t.write(ctx, input, dir, o)
}

// write makes the table, when what was read can be believed.
func (t *placeTable) write(ctx context.Context, input, dir string, o Options) (Report, error) {
	r := t.report
	if err := r.checkRefused(input); err != nil {
		return Report{}, err
	}
	r.Usable = len(t.places)
	if o.Dated != "" {
		r.Dated = o.Dated
	}
	table, err := names.Build(withShipped(t.places, shippedPlaces()))
	if err != nil {
		return Report{}, &InputError{Where: input, Reason: TooLarge, Err: err}
	}
	if before, err := box.Read(dir, box.Places); err == nil && table.Len()*2 < before.Rows && !o.Replace {
		return Report{}, &InputError{Where: input, Reason: Shrinks}
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	meta := box.Meta{Source: r.Source, Dated: r.Dated, Made: o.now(), Rows: table.Len()}
	r.Bytes, err = box.Write(dir, box.Places, meta, table.Sections()...)
	return r, err
}

// placeSet are the files of an input that hold places, all of one layout.
type placeSet struct {
	layout  *placeLayout
	entries []*entry
}

// placeFiles finds the files that hold places. What else there is, guides and
// lists of headings, is left alone.
func placeFiles(ctx context.Context, src *source) (placeSet, error) {
	var set placeSet
	for _, e := range src.entries {
		head, err := e.head(ctx)
		if err != nil {
			return set, err
		}
		found := placeLayoutOf(head)
		switch {
		case found == nil:
			continue
		case set.layout != nil && set.layout != found:
			return set, &InputError{Where: src.where, Reason: Mixed, Err: errors.New(set.layout.source + " and " + found.source)}
		}
		set.layout = found
		set.entries = append(set.entries, e)
	}
	if set.layout == nil {
		return set, &InputError{Where: src.where, Reason: NotRecognised}
	}
	return set, nil
}
