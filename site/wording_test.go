package site_test

import (
	"testing"

	"fingerpost/data"
)

func pence(n int) *int { return &n }

// What a listing says in codes and numbers is said in words that people use.
func TestListingInWords(t *testing.T) {
	if testing.Short() {
		t.Skip("one reader of very many pages, which has no races to show; left out with -short")
	}
	fact := func(edit func(*data.Service)) data.Submission { return service("one", "One", says(edit)) }
	hoursOf := func(notation string) data.Submission {
		return fact(func(s *data.Service) { s.Schedules = open(notation) })
	}
	phoneHours := func(notation string) data.Submission {
		return fact(func(s *data.Service) {
			s.Phones = []data.Phone{{ID: data.MintElement(townSource.Key, "one", "phone", "x"), Number: "0113 496 0000", Hours: notation, Description: "Office"}}
		})
	}
	for name, c := range map[string]struct {
		listing data.Submission
		want    []string
	}{
		"prices": {fact(func(s *data.Service) {
			s.CostOptions = []data.CostOption{
				{ID: data.MintElement(townSource.Key, "one", "cost", "a"), Pence: pence(350), Option: "Adults"},
				{ID: data.MintElement(townSource.Key, "one", "cost", "b"), Pence: pence(500)},
				{ID: data.MintElement(townSource.Key, "one", "cost", "c"), Pence: pence(0), Option: "Children"},
				{ID: data.MintElement(townSource.Key, "one", "cost", "d"), Pence: pence(5), Description: "a cup of tea"}}
		}), []string{"£3.50, Adults", "Adults£5Free, Children", "£0.05, a cup of tea"}},
		"ages":               {fact(func(s *data.Service) { s.MinimumAge, s.MaximumAge = pence(11), pence(18) }), []string{"Aged 11 to 18"}},
		"no least":           {fact(func(s *data.Service) { s.MinimumAge, s.MaximumAge = pence(0), pence(18) }), []string{"Aged 18 and under"}},
		"no most":            {fact(func(s *data.Service) { s.MinimumAge = pence(55) }), []string{"Aged 55 and over"}},
		"a month":            {hoursOf("Mo[2] 14:00-16:30; Fr[-1] 09:00-12:00"), []string{"Second Monday of the month", "2pm to 4:30pm", "Last Friday of the month", "9am to midday"}},
		"late":               {hoursOf("Mo-Su 17:00-24:00"), []string{"5pm to midnight", "Opens today at 5pm"}},
		"two spans":          {hoursOf("We 09:00-11:00,13:00-15:00"), []string{"9am to 11am and 1pm to 3pm", "Opens today at 1pm", "closed"}},
		"always":             {hoursOf("24/7"), []string{"Open now, day and night"}},
		"a holiday":          {hoursOf("Mo-Fr 09:00-17:00; PH 10:00-12:00"), []string{"Bank holidays: 10am to midday"}},
		"a line":             {phoneHours("Mo-Fr 09:00-17:00; Sa 10:00-12:00"), []string{"Office", "Monday to Friday 9am to 5pm; Saturday 10am to midday"}},
		"a few days":         {phoneHours("Tu,Th 18:00-20:30"), []string{"Tuesday 6pm to 8:30pm; Thursday 6pm to 8:30pm"}},
		"a line's own words": {phoneHours("most evenings"), []string{"most evenings"}},
		"people": {fact(func(s *data.Service) {
			yes, no := true, false
			s.PeerLed, s.Moderated, s.AnsweredBy, s.Referral, s.Cost = &yes, &no, data.AnsweredByBoth, data.ReferralNeeded, data.Varies
			s.Languages, s.Alert, s.NotFor = []string{"en", "cy", "pa"}, "Shut on Friday.", "Schools."
		}), []string{"People who have been through it themselves", "No, nobody checks what people write", "Software first, then a person", "Someone must refer you",
			"The cost varies", "English, Welsh and Punjabi", "Shut on Friday.", "Schools."}},
		"an area we do not know": {fact(func(s *data.Service) {
			s.Areas = []data.ServiceArea{{ID: data.MintElement(townSource.Key, "one", "area", "x"), Name: "The Dales"}}
		}), []string{"The Dales"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown("words", theTown().config.Now, []data.Submission{c.listing})
			a := w.get(t, w.address("one", "one"))
			for _, want := range c.want {
				a.must(t, in("main", reads(want), readsNot("<no value>")))
			}
		})
	}
}
