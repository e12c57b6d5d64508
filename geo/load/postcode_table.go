package load

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"fingerpost/geo"
	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/units"
)

// unit is a unit postcode as a row states it.
type unit struct {
	postcode geo.Postcode
	point    geo.Point
	areas    []string // smallest level first
	ended    int      // yyyymm, 0 while in use
	dated    int      // yyyymm of the last thing that happened to it, 0 if not known
}

// unitReader reads the rows of one layout.
type unitReader interface {
	columns() int
	// read reads a row of that many values. A row that cannot be used has a reason.
	read(fields [][]byte) (unit, Reason)
}

// month is yyyymm. As text it is 2025-08; 0 is empty.
type month int

func (m month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m/100, m%100)
}

// postcodeTable is a table while it is made.
type postcodeTable struct {
	report     Report
	builder    *units.Builder
	before     *units.Table // that which is there; nil if there is none
	rowsBefore int
	newest     month
	areas      areaSets
	middles    map[string]middle // of outward codes
}

type middle struct {
	point geo.Point
	known bool
}

// newPostcodeTable begins a table. One that is there and cannot be read is
// as good as none.
func newPostcodeTable(source, dir string) *postcodeTable {
	t := &postcodeTable{
		report:  Report{Kind: box.Postcodes, Source: source},
		builder: units.NewBuilder(),
		middles: map[string]middle{},
	}
	if file, err := box.Read(dir, box.Postcodes); err == nil {
		if before, err := units.Open(file); err == nil {
			t.before, t.rowsBefore = before, file.Rows
		}
	}
	return t
}

func (t *postcodeTable) readFile(ctx context.Context, e *entry, l layout, progress *meter) (err error) {
	in, err := e.open(ctx, progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	var reader unitReader
	if l == codePointOpen {
		reader = codePointReader{&t.areas}
	}
	for row, err := range lines(in) {
		if err != nil {
			return err
		}
		if reader == nil {
			columns, ok := statisticsColumns(row.fields)
			if !ok {
				return &InputError{Where: e.where(), Reason: NotRecognised}
			}
			reader = statisticsReader{columns, &t.areas}
			continue
		}
		whole := len(row.fields) == reader.columns()
		if !whole && row.last {
			return &InputError{Where: e.where(), Reason: Damaged, Err: errors.New("it ends inside a row")}
		}
		t.report.Records++
		reason := NotRecord
		if whole {
			reason = t.addRow(reader, row.fields)
		}
		if reason != "" {
			t.report.refuse(reason, func() string { return fmt.Sprintf("%s line %d", path.Base(e.name), row.number) })
		}
	}
	return nil
}

// addRow adds a postcode, or says why not.
func (t *postcodeTable) addRow(reader unitReader, fields [][]byte) Reason {
	u, reason := reader.read(fields)
	if reason != "" {
		return reason
	}
	outward, inward, _ := strings.Cut(u.postcode.String(), " ")
	if geo.CheckUK(u.point.Lat(), u.point.Lon()) != nil {
		return Outside
	}
	if m := t.middle(u.postcode, outward); m.known && geo.Distance(m.point, u.point) > astray {
		return Misplaced
	}
	err := t.builder.Add(units.Row{Outward: outward, Inward: inward, Point: u.point, Areas: u.areas, Ended: u.ended})
	switch unfit := (*units.UnfitError)(nil); {
	case errors.As(err, new(*units.DuplicateError)):
		return Duplicate
	case errors.As(err, &unfit):
		return unfitReasons[unfit.Why]
	}
	t.newest = max(t.newest, month(u.dated))
	if u.ended == 0 && t.before != nil {
		was, ok := t.before.Find(outward, inward)
		if ok && was.Ended == 0 && geo.Distance(geo.Point(was.Point), u.point) > moved {
			t.report.Moved++
		}
	}
	return ""
}

// unfitReasons are the reasons of the table in the words of the report.
var unfitReasons = map[units.Why]Reason{
	units.NotPostcode:  NotPostcode,
	units.NoPosition:   Outside,
	units.NotMonth:     NotRecord,
	units.NotArea:      NoCode,
	units.TooManyAreas: TooManyForFile,
}

// moved is how far a postcode lies from where it was to be counted: 1 km.
const moved geo.Miles = 0.621371

// astray is how far a unit may lie from the middle of its outward code. In
// Code-Point Open of October 2025 the farthest are 71 miles (PH33), 56 (Fair Isle)
// and 37; eastings and northings that changed places move two thirds of the
// country by more than this.
const astray geo.Miles = 100

// middle is the middle of the outward code of a postcode, as it is known so far.
func (t *postcodeTable) middle(p geo.Postcode, outward string) middle {
	m, ok := t.middles[outward]
	if !ok {
		place, err := geo.Locate(p.Outward())
		m = middle{place.Point, err == nil}
		t.middles[outward] = m
	}
	return m
}

// unitPostcode reads a unit postcode, which official files write in seven
// characters ("AB1 0AA", "SW1A0AA"), in eight ("AB1  0AA") or with one space.
func unitPostcode(b []byte) (geo.Postcode, Reason) {
	p, err := geo.ParsePostcode(string(b))
	if err != nil || p.Level() != geo.Unit {
		return geo.Postcode{}, NotPostcode
	}
	return p, ""
}
