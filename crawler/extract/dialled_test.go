package extract

import "testing"

// Neighbours dial no code.
func TestNumbersWithoutTheirCode(t *testing.T) {
	for said, want := range map[string]string{
		"Numbers are Reading ones (0118) unless shown in full.":   "0118",
		"All phone numbers start with 01234 unless stated.":       "01234",
		"Our numbers are on the back of the programme.":           "",
		"Numbers are small: 0118 496 0123 is for the office only": "",
	} {
		if got := codeOf([]line{{text: said}}); got != want {
			t.Errorf("%s: %q, wanted %q", said, got, want)
		}
	}
	for said, want := range map[string]string{
		"496 0114":                   "0118 496 0114",
		"Jo at the Link, 4960114.":   "Jo at the Link, 0118 4960114.",
		"Jo, 0118 496 0163":          "Jo, 0118 496 0163",
		"Sheila Dunn 07400 123456":   "Sheila Dunn 07400 123456",
		"Charity 1098765, room 2345": "Charity 1098765, room 2345",
	} {
		if got := inFull(said, "0118"); got != want {
			t.Errorf("%s: %q, wanted %q", said, got, want)
		}
	}
}
