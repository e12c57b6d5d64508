package table

import (
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"fingerpost/data"
)

// phones are the numbers of a field. What is no number is kept for Tidy to leave out and count.
func (r *row) phones(field, owner string) []data.Phone {
	var phones []data.Phone
	for _, s := range r.list(field) {
		numbers, rest := data.ReadPhones(s)
		if len(numbers) == 0 {
			numbers = []string{s}
		} else if rest {
			r.note(field, data.BadPhone, s)
		}
		phones = r.addPhones(phones, owner, numbers)
	}
	return phones
}

func (r *row) addPhones(phones []data.Phone, owner string, numbers []string) []data.Phone {
	for _, number := range numbers {
		if !slices.ContainsFunc(phones, func(p data.Phone) bool { return p.Number == number }) {
			id := data.MintElement(r.reading.Source.Key, owner, "phone", number)
			phones = append(phones, data.Phone{ID: id, Number: number})
		}
	}
	return phones
}

var (
	addressed = regexp.MustCompile(`[^\s,;<>()/:]+@[^\s,;<>()/:]+`)
	pages     = regexp.MustCompile(`\S+(?:://|/)\S*[A-Za-z]\S*`) // a page's number is no telephone's
	lastWord  = regexp.MustCompile(`([a-z]+) $`)
	dialled   = regexp.MustCompile(`\+?[0-9O][0-9O()\- ]{4,}[0-9]`)
)

// joining are the words that may stand before an address.
var joining = []string{"or", "and", "email", "mail", "contact", "at", "to", "hours"}

// torn reports whether what stands before an address is likely its first half, parted from it by a slip: "whitley bay
// library@example.org".
func torn(before string) bool {
	word := lastWord.FindStringSubmatch(strings.ToLower(before))
	return word != nil && !slices.Contains(joining, word[1])
}

// contact picks e-mail addresses and numbers out of a cell that holds them among words.
func (r *row) contact(s *data.Service) {
	text := strings.Join(strings.Fields(r.text("service.contact")), " ")
	if text == "" {
		return
	}
	known := s.Email != "" || len(s.Phones) > 0
	for _, at := range addressed.FindAllStringIndex(text, -1) {
		found := strings.TrimRight(text[at[0]:at[1]], ".")
		if _, err := mail.ParseAddress(found); err != nil || torn(text[:at[0]]) {
			r.note("contact", data.BadEmail, found)
		} else if s.Email == "" {
			s.Email = found
		}
		known = true
	}
	text = pages.ReplaceAllString(addressed.ReplaceAllString(text, " ; "), " ; ")
	for _, found := range dialled.FindAllString(text, -1) {
		known = true
		number, ok := data.ReadPhone(strings.ReplaceAll(found, "O", "0"), data.Voice) // letters for digits: O7872 ...
		if !ok {
			r.note("contact", data.BadPhone, found)
			continue
		}
		s.Phones = r.addPhones(s.Phones, r.own, []string{number})
	}
	if !known {
		r.note("contact", data.BadEmail, r.text("service.contact"))
	}
}
