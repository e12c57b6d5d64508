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
	data.InPerson: pattern.MustCompile(`\b(?:in[ -]person|face[ -]to[ -]face)\b|\bor (?:we can |we'll )?meet you (?:on|at|in)\b|\b(?:in|at) (?:our|the) (?:[a-z]+ )?(?:rooms?|cent(?:re|er)|hub|office|building|clinic|venue),? (?:or|and) (?:also )?(?:online|(?:on|via|over) (?:zoom|teams|the phone)|by (?:video|phone))\b`),
	data.ByPhone: pattern.MustCompile(`\b(?:by|over the|on the|via) (?:tele)?phone\b|\btele(?:phone)? (?:` + wayOffer + `|helpline|friends)\b|\bphone line\b|\bphone (?:support|advice|counselling|befriending|appointments?|sessions?)\b|` +
		`\b(?:our|a|free|confidential|national|24[ -]hour|the) (?:[a-z-]+ ){0,3}helpline\b(?: ?[a-z])|\ba (?:[a-z0-9-]+,? ){0,3}helpline\b|\bphone service\b|\btelephone friend|\b(?:rings?|calls?|phones?|telephones?) (?:you|people|members) (?:at the same time|(?:[a-z]+ ){0,2}(?:each|every|once|twice) (?:a )?(?:day|week|fortnight|month))\b|\b(?:give|gives) you a (?:call|ring) (?:each|every|once|twice)\b|\bend of the (?:tele)?phone\b|\bthis is a tele(?:phone)? service\b|\b(?:rings?|calls?|phones?) you (?:for a chat|each|every|once|regularly|weekly|at home)\b|` +
		`\b(?:weekly|regular|friendly|daily|fortnightly) (?:(?:phone|telephone|welfare|friendship|friendly|chat) )?(?:phone )?calls?\b|\b(?:our|an?|the|this|free|confidential) (?:[a-z-]+,? ){0,3}(?:advice|listening|support|information|telephone) line\b`),
	data.ByText: pattern.MustCompile(`\b(?:by|via) (?:(?:phone|telephone|email|e-mail|webchat),? (?:or |and )?)+text\b|\b(?:by|via) (?:text(?: message)?|sms|whatsapp)\b|\btext (?:support|service|line|messaging service)\b|\btextline\b`),
	data.Online: pattern.MustCompile(`\bonline (?:` + wayOffer + `|forum|community|chat|therapy)\b|\b(?:via|on|over|by|using) (?:zoom|microsoft teams|video(?: call| link|chat)?|skype|google meet)\b|\b(?:web ?chat|live chat|video calls?)\b|\bjoin (?:us |in )?online\b|\bvirtual (?:coffee|caf[eé]|tea|[a-z]+ (?:groups?|mornings?|sessions?|caf[eé]))\b|\b(?:zoom|video) (?:` + wayOffer + `)\b|\bstreamed live\b|\bit's (?:all )?online\b|\bchat (?:to|with) (?:us|[a-z ]{3,25}) online\b|\bmeets? (?:[a-z]+ ){0,3}online\b|\bvirtual (?:` + wayOffer + `)\b|\b` + wayOffer + ` (?:are |is )?(?:held |available |delivered |offered |also )?(?:both )?(?:in[ -]person (?:and|or) |face[ -]to[ -]face (?:and|or) )?online\b`),
	data.HomeVisit: pattern.MustCompile(`\bhome visits?\b|\bhome visiting\b|\bvisits? (?:you|people) (?:at|in) (?:your|their)(?: own)? homes?\b|\b` + wayOffer + ` in (?:your|their)(?: own)? homes?\b|\b(?:come|comes|coming|come out|comes out|calls? round|travel|travels) to (?:you at |you in |your|people's|the person's|their)(?: own)? ?homes?\b|\b(?:come|comes|coming|go|goes) out to you\b|\b(?:takes? place|held|given|delivered|provided|seen|seeing you|see you|visits?|visit you|visits you) (?:in|at) (?:your|the person's|their|people's|a person's|your own|their own|the person's own)(?: own)? homes?\b|\b(?:visits?|sees?|see|helps?|supports?) (?:you|people|them) at home\b|\b(?:one of us|[a-z]+) (?:will|can) come (?:out )?to (?:you|your home)\b|\bvisits? you (?:in|at)(?: your(?: own)?)? home\b|\b(?:we|she|he|they|somebody|someone|one of us|a volunteer|an advis[eo]r) (?:will|can|may)(?: also)? come (?:out )?to you\b|\b(?:in|at) (?:your|their) own homes?\b|` +
		`\b(?:will |can |may )?visits? (?:you )?(?:(?:each|every|once|twice|weekly|a|week|regularly|fortnightly) ){1,4}(?:at|in) (?:your |their )?(?:own )?homes?\b|\b(?:jobs?|work|visits?|repairs?|appointments?|assessments?|done|seen) (?:[a-z]+ ){0,4}(?:at|in) (?:(?:your|their|people's) )(?:own )?homes?\b|\bvisits? at home\b|\bhome (?:assessments?|appointments?)\b|\bvisiting service\b|\b(?:come|comes) (?:round |over )?to the house\b|\b(?:volunteers?|befrienders?|one of us|we) (?:[a-z]+ ){0,3}calls? round\b|\bhelp at home\b|\bin people's own homes\b|\b(?:here|at the centre|in the office) or at home\b|\bwe (?:can|will|may) (?:also )?visit (?:you )?(?:if|when)\b|\b(?:go|goes|come|comes) into (?:people's|your|their) (?:own )?homes?\b|\bin the homes? of\b|\bvisit(?:s|ing)? (?:you|people|them|clients|members|families) (?:[a-z]+ )?(?:in|at) (?:your |their )?(?:own )?homes?\b|\bin the comfort of your (?:own )?home\b|\b(?:come|comes|coming) (?:out )?to your (?:door|house|home|flat)\b|` +
		`\b(?:we|she|he|they|who|[a-z]*man|workers?|volunteers?|fitter|nurses?|advis[eo]rs?|therapists?|helpers?|carers?|team|staff|champions?) (?:[a-z]+ )?(?:come|comes|travel|travels) (?:out )?to you\b`),
}

var (
	waysOffered = pattern.MustCompile(`\b(?:` + wayOffer + `|rings?|phones?|gives?|round|jobs?|assessments?|it's|visiting|calls? you|available|offer\w*|deliver\w*|provid\w*|meet|meets|run|runs|give|gives|speak|talk|visit\w*|see|join|line|support\w*|held|helpline|listen\w*|come|comes|go into|goes into|homes of|chat)\b`)
	// notGivenSo are sentences of something else that is done online, by phone or in person.
	notGivenSo = pattern.MustCompile(`\b(?:donate|donations?|complain\w*|complaints?|feedback|survey|scams?|safety|bullying|abuse online|gambling|shopping|banking|renew|report|hand in|collect|volunteer\w*|interview\w*|fraud|sales?|training for|stay safe|shop)\b`)
	// askedSo is what stands before a way by which something is asked for, and askedBehind what stands behind it.
	askedSo     = pattern.MustCompile(`\b(?:book\w*|register\w*|registration|appl(?:y|ied|ications?)|order\w*|[ei]nquir\w*|(?:self[ -])?refer\w*|pay|paid|payments?|buy|sign(?:ed)? up|contact (?:us|the|them)|get in touch|reach us|hand in|forms?|details|find out more|information about|tell us|let us know|ask (?:us|for)|cancel\w*)\b[^.;]{0,60}$`)
	askedBehind = pattern.MustCompile(`^[^.;,]{0,20}\b(?:to (?:book|register|apply|arrange|make an appointment|find out|ask|check|confirm|cancel|join)|for (?:more|further|details|information)|form|application|booking|referral)\b`)
	// turn is where a sentence goes on to something else.
	turn = pattern.MustCompile(`, (?:and|then|which|but|who|where|or we)\b|[;:]| - `)
	// helping are volunteers who do something for the reader, and do not stand for a call to become one.
	helping = pattern.MustCompile(`\b(?:from|by|with) an? (?:[a-z]+ ){0,2}volunteer\b|\b(?:an? |our |the )?(?:trained )?volunteers? (?:will |can |who )?(?:visits?|comes?|rings?|calls?|phones?)\b`)
	unable  = pattern.MustCompile(`\b(?:if|when|for (?:people|those|anyone) who) (?:you |they )?(?:cannot|can't|are unable to|are not able to|find it (?:hard|difficult) to|are housebound)\b`)
	// settled is what people do in their homes, whoever visits them.
	settled = pattern.MustCompile(`\b(?:live|living|stay|staying|remain|remaining|independen\w*)\b`)
	oneWay  = `(?:in[ -]person|face[ -]to[ -]face|online|by (?:tele)?phone|telephone|over the (?:tele)?phone|(?:by |via )?video(?: calls?| link)?|(?:on |via )?zoom|(?:on |via )?microsoft teams|(?:on|via) teams|web ?chat|home visits?|(?:at|in) your (?:own )?home|by text)`
	alone   = pattern.MustCompile(`^` + oneWay + `(?:(?:,| and| or| &|/| \+)+ ?(?:phone|text|` + oneWay + `))*[.]?$`)
)

// Ways are the ways in which the text plainly says that the service is given.
func (t *Text) Ways() []Way {
	var out []Way
	for _, s := range t.sentences {
		low, _ := t.of(s)
		if !mentions(low, "person", "face", "phone", "tele", "helpline", "text", "sms", "whatsapp", "online", "zoom", "teams", "video", "skype", "meet", "chat", "virtual", "home", "to you", "come out", "line", "call", "rooms", "phone", "ring", "round", "visit", "live") {
			continue
		}
		trimmed := strings.TrimSpace(low)
		short := alone.MatchString(trimmed)
		if strings.HasSuffix(low, "?") || wished.MatchString(low) || notGivenSo.MatchString(helping.ReplaceAllString(low, "we visit")) || !short && !waysOffered.MatchString(low) {
			continue
		}
		listed, span := waysListed(low)
		for _, way := range listed {
			if !slices.ContainsFunc(out, func(w Way) bool { return w.Way == way }) {
				out = append(out, Way{Span: t.span(s.start+span[0], s.start+span[1]), Way: way})
			}
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
				told = unable.ReplaceAllStringFunc(low, func(said string) string { return said[:2] + strings.Repeat(" ", len(said)-2) })
			case way == data.ByPhone && strings.Contains(low, "helpline number"): // by which another service is told where to ring
				told = strings.ReplaceAll(low, "helpline number", "-------- number")
			case way == data.ByPhone && strings.Contains(low, "interpret"):
				continue
			}
			if at := saysGiven(told, waySaid[way]); at != nil {
				out = append(out, Way{Span: t.span(s.start+at[0], s.start+at[1]), Way: way})
			} else if short && slices.Contains(WaysNamed(byCall.Replace(trimmed)), way) {
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

// saysGiven finds where a sentence says plainly that something is given in a way, and not only asked for in it.
func saysGiven(low string, re *pattern.Pattern) []int {
	if strings.HasSuffix(low, "?") || wished.MatchString(low) {
		return nil
	}
	for _, at := range re.FindAllStringIndex(low, 10) {
		before := low[:at[0]]
		if turns := turn.FindAllStringIndex(before, -1); len(turns) > 0 {
			before = before[turns[len(turns)-1][1]:]
		}
		if !askedSo.MatchString(before) && !askedBehind.MatchString(low[at[1]:]) && !denied.MatchString(low[:at[0]]) && !deniedBehind.MatchString(low[at[1]:]) {
			return at
		}
	}
	return nil
}
