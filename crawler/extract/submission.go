package extract

import (
	"encoding/json"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// About is what is known of a listing beside what its page states.
type About struct {
	OwnID  string // what the source calls it: the page's address
	URL    string
	Title  string    // the page's
	Dated  data.Date // the page's own date, where the listing has none
	Topics []data.TopicID
	Ways   []data.Way
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
	if place, ok := f.place(m); ok {
		s.Locations = []data.Draft[data.Location]{place}
		s.Service.Doc.ServiceAtLocations = []data.ServiceAtLocation{{
			ID:         data.Mint[data.ServiceAtLocationID]("service_at_location", m.source, about.OwnID+" at "+place.OwnID),
			LocationID: place.Doc.ID,
		}}
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
		Kind: data.KindService, Status: data.Active, URL: f.URL, Email: f.Email, Phones: f.phones(m), Ways: about.Ways,
		AssumedArea: reading.Source.Area, Schedules: f.schedules(m), EligibilityDescription: f.Audience,
		FeesDescription: f.Cost, Categories: f.Categories, Topics: slices.Clone(about.Topics),
	}
	if data.SaysFree(f.Cost) {
		s.Cost, s.FeesDescription = data.Free, ""
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
	for _, written := range f.Phones {
		numbers, _ := data.ReadPhones(written)
		if len(numbers) == 0 {
			numbers = []string{written}
		}
		for _, number := range numbers {
			p := data.Phone{ID: m.element("phone", number), Number: number, Type: data.Voice}
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// schedules are the hours as rules where all of them can be read, and else in the page's words.
func (f Found) schedules(m minter) []data.Schedule {
	if len(f.Hours) == 0 {
		return nil
	}
	all := strings.Join(f.Hours, "; ")
	if rules, err := hours.Parse(all, m.own, m.source); err == nil {
		return rules
	}
	if rules, ok := hours.ReadWords(all, m.own, m.source); ok {
		return rules
	}
	var out []data.Schedule
	for _, words := range f.Hours {
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

// place is where it is given. It is known by the listing that has it, so that a mended address is the same place still.
func (f Found) place(m minter) (data.Draft[data.Location], bool) {
	if len(f.Address.Lines()) == 0 && f.Point == nil {
		return data.Draft[data.Location]{}, false
	}
	own := m.own + " place"
	return data.Draft[data.Location]{OwnID: own, Doc: data.Location{
		ID: data.Mint[data.LocationID](data.LevelLocation, m.source, own), Type: data.Physical, Address: f.Address, Point: f.Point,
	}}, true
}
