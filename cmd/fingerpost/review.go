package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/store"
)

func (a *app) reviewCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "review",
		Short: "List, show and decide what waits for a person: changes, suggestions and reports of problems",
		Long: `Changes wait for a person when two sources disagree, or when a source is not trusted to decide. "review" lists them.
What is decided is remembered: a source that repeats what was refused is not asked about again.

Reports of problems with a listing wait too: to accept one says that it was dealt with, to refuse it that nothing was wrong.
Somebody who suggested a service has a reference of eight digits. It stands for all that the suggestion would change: to
accept it publishes the service with its place and who runs it. Reports have such references too.`,
		Example: "  fingerpost review\n  fingerpost review show 019a\n  fingerpost review accept 48210937\n  fingerpost review refuse 019a --why \"rang them: the old number is right\"",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no \"review %s\". Use show, accept, refuse, redact or do-not-list.", args[0])
			}
			return a.withStore(cmd.Context(), a.reviewList)
		},
	}
	var by, why string
	name := func() string { return decider(by) }
	show := &cobra.Command{Use: "show ID", Short: "Show a change with both sides and their sources, a suggestion or a report", Example: "  fingerpost review show 019a", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error { return a.reviewShow(ctx, s, args[0]) })
		}}
	accept := &cobra.Command{Use: "accept ID", Short: "Accept a change or a suggestion, or say that a report was dealt with", Example: "  fingerpost review accept 019a", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
				return a.decide(ctx, s, args[0], data.Decision{Accept: true, By: name(), Reason: why})
			})
		}}
	refuse := &cobra.Command{Use: "refuse ID --why REASON", Short: "Refuse a change or a suggestion, or dismiss a report, saying why", Example: "  fingerpost review refuse 019a --why \"closed years ago\"", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(why) == "" {
				return usagef("say why it is refused, with --why. The next person who looks at it will want to know.")
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
				return a.decide(ctx, s, args[0], data.Decision{By: name(), Reason: why})
			})
		}}
	redact := &cobra.Command{Use: "redact LEVEL ID FIELD --why REASON", Short: "Take a value out for good, wherever it is kept", Args: cobra.ExactArgs(3),
		Long: `Take a field out of a service, location or organization for good: from the listing, the index, the exports, every
earlier revision and record. The same value is not taken from any source again. Backups made before still hold it.`,
		Example: "  fingerpost review redact service 5f0c2c3e-… phones --why \"a private number\"",
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(why) == "" {
				return usagef("say why it is redacted, with --why.")
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error { return a.redact(ctx, s, args, name(), why) })
		}}
	for _, c := range []*cobra.Command{accept, refuse, redact} {
		c.Flags().StringVar(&by, "by", "", "who decides (default: your user name)")
		c.Flags().StringVar(&why, "why", "", "the reason")
	}
	cmd.AddCommand(show, accept, refuse, redact, a.doNotListCommand())
	return cmd
}

// withStore runs fn with the store open.
func (a *app) withStore(ctx context.Context, fn func(context.Context, *store.Store) error) (err error) {
	s, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return fn(ctx, s)
}

// waiting is a pending revision, or an open report, as it is listed. The level of a report is "report".
type waiting struct {
	ID         string            `json:"id"`
	Level      string            `json:"level"`
	Of         string            `json:"of"` // the aggregate's id; of a report, the service's
	Name       string            `json:"name"`
	Source     data.SourceKey    `json:"source,omitempty"`
	Since      string            `json:"since"`
	Changes    []sides           `json:"changes,omitempty"`
	Suggestion string            `json:"suggestion,omitempty"` // the id of the suggestion that it is a part of
	Reason     data.ReportReason `json:"reason,omitempty"`
	Text       string            `json:"text,omitempty"`
}

// sides is one field with what is known and what is said.
type sides struct {
	Field  string          `json:"field"`
	Known  json.RawMessage `json:"known,omitempty"`
	Said   json.RawMessage `json:"said,omitempty"`
	Record data.RecordID   `json:"record"`
}

func (a *app) reviewList(ctx context.Context, s *store.Store) error {
	const most = 200
	list, err := openReports(ctx, s, most)
	if err != nil {
		return err
	}
	revisions, err := s.Waiting(ctx, most)
	if err != nil {
		return err
	}
	for _, r := range revisions {
		w, err := describe(ctx, s, r)
		if err != nil {
			return err
		}
		list = append(list, w)
	}
	if a.json {
		return a.printJSON(list)
	}
	if len(list) == 0 {
		a.printf("Nothing waits for a decision.")
		return nil
	}
	for _, w := range list {
		a.printf("%s  %-12s  %s: %s", w.ID, w.Level, w.Name, w.about())
	}
	a.printf("%d waiting. \"fingerpost review show ID\" shows one; the beginning of its id is enough if no other begins so.", len(list))
	return nil
}

// about says in a line what waits.
func (w waiting) about() string {
	if w.Reason != "" {
		return strings.TrimSuffix(reasonWords[w.Reason]+". "+data.PlainLine(w.Text, 80), ". ")
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

func (a *app) reviewShow(ctx context.Context, s *store.Store, id string) error {
	found, err := s.Matter(ctx, begins(id))
	switch {
	case err != nil:
		return noMatter(id, err)
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
	a.printf("%s says so, dated %s, %s", said.SourceName, orUnknown(said.AssertedOn.String()), orUnknown(said.URL))
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

func (a *app) redact(ctx context.Context, s *store.Store, args []string, by, why string) error {
	level := data.Level(args[0])
	switch level {
	case data.LevelService, data.LevelLocation, data.LevelOrganization:
	default:
		return usagef("%q is not a level. Use service, location or organization.", args[0])
	}
	n, err := s.Redact(ctx, level, args[1], args[2], by, why)
	if errors.Is(err, store.ErrNotFound) {
		return usagef("there is no %s %s, or it has no field %q.", level, args[1], args[2])
	}
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"redacted": n})
	}
	a.printf("Redacted %s. Backups made before now still hold it.", plural(n, "value"))
	return nil
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
