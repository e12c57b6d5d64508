package prose

import (
	"strings"
	"testing"
)

func TestLanguages(t *testing.T) {
	check(t, []phrase{
		{"We speak Urdu and Punjabi.", "ur pa"},
		{"Our staff speak English, Polish and Romanian", "pl ro"},
		{"Advice in Welsh", "cy"},
		{"The service is available in Bengali or Sylheti", "bn syl"},
		{"Polish-speaking staff", "pl"},
		{"A Somali speaking group", "so"},
		{"Languages spoken: English, Arabic, Kurdish", "ar ku"},
		{"Languages: Gujarati / Hindi", "gu hi"},
		{"BSL interpreters are available", "bfi"},
		{"British Sign Language interpretation provided", "bfi"},
		{"Urdu and Punjabi spoken", "ur pa"},
		{"We speak: Gujarati, Hindi and English", "gu hi"},
		{"Imran speaks Urdu and Punjabi.", "ur pa"},
		{"Everyone signs: the teacher and the lifeguard use BSL.", "bfi"},
		{"Sessions in Ukrainian and Russian", "uk ru"},
		{"Counselling in Farsi", "fa"},
		{"Our volunteers also speak Tamil", "ta"},
		{"The helpline is provided in Cantonese and Mandarin", "yue zh"},
		{"Our group leaders are Arabic, Amharic and Dari speakers.", "ar am prs"},
		{"Several of our advisers speak Polish or Nepali.", "pl ne"},
		{"Shazia can help you in Urdu or Punjabi", "ur pa"},
		{"The group chats in Hindi and Urdu.", "hi ur"},
		{"For Ukrainian speakers", "uk"},
		{"A Polish-language playgroup", "pl"},
		{"A bilingual Welsh and English session", "cy"},
		{"Ukrainian and English are both spoken", "uk"},
		{"A social evening for Deaf people and learners, all in BSL.", "bfi"},
		{"There is a sign language interpreter at every session", "bfi"},
		{"BSL interpreted every month", "bfi"},
		{"Arabic interpreter on site", "ar"},
		{"We can arrange a BSL interpreter if you ask", ""},
		{"Telephone interpreters in Urdu can be arranged", ""},
		{"English classes for Polish speakers", ""},
		{"People who only speak Tamil are lonely", ""},
		{"In French cooking, butter is king", ""},
		{"Read this in Arabic", ""},
		// not to be read
		{"English classes for speakers of other languages", ""},
		{"Learn Spanish with us", ""},
		{"ESOL: for speakers of Arabic", ""},
		{"Leaflets available in Urdu", ""},
		{"We do not speak Polish", ""},
		{"Nail polish available in red", ""},
		{"Chinese food is available", ""},
		{"People from Polish and Irish families", ""},
		{"A German film, with tea", ""},
		{"If you speak Urdu, call the other line", ""},
		{"Do you speak Welsh?", ""},
		{"Interpreters available on request", ""},
		{"BSL level 1 course available", ""},
		{"The Irish Centre", ""},
		{"We hope to offer advice in Tigrinya", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, l := range text.Languages() {
			got, spans = append(got, l.Code), append(spans, l.Span)
		}
		return strings.Join(got, " "), spans
	})
}
