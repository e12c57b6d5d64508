package crawler

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"

	"fingerpost/crawler/fetch"
	"fingerpost/data"
	"fingerpost/data/table"
)

// maxTable is the largest table that is fetched: the largest real one, of all charities of a country, has some 300 MB.
const maxTable = 1 << 30

// NoSuchMappingError is returned for a source of a table that names a mapping that is not there.
type NoSuchMappingError struct {
	Source  data.SourceKey
	Mapping string
}

func (e *NoSuchMappingError) Error() string {
	return "source " + string(e.Source) + ": there is no mapping " + e.Mapping
}

// ReadData reads a source that is no family of pages: it fetches the feed or the tables and hands over what they hold.
func ReadData(ctx context.Context, src Source, client *fetch.Client, in *Intake, reading data.Reading, mappings []table.Mapping) error {
	if src.Mapping != "" {
		i := slices.IndexFunc(mappings, func(m table.Mapping) bool { return m.Name == src.Mapping })
		if i < 0 {
			return &NoSuchMappingError{src.Key, src.Mapping}
		}
		mappings = mappings[i : i+1]
	}
	for _, start := range src.Start {
		var err error
		if src.Kind == KindFeed {
			err = Feed{URL: start.String(), Details: src.Details, Client: client}.Import(ctx, in, reading)
		} else {
			err = readTable(ctx, start, client, in, reading, mappings)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readTable fetches a table into a folder that is gone afterwards, and takes its rows.
func readTable(ctx context.Context, at *url.URL, client *fetch.Client, in *Intake, reading data.Reading, mappings []table.Mapping) (err error) {
	folder, err := os.MkdirTemp("", "fingerpost-table-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	file := filepath.Join(folder, fileName(at))
	if _, err := client.Download(ctx, at.String(), file, fetch.Download{MaxSize: maxTable}); err != nil {
		return err
	}
	t, err := OpenTable(file, mappings...)
	if err != nil {
		return err
	}
	return errors.Join(t.Import(ctx, in, reading), t.Close())
}

// fileName is the name of a file at an address; its mapping may go by it.
func fileName(at *url.URL) string {
	if name := path.Base(at.Path); name != "." && name != "/" && name != ".." && len(name) < 100 {
		return filepath.Base(name)
	}
	return "table"
}
