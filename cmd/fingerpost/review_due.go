package main

import (
	"cmp"
	"context"
	"slices"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/store"
)

// due is a listing that is due for a check.
type due struct {
	ID      data.ServiceID   `json:"id"`
	Name    string           `json:"name"`
	Checked data.Date        `json:"checked_on,omitzero"` // the newest date for which anyone vouched for it
	Kept    bool             `json:"kept"`                // by those who run it
	Sources []data.SourceKey `json:"sources"`             // of what is shown of it
	Topics  []data.TopicID   `json:"topics,omitempty"`
}

func (a *app) reviewDue() *cobra.Command {
	var months, most int
	var source, topic string
	cmd := &cobra.Command{Use: "due", Short: "List what is due for a check, the oldest first", Args: cobra.NoArgs,
		Long: `List the open listings for which nobody has vouched for some months: not on a page or in a feed that was read, and no person. Those without
any date come first, and those that nobody keeps before those that are kept.`,
		Example: "  fingerpost review due\n  fingerpost review due --months 12 --topic food --source leeds-directory",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if months < 0 || most < 1 {
				return usagef("--months counts from 0, and --most from 1.")
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
				return a.listDue(ctx, s, data.DateOf(now()).AddMonths(-months), data.SourceKey(source), data.TopicID(topic), most)
			})
		}}
	cmd.Flags().IntVar(&months, "months", 6, "for how many months nobody has vouched for it")
	cmd.Flags().IntVar(&most, "most", 50, "how many to list")
	cmd.Flags().StringVar(&source, "source", "", "only of what this source tells of")
	cmd.Flags().StringVar(&topic, "topic", "", "only of this topic")
	return cmd
}

func (a *app) listDue(ctx context.Context, s *store.Store, before data.Date, source data.SourceKey, topic data.TopicID, most int) error {
	topics, err := a.topics()
	if err != nil {
		return err
	}
	if _, known := topics.Get(topic); topic != "" && !known {
		return usagef("there is no topic %q. topics.yaml lists them.", topic)
	}
	list := []due{}
	err = s.Walk(ctx, store.Walk{Source: source}, func(some []data.Exported, _ int) error {
		for _, l := range some {
			checked := l.Checked()
			if !l.Service.Status.Listed() || checked.After(before) || topic != "" && !slices.Contains(topics.WithParents(l.Service.Topics), topic) {
				continue
			}
			list = append(list, due{l.Service.ID, l.Service.Name, checked, l.Kept, l.From(), l.Service.Topics})
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(list, func(x, y due) int {
		return cmp.Or(x.Checked.Time().Compare(y.Checked.Time()), flag(x.Kept)-flag(y.Kept), cmp.Compare(x.ID, y.ID))
	})
	all := len(list)
	list = list[:min(most, all)]
	if a.json {
		return a.printJSON(map[string]any{"due": all, "listings": list})
	}
	for _, d := range list {
		kept := "nobody keeps it"
		if d.Kept {
			kept = "kept"
		}
		a.printf("%s  %-12s %-16s %s", d.ID, orUnknown(d.Checked.String()), kept, d.Name)
	}
	a.printf("%s due for a check; %d shown.", plural(all, "listing"), len(list))
	return nil
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
