package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/store"
)

// reviewSame are the commands by which a person says what is the same and what is not, and takes decisions back.
func (a *app) reviewSame(by func() string, why *string) []*cobra.Command {
	run := func(do func(context.Context, *store.Store, []string, data.Decision) error) func(*cobra.Command, []string) error {
		return func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(*why) == "" {
				return usagef("say how you know, with --why. The next person who looks at it will want to know.")
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error {
				return do(ctx, s, args, data.Decision{By: by(), Reason: *why})
			})
		}
	}
	merge := &cobra.Command{Use: "merge ID INTO --why REASON", Short: "Say that two services, places or organisations are one", Args: cobra.ExactArgs(2),
		Long: `Say that two services, two places or two organisations are one. ID leads to INTO from now on, wherever somebody has kept it, and what its
sources say counts there. Of each field the word is shown that counts for most; "review show" has the others. "review unmerge" takes it back.`,
		Example: "  fingerpost review merge 5f0c2c3e 81aa90d1 --why \"the same club under its old name\"",
		RunE:    run(a.merge)}
	var source string
	unmerge := &cobra.Command{Use: "unmerge ID --why REASON", Short: "Say that what was taken for one is two", Args: cobra.ExactArgs(1),
		Long: `Bring apart what was merged: ID is again what its sources say of it. With --source, what one source speaks of gets a listing of its own,
where the program took it for ID. That they are not the same is remembered for ever.`,
		Example: "  fingerpost review unmerge 5f0c2c3e --why \"two clubs in one hall\"\n  fingerpost review unmerge 5f0c2c3e --source leeds-directory --why \"another hall\"",
		RunE: run(func(ctx context.Context, s *store.Store, args []string, decision data.Decision) error {
			return a.unmerge(ctx, s, args[0], data.SourceKey(source), decision)
		})}
	unmerge.Flags().StringVar(&source, "source", "", "the key of the source that speaks of something else")
	different := &cobra.Command{Use: "different ID OTHER --why REASON", Short: "Say that two are not the same, for ever", Args: cobra.ExactArgs(2),
		Example: "  fingerpost review different 5f0c2c3e 81aa90d1 --why \"Mind in Camden is not Mind in Croydon\"", RunE: run(a.different)}
	undo := &cobra.Command{Use: "undo CHANGE --why REASON", Short: "Take a decision back", Args: cobra.ExactArgs(1),
		Long: `Take a decision back, by the id of the change: "review show" lists those of a listing. What was merged is brought apart, and the other way
round. What was accepted goes back to what it was, where nobody has changed it since, and the source is not believed when it says so again. What was
refused waits again.`,
		Example: "  fingerpost review undo 019a4c --why \"the number was right\"", RunE: run(a.undo)}
	return []*cobra.Command{merge, unmerge, different, undo}
}

// named finds a service, a place or an organisation of which somebody gave the id, how it begins, or the address of its page.
func named(ctx context.Context, s *store.Store, text string) (store.Named, error) {
	id := begins(text)
	if found := serviceAddress.FindStringSubmatch(id); found != nil {
		id = found[1]
	}
	found, err := s.Find(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return found, usagef("there is no service, place or organisation whose id begins with %q, or there are several. Give at least four letters of it.", text)
	}
	return found, err
}

func (a *app) merge(ctx context.Context, s *store.Store, args []string, decision data.Decision) error {
	from, err := named(ctx, s, args[0])
	if err != nil {
		return err
	}
	into, err := named(ctx, s, args[1])
	if err != nil {
		return err
	}
	if from.Level != into.Level {
		return usagef("%s is a %s and %s is a %s. Only two of a kind can be one.", from.Name, from.Level, into.Name, into.Level)
	}
	row, err := s.Merge(ctx, from.Level, into.ID, from.ID, decision)
	if err != nil {
		return mergeSentence(err)
	}
	if a.json {
		return a.printJSON(map[string]any{"id": row.ID, "level": row.Level, "merged": row.Aggregate, "into": into.Root, "seq": row.Seq})
	}
	a.printf("%s leads to %s from now on. \"fingerpost review undo %s\" takes it back.", from.Name, into.Name, row.ID)
	return nil
}

func (a *app) unmerge(ctx context.Context, s *store.Store, id string, source data.SourceKey, decision data.Decision) error {
	found, err := named(ctx, s, id)
	if err != nil {
		return err
	}
	made := found.ID
	if source == "" {
		_, err = s.Unmerge(ctx, found.Level, found.ID, decision)
	} else {
		made, err = s.Split(ctx, found.Level, found.ID, source, decision)
		if errors.Is(err, store.ErrNotFound) {
			return usagef("%s says nothing of %s. \"fingerpost review show %s\" lists the sources that do.", source, found.Name, found.ID)
		}
	}
	if err != nil {
		return mergeSentence(err)
	}
	if a.json {
		return a.printJSON(map[string]any{"level": found.Level, "id": made, "apart_from": found.Root})
	}
	a.printf("%s stands on its own: %s. That it is not %s is remembered.", found.Name, made, found.Root)
	return nil
}

func (a *app) different(ctx context.Context, s *store.Store, args []string, decision data.Decision) error {
	one, err := named(ctx, s, args[0])
	if err != nil {
		return err
	}
	other, err := named(ctx, s, args[1])
	if err != nil {
		return err
	}
	if one.Level != other.Level {
		return usagef("%s is a %s and %s is a %s, so nobody will take them for one.", one.Name, one.Level, other.Name, other.Level)
	}
	if err := s.Different(ctx, one.Level, one.ID, other.ID, decision); err != nil {
		return mergeSentence(err)
	}
	if a.json {
		return a.printJSON(map[string]any{"level": one.Level, "ids": []string{one.ID, other.ID}})
	}
	a.printf("That %s is not %s is remembered.", one.Name, other.Name)
	return nil
}

// mergeSentence words why something could not be merged or brought apart.
func mergeSentence(err error) error {
	var wrong *store.MergeError
	if !errors.As(err, &wrong) {
		return err
	}
	switch wrong.Problem {
	case store.AlreadyOne:
		return usagef("they are one already. \"fingerpost review unmerge %s\" brings them apart.", wrong.ID)
	case store.NotMerged:
		return usagef("%s was not merged into anything. If a source was taken to speak of it that does not, name it with --source.", wrong.ID)
	}
	return usagef("no other source speaks of it, so there is nothing to bring it apart from.")
}

func (a *app) undo(ctx context.Context, s *store.Store, args []string, decision data.Decision) error {
	found, err := s.Matter(ctx, begins(args[0]))
	if err != nil || found.Revision == nil {
		return errors.Join(noMatter(args[0], errors.Join(err, store.ErrNotFound)))
	}
	undone, err := s.Undo(ctx, found.Revision.ID, decision)
	if wrong := (*store.UndoError)(nil); errors.As(err, &wrong) {
		return usagef("%s", undoSentences[wrong.Problem])
	}
	if err != nil {
		return mergeSentence(err)
	}
	if a.json {
		return a.printJSON(map[string]any{"id": undone.Revision.ID, "status": undone.Revision.Status, "seq": undone.Revision.Seq, "kept": undone.Kept})
	}
	if undone.Revision.Status == data.Pending {
		a.printf("%s waits again.", undone.Revision.ID)
		return nil
	}
	a.printf("Taken back, as %s.", undone.Revision.ID)
	if len(undone.Kept) > 0 {
		var fields []string
		for _, path := range undone.Kept {
			fields = append(fields, fieldName(path))
		}
		a.printf("Changed since, and left as it is: %s.", strings.Join(unique(fields), ", "))
	}
	return nil
}

var undoSentences = map[store.UndoProblem]string{
	store.UndoPending:  "it is not decided yet, so there is nothing to take back.",
	store.UndoRule:     "it gave way to something else that its source said, so there is no decision to take back.",
	store.UndoChanged:  "everything in it was changed since, so there is nothing left to take back.",
	store.UndoRedacted: "it holds something that was redacted, which is gone for good.",
	store.UndoFirst:    "it is the first that was said of it. \"fingerpost review close\" takes a service out of what is found.",
}

// asked is a question as it is listed.
type asked struct {
	About     data.Level `json:"about"` // the level of both
	Other     string     `json:"other"`
	OtherName string     `json:"other_name"`
	Score     float64    `json:"score"`
	Why       string     `json:"why"`
}

func (q asked) about() string {
	return fmt.Sprintf("may be the same %s as %s (%s): %s", q.About, q.OtherName, q.Other, q.Why)
}

func describeQuestion(ctx context.Context, s *store.Store, q store.Question) (waiting, error) {
	one, err := s.NameOf(ctx, q.Level, q.A)
	if err != nil {
		return waiting{}, err
	}
	other, err := s.NameOf(ctx, q.Level, q.B)
	return waiting{ID: q.ID, Level: "question", Of: q.A, Name: one, Since: data.DateOf(q.AskedAt).String(), Risk: riskSame,
		Question: &asked{q.Level, q.B, other, q.Score, q.Why}}, err
}

func (a *app) showQuestion(ctx context.Context, s *store.Store, q store.Question) error {
	w, err := describeQuestion(ctx, s, q)
	if err != nil {
		return err
	}
	var both [2][]store.Said
	for i, id := range []string{q.A, q.B} {
		if both[i], err = s.Says(ctx, q.Level, id); err != nil {
			return err
		}
	}
	if a.json {
		return a.printJSON(struct {
			waiting
			Status store.QuestionStatus `json:"status"`
			Says   [2][]store.Said      `json:"says"` // what sources say of the one, and of the other
		}{w, q.Status, both})
	}
	a.printf("Are they the same %s? %s.", q.Level, q.Why)
	for i, id := range []string{q.A, q.B} {
		name, err := s.NameOf(ctx, q.Level, id)
		if err != nil {
			return err
		}
		a.printf("%s  %s", name, id)
		if err := a.printFields(ctx, s, q.Level, id); err != nil {
			return err
		}
		a.printSays(both[i], false)
	}
	if q.Status != store.QuestionOpen {
		a.printf("Answered by %s on %s: %s.", q.DecidedBy, data.DateOf(q.DecidedAt), q.Status)
		return nil
	}
	a.printf("\"fingerpost review accept %s\" says that they are the same, \"refuse\" that they are not.", q.ID)
	return nil
}

func (a *app) answer(ctx context.Context, s *store.Store, q store.Question, decision data.Decision) error {
	done, err := s.Answer(ctx, q.ID, decision.Accept, decision)
	if err != nil {
		return mergeSentence(err)
	}
	if a.json {
		return a.printJSON(map[string]any{"id": done.ID, "status": done.Status})
	}
	a.printf("%s: %s.", done.ID, done.Status)
	return nil
}
