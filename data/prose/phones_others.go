package prose

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// A page gives numbers of others beside the service's own: those of who hires out the hall, of who takes donations, of
// another service for another need.

var (
	// notTheirs is what stands before a number that is for something else.
	notTheirs = pattern.MustCompile(`\b(?:donations?|to donate|donate (?:food|money|clothes)|(?:food|things|clothes|furniture|toys) to (?:give|donate)|fundraising|fundraisers?|(?:press|media) (?:office|enquiries|team)|(?:to|you) (?:hire|book) (?:it|(?:a|the|our|one of our) [a-z' -]{0,30}?(?:hall|rooms?|building|kitchen|church|centre|space|venue|pavilion|clubhouse))\b[^.;\n0-9]{0,60}|(?:hall|room|venue) (?:hire|bookings)|(?:front|main) desk|(?:emergency|report a|out[- ]of[- ]hours) repairs?|repairs (?:line|and rent)|rent and repairs|about (?:the|this) (?:job|role|vacancy|post)|apply for (?:the|this) (?:job|role|vacancy|post)|recruitment|complaints?|(?:site|website) (?:made|built|designed) by|not (?:to |with )?us)\b[^.;\n0-9]{0,40}$`)
	// otherNeed begins a sentence about a need that another meets, and ends with who that is.
	otherNeed = pattern.MustCompile(`^\W*(?i:if you|in an emergency|out of hours|outside (?:these|office|our) hours|for (?:urgent|emergency|help with|anything else|other))\b[^.;\n]*?\b(?i:ring|call|phone|contact|telephone|try)(?i: the| your)? ((?:[A-Z][\p{L}'&-]+ )(?:(?:of|and|for|the|&) |[A-Z][\p{L}'&-]+ )+)(?:on|at|:) ?$`)
	// sameNumber says that texts may be sent to the number that was given before.
	sameNumber = pattern.MustCompile(`\b(?:texts?|sms|whatsapp|text messages?)\b[^.;\n0-9]{0,30}\b(?:(?:the same|this|that|our) number|i'?r un rhif)\b|\bneges(?:euon)? destun i'?r un rhif\b`)
)

// isOthers reports whether the words of a sentence before a number lead to another organisation, for another need.
func (t *Text) isOthers(at int) bool {
	from := max(t.in(at).start, at-300)
	m := otherNeed.FindStringSubmatch(t.plain[from:at])
	return m != nil && !t.isOwn(strings.ToLower(m[1])) && !t.isPerson(strings.TrimSpace(m[1]), true, false)
}

// withoutOthers marks the numbers of other organisations, where there are others than theirs.
func (t *Text) withoutOthers(phones []Phone) []Phone {
	others := make([]bool, len(phones))
	for i, p := range phones {
		at, _ := slices.BinarySearch(t.at, int32(p.Start))
		others[i] = !p.Advice && t.isOthers(at)
	}
	if !slices.Contains(others, true) || !slices.ContainsFunc(phones, func(p Phone) bool {
		return !p.Advice && !others[slices.IndexFunc(phones, func(q Phone) bool { return q.Start == p.Start })]
	}) {
		return phones
	}
	for i := range phones {
		phones[i].Advice = phones[i].Advice || others[i]
	}
	return phones
}

// withSameNumber adds the numbers that texts may be sent to since a line says so of the number before: "or text the same
// number".
func (t *Text) withSameNumber(phones []Phone) []Phone {
	if !mentions(t.low, "same number", "this number", "that number", "our number", "un rhif") {
		return phones
	}
	for _, said := range sameNumber.FindAllStringIndex(t.low, maxFacts) {
		from, _ := t.line(said[0])
		for i := len(phones) - 1; i >= 0; i-- {
			p := phones[i]
			at, _ := slices.BinarySearch(t.at, int32(p.Start))
			if at < from || at > said[0] || p.Type != data.Voice {
				continue
			}
			p.Type = data.SMS
			if !slices.ContainsFunc(phones, func(q Phone) bool { return q.Number == p.Number && q.Type == p.Type }) && len(phones) < maxFacts {
				p.Span = t.span(at, said[1])
				phones = append(phones, p)
			}
			break
		}
	}
	return phones
}
