package index

import (
	"cmp"
	"slices"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// Listed is a service that searches find.
type Listed struct {
	ID      data.ServiceID
	Name    string      // in lower case
	Checked data.Date   // if it is known to the day
	Points  []geo.Point // of its places
}

// Listed lists every service that searches find, by id.
func (x *Index) Listed() (all []Listed, err error) {
	view, release, err := x.view()
	if err != nil {
		return nil, err
	}
	defer release(&err)
	at := map[data.ServiceID]int{}
	err = view.Each(func(p *rows.Part, doc uint32) error {
		id, err := p.DocID(doc)
		if err != nil {
			return err
		}
		service, _ := rows.Split(id)
		n, ok := at[service]
		if !ok {
			n = len(all)
			at[service] = n
			all = append(all, Listed{ID: service})
		}
		row, s := p.Row(doc), &all[n]
		s.Name, s.Checked = string(p.Name(row)), row.CheckedOn()
		if row.Located() {
			s.Points = append(s.Points, row.Point)
		}
		return nil
	})
	slices.SortFunc(all, func(a, b Listed) int { return cmp.Compare(a.ID, b.ID) })
	return all, err
}
