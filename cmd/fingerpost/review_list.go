package main

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/store"
)

// waiting is a pending revision, an open report or an open question, as it is listed. The level of a report is "report", and that of a
// question "question".
type waiting struct {
	ID         string            `json:"id"`
	Level      string            `json:"level"`
	Of         string            `json:"of"` // the aggregate's id; of a report, the service's
	Name       string            `json:"name"`
	Source     data.SourceKey    `json:"source,omitempty"`
	Since      string            `json:"since"`
	Risk       risk              `json:"risk"`
	Changes    []sides           `json:"changes,omitempty"`
	Absent     *data.Absent      `json:"absent,omitempty"`     // why the program would close it
	Suggestion string            `json:"suggestion,omitempty"` // the id of the suggestion that it is a part of
	Reason     data.ReportReason `json:"reason,omitempty"`
	Text       string            `json:"text,omitempty"`
	Question   *asked            `json:"question,omitempty"`
}

// sides is one field with what is known and what is said.
type sides struct {
	Field  string          `json:"field"`
	Known  json.RawMessage `json:"known,omitempty"`
	Said   json.RawMessage `json:"said,omitempty"`
	Record data.RecordID   `json:"record"`
}

// mostWaiting is how much of each sort is looked at, and mostShown how many lines are shown, unless all are asked for.
const (
	mostWaiting = 20_000
	mostShown   = 60
)

func (a *app) reviewList(ctx context.Context, s *store.Store, source data.SourceKey, all bool) error {
	list, err := whatWaits(ctx, s)
	if err != nil {
		return err
	}
	if source != "" {
		list = slices.DeleteFunc(list, func(w waiting) bool { return w.Source != source })
	}
	list = byListing(list)
	if a.json {
		return a.printJSON(list)
	}
	if err := a.tellMissing(ctx, s); err != nil {
		return err
	}
	if len(list) == 0 {
		a.printf("Nothing waits for a decision.")
		return nil
	}
	of := ""
	for i, w := range list {
		if i >= mostShown && !all && w.Of != of {
			a.printf("... and %d more; --all shows them.", len(list)-i)
			break
		}
		if w.Of != of {
			of = w.Of
			a.printf("%s  %s", w.Name, w.Of)
		}
		a.printf("  %s  %-8s %-12s %s", w.ID, w.Risk, w.Level, w.about())
	}
	a.printf("%d waiting. \"fingerpost review show ID\" shows one, or all there is of a listing; the beginning of its id is enough if no other begins so.", len(list))
	return nil
}

// whatWaits lists all that waits for a person.
func whatWaits(ctx context.Context, s *store.Store) ([]waiting, error) {
	list, err := openReports(ctx, s, mostWaiting)
	if err != nil {
		return nil, err
	}
	revisions, err := s.Waiting(ctx, mostWaiting)
	if err != nil {
		return nil, err
	}
	for _, r := range revisions {
		w, err := describe(ctx, s, r)
		if err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	questions, err := s.OpenQuestions(ctx, mostWaiting)
	if err != nil {
		return nil, err
	}
	for _, q := range questions {
		w, err := describeQuestion(ctx, s, q)
		if err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	return list, nil
}

// risk is what could come of it if nobody looked. The first is the worst.
type risk string

const (
	riskSafety  risk = "safety"  // somebody felt unsafe, or a place that must be hidden
	riskClosed  risk = "closed"  // people may go there for nothing
	riskContact risk = "contact" // or may ring, or write, or go to the wrong place
	riskNew     risk = "new"     // nobody can find it yet
	riskSame    risk = "same"    // it may be there twice, or two may be taken for one
	riskDetail  risk = "detail"
)

var risks = []risk{riskSafety, riskClosed, riskContact, riskNew, riskSame, riskDetail}

// riskOf is that of the gravest of the fields.
func riskOf(changes []sides, isNew bool) risk {
	worst := riskDetail
	for _, c := range changes {
		field, _, _ := strings.Cut(c.Field, ".")
		r := riskDetail
		switch field {
		case "withheld":
			r = riskSafety
		case "status":
			r = riskClosed
		case "phones", "email", "url", "website", "address", "point", "service_at_locations", "schedules":
			r = riskContact
		case "name", "organization_id":
			r = riskSame
		}
		if slices.Index(risks, r) < slices.Index(risks, worst) {
			worst = r
		}
	}
	if isNew && worst != riskSafety {
		return riskNew
	}
	return worst
}

// byListing puts together what waits of one listing: first the listings with the gravest risk, of these those that have waited longest.
func byListing(list []waiting) []waiting {
	rank := func(w waiting) int { return slices.Index(risks, w.Risk) }
	slices.SortStableFunc(list, func(a, b waiting) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a.Since, b.Since)) })
	first := map[string]int{}
	for i, w := range list {
		if _, seen := first[w.Of]; !seen {
			first[w.Of] = i
		}
	}
	slices.SortStableFunc(list, func(a, b waiting) int { return first[a.Of] - first[b.Of] })
	return list
}

// about says in a line what waits.
func (w waiting) about() string {
	if w.Reason != "" {
		return strings.TrimSuffix(reasonWords[w.Reason]+". "+data.PlainLine(w.Text, 80), ". ")
	}
	if w.Question != nil {
		return w.Question.about()
	}
	if w.Absent != nil {
		return absentSentence(w.Source, *w.Absent)
	}
	var fields []string
	for _, c := range w.Changes {
		fields = append(fields, c.Field)
	}
	of := strings.Join(unique(fields), ", ")
	if w.Suggestion != "" {
		return "suggestion " + begins(data.Reference(w.Suggestion)) + " tells of " + of
	}
	return string(w.Source) + " says otherwise of " + of
}

func describe(ctx context.Context, s *store.Store, r data.Revision) (waiting, error) {
	name, err := s.NameOf(ctx, r.Level, r.Aggregate)
	if err != nil {
		return waiting{}, err
	}
	w := waiting{ID: string(r.ID), Level: string(r.Level), Of: r.Aggregate, Name: name, Source: r.Source, Since: data.DateOf(r.CreatedAt).String()}
	for _, c := range r.Changes {
		w.Changes = append(w.Changes, sides{Field: fieldName(c.Path), Known: c.Old, Said: c.New, Record: c.Record})
	}
	if absent, ok := data.ReadAbsent(r.Reason); ok && r.Status == data.Pending {
		w.Absent = &absent
	}
	w.Risk = riskOf(w.Changes, w.Name == "")
	if w.Name == "" {
		w.Name = strings.TrimSpace(newName(r) + " (new)")
	}
	if r.Source == data.Suggestions && len(r.Changes) > 0 {
		suggestion, err := s.SuggestionOf(ctx, r.Changes[0].Record)
		if err != nil {
			return waiting{}, err
		}
		w.Suggestion = suggestion.ID
	}
	return w, nil
}

// newName is the name that a revision gives to what has none yet.
func newName(r data.Revision) (name string) {
	for _, c := range r.Changes {
		if c.Path == "name" && json.Unmarshal(c.New, &name) == nil {
			return name
		}
	}
	return ""
}

// fieldName leaves the ids of elements out of a path.
func fieldName(path string) string {
	var parts []string
	for _, p := range strings.Split(path, "/") {
		if !data.ValidID(p) {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ".")
}

func unique(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
