package index

import (
	"cmp"
	"slices"

	"fingerpost/data"
	"fingerpost/geo"
)

// Listed is a service that searches find.
type Listed struct {
	ID      data.ServiceID
	Name    string // in lower case
	Checked data.Date
	Points  []geo.Point // of its places
}

// Listed lists every service that searches find, by id.
func (x *Index) Listed() []Listed {
	x.mu.RLock()
	defer x.mu.RUnlock()
	all := make([]Listed, 0, len(x.services))
	for id, docs := range x.services {
		s := Listed{ID: id}
		for _, doc := range docs {
			e := x.entries[doc]
			s.Name, s.Checked = e.Name, e.Checked
			if e.Point != nil {
				s.Points = append(s.Points, *e.Point)
			}
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b Listed) int { return cmp.Compare(a.ID, b.ID) })
	return all
}
