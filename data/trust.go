package data

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// Trust is how much a source's word on a field counts against another's. The page of those who run a service knows better
// than a directory that lists it, and they themselves know best.
type Trust string

const (
	TrustDirectory Trust = "directory" // tells of what others do
	TrustFeed      Trust = "feed"      // a feed that is kept for others to read
	TrustOwn       Trust = "own"       // a page of those who run the service
	TrustRegister  Trust = "register"  // an official register
	TrustModerator Trust = "moderator" // a person who runs this directory
	TrustOwner     Trust = "owner"     // those who run the service, who keep its listing here
)

// Trusts lists them, the least first.
var Trusts = []Trust{TrustDirectory, TrustFeed, TrustOwn, TrustRegister, TrustModerator, TrustOwner}

// Rank orders them: more counts for more. What is no trust counts for nothing.
func (t Trust) Rank() int { return slices.Index(Trusts, t) + 1 }

// Person reports whether it is the word of a person who answers for the listing, and not something that was read.
func (t Trust) Person() bool { return t == TrustModerator || t == TrustOwner }

// TrustOf is how much a submission's record counts, as the source states it, or else by its kind. A page that leads elsewhere for what
// it tells of is a directory's; one that does not is of those who run it. The listings that ship were written from such pages.
func (s Source) TrustOf(sub Submission, r Record) Trust {
	switch {
	case s.Trust != "":
		return s.Trust
	case s.Kind == SourceModerator:
		return TrustModerator
	case s.Kind == SourceFeed:
		return TrustFeed
	case s.Kind == SourceContent:
		return TrustOwn
	case s.Kind != SourcePage:
		return TrustDirectory
	}
	page, site := hostOf(r.URL), hostOf(sub.Service.Doc.URL)
	if sub.Organization != nil && sub.Organization.Doc.Website != "" {
		site = hostOf(sub.Organization.Doc.Website)
	}
	if page == "" || site != "" && site != page {
		return TrustDirectory
	}
	return TrustOwn
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// Word is whose word a fact is, and of when.
type Word struct {
	Source SourceKey
	Trust  Trust
	Date   Date // the source's own, else that of the reading of a live page or feed
}

// WordOn is the date that a record's facts are of.
func WordOn(asserted Date, live bool, readAt time.Time) Date {
	if asserted.IsZero() && live {
		return DateOf(readAt)
	}
	return asserted
}

// KeptFor is for how long after their last word those who keep a listing are taken to look after it.
const KeptFor = 365 * 24 * time.Hour
