package content

import (
	"net/mail"
	"net/url"
	"regexp"
	"strings"

	"fingerpost/geo"
)

// checkURL notes a mistake for anything that is not a whole web address.
func (e *entry) checkURL(field, s string) {
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || !strings.Contains(u.Host, ".") || strings.ContainsAny(s, " \t") {
		e.mistake(e.at(field), field, BadURL, s, "")
	}
}

// checkEmail notes a mistake for anything that is not a plain e-mail address.
func (e *entry) checkEmail(field, s string) {
	if s == "" {
		return
	}
	parsed, err := mail.ParseAddress(s)
	if _, host, _ := strings.Cut(s, "@"); err != nil || parsed.Address != s || !strings.Contains(strings.Trim(host, "."), ".") {
		e.mistake(e.at(field), field, BadEmail, s, "")
	}
}

// languageCode is the shape of a language's code (BCP 47; ISO 639 codes are its first part).
var languageCode = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$`)

// names gives a list of named values as plain texts.
func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

func join(list []string) string { return strings.Join(list, ", ") }

// areaChoices writes the areas that a name may mean, with their codes.
func areaChoices(areas []geo.Area) string {
	var out []string
	for _, a := range areas {
		out = append(out, string(a.Code)+" "+a.Name)
	}
	return join(out)
}
