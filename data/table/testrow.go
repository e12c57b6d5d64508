package table

import (
	"regexp"
	"strings"
)

// Names that people give to what they enter to try a form. "Test" alone is one, and with words that say nothing; beside a
// word that says something it is none: New Testament Church, Test Valley Food Bank, Hearing tests.
var (
	trying = map[string]bool{"test": true, "tests": true, "testing": true, "tester": true, "dummy": true, "asdf": true, "lorem": true}
	filler = map[string]bool{"a": true, "an": true, "the": true, "this": true, "is": true, "my": true, "new": true, "another": true,
		"second": true, "third": true, "please": true, "ignore": true, "entry": true, "row": true, "record": true, "listing": true,
		"space": true, "page": true, "organisation": true, "organization": true, "name": true, "ipsum": true, "only": true, "and": true}
	wordMark = regexp.MustCompile(`[^\pL\pN']+`)
	notLive  = regexp.MustCompile(`\b(?:test|dummy)\b.*\b(?:do not use|not live|please (?:ignore|delete))\b|^(?:do not use|please ignore|delete me)$`)
)

// isTest reports whether a row of such a name is there to try something out.
func isTest(name string) bool {
	words := strings.Fields(wordMark.ReplaceAllString(strings.ToLower(strings.ReplaceAll(name, "’", "'")), " "))
	if notLive.MatchString(strings.Join(words, " ")) {
		return true
	}
	tried := false
	for _, word := range words {
		number := strings.Trim(word, "0123456789") == ""
		whose := strings.HasSuffix(word, "'s")
		if !trying[word] && !filler[word] && !number && !whose {
			return false
		}
		tried = tried || trying[word]
	}
	return tried
}
