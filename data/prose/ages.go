package prose

import (
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Age is a range of ages that the text says it is for, in whole years, inclusive. "Over 50s" begins at 50, as the field
// uses it, and "under 18s" ends at 17.
type Age struct {
	Span
	data.Ages
	// The range in months where it is said in weeks or months, which whole years are too coarse for.
	MinimumMonths, MaximumMonths *int
}

const (
	years = `(?:[ -]?(?:years?|yrs?)(?:[ -]?olds?| of age)?|[ -]?y/?o)`
	to    = ` ?(?:-|to|and|until|up to) ?`
	whose = `(?:aged?|ages|age[ -]?group|age[ -]?range|between the ages of|from the ages? of)`
	folk  = `(?:people|persons?|adults?|men|women|children|child|boys|girls|baby|toddlers?|infants?|little ones|anyone(?: else)?|anybody(?: else)?|those|everyone(?: else)?|residents|teens|teenagers|youngsters|kids|students|pupils|females|males|babies|youth|learners|individuals|clients|carers|patients|tenants|refugees|parents|members only|must be|you are|you're)`
)

// ageWay is one way in which ages are said: the groups of its pattern are the least and the greatest, or one of them.
type ageWay struct {
	re   *pattern.Pattern
	read func(a, b int) (least, most int) // -1 is no limit
}

var (
	between = func(a, b int) (int, int) { return a, b }
	fromAge = func(a, _ int) (int, int) { return a, -1 }
	upTo    = func(a, _ int) (int, int) { return -1, a }
	below   = func(a, _ int) (int, int) { return -1, a - 1 }
)

var ageWays = []ageWay{
	// "aged 11 to 18", "age range: 5-11", "ages between 18 and 25 years"
	{pattern.MustCompile(`\b` + whose + `:? ?(?:is |are |from |between |of )?([0-9]{1,3})` + years + `?` + to + `([0-9]{1,3})\b` + years + `?s?`), between},
	// "11-17 year olds", "18 to 25 years of age"
	{pattern.MustCompile(`\b([0-9]{1,3})` + to + `([0-9]{1,3})(?:[ -]?(?:years?|yrs?)[ -]?(?:olds?|of age)|[ -]?y/?os?)\b`), between},
	// "young people (11-25)", "children 0-5 years", "people between 18 and 25"
	{pattern.MustCompile(`\b` + folk + `,? ?\(?(?:from |between |aged? |ages )?([0-9]{1,3})` + to + `([0-9]{1,3})\b` + years + `?\)?`), between},
	// "for 18-25s", "for 0-5 years"
	{pattern.MustCompile(`\bfor (?:the )?([0-9]{1,3})` + to + `([0-9]{1,3})(?:'?s|years?|yrs| years)\b`), between},
	// "from birth to 5 years", "birth to five" is words, and left
	{pattern.MustCompile(`\b(?:from )?(birth)` + to + `(?:the )?(?:age of |age )?([0-9]{1,2})\b` + years + `?`), between},
	// "over 50s", "over-50's", "over the age of 18", "people over 50", "aged over 60", "over 18 years old"
	{pattern.MustCompile(`\bover[ -](?:the )?([0-9]{2}|` + decades + `)'?s\b`), fromAge},
	{pattern.MustCompile(`\bat least ([0-9]{1,2}) (?:years (?:old|of age)|to (?:join|come|attend))`), fromAge},
	{pattern.MustCompile(`^ ?\(?([0-9]{1,2}) ?(?:\+|plus|and over|years and over)\)?[ .]*$`), fromAge},
	{pattern.MustCompile(`\bfrom ([0-9]{1,2}) ?(?:years?|yrs?)(?: of age| old)?(?: and up(?:wards)?| upwards| onwards| ?\+)`), fromAge},
	// "people of 60 and over", "60s and over", "18 plus", "16yrs+"
	{pattern.MustCompile(`\b` + folk + ` of ([0-9]{1,3})` + years + `? (?:and|or|&) (?:over|older|above|upwards?)\b`), fromAge},
	{pattern.MustCompile(`\b` + folk + ` in their ([0-9]{2})s (?:and|or|&) (?:over|older|above|beyond)\b`), fromAge},
	{pattern.MustCompile(`\b` + whose + `:? ([0-9]{1,3})` + years + `? ?\+`), fromAge},
	{pattern.MustCompile(`\b([0-9]{1,3})(?: ?years?| ?yrs?) ?\+`), fromAge},
	{pattern.MustCompile(`\b` + folk + ` ([0-9]{1,3})(?: ?years)? plus\b`), fromAge},
	// "from 11 up to their 26th birthday", "until their 18th birthday"
	{pattern.MustCompile(`\b(?:from |aged )([0-9]{1,2})(?: years)?,? (?:up )?(?:to|until|till) (?:the day before )?(?:their|your|a) ([0-9]{1,2})(?:st|nd|rd|th) birthday`), func(a, b int) (int, int) { return a, b - 1 }},
	{pattern.MustCompile(`\b(?:up to|until|till|before) (?:their|your|a child's|the child's) ([0-9]{1,2})(?:st|nd|rd|th) birthday`), below},
	{pattern.MustCompile(`\bover the age of ([0-9]{1,3})\b`), fromAge},
	{pattern.MustCompile(`\b(?:` + folk + `|` + whose + `)(?: who are)?(?: aged)? over ([0-9]{1,3})\b` + years + `?`), fromAge},
	{pattern.MustCompile(`\bover ([0-9]{1,3})[ -](?:years?|yrs?)[ -]?(?:olds?|of age)\b`), fromAge},
	// "aged 18+", "adults (18+)", "for 50+", "50+ years old"
	{pattern.MustCompile(`\b(?:` + whose + `|` + folk + `|for(?: the)?):? ?\(?([0-9]{1,3}) ?\+\)?(?:` + years + `)?`), fromAge},
	// "18 and over", with age or years said
	{pattern.MustCompile(`\b(?:` + whose + `|` + folk + `|for(?: the)?|open to)(?: who are)?:? ?\(?([0-9]{1,3})` + years + `? (?:and|or|&) (?:over|older|above|up|upwards?)\b`), fromAge},
	{pattern.MustCompile(`\bneed to (?:live|be|have|work) [^.;,]{3,40} and be (?:aged )?([0-9]{1,3})` + years + `? (?:and|or) (?:over|older|above)\b`), fromAge},
	{pattern.MustCompile(`\bany (?:man|woman|adult|person)(?: who is)?(?: aged)? over (?:the age of )?([0-9]{1,3})\b`), fromAge},
	{pattern.MustCompile(`\b(?:have to|must|need to|should) be (?:aged )?([0-9]{1,3})` + years + `? (?:and|or) (?:over|older|above)\b`), fromAge},
	{pattern.MustCompile(`\b([0-9]{1,3})[ -]?(?:years?|yrs?)(?:[ -]?olds?| of age)? (?:and|or|&) (?:over|older|above|upwards?)\b`), fromAge},
	{pattern.MustCompile(`\b` + whose + ` ([0-9]{1,3})` + years + `?(?: plus| upwards| onwards)\b`), fromAge},
	{pattern.MustCompile(`\b(?:minimum|min|lower) age(?: limit)?(?: is|:)? ?([0-9]{1,3})\b`), fromAge},
	{pattern.MustCompile(`\bfrom (?:the )?age (?:of )?([0-9]{1,3})(?: upwards| onwards| and up)\b`), fromAge},
	// "under 18s", "under the age of 5", "young people under 25"
	{pattern.MustCompile(`\bunder[ -](?:the )?([0-9]{1,2}|` + littles + `)'?s\b`), below},
	{pattern.MustCompile(`\b(?:children|babies|little ones|toddlers|kids|pre-?schoolers)(?: and [a-z]+)? (?:aged )?up to (` + numerals + `)(?: years(?: old)?| years of age)?\b`), upTo},
	{pattern.MustCompile(`\bunder[ -]([0-9]{1,2}) only\b`), below},
	{pattern.MustCompile(`\bunder the age of ([0-9]{1,3})\b`), below},
	{pattern.MustCompile(`\b(?:` + folk + `|` + whose + `)(?: who are)?(?: aged)? under ([0-9]{1,3}|` + littles + `)\b` + years + `?`), below},
	// "up to the age of 25", "aged 18 and under", "maximum age 25"
	{pattern.MustCompile(`\bup to (?:the )?age (?:of )?([0-9]{1,3})\b`), upTo},
	{pattern.MustCompile(`\b(?:` + whose + `|` + folk + `) up to ([0-9]{1,3})\b` + years + `?`), upTo},
	{pattern.MustCompile(`\b(?:` + whose + `|` + folk + `) ([0-9]{1,3})` + years + `? (?:and|or|&) (?:under|younger|below)\b`), upTo},
	{pattern.MustCompile(`\b(?:maximum|max|upper) age(?: limit)?(?: is|:)? ?([0-9]{1,3})\b`), upTo},
}

var (
	// onlyAges is a text that is nothing but ages, as a cell of a table may be.
	onlyAges = pattern.MustCompile(`^(?:ages?:? ?)?([0-9]{1,3})` + to + `([0-9]{1,3})(?: ?years?| ?yrs)?$|^(?:ages?:? ?)?([0-9]{1,3}) ?(?:\+|plus|and over)$`)
	months   = pattern.MustCompile(`\b(?:(birth|newborn)|([0-9]{1,2}) ?(weeks?|months?|mths?)?)` + to + `([0-9]{1,2}) ?(weeks|months|mths)(?: old| of age)?\b`)
	infants  = pattern.MustCompile(`\b(?:bab(?:y|ies)|infants?|newborns?|birth|aged?|ages|old|of age|little ones|toddlers?|children)\b`)

	// notAges are sentences whose ages are not those of the people that the service is for: what others pay, who must be
	// brought along, who may work there.
	notAges = pattern.MustCompile(`\bshould (?:ring|call|phone|contact|speak to|see)\b|\bcr[eè]che\b|\bshould (?:bring|come with)\b|\baccompanied|\bparental|\bconsent|£|\bgo free\b|\bfree for\b|\bdiscount|\bvolunteers? (?:must|need|should|have to|can be|are|aged|over|under|from|wanted)\b|\b(?:a|as|to|our|more|new) volunteers?\b[^.;]{0,30}\b(?:aged|over [0-9]|must be)|\bto volunteer\b|\bvolunteering\b|\btrustees?\b|\bstaff\b|\bvacanc|\bjobs?\b|%|\bper cent\b|\bprizes?\b|\bexcept\b|\bsupervis|\bkillers?\b|\bcauses? of\b|\bdiagnosed\b|\bstatistic|\bresearch\b|\bstud(?:y|ies) (?:show|found)`)
	// theirs are people before an age that is that of somebody whom they care for.
	theirs = pattern.MustCompile(`\bfamil(?:y|ies)\b[^.;]{0,25}\b(?:of|for|after|to)\b[^.;]{0,40}$|\b(?:parents?|carers?|mums?|dads?|mothers|fathers|grandparents?|guardians?|caring|cares?|look(?:s|ing)? after|professionals|teachers|people who work)\b[^.;]{0,25}\b(?:of|for|with|after|to)\b[^.;]{0,40}$`)
	noneOf = pattern.MustCompile(`\bif (?:[a-z]+ (?:is|are) )?$|\b(?:isn't|aren't|can't|not|don't)\b[^.;]{0,50}\b(?:for|to) ?(?:[a-z]+ ?)?$|\b(?:no|not|except|excluding|exclude|without|cannot accept|unable to)\b[^.;,]{0,25}$`)
	school = pattern.MustCompile(`\b(?:years?|yrs?|grades?|class|key stage|for over|established|last|past|bus|route|rooms?|junction)(?: groups?)? ?$`)
	// amounts is what stands behind a number that is no age.
	amounts = pattern.MustCompile(`^ ?(?:%|:[0-9]|[ap]m\b|mins?\b|minutes?\b|hours?\b|hrs\b|weeks?\b|days?\b|months?\b|miles?\b|km\b|kg\b|per cent\b|people\b|places\b|members\b|volunteers\b|sessions\b|different\b|local\b|million\b|,[0-9]{3}|(?:years?|yrs)'? (?:ago|experience|of experience|of|we|in|and we|or more)\b|(?:years?|yrs)'|\.[0-9]|must\b|should\b|need to be\b|(?:space|area|zone|play area)\b)`)
	plus    = pattern.MustCompile(`^ ?(?:[.,;:)!/-]|$|\b(?:who|in|living|year|only|group|club|with|age|and|with|across|from|to)\b)`)
)

// Ages are the ranges of ages that the text says it is for. Words for ages ("adults", "primary school age") are left:
// services differ in what they mean by them.
func (t *Text) Ages() []Age {
	var out []Age
	for _, s := range t.sentences {
		low, _ := t.of(s)
		if !strings.ContainsAny(low, "0123456789") && !mentions(low, "under", "over", "up to") || len(t.sentences) > 1 && !mentions(low, "age", "year", "yr", "y/o", "over", "under", "birth", "born", "month", "week", "people", "person", "adult", "men", "child", "for ", "girls", "boys", "little ones", "anyone", "those", "everyone", "resid", "teen", "young", "kids", "student", "pupil", "male", "bab", "youth", "learner", "individual", "client", "must", "you") || notAges.MatchString(low) || strings.HasSuffix(low, "?") {
			continue
		}
		var found []Age
		add := func(a Age, ok bool) {
			if ok && !slices.ContainsFunc(found, func(b Age) bool { return a.Start < b.End && b.Start < a.End }) {
				found = append(found, a)
			}
		}
		if m := onlyAges.FindStringSubmatch(strings.Trim(low, " .")); m != nil && len(t.sentences) == 1 {
			a, b := number3(m[1]+m[3]), number3(m[2])
			add(t.age(s.start, s.end, a, b))
		}
		for _, m := range months.FindAllStringSubmatchIndex(low, 10) {
			if infants.MatchString(low[max(0, m[0]-40):m[0]]) || infants.MatchString(low[m[0]:min(len(low), m[1]+12)]) {
				add(t.monthAge(s, low, m))
			}
		}
		for _, way := range ageWays {
			for _, m := range way.re.FindAllStringSubmatchIndex(low, 20) {
				if before := low[:m[0]]; noneOf.MatchString(before) || theirs.MatchString(before) || school.MatchString(before) ||
					theirs.MatchString(low[:m[2]]) || amounts.MatchString(low[m[3]:]) || amounts.MatchString(low[m[1]:]) {
					continue
				}
				if rest := low[m[1]:]; strings.HasSuffix(strings.TrimSuffix(low[m[0]:m[1]], ")"), "+") && !plus.MatchString(rest) {
					continue
				}
				second := ""
				if len(m) > 4 {
					if second = low[m[4]:m[5]]; amounts.MatchString(low[m[5]:]) {
						continue
					}
				}
				least, most := way.read(number3(low[m[2]:m[3]]), number3(second))
				add(t.age(s.start+m[0], s.start+m[1], least, most))
			}
		}
		slices.SortFunc(found, func(a, b Age) int { return a.Start - b.Start })
		if out = append(out, found...); len(out) >= maxFacts {
			return out[:maxFacts]
		}
	}
	return out
}

const (
	littles  = `one|two|three|four|five|six|seven|eight|eleven|twelve|sixteen|eighteen|twenty-five`
	decades  = `fiftie|sixtie|seventie|eightie`
	numerals = `[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve`
)

var spelledAges = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"sixteen": 16, "eighteen": 18, "twenty-five": 25, "fiftie": 50, "sixtie": 60, "seventie": 70, "eightie": 80}

// number3 is a number of a few digits; -1 for none. Birth is 0.
func number3(s string) int {
	if s == "birth" {
		return 0
	}
	if n, ok := spelledAges[s]; ok {
		return n
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// age makes a range of what people can be: the oldest anyone has been is 122.
func (t *Text) age(start, end, least, most int) (Age, bool) {
	a := Age{Span: t.span(start, end)}
	if least > 110 || most > 110 || least >= 0 && most >= 0 && least >= most || least < 0 && most < 0 {
		return a, false
	}
	if least >= 0 {
		a.Minimum = &least
	}
	if most >= 0 {
		a.Maximum = &most
	}
	return a, true
}

// monthAge reads "6 weeks to 12 months". A child of twelve months is one year old.
func (t *Text) monthAge(s sentence, low string, m []int) (Age, bool) {
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return low[m[2*i]:m[2*i+1]]
	}
	unit := group(3)
	if unit == "" {
		unit = group(5)
	}
	least, most := 0, inMonths(number3(group(4)), group(5))
	if group(2) != "" {
		least = inMonths(number3(group(2)), unit)
	}
	if least >= most {
		return Age{}, false
	}
	return Age{
		Span: t.span(s.start+m[0], s.start+m[1]), Ages: data.Ages{Minimum: new(least / 12), Maximum: new(most / 12)},
		MinimumMonths: &least, MaximumMonths: &most,
	}, true
}

func inMonths(n int, unit string) int {
	if strings.HasPrefix(unit, "week") {
		return n * 12 / 52
	}
	return n
}
