package load

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
)

// entry is one file of an input.
type entry struct {
	source *source
	name   string // inside the input: "Data/CSV/ab.csv"
	inside bool   // whether the input holds more than this one file
	stored int64  // bytes on the disk
	size   int64  // bytes of content, as the archive states it, which may be a lie
	begin  func() (io.ReadCloser, error)
}

// where names the file in errors.
func (e *entry) where() string {
	if !e.inside {
		return e.source.where
	}
	return e.source.where + ": " + e.name
}

// headSize is how much of a file is looked at to tell what it is.
const headSize = 16 << 10

// head is the beginning of the file, all of it when it is short.
func (e *entry) head(ctx context.Context) ([]byte, error) {
	r, err := e.open(ctx, nil)
	if err != nil {
		return nil, err
	}
	b := make([]byte, min(headSize, e.size))
	n, err := io.ReadFull(r, b)
	if err == io.EOF || err == io.ErrUnexpectedEOF { // shorter than stated: reading it all will tell
		err = nil
	}
	return b[:n], errors.Join(err, r.Close())
}

// open begins to read the file. The reader ends with the context, with more
// bytes than an input may hold, with an entry that swells as no table does, and
// with a checksum that does not fit. Its errors are [*InputError] or that of the
// context. The meter may be nil.
func (e *entry) open(ctx context.Context, m *meter) (io.ReadCloser, error) {
	in, err := e.begin()
	if err != nil {
		return nil, e.source.failure(e.where(), err)
	}
	return &guard{ctx: ctx, in: in, entry: e, meter: m}, nil
}

type guard struct {
	ctx   context.Context
	in    io.ReadCloser
	entry *entry
	meter *meter
	read  int64
	done  bool // an error was told, or the end
}

func (g *guard) Read(p []byte) (int, error) {
	if err := g.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := g.in.Read(p)
	e := g.entry
	g.read += int64(n)
	e.source.left -= int64(n)
	g.done = g.done || err != nil
	g.meter.advance(e, g.read)
	switch {
	case e.source.left < 0:
		return 0, &InputError{Where: e.where(), Reason: TooLarge, Err: errors.New("more bytes than an import may read")}
	case g.read > ratioFrom && g.read/maxRatio > e.stored:
		return 0, &InputError{Where: e.where(), Reason: TooLarge, Err: errors.New("it swells as no table does")}
	case err != nil && err != io.EOF:
		err = e.source.failure(e.where(), err)
	}
	return n, err
}

// Close may be the first to tell of damage behind what was read. What was told
// before it does not tell again.
func (g *guard) Close() error {
	if err := g.in.Close(); err != nil && !g.done {
		return g.entry.source.failure(g.entry.where(), err)
	}
	return nil
}

// failure words what went wrong with a file as an [*InputError]. What is not
// known to be the system's is taken for damage.
func (s *source) failure(where string, err error) error {
	reason := Damaged
	switch {
	case errors.As(err, new(*InputError)):
		return err
	case errors.Is(err, fs.ErrNotExist):
		reason = NotFound
	case errors.Is(err, errEncrypted), errors.Is(err, zip.ErrAlgorithm), errors.As(err, new(*fs.PathError)):
		reason = Unreadable
	}
	return &InputError{Where: where, Reason: reason, Err: err}
}

// meter tells how far the reading of some files has come.
type meter struct {
	done, total int64 // bytes on the disk
	tell        func(done, total int64)
}

// meter is one for the files that will be read, each once and in turn.
func (o Options) meter(entries []*entry) *meter {
	m := &meter{tell: o.Progress}
	for _, e := range entries {
		m.total += e.stored
	}
	return m
}

// advance says that so many bytes of a file's content have been read.
func (m *meter) advance(e *entry, read int64) {
	if m == nil || m.tell == nil {
		return
	}
	share := float64(read) / float64(max(e.size, read, 1))
	m.tell(m.done+int64(share*float64(e.stored)), m.total)
}

// finish says that all of a file has been read.
func (m *meter) finish(e *entry) {
	if m == nil {
		return
	}
	m.done += e.stored
	if m.tell != nil {
		m.tell(m.done, m.total)
	}
}
