package data

import (
	"reflect"
	"slices"
	"testing"

	"fingerpost/geo"
)

// fill sets every field below a value to something, so that what is hidden can be told from what was never there.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i))
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.String:
		v.SetString("secret")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Float64:
		v.SetFloat(53.8)
	default:
		panic("no way to fill a " + v.Kind().String())
	}
}

// A refuge is found by a person who must not. Every field that the location has, now or after a change, is hidden unless
// it is named here.
func TestWithheldLocationHidesEveryField(t *testing.T) {
	open := map[string]bool{"ID": true, "Type": true, "Withheld": true, "Council": true}
	var l Location
	fill(reflect.ValueOf(&l).Elem())
	l.Address.Postcode, l.Point = "LS1 4AP", &Coordinates{53.7955, -1.5557}
	public := reflect.ValueOf(l.Public())
	for i := range public.NumField() {
		if name := public.Type().Field(i).Name; !open[name] && !public.Field(i).IsZero() {
			t.Errorf("%s is shown: %v", name, public.Field(i))
		}
	}
	if p := l.Public(); p.ID != l.ID || !p.Withheld || p.Council != "E08000035" {
		t.Errorf("what may be known is not there: %+v", p)
	}
}

func TestCouncilOfWithheldLocation(t *testing.T) {
	for _, test := range []struct {
		what  string
		place Location
		want  geo.AreaCode
	}{
		{"by postcode", Location{Address: Address{Postcode: "LS1 4AP"}}, "E08000035"},
		{"by point", Location{Point: &Coordinates{53.7955, -1.5557}}, "E08000035"},
		{"nothing known", Location{}, ""},
		{"no such postcode", Location{Address: Address{Postcode: "nowhere"}}, ""},
		{"a council that a source claims", Location{Council: "E08000019"}, ""},
	} {
		test.place.Withheld = true
		if got := test.place.Public().Council; got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}

func TestOpenLocationIsShownWhole(t *testing.T) {
	var l Location
	fill(reflect.ValueOf(&l).Elem())
	l.Withheld = false
	if !reflect.DeepEqual(l.Public(), l) {
		t.Errorf("%+v", l.Public())
	}
}

func TestAddressLines(t *testing.T) {
	a := Address{Line1: "12 High St", City: "Leeds", County: "Leeds", Postcode: "LS1 4AP"}
	if got := a.Lines(); !slices.Equal(got, []string{"12 High St", "Leeds", "LS1 4AP"}) {
		t.Errorf("%q", got)
	}
}

func TestGeocode(t *testing.T) {
	leeds, london := &Coordinates{53.7955, -1.5557}, &Coordinates{51.5072, -0.1276}
	ls1 := Address{Postcode: "LS1 4AP"}
	for _, test := range []struct {
		what      string
		place     Location
		ok        bool
		precision geo.Precision
		label     string
		district  geo.AreaCode
	}{
		{"a stated point", Location{Point: leeds}, true, PrecisionExact, "", "E08000035"},
		{"a stated point with its postcode", Location{Type: Physical, Point: leeds, Address: ls1}, true, PrecisionExact, "", "E08000035"},
		{"a point that the postcode contradicts", Location{Point: london, Address: ls1}, true, geo.PrecisionSector, "LS1 4", "E08000035"},
		{"a point at 0,0", Location{Point: &Coordinates{}, Address: ls1}, true, geo.PrecisionSector, "LS1 4", "E08000035"},
		{"only a postcode", Location{Address: ls1}, true, geo.PrecisionSector, "LS1 4", "E08000035"},
		{"only an outward code", Location{Address: Address{Postcode: "LS1"}}, true, geo.PrecisionOutward, "LS1", "E08000035"},
		{"nothing", Location{}, false, "", "", ""},
		{"nothing but 0,0", Location{Point: &Coordinates{}}, false, "", "", ""},
		{"a point abroad", Location{Point: &Coordinates{48.85, 2.35}}, false, "", "", ""},
		{"no postcode", Location{Address: Address{Postcode: "near the park", City: "Leeds"}}, false, "", "", ""},
		{"withheld", Location{Withheld: true, Point: leeds, Address: ls1}, false, "", "", ""},
		{"the public form of a withheld one", Location{Withheld: true, Point: leeds, Address: ls1}.Public(), false, "", "", ""},
		{"postal", Location{Type: Postal, Point: leeds, Address: ls1}, false, "", "", ""},
		{"virtual", Location{Type: Virtual, Point: leeds, Address: ls1}, false, "", "", ""},
	} {
		p, ok := Geocode(test.place)
		if ok != test.ok || p.Precision != test.precision || p.Label != test.label {
			t.Errorf("%s: %+v, %v", test.what, p, ok)
		}
		if ok && geo.CheckUK(p.Point.Lat(), p.Point.Lon()) != nil {
			t.Errorf("%s: placed at %v", test.what, p.Point)
		}
		if ok && p.Precision != geo.PrecisionOutward && p.District != test.district {
			t.Errorf("%s: in %s", test.what, p.District)
		}
	}
}
