package prose

import (
	"strings"
	"testing"
)

func TestEmails(t *testing.T) {
	check(t, []phrase{
		{"Email: info@example.org", "info@example.org"},
		{"Write to Info@Example.ORG.", "info@example.org"},
		{"(hello@oak-trust.example.org.uk)", "hello@oak-trust.example.org.uk"},
		{"mailto:bookings@example.org?subject=Hello", "bookings@example.org"},
		{"info [at] example [dot] org", "info@example.org"},
		{"info(at)example.org", "info@example.org"},
		{"info (at) example (dot) org (dot) uk", "info@example.org.uk"},
		{"info {at} example {dot} org", "info@example.org"},
		{"info [@] example.org", "info@example.org"},
		{"info&#64;example.org", "info@example.org"},
		{"info &commat; example.org or enquiries&commat;example.org", "enquiries@example.org"},
		{"Write to info at example dot org", "info@example.org"},
		{"info AT example.org", "info@example.org"},
		{"info AT example DOT org", "info@example.org"},
		{"E-mail: info @ example.org", "info@example.org"},
		{"Email info at example.org", "info@example.org"},
		{"info @ example . org . uk", "info@example.org.uk"},
		{"info (replace this with an @) example.org", "info@example.org"},
		{"info (at sign) example.org", "info@example.org"},
		{"info -at- example -dot- org", "info@example.org"},
		{"info@ example.org", "info@example.org"},
		{"E: info @ example.org", "info@example.org"},
		{"info@example dot org", "info@example.org"},
		{"info@REMOVETHISexample.org or help@example.org.NOSPAM", "info@example.org; help@example.org"},
		{"info*at*example.org", "info@example.org"},
		{"info@example.org or help@example.org; info@example.org", "info@example.org; help@example.org"},
		{"food.bank@example.org", "food.bank@example.org"},
		{"leeds.central@example.org", "leeds.central@example.org"},
		{"jane.smith@example.org", "jane.smith@example.org person"},
		{"j.smith@example.org", "j.smith@example.org person"},
		{"jane@example.org", "jane@example.org person"},
		{"ayotunde.balogun@example.org", "ayotunde.balogun@example.org person"},
		{"janesmith72@gmail.com", "janesmith72@gmail.com person"},
		{"oaklunchclub@gmail.com", "oaklunchclub@gmail.com"},
		{"Contact Jane Smith: oakers@example.org", "oakers@example.org person"},
		{"Contact Jane Smith or office@example.org", "office@example.org"},
		// not to be read
		{"logo@2x.png and photo@3x.jpg", ""},
		{"Follow @oaktrust on social media", ""},
		{"https://example.com/@oaktrust and https://user@example.org/page", ""},
		{"Meet us at example.org", ""},
		{"Email us at example.org", ""},
		{"Meet us @ the corner . org", ""},
		{"Find us at polka dot com", ""},
		{"Visit the information desk at example.org", ""},
		{"your.name@example.org", ""},
		{"you@domain.com", ""},
		{"noreply@example.org", ""},
		{"info@example", ""},
		{"info@localhost and a@b.c", ""},
		{"info@example.orgtel", ""},
		{"meet @ 7pm", ""},
		{"Follow us @ example.org", ""},
		{"the shop AT THE.CORNER", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, e := range text.Emails() {
			s := e.Address
			if e.Person {
				s += " person"
			}
			got, spans = append(got, s), append(spans, e.Span)
		}
		return strings.Join(got, "; "), spans
	})
}
