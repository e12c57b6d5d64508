package load

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"

	"fingerpost/geo"
	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/shapes"
)

// areaInput gathers the areas of an input.
type areaInput struct {
	report Report
	file   string // that is read now
	shapes []shapes.Shape
	places map[string]place // of shapes, by code
	kinds  map[string]int   // how many shapes of each [kindOf]
	points int
	newest string // year of the lists of codes
}

// place is where in an input an area stands.
type place struct {
	file   string
	number int
}

func (p place) String() string { return fmt.Sprintf("%s feature %d", p.file, p.number) }

func newAreaInput() *areaInput {
	return &areaInput{
		report: Report{Kind: box.Areas, Source: areasSource},
		places: map[string]place{}, kinds: map[string]int{},
	}
}

// document is what of a file is read once all of it is known: the members of an
// object of JSON come in any order.
type document struct {
	kind, crs, transform, arcs, objects json.RawMessage
	features                            int
}

// read reads the areas of a file of GeoJSON or TopoJSON. It is not known when it
// is another sort of JSON. Its errors are [*InputError] or that of the context.
func (in *areaInput) read(r io.Reader) (known bool, err error) {
	buffered := bufio.NewReaderSize(r, 64<<10)
	if mark, _ := buffered.Peek(len(byteOrderMark)); bytes.Equal(mark, byteOrderMark) {
		_, _ = buffered.Discard(len(mark))
	}
	var d document
	dec := json.NewDecoder(buffered)
	if err := in.members(dec, &d); err != nil {
		return false, in.failure(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return false, in.failure(errors.Join(errors.New("more text after the end"), err))
	}
	switch string(d.kind) {
	case `"FeatureCollection"`:
	case `"Topology"`:
		err = in.topology(&d)
	default:
		if d.features > 0 {
			err = &InputError{Where: in.file, Reason: NotRecognised, Err: fmt.Errorf("features in an object of type %.20q", d.kind)}
		}
		return false, err
	}
	if err == nil && !isWGS84(d.crs) {
		err = errNotWGS84
	}
	return true, in.failure(err)
}

func (in *areaInput) members(dec *json.Decoder, d *document) error {
	if start, err := dec.Token(); err != nil || start != json.Delim('{') {
		return errors.Join(errors.New("not an object"), err)
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		var skipped json.RawMessage
		switch key {
		case "type":
			err = dec.Decode(&d.kind)
		case "crs":
			err = dec.Decode(&d.crs)
		case "transform":
			err = dec.Decode(&d.transform)
		case "arcs":
			err = dec.Decode(&d.arcs)
		case "objects":
			err = dec.Decode(&d.objects)
		case "features":
			err = in.features(dec, d)
		default:
			err = dec.Decode(&skipped)
		}
		if err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return err
}

// feature is a feature of GeoJSON.
type feature struct{ Properties, Geometry json.RawMessage }

func (in *areaInput) features(dec *json.Decoder, d *document) error {
	start, err := dec.Token()
	if err != nil {
		return err
	}
	if start != json.Delim('[') {
		return skipRest(dec, start)
	}
	for dec.More() {
		var f feature
		err := dec.Decode(&f)
		d.features++
		in.report.Records++
		switch {
		case errors.As(err, new(*json.UnmarshalTypeError)):
			in.refuse(NotRecord)
			continue
		case err != nil:
			return err
		}
		if err := in.add(f.Properties, func() (orb.MultiPolygon, error) { return geometryPolygons(f.Geometry) }); err != nil {
			return err
		}
	}
	_, err = dec.Token()
	return err
}

// skipRest skips what is left of a value that begins with a token.
func skipRest(dec *json.Decoder, start json.Token) error {
	for depth := 0; ; {
		switch start {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		var err error
		if start, err = dec.Token(); err != nil {
			return err
		}
	}
}

func (in *areaInput) refuse(why Reason) { in.report.refuse(why, in.here().String) }

// here is the place of the record that was counted last.
func (in *areaInput) here() place { return place{in.file, in.report.Records} }

// add takes a feature, or refuses it. The error is one of the whole input.
func (in *areaInput) add(properties json.RawMessage, outline func() (orb.MultiPolygon, error)) error {
	id, ok := identify(properties)
	if !ok {
		in.refuse(NoCode)
		return nil
	}
	if _, twice := in.places[id.code]; twice {
		in.refuse(Duplicate)
		return nil
	}
	area, err := outline()
	var refused refusedError
	switch {
	case errors.As(err, &refused):
		in.refuse(Reason(refused))
		return nil
	case err != nil:
		return err
	case pointsOf(area) == 0:
		in.refuse(NoRing)
		return nil
	}
	if in.points += pointsOf(area); in.points > maxAreaPoints {
		return &InputError{Where: in.file, Reason: TooLarge, Err: errors.New("too many points")}
	}
	middle := area.Bound().Center()
	if geo.CheckUK(middle[1], middle[0]) != nil {
		in.refuse(Outside)
		return nil
	}
	in.shapes = append(in.shapes, shapes.Shape{Code: id.code, Name: id.name, Parents: id.parents, Geometry: area})
	in.places[id.code] = in.here()
	in.kinds[kindOf(id.code)]++
	in.newest = max(in.newest, id.year)
	return nil
}

// refusedError is a feature that cannot be used.
type refusedError Reason

func (e refusedError) Error() string { return string(e) }

var errNotWGS84 = errors.New("positions that are not degrees of WGS84")

// failure makes an error that of an input. What is not known otherwise is damage.
func (in *areaInput) failure(err error) error {
	switch {
	case err == nil, errors.As(err, new(*InputError)), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, errNotWGS84):
		return &InputError{Where: in.file, Reason: NotWGS84}
	}
	return &InputError{Where: in.file, Reason: Damaged, Err: err}
}

// isWGS84 says whether the member "crs" of GeoJSON of before RFC 7946 names
// WGS84. Without one it is WGS84.
func isWGS84(crs json.RawMessage) bool {
	var named struct {
		Properties struct {
			Name string
			Code json.Number
		}
	}
	if len(crs) == 0 || string(crs) == "null" {
		return true
	}
	if json.Unmarshal(crs, &named) != nil {
		return false
	}
	name := strings.ToUpper(named.Properties.Name)
	return strings.HasSuffix(name, "CRS84") || strings.HasSuffix(name, ":4326") || named.Properties.Code == "4326"
}
