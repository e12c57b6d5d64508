package data

import (
	"regexp"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// shortNumbers are the numbers of three to six digits, and Childline's, that people are given as they stand. They are no
// E.164 numbers: a phone library calls them invalid or prefixes +44, which cannot be rung. Written as the Ofcom national
// numbering plan and the lines themselves write them.
var shortNumbers = map[string]string{
	"999": "999", "112": "112", "111": "111", "101": "101", "105": "105", "119": "119", "18000": "18000",
	"116123": "116 123", "116006": "116 006", "116000": "116 000", "116111": "116 111", "08001111": "0800 1111",
}

// smsCode is the shape of a short code for texts.
var smsCode = regexp.MustCompile(`^[678]\d{4}$`)

var notDigits = regexp.MustCompile(`\D+`)

// afterNumber is where words begin behind a number: from there on the text is no part of it, but for an extension. A
// phone library would dial the words as letters on the keys, and make a number of "0800 number".
var afterNumber = regexp.MustCompile(`(?i)^([^\d+]*[\d+][^\pL]*?)(\s*\(?(?:ext(?:ension)?|x)[\s.:]*\d{1,20})?[\s,;:(–-]*(?:\pL.*)?$`)

// beforeShort are the words that may stand before a short number: "Room 101" is none.
var beforeShort = regexp.MustCompile(`(?i)^\W*(?:(?:tel|telephone|phone|freephone|call|ring|dial|text|sms|nhs|samaritans|police|on)\W+)*$`)

// between are the things that people write between two numbers in one field.
var between = regexp.MustCompile(`(?i)\s*(?:/|;|,|\||\bor\b|\band\b|\n)\s*`)

// ReadPhone reads one number and gives it as it is written for people in the United Kingdom.
func ReadPhone(s string, kind PhoneType) (number string, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) > 60 {
		return "", false
	}
	digits := digitsOf(s)
	if short, known := shortNumbers[digits]; known && beforeShort.MatchString(s[:strings.IndexAny(s, "0123456789")]) {
		return short, true
	}
	if kind == SMS && smsCode.MatchString(digits) {
		return digits, true
	}
	if parts := afterNumber.FindStringSubmatch(s); parts != nil {
		s = parts[1] + parts[2]
	}
	parsed, err := phonenumbers.Parse(s, "GB")
	if err != nil || !phonenumbers.IsValidNumber(parsed) {
		return "", false
	}
	switch phonenumbers.GetRegionCodeForNumber(parsed) {
	case "GB", "GG", "JE", "IM":
		return phonenumbers.Format(parsed, phonenumbers.NATIONAL), true
	}
	return phonenumbers.Format(parsed, phonenumbers.INTERNATIONAL), true
}

// ReadPhones reads every number in a field that may hold several ("0113 496 0000 / 0113 496 0001"). rest is true when
// some of it is no number.
func ReadPhones(s string) (numbers []string, rest bool) {
	for _, part := range between.Split(s, -1) {
		if part == "" {
			continue
		}
		number, ok := ReadPhone(part, Voice)
		if !ok {
			rest = true
			continue
		}
		numbers = append(numbers, number)
	}
	return numbers, rest
}

// Dial is the number for a tel: or sms: link (RFC 3966): digits alone for short codes, which have no international form.
func Dial(number string) string {
	digits := digitsOf(number)
	if _, short := shortNumbers[digits]; short || len(digits) <= 6 {
		return digits
	}
	if isNational(number, digits) {
		return "+44" + digits[1:]
	}
	if parsed, err := phonenumbers.Parse(number, "GB"); err == nil {
		return phonenumbers.Format(parsed, phonenumbers.E164)
	}
	return digits
}

// digitsOf leaves of a number its digits.
func digitsOf(number string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
}

// isNational reports whether a number is of eleven digits as people in the United Kingdom write it: 0113 496 0000. Nearly all are,
// and the library takes longer over one than a page over the rest of a result.
func isNational(number, digits string) bool {
	return len(digits) == 11 && digits[0] == '0' && strings.IndexByte("123578", digits[1]) >= 0 &&
		!strings.ContainsFunc(number, func(r rune) bool { return r != ' ' && (r < '0' || r > '9') })
}
