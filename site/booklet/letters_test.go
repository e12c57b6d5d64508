package booklet

import (
	"slices"
	"strings"
	"testing"
)

func TestParagraphs(t *testing.T) {
	const hold = string(noBreak)
	for in, want := range map[string][]string{
		"":                            nil,
		" \n\t ":                      nil,
		"ŵ ŷ â ê î ô û ï Ŵ Ŷ ẁ ẃ":     {"ŵ ŷ â ê î ô û ï Ŵ Ŷ ẁ ẃ"},
		"w\u0302y y\u0302d":           {"ŵy ŷd"},
		"ąćęłńóśźż ĂÂÎȘȚ șț":          {"ąćęłńóśźż ĂÂÎȘȚ șț"},
		"Допомога, Βοήθεια":           {"Допомога, Βοήθεια"},
		"€5 – “free” ’n’ … •":         {"€5 – “free” ’n’ … •"},
		"one\r\ntwo\n\n\nthree\u2028": {"one", "two", "three"},
		"a\x00b\x1b[31mc\u0085d":      {"ab[31mc", "d"},
		"\u202eevil\u202c \u2066x\u2069 so\u00adft \u200bzero\ufeff": {"evil x soft zero"},
		"bad \xff\xfe bytes \ufffd here":                             {"bad bytes here"},
		"Food 🍎🍞 bank 👩‍👩‍👧 ❤️ ok":                                   {"Food bank ok"},
		"1️⃣ first ☎ 🇬🇧":                                             {"1 first"},
		"مرحبا، كيف حالك and 食品 银行!":                                 {"? and ?!"},
		"Nguyễn Văn Ấn":                                              {"Nguyên Văn Ân"},
		"𝐇𝐞𝐥𝐩 １２３ №５ ⅓":                                              {"Help 123 №5 1⁄3"},
		"non\u2011breaking\u202fspace":                               {"non-breaking" + hold + "space"},
		"phone 0113 496 0000 now":                                    {"phone 0113" + hold + "496" + hold + "0000 now"},
		"Leeds LS6 2AB":                                              {"Leeds LS6" + hold + "2AB"},
		"0800 4 70 80 90":                                            {strings.ReplaceAll("0800 4 70 80 90", " ", hold)},
		"Zalgo h̶̢̛e̷l̸p":                                            {"Zalgo help"},
	} {
		if got := paragraphs(in); !slices.Equal(got, want) {
			t.Errorf("%q prints as %q, not %q", in, got, want)
		}
	}
}

// What has been made printable has a width, and stays as it is.
func TestPrintable(t *testing.T) {
	var all strings.Builder
	for r := rune(0); r < 0x20000; r++ {
		all.WriteRune(r)
		if r%40 == 0 {
			all.WriteByte(' ')
		}
	}
	text := line(all.String())
	for _, r := range text {
		if !prints(r) {
			t.Errorf("%U is not in the fonts", r)
		}
	}
	if line(text) != text {
		t.Error("it changed when it was made printable again")
	}
}

func TestEndTogether(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"bag.":                   "bag.",
		"Bring your own bag.":    "Bring your own_bag.",
		"Ask for an appointment": "Ask for an appointment",
		"for something small":    "for something_small",
	} {
		if got := strings.ReplaceAll(endTogether(in), string(noBreak), "_"); got != want {
			t.Errorf("%q ends as %q", in, got)
		}
	}
}
