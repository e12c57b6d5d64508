package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/openreferral"
	"fingerpost/data/store"
)

func (a *app) exportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "export",
		Short:   "Write out what is kept",
		Example: "  fingerpost export ndjson > services.ndjson",
		Args:    cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no export %q. Use ndjson.", args[0])
			}
			return usagef("say in which form: ndjson.")
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use:     "ndjson",
		Short:   "Write each service as a line of JSON: an HSDS 3.0 service with its organization and places",
		Example: "  fingerpost export ndjson > services.ndjson",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), a.exportNDJSON)
		},
	})
	return cmd
}

// exported is how many services are read at once.
const exported = 500

func (a *app) exportNDJSON(ctx context.Context, s *store.Store) error {
	topics, err := a.topics()
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(a.out)
	encoder.SetEscapeHTML(false)
	var after data.ServiceID
	for {
		ids, err := s.ServiceIDs(ctx, after, exported)
		if err != nil || len(ids) == 0 {
			return err
		}
		after = ids[len(ids)-1]
		listings, err := s.Listings(ctx, ids)
		if err != nil {
			return err
		}
		for _, l := range listings {
			service := openreferral.Service(l)
			service.NameTopics(topics)
			if err := encoder.Encode(service); err != nil {
				return err
			}
		}
	}
}
