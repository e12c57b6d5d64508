package extract

import (
	"fmt"

	"fingerpost/data"
	"fingerpost/geo"
)

// Version is that of the reading. It rises when pages are read in another way, so that those that have not changed are read
// once more.
const Version = 4

// Rules are how to read the pages of one source.
type Rules struct {
	Each   string            // selector of what holds one listing, where a page has several; empty: the page is one
	Fields map[string]string // field name (see [IsField]) to selector, "h1" or "a.web@href" for an attribute

	Expected  bool         // the address has the form of a listing's
	Area      geo.AreaCode // of the source
	Today     data.Date
	Review    bool            // a person looks at all that is read: what is only likely is kept
	Audiences []data.Audience // the groups of people that are looked for
}

// ParseError is a page that cannot be read as HTML at all.
type ParseError struct {
	URL string
	Err error
}

func (e *ParseError) Error() string { return fmt.Sprintf("extract: %s: %v", e.URL, e.Err) }
func (e *ParseError) Unwrap() error { return e.Err }

// most listings that one page can state
const maxFound = 200

// Read reads the listings that a page states, and judges whether it is a listing's page at all. It takes the page apart:
// nothing else can be asked of the document afterwards.
func (d *Document) Read(rules Rules) (Report, error) {
	selectors, err := compile(rules)
	if err != nil {
		return Report{}, err
	}
	p := newPage(d, rules, selectors)
	found := p.found()
	report := Report{Verdict: p.judge(found), Left: p.left}
	for i := range found {
		if !rules.Review {
			found[i].dropGuesses(&report)
		}
		if !found[i].isEmpty() {
			report.Found = append(report.Found, found[i])
		}
	}
	return report, nil
}
