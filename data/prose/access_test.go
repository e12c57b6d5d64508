package prose

import (
	"strings"
	"testing"
)

func TestAccess(t *testing.T) {
	check(t, []phrase{
		{"The hall is wheelchair accessible.", "wheelchair"},
		{"Step-free access throughout", "step-free"},
		{"Wheelchair access and accessible toilet", "wheelchair, accessible toilet"},
		{"There is a hearing loop", "hearing loop"},
		{"Flat entrance", "step-free"},
		{"Hearing loop: No", "no hearing loop"},
		{"Wheelchair access: please ask", ""},
		{"It is all on one level", "step-free"},
		{"The Centre is on the level, with an accessible toilet and a loop.", "step-free, accessible toilet, hearing loop"},
		{"There's a lift.", "lift"},
		{"Lift from the main entrance", "lift"},
		{"Getting in: Lift from the main entrance", "lift"},
		{"There's a lift and a hearing loop.", "hearing loop, lift"},
		{"Flat tarmac paths, fine for wheelchairs", "wheelchair"},
		{"Loo for disabled people by the lift", "accessible toilet, lift"},
		{"Two buses stop outside; there is no car park.", "no parking"},
		{"No step at the door", "step-free"},
		{"A ramp leads to the side door", "step-free"},
		{"A disabled W.C.", "accessible toilet"},
		{"There is a loop for hearing aids", "hearing loop"},
		{"Plenty of room to park", "parking"},
		{"Two Blue Badge bays outside", "parking"},
		{"Induction loop fitted", "hearing loop"},
		{"Free parking on site", "parking"},
		{"There is a lift to all floors", "lift"},
		{"Guide dogs welcome", "assistance dogs"},
		{"No dogs except guide dogs", "assistance dogs"},
		{"BSL interpreter available", "sign language"},
		{"A quiet space is available", "quiet space"},
		{"Disabled toilets", "accessible toilet"},
		{"Blue badge parking outside", "parking"},
		{"No wheelchair access", "no wheelchair"},
		{"The building is not wheelchair accessible", "no wheelchair"},
		{"Unfortunately there is no lift", "no lift"},
		{"There are steps at the entrance", "no step-free"},
		{"The room is up a flight of stairs", "no step-free"},
		{"There is no parking on site", "no parking"},
		{"Wheelchair access is not available", "no wheelchair"},
		{"The lift is out of order", "no lift"},
		{"There are no accessible toilets", "no accessible toilet"},
		// not to be read
		{"Is there wheelchair access?", ""},
		{"We hope to install a lift to the first floor", ""},
		{"Wheelchair basketball on Fridays", ""},
		{"Wheelchair hire and loans", ""},
		{"Five steps to wellbeing", ""},
		{"The next steps are up to you", ""},
		{"A twelve-step programme with steps to follow", ""},
		{"We can give you a lift", ""},
		{"This will lift your mood", ""},
		{"Learn British Sign Language", ""},
		{"If you need a hearing loop, tell us", ""},
		{"Advice on parking fines and blue badge applications", ""},
		{"Groups meet in the car park at the lake", ""},
		{"Rough paths can make wheelchair access difficult", ""},
		{"Sponsor a guide dog", ""},
		{"Contact us for help with toilets", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, a := range text.Access() {
			s := string(a.Kind)
			if a.Lacking {
				s = "no " + s
			}
			got, spans = append(got, s), append(spans, a.Span)
		}
		return strings.Join(got, ", "), spans
	})
}
