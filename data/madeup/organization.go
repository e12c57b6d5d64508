package madeup

import (
	"fmt"
	"strings"

	"fingerpost/data"
)

// national is how many organisations work in many towns.
const national = 200

// organization is who runs a service in a town: mostly one of the town's own, a few of which run much of what there is.
func (d *Directory) organization(r dice, town int) (own string, o data.Organization) {
	if r.percent(12) {
		n := r.often(national, 5)
		own = fmt.Sprintf("national-%d", n)
		one := d.chance(ofOrganization, uint64(n))
		first := []string{"Kith and Kin", "Homestead", "Relay", "Neighbours Together", "Lantern", "Open Door", rare(one) + " Care"}
		o.Name = pick(one, first) + " " + pick(one, []string{"UK", "Trust", "Foundation", "Network", "Society"})
		if one.percent(50) { // a federation: there is one in each town
			o.Name += " " + d.land.towns[town].name
			own += fmt.Sprintf("-%d", town)
		}
	} else {
		n := r.few(20)
		own = fmt.Sprintf("%d-%d", town, n)
		one := d.chance(ofOrganization, uint64(town+1)<<32|uint64(n))
		first := []string{rare(one), rare(one) + " and " + rare(one), d.land.towns[town].name, "Friends of " + rare(one), strings.ToUpper(rare(one))}
		last := []string{"Trust", "Community Association", "Project", "Group", "CIC", "Council", "Church", "Charity", "Partnership", "Carers"}
		o.Name = pick(one, first) + " " + pick(one, last)
	}
	o.ID = data.Mint[data.OrganizationID](data.LevelOrganization, Source.Key, own)
	o.Website = fmt.Sprintf("https://www.%s.example.org", plain(o.Name))
	return own, o
}

// plain is a name as a part of an address.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 'a'
		}
		return -1
	}, name)
}
