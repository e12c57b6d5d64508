package table

import (
	"slices"

	"fingerpost/data"
)

// maxParts is how many elements of its lists are kept apart for one object: a service given at more places is none.
const maxParts = 200

// element is one object of a list within a JSON object, by its columns, folded.
type element map[string]string

// maxJoined is how long the values of a list within an element may get together: longer is no name, address or code.
const maxJoined = 16 << 10

func (e element) add(column, text string) {
	switch have := e[column]; {
	case have == "":
		e[column] = text
	case len(have) < maxJoined:
		e[column] = have + ", " + text
	}
}

// of gives the row as each element of the list that a section stands for sees it, and the row itself where it stands for none.
func (r *row) of(section string) []*row {
	list := r.m.lists[section]
	elements := r.elements[list]
	if len(elements) == 0 {
		return []*row{r}
	}
	var all []*row
	for _, e := range elements {
		one := *r
		one.inList, one.element, one.problems = list, e, nil
		all = append(all, &one)
	}
	return all
}

// somewhere keeps the places of the row that are in the United Kingdom or on the islands, and reports whether the row is one
// to take. One place that is not is no reason to refuse a service that has others.
func (r *row) somewhere() bool {
	if r.m.postal || !r.applies("place") {
		return true
	}
	all := r.of("place")
	for _, one := range all {
		if one.here() {
			r.places = append(r.places, one)
		}
	}
	for _, one := range all {
		if one != r && !slices.Contains(r.places, one) && len(r.places) > 0 {
			one.problems = nil
			one.note("point", data.PointDropped, one.text("place.address"))
		}
		if one != r {
			r.problems, one.problems = append(r.problems, one.problems...), nil
		}
	}
	return len(r.places) > 0
}

// categories are the values of the column that holds them: each alone, where they stand in a list.
func (r *row) categories() []string {
	var out []string
	for _, v := range r.m.values["service.categories"] {
		columns := v.columns()
		for list, elements := range r.elements {
			if len(columns) != 1 || !within(columns[0], list) {
				continue
			}
			for _, e := range elements {
				one := *r
				one.inList, one.element = list, e
				if s := v.fill(one.get); s != "" {
					out = append(out, s)
				}
			}
			columns = nil
		}
		if s := v.fill(r.get); s != "" && columns != nil {
			out = append(out, s)
		}
	}
	return out
}
