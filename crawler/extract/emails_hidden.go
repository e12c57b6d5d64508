package extract

import (
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/publicsuffix"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// A page may keep its addresses from machines that gather them and still show them to every person who looks at it: a script
// puts them together, a style turns them round, a picture shows them. What a person reads there is read here, too. Nothing
// is run: a script is only read for the texts that it joins.

// hiddenEmail is the address that an element shows people by its attributes; empty if it shows none.
func hiddenEmail(n *html.Node, href string) string {
	if _, code, ok := strings.Cut(href, "/cdn-cgi/l/email-protection#"); ok {
		if address := unmasked(code); address != "" {
			return address
		}
	}
	local, host, end := "", "", ""
	for _, a := range n.Attr {
		if len(a.Val) > 500 || a.Val == "" {
			continue
		}
		switch part, ok := strings.CutPrefix(a.Key, "data-"); {
		case a.Key == "data-cfemail":
			return unmasked(a.Val)
		case a.Key == "onclick" || a.Key == "href" && strings.HasPrefix(a.Val, "javascript:"):
			if address := joinedEmail(a.Val); address != "" {
				return address
			}
		case !ok:
		case strings.Contains(part, "mail") && isEmail(wholeEmail(a.Val)):
			return wholeEmail(a.Val)
		case localParts[part]:
			local = a.Val
		case hostParts[part]:
			host = a.Val
		case endParts[part]:
			end = strings.TrimLeft(a.Val, ".")
		}
	}
	if local == "" || host == "" {
		return ""
	}
	if end != "" {
		host += "." + end
	}
	if address := local + "@" + strings.TrimLeft(host, "@"); isEmail(address) {
		return address
	}
	return ""
}

// The names of attributes that hold parts of an address, after "data-".
var (
	localParts = wordSet("user username name local localpart local-part mailbox account email-user email-name email-local u before mail-name mail-user recipient to first part1")
	hostParts  = wordSet("domain host site server email-domain email-host at d after mail-domain mail-host website part2 org")
	endParts   = wordSet("tld ext suffix extension part3 ending email-tld")
)

// unmasked reads an address as Cloudflare masks it: each byte is joined with the first by exclusive or.
func unmasked(code string) string {
	b, err := hex.DecodeString(code[:min(len(code), 500)])
	if err != nil || len(b) < 4 {
		return ""
	}
	for i := range b[1:] {
		b[i+1] ^= b[0]
	}
	return email(string(b[1:]))
}

// wholeEmail is an address that stands in one attribute: as it is, turned round, or in base 64.
func wholeEmail(s string) string {
	if address := email(s); isEmail(address) {
		return address
	}
	if address := email(reversed(s)); isEmail(address) {
		return address
	}
	if b, err := base64.StdEncoding.DecodeString(s); err == nil {
		return email(string(b))
	}
	return ""
}

// isEmail reports whether a text is an address at a host such as there may be.
func isEmail(s string) bool {
	address, ok := data.ReadEmail(s)
	if !ok {
		return false
	}
	host := strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])
	suffix, known := publicsuffix.PublicSuffix(host)
	return (known || suffix == "example") && suffix != host
}

func reversed(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

// turnedRound is the address that an element shows whose style turns its letters round.
func turnedRound(n *html.Node) string {
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	if !strings.Contains(style, "direction:rtl") && !tokens(n, func(word string) bool { return turning[word] }) {
		return ""
	}
	if s := reversed(textOf(n)); len(s) < 255 && isEmail(s) {
		return s
	}
	return ""
}

// turning are words of the classes of such elements.
var turning = wordSet("rev reverse reversed rtl backwards bidi flip flipped mirror")

// pictured is the text of a picture that shows an address, or the sign in one.
func pictured(n *html.Node) string {
	alt := strings.TrimSpace(attr(n, "alt"))
	switch low := strings.ToLower(alt); {
	case low == "@" || low == "at" || low == "(at)" || low == "[at]":
		return "@"
	case len(alt) < 120 && (isEmail(alt) || spokenEmail.MatchString(low)):
		return " " + alt + " "
	}
	return ""
}

var (
	// spokenEmail is an address with its signs as words or in brackets, and little else.
	spokenEmail = pattern.MustCompile(`^(?:e-?mail:? )?[a-z0-9._%+-]{1,64} ?[\[({]? ?(?:at|@) ?[\])}]? ?[a-z0-9-]+(?: ?[\[({]? ?(?:dot|\.) ?[\])}]? ?[a-z0-9-]+){1,5}$`)
	// scriptText is a text in a script, or the name of one that was kept.
	scriptText = pattern.MustCompile(`"((?:[^"\\\n]|\\.){0,300})"|'((?:[^'\\\n]|\\.){0,300})'|([A-Za-z_$][\w$]{0,60})`)
	// scriptJoin is what is kept under a name, added to it, or written: texts and names, joined.
	scriptJoin = pattern.MustCompile(`(?:([A-Za-z_$][\w$]{0,60})\s*\+?=|(?:write|writeln|html|append|open)\s*\(|\breturn\b|(?:innerHTML|location|href)\s*\+?=|^\s*(?:javascript:)?)\s*(` + scriptTerm + `(?:\s*\+\s*` + scriptTerm + `)*)`)
	// scriptCall is a call with the parts of an address: "mailTo('info', 'example.org')".
	scriptCall = pattern.MustCompile(`(?i)[\w$]*mail[\w$]*\s*\(\s*["']([^"'@\s]{1,64})["']\s*,\s*["']([^"'@\s]{1,100})["'](?:\s*,\s*["']([a-z.]{2,20})["'])?`)
	anEmail    = pattern.MustCompile(`[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}`)
)

// scriptTerm is a text or a name in a script.
const scriptTerm = `(?:"(?:[^"\\\n]|\\.){0,300}"|'(?:[^'\\\n]|\\.){0,300}'|[A-Za-z_$][\w$]{0,60})`

// The bounds of a script that is looked at for an address.
const (
	maxScript = 3000
	maxJoins  = 60
)

// scriptEmail is the address that a small script writes where it stands.
func scriptEmail(n *html.Node) string {
	if n.FirstChild == nil || n.FirstChild.Type != html.TextNode || len(n.FirstChild.Data) > maxScript {
		return ""
	}
	code := n.FirstChild.Data
	if !strings.Contains(code, ".write") && !strings.Contains(code, "innerHTML") || !strings.ContainsAny(code, "@&%") && !strings.Contains(code, "mai") {
		return ""
	}
	return joinedEmail(code)
}

// joinedEmail is the first address that comes of the texts that a script joins.
func joinedEmail(code string) string {
	if m := scriptCall.FindStringSubmatch(code); m != nil {
		host := m[2]
		if m[3] != "" {
			host += "." + strings.TrimLeft(m[3], ".")
		}
		if isEmail(m[1] + "@" + host) {
			return m[1] + "@" + host
		}
	}
	kept := map[string]string{}
	for _, m := range scriptJoin.FindAllStringSubmatch(code, maxJoins) {
		var b strings.Builder
		for _, part := range scriptText.FindAllStringSubmatch(m[2], maxJoins) {
			if part[3] != "" {
				b.WriteString(kept[part[3]])
			} else {
				b.WriteString(strings.NewReplacer(`\'`, `'`, `\"`, `"`, `\/`, `/`).Replace(part[1] + part[2]))
			}
			if b.Len() > maxScript {
				return ""
			}
		}
		joined := html.UnescapeString(b.String())
		if m[1] != "" {
			kept[m[1]] = joined
		}
		if address := anEmail.FindString(strings.ReplaceAll(joined, "mailto:", " ")); isEmail(address) {
			return address
		}
	}
	return ""
}

// showEmails writes into a page the addresses that people see there and that are in none of its text.
func showEmails(root *html.Node) {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if c.Type == html.ElementNode && c.DataAtom != atom.Head && (c.DataAtom == atom.Script || !isHidden(c)) {
				if c.DataAtom == atom.A {
					showInLink(c)
				} else if shown := shownEmail(c); shown != "" {
					n.InsertBefore(&html.Node{Type: html.TextNode, Data: shown}, c)
					n.RemoveChild(c)
				}
				walk(c)
			}
			c = next
		}
	}
	walk(root)
}

// showInLink writes the address that a link shows people in the place of its text.
func showInLink(a *html.Node) {
	address := hiddenEmail(a, attr(a, "href"))
	if address == "" || len(textOf(a)) > 60 {
		return
	}
	for a.FirstChild != nil {
		a.RemoveChild(a.FirstChild)
	}
	a.AppendChild(&html.Node{Type: html.TextNode, Data: " " + address + " "})
}

// shownEmail is the address that people see where an element stands and that its text does not say.
func shownEmail(n *html.Node) string {
	if len(n.Attr) == 0 && n.DataAtom != atom.Script {
		return ""
	}
	switch n.DataAtom {
	case atom.Script:
		if address := scriptEmail(n); address != "" {
			return " " + address + " "
		}
	case atom.Img:
		return pictured(n)
	case atom.Span, atom.Bdo, atom.B, atom.Strong, atom.Em, atom.I, atom.P, atom.Div, atom.Td, atom.Li:
		if n.FirstChild == nil && isAtSign(n) {
			return "@"
		}
		if address := turnedRound(n); address != "" {
			return " " + address + " "
		}
		if address := hiddenEmail(n, ""); address != "" && len(textOf(n)) <= 60 {
			return " " + address + " "
		}
	}
	return ""
}

// isAtSign reports whether an empty element is drawn as the sign.
func isAtSign(n *html.Node) bool {
	return hasClass(n, "fa-at") || hasClass(n, "at") || hasClass(n, "icon-at") || hasClass(n, "bi-at") || hasClass(n, "at-sign")
}
