package prose

import (
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Closed is what the text says of a service that is no longer there, or not now.
type Closed struct {
	Span
	Status data.Status `json:"status"` // [data.Defunct] or [data.TemporarilyClosed]
}

var (
	// othersAddress is an address that is not the service's.
	othersAddress = pattern.MustCompile(`\b(?:your|e-?mail|ip|web|personal) address|\byour (?:location|whereabouts)\b|\b(?:do not|don't|won't) (?:need|have) to (?:give|show|tell|share)\b`)

	pausing = pattern.MustCompile(`\b(?:is|are)(?:n't| not) (?:currently )?(?:running|meeting|taking place|open|operating|available)(?: at the moment| at present| currently| for now| for the time being| until further notice| until (?:the )?(?:spring|summer|autumn|new year|easter|january|february|march|april|may|june|july|august|september|october|november|december))\b|^ ?(?:currently )?not (?:currently )?(?:running|meeting|taking place|operating)(?: at the moment| at present| currently| for now| this term)?[.,!]|\b(?:on hold|paused|taking a break|having a break) (?:at the moment|at present|until|for now|for the time being)\b|\b(?:temporarily (?:closed|suspended)|closed temporarily|(?:closed|suspended|paused|cancelled) until further notice|(?:is |are )(?:currently |temporarily )(?:suspended|paused|not running|on hold)|(?:currently )?closed (?:for|due to) (?:refurbishment|repairs?|building work|flood\w*|fire|renovation|maintenance))\b`)
	gone    = pattern.MustCompile(`\b(?:(?:is |are |been |now )?(?:permanently closed|closed permanently)|(?:has|have) now closed|(?:has|have) (?:now )?closed (?:its|our|their) doors|(?:has|have) (?:now )?closed (?:down|for good|permanently)|(?:is |are )?(?:now |sadly )?no longer (?:running|operating|operational|in operation|exists?|taking place|meeting|meets|runs|operates|offered|open)|(?:has|have) ceased (?:to operate|operating|trading|to exist)|(?:has|have) (?:now |sadly )?(?:disbanded|folded|wound up|been wound up))\b`)
	// subject is what must be closed: the service, not its car park. A line may also begin with the words.
	subject = pattern.MustCompile(`(?:^|\b(?:this|the|our|we|it|has|[a-z']+) (?:[a-z'&-]+ ){0,4}?)(?:service|services|group|club|project|charity|caf[eé]|centre|scheme|programme|hub|helpline|drop-in|foodbank|food bank|pantry|library|clinic|choir|organisation|trust|society|shed|branch|refuge|session|sessions|meetings|playgroup|nursery|we|it|this|is|are|has|have|now|please note:?|sorry,?)?[ ,:-]*$`)
	// elseClosed is what else closes.
	elseClosed = pattern.MustCompile(`\b(?:car park|parking|toilets?|lift|road|street|bridge|entrance|door|shop|page|comments|phone lines?|lines|waiting lists?|applications?|funding|fund|grants?|survey|consultation|registration|bookings?|vacancy|post|new referrals|to referrals|referrals|to new|competition|nominations|ticket|tickets|election|kitchen|pool|gym|playground|path|footpath|account|season|round|window|form|thread|topic|scheme's|office)\b`)
	notClosed  = pattern.MustCompile(`\b(?:if|when|whenever|should|unless|was|were|will|would|might|may|could|not permanently|reopen\w*|re-open\w*|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|bank holidays?|christmas|during|threat\w*|campaign\w*|worr\w*|people who|those who)\b`)
)

// Withheld are the words by which the text says that the place must not be known. It is better to withhold an address once
// too often: a hope or a condition counts here too.
func (t *Text) Withheld() []Span {
	var out []Span
	for _, s := range t.sentences {
		low, _ := t.of(s)
		if !mentions(low, "address", "location", "whereabouts", "venue", "refuge", "where", "secret", "cyfeiriad") || othersAddress.MatchString(low) {
			continue
		}
		for _, way := range withheld {
			if at := way.FindStringIndex(low); at != nil {
				out = appendSpan(out, t.span(s.start+at[0], s.start+at[1]))
				break
			}
		}
	}
	return out
}

// Closed reads whether the service is closed for good or for a time. Days on which it is closed are hours, and a story of
// one that was closed is none of its own.
func (t *Text) Closed() []Closed {
	var out []Closed
	for _, s := range t.sentences {
		low, _ := t.of(s)
		if !mentions(low, "clos", "suspend", "paus", "cancelled", "on hold", "running", "taking a break", "having a break", " not ", "n't ", "no longer", "ceased", "disbanded", "folded", "wound up") {
			continue
		}
		if strings.HasSuffix(low, "?") || elseClosed.MatchString(low) || len(out) >= maxFacts {
			continue
		}
		if at := pausing.FindStringIndex(low); at != nil && !denied.MatchString(low[:at[0]]) && !strings.Contains(low, " if ") {
			out = append(out, Closed{Span: t.span(s.start+at[0], s.start+at[1]), Status: data.TemporarilyClosed})
			continue
		}
		if at := gone.FindStringIndex(low); at != nil && !notClosed.MatchString(low) && subject.MatchString(low[:at[0]]) && !denied.MatchString(low[:at[0]]) {
			out = append(out, Closed{Span: t.span(s.start+at[0], s.start+at[1]), Status: data.Defunct})
		}
	}
	return out
}
