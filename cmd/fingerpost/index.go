package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"fingerpost/data/store"
	"fingerpost/index"
)

func (a *app) indexCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "index",
		Short: "Bring the index up to date without a server",
		Long: `Bring the index up to date. A server does this by itself; use this to prepare a data folder before its first start, or
to see how long it takes. To build the index from nothing, remove its folder first: it holds nothing that is not in the store.`,
		Example: "  fingerpost index\n  rm -r var/index && fingerpost index",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), a.buildIndex)
		},
	}
}

func (a *app) buildIndex(ctx context.Context, kept *store.Store) (err error) {
	setting, err := a.siteConfig(kept)
	if err != nil {
		return err
	}
	found, err := index.Open(a.indexFolder(), setting.IndexSetting())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	counts, err := kept.Count(ctx)
	if err != nil {
		return err
	}
	step, end := a.progress("indexing")
	started := now()
	n, err := found.Follow(ctx, kept, func(done int) { step(min(done, counts.Services), counts.Services) })
	end()
	if err != nil {
		return err
	}
	services, _ := found.Ready()
	if a.json {
		return a.printJSON(map[string]any{"services": services, "indexed": n, "seconds": now().Sub(started).Seconds()})
	}
	a.printf("%s in the index; %d looked at in %.1f s.", plural(services, "service"), n, now().Sub(started).Seconds())
	return nil
}
