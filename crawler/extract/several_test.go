package extract

import (
	"strconv"
	"strings"
	"testing"
)

// listed are the names of what a page lists, each with the number of its places and who runs it.
func listed(t *testing.T, page string) string {
	var got []string
	for _, f := range read(t, page, Rules{}) {
		got = append(got, f.Name+" "+strconv.Itoa(len(f.Places))+" "+f.OrganizationName)
	}
	return strings.Join(got, "; ")
}

// One thing may be taken to several places, with their names for headings; groups have names of their own.
func TestPlacesUnderAThingNearYou(t *testing.T) {
	const items = `<h3>Lowtown</h3><p>The Kitchen Hall, Mill Road, Leeds LS12 3AB<br>Tuesdays 10.30am to 12.30pm</p>
		<h3>Knowle End</h3><p>Peel Rooms, 44 High Street, Leeds LS12 3AD<br>Thursdays 1pm-3pm</p></main>`
	for heading, want := range map[string]string{
		"Advice near you": "Advice near you 2 ",
		"Groups near you": "Lowtown 1 ; Knowle End 1 ",
	} {
		if got := listed(t, `<main><h1>`+heading+`</h1><p>Bring your letters.</p>`+items); got != want {
			t.Errorf("%s: %q, wanted %q", heading, got, want)
		}
	}
}

// "We run" is said by who runs all of it, unless it is of one thing or of no service.
func TestWhoSaysThatTheyRunIt(t *testing.T) {
	for said, want := range map[string]bool{
		"We run four services across the city.":    true,
		"Welcome. We offer a range of free groups": true,
		"We run the marathon each year.":           false,
		"We list many groups that others run.":     false,
	} {
		if got := saysWeRun([]line{{text: said}}); got != want {
			t.Errorf("%s: %v", said, got)
		}
	}
}

// "Drop in" is how one gets in, or what has a place and times.
func TestDropInOfItsOwn(t *testing.T) {
	const line = `<main><h1>Get advice</h1><p>Debt or trouble at work: we can help.</p><h2>Advice by telephone</h2><p>Ring 0113 496 0123 on Mondays from 9am to 4pm.</p>`
	for more, want := range map[string]string{
		`<h2>Drop in and see us</h2><p>Peel Rooms, 44 High Street, Leeds LS12 3AD</p><p>Fridays 10am - 1pm</p></main>`: "Advice by telephone 0 ; Drop in and see us 1 ",
		`<h2>Drop in</h2><p>Nobody needs an appointment. There are 20 chairs.</p></main>`:                              "Get advice 0 ",
	} {
		if got := listed(t, line+more); got != want {
			t.Errorf("%s: %q, wanted %q", more, got, want)
		}
	}
}
