package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/osdata"
	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/geo/load"
)

// geoFlags are the flags of importing postcodes, places and areas.
type geoFlags struct {
	dated, report, from       string
	download, replace, strict bool
	allowPrivate              bool
}

// geoTable is one kind of table that geo answers from.
type geoTable struct {
	kind    string
	read    func(ctx context.Context, input, dir string, o load.Options) (load.Report, error)
	product string // of the Ordnance Survey's Downloads API; empty if it has none
}

// geoCommands are the imports of what postcodes, places and areas are, beside those of listings.
func (a *app) geoCommands() []*cobra.Command {
	postcodes := a.geoCommand(geoTable{"postcodes", load.Postcodes, osdata.CodePointOpen}, &cobra.Command{
		Short: "Take in every postcode: Code-Point Open, ONSPD or NSPL",
		Long: `Take in every unit postcode, so that distances are exact and each address is in one council. The file is told by what is in it:
Code-Point Open (Great Britain), or the ONS Postcode Directory or National Statistics Postcode Lookup (the whole United
Kingdom; for Northern Ireland they need a licence of their own). Every running process uses it a few seconds later.`,
		Example: "  fingerpost import postcodes codepo_gb.zip --dated 2025-11\n  fingerpost import postcodes --download",
	})
	places := a.geoCommand(geoTable{"places", load.Places, osdata.OpenNames}, &cobra.Command{
		Short: "Take in the names of towns, villages and suburbs: OS Open Names or GeoNames",
		Long: `Take in places by name, so that people can search by their village or suburb. Towns and cities are known without it. The file
is told by what is in it: OS Open Names, a table of names by tabs, or GeoNames.`,
		Example: "  fingerpost import places opname_csv_gb.zip\n  fingerpost import places --download",
	})
	areas := a.geoCommand(geoTable{kind: "areas", read: load.Areas}, &cobra.Command{
		Short: "Take in the outlines of councils and wards: GeoJSON or TopoJSON",
		Long: `Take in outlines of areas, so that a place that has coordinates and no postcode is in the right council and ward. Imports
add up: wards may come after councils. Outlines must be in WGS84 degrees, with the codes of the ONS as properties.`,
		Example: "  fingerpost import areas Local_Authority_Districts_2025.geojson",
	})
	return []*cobra.Command{postcodes, places, areas}
}

func (a *app) geoCommand(t geoTable, cmd *cobra.Command) *cobra.Command {
	var f geoFlags
	cmd.Use = t.kind + " FILE|FOLDER|URL"
	cmd.Args = cobra.MaximumNArgs(1)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch {
		case f.download && len(args) > 0:
			return usagef("--download fetches the file; leave %s out.", args[0])
		case len(args) == 0 && !f.download && t.product != "":
			return usagef("say which file or folder holds the %s, or use --download.", t.kind)
		case len(args) == 0 && !f.download:
			return usagef("say which file or folder holds the %s.", t.kind)
		}
		return a.importGeo(cmd.Context(), t, strings.Join(args, ""), f)
	}
	flags := cmd.Flags()
	flags.StringVar(&f.dated, "dated", "", "date of the data, where it does not say (2025-11)")
	flags.BoolVar(&f.replace, "replace", false, "take it even if it has less than half of what there is now")
	flags.StringVar(&f.report, "report", "", "write examples of what was refused to this file as CSV")
	flags.BoolVar(&f.strict, "strict", false, "exit with 1 if anything was refused")
	flags.BoolVar(&f.allowPrivate, "allow-private", false, "let a URL be on this machine or a private network")
	if t.product != "" {
		flags.StringVar(&f.from, "from", "", "address of a copy of the Downloads API to ask instead of the Ordnance Survey's own")
		flags.BoolVar(&f.download, "download", false, "get the file from the Ordnance Survey; goes on where it stopped before")
	}
	return cmd
}

func (a *app) importGeo(ctx context.Context, t geoTable, input string, f geoFlags) (err error) {
	if f.dated != "" {
		date, err := data.ParseDate(f.dated)
		if err != nil || date.Begins().After(now()) {
			return usagef("--dated %q is not a date that has been. Write it as 2026-05-01, 2026-05 or 2026.", f.dated)
		}
	}
	if err := a.makeFolder(); err != nil {
		return err
	}
	if f.download || isURL(input) {
		got, err := a.fetchGeo(ctx, t, input, f)
		if err != nil {
			return err
		}
		defer func() {
			if err == nil { // else the next attempt need not fetch it again
				err = a.removeDownload(t)
			}
		}()
		input = got.file
		if f.dated == "" {
			f.dated = got.dated
		}
	}
	started := now()
	step, end := a.progress("reading " + t.kind)
	report, err := t.read(ctx, input, a.config.Data, load.Options{Dated: f.dated, Replace: f.replace, Now: started,
		Progress: func(done, total int64) { step(int(done>>10), int(total>>10)) }})
	end()
	var damaged *geo.DamagedError
	if errors.As(err, &damaged) {
		return &unusableTable{damaged}
	}
	if err != nil {
		return err
	}
	return a.reportGeo(t, report, f, now().Sub(started))
}

// fetched is a file that was downloaded, and its date where the publisher says it.
type fetched struct{ file, dated string }

// fetchGeo downloads an input into the data folder. What came of a download that broke off stays there, and the next one
// goes on from it.
func (a *app) fetchGeo(ctx context.Context, t geoTable, address string, f geoFlags) (fetched, error) {
	agent, err := a.agent(f.allowPrivate)
	if err != nil {
		return fetched{}, err
	}
	client := fetch.New(fetch.Options{Agent: agent, AllowPrivate: f.allowPrivate, Timeout: time.Minute,
		Pace: paceFor(importFlags{allowPrivate: f.allowPrivate})})
	folder := a.downloadFolder(t)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fetched{}, err
	}
	step, end := a.progress("downloading " + t.kind)
	defer end()
	progress := func(done, total int64) { step(int(done>>10), int(total>>10)) }
	if f.download {
		got, err := osdata.Client{API: f.from, Fetch: client}.Download(ctx, t.product, osdata.GreatBritain, osdata.CSV, folder, progress)
		return fetched{got.Path, got.Version}, err
	}
	u, err := url.Parse(address)
	if err != nil {
		return fetched{}, usagef("%q is not an address.", address)
	}
	name := path.Base(u.Path)
	if name == "/" || name == "." || name == ".." {
		name = t.kind
	}
	file := filepath.Join(folder, name)
	_, err = client.Download(ctx, address, file, fetch.Download{Progress: progress})
	return fetched{file: file}, err
}

func (a *app) downloadFolder(t geoTable) string {
	return filepath.Join(a.config.Data, "downloads", t.kind)
}

// removeDownload removes what was downloaded, and the folder of downloads unless another import has one there.
func (a *app) removeDownload(t geoTable) error {
	folder := a.downloadFolder(t)
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	err := os.Remove(filepath.Dir(folder))
	if errors.Is(err, syscall.ENOTEMPTY) || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// geoResult is an import of a table as --json writes it.
type geoResult struct {
	load.Report
	Rejected   int         `json:"rejected"`
	Rejections []rejection `json:"rejections"`
}

func (a *app) reportGeo(t geoTable, r load.Report, f geoFlags, took time.Duration) error {
	result := geoResult{Report: r, Rejections: []rejection{}}
	for _, n := range r.Refused {
		result.Rejected += n
	}
	for _, e := range r.Examples {
		result.Rejections = append(result.Rejections, rejection{e.Where, refusedSentences[e.Reason]})
	}
	if f.report != "" {
		if err := writeReport(f.report, result.Rejections); err != nil {
			return err
		}
	}
	if a.json {
		if err := a.printJSON(result); err != nil {
			return err
		}
	} else {
		a.printGeo(t, result, took)
	}
	if f.strict && result.Rejected > 0 {
		return &quietError{}
	}
	return nil
}

func (a *app) printGeo(t geoTable, r geoResult, took time.Duration) {
	source := r.Source
	if r.Dated != "" {
		source += ", " + r.Dated
	}
	a.printf("%s: %d of %d records from %s in %.1f s; %.1f MB.", t.kind, r.Usable, r.Records, source, took.Seconds(), float64(r.Bytes)/1e6)
	if r.Ended > 0 {
		a.printf("%d of them are out of use, and are still found.", r.Ended)
	}
	if r.Moved > 0 {
		a.printf("%s moved by more than a kilometre since the table before.", plural(r.Moved, "postcode"))
	}
	for _, reason := range slices.Sorted(maps.Keys(r.Refused)) {
		a.printf("%d refused: %s.", r.Refused[reason], refusedSentences[reason])
	}
	for _, reason := range slices.Sorted(maps.Keys(r.Noted)) {
		a.printf("%d kept in spite of %s.", r.Noted[reason], refusedSentences[reason])
	}
	a.printf("Every running process uses it within a few seconds.")
}
