package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/shapes"
)

// Areas imports outlines of areas into the data folder dir: wards, districts,
// counties, combined authorities, health bodies, regions and nations, each with
// its GSS code, as GeoJSON (RFC 7946) or TopoJSON, in degrees of WGS84. They may
// come in one file, in a folder, or in a zip archive.
//
// Imports add up. Areas of a kind that the input holds (the wards of England, the
// districts of Wales) take the place of those that are there; other kinds stay.
//
// An outline that crosses itself is kept, and counted in [Report.Noted].
//
// The error is an [*InputError], a [*box.DamagedError] when the present table
// cannot be read and [Options.Replace] is not set, that of the context, or one of
// the file system. After any of them the table in dir is as it was.
func Areas(ctx context.Context, input, dir string, o Options) (Report, error) {
	report, err := importAreas(ctx, input, dir, o)
	if err != nil {
		return Report{}, err
	}
	return report, nil
}

// NotWGS84 is why an input of outlines cannot be used whose positions are not in
// degrees of WGS84: in metres of the National Grid, most often.
const NotWGS84 Reason = "not-wgs84"

// areasSource is the usual name of the data set.
const areasSource = "Office for National Statistics boundaries"

// What an input of outlines may hold. All of Britain's wards in full resolution
// are a file of 400 MB.
const (
	maxAreaFile   = 512 << 20
	maxAreaPoints = 12_000_000
)

func importAreas(ctx context.Context, input, dir string, o Options) (_ Report, err error) {
	src, err := files(input)
	if err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	present, err := presentAreas(dir, o)
	if err != nil {
		return Report{}, err
	}
	candidates, err := jsonFiles(ctx, src)
	if err != nil {
		return Report{}, err
	}
	in := newAreaInput()
	progress, recognised := o.meter(candidates), false
	for _, e := range candidates {
		known, err := in.readFile(ctx, e, progress)
		if err != nil {
			return Report{}, err
		}
		recognised = recognised || known
		progress.finish(e)
	}
	if !recognised {
		return Report{}, &InputError{Where: input, Reason: NotRecognised}
	}
	return in.write(ctx, input, dir, present, o)
}

// jsonFiles are the files of an input that begin as an object of JSON.
func jsonFiles(ctx context.Context, src *source) (found []*entry, err error) {
	for _, e := range src.entries {
		head, err := e.head(ctx)
		if err != nil {
			return nil, err
		}
		if bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, byteOrderMark), " \t\r\n"), []byte("{")) {
			found = append(found, e)
		}
	}
	return found, nil
}

// readFile reads the areas of a file. It is not known when it holds JSON of
// another sort.
func (in *areaInput) readFile(ctx context.Context, e *entry, progress *meter) (known bool, err error) {
	r, err := e.open(ctx, progress)
	if err != nil {
		return false, err
	}
	in.file = e.where()
	known, err = in.read(&capped{in: r, left: maxAreaFile, where: in.file})
	return known, errors.Join(err, r.Close())
}

// capped ends a file that is too large.
type capped struct {
	in    io.Reader
	left  int64
	where string
}

func (c *capped) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, &InputError{Where: c.where, Reason: TooLarge, Err: fmt.Errorf("more than %d MB", maxAreaFile>>20)}
	}
	return n, err
}

// write makes the table, when what was read can be believed.
func (in *areaInput) write(ctx context.Context, input, dir string, present presentTable, o Options) (Report, error) {
	r := in.report
	kept := present.without(in.kinds)
	table, problems := shapes.Build(append(kept, in.shapes...))
	r.Usable = len(in.shapes)
	var crossed []string
	for _, p := range problems {
		place, fresh := in.places[p.Code]
		switch {
		case !fresh:
		case p.Kept:
			crossed = append(crossed, p.Code)
		default:
			r.refuse(Reason(p.Reason), place.String)
			r.Usable--
			in.kinds[kindOf(p.Code)]--
		}
	}
	if err := r.checkRefused(input); err != nil {
		return Report{}, err
	}
	if r.Usable*2 < r.Records { // areas of a smaller kind, by the codes of larger ones
		return Report{}, &InputError{Where: input, Reason: MostlyRefused, Err: errors.New("many features of one code")}
	}
	if kind, ok := present.shrinks(in.kinds); ok && !o.Replace {
		return Report{}, &InputError{Where: input, Reason: Shrinks, Err: errors.New("areas of kind " + kind)}
	}
	if len(crossed) > 0 {
		r.Noted = map[Reason]int{CrossesItself: len(crossed)}
	}
	r.Dated = in.newest
	if o.Dated != "" {
		r.Dated = o.Dated
	}
	dates := present.dates.renewed(in.kinds, r.Dated)
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	meta := box.Meta{Source: r.Source, Dated: dates.oldest(), Made: o.now(), Rows: table.Len()}
	size, err := box.Write(dir, box.Areas, meta, append(table.Sections(), dates.section())...)
	r.Bytes = size
	return r, err
}
