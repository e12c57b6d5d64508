package site_test

import (
	"fmt"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
)

func areaCode(s string) geo.AreaCode { return geo.AreaCode(s) }

func open(notation string) []data.Schedule {
	schedules, err := hours.Parse(notation, "town", townSource.Key)
	must(err)
	return schedules
}

// townsfolk are the listings of the town: one of each kind that a page must show.
func townsfolk() []data.Submission {
	free := says(func(s *data.Service) { s.Cost, s.Topics = data.Free, []data.TopicID{"devices"} })
	all := []data.Submission{
		service("tablets", "Tablet Library", free, serves(leeds), by(data.InPerson), phone("0113 496 0000", ""),
			also(record("2026-09-01", "https://www.example.org/numbers", "Page of numbers"), "phones"),
			at(data.Location{Name: "Age Hall", Description: "The blue door beside the bank.",
				Phones:  []data.Phone{{ID: data.MintElement(townSource.Key, "age-hall", "phone", "desk"), Number: "0113 496 0044", Description: "Front desk"}},
				Address: data.Address{Line1: "1 High Street", City: "Leeds", Postcode: "LS1 4AP"},
				Point:   &data.Coordinates{Latitude: 53.7965, Longitude: -1.5478}}),
			says(func(s *data.Service) {
				s.Summary, s.Description = "Borrow a tablet.", "First paragraph.\n\nSecond paragraph."
				s.Schedules, s.Languages = open("Mo-Fr 09:00-17:00"), []string{"en", "bfi"}
				s.ApplicationProcess, s.URL, s.Email = "Ring first.", "https://www.example.org/tablets", "tablets@example.org"
			}),
			func(s *data.Submission) {
				s.Organization.Doc.Description = "We are neighbours who mend things."
				s.Organization.Doc.Identifiers = []data.Identifier{
					{ID: data.MintElement(townSource.Key, "org-tablets", "identifier", "a"), Scheme: data.SchemeCharityEnglandWales, Identifier: "123456"},
					{ID: data.MintElement(townSource.Key, "org-tablets", "identifier", "b"), Scheme: "GB-UKPRN", Identifier: "10000000"}}
			}),
		service("assumed", "Tablet Club", free, at(postcode("LS2 7AA")), phone("0113 496 0001", data.Voice),
			says(func(s *data.Service) { s.AssumedArea = leeds })),
		service("visits", "Tablet Visits", free, serves(leeds), by(data.HomeVisit)),
		service("nation", "Tablets Across England", free, serves(england), by(data.Online),
			says(func(s *data.Service) { s.URL = "https://www.example.org/nation" })),
		service("kingdom", "Tablets By Post", free, serves(kingdom), by(data.ByText, data.ByPhone), phone("81025", data.SMS)),
		service("helpline", "Listening", serves(kingdom), by(data.ByPhone), says(func(s *data.Service) { s.Helpline = "samaritans" })),
		service("child", "Young Ears", serves(kingdom), by(data.ByPhone), phone("0800 1111", data.Voice)),
		service("sms-mobile", "Text Club", serves(kingdom), by(data.ByText), phone("07400 123456", data.SMS)),
		service("refuge", "Safe House", serves(leeds), by(data.InPerson), phone("0113 496 0009", data.Voice),
			at(data.Location{Name: "Rose Cottage", Withheld: true, Transportation: "Bus 7 to Secret Lane",
				Address: data.Address{Line1: "12 Secret Lane", City: "Leeds", Postcode: "LS6 1AN"},
				Point:   &data.Coordinates{Latitude: 53.8190, Longitude: -1.5610}}),
			says(func(s *data.Service) {
				s.ServiceAtLocations[0].Phones = []data.Phone{{ID: data.MintElement(townSource.Key, "refuge", "phone", "house"), Number: "0113 496 0066"}}
			})),
		service("gone", "Gone Service", serves(leeds), by(data.ByPhone), says(func(s *data.Service) { s.Status = data.Defunct })),
		service("paused", "Paused Service", serves(leeds), by(data.ByPhone), says(func(s *data.Service) { s.Status = data.TemporarilyClosed })),
		service("old", "Old Service", serves(leeds), by(data.ByPhone), func(s *data.Submission) {
			s.Records[0].AssertedOn = date("2024-03")
		}),
		service("bare", "Bare Service", says(func(s *data.Service) { s.AssumedArea = leeds }),
			func(s *data.Submission) { s.Organization = nil }),
		service("undated", "Undated Service", serves(leeds), func(s *data.Submission) { s.Records[0].AssertedOn = data.Date{} }),
		service("letters", "図書館", serves(leeds)),
		service("live", "Live Service", serves(leeds), phone("101", data.Voice), func(s *data.Submission) { s.Records[0].Live = true }),
		service("known-to-a-sector", "Sector Hall", serves(leeds), by(data.InPerson), at(postcode("LS1 4DL"))),
	}
	for i := range 45 {
		all = append(all, service(fmt.Sprintf("coffee-%02d", i), fmt.Sprintf("Coffee Morning %02d", i), at(postcode("S1 2HH")), by(data.InPerson),
			serves("E08000039"), says(func(s *data.Service) {
				s.Kind, s.Cost, s.Topics = data.KindGroup, data.Paid, []data.TopicID{"groups"}
			})))
	}
	return all
}
