package crawler

import (
	"context"
	"os"
	"path/filepath"

	"fingerpost/data"
	"fingerpost/data/table"
)

// ImportTable reads a CSV file with a mapping.
func ImportTable(ctx context.Context, in *Intake, reading data.Reading, file string, mapping table.Mapping) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	for item, err := range table.Read(f, filepath.Base(file), mapping, reading) {
		if err != nil {
			return err
		}
		if _, err := in.Take(ctx, item); err != nil {
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
		if _, err := in.Take(ctx, item); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// NoMappingError is returned for a table that no mapping fits.
type NoMappingError struct {
	File string
	Have []string // its columns
}

func (e *NoMappingError) Error() string { return "no mapping fits " + e.File }

// MappingFor finds the mapping whose columns a file has.
func MappingFor(file string, mappings []table.Mapping) (table.Mapping, error) {
	f, err := os.Open(file)
	if err != nil {
		return table.Mapping{}, err
	}
	defer f.Close()
	header, _, err := table.Header(f)
	if err != nil {
		return table.Mapping{}, err
	}
	if m, ok := table.Match(header, mappings); ok {
		return m, nil
	}
	return table.Mapping{}, &NoMappingError{File: filepath.Base(file), Have: header}
}
