package prose

import (
	"strings"
	"testing"

	"fingerpost/data"
)

func TestPhones(t *testing.T) {
	check(t, []phrase{
		{"Tel: (0113) 496 0123", "0113 496 0123"},
		{"Ring +44 (0)113 496 0123.", "0113 496 0123"},
		{"Ring +44 113 496 0123 or 0044 20 7946 0123", "0113 496 0123; 020 7946 0123"},
		{"0113 4960123 / 0124", "0113 496 0123; 0113 496 0124"},
		{"0113 496 0123/0113 496 0124", "0113 496 0123; 0113 496 0124"},
		{"0113 496 0123 0113 496 0124", "0113 496 0123; 0113 496 0124"},
		{"T: 0113-496-0123, F: see below", "0113 496 0123"},
		{"Tel 0113.496.0123", "0113 496 0123"},
		{"Telephone\n0113\u00a0496\u00a00123", "0113 496 0123"},
		{"You can call us on 116 123, day or night.", "116 123"},
		{"call Samaritans on 116 123", "116 123 advice"},
		{"Text SHOUT to 85258 at any time", "85258 sms advice"},
		{"text us on 85258", "85258 sms"},
		{"ring NHS 111", "111 advice"},
		{"In an emergency, ring 999 or 112.", "999 advice; 112 advice"},
		{"If it is not urgent call the police on 101", "101 advice"},
		{"Childline 0800 1111", "0800 1111"},
		{"Ring (0113) 496 0123 (10am to 2pm)", "0113 496 0123"},
		{"Childline is on 0800 1111", "0800 1111 advice"},
		{"Textphone: 0113 496 0125", "0113 496 0125 textphone"},
		{"0113 496 0123 (Minicom 0113 496 0125)", "0113 496 0123; 0113 496 0125 textphone"},
		{"0113 496 0125 (textphone)", "0113 496 0125 textphone"},
		{"Call or text 0113 496 0126", "0113 496 0126; 0113 496 0126 sms"},
		{"SMS 0113 496 0126", "0113 496 0126 sms"},
		{"Tel: 0113 496 0123 Fax: 0113 496 0129", "0113 496 0123"},
		{"Tel/Fax: 0113 496 0123", "0113 496 0123"},
		{"Tel 0113 496 0123 ext 45", "0113 496 0123 x45"},
		{"0113 496 0123 - ext. 45", "0113 496 0123 x45"},
		{"0113 496 0123 and ask for extension number 45", "0113 496 0123 x45"},
		{"07400 123456 (calls and texts)", "07400 123456; 07400 123456 sms"},
		{"07400 123456 (text/WhatsApp)", "07400 123456 sms"},
		{"07400 123456 - text or call", "07400 123456; 07400 123456 sms"},
		{"If you can't use the phone, text 07400 123456 instead", "07400 123456 sms"},
		{"Relay UK: 18001 then 0113 496 0123", "0113 496 0123 textphone"},
		{"07400 123456 (no texts)", "07400 123456"},
		{"07400 123456 - texts only", "07400 123456 sms"},
		{"Ring us on 0113 496 0126 or text the same number", "0113 496 0126; 0113 496 0126 sms"},
		{"Ring us on 0113 496 0123. Donations: 0113 496 0124", "0113 496 0123"},
		{"Ring us on 0113 496 0123. To hire the hall ring 0113 496 0124", "0113 496 0123"},
		{"Speak to them, not to us, on 0113 496 0124", ""},
		{"Emergency repairs out of hours: 0113 496 0124", ""},
		{"Ring us on 0113 496 0123. If you have no money for food tonight, ring the Leeds Welfare Fund on 0113 496 0124.", "0113 496 0123; 0113 496 0124 advice"},
		{"Our helpline, 0808 157 0123, is free.", "0808 157 0123"},
		{"Contact Jane Smith 0113 496 0127", "0113 496 0127 person"},
		{"Speak to Mrs A Jones on 0113 496 0127 or 0113 496 0128", "0113 496 0127 person; 0113 496 0128 person"},
		{"Jane Smith (Chair): 0113 496 0127", "0113 496 0127 person"},
		{"ring Pat on 0113 496 0127", "0113 496 0127 person"},
		{"Contact Ayotunde Balogun-Reed: 0113 496 0127", "0113 496 0127 person"},
		// The drama range of mobiles is no range to the library that reads numbers; this is its own example.
		{"Adelle (based at the hall) on 07400 123456", "07400 123456 person"},
		{"Carers Club mobile: 07400 123456", "07400 123456"},
		{"Contact Leeds Carers on 0113 496 0127", "0113 496 0127"},
		{"Contact Reception on 0113 496 0127", "0113 496 0127"},
		{"Bookings: 0113 496 0127", "0113 496 0127"},
		// not to be read
		{"Fax: 0113 496 0129", ""},
		{"0113 496 0129 (fax)", ""},
		{"Ring +353 1 496 0123 in Dublin or +1 202 555 0123", ""},
		{"Registered charity number 1012345 and SC012345", ""},
		{"Company no. 01134960123", ""},
		{"Our reference: 01134960123", ""},
		{"Sort code 01-13-49 account 60123456", ""},
		{"From 01.02.2024 to 01.02.2025 we helped 01134960 times", ""},
		{"£01134960123", ""},
		{"Ring 0800 REFUGE or 0800 55 HELP 5", ""},
		{"Room 101 is on the first floor, and 999 people came", ""},
		{"We called on 111 people last year", ""},
		{"Text GIVE to 70085 to donate £5", ""},
		{"https://example.org/01134960123", ""},
		{"ISBN 0113496012", ""},
		{"Open 0900-1700 and 1800-2000", ""},
		{"id=01134960123abc", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, p := range text.Phones() {
			s := p.Number
			if p.Type != data.Voice {
				s += " " + string(p.Type)
			}
			if p.Person {
				s += " person"
			}
			if p.Advice {
				s += " advice"
			}
			got, spans = append(got, s), append(spans, p.Span)
		}
		return strings.Join(got, "; "), spans
	})
}

func TestOwnNameIsNoPerson(t *testing.T) {
	const text = "Contact Alice Springs Club on 0113 496 0123"
	if p := Of(text).Phones(); len(p) != 1 || !p[0].Person {
		t.Errorf("%+v", p)
	}
	if p := Of(text, "Alice Springs Club").Phones(); len(p) != 1 || p[0].Person {
		t.Errorf("%+v", p)
	}
}
