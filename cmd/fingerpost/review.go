package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/store"
)

func (a *app) reviewCommand() *cobra.Command {
	var source string
	var all bool
	cmd := &cobra.Command{
		Use:   "review",
		Short: "List, show and decide what waits for a person, and set right what is wrong",
		Long: `What waits for a person: changes that would go against the word of a person or of those who keep a listing, or that look like a source's
mistake; what sources under review say; listings that may be the same; suggestions; reports of problems. "review" lists it by listing, the gravest first.
What is decided is remembered: a source that repeats what was refused is not asked about again.

Reports of problems with a listing wait too: to accept one says that it was dealt with, to refuse it that nothing was wrong.
Somebody who suggested a service has a reference of eight digits. It stands for all that the suggestion would change: to
accept it publishes the service with its place and who runs it. Reports have such references too.
To accept a question says that the two are the same, to refuse it that they are not.`,
		Example: "  fingerpost review\n  fingerpost review show 019a\n  fingerpost review show 5f0c2c3e\n  fingerpost review accept 48210937\n  fingerpost review refuse 019a --why \"rang them: the old number is right\"",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no \"review %s\". Use show, accept, refuse, edit, merge, unmerge, different, undo, redact, close, reopen, due or do-not-list.", args[0])
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
				return a.reviewList(ctx, s, data.SourceKey(source), all)
			})
		},
	}
	cmd.Flags().StringVar(&source, "source", "", "only what this source says")
	cmd.Flags().BoolVar(&all, "all", false, "show every line")
	var by, why string
	name := func() string { return decider(by) }
	show := &cobra.Command{Use: "show ID", Short: "Show a change with both sides and their sources, a suggestion, a report, a question, or all there is of a listing",
		Example: "  fingerpost review show 019a\n  fingerpost review show 5f0c2c3e", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error { return a.reviewShow(ctx, s, args[0]) })
		}}
	var allOf string
	accept := &cobra.Command{Use: "accept ID", Short: "Accept a change or a suggestion, or say that a report was dealt with", Args: cobra.MaximumNArgs(1),
		Example: "  fingerpost review accept 019a\n  fingerpost review accept --all-of leeds-directory",
		RunE: func(cmd *cobra.Command, args []string) error {
			if (len(args) == 1) == (allOf != "") {
				return usagef("name what is accepted, or the source of which all is, with --all-of.")
			}
			if allOf != "" {
				return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
					return a.acceptAllOf(ctx, s, data.SourceKey(allOf), name(), why)
				})
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
				return a.decide(ctx, s, args[0], data.Decision{Accept: true, By: name(), Reason: why})
			})
		}}
	accept.Flags().StringVar(&allOf, "all-of", "", "accept everything that waits of this source")
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
	persons := append(append(a.reviewTurns(name, &why), a.reviewSame(name, &why)...), a.reviewEdit(name, &why), accept, refuse, redact)
	cmd.AddCommand(persons...)
	for _, c := range persons {
		c.Flags().StringVar(&by, "by", "", "who decides (default: your user name)")
		c.Flags().StringVar(&why, "why", "", "the reason")
	}
	cmd.AddCommand(show, a.reviewDue(), a.doNotListCommand())
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
