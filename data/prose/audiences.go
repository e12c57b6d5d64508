package prose

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Audience is a group of people that the text says it is for.
type Audience struct {
	Span
	ID data.AudienceID `json:"id"`
}

var (
	// aimed is what stands before the people that something is for. A bare "for" or "support" is in too many sentences that
	// speak of something else; it counts behind a word for what is offered.
	aimed = pattern.MustCompile(`\b(?:(?:is|are|just|only|exclusively|specifically|especially|designed|intended|set up|run|provided|specially) for|aimed at|(?:is |are )?open (?:only )?to|available (?:only )?(?:to|for)|offered to|dedicated to|targeted at|for use by|` +
		`(?:we|which|that|who|charity|service|project|team|group) (?:also )?(?:support|supports|help|helps|work with|works with|supporting|helping)|` +
		`(?:group|groups|club|service|services|support|sessions?|class|classes|activities|help|advice|cafe|café|choir|counselling|therapy|courses?|project|charity|hub|drop-in|meetings?|helpline|line|refuge|accommodation|housing|network|space|place|forum|programme|befriending|training|workshops?|breaks|respite|clinic|team|community|information|day centre) for)\b`)
	// forFolk is a bare "for" with people behind it.
	forFolk   = pattern.MustCompile(`\bfor (?:the |all )?(?:people|those|anyone|anybody|adults|women|men|families|children|parents|carers|deaf|disabled|young people|older people|refugees|toddlers|babies)\b`)
	forPeople = pattern.MustCompile(`^(?:for|supporting|helping) `)
	noPeople  = pattern.MustCompile(`^ (?:their|his|her|your|more|further|details|info|information|bookings?|enquir|example|instance|many|the (?:past|last)|this|us|[0-9])`)
	// upToHere is where what a thing is for ends.
	upToHere = pattern.MustCompile(`[.;:()!]|\b(?:by|from|because|when|where|whose|run by|led by|including|includes|especially|particularly|such as|like|so that|to help|to get|to meet|to learn|but|except|excluding|not|provided|delivered|whatever|regardless|along with|as well as their|with the help)\b`)
	// caredFor are people whose children, or whom they care for, are named behind them.
	caredFor = pattern.MustCompile(`\b(?:carers?|parents?|famil(?:y|ies)|mums?|dads?|mothers|fathers|grandparents?|people who care) (?:of|with|for|whose|to)\b`)
	anyone   = pattern.MustCompile(`^ (?:all|everyone|everybody|the whole|any age|people of all)\b`)
	noAim    = pattern.MustCompile(`\b(?:not|no|n't|never|nor|without|isn't|aren't|except|look|looking|call(?:ing)?|wait(?:ing)?|thanks?|prays?|ask(?:ing)?|campaign(?:s|ing)?|raise|raising|volunteers?|vacanc|jobs?|training (?:course )?for (?:professionals|staff|teachers))\b[^.;]{0,30}$`)
)

// Audiences are the groups that sentences say they are for: the words of a group count only there, since a page speaks of
// many people whom it is not for.
func (t *Text) Audiences(all []data.Audience) []Audience {
	var out []Audience
	for _, s := range t.sentences {
		low, _ := t.of(s)
		if !mentions(low, "for", "aimed", "open", "available", "offered", "support", "help", "work", "dedicated", "targeted") || strings.HasSuffix(low, "?") {
			continue
		}
		starts := aimed.FindAllStringIndex(low, 10)
		for _, at := range forFolk.FindAllStringIndex(low, 10) {
			starts = append(starts, []int{at[0], at[0] + len("for")})
		}
		if at := forPeople.FindStringIndex(low); at != nil {
			starts = append([][]int{{0, at[1] - 1}}, starts...)
		}
		for _, at := range starts {
			rest := low[at[1]:min(len(low), at[1]+120)]
			if i := upToHere.FindStringIndex(rest); i != nil {
				rest = rest[:i[0]]
			}
			if noAim.MatchString(low[:at[0]]) || anyone.MatchString(rest) || noPeople.MatchString(rest) {
				continue
			}
			if i := caredFor.FindStringIndex(rest); i != nil {
				rest = rest[:i[1]]
			}
			for _, a := range all {
				if len(out) >= maxFacts || slices.ContainsFunc(out, func(b Audience) bool { return b.ID == a.ID }) {
					continue
				}
				if word := phraseIn(rest, a.Words); word != nil {
					out = append(out, Audience{Span: t.span(s.start+at[0], s.start+at[1]+word[1]), ID: a.ID})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Audience) int { return a.End - b.End })
	return out
}

// phraseIn finds the first of the phrases that stands in a text as a whole, in one or many.
func phraseIn(low string, phrases []string) []int {
	for _, phrase := range phrases {
		phrase = strings.ToLower(phrase)
		for from := 0; phrase != ""; {
			i := strings.Index(low[from:], phrase)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(phrase)
			from = end
			for _, many := range []string{"'s", "s", "es"} {
				if rest, ok := strings.CutPrefix(low[end:], many); ok && (rest == "" || !isWordByte(rest[0])) {
					end += len(many)
					break
				}
			}
			if (start == 0 || !isWordByte(low[start-1]) && low[start-1] != '-') && (end == len(low) || !isWordByte(low[end]) && low[end] != '-') {
				return []int{start, end}
			}
		}
	}
	return nil
}
