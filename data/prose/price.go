package prose

import (
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Price is one thing that is paid, or that is not.
type Price struct {
	Span
	Pence *int   `json:"pence,omitempty"` // nil where the words name no one amount ("£3 to £5", "from £4")
	For   string `json:"for,omitempty"`   // whom or what for, in the text's words
}

const (
	payers = `non[- ]members?|members?|concessions?|conc|adults?|children|child|under \d+s?|over \d+s?|seniors?|pensioners?|students?|famil(?:y|ies)|unwaged|waged|oaps?|siblings?|guests?|residents?|carers?|couples?|low income|individuals?`
	unit   = `session|attendance|place|run|ride|trip|journey|class|person|hour|week|month|visit|child|family|adult|term|head|night|day|course|meal|year|lesson|ticket|game|block|couple|household|half hour|workshop|evening|lunch|room|cup|event|place|walk|game|match`
)

var (
	// amount is a sum of money: "£3", "£4.50", "£1,000", "25p".
	amount = pattern.MustCompile(`£ ?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|£ ?[0-9]{1,7}(?:\.[0-9]{1,2})?|\b[0-9]{1,2}p\b`)
	// behind is what a price is for, said after it: "per session", "for members", "a class", "(concessions)", "suggested donation".
	behind = pattern.MustCompile(`^ ?\(? ?(?:(?:for |to )?(?:all )?(` + payers + `)\b|((?:per|a|an|each|/) ?(?:` + unit + `)\b(?: for (?:` + payers + `)\b)?|pp\b|each\b|per (?:` + payers + `)\b)|(suggested donation|donation|entry|admission|to attend|to join|on the door|membership))`)
	// ahead is what a price is for, said before it: "members £2", "Adults: £4.50", "suggested donation of £3".
	ahead = pattern.MustCompile(`(?:^|[^a-z])(?:(` + payers + `)|(suggested donation|donation|membership))(?: is| of| fee| pay)? ?[:\-=]? ?$`)
	// charged are the words by which a sentence says that something is charged.
	charged = pattern.MustCompile(`£ ?[0-9.]+ (?:on the door|in cash|at the door|cash|including|includes|incl?)\b|\b(?:costs?|prices?|priced|fees?|charges?|charged|entry|admission|tickets?|per (?:` + unit + `)|(?:` + unit + `)s? (?:is|are) (?:just |only )?£|payable|pay|(?:pick|choose|get|take|fill|collect|receive|enjoy)\b[^.;]{0,40} for (?:just |only |about )?£|£ ?[0-9.]+ (?:on the door|in cash|at the door)|we ask for|to attend|suggested (?:donation|contribution)|donations? of|pay as you go|waged|subs|£ ?[0-9.]+ (?:including|includes|incl?))\b`)
	// otherMoney is money that nobody pays to come.
	otherMoney = pattern.MustCompile(`\bgrants?\b|\brais(?:e|ed|ing)\b|\bfundrais|\bdebts?\b|\bowe[ds]?\b|\bincomes?\b|\bearn|\bbenefits? of\b|\bwin\b|\bprizes?\b|\bdonat(?:e|ed|es|ing|ions)\b|\bfund(?:s|ed|ing)?\b|\bturnover\b|\bbudgets?\b|\ballowances?\b|\bpenalt|\bmillion\b|\bcapital\b|\bloans?\b|\bcredit\b|\bwages?\b|\bsalar|\bpensions?\b|\braffle\b|\bcompensation\b|\bpayments? of\b|\bper annum\b|\btexts? costs?\b|\baward|\btax\b|\braffles?\b|\bexcess\b|\bcontribut|\bmileage\b|\bper mile\b|\bfirst hour\b|` +
		`\bcosts us\b|\bcoins?\b|\bmeters?\b|\blockers?\b|\bcancel|\brefund(?:s|ed|able)?\b|\breturned\b|\bwe (?:will )?pay\b|£ ?[0-9.,]+ (?:could |can |will |would )?(?:fills?|buys?|feeds?|provides?|pays for|helps?|keeps?|funds?)\b|\bcheck (?:needed|costs?)\b|\breplacement\b|\bvolunteers? (?:needed|wanted)\b`)
	// benefits are the names of money that the reader may get, which say who pays less.
	benefits  = pattern.MustCompile(`\b(?:universal|pension|tax) credits?\b|\bcouncil tax (?:support|reduction)\b|\bhousing benefit\b|\bincome support\b|\blow(?:er)? incomes?\b|\bstate pension\b|\bfree school meals\b|\bdepending on (?:your )?income\b|\bsuggested (?:donation|contribution)\b|\b(?:including|includes|with|and) (?:a |the )?raffle\b|\b(?:to cover|towards) (?:the )?(?:cost of )?(?:the )?(?:room|hall) hire\b|\bdonations? of (?:about |around |at least )?£[0-9.]+[^.;]{0,30}\b(?:welcome|appreciated|suggested|requested|asked)\b`)
	openRange = pattern.MustCompile(`(?:\bfrom|\bbetween|\babout|\baround|\bapprox\.?|\bonly) ?$`)
	rangeOn   = pattern.MustCompile(`^ ?(?:-|to|and) ?£?[0-9]`)
)

// notInField is money that is no price in a field of prices either.
var notInField = pattern.MustCompile(`\b(?:hire|grants?|loans?|debts?|fines?|income|savings|earn(?:s|ed|ings)?|salary|budget|benefits? of|parking|deposits?|rent|raised|worth|fundrais\w*|per mile|cancel\w*|refund\w*|returned|lockers?|coins?|calls? (?:cost|are charged))\b`)

// clauseMoney is money that nobody pays to come, where it stands in the same part of a sentence.
var clauseMoney = pattern.MustCompile(`\bpark(?:ing)?\b|\bbus\b|\btaxi|\bhire\b|\brent\b|\bcalls?\b|\bbought\b|\bmeans\b|\bfines?\b|\bbills?\b|\bworth\b|\bsav(?:e|es|ed|ing|ings)\b|\bspen[dt]\b|\bover £|\bmore than £|\bup to £|\bless than £|\bdeposits?\b|\bvouchers?\b|\bdiscount`)

// clause is the part of a sentence, between commas, that an amount stands in.
func clause(low string, at []int) string {
	from := strings.LastIndexAny(low[:at[0]], ",;(") + 1
	to := strings.IndexAny(low[at[1]:], ",;)")
	if to < 0 {
		return low[from:]
	}
	return low[from : at[1]+to]
}

// bare reports whether a sentence is hardly more than its price, or begins with it: "Two course lunch only £5.50",
// "£3.50, or £2 if you are on benefits."
func bare(low string, found [][]int) bool {
	if len(found) == 0 {
		return false
	}
	start := strings.TrimLeft(low, " ")
	if len(start) <= 25 && len(found) == 1 || standsAlone(low, found) {
		return true
	}
	if strings.HasPrefix(start, "£") || simplePrice.MatchString(start) {
		return true
	}
	return len(start) <= 60 && onlyPrice.MatchString(low)
}

// standsAlone reports whether an amount is all that stands between two commas.
func standsAlone(low string, found [][]int) bool {
	for _, at := range found {
		if strings.Trim(clause(low, at), " .,;()") == low[at[0]:at[1]] {
			return true
		}
	}
	return false
}

var (
	// simplePrice is a sentence that begins by saying that something is so much.
	simplePrice = pattern.MustCompile(`^(?:it is|it's|it costs|that's|just|only|all for|entry|subs|we ask for|please bring)(?: a| just| only)? £`)
	onlyPrice   = pattern.MustCompile(`\b(?:only|just|for|for only|for just) £ ?[0-9.]+(?: (?:a|per|each|for)\b.{0,20})?[ .!]*$`)
)

// dearest is the most that a price may be, in pence: what is dearer is not the price of a session, but a sum that the page
// speaks of.
const dearest = 500_00

// pricesIn reads the prices of a sentence that says that something is charged.
func (t *Text) pricesIn(s sentence, low string, field bool) []Price {
	if !strings.ContainsAny(low, "0123456789") || (field && notInField.MatchString(benefits.ReplaceAllString(low, "")) || !field && otherMoney.MatchString(benefits.ReplaceAllString(low, ""))) {
		return nil
	}
	found := amount.FindAllStringIndex(low, 20)
	said := field || charged.MatchString(low) || bare(low, found)
	var out []Price
	for i, at := range found {
		from, to := 0, len(low)
		if i > 0 {
			from = found[i-1][1]
		}
		if i+1 < len(found) {
			to = found[i+1][0]
		}
		if clauseMoney.MatchString(benefits.ReplaceAllString(clause(low, at), "")) {
			continue
		}
		p := Price{Span: t.span(s.start+at[0], s.start+at[1])}
		before, rest := low[from:at[0]], low[at[1]:to]
		ranged := rangeOn.MatchString(low[at[1]:]) || i > 0 && strings.Trim(before, " -") == "" || i > 0 && strings.Trim(before, " ") == "to"
		if m := behind.FindStringSubmatchIndex(rest); m != nil {
			p.For, p.Span = strings.Trim(rest[:m[1]], " ,(/"), t.span(s.start+at[0], s.start+at[1]+m[1])
			p.For = strings.TrimPrefix(strings.TrimPrefix(p.For, "for "), "to ")
		} else if m := ahead.FindStringSubmatchIndex(before); m != nil && !(i > 0 && behind.MatchString(before)) {
			group := 2
			if m[2] < 0 {
				group = 4
			}
			p.For, p.Span = before[m[group]:m[group+1]], t.span(s.start+from+m[group], s.start+at[1])
		} else if !said {
			continue
		}
		pence, ok := data.ReadPounds(strings.TrimSuffix(low[at[0]:at[1]], "p"))
		if strings.HasSuffix(low[at[0]:at[1]], "p") {
			pence /= 100
		}
		if !ok || pence > dearest {
			return nil
		}
		if !ranged && !(openRange.MatchString(before) && !strings.HasSuffix(strings.TrimSpace(before), "only")) {
			p.Pence = &pence
		}
		out = append(out, p)
	}
	return out
}
