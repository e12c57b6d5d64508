package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"fingerpost/crawler"
	"fingerpost/data"
	"fingerpost/data/store"
)

// reviewTurns are the commands by which a person closes a service, and opens one again.
func (a *app) reviewTurns(by func() string, why *string) []*cobra.Command {
	turn := func(use, short, long, example string, status data.Status) *cobra.Command {
		return &cobra.Command{Use: use + " SERVICE --why REASON", Short: short, Long: long, Example: example, Args: cobra.ExactArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error {
				if strings.TrimSpace(*why) == "" {
					return usagef("say how you know, with --why. The next person who looks at it will want to know.")
				}
				return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error { return a.turn(ctx, s, args[0], status, by(), *why) })
			}}
	}
	const named = ` SERVICE is its id, the beginning of it, or the address of its page.`
	return []*cobra.Command{
		turn("close", "Say that a service has closed for good", `Say that a service has closed for good. It is not found any more; its page stays and says so, with others in its place.
No source opens it again.`+named, "  fingerpost review close 5f0c2c3e --why \"rang them: it ended in May\"", data.Defunct),
		turn("reopen", "Say that a service is open after all", `Say that a service is open, whatever closed it.`+named+`
A source that does not list it closes it no more.`, "  fingerpost review reopen 5f0c2c3e --why \"rang them: it moved to the library\"", data.Active),
	}
}

func (a *app) turn(ctx context.Context, s *store.Store, named string, status data.Status, by, why string) error {
	id, err := serviceNamed(ctx, s, named)
	if err != nil {
		return err
	}
	value, err := json.Marshal(status)
	if err != nil {
		return err
	}
	name, err := s.NameOf(ctx, data.LevelService, string(id))
	if err != nil {
		return err
	}
	done, err := s.Edit(ctx, data.LevelService, string(id), map[string]json.RawMessage{"status": value}, by, why)
	if wrong := (*data.EditError)(nil); errors.As(err, &wrong) && wrong.Reason == data.EditNothing {
		return usagef("%s is %s already, so nothing was changed.", name, turned[status])
	}
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"id": done.ID, "service": id, "status": status, "seq": done.Seq})
	}
	a.printf("%s is %s.", name, turned[status])
	return nil
}

// turned are the states that a person puts a service in, in words.
var turned = map[data.Status]string{data.Defunct: "closed for good", data.Active: "open"}

var serviceAddress = regexp.MustCompile(`/services/([0-9a-f-]+)`)

// serviceNamed finds the service of which somebody gave the id, how it begins, or the address of its page.
func serviceNamed(ctx context.Context, s *store.Store, named string) (data.ServiceID, error) {
	id := begins(named)
	if found := serviceAddress.FindStringSubmatch(id); found != nil {
		id = found[1]
	}
	ids, err := s.Begins(ctx, []string{id})
	if err != nil {
		return "", err
	}
	if len(ids) != 1 {
		return "", usagef("there is no service whose id begins with %q, or there are several. It stands in the address of its page, after /services/.", id)
	}
	return ids[0], nil
}

// editSentence words why an edit cannot be made.
func editSentence(e *data.EditError) string {
	switch e.Reason {
	case data.EditUnknown:
		return fmt.Sprintf("there is no field %q that can be edited.", e.Field)
	case data.EditShape:
		return fmt.Sprintf("%s is not of the shape that %s has.", e.Value, e.Field)
	case data.EditRedacted:
		return fmt.Sprintf("this value of %s was redacted, so it cannot be set again.", e.Field)
	case data.EditNothing:
		return "it is so already, so nothing was changed."
	}
	return fmt.Sprintf("%q cannot stand in %s. Nothing was changed.", e.Value, e.Field)
}

// absentSentence says why the program would close a service.
func absentSentence(source data.SourceKey, absent data.Absent) string {
	seen := ""
	if !absent.Seen.IsZero() {
		seen = ", last seen on " + absent.Seen.String()
	}
	return fmt.Sprintf("%s no longer lists it: missing since %s%s. Accept this if it has closed", source, absent.Since, seen)
}

// missingSentence says what a source lacks that it had; empty if nothing.
func missingSentence(source data.SourceKey, s crawler.Summary) string {
	switch {
	case s.MissingIgnored:
		return fmt.Sprintf("%s now lacks %d of its %d listings. Nothing was closed. Look whether the source is in order; if they have all ended, read it again with --anyway.",
			source, s.Missing, s.MissingOf)
	case s.Missing > 0:
		return fmt.Sprintf("%s lacks %s that it had. Closed, after two weeks: %d; tried again: %d.", source, plural(s.Missing, "listing"), s.Closed, s.Missing-s.Closed)
	}
	return ""
}

// tellMissing says which sources lack so much at once that nothing was counted: a person must look at them.
func (a *app) tellMissing(ctx context.Context, s *store.Store) error {
	list, _, err := a.sourceStatuses(ctx, s) // a source file that cannot be read is for "status" to tell
	if err != nil {
		return err
	}
	for _, one := range list {
		if one.summary.MissingIgnored {
			a.printf("%s", missingSentence(one.Key, one.summary))
		}
	}
	return nil
}
