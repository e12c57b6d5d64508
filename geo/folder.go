package geo

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/names"
	"fingerpost/geo/internal/parts"
	"fingerpost/geo/internal/shapes"
	"fingerpost/geo/internal/units"
)

// Folder is the part of a data folder that holds imported tables. The process
// answers from the folder that was opened last.
type Folder struct {
	dir    string
	mu     sync.Mutex
	tables tables
	stamps map[box.Kind]stamp
}

// DamagedError is a table in the data folder that cannot be used. What was in
// use before stays in use.
type DamagedError = box.DamagedError

// tables are those that could be read; nil where there is none.
type tables struct {
	postcodes *postcodeTables
	places    *placeTables
	areas     *areaTables
}

type postcodeTables struct {
	file  box.File
	units *units.Table
	parts []parts.Part
}

type placeTables struct {
	file  box.File
	names *names.Table
}

type areaTables struct {
	file   box.File
	shapes *shapes.Table
}

// stamp tells one file from the one that replaced it.
type stamp struct {
	changed time.Time
	size    int64
	failure string // why the file cannot be looked at
}

// Open reads the tables of a data folder and makes the process answer from
// them. A folder without any is not an error; a table that is damaged is left
// out, and the error, which joins one [*DamagedError] for each, says so: the
// folder that is returned is good in any case.
func Open(dir string) (*Folder, error) {
	f := &Folder{dir: dir, stamps: map[box.Kind]stamp{}}
	_, err := f.refresh(true)
	return f, err
}

// Refresh reads what another process has replaced since, and reports whether
// there was anything. It costs three looks at the folder when there is nothing.
func (f *Folder) Refresh() (changed bool, err error) { return f.refresh(false) }

func (f *Folder) refresh(first bool) (changed bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var failed []error
	for _, kind := range []box.Kind{box.Postcodes, box.Places, box.Areas} {
		now, err := stampOf(box.Path(f.dir, kind))
		if now == f.stamps[kind] {
			continue
		}
		f.stamps[kind] = now // what cannot be used is reported once, not at each look
		if err == nil {
			err = f.tables.read(f.dir, kind)
		}
		if err != nil {
			failed = append(failed, err)
			continue
		}
		changed = true
	}
	switch {
	case f.tables == tables{}:
		inUse.Store(nil) // what is part of the program, which is read when it is first asked
	case changed || first:
		inUse.Store(assemble(f.tables))
	}
	return changed, errors.Join(failed...)
}

// Watch refreshes until the context ends. What cannot be read is told once.
func (f *Folder) Watch(ctx context.Context, every time.Duration, changed func(), failed func(error)) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		different, err := f.Refresh()
		if err != nil {
			failed(err)
		}
		if different {
			changed()
		}
	}
}

// stampOf is the zero stamp for a file that is not there.
func stampOf(path string) (stamp, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return stamp{}, nil
	case err != nil:
		return stamp{failure: err.Error()}, err
	}
	return stamp{changed: info.ModTime(), size: info.Size()}, nil
}

// read reads one table. A file that is gone takes its table away.
func (t *tables) read(dir string, kind box.Kind) error {
	file, err := box.Read(dir, kind)
	gone := errors.Is(err, fs.ErrNotExist)
	if err != nil && !gone {
		return err
	}
	switch kind {
	case box.Postcodes:
		return set(&t.postcodes, gone, func() (*postcodeTables, error) {
			table, err := units.Open(file)
			if err != nil {
				return nil, err
			}
			rows, err := parts.Decode(file.Section(parts.Section))
			return &postcodeTables{file, table, rows}, err
		})
	case box.Places:
		return set(&t.places, gone, func() (*placeTables, error) {
			table, err := names.Open(file)
			return &placeTables{file, table}, err
		})
	default:
		return set(&t.areas, gone, func() (*areaTables, error) {
			table, err := shapes.Open(file)
			return &areaTables{file, table}, err
		})
	}
}

// set replaces a table by the one that is read, unless that fails.
func set[T any](table **T, gone bool, read func() (*T, error)) error {
	if gone {
		*table = nil
		return nil
	}
	fresh, err := read()
	if err == nil {
		*table = fresh
	}
	return err
}
