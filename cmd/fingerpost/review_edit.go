package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/store"
)

// reviewEdit is the command by which a person sets fields.
func (a *app) reviewEdit(by func() string, why *string) *cobra.Command {
	return &cobra.Command{Use: "edit ID FIELD=VALUE... --why REASON", Short: "Set fields of a listing, or accept a change with other values", Args: cobra.MinimumNArgs(2),
		Long: `Set fields of a service, a place or an organisation. What a person sets stands over what any source says.
ID may also be that of a change that waits: then it is refused, and what you set is taken instead.
FIELD is a name of Open Referral, such as name, description, email, url, phones or schedules. VALUE is a text, or JSON for what is no text; an empty
one takes the field away. For the number to ring, phone=NUMBER is enough.`,
		Example: "  fingerpost review edit 5f0c2c3e phone=\"0113 496 0000\" --why \"rang them\"\n  fingerpost review edit 019a4c description=\"Lunch and company.\" --why \"as on their poster\"",
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(*why) == "" {
				return usagef("say how you know, with --why. The next person who looks at it will want to know.")
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error { return a.edit(ctx, s, args[0], args[1:], by(), *why) })
		}}
}

func (a *app) edit(ctx context.Context, s *store.Store, id string, pairs []string, by, why string) error {
	fields, err := readFields(pairs)
	if err != nil {
		return err
	}
	found, err := s.Matter(ctx, begins(id))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	var of store.Named
	change := found.Revision
	if change != nil {
		if change.Status != data.Pending {
			return &store.DecidedError{ID: change.ID, Status: change.Status}
		}
		of = store.Named{Level: change.Level, ID: change.Aggregate}
	} else if of, err = named(ctx, s, id); err != nil {
		return err
	}
	done, err := s.Edit(ctx, of.Level, of.ID, fields, by, why)
	if wrong := (*data.EditError)(nil); errors.As(err, &wrong) {
		return usagef("%s", editSentence(wrong))
	}
	if errors.Is(err, store.ErrNotFound) {
		return usagef("it is new, and nothing of it is shown yet. Accept it first, and then set what is to be otherwise.")
	}
	if err != nil {
		return err
	}
	if change != nil {
		// What was set may have answered it already.
		_, err := s.Decide(ctx, change.ID, data.Decision{By: by, Reason: why})
		if decided := (*store.DecidedError)(nil); err != nil && !errors.As(err, &decided) {
			return err
		}
	}
	if a.json {
		return a.printJSON(map[string]any{"id": done.ID, "level": done.Level, "of": done.Aggregate, "status": done.Status, "seq": done.Seq})
	}
	a.printf("Set, as %s. \"fingerpost review undo %s\" takes it back.", done.ID, done.ID)
	return nil
}

// readFields reads FIELD=VALUE pairs.
func readFields(pairs []string) (map[string]json.RawMessage, error) {
	fields := map[string]json.RawMessage{}
	for _, pair := range pairs {
		field, value, ok := strings.Cut(pair, "=")
		if field = strings.TrimSpace(field); !ok || field == "" {
			return nil, usagef("%q is not of the form FIELD=VALUE, such as email=us@example.org.", pair)
		}
		raw, err := fieldValue(field, value)
		if err != nil {
			return nil, err
		}
		if field == "phone" {
			field = "phones"
		}
		fields[field] = raw
	}
	return fields, nil
}

func fieldValue(field, value string) (json.RawMessage, error) {
	switch {
	case value == "":
		return json.RawMessage("null"), nil
	case field == "phone":
		return json.Marshal([]map[string]string{{"number": value}})
	case strings.ContainsAny(value[:1], `[{"`) || value == "true" || value == "false" || value == "null":
		if !json.Valid([]byte(value)) {
			return nil, usagef("the value of %s is no JSON. Write a text as it is, and lists as JSON.", field)
		}
		return json.RawMessage(value), nil
	case strings.HasSuffix(field, "_age"):
		return json.RawMessage(value), nil
	}
	return json.Marshal(value)
}
