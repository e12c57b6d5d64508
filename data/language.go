package data

import (
	"iter"
	"strings"
	"unicode"
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

// LanguageCode reads the name of a language or a tag: "Polish", "pl", "en-GB". It is empty for one that is not known.
func LanguageCode(said string) string {
	if len(said) > 60 {
		return ""
	}
	tag, _, _ := strings.Cut(strings.ReplaceAll(said, "_", "-"), "-")
	for _, language := range languageCodes {
		if foldWords(said) == foldWords(language[0]) || strings.EqualFold(tag, language[1]) {
			return language[1]
		}
	}
	return ""
}

// LanguageName is the English name of a code, empty for one that is not known.
func LanguageName(code string) string {
	for _, language := range languageCodes {
		if language[1] == code {
			return language[0]
		}
	}
	return ""
}

// LanguageNames are all names by which a language is known here, with its code.
func LanguageNames() iter.Seq2[string, string] {
	return func(yield func(name, code string) bool) {
		for _, language := range languageCodes {
			if !yield(language[0], language[1]) {
				return
			}
		}
	}
}

// foldWords is a text's words in small letters, one blank between them.
func foldWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
