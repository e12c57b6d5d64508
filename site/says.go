package site

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/index"
)

// says are the texts of a listing that searches look in, as [index.Matches] reads them: all that a card keeps of the listing
// itself.
type says struct{ name, organization, summary, description, who, places string }

func saysOf(l data.Listing) says {
	service := l.Service
	var places []string
	for _, place := range l.Locations {
		places = append(places, place.Name, place.Address.Line1, place.Address.City)
	}
	return says{name: together(append([]string{service.Name}, service.AlternateNames...)...), organization: l.Organization.Name,
		summary: service.Summary, description: together(service.Description, service.ApplicationProcess),
		who: together(append([]string{service.EligibilityDescription}, service.Audiences...)...), places: together(places...)}
}

// together joins texts; one alone stays as it is, and takes no room of its own.
func together(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), " ")
}

// matches says where the texts say what is sought, as [index.Matches] does of the listing. A listing has a hundred words, of
// which few can be those that are sought, and taking the endings off each is what takes long: those that begin otherwise are
// left out before. No ending is a word's first letter.
func (t says) matches(s index.Sought) []index.Match {
	letters, all := beginnings(s)
	only := func(text string) string {
		if all {
			return text
		}
		return beginWith(text, &letters)
	}
	l := data.Listing{Service: data.Service{Name: only(t.name), Summary: only(t.summary), Description: only(t.description), EligibilityDescription: only(t.who)},
		Organization: data.Organization{Name: only(t.organization)}}
	if places := only(t.places); places != "" {
		l.Locations = []data.Location{{Name: places}}
	}
	if s := &l.Service; s.Name+s.Summary+s.Description+s.EligibilityDescription+l.Organization.Name == "" && l.Locations == nil {
		return nil
	}
	return index.Matches(l, []index.Sought{s})
}

// lettersSet are letters and digits of ASCII.
type lettersSet [128]bool

// beginnings are the letters with which the words begin that are sought; all is set where they may begin with any.
func beginnings(s index.Sought) (letters lettersSet, all bool) {
	for _, words := range append([][]string{s.Words}, s.Also...) {
		for _, w := range words {
			if w == "" || !isWordByte[w[0]] || w[0] == '\'' || w[0] >= 0x80 { // an accent is taken off
				return letters, true
			}
			letters[lower(w[0])] = true
		}
	}
	return letters, false
}

// beginWith leaves of a text the words that begin with some letters, and all that have any letter beyond ASCII.
func beginWith(text string, letters *lettersSet) string {
	var room [512]byte
	out := room[:0]
	for at := 0; at < len(text); {
		for at < len(text) && !isWordByte[text[at]] {
			at++
		}
		from, first, beyond := at, byte(0), false
		for ; at < len(text) && isWordByte[text[at]]; at++ {
			switch b := text[at]; {
			case b >= 0x80:
				beyond = true
			case first == 0 && b != '\'':
				first = lower(b)
			}
		}
		if beyond || letters[first] {
			out = append(append(out, text[from:at]...), ' ')
		}
	}
	return string(out)
}

// isWordByte says of each byte whether it may be of a word, as the index parts them: letters, digits, apostrophes, which it takes
// out, and whatever is not ASCII.
var isWordByte = func() (is [256]bool) {
	for b := range is {
		is[b] = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '\'' || b >= 0x80
	}
	return is
}()

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
