package donotlist

import (
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/geo"
)

// isTraced reports whether an aggregate is found by the lookups of a list.
func isTraced(l *List, doc any) bool {
	traces := Traces(doc)
	return slices.ContainsFunc(l.Lookups(), func(want Lookup) bool {
		return slices.ContainsFunc(traces, func(trace string) bool {
			return trace == want.Trace || want.Begins && strings.HasPrefix(trace, want.Trace)
		})
	})
}

func TestTracesOfWhatIsHidden(t *testing.T) {
	named := func(name string) data.DoNotList {
		entry, err := data.DoNotListNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		return entry
	}
	site := data.DoNotList{Kind: data.DoNotListOrganization, Website: "https://www.haven.example/"}
	row, err := data.DoNotListAddressOf("21 Oak Row, Ripon")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		entry  data.DoNotList
		doc    any
		hidden bool
	}{
		{named("The Haven Ltd"), &data.Organization{Name: "HAVEN"}, true},
		{named("The Haven Ltd"), &data.Organization{Name: "Rest", AlternateNames: []string{"Haven, the", "Haven C.I.C.", "Haven CIC"}}, true},
		{named("The Haven Ltd"), &data.Service{Name: "Haven"}, true},
		{named("The Haven Ltd"), &data.Service{Name: "Haven of Rest", Description: "Haven"}, false},
		{named("St Öl & Co"), &data.Organization{Name: "Saint ÖL and Co"}, true},
		{named(strings.Repeat("Very long ", 20)), &data.Organization{Name: strings.Repeat("VERY long ", 20)}, true},
		{named("gb-chc 1122334"), &data.Organization{Identifiers: []data.Identifier{{Scheme: "GB-CHC", Identifier: "1122334"}}}, true},
		{named("gb-chc 1122334"), &data.Organization{Identifiers: []data.Identifier{{Scheme: "GB-COH", Identifier: "1122334"}}}, false},
		{site, &data.Organization{Website: "http://haven.example/about"}, true},
		{site, &data.Service{URL: "http://haven.example/tea"}, true},
		{site, &data.Service{URL: "http://haven.example.org/tea"}, false},
		{row, &data.Location{Address: data.Address{Line1: "21 Oak", Line2: "Row"}}, true},
		{row, &data.Location{Address: data.Address{Line1: "< 21 Oak", Line2: "Row"}, Description: "5 > 4"}, true},
		{row, &data.Location{Name: "21 Oak", Description: "Row, the last house"}, true},
		{row, &data.Location{Address: data.Address{Line1: "21 Oak"}, Description: "Row, the last house"}, false},
		{row, &data.Organization{Addresses: []data.Address{{Line1: "21", Line2: "Oak Row"}}}, true},
	} {
		l := New([]data.DoNotList{c.entry})
		if found, hidden := isTraced(l, c.doc), l.MayHide(c.doc); hidden != c.hidden || hidden && !found {
			t.Errorf("%s and %+v: found %t, hidden %t, want %t", c.entry, c.doc, found, hidden, c.hidden)
		}
	}
	if (*List)(nil).Lookups() != nil || (*List)(nil).MayHide(&data.Service{}) {
		t.Error("a list with nothing on it finds something")
	}
}

// Whatever is near enough to be the same house is in one of the squares that are looked at, and there are few of them.
func TestSquaresAround(t *testing.T) {
	for _, at := range []geo.Point{{-1.5652, 53.8216}, {-0.0001, 51.4779}, {0.0001, 51.48}, {-1.2, 60.8}, {-6.31, 49.9}, {-2, 49.2}} {
		squares := squaresAround(at)
		if len(squares) > 6 {
			t.Errorf("%v: %d squares", at, len(squares))
		}
		for north := -0.0025; north <= 0.0025; north += 0.0001 {
			for east := -0.005; east <= 0.005; east += 0.0001 {
				near := geo.Point{at[0] + east, at[1] + north}
				if geo.Distance(at, near) <= sameHouse && !slices.Contains(squares, squareOf(near)) {
					t.Fatalf("%v is %v miles from %v, and not in %v", near, geo.Distance(at, near), at, squares)
				}
			}
		}
	}
}
