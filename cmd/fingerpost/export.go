package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/openreferral"
	"fingerpost/data/store"
)

// exportFlags are what an export is asked for.
type exportFlags struct {
	status, source, output string
	provenance             bool
}

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
	var f exportFlags
	lines := &cobra.Command{
		Use:   "ndjson",
		Short: "Write each service as a line of JSON: an HSDS 3.0 service with its organization and places",
		Long: `Write each service as a line of JSON: a service of HSDS 3.0 and Open Referral UK 3.0 with its organization, places and all that
belongs to them. What is withheld or was redacted is not in it. All of it is one view of the directory, also while a server writes.
"fingerpost import open-referral FILE.ndjson" reads it again; README.md says what the standard cannot hold.`,
		Example: "  fingerpost export ndjson > services.ndjson\n" +
			"  fingerpost export ndjson --status active --provenance --output services.ndjson",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.status != "all" && f.status != string(data.Active) {
				return usagef("--status %q is none. Use active, for the services that are open, or all.", f.status)
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error { return a.exportNDJSON(ctx, s, f) })
		},
	}
	flags := lines.Flags()
	flags.StringVar(&f.status, "status", "all", "which services: active, or all")
	flags.StringVar(&f.source, "source", "", "only services of which this source has said something")
	flags.BoolVar(&f.provenance, "provenance", false, "say of each field which record said it, when, and where on its page")
	flags.StringVar(&f.output, "output", "", "write to this file, which is there whole or not at all (default: standard output)")
	cmd.AddCommand(lines)
	return cmd
}

func (a *app) exportNDJSON(ctx context.Context, s *store.Store, f exportFlags) error {
	walk := store.Walk{Source: data.SourceKey(f.source), Readings: f.provenance}
	if f.status != "all" {
		walk.Status = data.Status(f.status)
	}
	if f.source != "" {
		if _, err := s.Source(ctx, walk.Source); errors.Is(err, store.ErrNotFound) {
			return usagef("there is no source %q. \"fingerpost status\" lists those that there are.", f.source)
		} else if err != nil {
			return err
		}
	}
	export, err := a.exporter(f.provenance)
	if err != nil {
		return err
	}
	if f.output == "" {
		// Whoever reads may have read enough: then writing fails, and that is no failure.
		signal.Ignore(syscall.SIGPIPE)
		_, err := a.writeLines(ctx, s, walk, export, a.out)
		if errors.Is(err, syscall.EPIPE) {
			return nil
		}
		return stopped(ctx, err, "")
	}
	var services int
	err = writeWhole(f.output, func(to io.Writer) (err error) {
		services, err = a.writeLines(ctx, s, walk, export, to)
		return err
	})
	if err != nil {
		return stopped(ctx, err, f.output)
	}
	if a.json {
		return a.printJSON(map[string]any{"file": f.output, "services": services})
	}
	a.printf("%s written to %s.", plural(services, "service"), f.output)
	return nil
}

// exporter is what writes services, with the names that they are written with.
func (a *app) exporter(provenance bool) (openreferral.Export, error) {
	files, err := a.files()
	if err != nil {
		return openreferral.Export{}, err
	}
	topics, err := files.Topics()
	if err != nil {
		return openreferral.Export{}, err
	}
	lines, err := files.Helplines(now())
	return openreferral.Export{Topics: topics, Lines: wireLines(lines), Provenance: provenance}, err
}

func wireLines(lines []content.Helpline) map[string]openreferral.Line {
	out := make(map[string]openreferral.Line, len(lines))
	for _, line := range lines {
		w := openreferral.Line{Schedules: line.Hours}
		if line.Number != "" {
			w.Phones = append(w.Phones, data.Phone{Number: line.Number})
		}
		if line.TextTo != "" {
			p := data.Phone{Number: line.TextTo, Type: data.SMS}
			if line.TextSay != "" {
				p.Description = "Text " + line.TextSay
			}
			w.Phones = append(w.Phones, p)
		}
		if line.HoursNote != "" && len(line.Hours) == 0 {
			w.Schedules = []data.Schedule{{Description: line.HoursNote}}
		}
		out[line.ID] = w
	}
	return out
}

// writeLines writes the services and tells how many there were. What it hands on are whole lines.
func (a *app) writeLines(ctx context.Context, s *store.Store, walk store.Walk, export openreferral.Export, to io.Writer) (services int, err error) {
	step, end := a.progress("exporting")
	defer end()
	to = stoppable{ctx, to}
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	encoder.SetEscapeHTML(false)
	err = s.Walk(ctx, walk, func(some []data.Exported, total int) error {
		for _, listing := range some {
			service, err := export.Service(listing)
			if err != nil {
				return err
			}
			if err := encoder.Encode(service); err != nil {
				return err
			}
		}
		services += len(some)
		step(services, total)
		_, err := lines.WriteTo(to)
		return err
	})
	return services, err
}
