package prose

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Language is one other than English in which the service is given, by its ISO 639 code; bfi is British Sign Language.
type Language struct {
	Span
	Code string `json:"code"`
}

var (
	// tongue is a language by name. A small letter would make polish of Polish.
	tongue = func() string {
		var names []string
		for name := range data.LanguageNames() {
			names = append(names, regexp.QuoteMeta(name))
		}
		slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
		return `(?:` + strings.Join(names, "|") + `)`
	}()
	tongues  = `(` + tongue + `(?:(?:, (?:and |or )?| and | or | ?/ ?| & | ?; ?)(?:other languages|` + tongue + `))*)`
	language = pattern.MustCompile(tongue)

	// bareIn is a language behind "in", which says that it is spoken where nothing else is named by it.
	bareIn = pattern.MustCompile(`(?i:\bin (?:both )?)` + tongues)

	languageWays = []*pattern.Pattern{
		pattern.MustCompile(`(?i:\b(?:we|staff|workers?|team|volunteers|advis[eo]rs?|counsellors?|they|who|also|can|practitioners|coordinators?) (?:can |all |also |both )?speaks?) ` + tongues),
		pattern.MustCompile(`(?i:\b(?:available|delivered|offered|provided|given|held|run|support|advice|help|counselling|sessions?|classes|groups?|meetings?|stories|songs|storytime|chat|all|information line|helpline|services?|speak to (?:us|someone)|talk to (?:us|someone)|conducted) in )` + tongues),
		pattern.MustCompile(`(?i:\b(?:one|some|several|two|three|many|most|all|both) of (?:us|them|the team|our [a-z]+) (?:can |also )?speaks?) ` + tongues),
		pattern.MustCompile(`(?i:\b(?:speak|talk) (?:with|to) you in )` + tongues),
		pattern.MustCompile(`(?i:\bwe speak: ?|\byou (?:can|may|are welcome to) (?:speak|talk)(?: to us| with us)?(?: in)? )` + tongues),
		pattern.MustCompile(`(?:^|[.;,] |\b(?i:and|our) )(?:\p{Lu}[\p{L}'-]+ ){1,2}(?:also |can |both )*speaks? ` + tongues),
		pattern.MustCompile(`(?i:\b(?:everyone|everybody|we|staff|leaders?|teachers?|they|all)\b[^.;]{0,90}\b(?:uses?|signs?(?: in)?) )` + tongues),
		pattern.MustCompile(`(?i:\b(?:signed in|interpreted (?:in|into)|in|through|through the medium of) )(BSL|British Sign Language|Welsh)\b`),
		pattern.MustCompile(`(?i:\beverything is in |\b(?:group|session|meeting|service|all) is (?:held |run |conducted )?in )` + tongues),
		pattern.MustCompile(`(?i:\b(?:are|is|have|with|is an?|have an?|with an?) )` + tongues + ` (?i:speakers?)\b`),
		pattern.MustCompile(tongues + ` (?i:speakers? (?:is|are|will be) (?:here|present|available|on hand))`),
		pattern.MustCompile(tongues + `[- ](?i:speaking|medium|language)\b`),
		pattern.MustCompile(`(?i:\bbilingual )\(?` + tongues),
		pattern.MustCompile(`(?i:\bspeaks?(?: fluent| some| both| also)? )` + tongues),
		bareIn,
		pattern.MustCompile(`(?i:\b(?:for|with|all|our) )` + tongues + ` (?i:speakers?)\b`),
		pattern.MustCompile(`(?:^|[.;,:] ?)` + tongues + ` (?i:speakers? (?:are )?(?:very |always )?(?:welcome|available))`),
		pattern.MustCompile(tongues + ` (?i:(?:is|are) (?:both |also |all )?spoken)`),
		pattern.MustCompile(tongues + ` (?i:interpreters? (?:come|comes|attends?|on site|every|each|is here|are here))`),
		pattern.MustCompile(`(?i:\b(?:an?|our|the|with|is|are) )` + tongues + `[- ](?i:interpret(?:ers?|ed)(?: (?:is|at|on|will|attends?|joins?|comes?|in attendance)\b|[.,;]?$))`),
		pattern.MustCompile(tongues + `[- ](?i:speaking (?:staff|workers?|advis[eo]rs?|counsellors?|team|volunteers?|therapists?|group|service|helpline|advocates?|caseworkers?))`),
		pattern.MustCompile(`(?i:\blanguages?(?: spoken| available| offered)?(?: include| are)?: ?)` + tongues),
		pattern.MustCompile(`(?i:\blanguages (?:spoken )?(?:include|are|including) )` + tongues),
		pattern.MustCompile(tongues + ` (?i:(?:is |are |also )?(?:spoken|interpreters? (?:are |is )?(?:available|provided|present|on hand)|interpretation (?:is )?(?:available|provided)|(?:is |are )available))`),
	}
	// signed says that what is said is signed too.
	signed = pattern.MustCompile(`\b(?:bsl|sign language)[- ](?:interpret(?:ers?|ed|ation)|signed)(?:$|[.,;:)]| (?:is|at|on|will|attends?|joins?|comes?|every|each|and|in attendance|provided|available|present)\b)|\b(?:bsl|sign language) (?:users|signers) (?:are |very )*(?:welcome|can join|join)\b|\bsigned (?:in|by an?) (?:bsl|sign language|british sign language)\b`)
	// speaker is somebody of whom it is supposed that they speak a language: the reader, or those who come.
	speaker = pattern.MustCompile(`(?:\bif you(?: can)?|\byou|\b(?:learn(?:ing)?|want|wants|wish|like|need|how) to|\blearn\w*|n't|\bnot|\bcannot|\bwhether|\b(?:people|anyone|those|children|parents|families|women|clients|residents|only|adults|somebody|someone) who|\bwhose)(?: only| also| mainly| already| both)* speaks? (?:[a-z]+ )?$`)
	// inTongue is what may stand behind "in Polish", where it is the language and no more.
	inTongue = pattern.MustCompile(`^ ?(?:$|[.,;:!)(/-]|(?:and|or|on|at|with|every|each|to|for|if|when|too|as|by|from|is|are|was|throughout|only|sessions?|available|so|but|here|because|where|who|which|after|before|alongside)\b)`)
	// onAsking says that somebody comes to interpret only where it was asked for.
	onAsking = pattern.MustCompile(`\b(?:requests?|requested|arrang\w+|if you|in advance|notice|book(?:ed)?|can be|ask|let us know|where needed|if needed)\b`)
	// notGiven are sentences in which a language is learnt, is the reader's, or is that of a leaflet.
	notGiven = pattern.MustCompile(`\b(?:learn(?:s|t|ing)?|teach(?:es|ing)?|lessons?|class(?:es)?|courses?|esol|gcse|level [1-6]|speakers of|first language|second language|mother tongue|if you (?:speak|don't|do not)|leaflets?|booklets?|documents?|translat(?:e|ed|ion|ions)|read (?:this|it|more)|correspond\w*|write to|letters?|website|webpage|page|videos?|download|print|written|newsletter|books|poem|song|songs|film|food|restaurant|language (?:school|exchange|café|cafe))\b`)
)

// firstWords are the words with which the names of languages begin.
var firstWords = func() map[string]bool {
	set := map[string]bool{}
	for name := range data.LanguageNames() {
		first, _, _ := strings.Cut(name, " ")
		set[first] = true
	}
	return set
}()

// namesLanguage reports whether a sentence may name a language: it spares the pattern of all their names.
func namesLanguage(plain string) bool {
	for _, word := range strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if firstWords[word] {
			return true
		}
	}
	return false
}

// addLanguage adds a language other than English that is not yet known.
func addLanguage(out []Language, l Language) []Language {
	if l.Code == "" || l.Code == "en" || len(out) >= maxFacts || slices.ContainsFunc(out, func(o Language) bool { return o.Code == l.Code }) {
		return out
	}
	return append(out, l)
}

// LanguagesNamed reads a field that holds nothing but languages: "English; Greek; Turkish".
func LanguagesNamed(field string) (codes []string) {
	low := strings.ToLower(field)
	if notGiven.MatchString(low) || len(field) > 300 || mentions(low, "request", "can be arranged", "interpreter", "not ") {
		return nil
	}
	for _, name := range language.FindAllString(field, 20) {
		if code := data.LanguageCode(name); code != "" && code != "en" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// Languages are those, beside English, in which the text says that the service itself is given.
func (t *Text) Languages() []Language {
	var out []Language
	for _, s := range t.sentences {
		low, plain := t.of(s)
		if !mentions(low, "speak", "spoken", "language", "medium", "bilingual", "interpret", "available", " in ", "in ", " use", "sign", "bsl") {
			continue
		}
		if strings.HasSuffix(low, "?") || !namesLanguage(plain) && !mentions(low, "sign language") || notGiven.MatchString(strings.ReplaceAll(low, "learning disab", "")) || wished.MatchString(low) {
			continue
		}
		if at := found(signed, low, mentions(low, "bsl", "sign language")); at != nil && !onAsking.MatchString(low) && !denied.MatchString(low[:at[0]]) {
			out = addLanguage(out, Language{Span: t.span(s.start+at[0], s.start+at[1]), Code: "bfi"})
		}
		for _, way := range languageWays {
			for _, m := range way.FindAllStringSubmatchIndex(plain, 10) {
				if strings.Contains(low[m[0]:m[1]], "interpret") && onAsking.MatchString(low) {
					continue
				}
				if theirs := plain[m[0]:m[2]]; strings.Contains(theirs, "peak") && speaker.MatchString(low[:m[2]]) {
					continue
				} else if way == bareIn && !inTongue.MatchString(low[m[3]:]) {
					continue
				}
				if denied.MatchString(low[:m[2]]) || deniedBehind.MatchString(low[m[3]:]) {
					continue
				}
				for _, at := range language.FindAllStringIndex(plain[m[2]:m[3]], 40) {
					start, end := m[2]+at[0], m[2]+at[1]
					out = addLanguage(out, Language{Span: t.span(s.start+start, s.start+end), Code: data.LanguageCode(plain[start:end])})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Language) int { return a.Start - b.Start })
	return out
}
