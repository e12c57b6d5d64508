package content

import (
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// Holidays reads bank-holidays.yaml.
func (f Files) Holidays(now time.Time) (hours.Holidays, error) {
	b, err := f.File("bank-holidays.yaml")
	if err != nil {
		return hours.Holidays{}, err
	}
	p := &page{file: "bank-holidays.yaml"}
	root := p.parse(b)
	if root == nil {
		return hours.Holidays{}, asError(p.mistakes)
	}
	days := map[string]map[data.Date]string{}
	if top, ok := p.fieldsOf(root, "holidays"); ok {
		for _, n := range top.items("sources") {
			if s, ok := p.fieldsOf(n, "sources"); ok {
				s.required("url", false)
				s.required("title", false)
				p.date(s, "dated", now)
				s.rest()
			}
		}
		if nations, ok := p.fieldsOf(top.take("holidays"), "holidays"); ok {
			for _, nation := range Nations {
				days[nation] = p.holidays(nations, nation)
			}
			nations.rest()
		}
		top.rest()
	}
	return hours.NewHolidays(days), asError(p.mistakes)
}

func (p *page) holidays(nations fields, nation string) map[data.Date]string {
	days := map[data.Date]string{}
	for _, n := range nations.items(nation) {
		f, ok := p.fieldsOf(n, nation)
		if !ok {
			continue
		}
		day, err := data.ParseDate(f.required("date", false))
		if _, _, d := day.Parts(); err != nil || d == 0 {
			p.mistake(n, "date", BadDate, f.text("date", false), "")
		}
		days[day] = f.required("name", false)
		f.rest()
	}
	if len(days) == 0 {
		p.mistake(nations.node, nation, Missing, "", "")
	}
	return days
}
