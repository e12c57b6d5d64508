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
	aimed = pattern.MustCompile(`(?:'s|'re) for\b|\b(?:(?:is|are|just|only|exclusively|specifically|especially|designed|intended|set up|run|provided|specially) for|aimed at|(?:is |are )?open (?:only )?to|available (?:only )?(?:to|for)|offered to|dedicated to|targeted at|for use by|` +
		`(?:we|which|that|who|charity|service|project|team|group) (?:also )?(?:assess and look after|look after|care for|welcome|welcomes|support|supports|help|helps|work with|works with|supporting|helping)|` +
		`(?:group|groups|club|service|services|support|sessions?|class|classes|activities|help|advice|cafe|café|choir|counselling|therapy|courses?|project|charity|hub|drop-in|meetings?|helpline|line|refuge|accommodation|housing|network|space|place|forum|programme|befriending|training|workshops?|breaks|respite|clinic|team|community|information|day centre) for)\b`)
	// forFolk is a bare "for" with people behind it.
	forFolk   = pattern.MustCompile(`\bfor (?:the |all )?(?:people|those|anyone|anybody|adults|women|men|families|children|parents|carers|deaf|disabled|young people|older people|refugees|toddlers|babies|little ones|mums|dads|bereaved|retired|unpaid|veterans|students|lgbt[a-z+]*|autistic|pensioners|teenagers|(?:under|over)[- ]?[0-9]+s)\b`)
	forPeople = pattern.MustCompile(`^(?:for|supporting|helping) `)
	// forSuch is one with up to three words before the people: "for refugee and migrant women".
	forSuch  = pattern.MustCompile(`\bfor (?:[a-z'+-]+,? (?:and |or |& )?){1,3}(?:people|adults|men|women|families|children|parents|carers|girls|boys|mums|dads|residents|communities|tenants|members|neighbours|learners|patients|students|refugees|veterans)\b`)
	notSuch  = pattern.MustCompile(`^for [^.;]*? (?:with|in|to|at|of|on|by|from|who|that|is|are|our|your|the|an?) |^for (?:hire|an?|your|our|more|each|every|example|this|that|these|many|most|some|ages|years|over|both|what|how|being|[a-z]+ing|free|the (?:first|past|last|same|use|good|benefit))\b`)
	noPeople = pattern.MustCompile(`^ (?:their|his|her|your|more|further|details|info|information|bookings?|enquir|example|instance|many|the (?:past|last)|this|us|[0-9])`)
	// upToHere is where what a thing is for ends.
	upToHere = pattern.MustCompile(`[.;:()!]|\b(?:by|from|because|when|where|whose|run by|led by|including|includes|especially|particularly|such as|like|so that|to help|to get|to meet|to learn|but|except|excluding|not|provided|delivered|whatever|regardless|along with|as well as their|with the help)\b`)
	// caredFor are people whose children, or whom they care for, are named behind them.
	caredFor = pattern.MustCompile(`\b(?:carers?|parents?|famil(?:y|ies)|mums?|dads?|mothers|fathers|grandparents?|people who care) +(?:of|for|whose|to)\b|\b(?:carers?|parents?|mums?|dads?|mothers|fathers|people who care) +with\b`)
	// welcomeOnly is a group that alone may come.
	welcomeOnly = pattern.MustCompile(`\b(?:women|men|girls|ladies|carers|members of the lgbt[a-z+]* community)[- ]only\b`)
	// anyoneAged is everyone of an age, whatever else is said of them: "anyone aged 50 and over, men and women".
	anyoneAged = pattern.MustCompile(`^ any(?:one|body) (?:aged|over|under) [^,.;]{1,30},`)
	anyone     = pattern.MustCompile(`^ (?:all|everyone|everybody|the whole|any age|people of all)\b`)
	noAim      = pattern.MustCompile(`\b(?:not|no|n't|never|nor|without|isn't|aren't|except|look|looking|loos?|toilets?|ramps?|parking|bays?|call(?:ing)?|wait(?:ing)?|cr[eè]ches?|childcare|bursar(?:y|ies)|discounts?|concessions?|reduced|half price|special|separate|up to (?:age |the age of )?[0-9]{1,2}|worked|thanks?|prays?|ask(?:ing)?|campaign(?:s|ing)?|raise|raising|volunteers?|vacanc|jobs?|training (?:course )?for (?:professionals|staff|teachers))\b[^.;]{0,30}$|£[0-9.]+ $`)
)

// Audiences are the groups that sentences say they are for: the words of a group count only there, since a page speaks of
// many people whom it is not for.
func (t *Text) Audiences(all []data.Audience) []Audience {
	var out []Audience
	for _, s := range t.sentences {
		low, _ := t.of(s)
		for _, part := range t.described(s, low) {
			for _, a := range all {
				if word := groupIn(theirOwn(low[part[0]:part[1]]), a); word != nil {
					out = t.addAudience(out, Audience{Span: t.span(s.start+part[0]+word[0], s.start+part[0]+word[1]), ID: a.ID})
				}
			}
		}
		if at := withLittleOnes.FindStringIndex(low); at != nil {
			for _, a := range all {
				if a.ID == "children" || a.ID == "parents" {
					out = t.addAudience(out, Audience{Span: t.span(s.start+at[0], s.start+at[1]), ID: a.ID})
				}
			}
		}
		if a := t.addressed(s, low, all); a != nil {
			out = t.addAudience(out, *a)
		}
		folk := onlyFolk.FindStringIndex(low[:min(len(low), 80)])
		if folk != nil && (len(low) > 80 || strings.HasSuffix(low, ".")) {
			folk = nil
		}
		if folk == nil && !mentions(low, "for", "-only", " only", "welcome", "aimed", "open", "available", "offered", "support", "help", "work", "dedicated", "targeted", "look after", "care for") || strings.HasSuffix(low, "?") {
			continue
		}
		starts := aimed.FindAllStringIndex(low, 10)
		for _, at := range forFolk.FindAllStringIndex(low, 10) {
			starts = append(starts, []int{at[0], at[0] + len("for")})
		}
		for _, at := range forSuch.FindAllStringIndex(low, 5) {
			if !notSuch.MatchString(low[at[0]:]) {
				starts = append(starts, []int{at[0], at[0] + len("for")})
			}
		}
		if folk != nil {
			starts = append(starts, []int{0, 0})
		}
		if at := found(welcomeOnly, low, mentions(low, "only")); at != nil {
			starts = append(starts, []int{at[0], at[0]})
		}
		if at := forPeople.FindStringIndex(low); at != nil {
			starts = append([][]int{{0, at[1] - 1}}, starts...)
		}
		for _, at := range starts {
			rest := theirOwn(low[at[1]:min(len(low), at[1]+120)])
			if i := upToHere.FindStringIndex(rest); i != nil {
				rest = rest[:i[0]]
			}
			if noAim.MatchString(low[:at[0]]) || anyone.MatchString(rest) || noPeople.MatchString(rest) {
				continue
			}
			if i := anyoneAged.FindStringIndex(rest); i != nil {
				rest = rest[:i[1]]
			}
			if i := caredFor.FindStringIndex(rest); i != nil {
				rest = rest[:i[1]]
			}
			for _, a := range all {
				if word := groupIn(rest, a); word != nil {
					out = t.addAudience(out, Audience{Span: t.span(s.start+at[0], s.start+at[1]+word[1]), ID: a.ID})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Audience) int { return a.End - b.End })
	return out
}

// addAudience adds a group that is not yet known.
func (t *Text) addAudience(out []Audience, a Audience) []Audience {
	if len(out) >= maxFacts || slices.ContainsFunc(out, func(b Audience) bool { return b.ID == a.ID }) {
		return out
	}
	return append(out, a)
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
