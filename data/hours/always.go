package hours

import "fingerpost/data"

// sayAlways lets rules that together are open day and night hold on bank holidays too, where they do not speak of them:
// who says "always" means it.
func (p *plan) sayAlways(c civil) {
	if p.wholeDays(c, func(bank data.BankHolidays) bool { return bank == "" || bank == data.BankHolidaysSame }) != everyDay {
		return
	}
	for i := range p.rules {
		if r := &p.rules[i]; r.wholeWeeks(c) && r.bank == "" {
			r.bank = data.BankHolidaysSame
		}
	}
}

// always reports whether rules that hold on every day are open day and night.
func (p *plan) always(c civil) bool {
	return p.wholeDays(c, func(bank data.BankHolidays) bool { return bank == data.BankHolidaysSame }) == everyDay
}

func (p *plan) wholeDays(c civil, accept func(data.BankHolidays) bool) daySet {
	var days daySet
	for i := range p.rules {
		if r := &p.rules[i]; r.wholeWeeks(c) && accept(r.bank) {
			days |= r.days
		}
	}
	return days
}

// wholeWeeks reports whether the rule is for whole days, every week, and in force on the day.
func (r *rule) wholeWeeks(c civil) bool {
	return !r.monthly && r.every == 1 && r.span.AllDay() && r.from <= c && c <= r.to
}
