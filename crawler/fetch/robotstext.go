package fetch

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// ourRules picks from a robots.txt the rules that are meant for us and writes them in a form that the parser of
// temoto/robotstxt judges as RFC 9309 does. Left to itself it drops the whole file for one crawl-delay of "10s" or one rule
// ahead of any agent, takes the rules of an agent named "Finger" for ours, ignores "Disallow: *", lets the first of two
// equal rules win, and searches a rule with a wildcard anywhere in the path. Where a wildcard cannot be put right we stay
// out: an Allow with one is left out, since matching too much would let us in.
func ourRules(file []byte) []byte {
	file = asUTF8(file)
	var ours, anyone group
	agents := map[*group]bool{}
	inRules := false
	for line := range bytes.Lines(bytes.ReplaceAll(file, []byte("\r"), []byte("\n"))) {
		key, value := splitRule(string(line))
		switch key {
		case "user-agent", "useragent":
			if inRules {
				agents, inRules = map[*group]bool{}, false
			}
			switch name := productToken(value); {
			case strings.EqualFold(name, Token):
				agents[&ours], ours.named = true, true
			case name == "*":
				agents[&anyone] = true
			}
		case "allow", "disallow", "crawl-delay", "crawldelay":
			inRules = true
			for g := range agents {
				g.add(key, value)
			}
		}
	}
	if ours.named {
		return ours.text()
	}
	return anyone.text()
}

// group is the rules for one agent.
type group struct {
	named           bool
	allow, disallow []string
	wild            int // how many of disallow have a wildcard
	delay           float64
}

// A rule with a wildcard becomes a regular expression. Beyond these bounds no file means well.
const (
	mostWild    = 1000
	longestWild = 100
	mostStars   = 8
	// longestDelay is in seconds: what is more could not be told in a [time.Duration]. crawlDelay makes it bearable.
	longestDelay = 1e6
)

// asUTF8 takes a byte order mark off, and reads a file that some editor for Windows wrote in UTF-16: read as what it should
// be, it would forbid nothing.
func asUTF8(file []byte) []byte {
	order := unicode.LittleEndian
	switch {
	case bytes.HasPrefix(file, []byte("\ufeff")):
		return file[3:]
	case bytes.HasPrefix(file, []byte("\xff\xfe")), len(file) > 1 && file[0] != 0 && file[1] == 0:
	case bytes.HasPrefix(file, []byte("\xfe\xff")), len(file) > 1 && file[0] == 0 && file[1] != 0:
		order = unicode.BigEndian
	default:
		return file
	}
	text, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(file)
	if err != nil {
		return file
	}
	return text
}

func (g *group) add(key, value string) {
	switch key {
	case "allow":
		if path := rulePath(value); path != "" && !strings.ContainsAny(path, "*$") {
			g.allow = append(g.allow, path)
		}
	case "disallow":
		path := rulePath(value)
		if star := strings.IndexAny(path, "*$"); star >= 0 {
			if g.wild++; g.wild > mostWild || len(path) > longestWild || strings.Count(path, "*") > mostStars {
				path = "/" + strings.TrimPrefix(path[:star], "/") // all that the rule might mean, and more
			}
		}
		if path != "" {
			g.disallow = append(g.disallow, path)
		}
	default:
		number := strings.TrimRight(strings.ToLower(value), " second.")
		if seconds, err := strconv.ParseFloat(number, 64); err == nil && seconds > 0 {
			g.delay = min(seconds, longestDelay)
		}
	}
}

// text writes the group with what it allows first, so that of two equal rules the kinder wins (RFC 9309, 2.2.2).
func (g *group) text() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "User-agent: %s\n", Token)
	for _, path := range g.allow {
		fmt.Fprintf(&b, "Allow: %s\n", path)
	}
	for _, path := range g.disallow {
		fmt.Fprintf(&b, "Disallow: %s\n", path)
	}
	if g.delay > 0 {
		fmt.Fprintf(&b, "Crawl-delay: %s\n", strconv.FormatFloat(g.delay, 'f', -1, 64))
	}
	return b.Bytes()
}

func splitRule(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, _ = strings.Cut(line, ":")
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

// productToken is the name in a user-agent line, without a version (RFC 9309, 2.2.1).
func productToken(value string) string {
	if value == "*" {
		return value
	}
	end := strings.IndexFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
	if end >= 0 {
		value = value[:end]
	}
	return value
}

// rulePath is a rule's path in comparable form. A star at the end says nothing, one at the start stands for the slash.
func rulePath(value string) string {
	if value == "" {
		return ""
	}
	path := strings.TrimRight(sameEscapes(value), "*")
	if path == "" {
		return "/"
	}
	if last := len(path) - 1; strings.Contains(path[:last], "$") { // only the last one marks the end
		path = strings.ReplaceAll(path[:last], "$", "%24") + path[last:]
	}
	if path[0] != '/' && path[0] != '*' {
		path = "/" + path
	}
	return path
}

var literally = strings.NewReplacer("*", "%2A", "$", "%24")

// robotsPath is what of an address the rules are compared with.
func robotsPath(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	// A star or dollar in the address is one; in a rule it is more, and %2A and %24 stand for the letter.
	return sameEscapes(literally.Replace(path))
}

// sameEscapes writes every octet in one way (RFC 9309, 2.2.2): unreserved ones plain, blanks and what is not ASCII
// escaped, other escapes in capitals.
func sameEscapes(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		octet, escaped := s[i], false
		if octet == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				octet, escaped = byte(n), true
				i += 2
			}
		}
		if isUnreserved(octet) || (!escaped && octet > ' ' && octet < 0x7f) {
			b.WriteByte(octet)
		} else {
			fmt.Fprintf(&b, "%%%02X", octet)
		}
	}
	return b.String()
}

func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
