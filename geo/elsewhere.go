package geo

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"fingerpost/geo/internal/names"
)

// abroadTSV has a line for each name that people may type and that is not in the
// United Kingdom: the name, and the country, which is empty for a country.
//
//go:embed abroad.tsv
var abroadTSV string

// abroad are the countries of names, by key; a country is its own.
var abroad = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for line := range strings.Lines(abroadTSV) {
		name, country, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(name, "#") {
			continue
		}
		if country == "" {
			country = name
		}
		table[names.Key(name)] = country
	}
	return table
})

// Forms of what is written for a place and is none in the United Kingdom.
var (
	threeWords = regexp.MustCompile(`^\s*(?:https?://)?(?:w3w\.co/|what3words\.com/|///)?\s*\pL{2,}\.\pL{2,}\.\pL{2,}\s*$`)
	marked     = regexp.MustCompile(`^\s*(?:https?://(?:w3w\.co|what3words\.com)/|///)`)
	forces     = regexp.MustCompile(`(?i)^\s*(?:BFPO\s*\d{1,4}|BF1\s?[0-9A-Z]{0,4})\s*$`)
	// eircode is the postcode of Ireland: a routing key and four characters (Eircode
	// Product Guide).
	eircode = regexp.MustCompile(`(?i)^\s*(?:[AC-FHKNPRTV-Y]\d{2}|D6W)[\s-]?[0-9AC-FHKNPRTV-Y]{4}\s*$`)
	zip     = regexp.MustCompile(`^\s*\d{5}(?:-\d{4})?\s*$`)
	link    = regexp.MustCompile(`(?i)^\s*(?:https?://|www\.)`)
	plus    = regexp.MustCompile(`(?i)^\s*[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}\b`)
)

// elsewhereByForm recognises by its form alone what is no place in the United
// Kingdom.
func elsewhereByForm(text string) error {
	reason := Reason("")
	country := ""
	switch {
	case marked.MatchString(text), threeWords.MatchString(text) && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(text)), "www."):
		reason = ReasonThreeWords
	case forces.MatchString(text):
		reason = ReasonForces
	case plus.MatchString(text):
		reason = ReasonPlusCode
	case eircode.MatchString(text):
		reason, country = ReasonAbroad, "Ireland"
	case zip.MatchString(text):
		reason = ReasonForeignCode
	case link.MatchString(text):
		reason = ReasonLink
	default:
		return nil
	}
	return &ElsewhereError{Input: text, Reason: reason, Country: country}
}

// elsewhere recognises a place abroad by its name, or by its country behind it.
func (s search) elsewhere(text string) reading {
	pieces := strings.FieldsFunc(text, func(r rune) bool { return r == ',' })
	for _, name := range append([]string{text}, pieces...) {
		if country, ok := abroad()[names.Key(name)]; ok {
			return reading{err: &ElsewhereError{Input: s.text, Reason: ReasonAbroad, Country: country}}
		}
	}
	return reading{}
}
