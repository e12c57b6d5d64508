package openreferral

import (
	"fingerpost/data"
)

// submission maps the service to the domain. Texts are passed on raw: [data.Submission.Tidy] makes them plain.
func (r *reader) submission() data.Submission {
	source, o := r.reading.Source.Key, r.service
	s := data.Service{
		ID:                     data.Mint[data.ServiceID](data.LevelService, source, r.own),
		Name:                   o.text("name", "title"),
		AlternateNames:         o.texts("alternate_name", "alternate_names"),
		Summary:                o.text("summary", "short_description"),
		Description:            o.text("description"),
		Status:                 status(o),
		Alert:                  o.text("alert"),
		URL:                    website(o),
		Email:                  email(o),
		Phones:                 r.phones(o, newIDs(source, r.own, "phone")),
		Schedules:              r.schedules(o, newIDs(source, r.own, "schedule")),
		Areas:                  r.areas(),
		Languages:              languages(o),
		Accreditations:         o.text("accreditations"),
		ApplicationProcess:     join("\n\n", o.text("application_process"), o.text("attending_access"), o.text("pc_attendingAccess_additionalInfo")),
		EligibilityDescription: o.text("eligibility_description"),
	}
	s.AssumedArea = r.reading.Source.Area // unless the areas say more: see Submission.Tidy
	r.ages(&s)
	r.costs(&s)
	places := r.places()
	r.sort(&s)
	r.ways(&s, places)
	s.ServiceAtLocations = places.at
	submission := data.Submission{
		Source:    source,
		Locations: places.list,
		Records: []data.Record{{
			Source: source, SourceID: r.own, AssertedOn: r.asserted(), ReadAt: r.reading.ReadAt, Live: r.reading.Live,
			Payload: payload(o),
		}},
	}
	if organization, ok := r.organization(); ok {
		s.OrganizationID = organization.Doc.ID
		submission.Organization = &organization
	}
	submission.Service = data.Draft[data.Service]{OwnID: r.own, Doc: s}
	return submission
}

// status reads what state a service is in. The standard has four states; software adds its own words for them. What is
// neither is passed on, for Tidy to count.
func status(o object) data.Status {
	if o.isTrue("archived", "is_archived") {
		return data.Inactive
	}
	if visible := o.truth("visible"); visible != nil && !*visible {
		return data.Inactive
	}
	written := o.text("status")
	switch fold(written) {
	case "":
		return ""
	case "active", "published", "approved", "open", "live", "current":
		return data.Active
	case "inactive", "archived", "draft", "unpublished", "expired", "pending", "hidden":
		return data.Inactive
	case "defunct", "closed", "permanently closed", "closed permanently", "deleted":
		return data.Defunct
	case "temporarily closed", "suspended", "paused", "closed temporarily":
		return data.TemporarilyClosed
	}
	return data.Status(written)
}
