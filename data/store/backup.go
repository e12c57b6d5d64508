package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

	"fingerpost/data"
)

// UnsoundError is returned for a backup that a check found faults in.
type UnsoundError struct {
	File   string
	Faults []string
}

func (e *UnsoundError) Error() string {
	return fmt.Sprintf("%s is not a sound backup: %s", e.File, strings.Join(e.Faults, "; "))
}

// ErrExists is returned when a file or a database stands where one would be written.
var ErrExists = errors.New("already exists")

// Backup writes a copy of the directory as it is at one instant into a new file, checks the copy, and only then gives it
// its name: the file is whole and sound, or is not there. Readers and writers go on meanwhile.
func (s *Store) Backup(ctx context.Context, file string) (Report, error) {
	if _, err := os.Stat(file); err == nil {
		return Report{}, fmt.Errorf("%s: %w", file, ErrExists)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return Report{}, err
	}
	partial := file + ".partial-" + uuid.NewString()[:8]
	defer removeDatabase(partial)
	if err := os.WriteFile(partial, nil, 0o600); err != nil { // nobody else may read it, from its first byte
		return Report{}, err
	}
	if _, err := s.reads.ExecContext(ctx, `VACUUM INTO ?`, partial); err != nil {
		return Report{}, err
	}
	report, err := checkFile(ctx, partial, s.now)
	if err != nil {
		return Report{}, err
	}
	if err := syncFile(partial); err != nil {
		return Report{}, err
	}
	// Link, not rename: it fails if someone has made the file meanwhile.
	if err := os.Link(partial, file); err != nil {
		return Report{}, err
	}
	return report, syncFile(filepath.Dir(file))
}

// Restore puts a backup in place as the database of a data folder. A database that is already there is kept beside it
// under another name when replace is set, and is an error when it is not. The restored log gets an epoch of its own, so
// that an index which followed the old one rebuilds. No process may have the folder open.
func Restore(ctx context.Context, file, folder string, replace bool, now data.Clock) (report Report, kept string, err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Report{}, "", err
	}
	target := filepath.Join(folder, FileName)
	_, err = os.Stat(target)
	exists := err == nil
	if exists && !replace {
		return Report{}, "", fmt.Errorf("%s: %w", target, ErrExists)
	}
	partial := target + ".partial-" + uuid.NewString()[:8]
	defer removeDatabase(partial)
	if err := copyFile(file, partial); err != nil {
		return Report{}, "", err
	}
	if report, err = checkFile(ctx, partial, now); err != nil {
		return Report{}, "", withFile(err, file)
	}
	if err := newEpoch(ctx, partial, now); err != nil {
		return Report{}, "", err
	}
	if err := syncFile(partial); err != nil {
		return Report{}, "", err
	}
	if exists {
		if kept, err = keepAside(ctx, target, now); err != nil {
			return Report{}, "", err
		}
	}
	if err := os.Rename(partial, target); err != nil {
		return Report{}, kept, err
	}
	return report, kept, syncFile(folder)
}

// keepAside gives a database a second name, under which it stays when another takes its place.
func keepAside(ctx context.Context, target string, now data.Clock) (kept string, err error) {
	kept = fmt.Sprintf("%s.before-%s", target, now().UTC().Format("20060102T150405"))
	// A database that is broken may be why another is to take its place: it is kept as it is, with a copy of its
	// write-ahead log from before anything touched it.
	if err := copyFile(target+"-wal", kept+"-wal"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	folded := foldLog(ctx, target)
	if folded == nil || isBusy(folded) { // the copy is not needed
		if err := os.Remove(kept + "-wal"); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	if isBusy(folded) {
		return "", fmt.Errorf("%s is in use by another process: %w", target, folded)
	}
	if err := os.Link(target, kept); err != nil {
		return "", err
	}
	for _, beside := range []string{target + "-wal", target + "-shm"} {
		if err := os.Remove(beside); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	return kept, nil
}

// checkFile checks a database file as a store. A file that is no directory is never made into an empty one.
func checkFile(ctx context.Context, file string, now data.Clock) (Report, error) {
	if err := isDirectory(ctx, file); err != nil {
		return Report{}, &UnsoundError{File: file, Faults: []string{err.Error()}}
	}
	s, err := openSQLite(ctx, file, now)
	if err != nil {
		return Report{}, &UnsoundError{File: file, Faults: []string{err.Error()}}
	}
	report, err := s.Check(ctx)
	if err != nil {
		return Report{}, errors.Join(&UnsoundError{File: file, Faults: []string{err.Error()}}, s.Close())
	}
	if _, err := s.writes.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		return Report{}, errors.Join(err, s.Close())
	}
	if err := s.Close(); err != nil {
		return Report{}, err
	}
	if !report.Sound() {
		return report, &UnsoundError{File: file, Faults: report.Faults}
	}
	return report, nil
}

// withFile names the file that a person gave in place of the copy that was checked.
func withFile(err error, file string) error {
	if unsound, ok := errors.AsType[*UnsoundError](err); ok {
		return &UnsoundError{File: file, Faults: unsound.Faults}
	}
	return err
}

func newEpoch(ctx context.Context, file string, now data.Clock) error {
	s, err := openSQLite(ctx, file, now)
	if err != nil {
		return err
	}
	err = s.SetMeta(ctx, "epoch", uuid.NewString())
	if err == nil {
		_, err = s.writes.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	return errors.Join(err, s.Close())
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return errors.Join(err, out.Close())
	}
	return out.Close()
}

func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// removeDatabase removes a database that was not put in place, and what lies beside it. What is left of a failed try
// does no harm, so there is nothing to report.
func removeDatabase(file string) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		os.Remove(file + suffix)
	}
}
