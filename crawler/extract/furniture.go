package extract

import (
	"strings"

	"fingerpost/data/pattern"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Furniture is what every page of a site has around what the page is about: its owner, its ways around, its cookies. What
// stands there is the owner's, never the listing's.

// furnitureRoles are the parts of a page that say of themselves that they are furniture (WAI-ARIA landmarks).
var furnitureRoles = map[string]bool{
	"banner": true, "contentinfo": true, "navigation": true, "complementary": true, "search": true, "dialog": true, "alertdialog": true,
	"menu": true, "menubar": true, "toolbar": true,
}

// furnitureWords are words of classes and ids that mean furniture wherever they stand.
var furnitureWords = wordSet(`cookie cookies gdpr consent ccc breadcrumb breadcrumbs crumbs sidebar nav navbar navigation menu submenu
	footer footerwrap prefooter colophon masthead skip skiplink skiplinks pagination pager paging share sharing sharer social socials
	addtoany sharedaddy related newsletter subscribe mailchimp announcement announcements widget widgets comments respond
	commentlist popup modal lightbox advert adverts advertisement promo feedback copyright topbar toplinks offcanvas megamenu
	quickexit lastupdated backtotop gtranslate`)

// furniturePairs are words that mean furniture only one after the other.
var furniturePairs = map[string]bool{
	"site header": true, "page header": false, "main header": true, "top header": true, "header top": true, "above header": true, "top bar": true,
	"side bar": true, "right rail": true, "left rail": true, "site info": true, "see also": true, "read next": true, "more like": true,
	"quick exit": true, "back to": true, "last updated": true, "page tools": true, "print page": true, "translate widget": true,
	"emergency banner": true, "alert banner": true, "site notice": true, "sign up": true, "log in": true, "listing actions": true,
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// isFurniture reports whether an element is furniture. within says that it stands in the main content, where a header may
// be the content's own and an aside may hold the facts in short.
func isFurniture(n *html.Node, within bool) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Dialog:
		return true
	case atom.Header:
		return !within && !contains(n, isTitle)
	case atom.Footer:
		return !within || !statesFacts(n)
	case atom.Aside:
		lines := linesOf(n, nil, true)
		return !factLines(lines) && !(within && sessionLines(lines))
	case atom.Html, atom.Body, atom.Main, atom.H1, atom.Td, atom.Tr, atom.Table, atom.Tbody:
		return furnitureRoles[strings.ToLower(attr(n, "role"))] || n.DataAtom == atom.Td && hasClass(n, "menu")
	case atom.A, atom.Span, atom.B, atom.Strong, atom.Em, atom.I, atom.Font, atom.Br:
		return false
	}
	role := strings.ToLower(attr(n, "role"))
	if furnitureRoles[role] {
		return role != "complementary" || !statesFacts(n)
	}
	if role == "main" || len(n.Attr) == 0 {
		return false
	}
	last, builder := "", strings.Contains(attr(n, "class"), "elementor-widget") // of which every part of a page is one
	marked := tokens(n, func(word string) bool {
		is := furnitureWords[word] && !(builder && word == "widget") && !(within && softWords[word] && holdsText(n)) || furniturePairs[last+" "+word]
		last = word
		return is
	})
	// A wrapper is often named for what else it holds: "with-sidebar", "has-breadcrumbs".
	if !marked || contains(n, isTitle) {
		return false
	}
	if !within {
		return true
	}
	lines := linesOf(n, nil, true) // once: boxes stand in boxes
	return !factLines(lines) && !sessionLines(lines) && !isHoursBox(n, lines)
}

// sessionLines reports whether the lines of a box tell when a session is, in words that no office has for its hours.
func sessionLines(lines []line) bool {
	says := false
	for _, l := range lines {
		label := l.label
		if l.level > 0 {
			label = l.text
		}
		switch kindOf(label) {
		case when:
			says = says || sessionLabel.MatchString(label)
		case aside:
			return false
		}
	}
	return says
}

// sessionLabel is a label for when sessions are, rather than when a house is open.
var sessionLabel = pattern.MustCompile(`(?i)^(?:when|times?|dates?|days?|schedule)\b|\b(?:sessions?|meet|meetings?|class(?:es)?|group|clinic|drop-in) |\b(?:meet|meets|sessions|classes)$`)

// isHoursBox reports whether a box is made by a plug-in for opening times, and holds those of a week.
func isHoursBox(n *html.Node, lines []line) bool {
	if !tokens(n, func(word string) bool { return hoursWords[word] }) {
		return false
	}
	days := 0
	for _, l := range lines {
		if l.kind == aside || l.level > 0 && kindOf(l.text) == aside {
			return false
		}
		if isDay(l.text) {
			days++
		}
	}
	return days >= 3
}

// hoursWords are words of classes of such boxes.
var hoursWords = wordSet("op hours opening openinghours timetable")

// softWords are furniture in the main content only where they hold little but links: "lunch-menu" and "social-groups" do not.
var softWords = wordSet("menu social socials promo announcement announcements feedback")

// holdsText reports whether more than links stands in an element.
func holdsText(n *html.Node) bool {
	text := textSize(n, 2000)
	return text >= 30 && 2*text > len(textOf(n))
}

func isTitle(n *html.Node) bool {
	return n.DataAtom == atom.H1 || n.DataAtom == atom.Main || n.DataAtom == atom.Article || attr(n, "role") == "main"
}

// isBeside reports whether an element is a column beside that of the page's heading, and speaks of another: who stands over
// it is no label, and it says no more than how to reach them.
func isBeside(n *html.Node) bool {
	if !tokens(n, func(word string) bool { return columnWords[word] }) {
		return false
	}
	beside := false
	for s := n.PrevSibling; s != nil && !beside; s = s.PrevSibling {
		beside = s.Type == html.ElementNode && contains(s, func(c *html.Node) bool { return c.DataAtom == atom.H1 })
	}
	if !beside || statesFacts(n) {
		return false
	}
	heads := 0
	for _, l := range linesOf(n, nil, true) {
		if l.level == 0 {
			continue
		}
		if k := kindOf(l.text); k != none && k != aside {
			return false
		}
		heads++
	}
	return heads > 0
}

// columnWords are words of classes that say that an element is one of several columns.
var columnWords = wordSet("col column columns third quarter side right secondary")

// statesFacts reports whether a box beside the text holds facts of what the page is about: labels for when, where, for whom
// or for how much. A box that only says how to reach somebody is the owner's.
func statesFacts(n *html.Node) bool { return factLines(linesOf(n, nil, true)) }

func factLines(lines []line) bool {
	seen := map[kind]bool{}
	for _, l := range lines {
		k := l.kind
		if k == none && l.level > 0 {
			k = kindOf(l.text)
		}
		if k == when || k == where || k == cost || k == who || k == age {
			seen[k] = true
		}
	}
	return len(seen) >= 2
}
