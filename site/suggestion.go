package site

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/site/words"
)

// suggestions is the source that what people suggest comes from. What it says waits for a person, always.
func (s *Site) suggestions() data.Source {
	w := s.words.In(words.English) // a source has one name, whoever reads it
	area := s.Brand.Area
	if area == "" {
		area = kingdom
	}
	return data.Source{Key: data.Suggestions, Name: w.T("add.source"), Kind: data.SourceForm, Area: area, Review: true}
}

// kingdom is the area of a directory that has none of its own.
const kingdom geo.AreaCode = "K02000001"

// suggestion is what somebody wrote of a service, read as far as it can be read for certain. The record keeps all their
// words but their own address, which is no part of what they say of the service.
func (s *Site) suggestion(f *form) (data.Submission, error) {
	said := map[string]string{}
	for name, answer := range f.answers {
		if name != "yours" && answer != "" {
			said[name] = answer
		}
	}
	payload, err := json.Marshal(said)
	if err != nil {
		return data.Submission{}, err
	}
	r := suggested{id: f.id, said: said}
	now := s.Now()
	sub := data.Submission{
		Source:  data.Suggestions,
		Records: []data.Record{{Source: data.Suggestions, SourceID: f.id, AssertedOn: data.DateOf(now), ReadAt: now.UTC(), Payload: payload}},
		Service: data.Draft[data.Service]{OwnID: f.id, Doc: r.service()},
	}
	service := &sub.Service.Doc
	service.AssumedArea = s.suggestions().Area
	if name := data.PlainLine(said["runs"], data.MaxName); name != "" {
		service.OrganizationID = data.Mint[data.OrganizationID](data.LevelOrganization, data.Suggestions, f.id)
		sub.Organization = &data.Draft[data.Organization]{OwnID: f.id, Doc: data.Organization{ID: service.OrganizationID, Name: name}}
	}
	if address := addressIn(said["place"]); len(address.Lines()) > 0 {
		place := data.Location{ID: data.Mint[data.LocationID](data.LevelLocation, data.Suggestions, f.id), Type: data.Physical, Address: address}
		sub.Locations = []data.Draft[data.Location]{{OwnID: f.id, Doc: place}}
		service.ServiceAtLocations = []data.ServiceAtLocation{{
			ID: data.Mint[data.ServiceAtLocationID]("service_at_location", data.Suggestions, f.id), LocationID: place.ID}}
		if len(service.Ways) == 0 {
			service.Ways = []data.Way{data.InPerson}
		}
	}
	return sub, nil
}

// suggested is what was written of one service, by the names of the questions.
type suggested struct {
	id   string
	said map[string]string
}

func (r suggested) service() data.Service {
	service := data.Service{
		ID: data.Mint[data.ServiceID](data.LevelService, data.Suggestions, r.id), Name: r.said["name"], Description: r.said["does"],
		Kind: data.KindService, Status: data.Active, EligibilityDescription: r.said["for"], ApplicationProcess: r.said["access"],
		Email: r.said["email"], URL: r.said["website"], Schedules: r.schedules(),
	}
	for _, way := range strings.Fields(r.said["ways"]) {
		service.Ways = append(service.Ways, data.Way(way))
	}
	numbers, _ := data.ReadPhones(r.said["phone"])
	for _, number := range numbers {
		service.Phones = append(service.Phones, data.Phone{ID: r.element("phone", number), Number: number})
	}
	if area := r.said["area"]; area != "" { // read when it is tidied
		service.Areas = []data.ServiceArea{{ID: r.element("service_area", area), Name: area}}
	}
	if data.SaysFree(r.said["cost"]) {
		service.Cost = data.Free
	} else {
		service.FeesDescription = r.said["cost"]
	}
	return service
}

func (r suggested) element(kind, content string) data.ElementID {
	return data.MintElement(data.Suggestions, r.id, kind, content)
}

// schedules are the hours, in the notation of the listings or as people write them. What can be read in two ways is kept
// in words.
func (r suggested) schedules() []data.Schedule {
	words := r.said["when"]
	if schedules, err := hours.Parse(words, r.id, data.Suggestions); err == nil {
		return schedules
	}
	if schedules, ok := hours.ReadWords(words, r.id, data.Suggestions); ok {
		return schedules
	}
	return []data.Schedule{{ID: r.element("schedule", words), Description: words}}
}

// addressIn reads an address that was written in one box: its postcode wherever it stands, its first part as the house and
// its last as the town, if that has no number in it.
func addressIn(written string) data.Address {
	var a data.Address
	written = data.PlainText(written, data.MaxName)
	if postcode, ok := geo.FindPostcode(written); ok {
		a.Postcode, written = postcode.String(), withoutPostcode(written, postcode)
	}
	var parts []string
	for _, part := range strings.FieldsFunc(written, func(r rune) bool { return r == ',' || r == '\n' }) {
		part = strings.Trim(part, " .;")
		if postcode, err := geo.ParsePostcode(part); err == nil && a.Postcode == "" {
			a.Postcode = postcode.String() // a part of one, such as LS1 4
			continue
		}
		if postcode, ok := geo.MendPostcode(part); ok && a.Postcode == "" && postcode.Level() == geo.Unit {
			a.Postcode = part // mended when it is tidied
			continue
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	if last := len(parts) - 1; last > 0 && !strings.ContainsFunc(parts[last], unicode.IsDigit) {
		a.City, parts = parts[last], parts[:last]
	}
	if len(parts) > 0 {
		a.Line1, a.Line2 = parts[0], strings.Join(parts[1:], ", ")
	}
	return a
}

// withoutPostcode takes a postcode out of a text, however it is written there.
func withoutPostcode(text string, p geo.Postcode) string {
	letters := strings.Split(strings.ReplaceAll(p.String(), " ", ""), "")
	return regexp.MustCompile(`(?i)`+strings.Join(letters, `[^\pL\pN,]{0,3}`)).ReplaceAllString(text, "")
}
