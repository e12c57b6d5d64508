package load

import (
	"errors"
	"maps"
	"os"
	"slices"
	"strings"

	"fingerpost/geo"
	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/shapes"
)

// presentTable is the table of areas that an import adds to.
type presentTable struct {
	table *shapes.Table // nil when there is none
	kinds map[string]int
	dates kindDates
}

// presentAreas reads the table in a data folder. A damaged one counts as none
// when it may be replaced.
func presentAreas(dir string, o Options) (presentTable, error) {
	none := presentTable{dates: kindDates{}}
	f, err := box.Read(dir, box.Areas)
	var table *shapes.Table
	if err == nil {
		table, err = shapes.Open(f)
	}
	switch {
	case errors.Is(err, os.ErrNotExist), o.Replace && errors.As(err, new(*box.DamagedError)):
		return none, nil
	case err != nil:
		return none, err
	}
	kinds := map[string]int{}
	for a := range table.Each() {
		kinds[kindOf(a.Code)]++
	}
	return presentTable{table, kinds, openDates(f)}, nil
}

// kindOf is what areas an area takes the place of when it is imported: the wards
// of a nation, or its districts. English districts have four kinds of code, and
// change from one to another when councils are joined.
func kindOf(code string) string {
	if geo.AreaCode(code).Level() == geo.DistrictLevel {
		return code[:1] + " districts"
	}
	return code[:3]
}

// without are the areas that stay when those of some kinds are replaced.
func (p presentTable) without(kinds map[string]int) (kept []shapes.Shape) {
	if p.table == nil {
		return nil
	}
	for a := range p.table.Each() {
		if kinds[kindOf(a.Code)] == 0 {
			outline, _ := p.table.Outline(a.Code)
			kept = append(kept, shapes.Shape{Code: a.Code, Name: a.Name, Parents: a.Parents, Geometry: outline})
		}
	}
	return kept
}

// shrinks finds a kind of which less than half would be left.
func (p presentTable) shrinks(fresh map[string]int) (kind string, ok bool) {
	for _, kind := range slices.Sorted(maps.Keys(fresh)) {
		if fresh[kind]*2 < p.kinds[kind] {
			return kind, true
		}
	}
	return "", false
}

// kindDates are the source's own dates of the areas of each kind: "2025".
type kindDates map[string]string

// datesSection is the section that keeps them: a line for each, kind and date by
// a tab.
const datesSection = "dates"

func openDates(f box.File) kindDates {
	d := kindDates{}
	for line := range strings.Lines(string(f.Section(datesSection))) {
		if kind, date, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			d[kind] = date
		}
	}
	return d
}

func (d kindDates) renewed(kinds map[string]int, date string) kindDates {
	d = maps.Clone(d)
	for kind := range kinds {
		d[kind] = strings.Join(strings.Fields(date), " ")
	}
	return d
}

// oldest is the date as of which the table as a whole is right: the oldest, or
// none when that of a kind is not known.
func (d kindDates) oldest() string {
	if len(d) == 0 {
		return ""
	}
	return slices.Min(slices.Collect(maps.Values(d)))
}

func (d kindDates) section() box.Section {
	var text strings.Builder
	for _, kind := range slices.Sorted(maps.Keys(d)) {
		text.WriteString(kind + "\t" + d[kind] + "\n")
	}
	return box.Section{Name: datesSection, Data: []byte(text.String())}
}
