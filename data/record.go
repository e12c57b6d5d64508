package data

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// Record is what a source said about one service at one time, kept as it came. It never changes, except that a
// redaction blanks values in its payload.
type Record struct {
	ID         RecordID
	Source     SourceKey
	SourceID   string          // the source's own id of the service it speaks of
	URL        string          // the page that a person can open to see it, if there is one
	Title      string          // that page's title
	AssertedOn Date            // the source's own date of what it says
	ReadAt     time.Time       // when we read it, UTC
	Live       bool            // it was read from a live page or feed, not from a file handed to us
	Payload    json.RawMessage // as it came, without the contact details of named people
}

// Origin is a record without its payload, with the dates that a page shows beside a fact.
type Origin struct {
	Record      RecordID  `json:"record"`
	Source      SourceKey `json:"source"`
	SourceName  string    `json:"source_name"`
	URL         string    `json:"url,omitempty"`
	Title       string    `json:"title,omitempty"`
	AssertedOn  Date      `json:"asserted_on,omitzero"`
	SeenOn      Date      `json:"seen_on,omitzero"`      // last read on a live page or feed
	ConfirmedOn Date      `json:"confirmed_on,omitzero"` // its owner or a person said it is right
}

// Newest is the latest of the origin's dates: the day for which somebody vouched for the fact.
func (o Origin) Newest() Date {
	newest := o.AssertedOn
	for _, d := range []Date{o.SeenOn, o.ConfirmedOn} {
		if d.After(newest) {
			newest = d
		}
	}
	return newest
}

// Sighting says that a source still says what it said: a record was read again and nothing in it had changed.
type Sighting struct {
	Seq       int64 // its place in the order of sightings, for followers
	Source    SourceKey
	SourceID  string
	ServiceID ServiceID
	ReadAt    time.Time
}

// Draft is an aggregate as a source describes it, with the source's own id for it.
type Draft[T any] struct {
	OwnID string
	Doc   T
}

// Submission is one service as one source describes it, with the records that say so. Ids inside the drafts are minted
// from the source's own ids ([Mint]); the store puts the kept ids in their place.
type Submission struct {
	Source       SourceKey
	Was          string   // the source's own id for the service until now, where the source says that it has another
	Records      []Record // at least one; the first speaks for every field not named in From
	From         map[string]int
	Service      Draft[Service]
	Organization *Draft[Organization]
	Locations    []Draft[Location]
}

// Digest is a fingerprint of everything the submission says, and of how it was read: equal digests mean that the source
// said the same again. Times of reading are left out.
func (s Submission) Digest() (string, error) {
	type said struct {
		Payload    json.RawMessage
		AssertedOn Date
		URL        string
	}
	all := struct {
		Said    []said
		From    map[string]int
		Service Draft[Service]
		Org     *Draft[Organization]
		Places  []Draft[Location]
	}{From: s.From, Service: s.Service, Org: s.Organization, Places: s.Locations}
	for _, r := range s.Records {
		all.Said = append(all.Said, said{r.Payload, r.AssertedOn, r.URL})
	}
	b, err := json.Marshal(all)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}
