package extract

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
)

// About is what is known of a listing beside what its page states.
type About struct {
	OwnID  string // what the source calls it: the page's address
	URL    string
	Title  string    // the page's
	Dated  data.Date // the page's own date, where the listing has none
	Topics []data.TopicID
	Ways   []data.Way
	// Audiences are the groups of people that there are; the listing names its own as they do.
	Audiences []data.Audience
}

// Submission is what a page says of a listing, as it is handed to the store. Every id is minted from what the source
// itself calls the thing, or from what it says, so that the same page read again gives the same submission.
func (f Found) Submission(about About, reading data.Reading) (data.Submission, error) {
	payload, err := json.Marshal(f)
	if err != nil {
		return data.Submission{}, err
	}
	m := minter{source: reading.Source.Key, own: about.OwnID}
	dated := f.Modified
	if dated.IsZero() {
		dated = about.Dated
	}
	s := data.Submission{
		Source: m.source,
		Records: []data.Record{{
			Source: m.source, SourceID: about.OwnID, URL: about.URL, Title: data.PlainLine(about.Title, data.MaxName),
			AssertedOn: dated, ReadAt: reading.ReadAt, Live: true, Payload: payload,
		}},
		Service: data.Draft[data.Service]{OwnID: about.OwnID, Doc: f.service(m, about, reading)},
	}
	if f.OrganizationName != "" {
		organization := f.organization(m)
		s.Service.Doc.OrganizationID = organization.Doc.ID
		s.Organization = &organization
	}
	for i, place := range f.Places {
		location := place.location(m, i)
		s.Locations = append(s.Locations, location)
		s.Service.Doc.ServiceAtLocations = append(s.Service.Doc.ServiceAtLocations, data.ServiceAtLocation{
			ID:         data.Mint[data.ServiceAtLocationID]("service_at_location", m.source, about.OwnID+" at "+location.OwnID),
			LocationID: location.Doc.ID, Schedules: m.schedules(place.Hours, place.Schedules),
		})
	}
	return s, nil
}

// minter makes ids for the parts of one listing.
type minter struct {
	source data.SourceKey
	own    string
}

func (m minter) element(kind, content string) data.ElementID {
	return data.MintElement(m.source, m.own, kind, content)
}

func (f Found) service(m minter, about About, reading data.Reading) data.Service {
	s := data.Service{
		ID: data.Mint[data.ServiceID](data.LevelService, m.source, about.OwnID), Name: f.Name, Description: f.Description,
		Kind: data.KindService, Status: data.Active, URL: f.URL, Phones: f.phones(m), Ways: f.Ways,
		AssumedArea: reading.Source.Area, Schedules: m.schedules(f.Hours, f.Schedules), EligibilityDescription: f.Audience,
		MinimumAge: f.Ages.Minimum, MaximumAge: f.Ages.Maximum, Cost: f.Cost, FeesDescription: f.Fees, Referral: f.Referral,
		ApplicationProcess: f.Entry, Languages: f.Languages, Categories: f.Categories, Topics: slices.Clone(about.Topics),
	}
	if len(f.Emails) > 0 {
		s.Email = f.Emails[0]
	}
	if len(s.Ways) == 0 {
		s.Ways = about.Ways
	}
	if f.Status != "" {
		s.Status = f.Status
	}
	if pence, ok := data.ReadPounds(f.Fees); ok && len(f.Prices) == 1 && f.Prices[0].Pence == pence {
		s.FeesDescription = "" // nothing but the price, which is said beside it
	}
	if data.SaysFree(f.Fees) {
		s.Cost, s.FeesDescription = data.Free, ""
	}
	for _, price := range f.Prices {
		s.CostOptions = append(s.CostOptions, data.CostOption{
			ID: m.element("cost", price.For+" "+strconv.Itoa(price.Pence)), Option: price.For, Pence: new(price.Pence),
		})
	}
	for _, area := range f.Areas {
		s.Areas = append(s.Areas, data.ServiceArea{ID: m.element("area", area.Name+" "+string(area.Code)), Name: area.Name, Code: area.Code})
	}
	for _, group := range about.Audiences {
		if slices.Contains(f.For, group.ID) {
			s.Audiences = append(s.Audiences, group.Name)
		}
	}
	for _, name := range append(slices.Clone(f.Categories), f.Types...) {
		for _, topic := range reading.Topics.Read(spaced(name)) {
			if !slices.Contains(s.Topics, topic) {
				s.Topics = append(s.Topics, topic)
			}
		}
	}
	return s
}

// spaced parts a schema.org type into words: FoodBank is a food bank.
func spaced(s string) string {
	if strings.ContainsAny(s, " -/") {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// phones are the numbers, each once. What cannot be read as a number is handed on, for the gate to report.
func (f Found) phones(m minter) []data.Phone {
	var out []data.Phone
	add := func(number string, kind data.PhoneType) {
		p := data.Phone{ID: m.element("phone", number), Number: number, Type: kind}
		if kind == data.SMS {
			p.ID = m.element("phone", number+" sms")
		}
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, written := range f.Phones {
		numbers, _ := data.ReadPhones(written)
		if len(numbers) == 0 {
			numbers = []string{written}
		}
		for _, number := range numbers {
			add(number, data.Voice)
		}
	}
	for _, number := range f.Texts {
		add(number, data.SMS)
	}
	return out
}

// schedules are the hours as rules where they could be read, and else in the page's words.
func (m minter) schedules(words []string, rules []data.Schedule) (out []data.Schedule) {
	for _, rule := range rules {
		rule.ID = m.element("schedule", strings.Join([]string{
			rule.Freq, strconv.Itoa(rule.Interval), rule.ByDay, rule.OpensAt, rule.ClosesAt, rule.DTStart.String(), rule.ValidFrom.String(), rule.ValidTo.String(),
			rule.Description, string(rule.BankHolidays)}, "|"))
		out = append(out, rule)
	}
	if out != nil {
		return out
	}
	for _, words := range words {
		out = append(out, data.Schedule{ID: m.element("schedule", words), Description: words})
	}
	return out
}

// organization is who runs it: a name is all that a page tells, and equal names in one source are one organisation.
func (f Found) organization(m minter) data.Draft[data.Organization] {
	own := strings.ToLower(f.OrganizationName)
	return data.Draft[data.Organization]{OwnID: own, Doc: data.Organization{
		ID: data.Mint[data.OrganizationID](data.LevelOrganization, m.source, own), Name: f.OrganizationName,
	}}
}

// location is a place. It is known by the listing that has it, and as its first or second, so that a mended address is the
// same place still.
func (p Place) location(m minter, i int) data.Draft[data.Location] {
	own := numbered(m.own+" place", i)
	doc := data.Location{
		ID: data.Mint[data.LocationID](data.LevelLocation, m.source, own), Type: data.Physical, Name: p.Name, Address: p.Address, Point: p.Point,
		Withheld: p.Withheld,
	}
	for _, key := range p.Access {
		doc.Accessibility = append(doc.Accessibility, data.Accessibility{ID: m.element("accessibility", key+" "+own), Description: accessWords(key)})
	}
	return data.Draft[data.Location]{OwnID: own, Doc: doc}
}

// accessWords says in words what there is.
func accessWords(key string) string {
	switch key {
	case "step-free":
		return "Step-free access"
	case "wheelchair":
		return "Wheelchair access"
	case "sign-language":
		return "British Sign Language"
	}
	words := strings.ReplaceAll(key, "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}
