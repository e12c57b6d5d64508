package main

import (
	"fmt"

	"fingerpost/data/content"
)

// mistakeSentence names what is wrong in a content file, where, and how to mend it.
func mistakeSentence(m content.Mistake) string {
	where := m.File
	if m.Line > 0 {
		where = fmt.Sprintf("%s:%d", m.File, m.Line)
	}
	if m.Listing != "" {
		where += ": " + m.Listing
	}
	if m.Field != "" {
		where += ": " + m.Field
	}
	return where + ": " + mistakeWords(m)
}

func mistakeWords(m content.Mistake) string {
	switch m.Kind {
	case content.NotYAML:
		return fmt.Sprintf("this cannot be read (%s). Check that lines are indented with spaces, as the lines around them are.", m.Value)
	case content.UnknownField:
		return fmt.Sprintf("there is no field %q. Check its spelling against README.md.", m.Value)
	case content.Missing:
		return "this must not be left out."
	case content.WrongShape:
		return fmt.Sprintf("this should be %s.", m.Want)
	case content.NotQuoted:
		return fmt.Sprintf("put this number in quotes, as in %s, or its first zero may be lost.", m.Want)
	case content.NotOneOf:
		return fmt.Sprintf("%q is not one of: %s.", m.Value, m.Want)
	case content.UnknownTopic:
		return fmt.Sprintf("there is no topic %q. The topics are in topics.yaml.", m.Value)
	case content.UnknownAudience:
		return fmt.Sprintf("there is no group of people %q. The groups are in audiences.yaml.", m.Value)
	case content.RepeatedPhrase:
		return fmt.Sprintf("%q is said at %s already. Take one of the two out.", m.Value, m.Want)
	case content.UnknownArea:
		return fmt.Sprintf("%q is not an area that we know. Use a code such as E08000035 for Leeds.", m.Value)
	case content.AmbiguousArea:
		return fmt.Sprintf("%q may be several areas. Write the code of the one that is meant: %s.", m.Value, m.Want)
	case content.UnknownListing:
		return fmt.Sprintf("there is no listing %q. Write the id of one, or take the line out.", m.Value)
	case content.UnknownHelpline:
		return fmt.Sprintf("there is no line %q in helplines.yaml.", m.Value)
	case content.PhoneRepeated:
		return "a listing with a helpline must not repeat its number. Take the phones out."
	case content.BadDate:
		return fmt.Sprintf("%q is not a date. Write 2026-03-14, 2026-03 or 2026.", m.Value)
	case content.FutureDate:
		return fmt.Sprintf("%s is still to come. Write the source's own date.", m.Value)
	case content.BadHours:
		return fmt.Sprintf("%q cannot be read as hours. Write them as in: Mo-Fr 09:00-17:00; Sa 10:00-12:00.", m.Value)
	case content.BadPhone:
		return fmt.Sprintf("%q is not a number that can be rung in the UK. Check each digit against the source.", m.Value)
	case content.BadURL:
		return fmt.Sprintf("%q is not a web address. Write it whole, as in https://example.org/page.", m.Value)
	case content.BadEmail:
		return fmt.Sprintf("%q is not an e-mail address.", m.Value)
	case content.BadPostcode:
		return fmt.Sprintf("%q is not a postcode that exists.", m.Value)
	case content.BadID:
		return fmt.Sprintf("%q is not an id. Use small letters, digits and hyphens.", m.Value)
	case content.RepeatedID:
		return fmt.Sprintf("the id %q is taken. Give this one another.", m.Value)
	case content.BadLength:
		return fmt.Sprintf("this has %s letters; it should have %s.", m.Value, m.Want)
	case content.NoSource:
		return "no source supports this. Add it to the `supports` of the source that says it, or take it out."
	case content.UnknownSupport:
		return fmt.Sprintf("a source supports %q, which this listing does not have.", m.Value)
	}
	return m.Value
}
