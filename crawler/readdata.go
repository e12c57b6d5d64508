package crawler

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"

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

// ReadData reads a source that is no family of pages: it fetches the feed or the tables and hands over what they hold. What a
// table of another day says is no sign of life today.
func ReadData(ctx context.Context, src Source, client *fetch.Client, in *Intake, reading data.Reading, mappings []table.Mapping) error {
	if src.Mapping != "" {
		i := slices.IndexFunc(mappings, func(m table.Mapping) bool { return m.Name == src.Mapping })
		if i < 0 {
			return &NoSuchMappingError{src.Key, src.Mapping}
		}
		mappings = mappings[i : i+1]
	}
	reading.Live = reading.Live && src.Dated.IsZero()
	tables := tableReader{client: client, in: in, reading: reading, mappings: mappings}
	for _, start := range src.Start {
		var err error
		switch {
		case src.Kind == KindFeed:
			err = Feed{URL: start.String(), Details: src.Details, Client: client}.Import(ctx, in, reading)
		case src.Pages != "":
			err = tables.readPages(ctx, start, src.Pages)
		default:
			_, err = tables.read(ctx, start)
		}
		if err != nil {
			if ctx.Err() == nil {
				in.Missed(1)
			}
			return err
		}
	}
	return nil
}

// tableReader reads the tables of one source.
type tableReader struct {
	client   *fetch.Client
	in       *Intake
	reading  data.Reading
	mappings []table.Mapping
	count    int             // of tables read
	seen     map[string]bool // the digests of pages of one table; nil: it does not come in pages
}

// read fetches a table into a folder that is gone afterwards, and takes its rows.
func (r *tableReader) read(ctx context.Context, at *url.URL) (rows int, err error) {
	folder, err := os.MkdirTemp("", "fingerpost-table-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	file := filepath.Join(folder, fileName(at))
	got, err := r.client.Download(ctx, at.String(), file, fetch.Download{MaxSize: maxTable})
	if err != nil {
		return 0, err
	}
	if r.seen[got.SHA256] {
		return 0, &RepeatingError{Page: len(r.seen) + 1}
	}
	if r.seen != nil {
		r.seen[got.SHA256] = true
	}
	t, err := OpenTable(file, r.mappings...)
	if err != nil {
		return 0, err
	}
	r.count++
	r.in.Pages(r.count, 0)
	before := r.in.read
	err = errors.Join(t.Import(ctx, r.in, r.reading), t.Close())
	return r.in.read - before, err
}

// readPages reads a table that comes in pages, until one has no rows.
func (r *tableReader) readPages(ctx context.Context, at *url.URL, parameter string) error {
	r.seen = map[string]bool{}
	for n := 1; n <= maxFeedPages; n++ {
		page, query := *at, at.Query()
		query.Set(parameter, strconv.Itoa(n))
		page.RawQuery = query.Encode()
		rows, err := r.read(ctx, &page)
		var none *table.NoRowsError
		switch {
		case n > 1 && errors.As(err, &none):
			return nil
		case n > 1 && isGone(err): // the end to many; but who answers so may have lost a page
			r.in.CutOff()
			return nil
		case err != nil:
			return err
		case rows == 0:
			return nil
		}
	}
	r.in.CutOff()
	return nil
}

// fileName is the name of a file at an address; its mapping may go by it.
func fileName(at *url.URL) string {
	if name := path.Base(at.Path); name != "." && name != "/" && name != ".." && len(name) < 100 {
		return filepath.Base(name)
	}
	return "table"
}
