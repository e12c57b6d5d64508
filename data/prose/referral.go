package prose

import "fingerpost/data/pattern"

// Who sends people and who may come of their own accord is said in too many ways to list. These are read by what stands
// beside the word: a professional, or the reader.

const (
	// sender is somebody who sends people to services.
	sender = `(?:gps?|doctors?|social workers?|health visitors?|midwi(?:fe|ves)|(?:practice |district |school )?nurses?|consultants?|physiotherapists?|professionals?|practitioners?|agenc(?:y|ies)|schools?|hospitals?|(?:[a-z]+ ){0,2}teams?|council(?:'s)?|gateway|front door|single point of access|probation|police|support workers?|key ?workers?|link workers?|social prescribers?|job ?centres?|work coach(?:es)?|adult social care|clinicians?|therapists?|teachers?|case ?workers?|lead professional)`
	// ownAccord is somebody who comes without being sent.
	ownAccord = `(?:you|yourself|yourselves|themselves|anyone|anybody|individuals?|families|family(?: members?)?|friends?|relatives?|parents?|members of the public|self)`
	// upTo40 is what may stand between a word and the sender.
	upTo40 = `[^.;:]{0,40}?\b`
)

var (
	// sentOnly says that only those come who are sent.
	sentOnly = pattern.MustCompile(`\bnot (?:be )?(?:possible|able) (?:for you )?to (?:self[ -]?refer|refer yourself)\b|\b(?:cannot|can't|can not|may not) (?:self[ -]?refer|refer (?:yourself|themselves))\b|\bonly (?:a |your |the )?` + sender + `s? (?:can|may) (?:refer|make)\b|` +
		`\b(?:only )?(?:take|takes|accept|accepts|receive|accepted|taken|work with) (?:only )?referrals? (?:only )?(?:from|through|via|by)\b[^.;]*\bonly\b|\bonly (?:take|takes|accept|accepts|receive)s? (?:people|referrals?|clients|families)\b[^.;]{0,30}\b(?:from|through|via|by|referred)\b|\breferrals? (?:is|are) (?:only )?(?:accepted|taken) (?:only )?(?:from|by|through)\b[^.;]*\bonly\b|` +
		`\b(?:can't|cannot|do not|don't|unable to|not able to)\b[^.;]{0,40}\bwithout (?:a |an )(?:[a-z]+ )?(?:referral|voucher)\b|\bonly (?:help|see|support|accept|work with)\b[^.;]{0,30}\breferred (?:to us|by)\b|\b(?:must|need to|have to|will need to|should) be referred\b|\bneed (?:a|to have a) voucher\b|\b(?:must|needs? to|has to|have to) (?:make|complete|send) (?:the|a) referral\b`)
	// sent says that people are sent, by whom.
	sent = pattern.MustCompile(`\b(?:be|are|is|been) (?:then )?referred(?: (?:to us|to this service|here|in))? (?:by|through|via|from) ` + upTo40 + sender + `\b|\breferrals? (?:is|are) (?:made )?(?:through|via|by) ` + upTo40 + sender + `\b|\b(?:by|through|on|with) (?:an? )?referrals? (?:from|by|through|via) ` + upTo40 + sender + `\b|` +
		`\ball referrals (?:come|are made|must|are|go)\b[^.;]{0,20}\b(?:from|through|via|by)\b|^ ?referrals? (?:through|via|from) (?:the |your |a )?` + upTo40 + sender + `\b|\b` + sender + `(?:,| or [^.;]{3,40}|[^.;]{0,40}) (?:has to|have to|must|needs to|need to|will need to|will|would|should) refer (?:you|people|them)\b|\b` + sender + `,? who (?:can|will|may) refer you\b|\breferral (?:from|by) (?:a |an |your )?` + upTo40 + sender + `\b[^.;]{0,20}\bis (?:required|needed|necessary|essential)\b`)
	// oneself says that people may send themselves, or be sent by anyone.
	oneself = pattern.MustCompile(`\breferrals?\b[^.;]{0,40}\b(?:by|from) (?:[a-z ,]{0,60}\b)?` + ownAccord + `\b|\b(?:anyone|anybody|friends?|relatives?|family|you) (?:can|may) (?:also )?(?:make (?:a|the) referral|refer)\b|\byou,? [^.;]{0,50}\bcan (?:make a referral|refer)\b|\b(?:people|families|parents|carers|patients|women|men|clients|individuals|they|residents|young people) (?:can|may) (?:also )?(?:refer|contact us|book|get in touch)(?: themselves|[^.;]{0,12} themselves| direct(?:ly)?)\b|` +
		`\b(?:contact|call|ring|phone|email|come to|get in touch with) us (?:yourself|direct(?:ly)?)\b|\bget in touch (?:yourself|direct(?:ly)?)\b|\b(?:book|do|ask for|arrange) (?:it|one|a place|a visit) yourself\b|\bopen referral\b`)
	// unsent says that nobody has to be sent.
	unsent = pattern.MustCompile(`\bno need (?:for|of) (?:a |any )?referral\b|\b(?:do not|don't) have to (?:be referred|have a referral)\b|\bthere are no referrals\b|\b(?:isn't|is not|aren't|are not) (?:a |any )?referrals?\b`)
	// forYou says that somebody close may ask for a person, which nobody must who is sent.
	forYou = pattern.MustCompile(`\b(?:friends?|relatives?|family(?: members?)?|neighbours?|carers?|partners?)(?:,| or| and)? [^.;]{0,30}\b(?:can|may|could) (?:also )?(?:call|ring|phone|apply|ask|contact us) (?:for you|on your behalf)\b`)
	// openDoor says that whoever comes is let in, also in a sentence that denies something else: "no charge and nothing to sign".
	openDoor = pattern.MustCompile(`\bnothing to (?:join|sign|fill in)\b|\b(?:put|give) (?:in |down )?your own name\b|\bof your own accord\b|\b(?:anyone|anybody|everyone|everybody) can (?:use|borrow from|have) (?:it|this|the service)\b|\b(?:knock on|chap|come to|ring the bell at) the door (?:during|at) any\b|\bplease let [a-z ]{2,30} know by (?:the (?:day|week|night)|(?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\bplease book with (?:[a-z]+|the [a-z ]{2,20}team)(?: on| at|[.,;]|$)`)
	// asksFor says that a professional has to ask for what is done: "Your consultant refers you to us".
	asksFor = pattern.MustCompile(`\byour [^.;]{0,40}\b` + sender + ` refers you\b|\bif your (?:[^.;]{0,20} or )?(?:[a-z]+ )?(?:gp|doctor|consultant|nurse|midwife|clinician|health visitor) has (?:asked for|requested|ordered) (?:an? )?(?:[a-z-]+ )?(?:tests?|scans?|x-rays?|samples?)\b`)
	// onceSent says that nobody comes before that.
	onceSent = pattern.MustCompile(`\bonly (?:come|join|attend|start|be seen|take part|use [a-z ]{2,20}) (?:once|if|when|after)\b[^.;]{0,60}\breferred\b`)
	// theyRing stands before a word for ringing where it is the service that rings.
	theyRing = pattern.MustCompile(`\b(?:(?:we|they|team|worker|adviser|instructor|nurse|somebody|someone|coordinator) (?:will|'ll|then)|we'll|they'll) (?:then )?$`)
	// readerWish is what the reader may want, which makes no wish of the sentence.
	readerWish = pattern.MustCompile(`\b(?:you|you'd|anyone who|people who) (?:would )?(?:like|wish)\b|\byou plan\b`)
	// ringUp says how to get a place, which anyone may do.
	ringUp = pattern.MustCompile(`\b(?:ring|call|phone|text|e-?mail|contact|whatsapp|speak to|get in touch with|message|a (?:call|ring)|get in touch)\b([^.;]{0,60}?)\bto (?:book|join|register|sign up|reserve|put your name|arrange (?:your|an?) (?:appointment|session|first|time|call|place|slot|chat|assessment|start)|make an appointment|enrol|request)\b|\bfirst[ -]come,?(?: and)? first[ -]served\b|\b(?:do not|don't) have to book\b|` +
		`\bto (?:enrol|join(?: us| in)?|apply|take part|start|book|register|sign up|get a place),? (?:please |just |simply )?(?:ring|call|phone|text|e-?mail|contact|speak to|get in touch)\b|\bbook (?:an?|your) [^.;]{0,25}\bon 0[0-9]|\bnew(?:comers| (?:members|readers|faces|people|singers|players|starters|volunteers and members)) (?:are )?(?:always |very |most |all )*welcome\b`)
	// flatly is how it is said that there is no other way in.
	flatly = pattern.MustCompile(`\b(?:only|must|required|essential|not|cannot|no)\b|n't\b`)
	// others are those of whom somebody else must ask.
	others = pattern.MustCompile(`\b(?:` + sender + `|hire|volunteer|hall|room|minibus|999|111)\b`)
	// sentOn takes back a sentence of sending: it is the service that sends people on, or it is no condition.
	sentOn = pattern.MustCompile(`\b(?:we|us|they|team) (?:can|will|may|could|also|often|sometimes) ?(?:also )?(?:be able to )?refer\b|\b(?:no|not|never|don't|n't) (?:have to |need to )?(?:be )?$`)
)
