package extract

import "testing"

// A label that is in no list is known by how it begins and what it turns on. One that is taken for another's hides a fact.
func TestLabelsTheyTurnOn(t *testing.T) {
	for _, test := range []struct {
		want   kind
		labels []string
	}{
		{who, []string{"Who's welcome", "Who is it aimed at?", "Who qualifies?", "Who uses it", "Intended audience", "Suited to", "People it helps"}},
		{cost, []string{"Cost per head", "Class fee", "Hourly rate", "Our charges", "Price per session", "Entry price", "What will I pay?"}},
		{entry, []string{"Is a referral needed?", "Need to be referred?", "Referral type", "Getting a place", "Who makes referrals", "Access by referral"}},
		{area, []string{"Where you must live", "Districts covered", "Areas we serve", "Eligible postcodes", "Coverage area"}},
		{language, []string{"Languages our team speaks", "Staff languages", "We speak your language", "Available languages"}},
		{manner, []string{"How it's delivered", "How is support given?", "How we can see you", "Online or in person?"}},
		{aside, []string{"Room hire rates", "Hall hire charges", "Call charges"}},
		{none, []string{"Refer a patient", "How it works", "Members", "Our history in pictures"}},
	} {
		for _, label := range test.labels {
			if got := kindOf(label); got != test.want {
				t.Errorf("%q is taken for %d, not %d", label, got, test.want)
			}
		}
	}
}
