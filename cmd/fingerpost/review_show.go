package main

import (
	"context"
	"errors"

	"fingerpost/data"
	"fingerpost/data/store"
)

func (a *app) reviewShow(ctx context.Context, s *store.Store, id string) error {
	found, err := s.Matter(ctx, begins(id))
	switch {
	case errors.Is(err, store.ErrNotFound):
		return a.showListing(ctx, s, id)
	case err != nil:
		return err
	case found.Question != nil:
		return a.showQuestion(ctx, s, *found.Question)
	case found.Report != nil:
		return a.showReport(ctx, s, *found.Report)
	case found.Suggestion != nil:
		return a.showSuggestion(ctx, s, *found.Suggestion)
	}
	return a.showRevision(ctx, s, *found.Revision)
}

func (a *app) showRevision(ctx context.Context, s *store.Store, r data.Revision) error {
	w, err := describe(ctx, s, r)
	if err != nil {
		return err
	}
	said, err := s.Origin(ctx, r.Changes[0].Record)
	if err != nil {
		return err
	}
	var suggestion store.Suggestion
	if w.Suggestion != "" {
		if suggestion, err = s.SuggestionOf(ctx, r.Changes[0].Record); err != nil {
			return err
		}
	}
	if a.json {
		return a.printJSON(struct {
			waiting
			Status data.RevisionStatus `json:"status"`
			Origin data.Origin         `json:"origin"`
			Email  string              `json:"email,omitempty"` // whom to ask about a suggestion
		}{w, r.Status, said, suggestion.Email})
	}
	a.printf("%s %s (%s)", w.Level, w.Name, w.Of)
	if w.Absent != nil {
		a.printf("%s. It stood at %s", absentSentence(w.Source, *w.Absent), orUnknown(said.URL))
	} else {
		a.printf("%s says so, dated %s, %s", said.SourceName, orUnknown(said.AssertedOn.String()), orUnknown(said.URL))
	}
	known, err := s.OriginOf(ctx, r.Level, r.Aggregate, r.Changes[0].Path)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if known.SourceName != "" {
		a.printf("what stands now is from %s, dated %s", known.SourceName, orUnknown(known.AssertedOn.String()))
	}
	a.printSides(w.Changes)
	a.printf("It is %s.", r.Status)
	if w.Suggestion != "" {
		a.printAsk(suggestion)
	}
	return nil
}

func (a *app) printSides(changes []sides) {
	for _, c := range changes {
		a.printf("  %s", c.Field)
		if c.Known != nil {
			a.printf("    - %s", c.Known)
		}
		if c.Said != nil {
			a.printf("    + %s", c.Said)
		}
	}
}

func noMatter(id string, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return usagef("nothing that waits or was decided has an id that begins with %q, or several have. \"fingerpost review\" lists what waits.", id)
	}
	return err
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

func (a *app) decide(ctx context.Context, s *store.Store, id string, decision data.Decision) error {
	found, err := s.Matter(ctx, begins(id))
	switch {
	case err != nil:
		return noMatter(id, err)
	case found.Question != nil:
		return a.answer(ctx, s, *found.Question, decision)
	case found.Report != nil:
		return a.decideReport(ctx, s, found.Report.ID, decision)
	case found.Suggestion != nil:
		return a.decideSuggestion(ctx, s, found.Suggestion.ID, decision)
	}
	done, err := s.Decide(ctx, found.Revision.ID, decision)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"id": done.ID, "status": done.Status, "seq": done.Seq})
	}
	a.printf("%s is %s.", done.ID, done.Status)
	return nil
}

// acceptAllOf accepts everything that a source says and that waits.
func (a *app) acceptAllOf(ctx context.Context, s *store.Store, source data.SourceKey, by, why string) error {
	revisions, err := s.WaitingOf(ctx, source)
	if err != nil {
		return err
	}
	accepted := 0
	for _, r := range revisions {
		_, err := s.Decide(ctx, r.ID, data.Decision{Accept: true, By: by, Reason: why})
		if decided := (*store.DecidedError)(nil); errors.As(err, &decided) {
			continue // another that was accepted has answered it
		}
		if err != nil {
			return err
		}
		accepted++
	}
	if a.json {
		return a.printJSON(map[string]any{"source": source, "accepted": accepted})
	}
	if accepted == 0 {
		return usagef("nothing of %s waits. \"fingerpost review\" lists what does.", source)
	}
	a.printf("Accepted %s of %s.", plural(accepted, "change"), source)
	return nil
}
