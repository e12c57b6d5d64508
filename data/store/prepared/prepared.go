// Package prepared keeps the statements of a database's writing connection prepared: parsing them took a third of the time
// of an import. It is for every database of which one connection writes.
package prepared

import (
	"context"
	"database/sql"
	"sync"
)

// Statements are those that are ready. A statement that a transaction needs and that is not there yet runs unprepared, and
// is prepared when the transaction is over, since the one connection is not free before.
type Statements struct {
	mu     sync.Mutex
	ready  map[string]*sql.Stmt
	wanted map[string]bool
}

// New gives none yet.
func New() *Statements {
	return &Statements{ready: map[string]*sql.Stmt{}, wanted: map[string]bool{}}
}

// find gives a prepared statement, or notes that it is wanted.
func (s *Statements) find(query string) *sql.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	stmt := s.ready[query]
	if stmt == nil {
		s.wanted[query] = true
	}
	return stmt
}

// Prepare prepares what was wanted. The lock is not held meanwhile: the connection may be another transaction's, which asks
// for statements. What cannot be prepared goes on running unprepared, and says then what is wrong with it.
func (s *Statements) Prepare(ctx context.Context, db *sql.DB) {
	s.mu.Lock()
	wanted := s.wanted
	s.wanted = map[string]bool{}
	s.mu.Unlock()
	for query := range wanted {
		stmt, err := db.PrepareContext(ctx, query)
		if err != nil {
			continue
		}
		s.mu.Lock()
		if s.ready[query] == nil {
			s.ready[query] = stmt
			stmt = nil
		}
		s.mu.Unlock()
		if stmt != nil {
			stmt.Close() // two transactions wanted it; one copy is enough, and closing it can only free it
		}
	}
}

// Tx is a transaction that uses the statements that are ready.
type Tx struct {
	*sql.Tx
	Statements *Statements
}

func (p Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if stmt := p.Statements.find(query); stmt != nil {
		return p.StmtContext(ctx, stmt).ExecContext(ctx, args...)
	}
	return p.Tx.ExecContext(ctx, query, args...)
}

func (p Tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if stmt := p.Statements.find(query); stmt != nil {
		return p.StmtContext(ctx, stmt).QueryContext(ctx, args...)
	}
	return p.Tx.QueryContext(ctx, query, args...)
}

func (p Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if stmt := p.Statements.find(query); stmt != nil {
		return p.StmtContext(ctx, stmt).QueryRowContext(ctx, args...)
	}
	return p.Tx.QueryRowContext(ctx, query, args...)
}
