package prose

import (
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Costs are what the text says that the service costs.
type Costs struct {
	Cost   data.Cost // empty: not said
	Said   []Span    // where it says that it is free, paid or either
	Prices []Price
	// CallsFree is that the text says that ringing costs nothing, which is all that a line can cost.
	CallsFree bool
}

var (
	// freely are the ways in which a text says that nothing is paid. What is given away beside the service (parking,
	// tea, a number that is free to ring) is not the service.
	freely = pattern.MustCompile(`\bfree of (?:any )?charge\b|\b(?:no|without) (?:any )?(?:charge|cost|fee)s?\b|\bat no (?:extra )?cost\b|` +
		`\bfree (?:to (?:attend|use|join|access|enter|everyone|all|anyone)|for (?:all|everyone|anyone)|at the point of)\b|` +
		`\bfree,? (?:and |& )?(?:(?:confidential|impartial|independent|weekly|friendly|local|specialist|drop-in|expert|accessible|practical|emotional|legal|nhs|talking|short|regular|monthly|fun|online|telephone|talking|one-to-one|group|debt|welfare|` +
		`advice|community|non-judgemental),? (?:and |& )?){0,4}(?:service|services|support|advice|help|sessions?|class|classes|courses?|groups?|events?|activity|activities|counselling|entry|admission|drop-in|workshops?|club|clinic|programme|meals?|lunch|befriending|mediation|therap(?:y|ies)|treatments?|screening|contraception|advocacy|lessons?|coaching|mentoring)\b|^ ?free and confidential tests?\b|` +
		`\bfree,? (?:(?:[a-z0-9/'-]+,? |and ){0,3})(?:sessions?|support groups?|groups?|class|classes|courses?|workshops?|clubs?|events?|activities|advice|support|service|services)\b|\bcosts? (?:you )?nothing\b|\b(?:does not|doesn't|do not|don't|won't|will not) cost (?:you )?(?:anything|a penny)\b|\bnothing to pay\b|\byou (?:do not|don't) (?:have to )?pay\b|\bfor free\b|\b(?:borrow|have|use|get) [^.;]{3,60} for nothing[.,;!]|^ ?(?:it's |all )?free(?: of course)?(?: ?[,;:(!.-]|$)|` +
		`\b(?:completely|absolutely|totally|entirely|always) free\b|\b(?:is|are|it's|all) free\b|\b(?:cost|price|fee|charge|entry|admission)s? ?[:\-=]? ?(?:free|nil|none)\b|^ ?free ?[.!]?$|£0(?:\.00)?(?:[^.0-9]|\.?$|\. )|\b(?:do not|don't|won't|will not|never) (?:have to )?pay (?:a penny|anything|us)\b|\b(?:offered|provided|given|delivered|run|available)(?: completely| entirely)? free\b|` +
		`\b(?:do not|don't|never|won't|will not) (?:make (?:a|any) )?charge\b|\bno (?:payments?|money) (?:is |are )?(?:needed|required|taken|asked for|changes hands)\b|(?:'s|'re) (?:all |also |completely |always |totally |absolutely |entirely )?free\b|\b(?:need|have) (?:not |to )?(?:spend|pay) nothing\b|\bwithout (?:any )?(?:payment|paying)\b|\bpay nothing\b|\b(?:will not|won't|are not|aren't|never) (?:be )?charged\b|` +
		`^ ?(?:a |an |our |enjoy a )?free (?:[a-z'-]+,? ){0,3}(?:meals?|food parcels?|walks?|swims?|swimming|football|yoga|tuition|tennis|singing|exercise|repairs?|haircuts?|uniforms?|film|concert|training)\b`)
	// freeFolk are the people for whom it is free: all whom it is for, where it names no price that others pay.
	freeFolk = pattern.MustCompile(`\bfree(?: of charge)? (?:for|to) (?:all |any )?(?:people|anyone|anybody|those|adults|families|women|men|children|young people|older people|carers|unpaid carers|patients|residents|parents|refugees|veterans)(?: (?:living|with|affected|aged|in|from|over|under|and|who (?:live|are|have|care)|caring)\b|[.,;]?$|[.] )`)
	// freeBefore and freeAfter are what makes "free" mean another thing, or be of another thing.
	freeBefore = pattern.MustCompile(`\b(?:whenever|when|if|once) [^.;,]{0,25}$|\b(?:not|never|isn't|aren't|longer|feel|if (?:you|they)|when (?:you|we|they)|parking|wi-?fi|refreshments|tea|coffee|calls?|numbers?|lines?|phones?|helpline|transport|travel|bus|buses|cr[eè]che|childcare|lunch|drinks?|snacks?|membership|downloads?|app|guides?|delivery|leaflets?|first (?:session|visit|class|lesson|week|time)|trial|taster|under \d+s?|over \d+s?|children|carers|members|prescriptions?|tests?|sugar|gluten|smoke|drug|alcohol|dairy|nut|hands|debt|tax|places?|some|many|quit)\b[^.;]{0,20}$|-$`)
	freeAfter  = pattern.MustCompile(`^(?: (?:from (?:all |any )?(?:landlines|mobiles|alcohol|drugs|smoke|violence|fear|abuse|harm|discrimination|judgement|stigma|pain)|to (?:call|phone|ring|choose|talk|speak|be|do|go|leave|live|contact|ask)|time|up|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?|(?:car )?parking|wi-?fi|refreshments|tea|coffee|drinks?|snacks?|lunch(?:es)?|food|transport|travel|childcare|cr[eè]che|phone|telephone|calls?|trial|taster|downloads?|resources?|leaflets?|copy|copies|guides?|publicity|gifts?|samples?|condoms|eye|hearing|nhs|school|bus|delivery|toys?|books?|clothes|spaces?|trees?|for (?:under|over|children|carers|members|those|people (?:on|who|aged|over|under)|the first|your first|up to|students|residents on|anyone (?:on|under|over|aged|with|in receipt))|if|when|unless|school meals|places)|-)\b`)
	freeTaster = pattern.MustCompile(`\b(?:first|trial|taster) (?:(?:two|three|few) )?(?:session|visit|class|lesson|week|month|game|go|time|meeting|evening|try|one)s? (?:is |are |comes )?(?:completely |always |absolutely )?(?:free\b|on us\b|on the house\b|costs? nothing\b)|\bfree (?:trial|taster|first)(?: session| class| lesson| week| visit)?\b|\b(?:try|come to) (?:your |the )?first [a-z]+ (?:for )?free\b`)
	// freeFor is a group that pays nothing, where others may.
	freeFor = pattern.MustCompile(`\bfree (?:for|to) ((?:under|over) \d+s?|children(?: under \d+)?|carers|members|students|people on [a-z ]{3,30}benefits|concessions)\b|\b(under \d+s?|carers|children|members) (?:go |are |get in |come )?free\b`)
	// freeIf is that some pay nothing: "free if you receive Pension Credit", "or nothing at all if you are out of work".
	freeIf = pattern.MustCompile(`\b(?:free|nothing|no charge)(?: at all| of charge)? (?:if|for the first|for (?:those|people|anyone|families|anybody) (?:on|who|with|in receipt|receiving|getting))\b`)
	// someFree is that some of those who come pay nothing: "one carer free", "Members FREE: £4.20" in a row of prices.
	someFree = pattern.MustCompile(`\b(?:they|who) pays? nothing\b|\b(?:under \d+s?|carers?|companions?|helpers?|spectators?) (?:swim|ride|travel|play|train|eat) free\b|\b(?:under \d+s?|bab(?:y|ies)|carers?|members?|child(?:ren)?|companions?|toddlers|infants|spectators?|parents?|students?|helpers) (?:(?:are|is|go|goes|get in|come|comes|pay) )?free (?:with|when|[,;:] ?£)|\bfree (?:with|if you (?:have|hold)) (?:a|an|your) [a-z -]{2,40}(?:card|pass|membership)\b|\b(?:free:? (?:un)?waged|unwaged:? (?:go |are |is )?free)\b|(?:^|[.;] ?|[0-9] )(?:children|members|students|concessions|carers|under-?[0-9]+s?|babies) (?:go )?free(?:[.;,]|$)|, (?:children|members|students|concessions|carers|under-?[0-9]+s?|babies) (?:go |are )?free(?:[.;,]|$)|(?:^|[:,;|] ?)free ?[:,;|] ?£|£[0-9.]+ ?[:,;|] ?free\b|` +
		`\bfree (?:of charge )?for (?:children|young people|anyone|those|people|families|adults|students|members|tenants|residents) (?:who|that) (?:get|gets|receive|receives|are getting|are receiving|claim|have)\b|\bfree (?:for|to) new (?:people|members|starters|comers)\b`)
	// unsummed is that something is paid, without a sum; besides are things that are paid for beside the service.
	unsummed = pattern.MustCompile(`\b(?:there is|there's|there will be|we make|we ask|we charge|you (?:will )?pay|for|at|has|have) (?:usually |normally |also )?an? (?:very )?(?:small|nominal|modest|weekly|monthly|annual|hourly|daily|reasonable|subsidised|low|one-off|termly) (?:weekly |hourly |joining |admission |entry |membership |annual )?(?:charge|fee|cost|subscription|price)\b|\bthere is a (?:charge|fee|cost)\b|\b(?:charges?|fees?) (?:will )?(?:apply|applies)\b|\ba (?:charge|fee) (?:is|will be) (?:made|payable|charged)\b|\b(?:is|are) (?:a )?(?:chargeable|paid)(?:-for)? services?\b|\bservice is chargeable\b|\b(?:is|are) chargeable\b|^ ?(?:a )?(?:small|nominal) (?:charge|fee|cost)\b|\bthere(?:'s| is) (?:a )?rent (?:to pay|for (?:the|your|each) rooms?)\b`)
	besides  = pattern.MustCompile(`^ ?(?:for|of|towards?|to cover) (?:the |any |your )?(?:cost of )?(?:refreshments?|tea|coffee|teas|lunch|food|snacks?|drinks?|parking|transport|materials?|equipment|calls?|ingredients|late|missed|cancel\w*|printing|photocopying|the minibus|trips|some)\b`)
	// asksGift is that a gift is asked for from those who come, without a sum.
	asksGift   = pattern.MustCompile(`\bwe (?:do )?(?:ask|invite) (?:you )?(?:for |to (?:make|give) )?(?:an? )?(?:small |suggested |voluntary )*(?:donation|contribution)s?\b|\bsuggested (?:donation|contribution)\b|\b(?:by|for|is) (?:an? )?(?:small |voluntary )?(?:donation|contribution)\b(?: only)?|\bvoluntary (?:donation|contribution)\b|\ba small (?:voluntary )?(?:donation|contribution) (?:is|towards|to)\b|\bcontributions? (?:is|are) (?:asked|requested|invited)\b`)
	besideGift = pattern.MustCompile(`\b(?:cakes?|teas?|coffee|refreshments?|lunch|food|snacks?|drinks?|parking|soup|items?|clothes|books)\b[^.;,]{0,20}$`)
	gifts      = pattern.MustCompile(`\b(?:donation|contribution)s?\b`)
	// toJoin says of membership only that nothing is paid for it.
	toJoin    = pattern.MustCompile(`\bno (?:joining|membership|registration|sign-up) (?:fee|charge|cost)s?\b|\bnothing to pay (?:for|when) joining\b|\bfree membership\b|\bmembership is free\b|\b(?:free|costs nothing|does not cost anything) to (?:join|become a member|register|sign up)\b`)
	donated   = pattern.MustCompile(`\b(?:we )?suggest(?:ed)?(?: (?:a )?(?:donation of )?)?£|£ ?[0-9.]+ ?(?:is )?suggested\b|£ ?[0-9.]+ donation\b|\bdonations? of (?:about |around |at least )?£|\b(?:suggested|voluntary|small|recommended) (?:donation|contribution)s?\b`)
	asYouCan  = pattern.MustCompile(`\b(?:bowl|basket|tin|box|bucket|jar|plate) (?:at|by|on|near) the (?:door|table|desk|counter|way (?:in|out)|bar) if you (?:want|wish|would like|'d like) to (?:put|give|leave|chip)\b|\bif you (?:can|cannot|can't) afford (?:it|to|this|the)\b|\bif you can,? (?:please )?(?:give|pay|bring)\b|\bno (?:set|fixed) (?:charge|fee|price|cost)\b|^ ?(?:costs?: ?)?(?:by |a |small )?donations?\.?$|\bif you can(?: afford (?:it|to))?,? (?:or |and )?(?:nothing|free)\b|\b(?:no one|nobody) is (?:ever )?turned (?:away|down)\b[^.]{0,30}\b(?:money|pay|cost|funds)|\bpay (?:what|as|whatever) you (?:can|feel|like|want|wish|are able)(?: afford)?\b|\bsliding scale\b|\bcosts? (?:vary|varies)\b|\bprices? (?:vary|varies)\b|\bfees? (?:vary|varies)\b|\bcharges? (?:vary|varies)\b|\bwhat you can afford\b`)
	notNow    = pattern.MustCompile(`\b(?:used to|would|might|if you (?:are|have been) charged|not all|some of our|most of our|until)\b`)
	elsewhere = pattern.MustCompile(`\b(?:nhs dental|prescription|tv licence|council tax|legal aid|school meal|bus pass|eye test|hearing test|wedding|copyright)`)
)

// Costs reads what the service costs. It is free, or paid, where the text says so of the service, and varies where some
// pay, where one pays what one can, or where a donation is asked for. "Donations welcome" says nothing of the cost.
func (t *Text) Costs() Costs { return t.costs(false) }

// Charges reads a field that speaks of nothing but what is paid: every sum in it is a price, and "Nothing" is free.
func (t *Text) Charges() Costs { return t.costs(true) }

func (t *Text) costs(field bool) Costs {
	var c Costs
	var free, paid, varies bool
	var joining, some, folk bool // nothing is paid for joining, by some, by the people whom it is for
	for _, s := range t.sentences {
		low, _ := t.of(s)
		if strings.HasSuffix(low, "?") {
			continue
		}
		if at := found(someFree, low, mentions(low, "free", "nothing")); at != nil {
			some = true
			c.Said = append(c.Said, t.span(s.start+at[0], s.start+at[1]))
			if strings.Contains(low, "school meal") {
				continue
			}
		}
		if elsewhere.MatchString(low) {
			continue
		}
		if field && nought.MatchString(low) {
			free = true
			c.Said = append(c.Said, t.whole(s))
			continue
		}
		if callsFree.MatchString(low) {
			c.CallsFree = true
		}
		if !strings.Contains(low, "free") && !strings.Contains(low, "£") && !strings.Contains(low, "pay") && !amountOrCost.MatchString(low) {
			continue
		}
		say := func(at []int) { c.Said = append(c.Said, t.span(s.start+at[0], s.start+at[1])) }
		prices := t.pricesIn(s, low, field)
		for _, p := range prices {
			switch {
			case p.Pence != nil && *p.Pence == 0:
				free = true
			case donated.MatchString(low) || strings.Contains(p.For, "donation"):
				varies = true
			default:
				paid = true
			}
			c.Said = append(c.Said, p.Span)
		}
		c.Prices = append(c.Prices, prices...)
		if at := asYouCan.FindStringIndex(low); at != nil {
			varies = true
			say(at)
		}
		if at := says(low, unsummed); at != nil && len(prices) == 0 && !besides.MatchString(low[at[1]:]) && !otherMoney.MatchString(low[:at[0]]+low[at[1]:]) {
			paid = true
			say(at)
		}
		if at := says(low, asksGift); at != nil && len(prices) == 0 && !besideGift.MatchString(low[:at[0]]) && !otherMoney.MatchString(gifts.ReplaceAllString(low, "")) {
			varies = true
			say(at)
		}
		if at := freeTaster.FindStringIndex(low); at != nil {
			varies = true
			say(at)
			c.Prices = append(c.Prices, Price{Span: t.span(s.start+at[0], s.start+at[1]), Pence: new(0), For: "first"})
			continue
		}
		if m := freeFor.FindStringSubmatchIndex(low); m != nil {
			group := 2
			if m[2] < 0 {
				group = 4
			}
			c.Prices = append(c.Prices, Price{Span: t.span(s.start+m[0], s.start+m[1]), Pence: new(0), For: low[m[group]:m[group+1]]})
			continue
		}
		if at := freeFolk.FindStringIndex(low); at != nil && !notNow.MatchString(clause(low, at)) {
			folk = true
			say(at)
			continue
		}
		if at := freeIf.FindStringIndex(low); at != nil {
			some = true
			say(at)
		} else if at := saysFree(low, field); at != nil && !notNow.MatchString(clause(low, at)) {
			if toJoin.MatchString(low) {
				joining = true
			} else {
				free = true
			}
			say(at)
		}
	}
	c.Prices, c.Said = c.Prices[:min(len(c.Prices), maxFacts)], c.Said[:min(len(c.Said), maxFacts)]
	switch {
	case varies || paid && (free || some || folk):
		c.Cost = data.Varies
	case free, folk, joining && !paid:
		c.Cost = data.Free
	case paid:
		c.Cost = data.Paid
	}
	if c.Cost == data.Paid {
		for _, p := range c.Prices {
			if p.Pence != nil && *p.Pence == 0 {
				c.Cost = data.Varies
			}
		}
	}
	return c
}

var (
	// nought is a field that says that nothing is paid.
	nought = pattern.MustCompile(`^ ?(?:nothing|none|nil|not a penny|no costs?|no charges?|no fees?|zero|0)\b(?: at all)?(?: to pay| for [a-z ]{3,30})? ?(?:[.,;:!(-]|$)`)
	// bareFree is the word in a field that speaks of nothing but what is paid.
	bareFree = pattern.MustCompile(`\bfree\b`)
	// callsFree is that nothing is paid for ringing.
	callsFree = pattern.MustCompile(`\b(?:calls?|texts?|number|ringing|calling|it|line|and)\b[^.;]{0,40}\b(?:is|are) (?:always |also |completely )?free\b[^.;]{0,40}\b(?:mobiles?|landlines?|phones?|networks?|call|ring)\b|\b(?:calls?|texts?)(?: and texts?| and calls?)?(?: to [a-z0-9 ]{1,40})? (?:is|are|cost) (?:free|nothing)\b|\bfree (?:to (?:call|ring|phone)|from (?:all |any |most |uk )?(?:landlines|mobiles|phones))\b|\bcosts? (?:you )?nothing to (?:call|ring|phone)\b|\bfree(?: phone|phone)? (?:help)?line\b`)
)

// amountOrCost is what a sentence has that may be of costs without naming any: "at no charge", "25p".
var amountOrCost = pattern.MustCompile(`\b(?:charge[sd]?|chargeable|rent|contributions?|on us|on the house|at the door|for nothing|costs?|fees?|prices?|sliding|afford|donations?)\b|[0-9]p\b`)

// saysFree finds where a sentence says that the service is free. In a field of what is paid the bare word says it.
func saysFree(low string, field bool) []int {
	found := freely.FindAllStringIndex(low, 10)
	if field {
		found = append(found, bareFree.FindAllStringIndex(low, 5)...)
	}
	for _, at := range found {
		before, rest := low[:at[0]], low[at[1]:]
		// Of "parking is free" the pattern holds "is free": what is free stands before it.
		if freeBefore.MatchString(before) || freeAfter.MatchString(rest) || strings.HasSuffix(low[at[0]:at[1]], " for all") && strings.HasPrefix(rest, " under") {
			continue
		}
		return at
	}
	return nil
}
