package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// plainHeading is a heading that names no one thing: a list, a section of the site, a word of welcome.
var plainHeading = pattern.MustCompile(`(?i)^(?:our |the |all |other |local |regular |weekly |current |upcoming |community |more |find |a-z of )*(?:groups?(?: and (?:activities|classes|clubs))?|activit(?:y|ies)(?: and (?:groups|classes|clubs|events))?|services?|projects?|classes|clubs?|sessions?|events?|support|support groups?|courses|` +
	`programmes?|what'?s on(?:\b.*)?|what we (?:do|offer)|how we (?:can )?help|timetable|weekly timetable|groups and (?:clubs|activities)|things to do|clubs and (?:classes|societies|groups|activities)|home|welcome|welcome to\b.*|get (?:help|support|advice|involved)|how to get help|about(?: us)?|contact(?: us)?|directory|search results|results|` +
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
		for _, mark := range []string{"'", "’"} {
			if strings.HasSuffix(word, "s"+mark) {
				bare += mark // "Mothers' Union"
			}
		}
		words = append(words, bare)
		if strings.HasSuffix(word, ".") || strings.HasSuffix(word, ",") || strings.HasSuffix(word, ";") || strings.HasSuffix(word, ")") {
			break
		}
	}
	for len(words) > 0 && slices.Contains([]string{"of", "and", "the", "for", "&", "in"}, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.TrimRight(strings.Join(words, " "), "'’")
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
