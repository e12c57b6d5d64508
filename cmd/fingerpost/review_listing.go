package main

import (
	"context"
	"encoding/json"
	"strings"

	"fingerpost/data"
	"fingerpost/data/store"
)

// shownHistory is how many of its last changes are shown of a listing.
const shownHistory = 12

// everything is all there is of a service, a place or an organisation for who decides about it.
type everything struct {
	store.Named
	Facts   []store.Fact    `json:"facts"`
	Says    []store.Said    `json:"says"`
	Waiting []waiting       `json:"waiting"`
	History []data.Revision `json:"history"`
}

// showListing shows all there is of a service, a place or an organisation.
func (a *app) showListing(ctx context.Context, s *store.Store, text string) error {
	one, err := allOf(ctx, s, text)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(one)
	}
	a.printf("%s %s (%s)", one.Level, one.Name, one.Root)
	if one.Root != one.ID {
		a.printf("%s was merged into it.", one.ID)
	}
	a.printf("What is shown:")
	for _, f := range one.Facts {
		a.printFact(f)
	}
	a.printf("Who speaks of it:")
	a.printSays(one.Says, true)
	if len(one.Waiting) > 0 {
		a.printf("What waits:")
	}
	for _, w := range one.Waiting {
		a.printf("  %s  %-8s %-12s %s", w.ID, w.Risk, w.Level, w.about())
	}
	a.printf("Its last changes:")
	for i, r := range one.History {
		if i == shownHistory {
			a.printf("  ... and %d before", len(one.History)-i)
			break
		}
		a.printf("  %s  %s", r.ID, historyLine(r))
	}
	return nil
}

func allOf(ctx context.Context, s *store.Store, text string) (one everything, err error) {
	if one.Named, err = named(ctx, s, text); err != nil {
		return one, noMatter(text, store.ErrNotFound)
	}
	if one.Facts, err = s.Facts(ctx, one.Level, one.Root); err != nil {
		return one, err
	}
	if one.Says, err = s.Says(ctx, one.Level, one.Root); err != nil {
		return one, err
	}
	if one.History, err = s.History(ctx, one.Level, one.Root); err != nil {
		return one, err
	}
	all, err := whatWaits(ctx, s)
	one.Waiting = []waiting{}
	for _, w := range all {
		if w.Of == one.Root || w.Of == one.ID || w.Question != nil && (w.Question.Other == one.Root || w.Question.Other == one.ID) {
			one.Waiting = append(one.Waiting, w)
		}
	}
	return one, err
}

func (a *app) printFields(ctx context.Context, s *store.Store, level data.Level, id string) error {
	facts, err := s.Facts(ctx, level, id)
	if err != nil {
		return err
	}
	for _, f := range facts {
		a.printFact(f)
	}
	return nil
}

func (a *app) printFact(f store.Fact) {
	a.printf("  %-28s %s  (%s, %s)", fieldName(f.Path), plainValue(f.Value), f.Origin.Source, orUnknown(f.Origin.Newest().String()))
}

// plainValue is a value on one line.
func plainValue(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return data.PlainLine(text, 100)
	}
	return data.PlainLine(string(value), 100)
}

// printSays says which sources speak of something and why they are taken to, and what they say otherwise than is shown.
func (a *app) printSays(says []store.Said, otherwise bool) {
	for _, said := range says {
		a.printf("  %s (%s), as %s, dated %s: %s", said.Source, orUnknown(string(said.Trust)), said.OwnID, orUnknown(said.Dated.String()), said.Why)
		if !said.Heard {
			a.printf("    not heard: it has another id for the same")
			continue
		}
		for _, c := range said.Otherwise {
			if otherwise && c.New != nil {
				a.printf("    says otherwise  %-20s %s", fieldName(c.Path), plainValue(c.New))
			}
		}
	}
}

// historyLine says what a revision did.
func historyLine(r data.Revision) string {
	var fields []string
	for _, c := range r.Changes {
		fields = append(fields, fieldName(c.Path))
	}
	what := strings.Join(unique(fields), ", ")
	switch {
	case len(r.Changes) == 1 && r.Changes[0].Path == data.MergedInto && r.Changes[0].New != nil:
		what = "merged into " + plainValue(r.Changes[0].New)
	case len(r.Changes) == 1 && r.Changes[0].Path == data.MergedInto:
		what = "brought apart from " + plainValue(r.Changes[0].Old)
	}
	line := data.DateOf(r.CreatedAt).String() + "  " + string(r.Status)
	if r.DecidedBy != "" {
		line += " by " + r.DecidedBy
	}
	if r.Source != "" {
		line += "  " + string(r.Source)
	}
	line += ": " + data.PlainLine(what, 120)
	if r.Reason != "" {
		line += " (" + data.PlainLine(r.Reason, 80) + ")"
	}
	return line
}
