package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
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
		flags.StringVar(&f.trust, "trust", "", "how much its word counts where sources disagree: directory, feed, own, register or owner (default: as its kind does)")
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

// rejection is why one record was not taken, in words.
type rejection struct {
	Where string `json:"where"`
	Why   string `json:"why"`
}

// importResult is an import as --json writes it (DESIGN.md, "Fixed points").
type importResult struct {
	Source data.SourceKey `json:"source"`
	crawler.Summary
	Rejections []rejection `json:"rejections"`
}

func (a *app) summarise(source data.Source, s crawler.Summary, f importFlags, took time.Duration) error {
	result := importResult{Source: source.Key, Summary: s, Rejections: []rejection{}}
	for _, p := range s.Rejections {
		result.Rejections = append(result.Rejections, rejection{p.Where, problemSentence(p)})
	}
	if f.report != "" {
		if err := writeReport(f.report, result.Rejections); err != nil {
			return err
		}
	}
	if a.json && f.collect != nil {
		f.collect(result)
		return nil
	}
	if a.json {
		return a.printJSON(result)
	}
	a.printf("%s: %d records in %.1f s: %d new, %d changed, %d unchanged, %d rejected; %d waiting for review.",
		source.Key, s.Records, took.Seconds(), s.Created, s.Updated, s.Unchanged, s.Rejected, s.Pending)
	if s.Partial {
		a.printf("This was only a part of the source%s. Nothing is closed because it was not in it.", pagesSentence(s))
	}
	if s.Held > 0 {
		a.printf("%s now says otherwise of too much that it told before, so %s put back and waiting for a person: \"fingerpost review\". If it is right, read it again with --anyway.",
			source.Key, wasOrWere(s.Held))
	}
	if said := missingSentence(source.Key, s); said != "" {
		a.printf("%s", said)
	}
	if s.Mended > 0 {
		a.printf("Mended in %d records:", s.Mended)
		for _, line := range mendedLines(s.Problems) {
			a.printf("  %s", line)
		}
	}
	if len(s.Capped) > 0 {
		a.printf("Where more than %d things had the same name, number or address, each was compared with %d of them: %s.", store.Candidates, store.Candidates, cappedWords(s.Capped))
	}
	const shown = 10
	for i, r := range result.Rejections {
		if i == shown {
			a.printf("  ... and %d more rejected; --report FILE writes them all.", len(result.Rejections)-shown)
			break
		}
		a.printf("  rejected: %s: %s", r.Where, r.Why)
	}
	return nil
}

func wasOrWere(changes int) string {
	if changes == 1 {
		return "1 change was"
	}
	return fmt.Sprintf("%d changes were", changes)
}

// cappedWords counts by level and sort of key, the commonest first.
func cappedWords(capped map[string]int) string {
	sorts := slices.SortedFunc(maps.Keys(capped), func(a, b string) int {
		return cmp.Or(cmp.Compare(capped[b], capped[a]), cmp.Compare(a, b))
	})
	for i, sort := range sorts {
		sorts[i] = fmt.Sprintf("%d × %s", capped[sort], sort)
	}
	return strings.Join(sorts, ", ")
}

func pagesSentence(s crawler.Summary) string {
	if s.AllPages > s.Pages {
		return fmt.Sprintf(": page 1 to %d of %d", s.Pages, s.AllPages)
	}
	return ""
}

// mendedLines counts what was mended, the commonest first.
func mendedLines(problems map[data.ProblemKind]int) []string {
	type count struct {
		kind data.ProblemKind
		n    int
	}
	var counts []count
	for kind, n := range problems {
		if !kind.Refuses() {
			counts = append(counts, count{kind, n})
		}
	}
	sort.Slice(counts, func(i, j int) bool {
		if counts[i].n != counts[j].n {
			return counts[i].n > counts[j].n
		}
		return counts[i].kind < counts[j].kind
	})
	var lines []string
	for _, c := range counts {
		lines = append(lines, fmt.Sprintf("%d × %s", c.n, problemSentences[c.kind]))
	}
	return lines
}

func writeReport(file string, rejections []rejection) (err error) {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := csv.NewWriter(f)
	if err := w.Write([]string{"where", "why"}); err != nil {
		return err
	}
	for _, r := range rejections {
		if err := w.Write([]string{guardCell(r.Where), guardCell(r.Why)}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// guardCell keeps a spreadsheet from taking text for a formula (OWASP, CSV injection).
func guardCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
