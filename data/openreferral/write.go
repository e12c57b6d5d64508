package openreferral

import (
	"slices"
	"strconv"
	"strings"
	"time"

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
// [ServiceV3.NameTopics]. What the standard has no field for stands in attributes, see said; the assumed area, which
// nobody stated, is left out.
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
		SourceURL:              listing.Origins[listing.Provenance[data.LevelService][string(s.ID)].Default].URL,
		ServiceAreas:           writeAreas(s.Areas),
		Schedules:              writeSchedules(s.Schedules),
		CostOptions:            writeCosts(s),
		Languages:              writeLanguages(s),
		Phones:                 writePhones(s.Phones),
		Attributes:             writeAttributes(s, assured(listing)),
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
		out.Contacts = []ContactV3{{ID: wireID(out.ID, "contact", ""), Email: s.Email, Phones: withoutAttributes(out.Phones)}}
	}
	if organization := Organization(listing.Organization); organization != nil {
		out.Organization, out.OrganizationID = organization, organization.ID
		organization.SourceURL = listing.Origins[listing.Provenance[data.LevelOrganization][organization.ID].Default].URL
	}
	for i, at := range s.ServiceAtLocations {
		out.ServiceAtLocations = append(out.ServiceAtLocations, writeServiceAtLocation(listing, at, i))
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
	said := saying{entity: "organization", id: out.ID}
	if len(o.AlternateNames) > 0 {
		out.AlternateName = o.AlternateNames[0]
		for _, name := range o.AlternateNames[1:] {
			said.each("alternate_name", name)
		}
	}
	out.Attributes = said.all
	for _, i := range o.Identifiers {
		kind := identifierTypes[i.Scheme]
		if kind == "" {
			kind = i.Scheme
		}
		out.Identifiers = append(out.Identifiers, IdentifierV3{ID: string(i.ID), Scheme: i.Scheme, Type: kind, Identifier: i.Identifier})
	}
	for _, address := range o.Addresses {
		l := LocationV3{ID: wireID(out.ID, "location", string(address.ID)), LocationType: string(data.Postal)}
		l.place(address, string(address.ID))
		out.Locations = append(out.Locations, l)
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
		out = append(out, writeSchedule(s))
	}
	return out
}

// writeSchedule writes a rule. One for bank holidays only would read as times of every week: its rule stands in
// attributes, and its description says it in words. A month or year of validity becomes the days that it begins and ends.
func writeSchedule(s data.Schedule) ScheduleV3 {
	said := saying{entity: "schedule", id: string(s.ID)}
	said.add("bank_holidays", string(s.BankHolidays))
	out := ScheduleV3{
		ID: string(s.ID), ValidFrom: fullDay(s.ValidFrom), ValidTo: fullDay(s.ValidTo), DTStart: fullDay(s.DTStart),
		Freq: s.Freq, Interval: s.Interval, ByDay: s.ByDay, ByMonthDay: s.ByMonthDay,
		OpensAt: s.OpensAt, ClosesAt: s.ClosesAt, Description: s.Description,
	}
	if !s.ValidFrom.IsZero() && out.ValidFrom == "" {
		said.add("valid_from", s.ValidFrom.String())
		out.ValidFrom = s.ValidFrom.Begins().Format(time.DateOnly)
	}
	if !s.ValidTo.IsZero() && out.ValidTo == "" {
		said.add("valid_to", s.ValidTo.String())
		out.ValidTo = s.ValidTo.Time().Format(time.DateOnly)
	}
	if !s.DTStart.IsZero() && out.DTStart == "" {
		said.add("dtstart", s.DTStart.String())
	}
	if s.BankHolidays == data.BankHolidaysOnly {
		out.Freq, out.Interval, out.ByDay, out.ByMonthDay, out.OpensAt, out.ClosesAt = "", 0, "", "", "", ""
		said.add("freq", s.Freq)
		if s.Interval > 1 {
			said.add("interval", strconv.Itoa(s.Interval))
		}
		said.add("byday", s.ByDay)
		said.add("bymonthday", s.ByMonthDay)
		said.add("opens_at", s.OpensAt)
		said.add("closes_at", s.ClosesAt)
		said.add("description", s.Description)
		out.Description = join(". ", "Bank holidays only"+timesInWords(s), s.Description)
	}
	out.Attributes = said.all
	return out
}

// timesInWords are the days and times of a rule behind a colon; empty when it has none.
func timesInWords(s data.Schedule) string {
	days := s.ByDay
	if strings.Count(days, ",") == 6 {
		days = "" // every day
	}
	times := s.OpensAt
	switch {
	case s.OpensAt != "" && s.OpensAt == s.ClosesAt:
		times = "all day"
	case s.ClosesAt != "":
		times = join(" ", s.OpensAt, "to", s.ClosesAt)
	}
	if said := join(" ", days, times); said != "" {
		return ": " + said
	}
	return ""
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
		out = []CostOptionV3{{ID: freeID(string(s.ID)), Amount: new(0.0), Currency: "GBP"}}
	}
	return out
}

// freeID is the id of the price of nothing that stands for "free", by which it is known when it is read again.
func freeID(service string) string { return wireID(service, "cost_option", "free") }

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
		said := saying{entity: "phone", id: string(p.ID)}
		said.add("hours", p.Hours)
		out = append(out, PhoneV3{ID: string(p.ID), Number: p.Number, Type: phoneTypes[p.Type], Description: p.Description, Attributes: said.all})
	}
	return out
}

// withoutAttributes is phones that are said in full elsewhere.
func withoutAttributes(phones []PhoneV3) []PhoneV3 {
	out := slices.Clone(phones)
	for i := range out {
		out[i].Attributes = nil
	}
	return out
}

// phoneTypes are the words of RFC 6350, which HSDS points to.
var phoneTypes = map[data.PhoneType]string{"": "voice", data.Voice: "voice", data.SMS: "text", data.Textphone: "textphone"}
