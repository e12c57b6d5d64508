package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"fingerpost/data/store"
)

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a checked copy of the directory into a new file, while everything goes on",
		Long: `Write a copy of the directory as it is at this moment. The copy is checked before it gets its name: the file is whole
and sound, or is not there.`,
		Example: "  fingerpost backup backups/2026-11-21.db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := os.Stat(filepath.Join(a.config.Data, store.FileName)); errors.Is(err, fs.ErrNotExist) {
				return usagef("there is no directory in %s to back up. Name its folder with --data.", a.config.Data)
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
				report, err := s.Backup(ctx, args[0])
				if err != nil {
					return err
				}
				return a.printReport(report, "Backed up and checked: "+args[0]+".")
			})
		},
	}
}

func (a *app) restoreCommand() *cobra.Command {
	var replace bool
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in place as the directory of the data folder",
		Long: `Put a backup in place. It is checked first. A directory that is already there is kept beside it under another name, and
only with --replace. No server may be running on the folder; the index is built again at the next start.`,
		Example: "  fingerpost restore backups/2026-11-21.db --data ./restored",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := a.makeFolder(); err != nil {
				return err
			}
			release, err := lockFolder(a.config.Data)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, release()) }()
			report, kept, err := store.Restore(cmd.Context(), args[0], a.config.Data, replace, now)
			if err != nil {
				return err
			}
			said := "Restored and checked."
			if kept != "" {
				said += " The directory that was there is kept as " + kept + "."
			}
			return a.printReport(report, said)
		},
	}
	cmd.Flags().BoolVar(&replace, "replace", false, "replace the directory that is there, keeping it under another name")
	return cmd
}

// printReport writes what a check of the store found.
func (a *app) printReport(report store.Report, said string) error {
	if a.json {
		return a.printJSON(report)
	}
	a.printf("%s", said)
	a.printf("%s, %s, %s; %s; log at %d.", plural(report.Services, "service"), plural(report.Organizations, "organization"),
		plural(report.Locations, "location"), plural(report.Records, "record"), report.Log)
	for _, f := range report.Faults {
		a.printf("fault: %s", f)
	}
	return nil
}
