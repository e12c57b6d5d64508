package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"fingerpost/crawler"
)

// crawlFlags are what a crawl is told.
type crawlFlags struct {
	importFlags
	every, dryRun bool
	workers       int
	explain       string // the address of a page
}

func (a *app) crawlCommand() *cobra.Command {
	var f crawlFlags
	cmd := &cobra.Command{
		Use:   "crawl [SOURCE...]",
		Short: "Read the sources that are set up, politely: pages, feeds and tables",
		Long: `Read sources: all that are set up, or those named. A source is a file in the sources folder of the content. It is a family
of pages, an Open Referral feed or a table: a CSV file, a workbook, a map, a calendar.
The crawler obeys robots.txt, keeps to each host's pace, and never connects to a private address unless it is allowed to.
A crawl that was cut off goes on where it was. Several may run at once, on one data folder, and share the work.
A listing that a source no longer has is tried again, and closed when it was missing three times over two weeks or more. Nothing is
closed where a source was read in part, or where another source lists the service; a person is asked where a person has decided
anything of it. A source that lacks much at once is not believed: "status" says so, and --anyway is for when it is true.`,
		Example: "  fingerpost crawl\n  fingerpost crawl age-uk-exampleshire --content ./our-content\n  fingerpost crawl --dry-run\n" +
			"  fingerpost crawl --every\n  fingerpost crawl --explain https://www.example.org/clubs/chess",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.crawl(cmd.Context(), args, f) },
	}
	cmd.Flags().BoolVar(&f.allowPrivate, "allow-private", false, "let sites be on this machine or a private network")
	cmd.Flags().BoolVar(&f.strict, "strict", false, "exit with 1 if anything was rejected")
	cmd.Flags().BoolVar(&f.anyway, "anyway", false, "take what is new also if a source says otherwise of most that it told before")
	cmd.Flags().StringVar(&f.report, "report", "", "write what was rejected to this file as CSV")
	cmd.Flags().BoolVar(&f.every, "every", false, "go on: read each source whenever it is due, until stopped")
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "say what would be asked for, and what not and why; only robots.txt is asked for")
	cmd.Flags().IntVar(&f.workers, "workers", 4, "how many hosts are asked at the same time")
	cmd.Flags().StringVar(&f.explain, "explain", "", "ask for this one page, and say what is found where, what is left out and why; nothing is kept")
	cmd.MarkFlagsMutuallyExclusive("every", "dry-run", "explain")
	return cmd
}

func (a *app) crawl(ctx context.Context, names []string, f crawlFlags) error {
	if f.workers < 1 || f.workers > 64 {
		return usagef("--workers %d: give a number from 1 to 64.", f.workers)
	}
	sources, err := a.sources()
	if err != nil {
		return err
	}
	if f.explain != "" {
		return a.crawlExplain(ctx, sources, f)
	}
	all := sources
	if sources, err = chosen(all, names); err != nil {
		return err
	}
	switch {
	case len(sources) == 0 && a.json:
		return a.printJSON([]importResult{})
	case len(sources) == 0:
		a.printf("No sources are set up. Put a file for each into the folder \"sources\" of the folder given with --content; CONTRIBUTING.md says how.")
		if len(all) > 0 {
			a.printf("These ship with fingerpost, and are read where they are named, as in \"fingerpost crawl %s\":", all[0].Key)
		}
		for _, s := range all {
			a.printf("  %-40s %s", s.Key, s.Name)
		}
		return nil
	case f.dryRun:
		return a.crawlPlan(ctx, sources, f)
	case f.every:
		return a.crawlEvery(ctx, sources, f)
	}
	results := []importResult{}
	f.collect = func(r importResult) { results = append(results, r) }
	err = a.crawlAll(ctx, sources, f)
	if a.json {
		err = errors.Join(err, a.printJSON(results))
	}
	return err
}

// sources reads the source files of the content.
func (a *app) sources() ([]crawler.Source, error) {
	files, err := a.files()
	if err != nil {
		return nil, err
	}
	names, err := files.YAML("sources")
	if err != nil {
		return nil, err
	}
	var sources []crawler.Source
	for _, name := range names {
		b, err := files.File(name)
		if err != nil {
			return nil, err
		}
		source, err := crawler.ReadSource(name, b)
		if err != nil {
			return nil, err
		}
		sources = append(sources, source)
	}
	return sources, nil
}

// chosen are the sources that are named, or all but those that are read on request alone.
func chosen(sources []crawler.Source, names []string) (out []crawler.Source, err error) {
	if len(names) == 0 {
		return slices.DeleteFunc(slices.Clone(sources), func(s crawler.Source) bool { return s.OnRequest }), nil
	}
	for _, name := range names {
		i := slices.IndexFunc(sources, func(s crawler.Source) bool { return string(s.Key) == name })
		if i < 0 {
			return nil, usagef("there is no source %q. \"fingerpost crawl\" without a name reads all that are set up.", name)
		}
		out = append(out, sources[i])
	}
	return out, nil
}

// sourceSentence words what is wrong in a source file.
func sourceSentence(e *crawler.SourceError) string {
	words := map[crawler.SourceReason]string{
		crawler.NotYAML:     "this cannot be read as YAML. Check that lines are indented with spaces, as the lines around them are",
		crawler.UnknownKey:  "there is no such key. Check its spelling against CONTRIBUTING.md",
		crawler.RepeatedKey: "this stands here twice",
		crawler.MissingKey:  "this must not be left out",
		crawler.WrongShape:  "this is not of the shape that is expected",
		crawler.BadValue:    "this value cannot be used",
		crawler.OutOfScope:  "this is on a host that the scope leaves out",
		crawler.TooQuick:    "this pace is quicker than one page a second",
		crawler.OtherKind:   "sources of this kind have no such key",
	}
	where := e.File
	if e.Line > 0 {
		where += fmt.Sprintf(":%d", e.Line)
	}
	if e.Key != "" {
		where += ": " + e.Key
	}
	return fmt.Sprintf("%s: %s.", where, words[e.Reason])
}
