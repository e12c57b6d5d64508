package crawler

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"fingerpost/data"
	"fingerpost/data/table"
)

// OpenTable opens a file of any format that package table reads, and chooses the mapping for it.
func OpenTable(file string, mappings ...table.Mapping) (*Table, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	opened, err := table.Open(f, table.Input{Name: filepath.Base(file)}, mappings...)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &Table{File: opened, disk: f}, nil
}

// Table is a table on disk.
type Table struct {
	*table.File
	disk *os.File
}

// Close closes the file.
func (t *Table) Close() error { return errors.Join(t.File.Close(), t.disk.Close()) }

// Import takes the rows.
func (t *Table) Import(ctx context.Context, in *Intake, reading data.Reading) error {
	for item, err := range t.Items(reading) {
		if err != nil {
			return err
		}
		if err := in.Take(ctx, item); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// ImportItems takes items that have been read already, such as the default listings.
func ImportItems(ctx context.Context, in *Intake, items []data.Item) error {
	in.Expect(len(items))
	for _, item := range items {
		if err := in.Take(ctx, item); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}
