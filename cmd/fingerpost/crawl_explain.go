package main

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"fingerpost/crawler"
	"fingerpost/crawler/extract"
	"fingerpost/data"
	"fingerpost/geo"
)

// unitedKingdom is the area of a page of which no source says whom it serves.
const unitedKingdom geo.AreaCode = "K02000001"

// explained is what a page says, for a program.
type explained struct {
	URL     string          `json:"url"`
	Title   string          `json:"title,omitempty"`
	Source  data.SourceKey  `json:"source,omitempty"` // whose rules it was read by; empty: by general ones
	Links   int             `json:"links"`
	Listing bool            `json:"listing"`
	Because []string        `json:"because,omitempty"`
	Found   []extract.Found `json:"found"`
	LeftOut []extract.Left  `json:"left_out,omitempty"`
	Refused []rejection     `json:"refused,omitempty"`
}

// crawlExplain says for one page what is found where, what is left out, and why it is a listing or is none.
func (a *app) crawlExplain(ctx context.Context, sources []crawler.Source, f crawlFlags) (err error) {
	u, err := url.Parse(f.explain)
	if err != nil || u.Host == "" {
		return usagef("--explain %q: give the whole address of a page, such as https://www.example.org/clubs.", f.explain)
	}
	end, err := a.beDiscreet(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	source := sourceOf(sources, u)
	client, err := a.crawlClient(source, f)
	if err != nil {
		return err
	}
	lexicon, err := a.lexicon()
	if err != nil {
		return err
	}
	reading := data.Reading{Source: source.Data(), ReadAt: now().UTC(), Live: true, Topics: lexicon.Topics}
	got, err := crawler.Explain(ctx, source, client, reading, lexicon.Audiences, u.String())
	if err != nil {
		return err
	}
	out := explained{URL: got.URL, Title: got.Title, Links: got.Links, Listing: got.Report.Verdict.Listing, Because: got.Report.Verdict.Reasons,
		Found: got.Report.Found, LeftOut: got.Report.Left}
	if source.Name != "" {
		out.Source = source.Key
	}
	for _, item := range got.Items {
		for _, p := range append(item.Problems, item.Submission.Tidy(item.Where, now())...) {
			out.Refused = append(out.Refused, rejection{item.Where, problemSentence(p)})
		}
	}
	if err := a.errs.hidePlaces(out.Found); err != nil {
		return err
	}
	if a.json {
		return a.printJSON(out)
	}
	a.printExplained(out)
	return nil
}

// sourceOf is the source whose scope holds an address, or one of that page alone.
func sourceOf(sources []crawler.Source, u *url.URL) crawler.Source {
	for _, s := range sources {
		if s.Kind == crawler.KindPages && s.Holds(u) {
			return s
		}
	}
	return crawler.Source{Key: "explain", Kind: crawler.KindPages, Start: []*url.URL{u}, Hosts: []string{strings.ToLower(u.Host)}, Area: unitedKingdom}
}

func (a *app) printExplained(e explained) {
	a.printf("%s", e.URL)
	if e.Title != "" {
		a.printf("  title: %s", e.Title)
	}
	if e.Source != "" {
		a.printf("  read by the rules of the source %s", e.Source)
	} else {
		a.printf("  read by general rules: no source that is set up holds this address")
	}
	verdict := "a listing"
	if !e.Listing {
		verdict = "no listing"
	}
	a.printf("  %s: %s", verdict, strings.Join(e.Because, ", "))
	for _, f := range e.Found {
		a.printf("%s", f.Name)
		for _, fact := range f.Facts() {
			a.printf("  %-14s %s  (%s; %s)", fact.Field+":", shorten(fact.Value, 100), fact.How.Where, fact.How.Sure)
		}
	}
	for _, l := range e.LeftOut {
		a.printf("  left out: %s %q: %s", l.Field, shorten(l.Value, 60), leftWords[l.Why])
	}
	for _, r := range e.Refused {
		a.printf("  %s", r.Why)
	}
}

var leftWords = map[string]string{
	extract.LeftPerson:  "it is a named person's, beside the service's own",
	extract.LeftAdvice:  "it is a number for everyone, not the service's own",
	extract.LeftMany:    "there are too many to know whose they are",
	extract.LeftGuessed: "it is only likely, and nobody looks at what this source says before it is shown",
}

func shorten(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(slices.Concat(r[:most-1], []rune("…")))
	}
	return s
}
