package main

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/store"
)

// reasonWords are the reasons of reports in words, as they stand in a list.
var reasonWords = map[data.ReportReason]string{
	data.WrongContact: "a number, e-mail or website is wrong", data.HasClosed: "it has closed", data.HasMoved: "it has moved, or the times are wrong",
	data.HardToGetIn: "it is hard to get into, or they turned somebody away", data.FeltUnsafe: "somebody felt unsafe",
}

// begins is how an id begins that somebody typed or read out: a reference has a blank in it on the site.
func begins(id string) string { return strings.ToLower(strings.Join(strings.Fields(id), "")) }

// openReports lists the reports that nobody has dealt with yet.
func openReports(ctx context.Context, s *store.Store, most int) ([]waiting, error) {
	reports, err := s.OpenReports(ctx, most)
	if err != nil {
		return nil, err
	}
	list := []waiting{}
	for _, r := range reports {
		w, err := describeReport(ctx, s, r)
		if err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	return list, nil
}

// reportRisks are the risks of what people tell.
var reportRisks = map[data.ReportReason]risk{data.WrongContact: riskContact, data.HasClosed: riskClosed, data.HasMoved: riskContact,
	data.HardToGetIn: riskDetail, data.FeltUnsafe: riskSafety}

func describeReport(ctx context.Context, s *store.Store, r data.Report) (waiting, error) {
	name, err := s.NameOf(ctx, data.LevelService, string(r.Service))
	return waiting{ID: string(r.ID), Level: "report", Of: string(r.Service), Name: name, Since: data.DateOf(r.CreatedAt).String(), Risk: reportRisks[r.Reason], Reason: r.Reason, Text: r.Text}, err
}

func (a *app) showReport(ctx context.Context, s *store.Store, r data.Report) error {
	w, err := describeReport(ctx, s, r)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(struct {
			waiting
			Status    data.ReportStatus `json:"status"`
			DecidedBy string            `json:"decided_by,omitempty"`
			Note      string            `json:"note,omitempty"`
		}{w, r.Status, r.DecidedBy, r.Note})
	}
	a.printf("report %s of %s (%s)", data.Reference(r.ID), w.Name, w.Of)
	a.printf("Somebody told us on %s: %s.", w.Since, reasonWords[r.Reason])
	if r.Text != "" {
		a.printf("  %s", strings.ReplaceAll(r.Text, "\n", "\n  "))
	}
	a.printf("It is %s.", r.Status)
	if r.Status != data.ReportOpen {
		a.printf("Decided by %s on %s: %s", orUnknown(r.DecidedBy), data.DateOf(r.DecidedAt), orUnknown(r.Note))
	}
	return nil
}

func (a *app) decideReport(ctx context.Context, s *store.Store, id data.ReportID, decision data.Decision) error {
	done, err := s.DecideReport(ctx, id, decision)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"id": done.ID, "status": done.Status})
	}
	a.printf("%s is %s.", done.ID, done.Status)
	return nil
}

func (a *app) showSuggestion(ctx context.Context, s *store.Store, suggestion store.Suggestion) error {
	list := []waiting{}
	for _, r := range suggestion.Revisions {
		if r.Status == data.Refused && r.DecidedBy == data.DecidedByRule {
			continue // it was sent again since, in other words
		}
		w, err := describe(ctx, s, r)
		if err != nil {
			return err
		}
		list = append(list, w)
	}
	if a.json {
		return a.printJSON(map[string]any{"id": suggestion.ID, "level": "suggestion", "since": data.DateOf(suggestion.SentAt).String(),
			"status": statusOf(suggestion), "words": suggestion.Words, "email": suggestion.Email, "revisions": list})
	}
	a.printf("suggestion %s, sent on %s", data.Reference(suggestion.ID), data.DateOf(suggestion.SentAt))
	var said map[string]string
	if err := json.Unmarshal(suggestion.Words, &said); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(said)) {
		a.printf("  %s: %s", name, strings.ReplaceAll(said[name], "\n", "\n    "))
	}
	for _, w := range list {
		a.printf("%s %s (%s)", w.Level, w.Name, w.Of)
		a.printSides(w.Changes)
	}
	a.printf("It is %s.", statusOf(suggestion))
	a.printAsk(suggestion)
	return nil
}

// statusOf is what became of a suggestion: pending while any of it is. One that says nothing new is as good as accepted.
func statusOf(suggestion store.Suggestion) data.RevisionStatus {
	if len(suggestion.Revisions) == 0 {
		return data.Accepted
	}
	status := data.Refused
	for _, r := range suggestion.Revisions {
		switch r.Status {
		case data.Pending:
			return data.Pending
		case data.Accepted:
			status = data.Accepted
		}
	}
	return status
}

// printAsk says whom to ask about a suggestion, and how to decide the whole of it.
func (a *app) printAsk(suggestion store.Suggestion) {
	if suggestion.Email != "" {
		a.printf("Whom to ask about it, and nothing else: %s", suggestion.Email)
	} else {
		a.printf("There is no address to ask about it.")
	}
	if statusOf(suggestion) == data.Pending {
		a.printf("\"fingerpost review accept %s\" accepts all of the suggestion.", begins(data.Reference(suggestion.ID)))
	}
}

func (a *app) decideSuggestion(ctx context.Context, s *store.Store, id string, decision data.Decision) error {
	done, err := s.DecideSuggestion(ctx, id, decision)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"id": done.ID, "status": statusOf(done), "revisions": len(done.Revisions)})
	}
	a.printf("%s is %s.", done.ID, statusOf(done))
	return nil
}
