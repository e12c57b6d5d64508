package units

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

func TestAddRefuses(t *testing.T) {
	b := build(t, []Row{leeds, leedsPast})
	moved := leeds
	moved.Point = lerwick.Point
	for _, r := range []Row{moved, leedsPast} {
		var duplicate *DuplicateError
		if err := b.Add(r); !errors.As(err, &duplicate) || duplicate.Outward != "LS1" || duplicate.Inward != r.Inward {
			t.Errorf("again: %v", err)
		}
	}
	at := leeds.Point
	for name, c := range map[string]struct {
		row  Row
		want Why
	}{
		"no outward":    {Row{Inward: "4AP", Point: at}, NotPostcode},
		"one letter":    {Row{Outward: "L", Inward: "4AP", Point: at}, NotPostcode},
		"five":          {Row{Outward: "LS123", Inward: "4AP", Point: at}, NotPostcode},
		"small":         {Row{Outward: "ls1", Inward: "4AP", Point: at}, NotPostcode},
		"digit first":   {Row{Outward: "1LS", Inward: "4AP", Point: at}, NotPostcode},
		"blank":         {Row{Outward: "LS ", Inward: "4AP", Point: at}, NotPostcode},
		"zero byte":     {Row{Outward: "LS\x00", Inward: "4AP", Point: at}, NotPostcode},
		"no inward":     {Row{Outward: "LS1", Point: at}, NotPostcode},
		"long inward":   {Row{Outward: "LS1", Inward: "4APX", Point: at}, NotPostcode},
		"inward letter": {Row{Outward: "LS1", Inward: "4CP", Point: at}, NotPostcode},
		"inward digit":  {Row{Outward: "LS1", Inward: "AAP", Point: at}, NotPostcode},
		"nowhere":       {Row{Outward: "LS1", Inward: "4AB"}, NoPosition},
		"swapped":       {Row{Outward: "LS1", Inward: "4AB", Point: orb.Point{at[1], at[0]}}, NoPosition},
		"NaN":           {Row{Outward: "LS1", Inward: "4AB", Point: orb.Point{math.NaN(), 53}}, NoPosition},
		"infinite":      {Row{Outward: "LS1", Inward: "4AB", Point: orb.Point{-1, math.Inf(1)}}, NoPosition},
		"month 0":       {Row{Outward: "LS1", Inward: "4AB", Point: at, Ended: 199600}, NotMonth},
		"month 13":      {Row{Outward: "LS1", Inward: "4AB", Point: at, Ended: 199613}, NotMonth},
		"day too":       {Row{Outward: "LS1", Inward: "4AB", Point: at, Ended: 19961201}, NotMonth},
		"negative":      {Row{Outward: "LS1", Inward: "4AB", Point: at, Ended: -199601}, NotMonth},
		"empty area":    {Row{Outward: "LS1", Inward: "4AB", Point: at, Areas: []string{""}}, NotArea},
		"two in one":    {Row{Outward: "LS1", Inward: "4AB", Point: at, Areas: []string{"E05012649,E08000035", "E92000001"}}, NotArea},
		"long area":     {Row{Outward: "LS1", Inward: "4AB", Point: at, Areas: []string{strings.Repeat("E", 17)}}, NotArea},
		"many areas":    {Row{Outward: "LS1", Inward: "4AB", Point: at, Areas: slices.Repeat([]string{"E1"}, 256)}, TooManyAreas},
	} {
		var unfit *UnfitError
		if err := b.Add(c.row); !errors.As(err, &unfit) || unfit.Why != c.want || unfit.Outward != c.row.Outward {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if diff := cmp.Diff([]Row{leeds, leedsPast}, slices.Collect(b.Rows()), alike); diff != "" {
		t.Errorf("what was refused left a trace: %s", diff)
	}
}

// TestTooManySets: the last combination that fits is kept, the next refused, and a
// known one still taken.
func TestTooManySets(t *testing.T) {
	b := NewBuilder()
	row := func(i int) Row {
		code := string([]byte{'A' + byte(i/(10*perSector)/26), 'A' + byte(i/(10*perSector)%26), '1'})
		return Row{Outward: code, Inward: newInward(uint8(i/perSector%10), i%perSector).String(), Point: leeds.Point}
	}
	area := func(i int) string { return "E" + string([]byte{'A' + byte(i/16), 'A' + byte(i%16)}) }
	for i := range mostSets {
		r := row(i)
		r.Areas = []string{area(i / 256), area(i % 256)}
		if err := b.Add(r); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
	}
	over := row(mostSets)
	over.Areas = []string{"E1", "E2"}
	var unfit *UnfitError
	if err := b.Add(over); !errors.As(err, &unfit) || unfit.Why != TooManyAreas {
		t.Errorf("one more: %v", err)
	}
	over.Areas = []string{area(0), area(1)}
	if err := b.Add(over); err != nil {
		t.Errorf("a known one: %v", err)
	}
	table, err := Open(filed(t, b.Sections()))
	if err != nil || table.Sets() != mostSets {
		t.Fatal(err)
	}
	got, ok := table.Find(over.Outward, over.Inward)
	if !ok || !slices.Equal(table.Areas(got.Set), over.Areas) {
		t.Errorf("found %+v, %v", got, ok)
	}
}
