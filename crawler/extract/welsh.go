package extract

import (
	"strings"

	"fingerpost/data/pattern"
)

// Pages in Welsh say when, where and for whom in a few set phrases. They are put into English for the readers of facts,
// which know no Welsh; what is kept of the page in words stays as it is written.

// welshWords are small words that a text in Welsh cannot do without, and one in English has not.
var welshWords = wordSet("mae yn ac sy'n rydym ydych chi gyda bob dydd neu ar gyfer yr ei eich oes gan i'r nid hefyd cysylltwch croeso y yw mae'n ni sydd bydd ond fel wedi drwy rhwng ffôn grŵp bobl")

// isWelsh reports whether lines are in Welsh.
func isWelsh(in []line) bool {
	seen := map[string]bool{}
	words := 0
	for _, l := range in {
		for word := range strings.FieldsSeq(strings.ToLower(strings.ReplaceAll(l.text[:min(len(l.text), 600)], "’", "'"))) {
			word = strings.Trim(word, ".,:;?!()")
			words++
			if welshWords[word] {
				seen[word] = true
			}
		}
		if words > 400 {
			break
		}
	}
	return len(seen) >= 6
}

// welshPhrases are the phrases in the order in which they are tried.
var welshPhrases = strings.NewReplacer(
	"bore Llun", "Monday", "bore Mawrth", "Tuesday", "bore Mercher", "Wednesday", "bore Iau", "Thursday", "bore Gwener", "Friday", "bore Sadwrn", "Saturday", "bore Sul", "Sunday",
	"prynhawn Llun", "Monday", "prynhawn Mawrth", "Tuesday", "prynhawn Mercher", "Wednesday", "prynhawn Iau", "Thursday", "prynhawn Gwener", "Friday", "prynhawn Sadwrn", "Saturday", "prynhawn Sul", "Sunday",
	"ddydd Llun", "Monday", "ddydd Mawrth", "Tuesday", "ddydd Mercher", "Wednesday", "ddydd Iau", "Thursday", "ddydd Gwener", "Friday", "ddydd Sadwrn", "Saturday", "ddydd Sul", "Sunday",
	"dydd Llun", "Monday", "dydd Mawrth", "Tuesday", "dydd Mercher", "Wednesday", "dydd Iau", "Thursday", "dydd Gwener", "Friday", "dydd Sadwrn", "Saturday", "dydd Sul", "Sunday",
	"Dydd Llun", "Monday", "Dydd Mawrth", "Tuesday", "Dydd Mercher", "Wednesday", "Dydd Iau", "Thursday", "Dydd Gwener", "Friday", "Dydd Sadwrn", "Saturday", "Dydd Sul", "Sunday",
	"nos Lun", "Monday", "nos Fawrth", "Tuesday", "nos Fercher", "Wednesday", "nos Iau", "Thursday", "nos Wener", "Friday", "nos Sadwrn", "Saturday", "nos Sul", "Sunday",
	"Nos Lun", "Monday", "Nos Fawrth", "Tuesday", "Nos Fercher", "Wednesday", "Nos Iau", "Thursday", "Nos Wener", "Friday", "Nos Sadwrn", "Saturday", "Nos Sul", "Sunday",
	"Ddydd Llun", "Monday", "Ddydd Mawrth", "Tuesday", "Ddydd Mercher", "Wednesday", "Ddydd Iau", "Thursday", "Ddydd Gwener", "Friday", "Ddydd Sadwrn", "Saturday", "Ddydd Sul", "Sunday",
	"bob wythnos", "weekly", "Bob wythnos", "Weekly", "bob pythefnos", "fortnightly", "Bob pythefnos", "Fortnightly", "bob yn ail", "every other", "Bob yn ail", "Every other", "bob ", "every ", "Bob ", "Every ", "cyntaf y mis", "first of the month",
	"hanner dydd", "noon", "canol dydd", "noon", "hanner nos", "midnight", "yn ystod y tymor", "term time only", "yn ystod tymor yr ysgol", "term time only", "tymor yr ysgol yn unig", "term time only",
	"Nid ydym yn cwrdd ar", "We do not meet on", "Nid ydym ar agor ar", "We are not open on", "Dydyn ni ddim yn cwrdd ar", "We do not meet on", "Ar gau ar", "Closed on", "ar gau ar", "closed on", "Ar gau", "Closed", "ar gau", "closed", "heblaw am", "except", "heblaw", "except", "ac eithrio", "except",
	"wyliau banc", "bank holidays", "gwyliau banc", "bank holidays", "ŵyl y banc", "bank holidays",
	"yn rhad ac am ddim", "is free", "Mae’r grŵp am ddim", "The group is free", "Mae'r grŵp am ddim", "The group is free", "Mae am ddim", "It is free", "am ddim", "it is free", "Am ddim", "Free", "yn costio dim", "costs nothing",
	"y sesiwn", "per session", "y pen", "per person", "yr un", "each",
	"Nid oes angen cael eich cyfeirio", "You do not need to be referred", "nid oes angen cael eich cyfeirio", "you do not need to be referred", "Nid oes angen atgyfeiriad", "No referral needed", "Does dim angen atgyfeiriad", "No referral needed",
	"Nid oes angen archebu", "No need to book", "Does dim angen archebu", "No need to book", "Nid oes angen trefnu lle", "No need to book", "Galwch heibio", "Drop in", "galwch heibio", "drop in", "dewch draw", "just come along", "Dewch draw", "Just come along",
	"mynediad gwastad", "level access", "Mynediad gwastad", "Level access", "thoiled hygyrch", "accessible toilet", "toiled hygyrch", "accessible toilet", "Toiled hygyrch", "Accessible toilet", "thoiledau hygyrch", "accessible toilets", "toiledau hygyrch", "accessible toilets", "toiled i bobl anabl", "accessible toilet", "thoiled i bobl anabl", "accessible toilet",
	"mae lifft", "there is a lift", "Mae lifft", "There is a lift", "dolen glyw", "hearing loop", "dolen sain", "hearing loop", "maes parcio", "car park", "lle i barcio", "parking available",
	"sy'n byw", "people who live", "sy’n byw", "people who live", "i ofalwyr ifanc", "group for young carers", "ofalwyr ifanc", "for young carers", "i ofalwyr", "for carers", "Cymraeg yw iaith", "sessions are in Welsh:", "yn yr iaith Gymraeg", "sessions are in Welsh", "ar gael yn Gymraeg", "available in Welsh",
	"neges destun", "text", "rhodd o", "donation of", "rhodd", "donation", "Nid oes angen archebu lle na chael eich atgyfeirio", "No need to book and no referral needed", "archebu lle", "book a place",
	"nid oes angen archebu", "no need to book", "does dim angen archebu", "no need to book", "does dim angen atgyfeiriad", "no referral needed", "croeso i bawb", "open to all", "Croeso i bawb", "Open to all",
	"ei hun gysylltu â ni", "people can contact us themselves", "eu hunain gysylltu â ni", "people can contact us themselves", "siarad yn Gymraeg", "group is in Welsh", "trwy gyfrwng y Gymraeg", "sessions are in Welsh", "drwy gyfrwng y Gymraeg", "sessions are in Welsh", "yn uniaith Gymraeg", "sessions are in Welsh",
	"dros y ffôn", "support by phone", "ar-lein", "support online", "wyneb yn wyneb", "support face to face",
)

// welshAreas are the councils of Wales by their names in Welsh, as they stand behind "yn". An address keeps its own.
var welshAreas = strings.NewReplacer(
	"ym Mro Morgannwg", "in Vale of Glamorgan", "yng Nghaerdydd", "in Cardiff", "yn Abertawe", "in Swansea",
	"yng Ngwynedd", "in Gwynedd", "ar Ynys Môn", "in Isle of Anglesey", "yng Ngheredigion", "in Ceredigion", "yn Sir Gaerfyrddin", "in Carmarthenshire",
	"yn Sir Benfro", "in Pembrokeshire", "ym Mhowys", "in Powys", "yn Sir Ddinbych", "in Denbighshire", "yn Sir y Fflint", "in Flintshire",
	"yn Wrecsam", "in Wrexham", "yng Nghonwy", "in Conwy", "yng Nghasnewydd", "in Newport", "yn Sir Fynwy", "in Monmouthshire",
	"ym Mhen-y-bont ar Ogwr", "in Bridgend", "yng Nghaerffili", "in Caerphilly", "yng Nghastell-nedd Port Talbot", "in Neath Port Talbot",
	"yn Rhondda Cynon Taf", "in Rhondda Cynon Taf", "ym Merthyr Tudful", "in Merthyr Tydfil", "yn Nhorfaen", "in Torfaen", "ym Mlaenau Gwent", "in Blaenau Gwent", "yng Nghymru", "in Wales",
)

var (
	// welshCounted is "ail nos Iau bob mis", "dydd Llun cyntaf y mis", days being English by then.
	welshCounted = pattern.MustCompile(`(?i)\b(ail|trydydd|trydedd|pedwerydd|pedwaredd) (?:d?dydd |nos )?(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?: (?:o'r|y|o bob|o every|every|ym mhob)? ?mis)`)
	welshNth     = pattern.MustCompile(`(?i)\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) (cyntaf|olaf) (?:(?:o'r|y|o bob|o every|every|ym mhob) )?mis`)
	welshBetween = pattern.MustCompile(`\brhwng (\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)?|noon) (?:a|ac) (\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)?|noon)`)
	welshDay     = pattern.MustCompile(`(?m)(^|[,;:(] |(?:–|-| i| a) ?)(Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul)\b`)
	welshTo      = pattern.MustCompile(`\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday) i (Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b`)
	welshPart    = pattern.MustCompile(`(?:\bo )?\b(\d{1,2}(?:[.:]\d\d)?) ?(?:o'r gloch )?(?:yn )?yr? (bore|prynhawn|hwyr|nos)\b`)
	welshHalf    = pattern.MustCompile(`(?i)(\d{1,2}(?:[.:]\d\d)?) ?y([bph])\b`)
	welshRange   = pattern.MustCompile(`(\d ?(?:am|pm)?|noon) (?:tan|hyd|i|–|-) (\d|noon)`)
	welshAge     = pattern.MustCompile(`(?i)\b(?:pobl |oedolion |plant )?(dros|o dan|rhwng) (\d{1,3})(?: (?:a|ac) (\d{1,3}))? (?:mlwydd )?oed\b`)
	welshPlus    = pattern.MustCompile(`(?i)\b(\d{1,3})(?:\+| oed a hŷn| a throsodd)(?: oed)?`)
)

// welshDays are days without the word for day, as in tables. March is Mawrth too, and stands behind a number.
var welshDays = map[string]string{"Llun": "Monday", "Mawrth": "Tuesday", "Mercher": "Wednesday", "Iau": "Thursday", "Gwener": "Friday", "Sadwrn": "Saturday", "Sul": "Sunday"}

var welshOrdinals = map[string]string{"cyntaf": "first", "ail": "second", "trydydd": "third", "trydedd": "third", "pedwerydd": "fourth", "pedwaredd": "fourth", "olaf": "last"}

// inEnglish puts the set phrases of a text in Welsh into English.
func inEnglish(s string) string {
	s = welshAreas.Replace(welshPhrases.Replace(welshTimes(strings.ReplaceAll(s, "’", "'"))))
	s = welshCounted.ReplaceAllStringFunc(s, func(said string) string {
		m := welshCounted.FindStringSubmatch(said)
		return welshOrdinals[strings.ToLower(m[1])] + " " + m[2] + " of the month"
	})
	s = welshNth.ReplaceAllStringFunc(s, func(said string) string {
		m := welshNth.FindStringSubmatch(said)
		return welshOrdinals[strings.ToLower(m[2])] + " " + m[1] + " of the month"
	})
	s = welshDay.ReplaceAllStringFunc(s, func(said string) string {
		m := welshDay.FindStringSubmatch(said)
		return m[1] + welshDays[m[2]]
	})
	s = welshTo.ReplaceAllString(s, "$1 to $2")
	s = welshPart.ReplaceAllStringFunc(s, func(said string) string {
		m := welshPart.FindStringSubmatch(said)
		if m[2] == "bore" {
			return m[1] + "am"
		}
		return m[1] + "pm"
	})
	s = welshHalf.ReplaceAllStringFunc(s, func(said string) string {
		m := welshHalf.FindStringSubmatch(said)
		if strings.EqualFold(m[2], "b") {
			return m[1] + "am"
		}
		return m[1] + "pm"
	})
	s = welshAge.ReplaceAllStringFunc(s, func(said string) string {
		m := welshAge.FindStringSubmatch(said)
		switch {
		case strings.EqualFold(m[1], "dros"):
			return "people over " + m[2] + " years old"
		case m[3] != "":
			return "people aged " + m[2] + " to " + m[3] + "," // "people who live" may follow, and is no number of them
		}
		return "people under " + m[2]
	})
	s = welshEnds(s)
	s = welshBetween.ReplaceAllString(welshRange.ReplaceAllString(s, "$1 to $2"), "between $1 and $2")
	return welshPlus.ReplaceAllString(s, "people aged $1 and over")
}
