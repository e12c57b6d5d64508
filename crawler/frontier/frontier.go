package frontier

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the database

	"fingerpost/data"
	"fingerpost/data/store/prepared"
)

// FileName is the frontier's database in a data folder.
const FileName = "frontier.db"

//go:embed schema.sql
var schema string

// version is that of the schema: a database of another is begun anew.
const version = 1

// Lease is how long a worker has a host if nothing is heard of it: longer than the slowest visit takes, with five redirects.
const Lease = 5 * time.Minute

// Options are how a frontier is opened. The zero value of each means its default.
type Options struct {
	Now   data.Clock
	Lease time.Duration // [Lease]
}

// Frontier is the list. It may be used from several goroutines, and by several processes at once.
type Frontier struct {
	db         *sql.DB
	statements *prepared.Statements
	now        data.Clock
	lease      time.Duration

	process  string // names this one among those that share the frontier
	lockFile string
	lock     *os.File
	claims   atomic.Int64
}

// Open opens the frontier of a data folder, which is made if it is not there.
func Open(ctx context.Context, folder string, o Options) (*Frontier, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Lease <= 0 {
		o.Lease = Lease
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	path := filepath.Join(folder, FileName)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	// What is lost in a power cut is only visited again, so a commit does not wait for the disk.
	query := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(30000)", "journal_mode(WAL)", "synchronous(NORMAL)", "temp_store(MEMORY)", "cache_size(-8000)",
	}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+query.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // all but a few statements write
	front := &Frontier{db: db, statements: prepared.New(), now: o.Now, lease: o.Lease}
	err = front.prepare(ctx)
	if err == nil {
		err = front.bury(ctx, folder)
	}
	if err == nil {
		err = front.register(folder)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), db.Close())
	}
	return front, nil
}

// Close closes the frontier. What was reported done is kept whether it is called or not.
func (f *Frontier) Close() error {
	return errors.Join(f.db.Close(), os.Remove(f.lockFile), f.lock.Close())
}

// prepare makes the tables, in place of those of another version.
func (f *Frontier) prepare(ctx context.Context) error {
	return f.write(ctx, func(t tx) error {
		var have int
		if err := t.row(`PRAGMA user_version`).Scan(&have); err != nil || have == version {
			return err
		}
		for _, table := range []string{"runs", "hosts", "addresses", "bands", "sources"} {
			if _, err := t.exec(`DROP TABLE IF EXISTS ` + table); err != nil {
				return err
			}
		}
		if _, err := t.exec(schema); err != nil {
			return err
		}
		_, err := t.exec(fmt.Sprintf(`PRAGMA user_version = %d`, version))
		return err
	})
}
