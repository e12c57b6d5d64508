// Package store keeps the directory: sources, records, sightings, aggregates and their revisions. It is the only package
// that knows SQL.
//
// Every write is one transaction under one short lock, so a killed process leaves whole changes and nothing else, and the
// log (the accepted revisions, by sequence number) has no gaps and no late arrivals: a follower that asks for what came
// after the last number it saw misses nothing. What differs between databases is in a dialect; callers see none of it.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/google/uuid"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"

	"fingerpost/data"
	"fingerpost/data/store/prepared"
)

// Store is an open directory. It is safe for use by many goroutines, and by many processes at once.
type Store struct {
	dialect dialect
	reads   *sql.DB
	writes  *sql.DB
	now     data.Clock

	statements *prepared.Statements // of the writing connection
	readings   *prepared.Statements // of those that read, for what each page needs
	memory     memory               // of writing transactions
	hidden     hidden
	watch      watch
}

// dialect is what differs between the databases that can keep a directory.
type dialect struct {
	goose      database.Dialect
	migrations fs.FS
	rebind     func(query string) string // from "?" marks to the database's own
	version    string                    // the query for a number that is another after each commit of other connections
}

var (
	// ErrNotFound is returned when there is nothing with the id that was asked for.
	ErrNotFound = errors.New("not found")
	// ErrNewer is returned for a database that a newer version of the program has written.
	ErrNewer = errors.New("the database was written by a newer version of fingerpost")
)

// DecidedError is returned when a revision that is no longer pending is decided again.
type DecidedError struct {
	ID     data.RevisionID
	Status data.RevisionStatus
}

func (e *DecidedError) Error() string {
	return fmt.Sprintf("revision %s is already %s", e.ID, e.Status)
}

// Close closes the store. What was acknowledged is safe whether it is called or not.
func (s *Store) Close() error {
	s.watch.mu.Lock()
	defer s.watch.mu.Unlock()
	return errors.Join(s.watch.close(), s.writes.Close(), s.reads.Close())
}

// migrate brings the schema up to this version of the program.
func (s *Store) migrate(ctx context.Context) error {
	provider, err := goose.NewProvider(s.dialect.goose, s.writes, s.dialect.migrations)
	if err != nil {
		return err
	}
	// Another process may be bringing the same schema up: a step that fails because it was first is done.
	for tries := 3; ; tries-- {
		have, want, err := provider.GetVersions(ctx)
		if err == nil && have > want {
			return ErrNewer
		}
		if err == nil && have == want {
			break
		}
		if err == nil {
			_, err = provider.Up(ctx)
		}
		if err != nil && tries == 0 {
			return err
		}
	}
	return s.write(ctx, func(tx tx) error {
		if _, err := tx.exec(`INSERT INTO meta (name, value) VALUES ('epoch', ?) ON CONFLICT (name) DO NOTHING`, uuid.NewString()); err != nil {
			return err
		}
		return errors.Join(tx.bringKeys(), tx.bringTraces())
	})
}

// Epoch identifies this log. A restored backup has another epoch, so that no follower takes its numbers for the old ones.
func (s *Store) Epoch(ctx context.Context) (string, error) {
	var epoch string
	err := s.read(ctx).row(`SELECT value FROM meta WHERE name = 'epoch'`).Scan(&epoch)
	return epoch, err
}

// Meta and SetMeta keep small facts about the directory itself, such as the version of the default listings it holds.
func (s *Store) Meta(ctx context.Context, name string) (string, error) {
	var value string
	err := s.read(ctx).row(`SELECT value FROM meta WHERE name = ?`, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

func (s *Store) SetMeta(ctx context.Context, name, value string) error {
	return s.write(ctx, func(tx tx) error {
		_, err := tx.exec(`INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
		return err
	})
}

// Now is the time by the store's clock, UTC.
func (s *Store) Now() time.Time { return s.now().UTC() }

// querier is what both a pool of readers and a transaction can do.
type querier interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// tx runs statements, written with "?" marks, in the dialect of the store.
type tx struct {
	ctx    context.Context
	whole  context.Context // ctx without its end, for a statement of a transaction that writes
	on     querier
	rebind func(string) string
	now    time.Time // one instant for everything a transaction writes
	memory *memory   // only of a transaction that writes
	hidden *hidden   // nil in a transaction that writes
	often  querier   // on, with statements that are ready; nil where there are none
}

func (t tx) exec(query string, args ...any) (sql.Result, error) {
	return t.on.ExecContext(t.statement(), t.rebind(query), args...)
}

func (t tx) rows(query string, args ...any) (*sql.Rows, error) {
	return t.on.QueryContext(t.statement(), t.rebind(query), args...)
}

// rowsOften is rows, for a statement that each page needs. Its text must be one of few.
func (t tx) rowsOften(query string, args ...any) (*sql.Rows, error) {
	if t.often == nil {
		return t.rows(query, args...)
	}
	return t.often.QueryContext(t.statement(), t.rebind(query), args...)
}

// rowOften is row, likewise.
func (t tx) rowOften(query string, args ...any) *sql.Row {
	if t.often == nil {
		return t.row(query, args...)
	}
	return t.often.QueryRowContext(t.statement(), t.rebind(query), args...)
}

func (t tx) row(query string, args ...any) *sql.Row {
	return t.on.QueryRowContext(t.statement(), t.rebind(query), args...)
}

// statement is the context of one statement. Those of a transaction that writes are short, and run to their end once begun:
// to watch over each, so that it can be broken off, took a tenth of the time of an import. The next one is not begun.
func (t tx) statement() context.Context {
	if t.memory == nil || t.ctx.Err() != nil {
		return t.ctx
	}
	return t.whole
}

// read gives a querier on the pool of readers, for one statement. What needs several at one instant uses snapshot.
func (s *Store) read(ctx context.Context) tx {
	return tx{ctx: ctx, on: s.reads, rebind: s.dialect.rebind, now: s.now().UTC(), hidden: &s.hidden}
}

// snapshot runs fn on one unchanging view of the directory.
func (s *Store) snapshot(ctx context.Context, fn func(tx) error) error {
	t, err := s.reads.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer s.readings.Prepare(ctx, s.reads) // what was wanted, when the connection is free again
	defer t.Rollback()                     // nothing was written, so nothing can be lost
	return fn(tx{ctx: ctx, on: t, often: prepared.Tx{Tx: t, Statements: s.readings}, rebind: s.dialect.rebind, now: s.now().UTC(), hidden: &s.hidden})
}

// write runs fn in one transaction that holds the write lock from its start.
func (s *Store) write(ctx context.Context, fn func(tx) error) error {
	t, err := s.writes.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback() // nothing after a commit; it gives the lock back when fn fails, and when it panics
	if err := s.remembering(tx{ctx: ctx, whole: context.WithoutCancel(ctx), on: prepared.Tx{Tx: t, Statements: s.statements}, rebind: s.dialect.rebind, now: s.now().UTC(), memory: &s.memory}, t.Commit, fn); err != nil {
		if ctx.Err() != nil {
			return errors.Join(ctx.Err(), err) // the error may only say that the transaction was taken back
		}
		return err
	}
	s.statements.Prepare(ctx, s.writes)
	return nil
}

// remembering runs fn and commits, with what is remembered of the transactions before.
func (s *Store) remembering(t tx, commit func() error, fn func(tx) error) error {
	committed := false
	defer func() { s.memory.end(committed) }()
	if err := s.memory.begin(t); err != nil {
		return err
	}
	if err := fn(t); err != nil {
		return err
	}
	if err := s.memory.keep(t); err != nil {
		return err
	}
	err := commit()
	committed = err == nil
	return err
}

// collect reads every row of a query with scan.
func collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

func scanString(rows *sql.Rows) (string, error) {
	var s string
	err := rows.Scan(&s)
	return s, err
}

// Instants are kept as text in UTC, with a fixed number of digits so that text order is time order.
const instantLayout = "2006-01-02T15:04:05.000000Z"

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(instantLayout)
}

func parseInstant(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(instantLayout, s)
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
