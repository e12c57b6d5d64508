package prose

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"

	"golang.org/x/net/publicsuffix"
)

// Email is an address of e-mail that the text gives.
type Email struct {
	Span
	Address string `json:"address"`
	// Person marks what looks like the address of a named person, which is not to be kept unless it is published as the
	// service's own.
	Person bool `json:"person,omitempty"`
}

const (
	mailbox = `[a-z0-9][a-z0-9._%+'-]{0,63}`
	domain  = `[a-z0-9-]{1,63}`
)

var (
	// written is an address as it stands, or with the sign in the code of a page.
	written = pattern.MustCompile(`(` + mailbox + `)(?:@|&#0?64;|&#x40;|&commat;)(` + domain + `(?:(?:\.| dot | ?[\[(]dot[\])] ?)` + domain + `){1,5})`)
	// bracketed hides the sign from machines: "info [at] example [dot] org", "info(at)example.org".
	bracketed = pattern.MustCompile(`(` + mailbox + `) ?[\[({<*] ?(?:at|@|(?:the )?(?:at|@) sign|a|(?:please )?replace (?:this )?(?:with|by) (?:an? )?(?:@|at)(?: sign)?) ?[\])}>*] ?(` + domain + `(?:(?: ?[\[({<] ?(?:dot|\.) ?[\])}>] ?|\.| dot )` + domain + `){1,5})`)
	// spoken says the signs as words: "info at example dot org". Both must be said.
	spoken = pattern.MustCompile(`\b(` + mailbox + `) at (` + domain + `(?: dot ` + domain + `){1,5})\b`)
	// loud has the sign alone as a word, which must be in capitals: "info AT example.org".
	loud = pattern.MustCompile(`\b(` + mailbox + `) at (` + domain + `(?:\.` + domain + `){1,5})`)
	// spacedOut has blanks around the sign, or the sign as a word; it must be called an address: "Email: info @ example.org".
	spacedOut = pattern.MustCompile(`\b(?:e-?mail(?: us)?(?: at| on)?:?|e:) (` + mailbox + `)(?: ?@ ?| at )(` + domain + `(?:\.` + domain + `){1,5})`)
	// apart has blanks around all its signs: "info @ example . org".
	apart = pattern.MustCompile(`\b(` + mailbox + `)(?: @ | -at- )(` + domain + `(?:(?: \. | -dot- )` + domain + `){1,5})\b`)
	// broken has a blank behind the sign, where a line was broken: "info@ example.org".
	broken = pattern.MustCompile(`\b(` + mailbox + `)@ (` + domain + `(?:\.` + domain + `){1,5})`)

	hiddenDot = pattern.MustCompile(` ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| dot | \. | -dot- `)
	// guard is what is to be taken out of an address before it is used.
	guard = pattern.MustCompile(`[.-]?(?:no-?spam|remove-?this|remove-?me|delete-?this|nospamplease)[.-]?`)
	// inSpoken are words before "at" that are no mailboxes: "find us at polka dot com".
	inSpoken = words("us me look find meet meeting available based held located online here you visit check website shop sold them out")
)

// placeholders are mailboxes and hosts that forms and templates show, and those that nobody reads.
var (
	placeholders = words(`you your yourname your.name youremail your.email name firstname.lastname first.last someone somebody user username
		example email noreply no-reply donotreply do-not-reply mailer-daemon postmaster`)
	placeholderHosts = words("domain.com yourdomain.com address.com email.com emailaddress.com company.com mysite.com yoursite.com")
)

// Emails are the addresses that the text gives, also those that are hidden from machines in the usual ways. None is put
// together from parts that do not stand side by side.
func (t *Text) Emails() []Email {
	var out []Email
	add := func(start, end int, local, host string) {
		local, host = strings.TrimRight(guard.ReplaceAllString(local, ""), "."), strings.TrimRight(guard.ReplaceAllString(host, ""), ".-")
		address, ok := data.ReadEmail(local + "@" + host)
		if !ok || len(out) >= maxFacts || placeholders[local] || placeholderHosts[host] || !isHost(host) ||
			slices.ContainsFunc(out, func(e Email) bool { return e.Address == address }) {
			return
		}
		if start > 0 && strings.IndexByte("/@=", t.low[start-1]) >= 0 || start > 0 && isWordByte(t.low[start-1]) {
			return
		}
		from, _ := t.line(start)
		from = max(from, t.in(start).start)
		person := isPersonal(address) || !data.IsRole(local) && !things[local] && t.toPerson(t.plain[min(from, start):start], false)
		out = append(out, Email{Span: t.span(start, end), Address: address, Person: person})
	}
	for _, way := range []*pattern.Pattern{written, bracketed, spoken, loud, spacedOut, apart, broken} {
		if !t.mayHide(way) {
			continue
		}
		for _, m := range way.FindAllStringSubmatchIndex(t.low, maxFacts) {
			local, host := t.low[m[2]:m[3]], hiddenDot.ReplaceAllString(t.low[m[4]:m[5]], ".")
			end := m[5]
			switch way {
			case spoken, spacedOut, apart, broken:
				if inSpoken[local] {
					continue
				}
			case loud:
				if t.plain[m[3]:m[4]] != " AT " || t.plain[m[2]:m[3]] == strings.ToUpper(t.plain[m[2]:m[3]]) {
					continue
				}
			}
			end -= len(t.low[m[4]:m[5]]) - len(strings.TrimRight(t.low[m[4]:m[5]], ".-"))
			add(m[2], end, local, host)
		}
	}
	slices.SortStableFunc(out, func(a, b Email) int { return a.Start - b.Start })
	return out
}

// mayHide reports whether the text has the sign without which a way of writing an address is not in it.
func (t *Text) mayHide(way *pattern.Pattern) bool {
	switch way {
	case written:
		return strings.ContainsAny(t.low, "@&")
	case apart:
		return strings.Contains(t.low, " @ ") || strings.Contains(t.low, " -at- ")
	case broken:
		return strings.Contains(t.low, "@ ")
	case spacedOut:
		return strings.Contains(t.low, "mail") || strings.Contains(t.low, "e: ")
	case spoken:
		return strings.Contains(t.low, "dot")
	case loud:
		return strings.Contains(t.plain, " AT ")
	}
	return strings.ContainsAny(t.low, "[({<*")
}

// isHost reports whether a host ends in what hosts on the internet end in, or in what is kept for examples (RFC 2606):
// "2x.png" does not.
func isHost(host string) bool {
	suffix, known := publicsuffix.PublicSuffix(host)
	return (known || suffix == "example") && suffix != host
}
