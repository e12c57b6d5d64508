package prose

import (
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// A sentence calls a group of people by more than the words by which people search for it. These count only where a
// sentence says whom something is for.

var (
	// groupSaid are such words of some groups.
	groupSaid = map[data.AudienceID]*pattern.Pattern{
		"women":           pattern.MustCompile(`\bladies\b`),
		"men":             pattern.MustCompile(`\b(?:lads|gents|gentlemen)\b`),
		"veterans":        pattern.MustCompile(`\bex-(?:forces|service\w*)\b|\bwho (?:has|have) served\b|\bformer service\w*\b`),
		"parents":         pattern.MustCompile(`\b(?:mums?|dads?|mams?|mothers|fathers|mums?-to-be|expectant)\b`),
		"children":        pattern.MustCompile(`\b(?:little ones|tots|tinies|primary[- ](?:school[- ])?aged?|under[- ](?:fives|threes|twos))\b`),
		"carers":          pattern.MustCompile(`\b(?:those|people|anyone|anybody|adults|the person|the people|everyone|family|relatives|whoever|somebody|someone) (?:who )?(?:(?:look|care|cares|looks) (?:for|after)|caring for|looking after)\b`),
		"bereaved-people": pattern.MustCompile(`\bhas died\b|\b(?:lost|losing|loss of|death of|grief|mourning) ?(?:an? |their |your |someone |somebody )?(?:loved one|close|husband|wife|partner|child|parent|baby|friend|relative)\b|\bgrie(?:f|ving)\b|\bbereave(?:d|ment)\b`),
		"refugees":        pattern.MustCompile(`\bnew arrivals\b|\b(?:seek(?:ing)? (?:asylum|sanctuary)|asylum[- ]seek\w+|sanctuary seekers?|(?:new|newly arrived|recently arrived|recently come) (?:to|in|to live in) (?:the uk|britain|this country|england|scotland|wales))\b`),
		"homeless-people": pattern.MustCompile(`\b(?:rough sleep\w*|sleeping rough|without a home|nowhere to (?:live|stay|sleep)|losing (?:your|their) home)\b`),
		"low-income":      pattern.MustCompile(`\b(?:claiming benefits|struggling to afford|cannot afford|can't afford)\b|\b(?:out of work|looking for work|looking for a job|job ?seekers?|unemployed|low[- ]income|struggling (?:financially|with money)|short of money|receiving benefits|in receipt of (?:[a-z-]+ )?benefits)\b`),
		"victims":         pattern.MustCompile(`\b(?:abusive relationships?|domestic (?:abuse|violence)|survivors? of (?:[a-z]+ )?(?:abuse|violence|trafficking)|sexual (?:abuse|violence|assault)|experienced abuse|after (?:domestic )?abuse|(?:left|leaving|escaping|fleeing) (?:an abusive|abuse|a violent)|been (?:hurt|abused|beaten))\b`),
		"disabled-people": pattern.MustCompile(`\blong[- ]term (?:health )?(?:conditions?|illness(?:es)?)\b|\bhousebound\b|\b(?:physical|sensory) (?:disabilit|impairment)|\bdisabled (?:children|adults|young people|women|men|students|residents|members|tenants|drivers|parents|customers|person)`),
		"deaf-people":     pattern.MustCompile(`\blosing (?:their|your) hearing\b|\b(?:bsl|sign language) users?\b|\blost (?:your|their) hearing\b`),
		"blind-people":    pattern.MustCompile(`\bsight[- ]impair\w+|\blost (?:your|their) sight\b`),
		"autistic-people": pattern.MustCompile(`\bon the (?:autism|autistic) spectrum\b`),
		"older-people":    pattern.MustCompile(`\bolder (?:men|women|residents|tenants|carers|adults|members|neighbours)\b|\b(?:fifty|sixty)[- ]plus\b`),
		"young-people":    pattern.MustCompile(`\byoung (?:men|women|adults|carers|parents|refugees|lgbt\w*)\b`),
	}
	// onlyFolk is a line that is nothing but who may come: "Men and women aged 50+".
	onlyFolk = pattern.MustCompile(`^ ?(?:for )?(?:adults?|people|men|women|children|young people|older people|parents|carers|families|disabled people|refugees|veterans)(?:(?:,| and| or| &) [a-z]+){0,2} (?:aged|with|living with|affected by|over|under|who (?:are|have|live))\b`)
	// withLittleOnes is a sentence that is nothing but who comes with small children: "Toddlers and whoever looks after them".
	withLittleOnes = pattern.MustCompile(`^ ?(?:[a-z]{2,20}: )?(?:(?:toddlers|babies|bumps|tots|little ones|children|under[- ](?:fives|5s))(?:(?:,| and|,? &) (?:toddlers|babies|bumps|tots|little ones))* (?:and|with) (?:whoever|anyone who|the people who|those who|the grown-ups who) looks? after them|(?:parents|mums|dads|grandparents|childminders|carers|grannies)(?:(?:,| and|,? &) (?:parents|mums|dads|grandparents|childminders|carers|grannies))* with (?:(?:their|small|young) )?(?:little ones|babies|toddlers|tots|children)\b[^.;]{0,20})\.?$`)
	// parentsCarers are those who bring up children, which is what carers means beside parents.
	parentsCarers = pattern.MustCompile(`\b(parents?|mums?|dads?|mothers?|fathers?|guardians?)((?:,? and |,? or | ?/ ?| ?& ?)(?:their |other |the )?(?:foster |main )?carers?\b)`)
	// kin are the families of those whom it is for.
	kin = pattern.MustCompile(`\b(?:their|your|his|her|with) (?:(?:friends|carers|partners|supporters) (?:and|or) )?(?:famil(?:y|ies)|parents?|children|grandparents?)\b|\bwith or without (?:an? )?[a-z]+\b`)
	// bracket is a remark that parts the people from what is said of them.
	bracket = pattern.MustCompile(`\([^()]{1,20}\)`)
)

// theirOwn takes out of what stands behind "for" the people who only come with those whom it is for.
func theirOwn(rest string) string {
	blank := func(said string) string { return strings.Repeat(" ", len(said)) }
	rest = bracket.ReplaceAllStringFunc(rest, blank)
	rest = parentsCarers.ReplaceAllStringFunc(rest, func(said string) string {
		first := len(parentsCarers.FindStringSubmatch(said)[1])
		return said[:first] + blank(said[first:])
	})
	rest = strings.ReplaceAll(rest, "-only", " only")
	rest = strings.ReplaceAll(rest, "affected by", "affected   ") // which does not say by whom it is done
	if at := kin.FindStringIndex(rest); at != nil && mentions(rest[:at[0]], "under", "child", "bab", "toddler", "little ones", "tots", "pre-school") {
		return rest // who brings small children stays with them
	}
	return kin.ReplaceAllStringFunc(rest, blank)
}

// groupIn finds a group in what stands behind "for".
func groupIn(rest string, a data.Audience) []int {
	if word := phraseIn(rest, a.Words); word != nil {
		if a.ID == "older-people" && strings.HasPrefix(rest[word[0]:], "grandparent") && mentions(rest, "parents,", "mum", "dad", "carers", "child", "bab", "toddler", "little ones") {
			return nil // who brings a child
		}
		if a.ID == "blind-people" && strings.HasPrefix(rest[word[0]:], "blinds") {
			return nil // at a window
		}
		if a.ID == "disabled-people" && strings.HasSuffix(rest[:word[0]], "learning ") {
			return nil // those have a group of their own
		}
		return word
	}
	if re := groupSaid[a.ID]; re != nil {
		return re.FindStringIndex(rest)
	}
	return nil
}

var (
	// asksReader is a question or a condition by which a text addresses those whom it is for: "Are you a carer?"
	asksReader = pattern.MustCompile(`^ ?(?:are you|if you are|if you're|do you|if you|have you|if you have|if you've|if someone|if somebody|has someone|has somebody|caring for|looking after|living with)\b ?`)
	// fewWords is a question of no more than who is asked: "Ex-forces?", "Struggling to afford food?"
	fewWords = pattern.MustCompile(`^ ?(?:struggling (?:to|with)|new to|ex-forces|bereaved|pregnant|retired|out of work|looking for work|homeless|seeking asylum)\b[^.;,?]{0,40}\?$`)
	// isAddressed are the words with which such a sentence goes on, where the group is what it turns on.
	isAddressed = pattern.MustCompile(`^(?:an? |living with |caring for |look(?:ing)? after |care for |live with |have |been |experienced |recently |lost |served |left |hear |worried about |bereaved|struggling |looking for |out of work|in an abusive|fleeing |claiming |close to you |you love |affected by |seeking |retired|new to |deaf|blind|autistic|disabled|pregnant|homeless|over )`)
	// offersThen is what follows a condition where it is said whom the service is for.
	offersThen = pattern.MustCompile(`, (?:then )?(?:we|this|our|the [a-z ]{2,30}(?:group|club|service|team|project)|you (?:are|will|can (?:join|come))|come|join|it)\b|\bwe can help\b|\?$`)
	// opening is how much of a text addresses the reader.
	opening = 700
)

var (
	// takesPart is a group that does what the service is for: "Kinship carers meet here", "Students can drop in".
	takesPart = pattern.MustCompile(`^ ?([a-z' ,&+-]{3,60}?) (?:meets? (?:here|every|each|weekly|monthly|on|at|for|up|to)|get together|gather|can (?:drop in|come along|join us|attend|meet|have it|use it)|come together)\b`)
	// kindOfGroup is a group that names whom it is for before what it is: "An LGBT+ book group".
	kindOfGroup = pattern.MustCompile(`^ ?(?:(?:we are|this is|it is|it's|we're) )?(?:an?|our|a weekly|a monthly|a free|a friendly) ((?:[a-z0-9+'-]+,? (?:and |& )?){1,5}?)(?:group|club|class|choir|network|session|lunch|breakfast|drop-in|coffee morning)\b`)
	whereThey   = pattern.MustCompile(`\b(?:group|club|caf[eé]|place|space|room|session|drop-in|evening|morning) where `)
)

// described gives the words in the beginning of a text that tell whose a group is.
func (t *Text) described(s sentence, low string) (parts [][]int) {
	if s.start > opening {
		return nil
	}
	for _, re := range []*pattern.Pattern{takesPart, kindOfGroup} {
		if m := re.FindStringSubmatchIndex(low); m != nil {
			parts = append(parts, m[2:4])
		}
	}
	if at := whereThey.FindStringIndex(low); at != nil {
		rest := low[at[1]:min(len(low), at[1]+60)]
		if i := strings.Index(rest, " can "); i > 0 {
			parts = append(parts, []int{at[1], at[1] + i})
		}
	}
	return parts
}

// addressed reads a group that the beginning of a text speaks to.
func (t *Text) addressed(s sentence, low string, all []data.Audience) *Audience {
	if s.start > opening || len(low) > 250 {
		return nil
	}
	at := asksReader.FindStringIndex(low)
	if fewWords.MatchString(low) {
		at = []int{0, 0}
	} else if at == nil || !isAddressed.MatchString(low[at[1]:]) || !offersThen.MatchString(strings.TrimSpace(low)) {
		return nil
	}
	rest := low[at[1]:]
	if i := strings.IndexAny(rest, ",?;"); i >= 0 {
		rest = rest[:i]
	}
	if len(rest) > 90 {
		return nil
	}
	if strings.HasPrefix(low[at[0]:], "caring for") || strings.HasPrefix(rest, "look after ") || strings.HasPrefix(rest, "care for ") || strings.HasPrefix(rest, "caring for ") {
		rest = "carer"
	}
	for _, a := range all {
		if word := groupIn(rest, a); word != nil {
			return &Audience{Span: t.whole(s), ID: a.ID}
		}
	}
	return nil
}
