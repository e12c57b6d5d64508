package prose

import (
	"strings"
	"testing"
)

func TestWithheld(t *testing.T) {
	check(t, []phrase{
		{"The address is confidential", "yes"},
		{"Our address is kept confidential for safety", "yes"},
		{"The location of our refuge is secret", "yes"},
		{"Location given on referral", "yes"},
		{"For safety we do not publish our address", "yes"},
		{"We cannot give out the address", "yes"},
		{"A refuge at a confidential location", "yes"},
		{"The venue will be disclosed on booking", "yes"},
		{"Venue details will be shared after booking.", "yes"},
		{"The address is not published", "yes"},
		{"This provider has asked us not to show the address", "yes"},
		{"We don’t advertise our address", "yes"},
		{"Address withheld", "yes"},
		{"Our addresses are undisclosed", "yes"},
		{"An undisclosed venue", "yes"},
		{"For everyone's safety we never publish where our houses are", "yes"},
		{"We can't put the address here; you'll get it from us after a first phone call", "yes"},
		{"We will give you the address once you have booked", "yes"},
		{"When a flat is yours we'll give you the address", "yes"},
		{"You will be told where to come once you've spoken to us", "yes"},
		{"Address: confidential", "yes"},
		{"Where: Confidential", "yes"},
		{"Address available on request", "yes"},
		{"The address of the house is strictly confidential", "yes"},
		{"We keep our address secret", "yes"},
		{"No address is given here", "yes"},
		{"You won't find our address on this website", "yes"},
		{"Sorry, we are not able to share its location", "yes"},
		{"The venue is given to you when you ring", "yes"},
		{"Venue given after you ring", "yes"},
		{"Please phone for the address", "yes"},
		{"Mae'r cyfeiriad yn gyfrinachol", "yes"},
		{"The group meets in a secret place", "yes"},
		// not to be read
		{"The venue has its own room, and what you say is kept confidential", ""},
		{"We cannot say where the money will come from", ""},
		{"Please don't give our number to anyone", ""},
		{"Tell us where you live", ""},
		{"We do not list every venue in Leeds", ""},
		{"If you do not have an address you can still register", ""},
		{"You do not need to give an address", ""},
		{"Once you have joined we will tell you where the nearest shop is", ""},
		{"Our service is confidential", ""},
		{"A free, confidential helpline", ""},
		{"We do not share your address", ""},
		{"Your email address is kept confidential", ""},
		{"We do not publish your location", ""},
		{"Our address is 12 Chapel Lane", ""},
		{"Change of address", ""},
		{"Give your address on booking", ""},
		{"IP addresses are not shared", ""},
		{"The secret garden", ""},
		{"A location confidentially known to nobody but the bees", ""},
		{"A great location", ""},
	}, func(text *Text) (string, []Span) {
		spans := text.Withheld()
		if len(spans) > 0 {
			return "yes", spans
		}
		return "", nil
	})
}

func TestClosed(t *testing.T) {
	check(t, []phrase{
		{"This service is temporarily closed", "temporarily closed"},
		{"We are closed until further notice.", "temporarily closed"},
		{"The group is currently suspended", "temporarily closed"},
		{"The library is closed for refurbishment", "temporarily closed"},
		{"Sessions are paused until further notice", "temporarily closed"},
		{"Temporarily closed", "temporarily closed"},
		{"Permanently closed", "defunct"},
		{"This service has now closed.", "defunct"},
		{"The group is no longer running", "defunct"},
		{"No longer running", "defunct"},
		{"Sadly the charity has closed its doors", "defunct"},
		{"The project has ceased to operate", "defunct"},
		{"This club no longer meets", "defunct"},
		{"The choir has disbanded", "defunct"},
		// not to be read
		{"Closed on Mondays", ""},
		{"We are closed on bank holidays", ""},
		{"The car park is temporarily closed", ""},
		{"The waiting list is closed until further notice", ""},
		{"Temporarily closed to new referrals", ""},
		{"Applications have now closed", ""},
		{"The survey has now closed", ""},
		{"If the service is no longer running, tell us", ""},
		{"When the mine closed, men lost their jobs", ""},
		{"Currently closed", ""},
		{"The Tuesday session is no longer running", ""},
		{"A closed group for women", ""},
		{"The old school was permanently closed in 1984", ""},
		{"We are not permanently closed", ""},
		{"Is it permanently closed?", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, c := range text.Closed() {
			got, spans = append(got, string(c.Status)), append(spans, c.Span)
		}
		return strings.Join(got, ", "), spans
	})
}
