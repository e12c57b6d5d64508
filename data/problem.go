package data

// Problem is something wrong in what a source says. It carries what is needed to word a sentence, and no sentence.
type Problem struct {
	Where string      // where in the input: "services-page-2.json, service 3f…", "row 14", "leeds.yaml:12"
	Field string      // the field's name, if it is about one
	Kind  ProblemKind // what is wrong
	Value string      // the offending value, shortened
}

// ProblemKind is what can be wrong. The first group refuses the whole record; the second is mended and counted.
type ProblemKind string

const (
	NoName         ProblemKind = "no-name"         // no name can be read
	NoID           ProblemKind = "no-id"           // the source gives it no id, and nothing to make one of
	BadShape       ProblemKind = "bad-shape"       // not the shape that is expected (a list where an object should be)
	PointSwapped   ProblemKind = "point-swapped"   // latitude and longitude in each other's place
	PointOutside   ProblemKind = "point-outside"   // outside the United Kingdom and the islands
	NotListing     ProblemKind = "not-listing"     // a page in a listing's place that is none: news, a vacancy, a list
	NotOpen        ProblemKind = "not-open"        // the row says that it is closed for good
	MissingValue   ProblemKind = "missing-value"   // a mapped column that must not be empty is
	RepeatedID     ProblemKind = "repeated-id"     // the same id twice in one input
	TooLong        ProblemKind = "too-long"        // a record too large to be one
	TestRow        ProblemKind = "test-row"        // there to try something out
	NoService      ProblemKind = "no-service"      // something that is no service
	OtherCountry   ProblemKind = "other-country"   // in another country
	NoPlace        ProblemKind = "no-place"        // does not say where it is, and must
	Private        ProblemKind = "private"         // marked as not for the public
	EmptyValue     ProblemKind = "empty-value"     // null or "" where nothing should stand; left out
	NumberID       ProblemKind = "number-id"       // an id written as a number; read as text
	Markup         ProblemKind = "markup"          // markup in a text; made plain
	BadURL         ProblemKind = "bad-url"         // no web address; left out
	MendedURL      ProblemKind = "mended-url"      // an address without https://; put in front
	BadEmail       ProblemKind = "bad-email"       // no e-mail address; left out
	BadPhone       ProblemKind = "bad-phone"       // no number that can be rung here; left out
	BadPostcode    ProblemKind = "bad-postcode"    // no postcode; kept as written, not used to place anything
	MendedPostcode ProblemKind = "mended-postcode" // O for 0 or the like; mended
	BadAge         ProblemKind = "bad-age"         // no age; left out
	BadDate        ProblemKind = "bad-date"        // no date, or one in the future; left out
	BadHours       ProblemKind = "bad-hours"       // opening hours that cannot be read; kept in words
	NoHours        ProblemKind = "no-hours"        // a text for opening hours that says nothing of them; left out
	BadAmount      ProblemKind = "bad-amount"      // no amount of money; left out
	UnknownStatus  ProblemKind = "unknown-status"  // a status that the standard does not have
	PointMissing   ProblemKind = "point-missing"   // 0,0 or half a point; left out
	PointMended    ProblemKind = "point-mended"    // latitude and longitude in each other's place; put right
	PointDropped   ProblemKind = "point-dropped"   // a point abroad beside an address that is not; left out
	NoPointOfShape ProblemKind = "shape"           // an area or a line, in which no point is where people go; left out
	CutShort       ProblemKind = "cut-short"       // longer than is kept; cut
	NamedPerson    ProblemKind = "named-person"    // contact details of a named person; dropped
	OtherEncoding  ProblemKind = "other-encoding"  // not UTF-8; read as Windows-1252
	UnreadableArea ProblemKind = "unreadable-area" // an area whose name is no area we know; kept in words
)

// Refuses reports whether a problem of this kind means that the record is not taken.
func (k ProblemKind) Refuses() bool {
	switch k {
	case NoName, NoID, BadShape, PointSwapped, PointOutside, NotListing, NotOpen, MissingValue, RepeatedID, TooLong,
		TestRow, NoService, OtherCountry, NoPlace, Private:
		return true
	}
	return false
}
