package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"fingerpost/crawler"
	"fingerpost/crawler/fetch"
	"fingerpost/data"
)

func (a *app) crawlCommand() *cobra.Command {
	var allowPrivate, strict bool
	var report string
	cmd := &cobra.Command{
		Use:   "crawl [SOURCE...]",
		Short: "Read the pages of the sources that are set up, politely",
		Long: `Read the pages of sources: all that are set up, or those named. A source is a file in the sources folder of the content.
The crawler obeys robots.txt, keeps to each host's pace, and never connects to a private address unless it is allowed to.`,
		Example: "  fingerpost crawl\n  fingerpost crawl age-uk-exampleshire --content ./our-content",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.crawl(cmd.Context(), args, importFlags{allowPrivate: allowPrivate, strict: strict, report: report})
		},
	}
	cmd.Flags().BoolVar(&allowPrivate, "allow-private", false, "let sites be on this machine or a private network")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit with 1 if anything was rejected")
	cmd.Flags().StringVar(&report, "report", "", "write what was rejected to this file as CSV")
	return cmd
}

func (a *app) crawl(ctx context.Context, names []string, f importFlags) error {
	sources, err := a.sources()
	if err != nil {
		return err
	}
	if len(names) > 0 {
		if sources, err = named(sources, names); err != nil {
			return err
		}
	}
	if len(sources) == 0 {
		if a.json {
			return a.printJSON([]importResult{})
		}
		a.printf("No sources are set up. Put a file for each into the folder \"sources\" of the folder given with --content; CONTRIBUTING.md says how.")
		return nil
	}
	var failed error
	results := []importResult{}
	f.collect = func(r importResult) { results = append(results, r) }
	for _, source := range sources {
		failed = errors.Join(failed, a.crawlOne(ctx, source, f))
		if ctx.Err() != nil {
			break
		}
	}
	if a.json {
		failed = errors.Join(failed, a.printJSON(results))
	}
	return errors.Join(ctx.Err(), failed)
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

func named(sources []crawler.Source, names []string) ([]crawler.Source, error) {
	var out []crawler.Source
	for _, name := range names {
		found := false
		for _, s := range sources {
			if string(s.Key) == name {
				out, found = append(out, s), true
			}
		}
		if !found {
			return nil, usagef("there is no source %q. \"fingerpost crawl\" without a name reads all that are set up.", name)
		}
	}
	return out, nil
}

func (a *app) crawlOne(ctx context.Context, source crawler.Source, f importFlags) error {
	about := data.Source{Key: source.Key, Name: source.Name, Kind: data.SourcePage, Area: source.Area, Licence: source.Licence, Review: source.Review}
	if len(source.Start) > 0 {
		about.URL = source.Start[0].String()
	}
	return a.intake(ctx, about, "crawl", about.URL, f, func(ctx context.Context, in *crawler.Intake, reading data.Reading) error {
		reading.Live = true
		agent, err := a.agent(f.allowPrivate || source.AllowPrivate)
		if err != nil {
			return err
		}
		client := fetch.New(fetch.Options{Agent: agent, AllowPrivate: f.allowPrivate || source.AllowPrivate, Pace: source.Pace})
		tally, err := crawler.Crawl(ctx, source, client, reading, func(item data.Item) error { return in.Take(ctx, item) })
		in.Pages(tally.Pages, tally.Pages)
		if !tally.Complete {
			in.CutOff()
		}
		for _, e := range tally.Errors {
			a.log.Warn("a page could not be read", "url", e.URL, "because", sentence(e.Err))
		}
		if err == nil && tally.Pages == 0 && len(tally.Errors) > 0 {
			err = tally.Errors[0].Err
		}
		return err
	})
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
		crawler.OutOfScope:  "this start is on a host that the scope leaves out",
		crawler.TooQuick:    "this pace is quicker than one page a second",
	}
	return fmt.Sprintf("%s:%d: %s: %s.", e.File, e.Line, e.Key, words[e.Reason])
}
