package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// plainHeading is a heading that names no one thing: a list, a section of the site, a word of welcome.
var plainHeading = pattern.MustCompile(`(?i)^(?:our |the |all |other |local |regular |weekly |current |upcoming |community |more |find |a-z of )*(?:groups?(?: and (?:activities|classes|clubs))?|activit(?:y|ies)(?: and (?:groups|classes|clubs|events))?|services?|projects?|classes|clubs?|sessions?|events?|support|support groups?|courses|` +
	`programmes?|what'?s on(?:\b.*)?|what we (?:do|offer)|how we (?:can )?help|timetable|weekly timetable|groups and (?:clubs|activities)|things to do|clubs and (?:classes|societies|groups|activities)|home|welcome|welcome to\b.*|get (?:help|support|involved)|how to get help|about(?: us)?|contact(?: us)?|directory|search results|results|` +
	`news|blog|weekly (?:activities|groups|programme|sessions)|help and support|advice|information|beth sy'n digwydd|grwpiau|gweithgareddau)(?: (?:in|at|for|on|near) .*)?[.!]?$`)

func isPlain(heading string) bool {
	return plainHeading.MatchString(strings.ReplaceAll(heading, "’", "'"))
}

// name is what the page's listing is called: its heading, where that names something, else its title.
func (p *page) name() (string, How) {
	if p.heading != "" {
		return p.heading, How{"heading", Read}
	}
	if p.title != "" && !p.isOwner(p.title) {
		return p.title, How{"title", Read}
	}
	return "", How{}
}

// runners are the words after which who runs it is named.
var runners = pattern.MustCompile(`(?:[Rr]un|[Pp]rovided|[Oo]rgani[sz]ed|[Hh]osted|[Dd]elivered|[Mm]anaged|[Oo]ffered|[Ll]ed|[Pp]ut on|[Ff]acilitated) (?:jointly )?by (?:the )?|\b(?:from|by|at) |\b(?:[Aa] (?:project|service|group|partnership) (?:of|by|from)|[Pp]art of) (?:the )?`)

// runner reads who runs it: beside its label, after words that say so, or the site's owner where the text names it.
func (s *passage) runner(f *Found) {
	for _, l := range s.of(runner) {
		if name := data.PlainLine(l.text, data.MaxName); name != "" && len(name) <= 100 && !isInRole(name) {
			f.OrganizationName = name
			how := How{l.how, max2(l.sure)}
			if soundsPersonal(name) {
				how.Sure = Guessed
			}
			f.note("organization", how, true)
			return
		}
	}
	for _, at := range runners.FindAllStringIndex(s.text, 40) {
		name := properName(s.text[at[1]:])
		verb := strings.TrimSpace(s.text[at[0]:at[1]])
		if bare := verb == "from" || verb == "by" || verb == "at"; name == "" || bare && !isOrganization(name) || bare && verb == "at" || !bare && len(strings.Fields(name)) < 2 && !isOrganization(name) {
			continue
		}
		if strings.HasSuffix(name, "Benefit") || strings.HasSuffix(name, "Credit") {
			continue // what pays for it
		}
		if isOrganization(name) || data.MayBePerson(name) && len(strings.Fields(name)) > 2 || s.page.isOwner(name) {
			f.OrganizationName = data.PlainLine(name, data.MaxName)
			f.note("organization", How{"text: '" + verb + " " + f.OrganizationName + "'", Read}, true)
			return
		}
	}
	for _, owner := range s.page.owners {
		if !alike(owner, s.name) && (containsName(s.page.lines, owner) || s.page.family.isPlain() && speaksOfItself(s.page.lines)) && s.page.mayRun(owner) {
			f.OrganizationName = owner
			f.note("organization", How{"text: '" + owner + "'", Read}, true)
			return
		}
	}
}

// soundsPersonal reports whether what stands where an organisation should may be the name of a person who runs something.
func soundsPersonal(name string) bool {
	return len(strings.Fields(name)) == 2 && !isOrganization(name) && data.MayBePerson(name)
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

// speaksOfItself reports whether the text is in the words of those who do what it tells of.
func speaksOfItself(in []line) bool {
	times := 0
	for _, l := range in {
		if times += len(ourselves.FindAllStringIndex(l.text, 2)); times >= 2 {
			return true
		}
	}
	return false
}

// ourselves are the words in which people speak of what they do themselves.
var ourselves = pattern.MustCompile(`(?i)\b(?:we|our|us|we're|we’re|we'll|we’ll)\b`)

// councilOrSite are owners of sites that speak of others' services.
var councilOrSite = pattern.MustCompile(`(?i)\b(?:council|directory|local offer|information service|link|hub|healthwatch|voluntary action|cvs|community centre)\b`)

// containsName reports whether a text outside links and labels names somebody.
func containsName(in []line, name string) bool {
	return slices.ContainsFunc(in, func(l line) bool {
		return l.level == 0 && (l.kind == none || l.kind == about || l.kind == who || l.kind == entry) && strings.Contains(l.text, name)
	})
}

// properName is the run of words with capitals that a text begins with.
func properName(s string) string {
	s, _, _ = strings.Cut(s[:min(len(s), 120)], "\n")
	var words []string
	for i, word := range strings.Fields(s) {
		bare := strings.Trim(word, ".,;:()'’\"“”")
		if bare == "" {
			break
		}
		small := slices.Contains([]string{"of", "and", "the", "for", "&", "in"}, bare)
		if first := bare[0]; !(first >= 'A' && first <= 'Z') && !(small && i > 0) {
			break
		}
		words = append(words, bare)
		if strings.HasSuffix(word, ".") || strings.HasSuffix(word, ",") || strings.HasSuffix(word, ";") || strings.HasSuffix(word, ")") {
			break
		}
	}
	for len(words) > 0 && slices.Contains([]string{"of", "and", "the", "for", "&", "in"}, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// organizations are the words that names of organisations have.
var organizations = wordSet(`trust charity foundation association society council federation church churches parish mosque temple school
	college university library libraries nhs network project partnership partners community communities centre services service support
	care carers club cic cio ltd union mind uk neighbours friends group groups volunteers voluntary action alliance housing homes
	forum rotary lions scouts guides institute ministry mission gurdwara synagogue academy league advice citizens together
	enterprise enterprises company collective coop cooperative hospice hospital board team department wellbeing health`)

// isOrganization reports whether a name has a word that no person's has.
func isOrganization(name string) bool {
	for _, w := range nameWords(name) {
		if organizations[w] {
			return true
		}
	}
	return false
}

var noPossessive = strings.NewReplacer("'s", "", "’s", "")

// namedFor are the groups of people whom the name of a listing names: "Men's Shed", "Carers' Hub".
func (p *page) namedFor(name string) (out []data.AudienceID) {
	words := " " + strings.Join(nameWords(noPossessive.Replace(name)), " ") + " "
	for _, a := range p.rules.Audiences {
		for _, word := range a.Words {
			for _, ending := range []string{" ", "s "} {
				if strings.Contains(words, " "+strings.ToLower(word)+ending) {
					out = addTo(out, a.ID)
				}
			}
		}
	}
	return out
}
