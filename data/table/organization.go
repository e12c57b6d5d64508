package table

import (
	"strings"

	"fingerpost/data"
)

// organization is who runs the service. Its own id is its number in a register where it has one, else its name: rows of
// one organization speak of the same.
func (r *row) organization() data.Draft[data.Organization] {
	source := r.reading.Source.Key
	o := data.Organization{Name: r.text("organization.name")}
	own := r.text("organization.id")
	for _, n := range r.m.numbers {
		number := n.value.fill(r.get)
		if number == "" {
			continue
		}
		if own == "" {
			own = n.scheme + " " + number
		}
		o.Identifiers = append(o.Identifiers, data.Identifier{Scheme: n.scheme, Identifier: number})
	}
	if own == "" {
		own = fold(o.Name)
	}
	o.ID = data.Mint[data.OrganizationID](data.LevelOrganization, source, own)
	for i := range o.Identifiers {
		o.Identifiers[i].ID = data.MintElement(source, own, "identifier", o.Identifiers[i].Scheme)
	}
	o.Description = r.text("organization.description")
	o.Website, o.Email = r.text("organization.website"), r.text("organization.email")
	o.Phones = r.phones("organization.phones", own)
	o.Addresses = r.addresses(own)
	return data.Draft[data.Organization]{OwnID: own, Doc: o}
}

// addresses are where letters to the organization go.
func (r *row) addresses(own string) []data.Address {
	var out []data.Address
	for _, section := range []string{"organization", "place"} {
		if section == "place" && !(r.m.postal && r.applies("place")) {
			continue
		}
		if a := r.address(section); len(a.Lines()) > 0 {
			a.ID = data.MintElement(r.reading.Source.Key, own, "address", fold(strings.Join(a.Lines(), ", ")))
			out = append(out, a)
		}
	}
	return out
}
