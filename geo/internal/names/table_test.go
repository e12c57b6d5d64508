package names

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fingerpost/geo/internal/box"

	"github.com/paulmach/orb"
)

// some are a few places, of which several share a name.
var some = []Place{
	{"Newcastle", nil, Town, orb.Point{-5.88979, 54.21804}, "N09000010"},
	{"Newcastle", nil, Hamlet, orb.Point{-2.85, 51.8}, "W06000021"},
	{"Newcastle-under-Lyme", nil, Town, orb.Point{-2.2277, 53.011}, "E07000195"},
	{"Newcastle upon Tyne", nil, City, orb.Point{-1.6102, 54.978}, "E08000021"},
	{"Kingston upon Hull", []string{"Hull"}, City, orb.Point{-0.3326, 53.7446}, "E06000010"},
	{"Newport Pagnell", nil, Town, orb.Point{-0.722, 52.086}, "E06000042"},
	{"New Port", nil, Suburb, orb.Point{-4.1, 50.4}, ""},
	{"Newport", []string{"Casnewydd"}, City, orb.Point{-2.9967, 51.5879}, "W06000022"},
	{"Y Bala", []string{"Bala"}, Town, orb.Point{-3.6, 52.91}, "W06000002"},
	{"Y Fflint", []string{"Flint"}, Town, orb.Point{-3.13, 53.24}, "W06000005"},
	{"St Albans", nil, City, orb.Point{-0.3391, 51.7523}, "E07000240"},
	{"Barnsley", nil, Town, orb.Point{-1.48, 53.55}, "E08000038"},
	{"Burnley", nil, Town, orb.Point{-2.24, 53.79}, "E07000117"},
	{"Ely", nil, City, orb.Point{0.2625, 52.3996}, "E07000009"},
	{"Wolverhampton", nil, City, orb.Point{-2.1299, 52.5862}, "E08000031"},
}

func someTable(t testing.TB) *Table {
	t.Helper()
	table, err := Build(some)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// list writes matches as "name (kind)", with "short" and slips.
func list(matches []Match) string {
	var text []string
	for _, m := range matches {
		s := m.Name + " " + string(m.Kind)
		if m.As != m.Name {
			s += " as " + m.As
		}
		if m.Short {
			s += " short"
		}
		if m.Edits > 0 {
			s += fmt.Sprint(" ", m.Edits)
		}
		text = append(text, s)
	}
	return strings.Join(text, ", ")
}

func TestNamed(t *testing.T) {
	table := someTable(t)
	for name, want := range map[string]string{
		"Barnsley":       "Barnsley t",
		"Newcastle":      "Newcastle t, Newcastle h, Newcastle upon Tyne c short, Newcastle-under-Lyme t short",
		"Hull":           "Kingston upon Hull c as Hull",
		"Kingston":       "Kingston upon Hull c short",
		"newportpagnell": "Newport Pagnell t",
		"new port":       "New Port s",
		"newport":        "Newport c",
		"n ewport":       "Newport c, New Port s",
		"casnewydd":      "Newport c as Casnewydd",
		"Bala":           "Y Bala t as Bala",
		"Fflint":         "Y Fflint t",
		"saint albans":   "St Albans c",
		"Barnsly":        "",
		"":               "",
	} {
		if got := list(table.Named(Key(name))); got != want {
			t.Errorf("Named(%q) = %s, want %s", name, got, want)
		}
	}
}

func TestLike(t *testing.T) {
	table := someTable(t)
	for typed, want := range map[string]string{
		"barnsly":              "Barnsley t 1",
		"barnlsey":             "Barnsley t 1, Burnley t 2",
		"bsrnsley":             "Barnsley t 1, Burnley t 2",
		"barnsleyy":            "Barnsley t 1",
		"arnsley":              "Barnsley t 1",
		"wolverhamton":         "Wolverhampton c 1",
		"wulverhamton":         "Wolverhampton c 2",
		"wulvrhamton":          "",
		"bunley":               "Burnley t 1",
		"ellyy":                "",
		"el":                   "",
		"elly":                 "Ely c 1",
		"barnsley":             "Burnley t 2",
		"newcasle":             "Newcastle upon Tyne c short 1, Newcastle t 1, Newcastle-under-Lyme t short 1, Newcastle h 1",
		"newcastle apon tyne":  "Newcastle upon Tyne c 1",
		"newcastle under line": "Newcastle-under-Lyme t 2",
		"n e w p o r y":        "Newport c 1, New Port s 1",
	} {
		if got := list(table.Like(Key(typed), 9)); got != want {
			t.Errorf("Like(%q) = %s, want %s", typed, got, want)
		}
	}
	if got := list(table.Like("newcasle", 1)); got != "Newcastle upon Tyne c short 1" {
		t.Errorf("the first like newcasle is %s", got)
	}
	for _, typed := range []string{strings.Repeat("a", 63), strings.Repeat("newport ", 20)} {
		if got := table.Like(typed, 9); got != nil {
			t.Errorf("Like(%q) = %s", typed, list(got))
		}
	}
}

func TestStarting(t *testing.T) {
	table := someTable(t)
	for _, test := range []struct {
		key   string
		limit int
		want  string
	}{
		{"newc", 9, "Newcastle upon Tyne c, Newcastle t, Newcastle-under-Lyme t, Newcastle h"},
		{"newc", 2, "Newcastle upon Tyne c, Newcastle t"},
		{"new p", 9, "Newport c, Newport Pagnell t, New Port s"},
		{"hu", 9, "Kingston upon Hull c as Hull"},
		{"bala", 9, "Y Bala t as Bala"},
		{"q", 9, ""},
		{"", 9, ""},
		{"b", 0, ""},
	} {
		if got := list(table.Starting(test.key, test.limit)); got != test.want {
			t.Errorf("Starting(%q, %d) = %s, want %s", test.key, test.limit, got, test.want)
		}
	}
}

// TestKept: what went into a table comes out of it, also by way of a file.
func TestKept(t *testing.T) {
	table := someTable(t)
	b, err := box.Encode(box.Places, box.Meta{}, table.Sections()...)
	if err != nil {
		t.Fatal(err)
	}
	file, err := box.Decode(box.Places, b)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(opened, table) {
		t.Error("the table that was opened differs from the one that was built")
	}
	want := slices.Clone(some)
	sortPlaces(want)
	if got := slices.Collect(opened.All()); !reflect.DeepEqual(got, want) || opened.Len() != len(some) {
		t.Errorf("%d places: %v\nwant %v", opened.Len(), got, want)
	}
}

func TestUnfit(t *testing.T) {
	for reason, p := range map[Reason]Place{
		NoName:   {Name: "…", Kind: Town},
		BadName:  {Name: "A|B", Kind: Town},
		BadKind:  {Name: "Leeds", Kind: 'x'},
		BadPoint: {Name: "Leeds", Kind: City, Point: orb.Point{math.NaN(), 50}},
		TooMany:  {Name: "Leeds", Kind: City, Others: strings.Split(strings.Repeat("Leeds ", mostNames), " ")[:mostNames]},
	} {
		_, err := Build([]Place{p})
		if unfit := new(UnfitError); !errors.As(err, &unfit) || unfit.Reason != reason {
			t.Errorf("%s: %v", reason, err)
		}
	}
	if _, err := Build(nil); err != nil {
		t.Errorf("no places: %v", err)
	}
}
