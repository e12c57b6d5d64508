package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
	"fingerpost/data/prose"
)

// Who runs a listing is told apart from who owns the site, pays for it, lends it a room or sends people to it. It is read
// only where it is said: the owners of sites say "we" and "our" of groups that others run, as those who run them do.

var (
	// ranBy are the words after which who runs it is named: the more plainly it is said, the earlier the group. Whom it is
	// run for may stand between: "delivered for the trust by".
	ranBy = pattern.MustCompile(`(?i)\b(?:(run|provided|organi[sz]ed|delivered|managed|operated|offered|arranged|put on|laid on|brought to you|facilitated|looked after)|(led|staffed|taught|tutored)|(hosted|held))(?: (?:jointly|together|entirely|wholly|solely|independently|locally|now|weekly|(?:not|never) by [^.;\n]{2,40}? but|(?:for|on behalf of) [^.;\n]{2,60}?))? by |` +
		`\b((?:project|service|group|partnership|club|scheme|initiative|programme) (?:of|by|from)|part of) |\btutor: `)
	// helpers are the people through whom an organisation is named: "volunteers from St Mark's".
	helpers = pattern.MustCompile(`(?i)\b(?:volunteers?|people|folk|team|staff|workers?|members?|ladies|friends|advis[eo]rs?|nurses|tutors?|artists|students|leaders?|trustees|\p{L}+) (?:from|of|at) (?:the )?$`)
	// whoRuns is a sentence that turns round: "It's the Mothers' Union who run it", "the groups that Open Door runs".
	whoRuns = pattern.MustCompile(`(?i)\bit(?:'s|’s| is| was) ([^.;\n]{3,80}?) (?:who|that|which) (?:runs?|organi[sz]es?|provides?|started|puts? on)\b`)
	// whoRun has the name before such words: "Leeds Safe Women, who run the group".
	whoRun = pattern.MustCompile(`((?:\p{Lu}[\p{L}'’&-]* (?:of |and |for |& )?){1,5}\p{Lu}[\p{L}'’&-]*),? (?:who|which) (?:also )?(?:runs?|organi[sz]es?|provides?) (?:it|this|these|them|the|our)\b`)
	// runsNamed has the name before words after which the listing's own comes: "Leeds Mind runs Tea and Toast".
	runsNamed = pattern.MustCompile(`((?:\p{Lu}[\p{L}'’&-]* (?:of |and |for |& )?){1,5})(?:runs?|organi[sz]es?|provides?|hosts?|offers?|delivers?) (?:the |our |a )?`)
	// itsProject has the name before a word for what the listing is: "It is a Leeds Mind project".
	itsProject = pattern.MustCompile(`\bis (?:an?|one of) ((?:\p{Lu}[\p{L}'’&-]* ){1,5})(?:project|service|initiative|group|scheme)s?\b`)
	// another is what else is run or provided by somebody, beside the listing.
	another = pattern.MustCompile(`(?i)\b(transport|food|meals?|lunch(?:es)?|refreshments|catering|training|cr[eè]che|childcare|caf[eé]|buildings?|hall|centre|church|house|venue|rooms?|premises|page|web ?site|site|information|content|music|equipment|funding|insurance|parking|minibus|supervision|library|museum|park|pool|garden) (?:(?:is|are|was|will be|being|kindly|now|also|owned|and|both) ){0,4}$`)
	// from names who comes to give it: "Come and see advisers from Citizens Advice".
	from = pattern.MustCompile(`\b(?:volunteers|advis[eo]rs|workers|members|tutors|nurses) from (?:the )?`)
	// whatItIs says of a name that it is that of an organisation.
	whatItIs = pattern.MustCompile(`(?i)^,? (?:which is |who are |is )?(?:an?|our|the) (?:[\p{L}-]+,? ){0,3}?(?:charity|company|co-?operative|society|organi[sz]ation|enterprise|cic|cio|trust|church|club|group|network|association|not-for-profit|partnership|choir|collective)\b`)
	// legalForm is what the law calls an organisation.
	legalForm = pattern.MustCompile(`\b(?:CIC|CIO|SCIO|LLP|Ltd|Limited|plc)\b`)
	// notItself is what a listing is part of and not run by.
	notItself = pattern.MustCompile(`(?i)\b(?:benefit|credit|network|campaign|programme|scheme|festival|week|month|project|strategy|day|offer|fund|initiative|family|plan|movement)s?$`)
)

// runner reads who runs it: beside its label, after words that say so, or the site's owner where the text shows that it does.
func (s *passage) runner(f *Found) {
	for _, l := range s.of(runner) {
		if ranBy.MatchString(l.text) {
			continue // a sentence under a heading
		}
		text, _, _ := strings.Cut(l.text, ". ")
		if name := data.PlainLine(text, data.MaxName); name != "" && len(name) <= 100 && !isInRole(name) {
			f.OrganizationName = name
			how := How{l.how, max2(l.sure)}
			if soundsPersonal(name) && !ofOrganization.MatchString(l.label) {
				how.Sure = Guessed
			}
			f.note("organization", how, true)
			return
		}
	}
	if name, words := s.saidToRun(); name != "" {
		for _, owner := range s.page.owners {
			if alike(owner, name) && len(owner) > len(name) && !same(owner, s.name) {
				name = owner // "Run by Forthlink" on the site of Forthlink Wellbeing
			}
		}
		f.OrganizationName = data.PlainLine(name, data.MaxName)
		f.note("organization", How{data.PlainLine("text: '"+words+" "+f.OrganizationName+"'", data.MaxName), Read}, true)
		return
	}
	for _, owner := range s.page.owners {
		if !alike(owner, s.name) && s.page.mayRun(owner) && (namesDoer(s.page.lines, owner) || saysWeRun(s.page.lines)) {
			f.OrganizationName = owner
			f.note("organization", How{"text: '" + owner + "'", Read}, true)
			return
		}
	}
}

// ofOrganization is a label beside which no person stands.
var ofOrganization = pattern.MustCompile(`(?i)organi[sz]ation|provider|provided by|charity|delivered by|managed by`)

// saidToRun is the name that the text says most plainly to be that of who runs it, and the words before it.
func (s *passage) saidToRun() (name, words string) {
	best := 9
	for _, at := range ranBy.FindAllStringSubmatchIndex(s.text, 40) {
		rank := 1
		for rank < 5 && at[2*rank] < 0 {
			rank++
		}
		if rank >= best || denying.MatchString(s.text[max(0, at[0]-20):at[0]]) || s.isOfAnother(at[0]) {
			continue
		}
		if named := s.actor(s.text[at[1]:]); named != "" && !(rank == 4 && notItself.MatchString(named)) {
			best, name, words = rank, named, strings.TrimSpace(s.text[at[0]:at[1]])
		}
	}
	if name != "" {
		return name, words
	}
	for _, at := range whoRuns.FindAllStringSubmatchIndex(s.text, 5) {
		said := s.text[at[2]:at[3]]
		if i := strings.LastIndex(said, "and "); i >= 0 && !isOrganization(said[:i]) {
			said = said[i+len("and "):]
		}
		if named := s.actor(said); named != "" {
			return named, "it is"
		}
	}
	for _, re := range []*pattern.Pattern{runsNamed, itsProject} {
		for _, m := range re.FindAllStringSubmatchIndex(s.text, 10) {
			named := s.text[m[2]:m[3]]
			if s.isActor(named, "") && (re == itsProject || s.name != "" && strings.HasPrefix(s.text[m[1]:], s.name)) {
				return strings.TrimSpace(named), "run by"
			}
		}
	}
	if m := whoRun.FindStringSubmatch(s.text); m != nil && s.isActor(m[1], "") {
		return m[1], "who run it:"
	}
	if at := from.FindStringIndex(s.text); at != nil {
		if named := properName(s.text[at[1]:]); isOrganization(named) {
			return named, strings.TrimSpace(s.text[at[0]:at[1]])
		}
	}
	return "", ""
}

// isOfAnother reports whether the words before a verb speak of something beside the listing: "The crèche is run by".
func (s *passage) isOfAnother(at int) bool {
	m := another.FindStringSubmatch(s.text[max(0, at-60):at])
	return m != nil && !strings.Contains(strings.ToLower(s.name), strings.ToLower(m[1]))
}

// denying stands before words that say who does not run it.
var denying = pattern.MustCompile(`(?i)\b(?:not|n't|n’t|no longer|was|were|used to be|formerly|previously|website|page|site) (?:being )?$`)

// actor is the organisation that a text begins with, or that the people come from with whom it begins.
func (s *passage) actor(text string) string {
	text, _, _ = strings.Cut(text[:min(len(text), 140)], "\n")
	the := strings.HasPrefix(text, "the ") // which stands before no person's name
	for _, lead := range []string{"the ", "our ", "friends at ", "partners at ", "partners ", "partner ", "charity ", "local charity "} {
		text = strings.TrimPrefix(text, lead)
	}
	name := properName(text)
	if body, house, ok := strings.Cut(name, " in "); ok && isHouse(house) {
		name = body // "the Women's Institute in Oak Hall"
	}
	if s.isActor(name, text[min(len(text), len(name)):]) || the && len(nameWords(name)) > 1 && !startsAsPerson(name) && !same(name, s.name) && !isPayer(name) {
		return name
	}
	if i := strings.IndexAny(text, ".;("); i >= 0 {
		text = text[:i]
	}
	for i := range text {
		if i > 0 && text[i-1] == ' ' && helpers.MatchString(text[:i]) {
			if name := properName(text[i:]); name != "" && !wholeCountry.MatchString(name) && (len(strings.Fields(name)) > 1 || isOrganization(name)) && !startsAsPerson(name) {
				return name
			}
		}
	}
	return ""
}

// wholeCountry begins the names of bodies that those who give it belong to.
var wholeCountry = pattern.MustCompile(`^(?:British|National|UK|Royal|Chartered|General) `)

// isActor reports whether a name is an organisation's: by a word in it, by what stands behind it, or since no person's name
// is like it.
func (s *passage) isActor(name, behind string) bool {
	name = strings.TrimSpace(name)
	if name == "" || isPayer(name) || same(name, s.name) {
		return false
	}
	if isOrganization(name) || legalForm.MatchString(name) || s.page.isOwner(name) || whatItIs.MatchString(behind) {
		return true
	}
	words := nameWords(name)
	if len(words) < 2 || startsAsPerson(name) {
		return false
	}
	last := strings.Fields(name)
	return len(words) > 2 || strings.Contains(name, "&") || isTownName(last[len(last)-1]) || isGroupOfPeople(words[len(words)-1])
}

// isPayer reports whether a name is that of a benefit that pays for it.
func isPayer(name string) bool {
	return strings.HasSuffix(name, "Benefit") || strings.HasSuffix(name, "Credit")
}

// isGroupOfPeople reports whether a word is that for people who do something together: "Ramblers", "Steppers".
func isGroupOfPeople(word string) bool {
	return len(word) > 6 && strings.HasSuffix(word, "ers") && !surnames[word]
}

// surnames end like words for people who do something.
var surnames = wordSet("chambers saunders sanders summers sommers rodgers stringers childers withers carruthers")

// startsAsPerson reports whether a name begins as people's do: with a forename or a title.
func startsAsPerson(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	first = strings.TrimRight(first, ".,")
	return prose.IsForename(first) && !isOrganization(rest) || personTitles[strings.ToLower(first)]
}

var personTitles = wordSet("mr mrs ms miss dr rev revd reverend cllr prof professor sister father imam rabbi pastor")

// soundsPersonal reports whether what stands where an organisation should may be the name of a person who runs something.
func soundsPersonal(name string) bool {
	words := strings.Fields(name)
	if len(words) <= 3 && startsAsPerson(name) {
		return true
	}
	return len(words) == 2 && !isOrganization(name) && data.MayBePerson(name) && !isGroupOfPeople(strings.ToLower(words[1]))
}

// isInRole reports whether a name beside a label is somebody's, with what they do: "Maureen, kitchen lead".
func isInRole(name string) bool {
	first, role, ok := strings.Cut(name, ",")
	return ok && !isOrganization(first) && data.MayBePerson(first) && roles.MatchString(role)
}

// mayRun reports whether the site's owner is one that runs services itself: no council, directory or house, nor a word that
// is not a name.
func (p *page) mayRun(owner string) bool {
	return (len(nameWords(owner)) > 1 || !isOrganization(owner)) && len(owner) > 3 && !councilOrSite.MatchString(owner) && !isHouse(owner) && !isTownName(owner)
}

// councilOrSite are owners of sites that speak of others' services.
var councilOrSite = pattern.MustCompile(`(?i)\b(?:council|directory|local offer|information service|link|hub|healthwatch|voluntary action|cvs|community centre|parish|village|magazine|gazette|guide|portal|online|what's on)\b`)

// weRun is a sentence in which the owner of a site says that they run all that the page lists.
var weRun = pattern.MustCompile(`(?i)(?:^|[.!] )(?:we|our (?:charity|team)) (?:also |now )?(?:run|provide|offer|deliver|organise) (?:two|three|four|five|six|seven|eight|nine|ten|several|many|these|the following|all (?:of )?the|a (?:range|number|variety) of) (?:[a-z-]+ ){0,3}(?:services|groups|sessions|classes|clubs|courses|projects|activities)\b`)

// saysWeRun reports whether the owner says so on the page.
func saysWeRun(in []line) bool {
	return slices.ContainsFunc(in, func(l line) bool { return l.level == 0 && weRun.MatchString(l.text) })
}

// namesDoer reports whether a text outside links and labels names somebody who does what it tells of: not as a place to go
// to, nor as one that pays, lets or is thanked.
func namesDoer(in []line, name string) bool {
	return slices.ContainsFunc(in, func(l line) bool {
		if l.level > 0 || l.kind != none && l.kind != about && l.kind != who && l.kind != entry {
			return false
		}
		at := strings.Index(l.text, name)
		return at >= 0 && !besides.MatchString(l.text[:at]) && !lends.MatchString(l.text[at+len(name):]) && !longer.MatchString(l.text[at+len(name):])
	})
}

var (
	// besides stands before the name of one who does not run it.
	besides = pattern.MustCompile(`(?i)\b(?:at|in|near|opposite|behind|beside|outside|funded by|paid for by|supported by|sponsored by|owned by|help of|support of|support from|funding from|grant from|with|thanks to|visit|hosted by|based in|cheques? to|out to) (?:the )?$|,\s*$`)
	// longer is the rest of a name that only begins as another: that of a house after who is in it.
	longer = pattern.MustCompile(`^ (?:\p{Lu}[\p{L}'’-]+ ){0,2}(?:Centre|Center|House|Hall|Hub|Rooms?|Building|Library|Clinic|Offices?)\b`)
	// lends stands behind it.
	lends = pattern.MustCompile(`(?i)^(?:'s|’s)? (?:(?:kindly |only |also |just )?(?:gives?|lends?|lets?|funds?|pays?|hosts?|supports?|sponsors?|looks after|lists?|publish\w*|does not|doesn't|doesn’t|is not|isn't|isn’t|has no|accepts? no|takes? no|cannot|website|site|page|office)|directory)\b`)
)
