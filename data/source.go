package data

import "fingerpost/geo"

// SourceKey names a source for ever: lower-case letters, digits and hyphens. It is a name, never a path or an address.
type SourceKey string

// SourceKind says what sort of source it is.
type SourceKind string

const (
	SourceContent   SourceKind = "content"   // the listings that ship with Fingerpost or its operator
	SourceFeed      SourceKind = "feed"      // an Open Referral feed
	SourceTable     SourceKind = "table"     // a file of rows: CSV, a workbook, a map, a calendar
	SourcePage      SourceKind = "page"      // pages that the crawler reads
	SourceModerator SourceKind = "moderator" // a person who runs the directory
	SourceForm      SourceKind = "form"      // what people send on the site
)

// Suggestions is the key of the source that stands for what people suggest on the site.
const Suggestions SourceKey = "suggestions"

// Moderators is the source that stands for the people who run the directory, when they change a listing themselves.
var Moderators = Source{Key: "moderators", Name: "The people who run this directory", Kind: SourceModerator, Area: "K02000001"}

// Source is where records come from.
type Source struct {
	Key     SourceKey    `json:"key"`
	Name    string       `json:"name"` // for people: "North Lincolnshire Council's directory"
	Kind    SourceKind   `json:"kind"`
	URL     string       `json:"url,omitempty"`
	Area    geo.AreaCode `json:"area"` // what its services are assumed to serve when they do not say
	Licence string       `json:"licence,omitempty"`
	Dated   Date         `json:"dated,omitzero"` // the date of a file, where its rows have none
	// Trust is how much its word counts; empty: as its kind does ([Source.TrustOf]).
	Trust Trust `json:"trust,omitempty"`
	// Review sends everything the source says to a person before it is shown.
	Review bool `json:"review,omitempty"`
}

// Overrides reports whether the source's word is taken over what any other source has said: it is a person's who answers
// for the listing.
func (s Source) Overrides() bool { return s.Kind == SourceModerator || s.Trust.Person() }

// ValidSourceKey reports whether a key has the form of a name.
func ValidSourceKey(key SourceKey) bool {
	if key == "" || len(key) > 64 {
		return false
	}
	for _, r := range key {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return key[0] != '-'
}
