package main

import (
	"cmp"
	"context"
	"slices"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
)

func (a *app) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "check",
		Short:   "Check the listings that ship, the links in them, or the store",
		Example: "  fingerpost check listings\n  fingerpost check links\n  fingerpost check store",
		Args:    cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no check %q. Use listings, links or store.", args[0])
			}
			return usagef("say what to check: listings, links or store.")
		},
	}
	due := 0
	listings := &cobra.Command{
		Use:     "listings",
		Short:   "Check the default listings, topics, words, crisis lines and bank holidays, naming every mistake by file, line and field",
		Example: "  fingerpost check listings --content ./our-content\n  fingerpost check listings --due 24",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if due < 0 {
				return usagef("--due takes a number of months, such as 24.")
			}
			return a.checkListings(due)
		},
	}
	listings.Flags().IntVar(&due, "due", 0, "list those whose newest source is older than so many months, the oldest first")
	cmd.AddCommand(listings, &cobra.Command{
		Use:     "store",
		Short:   "Check that the store is sound: its file, its log without gaps, and that the log leads to what is kept",
		Example: "  fingerpost check store",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
				report, err := s.Check(ctx)
				if err != nil {
					return err
				}
				said := "The store is sound."
				if !report.Sound() {
					said = "The store is not sound. Restore the last backup with \"fingerpost restore\"."
				}
				if err := a.printReport(report, said); err != nil || report.Sound() {
					return err
				}
				return &quietError{}
			})
		},
	}, a.checkLinksCommand())
	return cmd
}

func (a *app) checkListings(months int) error {
	files, err := a.files()
	if err != nil {
		return err
	}
	if _, err := files.Lexicon(now()); err != nil {
		return err
	}
	if _, err := files.Holidays(now()); err != nil {
		return err
	}
	items, mistakes, err := a.defaultListings()
	if err != nil {
		return err
	}
	unknown, err := files.UnknownAsks(items)
	if err != nil {
		return err
	}
	mistakes = append(mistakes, unknown...)
	for _, item := range items {
		for _, p := range item.Submission.Tidy(item.Where, now()) {
			mistakes = append(mistakes, content.Mistake{File: p.Where, Field: p.Field, Kind: content.MistakeKind(p.Kind), Value: problemSentence(p)})
		}
	}
	if a.json {
		lines := []string{}
		for _, m := range mistakes {
			lines = append(lines, mistakeSentence(m))
		}
		result := map[string]any{"listings": len(items), "mistakes": lines}
		if months > 0 {
			result["due"] = dueItems(items, months)
		}
		if err := a.printJSON(result); err != nil {
			return err
		}
	} else {
		for _, m := range mistakes {
			a.printf("%s", mistakeSentence(m))
		}
		a.printf("%s checked, %s.", plural(len(items), "listing"), plural(len(mistakes), "mistake"))
		a.agesOf(items)
		if months > 0 {
			a.printDue(dueItems(items, months), months)
		}
	}
	if len(mistakes) > 0 {
		return &quietError{}
	}
	return nil
}

// agesOf counts the listings by the year of their newest source, so that one sees what is due for a check.
func (a *app) agesOf(items []data.Item) {
	years := map[int]int{}
	for _, item := range items {
		year, _, _ := newestSource(item).Parts()
		years[year]++
	}
	for year := now().Year(); year > now().Year()-12; year-- {
		if years[year] > 0 {
			a.printf("  newest source of %d: %s", year, plural(years[year], "listing"))
		}
	}
}

// newestSource is the date of the newest source of a listing.
func newestSource(item data.Item) data.Date {
	var newest data.Date
	for _, r := range item.Submission.Records {
		if r.AssertedOn.Begins().After(newest.Begins()) {
			newest = r.AssertedOn
		}
	}
	return newest
}

// dueItem is a listing that is due for a check.
type dueItem struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Newest string `json:"newest_source"`
	Where  string `json:"where"`
}

// dueItems are the listings whose newest source is older than so many months, the oldest first.
func dueItems(items []data.Item, months int) []dueItem {
	due := []dueItem{}
	for _, item := range items {
		if newest := newestSource(item); newest.Begins().Before(now().AddDate(0, -months, 0)) {
			due = append(due, dueItem{item.Submission.Service.OwnID, item.Submission.Service.Doc.Name, newest.String(), item.Where})
		}
	}
	slices.SortStableFunc(due, func(a, b dueItem) int { return cmp.Compare(a.Newest, b.Newest) })
	return due
}

func (a *app) printDue(due []dueItem, months int) {
	a.printf("%s without a source of the last %d months:", plural(len(due), "listing"), months)
	for _, d := range due {
		a.printf("  %-10s  %s (%s)", d.Newest, d.Name, d.Where)
	}
}
