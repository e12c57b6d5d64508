package load

import (
	"context"
	"errors"
	"path"
	"slices"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/parts"
)

// Postcodes imports unit postcodes into the data folder dir, from a file, a
// folder or a zip archive as it was downloaded:
//
//   - Code-Point Open of Ordnance Survey (Great Britain);
//   - the National Statistics Postcode Lookup or the ONS Postcode Directory of the
//     Office for National Statistics, with postcodes that are out of use, and
//     under their own licence with those of Northern Ireland.
//
// The error is an [*InputError], that of the context, or one of the file system.
// After any of them the table in dir is as it was.
func Postcodes(ctx context.Context, input, dir string, o Options) (Report, error) {
	report, err := importPostcodes(ctx, input, dir, o)
	if err != nil {
		return Report{}, err
	}
	return report, nil
}

func importPostcodes(ctx context.Context, input, dir string, o Options) (_ Report, err error) {
	src, err := files(input)
	if err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	set, err := postcodeFiles(ctx, src)
	if err != nil {
		return Report{}, err
	}
	table := newPostcodeTable(set.layout.source(), dir)
	progress := o.meter(set.entries)
	for _, e := range set.entries {
		if err := table.readFile(ctx, e, set.layout, progress); err != nil {
			return Report{}, err
		}
		progress.finish(e)
	}
	return table.write(ctx, input, dir, set.dated, o)
}

// write makes the table, when what was read can be believed.
func (t *postcodeTable) write(ctx context.Context, input, dir, dated string, o Options) (Report, error) {
	r := t.report
	if err := r.checkRefused(input); err != nil {
		return Report{}, err
	}
	live, ended := t.builder.Len()
	r.Usable, r.Ended = live+ended, ended
	if r.Usable*2 < t.rowsBefore && !o.Replace {
		return Report{}, &InputError{Where: input, Reason: Shrinks}
	}
	for _, known := range []string{t.newest.String(), dated, o.Dated} { // the last one wins
		if known != "" {
			r.Dated = known
		}
	}
	sections := append(t.builder.Sections(), box.Section{
		Name: parts.Section,
		Data: parts.Encode(parts.Build(t.builder.Rows(), districtOf)),
	})
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	meta := box.Meta{Source: r.Source, Dated: r.Dated, Made: o.now(), Rows: r.Usable}
	size, err := box.Write(dir, box.Postcodes, meta, sections...)
	r.Bytes = size
	return r, err
}

// layout is how a published file of postcodes is laid out.
type layout int

const (
	noLayout layout = iota
	codePointOpen
	statisticsLookup
	statisticsDirectory
)

// source is the usual name of the data set that has the layout.
func (l layout) source() string {
	switch l {
	case codePointOpen:
		return "Code-Point Open"
	case statisticsLookup:
		return "National Statistics Postcode Lookup"
	case statisticsDirectory:
		return "ONS Postcode Directory"
	}
	return ""
}

// layoutOf tells the layout of a file from its first lines.
func layoutOf(head []byte) layout {
	lines := firstLines(head)
	if len(lines) == 0 {
		return noLayout
	}
	if columns, ok := statisticsColumns(lines[0]); ok {
		return columns.layout
	}
	for _, line := range lines { // the first may be a heading that someone added
		if isCodePoint(line) {
			return codePointOpen
		}
	}
	return noLayout
}

// postcodeSet are the files of an input that hold postcodes, all of one layout.
type postcodeSet struct {
	layout  layout
	entries []*entry
	dated   string // by the papers that came with them
}

// postcodeFiles finds the files that hold postcodes. What else there is,
// guides and lists of codes, is left alone.
func postcodeFiles(ctx context.Context, src *source) (postcodeSet, error) {
	var set postcodeSet
	for _, e := range src.entries {
		head, err := e.head(ctx)
		if err != nil {
			return set, err
		}
		if date := codePointDate(head); date != "" {
			set.dated = date
			continue
		}
		found := layoutOf(head)
		switch {
		case found == noLayout:
			continue
		case set.layout != noLayout && set.layout != found:
			return set, &InputError{Where: src.where, Reason: Mixed, Err: errors.New(set.layout.source() + " and " + found.source())}
		}
		set.layout = found
		set.entries = append(set.entries, e)
	}
	if set.layout == noLayout {
		return set, &InputError{Where: src.where, Reason: NotRecognised}
	}
	set.entries = withoutParts(set.entries)
	return set, nil
}

// withoutParts leaves out a folder of parts beside a whole. The archives of the
// Office for National Statistics hold each row twice: in Data, and in
// Data/multi_csv by postcode area. The parts come to a little more than the
// whole, for each has a heading.
func withoutParts(entries []*entry) []*entry {
	sizes := map[string]int64{}
	for _, e := range entries {
		sizes[path.Dir(e.name)] += e.size
	}
	repeats := func(folder string) bool {
		size := sizes[folder]
		for folder != "." {
			folder = path.Dir(folder)
			if whole, ok := sizes[folder]; ok && whole >= size/10*9 {
				return true
			}
		}
		return false
	}
	return slices.DeleteFunc(entries, func(e *entry) bool { return repeats(path.Dir(e.name)) })
}
