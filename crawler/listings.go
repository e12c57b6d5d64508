package crawler

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"fingerpost/crawler/extract"
	"fingerpost/data"
)

// page is a page whose listings are read.
type page struct {
	at       *url.URL
	title    string
	dated    data.Date
	expected bool // its address has the form of a listing's
}

// list makes items of what a page states.
func (j *job) list(doc *extract.Document, p page, readAt time.Time) (report extract.Report, items []data.Item, err error) {
	reading := j.Reading
	reading.ReadAt = readAt
	rules := j.Source.Rules
	rules.Expected, rules.Area, rules.Today = p.expected, j.Source.Area, data.DateOf(readAt)
	rules.Review, rules.Audiences = j.Source.Review, j.Audiences
	if report, err = doc.Read(rules); err != nil {
		return report, nil, err
	}
	found := report.Found
	switch {
	case !report.Verdict.Listing && !p.expected:
		return report, nil, nil // one of the many pages of a site that are none
	case !report.Verdict.Listing || len(found) == 0:
		return report, []data.Item{noListing(p, report)}, nil
	}
	seen := map[string]bool{}
	for i, f := range found {
		own, where := p.at.String(), p.at.String()
		if len(found) > 1 {
			own, where = own+"#"+strings.ToLower(f.Name), fmt.Sprintf("%s, %d", where, i+1)
		}
		item := data.Item{Where: where}
		if kind, refused := j.refuses(f, seen[own]); refused {
			item.Problems = []data.Problem{{Where: where, Field: "name", Kind: kind, Value: f.Name}}
		} else if item.Submission, err = f.Submission(j.about(own, p), reading); err != nil {
			return report, nil, err
		}
		seen[own] = true
		items = append(items, item)
	}
	return report, items, nil
}

// noListing reports a page in a listing's place that is none: that is not passed over.
func noListing(p page, report extract.Report) data.Item {
	problem := data.Problem{Where: p.at.String(), Field: "name", Kind: data.NoName}
	switch reasons := report.Verdict.Reasons; {
	case slices.Contains(reasons, extract.NotOver):
		problem.Field, problem.Kind = "hours", data.NotOpen
	case !slices.Contains(reasons, extract.NotNamed):
		problem.Field, problem.Kind, problem.Value = "", data.NotListing, strings.Join(reasons, ", ")
	}
	return data.Item{Where: problem.Where, Problems: []data.Problem{problem}}
}

// refuses says why what was found is no listing.
func (j *job) refuses(f extract.Found, repeated bool) (data.ProblemKind, bool) {
	switch {
	case f.Name == "":
		return data.NoName, true
	case repeated:
		return data.RepeatedID, true
	case data.DateOf(j.Reading.ReadAt).After(f.Ends) && !f.Ends.IsZero():
		return data.NotOpen, true // an event that is over
	}
	return "", false
}

func (j *job) about(own string, p page) extract.About {
	return extract.About{OwnID: own, URL: p.at.String(), Title: p.title, Dated: p.dated, Topics: j.Source.Topics, Ways: j.Source.Ways, Audiences: j.Audiences}
}

// readerOf is a hash of all that the reading of a page depends on, but for the page.
func readerOf(j Job) (string, error) {
	b, err := json.Marshal([]any{extract.Version, j.Source.Version, j.Source.Area, j.Source.Review, j.Reading.Topics.All, j.Audiences})
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8]), err
}
