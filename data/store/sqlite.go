package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3/database"
	"modernc.org/sqlite" // also the driver "sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"fingerpost/data"
	"fingerpost/data/store/prepared"
)

//go:embed migrations/sqlite/*.sql
var sqliteMigrations embed.FS

// FileName is the name of the embedded database in a data folder.
const FileName = "fingerpost.db"

// OpenFolder opens the embedded database in a data folder, making both if they are not there.
func OpenFolder(ctx context.Context, folder string, now data.Clock) (*Store, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	file := filepath.Join(folder, FileName)
	// The database holds what is not for everyone on the machine, whatever the folder lets others do.
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	return openSQLite(ctx, file, now)
}

// openSQLite opens a database file. One connection writes, taking the lock when a transaction begins; several read.
func openSQLite(ctx context.Context, path string, now data.Clock) (*Store, error) {
	migrations, err := fs.Sub(sqliteMigrations, "migrations/sqlite")
	if err != nil {
		return nil, err
	}
	s := &Store{now: now, statements: prepared.New(), readings: prepared.New(), dialect: dialect{
		goose: database.DialectSQLite3, migrations: migrations,
		rebind:  func(query string) string { return query },
		version: `PRAGMA data_version`,
	}}
	if s.writes, err = sql.Open("sqlite", sqliteURL(path, "immediate", 16_000)); err != nil {
		return nil, err
	}
	s.writes.SetMaxOpenConns(1)
	if s.reads, err = sql.Open("sqlite", sqliteURL(path, "deferred", 4_000)); err != nil {
		return nil, errors.Join(err, s.writes.Close())
	}
	s.reads.SetMaxOpenConns(8)
	s.reads.SetMaxIdleConns(8)
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), s.Close())
	}
	return s, nil
}

// isDirectory returns an error for a file that holds no directory, without changing it.
func isDirectory(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", fileURL(path, url.Values{"mode": {"ro"}, "immutable": {"1"}}))
	if err != nil {
		return err
	}
	var epoch string
	err = db.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = 'epoch'`).Scan(&epoch)
	return errors.Join(err, db.Close())
}

// foldLog puts the write-ahead log of a database that no one has open into its file.
func foldLog(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", fileURL(path, url.Values{"_pragma": {"busy_timeout(1000)"}}))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	var mode string // leaving WAL mode takes a lock that anyone else who has the file open stands in the way of
	err = db.QueryRowContext(ctx, `PRAGMA journal_mode = DELETE`).Scan(&mode)
	return errors.Join(err, db.Close())
}

// isBusy reports whether an error means that another connection holds a lock.
func isBusy(err error) bool {
	failed, ok := errors.AsType[*sqlite.Error](err)
	return ok && failed.Code()&0xff == sqlite3.SQLITE_BUSY
}

// sqliteURL gives each connection its settings. busy_timeout comes first, since the others may have to wait for a lock.
// synchronous is FULL so that what was acknowledged also survives a power cut; secure_delete so that what was redacted is
// gone from the file. cache is how many kilobytes of pages a connection keeps. It takes twice that of memory, for each of those that
// read; a few megabytes hold the upper parts of all tables, and what else is read is in the cache of the system.
func sqliteURL(path, lock string, cache int) string {
	query := url.Values{"_txlock": {lock}, "_pragma": {
		"busy_timeout(30000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "secure_delete(ON)", "temp_store(MEMORY)", fmt.Sprintf("cache_size(-%d)", cache),
	}}
	return fileURL(path, query)
}

func fileURL(path string, query url.Values) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + query.Encode()
}
