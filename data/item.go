package data

import "time"

// Reading is what a reader of some format must know of what it reads.
type Reading struct {
	Source Source
	ReadAt time.Time // UTC
	Live   bool      // from a live page or feed
	Topics Topics    // to read the source's categories with
}

// Item is one thing that a reader found in an input: a submission, or why there is none.
type Item struct {
	OwnID      string // the source's own id, of what the reader refuses; empty where it cannot be told
	Where      string // for people: "services-page-2.json, service 12", "row 14"
	Submission Submission
	Problems   []Problem // what the reader itself mended, or why it refuses; if any refuses, there is no submission
}

// Refused reports whether the reader found no submission in it.
func (i Item) Refused() bool {
	for _, p := range i.Problems {
		if p.Kind.Refuses() {
			return true
		}
	}
	return false
}
