package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/store"
)

func (a *app) reviewCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "review",
		Short: "List, show and decide the changes that wait for a person",
		Long: `Changes wait for a person when two sources disagree, or when a source is not trusted to decide. "review" lists them.
What is decided is remembered: a source that repeats what was refused is not asked about again.`,
		Example: "  fingerpost review\n  fingerpost review show 019a\n  fingerpost review accept 019a\n  fingerpost review refuse 019a --why \"rang them: the old number is right\"",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no \"review %s\". Use show, accept, refuse or redact.", args[0])
			}
			return a.withStore(cmd.Context(), a.reviewList)
		},
	}
	var by, why string
	name := func() string {
		if by != "" {
			return by
		}
		if u, err := user.Current(); err == nil {
			return u.Username
		}
		return os.Getenv("USER")
	}
	show := &cobra.Command{Use: "show ID", Short: "Show a change with both sides and their sources", Example: "  fingerpost review show 019a", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error { return a.reviewShow(ctx, s, args[0]) })
		}}
	accept := &cobra.Command{Use: "accept ID", Short: "Accept a change", Example: "  fingerpost review accept 019a", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
				return a.decide(ctx, s, args[0], data.Decision{Accept: true, By: name(), Reason: why})
			})
		}}
	refuse := &cobra.Command{Use: "refuse ID --why REASON", Short: "Refuse a change, saying why", Example: "  fingerpost review refuse 019a --why \"closed years ago\"", Args: cobra.ExactArgs(1),
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
	cmd.AddCommand(show, accept, refuse, redact)
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

// waiting is a pending revision as it is listed.
type waiting struct {
	ID      data.RevisionID `json:"id"`
	Level   data.Level      `json:"level"`
	Of      string          `json:"of"` // the aggregate's id
	Name    string          `json:"name"`
	Source  data.SourceKey  `json:"source"`
	Since   string          `json:"since"`
	Changes []sides         `json:"changes"`
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
	revisions, err := s.Waiting(ctx, most)
	if err != nil {
		return err
	}
	list := []waiting{}
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
		var fields []string
		for _, c := range w.Changes {
			fields = append(fields, c.Field)
		}
		a.printf("%s  %-12s  %s: %s says otherwise of %s", w.ID, w.Level, w.Name, w.Source, strings.Join(unique(fields), ", "))
	}
	a.printf("%d waiting. \"fingerpost review show ID\" shows one; the beginning of its id is enough if no other begins so.", len(list))
	return nil
}

func describe(ctx context.Context, s *store.Store, r data.Revision) (waiting, error) {
	name, err := s.NameOf(ctx, r.Level, r.Aggregate)
	w := waiting{ID: r.ID, Level: r.Level, Of: r.Aggregate, Name: name, Source: r.Source, Since: data.DateOf(r.CreatedAt).String()}
	if w.Name == "" {
		w.Name = "(new)"
	}
	for _, c := range r.Changes {
		w.Changes = append(w.Changes, sides{Field: fieldName(c.Path), Known: c.Old, Said: c.New, Record: c.Record})
	}
	return w, err
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
	r, err := s.Revision(ctx, id)
	if err != nil {
		return noRevision(id, err)
	}
	w, err := describe(ctx, s, r)
	if err != nil {
		return err
	}
	said, err := s.Origin(ctx, r.Changes[0].Record)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(struct {
			waiting
			Status data.RevisionStatus `json:"status"`
			Origin data.Origin         `json:"origin"`
		}{w, r.Status, said})
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
	for _, c := range w.Changes {
		a.printf("  %s", c.Field)
		if c.Known != nil {
			a.printf("    - %s", c.Known)
		}
		if c.Said != nil {
			a.printf("    + %s", c.Said)
		}
	}
	a.printf("It is %s.", r.Status)
	return nil
}

func noRevision(id string, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return usagef("there is no revision whose id begins with %q, or there are several. \"fingerpost review\" lists them.", id)
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
	r, err := s.Revision(ctx, id)
	if err != nil {
		return noRevision(id, err)
	}
	done, err := s.Decide(ctx, r.ID, decision)
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
