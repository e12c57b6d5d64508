package openreferral

import (
	"fingerpost/data"
	"fingerpost/geo"
)

// noDescription stands in organization.description, which the standard requires and many organisations do not have.
const noDescription = "No description given."

// writer is the source of the ids of what only the wire has: languages, attributes, addresses, terms.
const writer data.SourceKey = "fingerpost"

func wireID(owner, kind, own string) string {
	return string(data.MintElement(writer, owner, kind, own))
}

// Service writes a listing as a service of Open Referral UK 3.0 and HSDS 3.0. A topic stands under its id: see
// [ServiceV3.NameTopics]. What the standard cannot say is left out: the assumed area, which nobody stated, and times that
// hold on bank holidays only, which would read as times of every week.
func Service(listing data.Listing) ServiceV3 {
	s := listing.Service
	out := ServiceV3{
		ID:                     string(s.ID),
		Name:                   s.Name,
		Description:            s.Description,
		URL:                    s.URL,
		Email:                  s.Email,
		Status:                 string(s.Status),
		Alert:                  s.Alert,
		ApplicationProcess:     s.ApplicationProcess,
		EligibilityDescription: s.EligibilityDescription,
		MinimumAge:             s.MinimumAge,
		MaximumAge:             s.MaximumAge,
		Fees:                   s.FeesDescription,
		FeesDescription:        s.FeesDescription,
		Accreditations:         s.Accreditations,
		AssuredDate:            fullDay(assured(listing)),
		ServiceAreas:           writeAreas(s.Areas),
		Schedules:              writeSchedules(s.Schedules),
		CostOptions:            writeCosts(s),
		Languages:              writeLanguages(s),
		Phones:                 writePhones(s.Phones),
		Attributes:             writeAttributes(s),
	}
	if out.Description == "" {
		out.Description = s.Summary
	}
	if out.Status == "" {
		out.Status = string(data.Active)
	}
	if len(s.AlternateNames) > 0 {
		out.AlternateName = s.AlternateNames[0]
	}
	if len(out.Phones) > 0 { // the UK profile reaches phones through contacts only
		out.Contacts = []ContactV3{{ID: wireID(out.ID, "contact", ""), Email: s.Email, Phones: out.Phones}}
	}
	if organization := Organization(listing.Organization); organization != nil {
		out.Organization, out.OrganizationID = organization, organization.ID
	}
	for _, at := range s.ServiceAtLocations {
		out.ServiceAtLocations = append(out.ServiceAtLocations, writeServiceAtLocation(listing, at))
	}
	return out
}

// Organization writes an organisation; nil for one without a name, which a service without organisation has.
func Organization(o data.Organization) *OrganizationV3 {
	if o.ID == "" || o.Name == "" {
		return nil
	}
	out := &OrganizationV3{
		ID: string(o.ID), Name: o.Name, Description: o.Description, Email: o.Email, Website: o.Website,
		Phones: writePhones(o.Phones),
	}
	if out.Description == "" {
		out.Description = noDescription
	}
	if len(o.AlternateNames) > 0 {
		out.AlternateName = o.AlternateNames[0]
	}
	for _, i := range o.Identifiers {
		kind := identifierTypes[i.Scheme]
		if kind == "" {
			kind = i.Scheme
		}
		out.Identifiers = append(out.Identifiers, IdentifierV3{ID: string(i.ID), Scheme: i.Scheme, Type: kind, Identifier: i.Identifier})
	}
	for _, address := range o.Addresses {
		if written, ok := writeAddress(address, data.Postal, "", string(address.ID)); ok {
			out.Locations = append(out.Locations, LocationV3{
				ID: wireID(out.ID, "location", string(address.ID)), LocationType: string(data.Postal), Addresses: []AddressV3{written},
			})
		}
	}
	return out
}

// identifierTypes are the names of the registers, for the identifier_type that the standard requires (org-id.guide).
var identifierTypes = map[string]string{
	data.SchemeCharityEnglandWales:    "Charity number (England and Wales)",
	data.SchemeCharityScotland:        "Charity number (Scotland)",
	data.SchemeCharityNorthernIreland: "Charity number (Northern Ireland)",
	data.SchemeCompany:                "Company number",
	data.SchemeNHS:                    "ODS code",
}

// assured is the newest date for which the source or a person vouched for the service. That a crawler saw it is no
// assurance.
func assured(listing data.Listing) data.Date {
	var newest data.Date
	for _, record := range listing.Provenance[data.LevelService][string(listing.Service.ID)].Records() {
		origin := listing.Origins[record]
		for _, d := range []data.Date{origin.AssertedOn, origin.ConfirmedOn} {
			if d.After(newest) {
				newest = d
			}
		}
	}
	return newest
}

// fullDay is a date that is known to the day, which is the only kind that the standard has.
func fullDay(d data.Date) string {
	if _, _, day := d.Parts(); day == 0 {
		return ""
	}
	return d.String()
}

// areaURI is where the Office for National Statistics describes an area.
const areaURI = "http://statistics.data.gov.uk/id/statistical-geography/"

func writeAreas(areas []data.ServiceArea) []ServiceAreaV3 {
	var out []ServiceAreaV3
	for _, a := range areas {
		w := ServiceAreaV3{ID: string(a.ID), Name: a.Name}
		if a.Code != "" {
			w.Extent, w.ExtentType, w.URI = string(a.Code), "GSS", areaURI+string(a.Code)
			if area, ok := geo.AreaByCode(a.Code); ok && w.Name == "" {
				w.Name = area.Name
			}
		}
		w.ServiceArea = w.Name
		out = append(out, w)
	}
	return out
}

func writeSchedules(schedules []data.Schedule) []ScheduleV3 {
	var out []ScheduleV3
	for _, s := range schedules {
		if s.BankHolidays == data.BankHolidaysOnly {
			continue
		}
		out = append(out, ScheduleV3{
			ID: string(s.ID), ValidFrom: fullDay(s.ValidFrom), ValidTo: fullDay(s.ValidTo), DTStart: fullDay(s.DTStart),
			Freq: s.Freq, Interval: s.Interval, ByDay: s.ByDay, ByMonthDay: s.ByMonthDay,
			OpensAt: s.OpensAt, ClosesAt: s.ClosesAt, Description: s.Description,
		})
	}
	return out
}

// writeCosts gives the prices; a service that is free and has none gets one of nothing, as there is no other way to say it.
func writeCosts(s data.Service) []CostOptionV3 {
	var out []CostOptionV3
	for _, c := range s.CostOptions {
		w := CostOptionV3{ID: string(c.ID), Option: c.Option, AmountDescription: c.Description}
		if c.Pence != nil {
			w.Amount, w.Currency = new(float64(*c.Pence)/100), "GBP"
		}
		out = append(out, w)
	}
	if len(out) == 0 && s.Cost == data.Free {
		out = []CostOptionV3{{ID: wireID(string(s.ID), "cost_option", "free"), Amount: new(0.0), Currency: "GBP"}}
	}
	return out
}

func writeLanguages(s data.Service) []LanguageV3 {
	var out []LanguageV3
	for _, code := range s.Languages {
		out = append(out, LanguageV3{ID: wireID(string(s.ID), "language", code), Name: data.LanguageName(code), Code: code})
	}
	return out
}

func writePhones(phones []data.Phone) []PhoneV3 {
	var out []PhoneV3
	for _, p := range phones {
		kind := p.Type
		if kind == "" {
			kind = data.Voice
		}
		out = append(out, PhoneV3{ID: string(p.ID), Number: p.Number, Type: string(kind), Description: p.Description})
	}
	return out
}
