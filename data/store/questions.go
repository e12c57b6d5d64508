package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"fingerpost/data"
)

// Question asks a person whether two aggregates are the same.
type Question struct {
	ID        string         `json:"id"`
	Level     data.Level     `json:"level"`
	A         string         `json:"a"` // what was known
	B         string         `json:"b"` // what was read later
	Score     float64        `json:"score"`
	Why       string         `json:"why"`
	AskedAt   time.Time      `json:"asked_at"`
	Status    QuestionStatus `json:"status"`
	DecidedAt time.Time      `json:"decided_at,omitzero"`
	DecidedBy string         `json:"decided_by,omitempty"`
}

// QuestionStatus is what became of a question.
type QuestionStatus string

// The states of a [Question].
const (
	QuestionOpen      QuestionStatus = "open"
	QuestionSame      QuestionStatus = "same"
	QuestionDifferent QuestionStatus = "different"
)

// AnsweredError is returned when a question that is no longer open is answered again.
type AnsweredError struct {
	ID     string
	Status QuestionStatus
}

func (e *AnsweredError) Error() string {
	return "question " + e.ID + " is answered: " + string(e.Status)
}

// ask keeps a question, unless a person has answered it.
func (t tx) ask(level data.Level, a, b string, score float64, why string) error {
	if no, err := t.saidNo(level, a, b); err != nil || no || a == b {
		return err
	}
	_, err := t.exec(`INSERT INTO questions (id, level, a, b, score, why, asked_at, status, decided_at, decided_by) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', '', '')
		ON CONFLICT (level, a, b) DO UPDATE SET score = excluded.score, why = excluded.why`,
		data.NewID[string](), string(level), a, b, score, why, instant(t.now))
	return err
}

// OpenQuestions lists the questions that nobody has answered, those that are likeliest the same first.
func (s *Store) OpenQuestions(ctx context.Context, limit int) ([]Question, error) {
	return s.read(ctx).questions(`status = 'open' ORDER BY score DESC, asked_at, id LIMIT ?`, limit)
}

// CountQuestions is how many questions are open.
func (s *Store) CountQuestions(ctx context.Context) (n int, err error) {
	err = s.read(ctx).row(`SELECT COUNT(*) FROM questions WHERE status = 'open'`).Scan(&n)
	return n, err
}

// Answer says whether the two of a question are the same. The same are merged, what was read later into what was known; that
// they are different is remembered for ever.
func (s *Store) Answer(ctx context.Context, id string, same bool, decision data.Decision) (q Question, err error) {
	err = s.write(ctx, func(t tx) error {
		found, err := t.questions(`id = ?`, id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrNotFound
		}
		if q = found[0]; q.Status != QuestionOpen {
			return &AnsweredError{q.ID, q.Status}
		}
		q.Status, q.DecidedAt, q.DecidedBy = QuestionDifferent, t.now, decision.By
		if same {
			q.Status = QuestionSame
			_, err = t.merge(q.Level, q.A, q.B, decision)
			return err
		}
		return t.different(q.Level, q.A, q.B, decision)
	})
	return q, err
}

// Different remembers for ever that two aggregates are not the same. Of what is merged already, [Store.Unmerge] says so.
func (s *Store) Different(ctx context.Context, level data.Level, a, b string, decision data.Decision) error {
	return s.write(ctx, func(t tx) error { return t.different(level, a, b, decision) })
}

func (t tx) different(level data.Level, a, b string, decision data.Decision) error {
	one, _, err := t.loadRoot(level, a)
	if err != nil {
		return err
	}
	other, _, err := t.loadRoot(level, b)
	if err != nil {
		return err
	}
	if one.id == other.id {
		return &MergeError{AlreadyOne, level, b}
	}
	return t.sayNo(level, one.id, other.id, decision)
}

// sayNo remembers that two are not the same, and answers what is asked of them.
func (t tx) sayNo(level data.Level, a, b string, decision data.Decision) error {
	a, b = min(a, b), max(a, b)
	_, err := t.exec(`INSERT INTO not_same (level, a, b, said_by, said_at, reason) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		string(level), a, b, decision.By, instant(t.now), decision.Reason)
	return errors.Join(err, t.answerQuestions(level, a, b, QuestionDifferent, decision.By))
}

// dropNo forgets that anything that is merged now was said not to be the same: a person has thought better of it.
func (t tx) dropNo(level data.Level, a, b string) error {
	return t.pairs(level, a, b, func(x, y string) error {
		_, err := t.exec(`DELETE FROM not_same WHERE level = ? AND a = ? AND b = ?`, string(level), min(x, y), max(x, y))
		return err
	})
}

func (t tx) answerQuestions(level data.Level, a, b string, status QuestionStatus, by string) error {
	return t.pairs(level, a, b, func(x, y string) error {
		_, err := t.exec(`UPDATE questions SET status = ?, decided_at = ?, decided_by = ? WHERE level = ? AND status = 'open' AND a IN (?, ?) AND b IN (?, ?)`,
			string(status), instant(t.now), by, string(level), x, y, x, y)
		return err
	})
}

// saidNo reports whether a person has said that two are not the same, or that what was merged into them is not.
func (t tx) saidNo(level data.Level, a, b string) (no bool, err error) {
	err = t.pairs(level, a, b, func(x, y string) error {
		if no {
			return nil
		}
		return t.row(`SELECT EXISTS (SELECT 1 FROM not_same WHERE level = ? AND a = ? AND b = ?)`, string(level), min(x, y), max(x, y)).Scan(&no)
	})
	return no, err
}

// pairs goes through the pairs of what two aggregates are made of.
func (t tx) pairs(level data.Level, a, b string, do func(x, y string) error) error {
	as, err := t.members(level, a)
	if err != nil {
		return err
	}
	bs, err := t.members(level, b)
	if err != nil {
		return err
	}
	for _, x := range as {
		for _, y := range bs {
			if err := do(x, y); err != nil {
				return err
			}
		}
	}
	return nil
}

// questions reads the questions that fulfil a condition, which is never built from input.
func (t tx) questions(where string, args ...any) ([]Question, error) {
	rows, err := t.rows(`SELECT id, level, a, b, score, why, asked_at, status, decided_at, decided_by FROM questions WHERE `+where, args...)
	return collect(rows, err, func(rows *sql.Rows) (q Question, err error) {
		var asked, decided string
		if err = rows.Scan(&q.ID, &q.Level, &q.A, &q.B, &q.Score, &q.Why, &asked, &q.Status, &decided, &q.DecidedBy); err != nil {
			return q, err
		}
		var askedErr, decidedErr error
		q.AskedAt, askedErr = parseInstant(asked)
		q.DecidedAt, decidedErr = parseInstant(decided)
		return q, errors.Join(askedErr, decidedErr)
	})
}
