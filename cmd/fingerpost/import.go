package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fingerpost/crawler"
	"fingerpost/crawler/fetch"
	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
	"fingerpost/geo"
)

// importFlags are what an import is told beside its input.
type importFlags struct {
	source, area, licence, dated, name string
	mapping, report                    string
	strict, allowPrivate, listOnly     bool
	review, whole, anyway              bool
	trust                              string
	// collect takes the results of several imports that are written as one; nil for an import on its own.
	collect func(importResult)
}

func (a *app) importCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Take in listings from a feed, a table or files; or postcodes, places and areas",
		Long: `Take in listings, or the tables by which places are found. What an input says is kept as it came, with its source and date; the changes that follow go through
the same rules as every other. It may run beside a server, which finds the new listings a moment later.
An input may be a part of its source, so nothing is closed because it is not in it, unless --whole says that it is all of it.`,
		Example: "  fingerpost import open-referral https://example.org/openreferral/v3 --area E06000013\n" +
			"  fingerpost import table foodbanks.csv --source our-food-banks --area E08000003 --dated 2026-05-01",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no kind of import %q. Use open-referral, table, listings, postcodes, places or areas.", args[0])
			}
			return usagef("say what to import: open-referral, table, listings, postcodes, places or areas.")
		},
	}
	var f importFlags
	feed := &cobra.Command{
		Use:   "open-referral FILE|FOLDER|URL",
		Short: "Take in an Open Referral UK feed: version 1, version 3 or Outpost",
		Long: `Take in an Open Referral UK feed: version 1, version 3 or Outpost. A file is a page of it, a service alone, or with the ending
.ndjson or .jsonl a service on each line, such as an export writes; a folder holds such files.`,
		Example: "  fingerpost import open-referral ./feed-pages --area E06000013 --source north-lincolnshire\n" +
			"  fingerpost import open-referral services.ndjson --area K02000001 --source another-directory\n" +
			"  fingerpost import open-referral https://example.org/openreferral/v3 --area E06000013",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.importFeed(cmd.Context(), args[0], f) },
	}
	sheet := &cobra.Command{
		Use:     "table FILE",
		Aliases: []string{"csv"},
		Short:   "Take in a table, a map or a calendar, by a mapping from its columns",
		Long: `Take in a file of rows: CSV, an Excel workbook (XLSX), GeoJSON, KML or KMZ, features of an ArcGIS server, JSON, or a calendar (iCalendar).
What it is, is told from the file itself. A mapping says which column is what: the shipped one that fits is taken unless one is named.`,
		Example: "  fingerpost import table gm_food_banks.csv --area E47000001 --dated 2020\n" +
			"  fingerpost import table warm-spaces.geojson --area K02000001\n" +
			"  fingerpost import table ours.xlsx --mapping ours.yaml --area E08000035",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.importTable(cmd.Context(), args[0], f) },
	}
	defaults := &cobra.Command{
		Use:     "listings",
		Short:   "Take in the listings that ship with Fingerpost, or those in the folder given with --content",
		Example: "  fingerpost import listings --content ./our-content",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.importListings(cmd.Context(), f) },
	}
	for _, c := range []*cobra.Command{feed, sheet} {
		flags := c.Flags()
		flags.StringVar(&f.source, "source", "", "name of the source, for ever (default: made from the input's name)")
		flags.StringVar(&f.name, "name", "", "the source's name as people read it")
		flags.StringVar(&f.area, "area", "", "code of the area that the source covers, such as E06000013 (required)")
		flags.StringVar(&f.licence, "licence", "", "licence under which the source is published")
		flags.StringVar(&f.dated, "dated", "", "date of the input, where its records have none of their own")
		flags.BoolVar(&f.review, "review", false, "let a person decide everything that the source says")
		flags.StringVar(&f.trust, "trust", "", "how much its word counts where sources disagree: directory, feed, own, register or owner (default: as before, or as its kind does)")
	}
	sheet.Flags().StringVar(&f.mapping, "mapping", "", "file that maps columns to fields, or the name of a shipped one (default: the shipped one that fits)")
	feed.Flags().BoolVar(&f.allowPrivate, "allow-private", false, "let the feed be on this machine or a private network")
	feed.Flags().BoolVar(&f.listOnly, "list-only", false, "do not fetch each service on its own from a URL")
	for _, c := range []*cobra.Command{feed, sheet, defaults} {
		c.Flags().StringVar(&f.report, "report", "", "write what was rejected to this file as CSV")
		c.Flags().BoolVar(&f.whole, "whole", false, "the input is all that the source has: what it said before and is not in it is missing, and closed when it was so three times over two weeks")
		c.Flags().BoolVar(&f.strict, "strict", false, "exit with 1 if anything was rejected")
		c.Flags().BoolVar(&f.anyway, "anyway", false, "take it also if the source says otherwise of much that it told before, or lacks much of it")
		cmd.AddCommand(c)
	}
	cmd.AddCommand(a.geoCommands()...)
	return cmd
}

var notNameLetters = regexp.MustCompile(`[^a-z0-9]+`)

// source describes the source of an import.
func (f importFlags) describe(input string, kind data.SourceKind) (data.Source, error) {
	key := data.SourceKey(f.source)
	if key == "" {
		base := strings.TrimSuffix(filepath.Base(strings.TrimSuffix(input, "/")), filepath.Ext(input))
		if isURL(input) {
			base = strings.TrimPrefix(strings.TrimPrefix(input, "https://"), "http://")
		}
		key = data.SourceKey(strings.Trim(notNameLetters.ReplaceAllString(strings.ToLower(base), "-"), "-"))
	}
	if !data.ValidSourceKey(key) {
		return data.Source{}, usagef("--source %q is not a name. Use small letters, digits and hyphens, such as north-lincolnshire.", key)
	}
	if key == content.SourceKey {
		return data.Source{}, usagef("--source %q is the name of the listings that ship with Fingerpost. Choose another.", key)
	}
	area, ok := geo.AreaByCode(geo.AreaCode(f.area))
	if !ok {
		if f.area == "" {
			return data.Source{}, usagef("--area is missing. Say which area the source covers, such as --area E06000013 for North Lincolnshire: a service that does not say whom it serves is taken to serve it.")
		}
		named := geo.AreaByName(f.area)
		if len(named) == 1 {
			return data.Source{}, usagef("--area takes a code. For %s use --area %s.", named[0].Name, named[0].Code)
		}
		return data.Source{}, usagef("--area %q is not the code of an area in the UK. Codes look like E06000013.", f.area)
	}
	source := data.Source{Key: key, Name: f.name, Kind: kind, Area: area.Code, Licence: f.licence, Review: f.review, Trust: data.Trust(f.trust)}
	if f.trust != "" && (source.Trust.Rank() == 0 || source.Trust == data.TrustModerator) {
		return data.Source{}, usagef("%q is no trust. Use directory, feed, own, register or owner.", f.trust)
	}
	if source.Name == "" {
		source.Name = string(key)
	}
	if isURL(input) {
		source.URL = input
	}
	if f.dated != "" {
		date, err := data.ParseDate(f.dated)
		if err != nil || date.Begins().After(now()) {
			return data.Source{}, usagef("--dated %q is not a date that has been. Write it as 2026-05-01, 2026-05 or 2026.", f.dated)
		}
		source.Dated = date
	}
	return source, nil
}

func isURL(input string) bool {
	return strings.HasPrefix(input, "https://") || strings.HasPrefix(input, "http://")
}

func (a *app) importFeed(ctx context.Context, input string, f importFlags) error {
	source, err := f.describe(input, data.SourceFeed)
	if err != nil {
		return err
	}
	return a.intake(ctx, source, "open-referral", input, f, func(ctx context.Context, in *crawler.Intake, reading data.Reading) error {
		if !isURL(input) {
			return crawler.ImportFolder(ctx, in, reading, input)
		}
		agent, err := a.agent(f.allowPrivate)
		if err != nil {
			return err
		}
		client := fetch.New(fetch.Options{Agent: agent, AllowPrivate: f.allowPrivate, MaxBody: 64 << 20, Timeout: 2 * time.Minute, Pace: paceFor(f)})
		reading.Live = true
		return crawler.Feed{URL: input, Details: !f.listOnly, Client: client}.Import(ctx, in, reading)
	})
}

// agent says who is asking, to the hosts that are asked, with the address of a page that tells about this directory. On
// one's own machine nobody needs to be told.
func (a *app) agent(private bool) (string, error) {
	about := a.config.Brand.URL
	if about == "" {
		if !private {
			return "", usagef("set brand.url in fingerpost.yaml, or FINGERPOST_BRAND_URL, to the address of your directory. The sites that are read are told it, so that they know who is asking.")
		}
		about = "http://" + a.config.Addr + "/about-the-data"
	}
	return fetch.Token + "/1.0 (+" + about + ")", nil
}

// paceFor is how long to wait between requests to one host: a second, as is polite, or hardly any on one's own machine.
func paceFor(f importFlags) time.Duration {
	if f.allowPrivate {
		return 10 * time.Millisecond
	}
	return time.Second
}

func (a *app) importListings(ctx context.Context, f importFlags) error {
	items, mistakes, err := a.defaultListings()
	if err != nil {
		return err
	}
	for _, m := range mistakes {
		fmt.Fprintln(a.errs, mistakeSentence(m))
	}
	err = a.intake(ctx, content.Source, "listings", "listings", f, func(ctx context.Context, in *crawler.Intake, _ data.Reading) error {
		return crawler.ImportItems(ctx, in, items)
	})
	if err == nil && len(mistakes) > 0 && f.strict {
		return &quietError{}
	}
	return err
}

// intake runs an import from its start to its summary.
func (a *app) intake(ctx context.Context, source data.Source, kind, input string, f importFlags,
	read func(context.Context, *crawler.Intake, data.Reading) error) (err error) {
	topics, err := a.topics()
	if err != nil {
		return err
	}
	kept, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	if source.Trust == "" { // how much it counts is said once
		known, err := kept.Source(ctx, source.Key)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		source.Trust = known.Trust
	}
	step, end := a.progress("importing " + string(source.Key))
	in := &crawler.Intake{Store: kept, Source: source, Kind: kind, Input: filepath.Base(input), Whole: f.whole, Anyway: f.anyway, Progress: step}
	if err := in.Begin(ctx); err != nil {
		return err
	}
	started := now()
	broke := read(ctx, in, data.Reading{Source: source, ReadAt: started.UTC(), Topics: topics})
	summary, err := in.End(ctx, broke)
	end()
	if broke != nil && summary.Records == 0 {
		return err // nothing was read, so there is nothing to sum up
	}
	if printErr := a.summarise(source, summary, f, now().Sub(started)); printErr != nil {
		return errors.Join(err, printErr)
	}
	if err == nil && f.strict && summary.Rejected > 0 {
		return &quietError{}
	}
	return err
}
