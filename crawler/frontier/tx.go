package frontier

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/data/store/prepared"
)

// tx is one transaction, at one instant.
type tx struct {
	ctx context.Context
	on  prepared.Tx
	now int64
}

// write runs fn in a transaction that holds the write lock from its start.
func (f *Frontier) write(ctx context.Context, fn func(tx) error) error {
	t, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback() // nothing after a commit
	if err := fn(tx{ctx, prepared.Tx{Tx: t, Statements: f.statements}, millis(f.now())}); err != nil {
		return err
	}
	if err := t.Commit(); err != nil {
		return err
	}
	f.statements.Prepare(ctx, f.db)
	return nil
}

func (t tx) exec(query string, args ...any) (sql.Result, error) {
	return t.on.ExecContext(t.ctx, query, args...)
}

func (t tx) row(query string, args ...any) *sql.Row {
	return t.on.QueryRowContext(t.ctx, query, args...)
}

func (t tx) rows(query string, args ...any) (*sql.Rows, error) {
	return t.on.QueryContext(t.ctx, query, args...)
}

// among writes a list of sources for "IN", with its arguments behind those that are given.
func among(sources []data.SourceKey, args ...any) (marks string, all []any) {
	for _, s := range sources {
		args = append(args, string(s))
	}
	return "(" + strings.TrimSuffix(strings.Repeat("?,", len(sources)), ",") + ")", args
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// millisAfter is the first whole one that is not before an instant.
func millisAfter(t time.Time) int64 { return millis(t.Add(time.Millisecond - 1)) }

func instant(millis int64) time.Time {
	if millis == 0 {
		return time.Time{}
	}
	return time.UnixMilli(millis).UTC()
}
