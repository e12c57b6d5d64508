package names

import (
	"slices"
	"strings"
)

// joints are the words behind which a name goes on only to tell the place from
// others of its name: Stockton-on-Tees, Ashby-de-la-Zouch, Chorlton-cum-Hardy,
// Pen-y-bont ar Ogwr. "Of" is not among them: nobody calls Bridge of Allan
// Bridge. Nor is "and", which joins two places.
var joints = []string{
	"ar", "by", "cum", "de", "in", "juxta", "la", "le", "near", "next", "on", "sub", "super", "under", "upon",
}

// leastShort is the fewest letters of a short form.
const leastShort = 3

// shortForm is the part of a key before a joint: "newcastle" of "newcastle upon
// tyne". It is "" when there is none.
func shortForm(key string) string {
	words := strings.Fields(key)
	for i, word := range words {
		if i == 0 || i == len(words)-1 || !slices.Contains(joints, word) {
			continue
		}
		if short := strings.Join(words[:i], " "); countLetters(short) >= leastShort {
			return short
		}
	}
	return ""
}

// withoutArticle is a key without the Welsh article before it, which English
// text often leaves out: "bala" of "y bala". It is "" when there is none.
func withoutArticle(key string) string {
	for _, article := range []string{"y ", "yr "} {
		if rest, ok := strings.CutPrefix(key, article); ok && countLetters(rest) >= leastShort {
			return rest
		}
	}
	return ""
}

func countLetters(key string) int { return len(key) - strings.Count(key, " ") }

// compareLetters orders keys by their letters alone. Keys that differ only in
// their blanks are equal.
func compareLetters(a, b string) int {
	i, j := 0, 0
	for {
		for i < len(a) && a[i] == ' ' {
			i++
		}
		for j < len(b) && b[j] == ' ' {
			j++
		}
		switch {
		case i == len(a) && j == len(b):
			return 0
		case i == len(a):
			return -1
		case j == len(b):
			return 1
		case a[i] != b[j]:
			return int(a[i]) - int(b[j])
		}
		i++
		j++
	}
}

// sharedLetters is how many letters two keys begin with alike.
func sharedLetters(a, b string) int {
	i, j, shared := 0, 0, 0
	for {
		for i < len(a) && a[i] == ' ' {
			i++
		}
		for j < len(b) && b[j] == ' ' {
			j++
		}
		if i == len(a) || j == len(b) || a[i] != b[j] {
			return shared
		}
		i, j, shared = i+1, j+1, shared+1
	}
}

func startsWithLetters(key, letters string) bool {
	return sharedLetters(key, letters) == countLetters(letters)
}
