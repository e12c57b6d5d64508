package prose

import (
	"strings"
	"testing"
)

func TestWays(t *testing.T) {
	check(t, []phrase{
		{"Counselling in person and online", "in_person online"},
		{"We meet face to face", "in_person"},
		{"We'll come to your home, speak by phone, or meet you on Tuesdays at the library.", "in_person phone home_visit"},
		{"Dial 18001 and then our helpline number.", ""},
		{"Support by phone", "phone"},
		{"Advice over the telephone or by video call", "phone online"},
		{"Telephone befriending", "phone"},
		{"One of us will come to you", "home_visit"},
		{"She will come to you if you can't get out", "home_visit"},
		{"Interpreters are a minute away on the phone", ""},
		{"Our free helpline is open every day", "phone"},
		{"Online support group", "online"},
		{"We meet via Zoom", "online"},
		{"Sessions are held online", "online"},
		{"Webchat is available in the evening", "online"},
		{"Support by text message", "text"},
		{"A text service that is open at night", "text"},
		{"We offer home visits", "home_visit"},
		{"Help in your own home", "home_visit"},
		{"We can come to your home", "home_visit"},
		{"In person, online", "in_person online"},
		{"Home visits", "home_visit"},
		{"You can have your appointments by phone, by video call or face to face in one of our clinics.", "in_person phone online"},
		{"A weekly call, video chat or text conversation: you choose.", "phone text online"},
		{"Sessions are face to face and online (Zoom)", "in_person online"},
		{"If you are housebound we can visit you at home.", "home_visit"},
		{"Our handyman comes to you", "home_visit"},
		{"Her nurse visits people in their homes", "home_visit"},
		{"Therapy in person, by telephone or by video", "in_person phone online"},
		{"Book by phone, then meet us face to face at the hub", "in_person"},
		{"Advice over the phone or at your own home", "phone home_visit"},
		{"We offer weekly phone calls", "phone"},
		{"A volunteer phones you at the same time each week.", "phone"},
		{"A 24 hour helpline", "phone"},
		{"Zoom sessions every week", "online"},
		{"By video link", "online"},
		{"One of our volunteers will call round", "home_visit"},
		{"Jobs done in your home", "home_visit"},
		{"Our website has online forms", ""},
		{"People live at home for longer", ""},
		{"A listening line for anyone in distress", "phone"},
		{"Support by phone or text", "phone text"},
		{"Chat to us online", "online"},
		{"Video appointments", "online"},
		{"A volunteer will visit you each week at home", "home_visit"},
		{"Carers go into people's homes", "home_visit"},
		{"Counselling is offered in our rooms or on Zoom", "in_person online"},
		{"Sign up online or by phone", ""},
		{"We can help you get online", ""},
		{"Follow us online", ""},
		{"You can book online or refer yourself by phone", ""},
		{"Contact us by phone, email or in person for details of our groups", ""},
		{"Phone, text or email Jaz to join the group", ""},
		// not to be read
		{"Book online", ""},
		{"Contact us by phone", ""},
		{"Register in person at reception", ""},
		{"You can donate online", ""},
		{"We do not offer home visits", ""},
		{"Sessions are not available online", ""},
		{"Online safety advice for parents", ""},
		{"During the pandemic we met on Zoom", ""},
		{"We hope to offer online sessions", ""},
		{"Do you offer home visits?", ""},
		{"Complaints can be made by phone, and we provide a form", ""},
		{"Find us online", ""},
		{"We help people to live independently in their own homes", ""},
		{"He was a great man in person", ""},
		{"Online shopping scams and support", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, w := range text.Ways() {
			got, spans = append(got, string(w.Way)), append(spans, w.Span)
		}
		return strings.Join(got, " "), spans
	})
}
