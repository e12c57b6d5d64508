package prose

import (
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Entry is how people get in, as the text says it.
type Entry struct {
	// Referral is none where anyone may come of their own accord, even where others may send people as well.
	Referral data.Referral
	Booking  Booking
	Referred []Span // the words about referral
	Booked   []Span // the words about booking
}

// Booking says whether a place must be booked. Empty: not said.
type Booking string

const (
	BookingNone   Booking = "none"
	BookingNeeded Booking = "needed"
)

var (
	// unreferred are the words by which anyone may come.
	unreferred = pattern.MustCompile(`\b(?:all|everyone|everybody|anyone|anybody|new members|newcomers) (?:are|is) (?:very |always |most )?welcome to (?:just )?(?:come along|join (?:us|in)|drop in|turn up|attend|pop in)\b|\bbook (?:a [a-z ]{3,25} |your place |a place )?(?:at the (?:library|counter|desk|reception|door)|on 0[0-9]|by (?:ringing|calling|phoning|emailing)|online|via the|through the website)\b|\b(?:ring|call|phone|text) (?:[a-z]+ )?by (?:the )?(?:monday|tuesday|wednesday|thursday|friday|day before)\b|\b(?:nobody|no one|noone|no-one) (?:has|needs) to (?:refer|send) (?:you|people|anyone|them)\b|\b(?:do not|don't|does not|doesn't) need to be (?:sent|referred)\b|\b(?:simply|just|or|can|may) (?:walk|drop|pop|call|turn up|come along|come|turn) ?(?:in|along|up)?\b(?: with| on the| to any| between| at any)|^ ?(?:just |simply |please )?(?:drop in|walk in|turn up|come along|pop in)\b|\bno, (?:you can |please )?(?:just )?(?:come|walk|drop|turn)\b|\b(?:you can|people can|or) (?:simply |just )?(?:walk|drop|pop) in\b|\bsimply walk in\b|\b(?:ask|apply|sign up|register|enrol|book)(?: for (?:[a-z]+ ){1,3})? yourself\b|\b(?:ask|ring|call) for [a-z ]{2,25} yourself\b|\bput your own name down\b|\b(?:no|without) (?:sign-up|signing up|registration|forms?|membership)(?: (?:is )?(?:needed|required|necessary|sheet|beforehand))\b|\bno need to (?:say you are coming|sign up|register|be a member|join)\b|\b(?:come|join us) (?:whenever|as you are|any week|any time)\b|\bnothing to (?:join|sign)\b|\b(?:you can|to join,?) (?:ring|call|come in|phone|contact)\b[^.;]{0,20}\b(?:yourself|yourselves|while we're open)|\b(?:ring|call|phone|contact|text|email) (?:us|the [a-z ]{2,20}) (?:directly )?to (?:join|book|register|sign up|get started|arrange|make an appointment)\b|\bself[ -]referr(?:er|als?)\b|\bno (?:referral|voucher)s?(?:,| or | and )[^.;]{0,30}\b(?:needed|required|necessary|voucher|referral|forms?)\b|\bopen to (?:all|everyone|anyone)[,.]? (?:just|no need|no booking)\b|\b(?:come|just come|pop) along\b(?: on the day|[,.!;:]| or| and)|\bdrop[ -]in(?:s| sessions?| groups?| clinics?| caf[eé]s?| service| advice| hours| times?| centre| any ?time| between| from| on| to (?:see|meet|chat)|,|\.|$)|` +
		`\b(?:just )?(?:turn|come|pop|walk) (?:along|up|in)\b(?: on (?:the day|the night)| any ?time| without|,|\.|!|$)|\bjust (?:turn up|come along|pop in|drop in|walk in)\b|\bwalk[ -]ins? (?:are )?(?:welcome|accepted|available)\b|` +
		`\bself[ -]?refer(?:ral|rals|s|red)?\b|\brefer yourself\b|\bpeople can refer themselves\b|` +
		`\b(?:anyone|everyone|anybody) (?:can|may|is welcome to) (?:just )?(?:come|join|attend|drop in|turn up|refer themselves)\b|\bopen access\b|\b(?:no need|do not need|don't need) to (?:ring|call|phone|email|let us know|tell us|register)(?: us)?(?: first| before| beforehand)?\b|\byou can (?:ask for one|contact us|ring us|call us|come to us) yourself\b|\b(?:do not|don't) need (?:anybody|anyone|a professional) to refer you\b|\b(?:ring|call|phone|text|contact) us yourself\b|\bring [0-9 ]{9,14} yourself\b|` +
		`\b(?:just )?call in\b(?: or| any ?time|,|\.|!|$)|\bto (?:book|save|reserve)\b[^.;]{0,30}(?:ring|call|phone|email|text)\b|\b(?:ring|call|phone) [a-z]{2,20} (?:by [a-z ]{3,30} )?to book\b|\bto make an appointment,? (?:ring|call|phone|email|contact)\b|\b(?:ring|text|call|phone)(?: or (?:ring|text|call|phone|email))? us before you come\b|\bbook (?:your first [a-z]+ )?(?:by (?:phone|telephone|text|email|whatsapp)|with the [a-z ]{2,20}team)\b`)
	// noReferral denies a referral.
	noReferral = pattern.MustCompile(`\b(?:do not|don't) (?:have to|need to) have (?:a |any )?(?:[a-z ]{2,40},? or have a )?referral\b|\b(?:no|without|never need|don't need|do not need) (?:a |any )?(?:food ?bank )?(?:referrals?|vouchers?)(?:,| or| and)? (?:a |any )?(?:referrals?|vouchers?|forms?)\b|\b(?:you )?(?:do not|don't) need a voucher\b|\bno vouchers?\b|\b(?:no one|nobody) has to (?:send|refer) you\b|\b(?:no|without an?|without any) (?:formal |gp |professional )?referrals? ?(?:is |are )?(?:needed|necessary|required|form)?\b|\b(?:do not|don't|does not|doesn't|no) need (?:a |any |to be )(?:gp |formal )?referr?(?:al|ed)\b|\breferrals? (?:is|are) not (?:needed|necessary|required)\b`)
	// notYet is what stands before "come along" where something is to be done first.
	notYet = pattern.MustCompile(`\b(?:before|when|if|until|once|after|time) (?:you|they|your)\b[^.;]{0,25}$`)
	// otherDrops are what "drop in" means beside that.
	otherDrops = pattern.MustCompile(`\bdrop in (?:income|temperature|price|the|your|numbers|confidence|mood|blood)|\b(?:a|the|big|sharp|sudden) drop in\b`)

	referralNeeded = pattern.MustCompile(`\b(?:not able|unable) to (?:accept|take|see) (?:people|anyone|those|families|anybody) who (?:self[ -]refer|refer themselves|come along on their own)\b|\b(?:cannot|can't|do not|don't) (?:accept|take|see) (?:people|anyone|those|families|anybody) who (?:self[ -]refer|refer themselves)\b|\bprofessional makes? the referral\b|\b(?:must|need to|have to) come through (?:a |an |your |the )\w+|\breferrals? (?:must|should|need to|have to|can only) (?:come|be made|be) (?:from|by|through|via)\b|\b(?:through|via|by) (?:a )?(?:gp|social worker|professional|health visitor|agency) referral\b|\b(?:gp|professional|agency|social work|medical) referrals? (?:is |are )?(?:only|required|needed|essential)\b|\breferred by (?:a |an |your |their )?(?:gp|doctor|social worker|health visitor|professional|agency|school|midwife|health professional)\b[^.;]{0,20}\b(?:only|is required|required)|\b(?:will need|need|must have|requires?) (?:a |an )?referral from\b|\byour? (?:gp|doctor|social worker|health visitor|midwife|school|nurse) (?:must|has to|needs to|will need to) (?:refer|send)\b|\breferral (?:is )?(?:needed|required|necessary|essential)\b|\b(?:by|through|via|on) (?:professional |gp |agency )?referrals? only\b|\breferrals? only\b|\breferrals? (?:from [a-z ,]{2,60} )?(?:is|are) (?:required|needed|necessary|essential)\b|` +
		`\b(?:need|needs|must|have|has|will need) (?:to )?be referred\b|\b(?:referrals? must be made|must be referred) (?:by|through|via) (?:a |an |your |the |another )?\w+|\brequires? an? (?:gp |professional |formal )?referral\b|\b(?:need|must have|have to have|you will need) an? (?:gp |professional |formal )?referral\b|` +
		`\b(?:your|a) (?:gp|doctor|social worker|health visitor|midwife) (?:can|will|must|needs to|has to) (?:make a referral|refer you)\b|\bask your (?:gp|doctor|social worker|health visitor|midwife) (?:to refer|for a referral)\b|\b(?:do not|don't|cannot|can't) (?:accept|take) self[ -]?referrals\b|\bno self[ -]?referrals?\b|\bself[ -]?referrals? (?:are|is) not\b|` +
		`\breferrals? (?:are )?(?:only )?accepted (?:only )?(?:from|by) (?:professionals|agencies) only\b|\bwe only accept referrals from\b|\breferrals? (?:are )?only accepted\b|\bcan only (?:take|accept) referrals\b|\b(?:professional|social worker|school|gp|doctor|health visitor) (?:needs|has) to refer\b|\bask your [a-z ]{2,40} to refer you\b|\b(?:(?:must|need to|have to) (?:bring|have)|will need|need) a (?:food bank |foodbank )?voucher from\b|\bwe (?:only )?take [a-z ]{3,30} whose [a-z, ]{2,60} (?:has|have) referred them\b`)

	bookingNeeded = pattern.MustCompile(`\bbooking (?:is |in advance is )?(?:essential|required|necessary|needed|recommended|advised|advisable|a must)\b|\bplease book\b|\b(?:must|should|need to|have to|needs to) (?:be )?(?:pre-?)?book(?:ed)?\b|\bbook (?:a|your) (?:place|space|slot|appointment)\b|\b(?:book|booked|booking) in advance\b|\b(?:by|strictly by) (?:prior )?appointment\b|\bappointments? (?:is |are |must be )?(?:required|necessary|needed|essential|only|made in advance|booked)\b|\badvance booking\b|\bpre-?booking\b|\bneed an appointment\b`)
	bookingNone   = pattern.MustCompile(`\bno (?:need|requirement) to (?:pre-?)?book\b|\b(?:no|without an?|without) (?:prior |advance |pre-?)?(?:appointment|booking)s? ?(?:is |are )?(?:needed|necessary|required|essential)?\b|\b(?:booking|appointments?) (?:is |are )?not (?:needed|necessary|required|essential)\b|\b(?:don't|do not) need (?:to (?:pre-?)?book|an appointment|to make an appointment)\b`)
	otherBooking  = pattern.MustCompile(`\b(?:room|hall|venue|hire|party|parties|flight|ticket|tickets|holiday|minibus|transport|interpreter|gp appointment|taxi|trip|library)\b`)
)

// Entry reads how people get in. "Self-referral or GP referral" needs none.
func (t *Text) Entry() Entry {
	var e Entry
	var open, needed, book, free bool
	var own, only bool // it is said outright that people may send themselves, that others must
	for _, s := range t.sentences {
		low, _ := t.of(s)
		if !mentions(low, "refer", "drop", "turn", "come", "walk", "pop", "book", "appointment", "anyone", "everyone", "anybody", "open access", "ring", "call", "phone", "text", "contact", "yourself", "voucher", "nobody", "no one", "send", "sent", "welcome", "apply", "sign", "regist", "enrol", "join", "pay", "served", "own ", "nothing to", "door", " know by", "asked", "ordered", "prescribed") {
			continue
		}
		refer := func(at []int) { e.Referred = appendSpan(e.Referred, t.span(s.start+at[0], s.start+at[1])) }
		booked := func(at []int) { e.Booked = appendSpan(e.Booked, t.span(s.start+at[0], s.start+at[1])) }
		if low[len(low)-1] == '?' || wished.MatchString(readerWish.ReplaceAllString(low, "")) {
			continue
		}
		referring, booking := mentions(low, "refer", "voucher"), mentions(low, "book", "appointment")
		if at := found(referralNeeded, low, referring); at != nil {
			needed = true
			only = only || flatly.MatchString(low[at[0]:at[1]])
			refer(at)
		}
		if at := found(onceSent, low, referring); at != nil {
			needed, only = true, true
			refer(at)
		} else if at := found(sentOnly, low, referring); at != nil && !sentOn.MatchString(low[:at[0]]) {
			needed, only = true, true
			refer(at)
		} else if at := found(noReferral, low, referring); at != nil {
			open, own = true, true
			refer(at)
		} else if at := found(unsent, low, referring); at != nil {
			open, own = true, true
			refer(at)
		} else if at := found(oneself, low, referring || mentions(low, "direct", "yourself", "themselves")); at != nil && !denied.MatchString(low[:at[0]]) {
			open, own = true, true
			refer(at)
		} else if at := found(sent, low, referring); at != nil && !sentOn.MatchString(low[:at[0]]) {
			needed = true
			refer(at)
		} else if at := asksFor.FindStringIndex(low); at != nil {
			needed = true
			refer(at)
		} else if at := openDoor.FindStringIndex(low); at != nil && !otherBooking.MatchString(low) {
			open = true
			refer(at)
		} else if at := forYou.FindStringIndex(low); at != nil && !denied.MatchString(low[:at[0]]) {
			open = true
			refer(at)
		} else if m := ringUp.FindStringSubmatchIndex(low); m != nil && (m[2] < 0 || !others.MatchString(low[m[2]:m[3]])) && !denied.MatchString(low[:m[0]]) && !theyRing.MatchString(low[:m[0]]) && !otherBooking.MatchString(low) {
			open = true
			refer(m)
		} else if at := says(low, unreferred); at != nil && !otherDrops.MatchString(low) && !notYet.MatchString(low[:at[0]]) {
			open, own = true, own || strings.Contains(low[at[0]:at[1]], "refer")
			refer(at)
		}
		if !booking {
			continue
		}
		if at := bookingNone.FindStringIndex(low); at != nil {
			free = true
			booked(at)
			if !otherBooking.MatchString(low) { // who needs no appointment needs nobody to send them
				open = true
				refer(at)
			}
		} else if at := says(low, bookingNeeded); at != nil && !otherBooking.MatchString(low) {
			book = true
			booked(at)
		}
	}
	switch {
	case open && (own || !only):
		e.Referral = data.ReferralNone
	case needed:
		e.Referral = data.ReferralNeeded
	}
	switch {
	case book && free: // of two things that the page speaks of
	case book:
		e.Booking = BookingNeeded
	case free:
		e.Booking = BookingNone
	}
	return e
}

// found looks for a pattern where a word was seen that it cannot do without.
func found(re *pattern.Pattern, low string, may bool) []int {
	if !may {
		return nil
	}
	return re.FindStringIndex(low)
}

func appendSpan(all []Span, s Span) []Span {
	if len(all) >= maxFacts {
		return all
	}
	return append(all, s)
}
