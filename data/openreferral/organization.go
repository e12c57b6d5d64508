package openreferral

import (
	"strings"

	"fingerpost/data"
)

// organization is who runs the service. Without a name there is none: an id alone describes nothing.
func (r *reader) organization() (draft data.Draft[data.Organization], ok bool) {
	o := r.service.object("organization", "organisation")
	name := o.text("name")
	if data.PlainLine(name, data.MaxName) == "" {
		return draft, false
	}
	own := o.id("id")
	if own == "" {
		own = r.service.id("organization_id", "organisation_id")
	}
	if own == "" {
		own = "name:" + fold(data.PlainLine(name, maxID))
	}
	source := r.reading.Source.Key
	draft.OwnID = own
	draft.Doc = data.Organization{
		ID:             data.Mint[data.OrganizationID](data.LevelOrganization, source, own),
		Name:           name,
		AlternateNames: o.texts("alternate_name", "alternate_names"),
		Description:    o.text("description"),
		Email:          email(o),
		Website:        website(o),
		Phones:         r.phones(o, newIDs(source, own, "organization/phone")),
		Identifiers:    r.identifiers(o, own),
		Addresses:      r.postalAddresses(o, own),
	}
	if draft.Doc.Description == noDescription {
		draft.Doc.Description = ""
	}
	for _, attribute := range o.objects("attributes") {
		if fold(attribute.text("link_type")) == "alternate name" {
			draft.Doc.AlternateNames = append(draft.Doc.AlternateNames, attribute.text("value"))
		}
	}
	return draft, true
}

// identifiers are the numbers that registers gave to the organisation.
func (r *reader) identifiers(o object, owner string) []data.Identifier {
	ids := newIDs(r.reading.Source.Key, owner, "organization/identifier")
	var out []data.Identifier
	add := func(own, scheme, number string) {
		number = data.PlainLine(strings.TrimPrefix(strings.TrimPrefix(number, scheme), "-"), 40)
		if scheme == "" || number == "" {
			return
		}
		if id, ok := ids.mint(own, scheme+"|"+fold(number)); ok {
			out = append(out, data.Identifier{ID: id, Scheme: scheme, Identifier: number})
		}
	}
	for _, each := range o.objects("organization_identifiers") {
		number := each.text("identifier")
		add(each.id("id"), scheme(each.text("identifier_scheme"), each.text("identifier_type"), number), number)
	}
	if number := o.text("charity_number", "charityNumber"); number != "" {
		add("", scheme("", "charity", number), number)
	}
	if number := o.text("company_number", "companyNumber"); number != "" {
		add("", data.SchemeCompany, number)
	}
	return out
}

// scheme is the register that a number is from, as org-id.guide names it; empty for registers that we do not keep.
func scheme(said, kind, number string) string {
	for _, known := range []string{data.SchemeCharityEnglandWales, data.SchemeCharityScotland,
		data.SchemeCharityNorthernIreland, data.SchemeCompany, data.SchemeNHS} {
		if strings.EqualFold(strings.TrimSpace(said), known) {
			return known
		}
	}
	switch kind, number = fold(said+" "+kind), strings.ToUpper(number); {
	case strings.Contains(kind, "company"), strings.Contains(kind, "companies"):
		return data.SchemeCompany
	case strings.Contains(kind, "charity") && strings.HasPrefix(number, "SC"):
		return data.SchemeCharityScotland
	case strings.Contains(kind, "charity") && strings.HasPrefix(number, "NI"):
		return data.SchemeCharityNorthernIreland
	case strings.Contains(kind, "charity"):
		return data.SchemeCharityEnglandWales
	case strings.Contains(" "+kind+" ", " ods "):
		return data.SchemeNHS
	}
	return ""
}

// postalAddresses are where letters for the organisation go: of its locations (HSDS) only those that say so, since the
// others are venues.
func (r *reader) postalAddresses(o object, owner string) []data.Address {
	ids := newIDs(r.reading.Source.Key, owner, "organization/address")
	var out []data.Address
	for _, place := range o.objects("locations") {
		written := place.objects("addresses", "postal_addresses")
		if len(written) == 0 && place.has("attributes") { // an address in attributes, as we write it ourselves
			written = []object{{"attributes": place["attributes"]}}
		}
		for _, each := range written {
			postal := fold(place.text("location_type")) == "postal" || fold(each.text("address_type")) == "postal"
			if !postal || isMasked(place) {
				continue
			}
			address := readAddress(each)
			lines := address.Lines()
			if data.PlainLine(strings.Join(lines, " "), 10) == "" {
				continue
			}
			if id, ok := ids.mint(each.id("id"), fold(strings.Join(lines, " "))); ok {
				address.ID = id
				out = append(out, address)
			}
		}
	}
	return out
}
