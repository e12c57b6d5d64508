package store

import (
	"context"
	"database/sql"

	"fingerpost/data"
)

// Matter is something that a person is asked to decide, or was: one of its fields is set.
type Matter struct {
	Report     *data.Report
	Suggestion *Suggestion
	Revision   *data.Revision
	Question   *Question
}

// Matter finds a report, a suggestion, a revision or a question by its id, or by a beginning of it that is that of no other of any of
// them. Otherwise the error is [ErrNotFound].
func (s *Store) Matter(ctx context.Context, begins string) (found Matter, err error) {
	if begins == "" {
		return Matter{}, ErrNotFound
	}
	err = s.snapshot(ctx, func(t tx) error {
		found, err = t.matter(begins)
		return err
	})
	return found, err
}

func (t tx) matter(begins string) (Matter, error) {
	type named struct{ kind, id string }
	until := begins + "~"
	rows, err := t.rows(`SELECT 'report', id FROM reports WHERE id >= ? AND id < ?
		UNION SELECT 'suggestion', source_id FROM records WHERE source = ? AND source_id >= ? AND source_id < ?
		UNION SELECT 'revision', id FROM revisions WHERE id >= ? AND id < ? AND level <> 'do_not_list'
		UNION SELECT 'question', id FROM questions WHERE id >= ? AND id < ? LIMIT 2`,
		begins, until, string(data.Suggestions), begins, until, begins, until, begins, until)
	list, err := collect(rows, err, func(rows *sql.Rows) (n named, err error) { return n, rows.Scan(&n.kind, &n.id) })
	if err != nil {
		return Matter{}, err
	}
	if len(list) != 1 {
		return Matter{}, ErrNotFound
	}
	switch list[0].kind {
	case "report":
		reports, err := t.hideReports(t.reports(`id = ?`, list[0].id))
		if err != nil {
			return Matter{}, err
		}
		return Matter{Report: &reports[0]}, nil
	case "suggestion":
		suggestion, err := t.hideSuggestion(t.suggestion(list[0].id))
		return Matter{Suggestion: &suggestion}, err
	case "question":
		questions, err := t.questions(`id = ?`, list[0].id)
		if err != nil {
			return Matter{}, err
		}
		return Matter{Question: &questions[0]}, nil
	}
	revisions, err := t.hideRevisions(t.revisions(`id = ?`, list[0].id))
	if err != nil {
		return Matter{}, err
	}
	return Matter{Revision: &revisions[0]}, nil
}
