package openreferral

import (
	"slices"
	"strings"
)

// languageCodes are the languages spoken in the United Kingdom by their English names, with their ISO 639 codes: the
// two-letter one where there is one (RFC 5646, 2.2.1). The first name of a code is the one that is written.
var languageCodes = [][2]string{
	{"English", "en"}, {"Welsh", "cy"}, {"Scottish Gaelic", "gd"}, {"Gaelic", "gd"}, {"Irish", "ga"}, {"Scots", "sco"}, {"Cornish", "kw"},
	{"British Sign Language", "bfi"}, {"BSL", "bfi"}, {"Sign language", "bfi"},
	{"Albanian", "sq"}, {"Amharic", "am"}, {"Arabic", "ar"}, {"Bengali", "bn"}, {"Bangla", "bn"}, {"Bulgarian", "bg"},
	{"Cantonese", "yue"}, {"Chinese", "zh"}, {"Mandarin", "zh"}, {"Croatian", "hr"}, {"Czech", "cs"}, {"Danish", "da"}, {"Dari", "prs"},
	{"Dutch", "nl"}, {"Estonian", "et"}, {"Farsi", "fa"}, {"Persian", "fa"}, {"Finnish", "fi"}, {"French", "fr"}, {"German", "de"},
	{"Greek", "el"}, {"Gujarati", "gu"}, {"Hebrew", "he"}, {"Hindi", "hi"}, {"Hungarian", "hu"}, {"Igbo", "ig"}, {"Italian", "it"},
	{"Japanese", "ja"}, {"Korean", "ko"}, {"Kurdish", "ku"}, {"Latvian", "lv"}, {"Lingala", "ln"}, {"Lithuanian", "lt"},
	{"Malayalam", "ml"}, {"Nepali", "ne"}, {"Norwegian", "no"}, {"Pashto", "ps"}, {"Polish", "pl"}, {"Portuguese", "pt"},
	{"Punjabi", "pa"}, {"Panjabi", "pa"}, {"Romanian", "ro"}, {"Romani", "rom"}, {"Russian", "ru"}, {"Serbian", "sr"}, {"Shona", "sn"},
	{"Sinhala", "si"}, {"Slovak", "sk"}, {"Somali", "so"}, {"Spanish", "es"}, {"Swahili", "sw"}, {"Swedish", "sv"}, {"Sylheti", "syl"},
	{"Tagalog", "tl"}, {"Tamil", "ta"}, {"Telugu", "te"}, {"Thai", "th"}, {"Tigrinya", "ti"}, {"Turkish", "tr"}, {"Twi", "tw"},
	{"Ukrainian", "uk"}, {"Urdu", "ur"}, {"Vietnamese", "vi"}, {"Yiddish", "yi"}, {"Yoruba", "yo"},
}

// languages are those a service is given in. A language that is not known stays in the payload.
func languages(o object) []string {
	var out []string
	for _, each := range o.objects("languages", "language") {
		for _, said := range []string{each.text("code"), each.text("language"), each.text("name")} {
			if code := languageCode(said); code != "" {
				if !slices.Contains(out, code) {
					out = append(out, code)
				}
				break
			}
		}
	}
	return out
}

// languageCode reads a name or a tag: "Polish", "pl", "en-GB".
func languageCode(said string) string {
	if len(said) > 60 {
		return ""
	}
	tag, _, _ := strings.Cut(strings.ReplaceAll(said, "_", "-"), "-")
	for _, language := range languageCodes {
		if fold(said) == fold(language[0]) || strings.EqualFold(tag, language[1]) {
			return language[1]
		}
	}
	return ""
}

// languageName is the English name of a code, empty for one that is not in the list.
func languageName(code string) string {
	for _, language := range languageCodes {
		if language[1] == code {
			return language[0]
		}
	}
	return ""
}
