package prose

import "fingerpost/data/pattern"

// The words that a place goes by, and that it is kept from people by. A person may be in danger where they are not known:
// many ways to say it are read, and one too many does less harm than one too few.
const (
	itsPlace = `(?:(?:full |exact |street |postal |physical |home |meeting |refuge |venue )?(?:address(?:es)?|locations?|whereabouts|venues?)(?: details)?)`
	itsWhere = `(?:where (?:we are|we meet|we're|it is|it's|it meets|they are|they're|she is|that is|this is|(?:the|our|any|these|those|each|its) [a-z' -]{3,30}? (?:is|are|meets?)|you(?:'ll| will)? (?:be|meet|stay)))`
	kept     = `(?:confidential|secret|private|withheld|undisclosed|unpublished|hidden|not (?:disclosed|published|given out|given here|made public|public|publicly available|shown|shared|advertised|listed|stated|printed)|never (?:disclosed|published|given out|made public|shared|shown))`
	denies   = `(?:never|not|don't|won't|cannot|can't|unable to|not able to|mustn't|must not)`
	tells    = `(?:publish|give out|give|disclose|share|reveal|list|advertise|print|show|say|put|post|state|tell|display|make public|release|divulge)`
	givenBy  = `(?:referral|referrals|booking|assessment|acceptance|enquiry|contact|application|request|registration|registering|a (?:phone |first |safe )*(?:call|chat|conversation|assessment|referral|place)|you (?:have )?(?:(?:call|book|register|contact|join)(?:ed)?|ring|rung|apply|applied|speak|spoken|are offered|have a place|get a place)|we(?:'ve| have) (?:spoken|talked|met)|you've (?:spoken|talked|rung|called|booked))`
)

// withheld are the ways in which a text says that the place must not be known.
var withheld = []*pattern.Pattern{
	pattern.MustCompile(`\basked (?:us )?not to ` + tells + ` (?:the |her |his |their )?` + itsPlace),
	pattern.MustCompile(`\b` + denies + ` (?:[a-z]+ ){0,2}?` + tells + ` (?:anybody |anyone |people |you )?(?:out |publicly |online )?(?:(?:the|our|its|their|any|this|that|her|his) ){0,2}` + itsPlace + `\b`),
	pattern.MustCompile(`\b` + denies + ` (?:[a-z]+ ){0,2}?` + tells + ` (?:anybody |anyone |people |you )?(?:publicly |online )?` + itsWhere),
	pattern.MustCompile(`\b` + denies + ` tell (?:anybody|anyone|people|you) where\b`),
	pattern.MustCompile(`\b` + itsPlace + `(?: of (?:the|our|each|all) [^.;,:]{3,40}?)? (?:is |are |remains? |will be |must be |must remain |has to be |stays? |being )(?:always |kept |held |strictly |completely |also |a |treated as |be )*` + kept + `\b`),
	pattern.MustCompile(`\b` + itsPlace + `(?: ?: | - | )(?:is |this is )?(?:strictly |completely |kept )*(?:confidential|secret|withheld|undisclosed|not (?:disclosed|published|given out|made public|publicly available|shown|shared)|(?:available|given|sent|supplied|provided) (?:up)?on (?:request|referral|enquiry|application|booking|acceptance))\b`),
	pattern.MustCompile(`^\W*(?:where|place|venue): ?(?:this is |strictly )?(?:confidential|secret|withheld|undisclosed)\b`),
	pattern.MustCompile(`\b(?:confidential|secret|undisclosed|unpublished|discreet and secure) (?:address|location|venue|refuge|place|building|house|premises)\b`),
	pattern.MustCompile(`\b(?:keep|keeps|keeping|kept) (?:(?:the|our|its|their|this|all|of) ){0,3}` + itsPlace + ` (?:strictly |completely )?(?:a )?(?:private|secret|confidential|hidden|to (?:ourselves|themselves)|off )`),
	pattern.MustCompile(`\b(?:no|without an?|without the) (?:address|location) (?:is |are )?(?:given|shown|published|listed|here|on this)`),
	pattern.MustCompile(`\b` + denies + ` (?:find|see) (?:an|our|its|the|any) (?:address|location)\b`),
	pattern.MustCompile(`\b` + itsPlace + ` (?:is |are |will be |can be |is only |are only )?(?:only )?(?:given|provided|disclosed|shared|supplied|sent|told|released|confirmed|passed on)(?: out)?(?: to [a-z ]{2,30}?)? (?:only )?(?:on|upon|after|at|when|once|following)(?: the| your| first| a)* ` + givenBy + `\b`),
	pattern.MustCompile(`\b(?:(?:give|send|tell|text|email) you (?:the |our |its )?` + itsPlace + `|(?:told|tell you) where (?:to (?:come|go|meet)|it is|we are|we meet))\b[^.;]{0,30}\b(?:when|once|after|if) ` + givenBy + `\b`),
	pattern.MustCompile(`\b(?:when|once|after) [^.;]{3,60}? (?:we(?:'ll| will| can)|a worker will|someone will|our team will|staff will) (?:give you|tell you|send you|let you know) (?:the |our |its )?(?:` + itsPlace + `|where (?:to (?:come|go)|it is|we are))\b`),
	pattern.MustCompile(`\b(?:ring|call|phone|contact|email|text|message|ask|apply)(?: to)?(?: us| me| her| him| them)?(?: first)? for (?:the |our |full |an? |more )*address\b`),
	pattern.MustCompile(`\bcyfeiriad(?:au)?\b[^.;]{0,25}\b(?:gyfrinachol|cyfrinachol|yn gyfrinach)`),
}
