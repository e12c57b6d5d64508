package data

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"fingerpost/geo"
)

// Tidy puts everything in a submission into the form in which it is kept: plain text, real addresses, numbers that can
// be rung, postcodes as they are printed. It is the one gate that every submission passes, whoever wrote it. What can be
// mended is mended and reported; if anything refuses the record, the submission must not be used.
func (s *Submission) Tidy(where string, now time.Time) []Problem {
	t := &tidier{where: where, now: now}
	for i := range s.Records {
		s.Records[i].AssertedOn = t.past("asserted_on", s.Records[i].AssertedOn)
		s.Records[i].Title = PlainLine(s.Records[i].Title, MaxName)
		if s.Records[i].URL != "" {
			s.Records[i].URL = t.url("record url", s.Records[i].URL)
		}
	}
	t.ownID("id", s.Service.OwnID)
	t.service(&s.Service.Doc)
	if s.Organization != nil {
		t.ownID("organization id", s.Organization.OwnID)
		t.organization(&s.Organization.Doc)
	}
	for i := range s.Locations {
		t.ownID("location id", s.Locations[i].OwnID)
		t.location(&s.Locations[i].Doc)
	}
	return t.problems
}

type tidier struct {
	where    string
	now      time.Time
	problems []Problem
}

func (t *tidier) note(field string, kind ProblemKind, value string) {
	t.problems = append(t.problems, Problem{Where: t.where, Field: field, Kind: kind, Value: PlainLine(value, 80)})
}

// ownID refuses what has no id of its source's: all such things would be taken for one.
func (t *tidier) ownID(field, own string) {
	if own == "" {
		t.note(field, NoID, "")
	}
}

func (t *tidier) service(s *Service) {
	s.MergedInto = "" // no source decides that
	s.Name = t.line("name", s.Name, MaxName)
	if s.Name == "" {
		t.note("name", NoName, "")
	}
	s.AlternateNames = t.lines("alternate_names", s.AlternateNames)
	s.Summary = t.line("summary", s.Summary, MaxSummary)
	s.Description = t.text("description", s.Description)
	s.Alert = t.line("alert", s.Alert, MaxSummary)
	s.URL, s.Email = t.url("url", s.URL), t.email("email", s.Email)
	s.Phones = t.phones("phones", s.Phones)
	t.words(s)
	switch s.Status {
	case Active, Inactive, Defunct, TemporarilyClosed:
	case "":
		s.Status = Active
	default:
		t.note("status", UnknownStatus, string(s.Status))
		s.Status = Inactive // what a source calls neither active nor any standard state is not offered to people
	}
	s.EligibilityDescription = t.text("eligibility_description", s.EligibilityDescription)
	s.NotFor = t.line("not_for", s.NotFor, MaxSummary)
	s.Audiences, s.Categories = t.lines("audiences", s.Audiences), t.lines("categories", s.Categories)
	s.MinimumAge, s.MaximumAge = t.age("minimum_age", s.MinimumAge), t.age("maximum_age", s.MaximumAge)
	if s.MinimumAge != nil && s.MaximumAge != nil && *s.MinimumAge > *s.MaximumAge {
		t.note("maximum_age", BadAge, "")
		s.MinimumAge, s.MaximumAge = nil, nil
	}
	s.FeesDescription = t.text("fees_description", s.FeesDescription)
	s.ApplicationProcess = t.text("application_process", s.ApplicationProcess)
	s.Accreditations = t.text("accreditations", s.Accreditations)
	t.costs(s)
	t.areas(s)
	s.Schedules = t.schedules("schedules", s.Schedules)
	for i := range s.ServiceAtLocations {
		at := &s.ServiceAtLocations[i]
		at.Schedules = t.schedules("schedules", at.Schedules)
		at.Phones = t.phones("phones", at.Phones)
	}
}

func (t *tidier) costs(s *Service) {
	for i := range s.CostOptions {
		c := &s.CostOptions[i]
		c.Option = t.line("cost_options", c.Option, MaxName)
		c.Description = t.line("cost_options", c.Description, MaxSummary)
		if c.Pence != nil && (*c.Pence < 0 || *c.Pence > 100_000_00) {
			t.note("cost_options", BadAmount, "")
			c.Pence = nil
		}
	}
	s.CostOptions = keep(s.CostOptions, func(c CostOption) bool { return c.Option != "" || c.Pence != nil || c.Description != "" })
}

func (t *tidier) organization(o *Organization) {
	o.MergedInto = ""
	o.Name = t.line("organization name", o.Name, MaxName)
	if o.Name == "" {
		t.note("organization name", NoName, "")
	}
	o.AlternateNames = t.lines("organization alternate_names", o.AlternateNames)
	o.Description = t.text("organization description", o.Description)
	o.Website, o.Email = t.url("organization website", o.Website), t.email("organization email", o.Email)
	o.Phones = t.phones("organization phones", o.Phones)
	for i := range o.Addresses {
		t.address(&o.Addresses[i])
	}
	o.Addresses = keep(o.Addresses, func(a Address) bool { return len(a.Lines()) > 0 })
	for i := range o.Identifiers {
		id := &o.Identifiers[i]
		id.Scheme, id.Identifier = strings.ToUpper(t.line("organization_identifiers", id.Scheme, MaxName)), t.line("organization_identifiers", id.Identifier, MaxName)
		id.Identifier = registered(id.Scheme, id.Identifier)
	}
	o.Identifiers = keep(o.Identifiers, func(i Identifier) bool { return i.Scheme != "" && i.Identifier != "" })
}

func (t *tidier) location(l *Location) {
	l.MergedInto = ""
	l.Name = t.line("location name", l.Name, MaxName)
	l.Description = t.text("location description", l.Description)
	l.Transportation = t.text("transportation", l.Transportation)
	l.Phones = t.phones("location phones", l.Phones)
	if l.Type = known(l.Type, Physical, Postal, Virtual); l.Type == "" {
		l.Type = Physical
	}
	l.Council = "" // never said by a source, see [Location.Public]
	t.address(&l.Address)
	for i := range l.Accessibility {
		l.Accessibility[i].Description = t.line("accessibility", l.Accessibility[i].Description, MaxSummary)
	}
	l.Accessibility = keep(l.Accessibility, func(a Accessibility) bool { return a.Description != "" })
	if l.Point == nil {
		return
	}
	switch err := geo.CheckUK(l.Point.Latitude, l.Point.Longitude).(type) {
	case nil:
	case *geo.CoordinateError:
		t.note("point", map[geo.Reason]ProblemKind{
			geo.ReasonZero: PointMissing, geo.ReasonSwapped: PointSwapped, geo.ReasonOutside: PointOutside,
		}[err.Reason], err.Error())
		l.Point = nil
	}
}

func (t *tidier) address(a *Address) {
	for _, part := range []*string{&a.Line1, &a.Line2, &a.City, &a.County} {
		*part = strings.Trim(t.line("address", *part, MaxName), " ,")
	}
	written := strings.TrimSpace(a.Postcode)
	if written == "" {
		a.Postcode = ""
		return
	}
	if postcode, err := geo.ParsePostcode(written); err == nil {
		a.Postcode = postcode.String()
		return
	}
	if postcode, ok := geo.MendPostcode(written); ok {
		t.note("postal_code", MendedPostcode, written)
		a.Postcode = postcode.String()
		return
	}
	t.note("postal_code", BadPostcode, written)
	a.Postcode = t.line("postal_code", written, 20)
}

func (t *tidier) line(field, s string, max int) string {
	if strings.ContainsAny(s, "<") {
		t.note(field, Markup, s)
	}
	return PlainLine(s, max)
}

func (t *tidier) text(field, s string) string {
	if strings.ContainsAny(s, "<") {
		t.note(field, Markup, s)
	}
	return PlainText(s, MaxDescription)
}

func (t *tidier) lines(field string, list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if s = t.line(field, s, MaxName); s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// url keeps web addresses only.
func (t *tidier) url(field, s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	address, ok := ReadURL(s)
	switch {
	case !ok:
		t.note(field, BadURL, s)
	case !strings.Contains(s, "://"):
		t.note(field, MendedURL, s)
	}
	return address
}

func (t *tidier) email(field, s string) string {
	if s = strings.TrimSpace(s); s == "" || s == "mailto:" {
		return ""
	}
	address, ok := ReadEmail(s)
	if !ok {
		t.note(field, BadEmail, s)
	}
	return address
}

func (t *tidier) phones(field string, phones []Phone) []Phone {
	var out []Phone
	seen := map[string]bool{}
	for _, p := range phones {
		number, ok := ReadPhone(p.Number, p.Type)
		if !ok {
			if strings.TrimSpace(p.Number) != "" {
				t.note(field, BadPhone, p.Number)
			}
			continue
		}
		p.Number, p.Description = number, t.line(field, p.Description, MaxName)
		p.Type, p.Hours = known(p.Type, Voice, SMS, Textphone), t.line(field, p.Hours, MaxName)
		if key := Dial(number) + string(p.Type); !seen[key] {
			seen[key] = true
			out = append(out, p)
		}
	}
	return out
}

func (t *tidier) schedules(field string, schedules []Schedule) []Schedule {
	for i := range schedules {
		s := &schedules[i]
		s.Description = t.line(field, s.Description, MaxSummary)
		s.BankHolidays = known(s.BankHolidays, BankHolidaysSame, BankHolidaysClosed, BankHolidaysOnly)
		for _, rule := range []*string{&s.Freq, &s.ByDay, &s.ByMonthDay, &s.OpensAt, &s.ClosesAt} {
			if !rulePart.MatchString(*rule) {
				t.note(field, BadHours, *rule)
				*rule = ""
			}
		}
	}
	return keep(schedules, func(s Schedule) bool {
		return s.Freq != "" || s.Description != "" || s.OpensAt != "" || s.ByDay != ""
	})
}

// The oldest anyone has been is 122; feeds write -1, 0 and 999 for "no limit".
func (t *tidier) age(field string, age *int) *int {
	if age == nil || (*age >= 0 && *age <= 120) {
		return age
	}
	t.note(field, BadAge, "")
	return nil
}

func (t *tidier) past(field string, d Date) Date {
	if d.Begins().After(t.now) {
		t.note(field, BadDate, d.String())
		return Date{}
	}
	return d
}

var (
	// rulePart is what a part of a schedule's rule is written with: "MONTHLY", "2MO,-1FR", "09:30".
	rulePart = regexp.MustCompile(`^[A-Z0-9:,-]*$`)
	// language is a tag of BCP 47, of which ISO 639 codes are the first part.
	language = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$`)
	// name is what topics and helplines are called by.
	name = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)
)

// words keeps, of the fields whose words are given, only those words.
func (t *tidier) words(s *Service) {
	if s.Kind = known(s.Kind, Kinds...); s.Kind == "" {
		s.Kind = KindService
	}
	s.Ways = keep(s.Ways, func(w Way) bool { return known(w, AllWays...) != "" })
	s.Cost = known(s.Cost, Free, Paid, Varies)
	s.Referral = known(s.Referral, ReferralNone, ReferralNeeded)
	s.AnsweredBy = known(s.AnsweredBy, AnsweredByPerson, AnsweredBySoftware, AnsweredByBoth)
	s.Languages = keep(s.Languages, language.MatchString)
	s.Topics = keep(s.Topics, func(id TopicID) bool { return name.MatchString(string(id)) })
	if !name.MatchString(s.Helpline) {
		s.Helpline = ""
	}
	s.AssumedArea = t.area("assumed_area", s.AssumedArea)
}

// known is the word if it is one of those that there are, else nothing.
func known[W ~string](word W, all ...W) W {
	if slices.Contains(all, word) {
		return word
	}
	return ""
}

// areas gives codes to the areas that have a name that can be read: "Calderdale and Kirklees" becomes two areas of that
// name. Where any area is known, the source's own is not assumed any more.
func (t *tidier) areas(s *Service) {
	var out []ServiceArea
	for _, a := range s.Areas {
		a.Name, a.Code = t.line("service_areas", a.Name, MaxName), t.area("service_areas", a.Code)
		if a.Name == "" && a.Code == "" {
			t.note("service_areas", UnreadableArea, "")
			continue
		}
		if a.Code == "" {
			named, ok := geo.AreasNamed(a.Name)
			if !ok {
				t.note("service_areas", UnreadableArea, a.Name)
			}
			for i, area := range named {
				if a.Code = area.Code; i < len(named)-1 {
					out = append(out, ServiceArea{ID: ElementID(newUUID(string(a.ID), string(area.Code))), Name: a.Name, Code: area.Code})
				}
			}
		}
		out = append(out, a)
		if a.Code != "" {
			s.AssumedArea = ""
		}
	}
	s.Areas = out
}

func (t *tidier) area(field string, code geo.AreaCode) geo.AreaCode {
	if code != "" && !code.Valid() {
		t.note(field, UnreadableArea, string(code))
		return ""
	}
	return code
}

// registered is a number as its register writes it, so that equal numbers are equal texts: without blanks, and with the
// noughts before a company's number, which spreadsheets drop.
func registered(scheme, number string) string {
	number = strings.ToUpper(strings.ReplaceAll(number, " ", ""))
	if scheme == SchemeCompany && number != "" && len(number) < 8 && !notDigits.MatchString(number) {
		number = strings.Repeat("0", 8-len(number)) + number
	}
	return number
}

func keep[T any](list []T, wanted func(T) bool) []T {
	var out []T
	for _, x := range list {
		if wanted(x) {
			out = append(out, x)
		}
	}
	return out
}
