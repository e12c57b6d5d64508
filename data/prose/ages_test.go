package prose

import (
	"fmt"
	"strings"
	"testing"
)

func TestAges(t *testing.T) {
	check(t, []phrase{
		{"A club for over 50s", "50-"},
		{"The line is for any man over 18.", "18-"},
		{"You need to live in Birmingham and be 18 or over.", "18-"},
		{"The over-60's lunch club", "60-"},
		{"For people aged 50+.", "50-"},
		{"Adults (18+) only", "18-"},
		{"For those aged 18 and over", "18-"},
		{"Anyone 16 or older", "16-"},
		{"You must be over 18", "18-"},
		{"For people of 60 and over", "60-"},
		{"An under-fives group", "-4"},
		{"The over-sixties lunch club", "60-"},
		{"from 11 up to their 26th birthday", "11-25"},
		{"Little ones up to five", "-5"},
		{"For adults 18 plus", "18-"},
		{"Open to anybody aged 60+ - join us", "60-"},
		{"You need to be at least 18 years old", "18-"},
		{"If you're over 16 nobody at home needs to know", ""},
		{"For over 30 years we have cooked meals", ""},
		{"Open to women over the age of 55", "55-"},
		{"18 years old and over", "18-"},
		{"Ages 5 and up", "5-"},
		{"Minimum age: 16", "16-"},
		{"Young people aged 11 to 18", "11-18"},
		{"Ages 18–25", "18-25"},
		{"for 11-17 year olds", "11-17"},
		{"We work with young people (13-19)", "13-19"},
		{"children 0-5 years and their parents", "0-5"},
		{"Age range: 5 - 11", "5-11"},
		{"from birth to 5 years", "0-5"},
		{"between the ages of 18 and 65", "18-65"},
		{"for 18 to 25s", "18-25"},
		{"A youth club for under 18s", "-17"},
		{"Stay and play for under 5s", "-4"},
		{"young people under 25", "-24"},
		{"up to the age of 25", "-25"},
		{"Children aged 11 and under", "-11"},
		{"Babies from 6 weeks to 12 months", "0-1 (1-12 months)"},
		{"babies aged 0-6 months", "0-0 (0-6 months)"},
		{"Ages 11-19 (up to age 25 with a disability)", "11-19; -25"},
		{"You have to be 18 or older", "18-"},
		{"Adult carers (18+) in the town", "18-"},
		{"For babies under two", "-1"},
		{"For families with little ones from birth to 3", "0-3"},
		{"Young people aged 16 and 17 should ring us the day before", ""},
		// not to be read
		{"Creche for children over 1.", ""},
		{"Children under 12 should bring an adult.", ""},
		{"For 25 years we have helped", ""},
		{"Established 40 years", ""},
		{"with over 50 years' experience", ""},
		{"over 50 people came, and over 18,000 meals were served", ""},
		{"babies and toddlers", ""},
		{"Adults of primary school age and students", ""},
		{"Under 18s must be accompanied by an adult", ""},
		{"Under 16s £2, over 60s £3", ""},
		{"No under 18s", ""},
		{"Carers of people over 65", ""},
		{"for parents of children aged 0-5", ""},
		{"Years 7 to 11", ""},
		{"sessions of 30 to 60 minutes for people 5 to 10 minutes away", ""},
		{"between 18 and 25 people come each week", ""},
		{"Volunteers must be aged 18 and over", ""},
		{"open from 9 to 5", ""},
		{"We have 50+ volunteers and a group of 5 and up", ""},
		{"Waiting lists are 2 to 5 years", ""},
		{"for 50+ different activities", ""},
		{"Are you aged 18 to 25?", ""},
		{"It is the biggest killer of people aged 35 and under", ""},
		{"Children under 11 must stay with an adult", ""},
		{"our under 5s space", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, a := range text.Ages() {
			s := "-"
			if a.Minimum != nil {
				s = fmt.Sprint(*a.Minimum) + s
			}
			if a.Maximum != nil {
				s += fmt.Sprint(*a.Maximum)
			}
			if a.MaximumMonths != nil {
				s += fmt.Sprintf(" (%d-%d months)", *a.MinimumMonths, *a.MaximumMonths)
			}
			got, spans = append(got, s), append(spans, a.Span)
		}
		return strings.Join(got, "; "), spans
	})
}

// A cell of a table may hold nothing but ages.
func TestOnlyAges(t *testing.T) {
	for text, want := range map[string]string{"18 to 25": "18-25", "0-5 years": "0-5", "60 plus": "60-", "11": "", "2019 - 2024": "", "9 to 5": ""} {
		got := ""
		for _, a := range Of(text).Ages() {
			if got = "-"; a.Minimum != nil {
				got = fmt.Sprint(*a.Minimum) + got
			}
			if a.Maximum != nil {
				got += fmt.Sprint(*a.Maximum)
			}
		}
		if got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
