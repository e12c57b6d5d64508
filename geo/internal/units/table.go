package units

import "iter"

// Table answers about unit postcodes.
type Table struct {
	live, ended shelf
	sets        *areaSets
	near        *tree
}

// Find looks up a postcode by its two parts in capitals: the one that is in use,
// else the one that was.
func (t *Table) Find(outward, inward string) (Found, bool) {
	code, isOutward := packOutward(outward)
	in, isInward := packInward(inward)
	if !isOutward || !isInward {
		return Found{}, false
	}
	s := &t.live
	around, row, ok := s.find(code, in)
	if !ok {
		s = &t.ended
		if around, row, ok = s.find(code, in); !ok {
			return Found{}, false
		}
	}
	east, north, set, month := s.row(row)
	return Found{around.at(east, north).point(), int(set), monthNumber(month)}, true
}

// Areas are the codes of a set, smallest level first. They are not to be changed.
func (t *Table) Areas(set int) []string { return t.sets.at(set) }

// Sets is how many combinations of areas there are. They are numbered from 0.
func (t *Table) Sets() int { return t.sets.len() }

// Holds says whether any postcode of an outward code is in use.
func (t *Table) Holds(outward string) bool {
	code, ok := packOutward(outward)
	return ok && t.live.directory.find(code).digits != 0
}

// All are the rows, sorted: those in use, then the others.
func (t *Table) All() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		if t.live.each(t.sets, yield) {
			t.ended.each(t.sets, yield)
		}
	}
}

// Len is how many postcodes there are.
func (t *Table) Len() (live, ended int) { return t.live.len(), t.ended.len() }
