package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
	"fingerpost/data/prose"
)

// costs reads what it costs: beside its label if there is one, else in any sentence.
func (s *passage) costs(f *Found) {
	from := s
	if lines := s.of(cost); len(lines) > 0 {
		labelled := s.page.passageOf(withoutLabels(lines), s.name)
		if c := labelled.prose.Charges(); c.Cost != "" || len(c.Prices) > 0 {
			from = labelled
		}
		f.Fees = data.PlainLine(join(lines, "; "), data.MaxSummary)
	}
	c := from.prose.Costs()
	if from != s {
		c = from.prose.Charges()
	}
	if whole := s.prose.Costs(); from != s && whole.Cost == data.Varies && c.Cost == data.Paid && slices.Equal(amounts(whole), amounts(c)) {
		from, c = s, whole // the label says the price, and a sentence who pays none
	}
	if c.Cost == "" && s.isLine(f) && s.prose.Costs().CallsFree {
		c.Cost = data.Free
	}
	if len(amounts(c)) > maxPrices {
		c = prose.Costs{} // a list of charges
	}
	f.Cost = c.Cost
	var spans []prose.Span
	for _, price := range c.Prices {
		spans = append(spans, price.Span)
		if price.Pence != nil && *price.Pence > 0 && !slices.ContainsFunc(f.Prices, func(p Price) bool { return p.Pence == *price.Pence }) {
			f.Prices = append(f.Prices, Price{*price.Pence, data.PlainLine(price.For, data.MaxName)})
		}
	}
	for _, span := range append(c.Said, spans...) {
		f.note("cost", from.how(span), true)
		if f.Fees == "" {
			f.Fees = data.PlainLine(span.Words, data.MaxSummary)
		}
	}
	f.note("cost", How{"label", Read}, f.Fees != "" || f.Cost != "")
}

// withoutLabels are lines as the values of their labels alone. What a question denies is said: "Is there a charge? No".
func withoutLabels(lines []line) []line {
	lines = slices.Clone(lines)
	for i := range lines {
		l := &lines[i]
		if bareSum.MatchString(l.text) {
			l.text = "£" + l.text
		}
		if plain := strings.ToLower(strings.Trim(l.text, " .!")); plain == "no" && l.label != "" && asksCharge.MatchString(l.label) {
			l.text = "Free"
		} else if plain == "yes" && asksCharge.MatchString(l.label) {
			l.text = "A charge applies"
		}
		if payer.MatchString(l.label) {
			continue // "Adults: £4"
		}
		l.label = ""
	}
	return lines
}

var (
	bareSum    = pattern.MustCompile(`^[0-9]{1,3}\.[0-9]{2}$`)
	asksCharge = pattern.MustCompile(`(?i)\b(?:pay|charges?|charged|costs?|fees?)\b`)
	payer      = pattern.MustCompile(`(?i)\b(?:donation|members?|adults?|child(?:ren)?|concessions?|family|under|over|students?|carers?)\b`)
)

// isLine reports whether the listing is a line that people ring, and no place.
func (s *passage) isLine(f *Found) bool {
	return len(f.Phones) > 0 && (namedLine.MatchString(s.name) || len(f.Places) == 0 && saysLine.MatchString(s.text))
}

var (
	namedLine = pattern.MustCompile(`(?i)\b(?:help|advice|phone|listening|info|support|text|chat|carers'? )?-?line\b|\bby (?:tele)?phone\b|\bhelpline\b|\b(?:tele)?phone (?:support|befriending|friends|advice)\b`)
	saysLine  = pattern.MustCompile(`(?i)\bis (?:our |a |an |the )(?:[a-z-]+,? ){0,4}(?:help|phone|listening|advice|support|telephone|text) ?(?:line|service)\b|\bphone line and nothing but\b|\bthis is a (?:tele)?phone service\b|\bis a line for\b|\bline (?:[a-z]+ )?is for (?:any|people|those|men|women|everyone)`)
)

// more prices than this are the list of charges of a house, not what one thing costs
const maxPrices = 6

// amounts are the sums that are paid, each once.
func amounts(c prose.Costs) (out []int) {
	for _, p := range c.Prices {
		if p.Pence != nil && *p.Pence > 0 {
			out = append(out, *p.Pence)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
