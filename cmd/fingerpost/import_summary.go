package main

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"sort"
	"strings"
	"time"

	"fingerpost/crawler"
	"fingerpost/data"
	"fingerpost/data/store"
)

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
