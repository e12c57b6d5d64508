package prose

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Way is a way in which the text says that the service is given.
type Way struct {
	Span
	Way data.Way `json:"way"`
}

const wayOffer = `(?:support|advice|help|services?|counselling|sessions?|appointments?|meetings?|groups?|classes|courses?|befriending|therapy|workshops?|mentoring|coaching|clinics?|consultations?|chats?)`

// waySaid are the phrases that say how something is given. How it is booked, paid or asked about is another thing: see
// notGivenSo.
var waySaid = map[data.Way]*pattern.Pattern{
	data.InPerson: pattern.MustCompile(`\b(?:in[ -]person|face[ -]to[ -]face)\b`),
	data.ByPhone: pattern.MustCompile(`\b(?:by|over the|on the|via) (?:tele)?phone\b|\btele(?:phone)? (?:` + wayOffer + `|helpline|friends)\b|\bphone line\b|\bphone (?:support|advice|counselling|befriending|appointments?|sessions?)\b|` +
		`\b(?:our|a|free|confidential|national|24[ -]hour|the) (?:[a-z-]+ ){0,3}helpline\b(?: ?[a-z])|\bphone line\b|\bthis is a tele(?:phone)? service\b|\b(?:rings?|calls?|phones?) you (?:for a chat|each|every|once|regularly|weekly|at home)\b`),
	data.ByText:    pattern.MustCompile(`\b(?:by|via) (?:text(?: message)?|sms|whatsapp)\b|\btext (?:support|service|line|messaging service)\b`),
	data.Online:    pattern.MustCompile(`\bonline (?:` + wayOffer + `|forum|community|chat|therapy)\b|\b(?:via|on|over|by|using) (?:zoom|microsoft teams|video(?: call| link|chat)?|skype|google meet)\b|\b(?:web ?chat|live chat|video calls?)\b|\bjoin (?:us |in )?online\b|\bvirtual (?:` + wayOffer + `)\b|\b` + wayOffer + ` (?:are |is )?(?:held |available |delivered |offered |also )?(?:both )?(?:in[ -]person (?:and|or) |face[ -]to[ -]face (?:and|or) )?online\b`),
	data.HomeVisit: pattern.MustCompile(`\bhome visits?\b|\bhome visiting\b|\bvisits? (?:you|people) (?:at|in) (?:your|their)(?: own)? homes?\b|\b` + wayOffer + ` in (?:your|their)(?: own)? homes?\b|\b(?:come|comes|coming|come out|comes out|calls? round|travel|travels) to (?:you at |you in |your|people's|the person's|their)(?: own)? ?homes?\b|\b(?:come|comes|coming|go|goes) out to you\b|\b(?:takes? place|held|given|delivered|provided|seen|seeing you|see you|visits?|visit you|visits you) (?:in|at) (?:your|the person's|their|people's|a person's|your own|their own|the person's own)(?: own)? homes?\b|\b(?:visits?|sees?|see|helps?|supports?) (?:you|people|them) at home\b|\b(?:one of us|[a-z]+) (?:will|can) come (?:out )?to (?:you|your home)\b|\bvisits? you (?:in|at)(?: your(?: own)?)? home\b|\b(?:we|she|he|they|somebody|someone|one of us|a volunteer|an advis[eo]r) (?:will|can|may)(?: also)? come (?:out )?to you\b|\bin (?:your|their) own homes?\b`),
}

var (
	waysOffered = pattern.MustCompile(`\b(?:` + wayOffer + `|available|offer\w*|deliver\w*|provid\w*|meet|meets|run|runs|give|gives|speak|talk|visit\w*|see|join|line|support\w*|held|helpline|listen\w*|come|comes|chat)\b`)
	notGivenSo  = pattern.MustCompile(`\b(?:book|booked|booking|bookings|register|registration|apply|application|applications|donate|donations?|order|enquir\w*|inquir\w*|complain\w*|complaints?|refer|referrals?|pay|payment|shop|buy|sign up|contact us|get in touch|reach us|feedback|survey|scams?|safety|bullying|abuse online|gambling|shopping|banking|renew|report|hand in|collect|volunteer\w*|interview\w*|fraud|sales?|forms?|training for|stay safe|details|find out more|information about)\b`)
	// helping are volunteers who do something for the reader, and do not stand for a call to become one.
	helping = pattern.MustCompile(`\b(?:an? |our |the )?(?:trained )?volunteers? (?:will |can |who )?(?:visits?|comes?|rings?|calls?|phones?)\b`)
	unable  = pattern.MustCompile(`\b(?:if|when|for (?:people|those|anyone) who) (?:you |they )?(?:cannot|can't|are unable to|are not able to|find it (?:hard|difficult) to|are housebound)[^.;,]{0,30}`)
	// settled is what people do in their homes, whoever visits them.
	settled = pattern.MustCompile(`\b(?:live|living|stay|staying|remain|remaining|independen\w*)\b`)
	alone   = pattern.MustCompile(`^(?:in[ -]person|face[ -]to[ -]face|online|by (?:tele)?phone|telephone|home visits?|by text)(?:(?:,| and| or| &|/)+ ?(?:in[ -]person|face[ -]to[ -]face|online|by (?:tele)?phone|telephone|home visits?|by text))*[.]?$`)
)

// Ways are the ways in which the text plainly says that the service is given.
func (t *Text) Ways() []Way {
	var out []Way
	for _, s := range t.sentences {
		low, _ := t.of(s)
		if !mentions(low, "person", "face", "phone", "tele", "helpline", "text", "sms", "whatsapp", "online", "zoom", "teams", "video", "skype", "meet", "chat", "virtual", "home", "come to you", "come out") {
			continue
		}
		trimmed := strings.TrimSpace(low)
		short := alone.MatchString(trimmed)
		if strings.HasSuffix(low, "?") || wished.MatchString(low) || notGivenSo.MatchString(helping.ReplaceAllString(low, "we visit")) || !short && !waysOffered.MatchString(low) {
			continue
		}
		for _, way := range data.AllWays {
			if slices.ContainsFunc(out, func(w Way) bool { return w.Way == way }) {
				continue
			}
			if way == data.HomeVisit && settled.MatchString(low) {
				continue
			}
			told := low
			switch {
			case way == data.HomeVisit: // "she will come to you if you can't get out" denies nothing
				told = unable.ReplaceAllStringFunc(low, func(said string) string { return strings.Repeat(" ", len(said)) })
			case way == data.ByPhone && strings.Contains(low, "interpret"):
				continue
			}
			if at := says(told, waySaid[way]); at != nil {
				out = append(out, Way{Span: t.span(s.start+at[0], s.start+at[1]), Way: way})
			} else if short && slices.Contains(WaysNamed(trimmed), way) {
				out = append(out, Way{Span: t.whole(s), Way: way})
			}
		}
	}
	return out
}

// wayNames are the names by which feeds and lists call the ways. Open Referral UK 1.0 has four (venue, phone, online, home
// visit); the attending_type of a schedule in 3.0 is free text.
var wayNames = map[data.Way][]string{
	data.InPerson: {"venue", "in person", "face to face", "on site", "onsite", "physical"},
	data.ByPhone:  {"phone", "telephone", "helpline"},
	data.ByText:   {"text", "sms", "text message", "whatsapp"},
	data.Online: {"online", "on line", "virtual", "virtually", "video", "video call", "video conferencing", "zoom", "website", "webchat",
		"web chat", "live chat", "remote", "remotely"},
	data.HomeVisit: {"home visit", "home visits", "home visiting", "at home", "in your home", "own home", "your home"},
}

var notWord = pattern.MustCompile(`[^\pL\d]+`)

// WaysNamed finds the ways that a field names which holds nothing else ("online, in person"), in the order they are shown.
func WaysNamed(field string) []data.Way {
	named := " " + strings.TrimSpace(notWord.ReplaceAllString(strings.ToLower(field), " ")) + " "
	var out []data.Way
	for _, way := range data.AllWays {
		if slices.ContainsFunc(wayNames[way], func(w string) bool { return strings.Contains(named, " "+w+" ") }) ||
			way == data.HomeVisit && named == " home " {
			out = append(out, way)
		}
	}
	return out
}
