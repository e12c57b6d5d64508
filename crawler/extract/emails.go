package extract

import (
	"strings"

	"fingerpost/data"
)

// email is an address without what stands around it in a link.
func email(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "?")
	if len(s) >= 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	s = data.PlainLine(inLink.Replace(s), 254)
	if !strings.Contains(s, "@") || strings.Contains(s, " ") {
		return ""
	}
	return s
}

// inLink are the ways in which the signs of an address are written in a link.
var inLink = strings.NewReplacer("%40", "@", "%20", "", "[at]", "@", "(at)", "@", "[dot]", ".", "(dot)", ".")
