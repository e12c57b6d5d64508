package content

// Mistake is something wrong in a content file. It carries what is needed to word a sentence, and no sentence.
type Mistake struct {
	File    string
	Line    int
	Listing string // the id of the listing it is in, if any
	Field   string
	Kind    MistakeKind
	Value   string // what stands there
	Want    string // what may stand there, if that helps
}

// MistakeKind is what can be wrong in a content file.
type MistakeKind string

const (
	NotYAML         MistakeKind = "not-yaml"         // the file cannot be read as YAML (a wrong indent, a tab)
	UnknownField    MistakeKind = "unknown-field"    // a field that the format does not have
	Missing         MistakeKind = "missing"          // a field that must be there is not
	WrongShape      MistakeKind = "wrong-shape"      // text where a list should be, or the like
	NotQuoted       MistakeKind = "not-quoted"       // a number without quotes, which loses its zero
	NotOneOf        MistakeKind = "not-one-of"       // not one of the values that are allowed
	UnknownTopic    MistakeKind = "unknown-topic"    // no such topic
	UnknownAudience MistakeKind = "unknown-audience" // no such group of people
	UnknownArea     MistakeKind = "unknown-area"     // no such area code
	AmbiguousArea   MistakeKind = "ambiguous-area"   // the name of several areas
	UnknownHelpline MistakeKind = "unknown-helpline" // no such line in helplines.yaml
	UnknownListing  MistakeKind = "unknown-listing"  // no such default listing
	PhoneRepeated   MistakeKind = "phone-repeated"   // a listing that refers to a helpline repeats a number
	BadDate         MistakeKind = "bad-date"         // not a date
	FutureDate      MistakeKind = "future-date"      // a date that is still to come
	BadHours        MistakeKind = "bad-hours"        // opening hours that cannot be read
	BadPhone        MistakeKind = "bad-phone"        // no number that can be rung in the United Kingdom
	BadURL          MistakeKind = "bad-url"          // no web address
	BadEmail        MistakeKind = "bad-email"        // no e-mail address
	BadPostcode     MistakeKind = "bad-postcode"     // no postcode that exists
	BadID           MistakeKind = "bad-id"           // not small letters, digits and hyphens
	RepeatedID      MistakeKind = "repeated-id"      // the id of another listing
	RepeatedPhrase  MistakeKind = "repeated-phrase"  // what people say that stands in the file already
	BadLength       MistakeKind = "bad-length"       // too short or too long
	NoSource        MistakeKind = "no-source"        // no source supports this field
	UnknownSupport  MistakeKind = "unknown-support"  // a source supports a field that the listing does not have
)
