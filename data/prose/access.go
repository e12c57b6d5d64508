package prose

import (
	"strings"

	"fingerpost/data/pattern"
)

// AccessKind is one thing about getting into a place and using it.
type AccessKind string

const (
	StepFree       AccessKind = "step-free"
	Wheelchair     AccessKind = "wheelchair"
	Toilet         AccessKind = "accessible toilet"
	HearingLoop    AccessKind = "hearing loop"
	Parking        AccessKind = "parking"
	Lift           AccessKind = "lift"
	SignLanguage   AccessKind = "sign language"
	AssistanceDogs AccessKind = "assistance dogs"
	QuietSpace     AccessKind = "quiet space"
)

// Access is one thing that the text says of a place. Lacking is that it is not there, which is a fact of its own.
type Access struct {
	Span
	Kind    AccessKind `json:"kind"`
	Lacking bool       `json:"lacking,omitempty"`
}

// accessWords are how each is said to be there, so that wheelchair basketball, a lift home and steps to recovery are not.
var accessWords = []struct {
	kind AccessKind
	re   *pattern.Pattern
}{
	{StepFree, pattern.MustCompile(`\bstep[ -]free\b|\b(?:is|are|all) on the level\b|\blevel (?:tarmac|paved|surfaced) path\b|\b(?:flat|flush|level) (?:access|entry|entrance|threshold)\b|\ball on (?:one|the same) (?:level|floor)\b|\b(?:is|are|all) (?:all )?on one level\b|\bno step\b|\bwithout (?:any )?steps\b|\blevel (?:from|throughout|all the way)\b|\ba ramp (?:leads|goes|takes|runs)\b|\b(?:side|front|back|rear|main) ramp\b|^ ?ramp(?:s|ed)?\b|\b(?:portable|permanent|wheelchair|access) ramps?\b|\b(?:with|by|via) (?:a |the )?ramps?\b|\(ramp\b|\blevel (?:access|entry|entrance)\b|\bno steps\b|\bramped (?:access|entrance)\b|\bramp (?:access|to|at|up|into|in|by)\b|\b(?:there is|there's|has|have|with|we have) a ramp\b`)},
	{Wheelchair, pattern.MustCompile(`\bwheelchair[ -](?:accessible|access|friendly|ramp|users? (?:are )?welcome|users can)\b|\b(?:accessible|suitable|access|fine|ok) (?:to|for|by) (?:all )?wheelchair(?:s| users)?\b|\bfully accessible\b`)},
	{Toilet, pattern.MustCompile(`\b(?:accessible|disabled|adapted) w\.? ?c\b|\btoilets? (?:are|is) (?:fully )?(?:wheelchair )?accessible\b|\b(?:accessible|disabled|adapted) (?:[a-z]+ and )?(?:washrooms?|bathrooms?|toilet facilities|facilities and toilets?)\b|\b(?:accessible|disabled|wheelchair-accessible|adapted) (?:toilets?|wc|loos?)\b|\bchanging places toilet\b|\baccessible changing and toilets?\b|\b(?:toilets?|loos?) (?:that (?:fits?|takes?|is suitable for|are suitable for) (?:a )?wheelchairs?|for (?:wheelchair users|disabled people|people in wheelchairs))\b|\btoilets?\b[^.;,]{0,25} (?:is|are) accessible\b`)},
	{HearingLoop, pattern.MustCompile(`\ba loop for\b|\b(?:toilets?|ramp|lift|loo|parking) and a loop\b|\bloop for (?:people with )?hearing\b|^ ?(?:hearing )?loop ?[.,]?$|\b(?:has|have|with) (?:a |an )?(?:hearing |induction )?loop\b|\b(?:hearing|induction|audio)[ -](?:induction )?loops?\b|\bloop system\b|\bloop for hearing[ -]aids?\b|\bloop (?:is )?(?:fitted|installed|available)\b`)},
	{Parking, pattern.MustCompile(`\b(?:plenty of |lots of )?(?:room|space|places?) to park\b|\bblue badge (?:bays?|spaces?|parking|places)\b|\bdisabled (?:bays?|spaces)\b|\b(?:a|own|large|small|free|public|big|and) (?:[a-z]+ )?car park\b|^ ?(?:free )?(?:car )?park(?:ing)?(?: with [0-9]+ spaces| behind [a-z ]{3,20}| on site| available)?[.,]?$|\byou can park\b|\bcar park with\b|\bcar park (?:behind|next to|beside|outside|in front)\b|\b(?:free|on-?site|on site|disabled|accessible|blue badge|ample|limited|street|off-street|on-street|customer) (?:car )?parking\b|\bparking (?:is )?(?:available|on site|spaces|at the|for disabled|outside)\b|\b(?:there is|has|have|with|use) (?:a |an |its own |our |the )?(?:[a-z]+ ){0,2}car park\b|\bblue badge (?:spaces|bays)\b|\b(?:plenty of|lots of|easy) parking\b|\bfree car park\b|\b(?:access|entrance|entry) from (?:the|our) (?:[a-z]+ )?car park\b|\bparking\b(?:[,.]|$)`)},
	{Lift, pattern.MustCompile(`^ ?lifts? ?[.,]?$|(?:^|: ?) ?lift (?:from|to|up) |\bthere's a (?:passenger |platform )?lift\b(?: to| in| at| up| and|[,.;)]|$)|\blift (?:access|to (?:all|the|each|every|upper|first))\b|\b(?:there is|has|have|by|with|via) a (?:passenger |platform )?lift\b|\blift available\b|\band a lift\b|\bpassenger lift\b|\b(?:no|the) lift\b(?: is| to| in the|,|\.|$)`)},
	{SignLanguage, pattern.MustCompile(`\b(?:bsl|british sign language|sign language) (?:interpret(?:er|ers|ing|ation)|interpreted|users? (?:are )?welcome|signers?|support|trained|(?:is |are )?available)\b`)},
	{AssistanceDogs, pattern.MustCompile(`\b(?:guide|assistance|hearing|support)(?: (?:and|or|/) (?:guide|assistance|hearing))? dogs? (?:are |is )?(?:welcome|allowed|accepted|permitted|only)\b|\b(?:except|apart from|other than|welcome) (?:guide|assistance)(?: (?:and|or) (?:hearing|assistance))? dogs\b`)},
	{QuietSpace, pattern.MustCompile(`\bquiet (?:space|room|area|hour|corner)s?\b|\bsensory room\b`)},
}

var (
	// noBehind is the value of a row that says that there is none, and notKnown one that leaves it open.
	noBehind = pattern.MustCompile(`^[a-z ]{0,12}\??:? *[:?] ?(?:no\b|none\b|not\b|n/a|unavailable|false|✗|✘|❌)`)
	notKnown = pattern.MustCompile(`^[a-z ]{0,12}\??:? *[:?] ?(?:unknown|please\b|contact\b|ask\b|to be confirmed|tbc|limited|partial|some\b)`)
	// stepped are the ways in which a text says that there are steps.
	stepped    = pattern.MustCompile(`\b(?:there (?:is|are)|has|have|via|by|up|with|access is) (?:[a-z]+ ){0,4}(?:steps?|stairs|staircase)\b(?: (?:up|down|to|at|into|leading|only|and|in)\b|[,.]|$)|\bflights? of (?:stairs|steps)\b|\bsteps? (?:up|down) (?:to|into) (?:the|our)\b|\b(?:stairs|steps) only\b`)
	notStepped = pattern.MustCompile(`\b(?:steps? to|next steps?|first steps?|(?:12|twelve)[ -]steps?|step by step|take steps|small steps|simple steps|easy steps|stair ?lifts?|doorstep|no steps|without steps)\b`)
	// notOfPlace are sentences about what is given, taught or applied for, not about a place.
	notOfPlace = pattern.MustCompile(`\b(?:basketball|rugby|dance|hire|loans?|borrow|repair|permits?|fines|a fine|tickets?|charges apply to|bab(?:y|ies)|learn|courses?|lessons|level [123]|badge (?:scheme|application|applications|renewal)|advice (?:on|about)|assessments?|grants?|guidance|train(?:ed|s|ing)? (?:guide|assistance)|puppies|sponsor|mood|funding|suspended|enforcement|difficult|tricky|challenging)\b`)
)

// Access reads what the text says of getting into the place and using it.
func (t *Text) Access() []Access {
	var out []Access
	add := func(a Access) {
		for _, b := range out {
			if b.Kind == a.Kind && b.Lacking == a.Lacking {
				return
			}
		}
		out = append(out, a)
	}
	for _, s := range t.sentences {
		low, _ := t.of(s)
		if !mentions(low, "step", "stair", "level", "flat", "flush", "ramp", "wheelchair", "accessib", "toilet", "loo", "w.c", "wc", "loop", "park", "lift", "sign", "bsl", "dog", "quiet", "sensory", "badge") {
			continue
		}
		if strings.HasSuffix(low, "?") || wished.MatchString(low) || conditional.MatchString(low) || notOfPlace.MatchString(low) {
			continue
		}
		for _, words := range accessWords {
			at := words.re.FindStringIndex(low)
			if at == nil {
				continue
			}
			if notKnown.MatchString(low[at[1]:]) {
				continue
			}
			lacking := noBehind.MatchString(low[at[1]:]) || denied.MatchString(low[:at[0]]) || deniedBehind.MatchString(low[at[0]:]) || deniedBehind.MatchString(low[at[1]:])
			switch said := low[at[0]:at[1]]; {
			case strings.HasPrefix(said, "no lift"), words.kind == Parking && strings.Contains(said, " no "): // "there is no car park"
				lacking = true
			case words.kind == AssistanceDogs: // "no dogs except guide dogs"
				lacking = deniedBehind.MatchString(low[at[1]:]) || strings.HasPrefix(low, "no guide")
			}
			add(Access{Span: t.span(s.start+at[0], s.start+at[1]), Kind: words.kind, Lacking: lacking})
		}
		if at := stepped.FindStringIndex(low); at != nil && !notStepped.MatchString(low) && !denied.MatchString(low[:at[0]]) {
			add(Access{Span: t.span(s.start+at[0], s.start+at[1]), Kind: StepFree, Lacking: true})
		}
	}
	return out
}
