package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// ErrLocked is returned when another process has the index open. Bleve allows one.
var ErrLocked = errors.New("another process has the index open")

// Setting is what an index reads beside the log.
type Setting struct {
	Lexicon   data.Lexicon
	LineHours map[string][]data.Schedule // when crisis lines are open, by their ids
	Holidays  hours.Holidays
	Home      *geo.Point // where the people who ask mostly are; of several places of one name the nearer come first
	Now       data.Clock
	Log       *slog.Logger
	// Stock has Bleve's own search find the candidates: slower, and what the other is judged by.
	Stock bool
}

// Index is the searchable form of a directory. It is safe for use by many goroutines; one goroutine follows.
type Index struct {
	setting  Setting
	lexicon  lexicon
	finder   geo.Finder
	folder   string
	path     string   // of Bleve's files in the folder; empty for an index in memory
	lock     *os.File // nil for an index in memory
	bleve    bleve.Index
	executor executor
	log      *slog.Logger
	now      data.Clock

	views     rows.Views                  // the states that are searched
	placesIn  remembered[string, Where]   // that words name, but for postcodes, which would tell where someone lives
	readings  remembered[string, reading] // of words, with what they are mended to
	analyzers map[string]analysis.Analyzer

	mu         sync.RWMutex
	checkpoint checkpoint
	relocation relocation // of the goroutine that follows
	numbered   int        // how many numbers of values are kept in it; likewise
	taken      int        // how many services were taken in since the files were merged; likewise
	beside     int        // documents of the index that is searched while this one is built to take its place
	next       *Index     // that is being built to take this one's place; of the goroutine that follows
	stale      bool       // the documents were made by other words; likewise
	damaged    atomic.Bool
	hides      atomic.Int64
	lists      lists
}

// Open opens the index in a folder, making it if there is none. An index of another format, or one that cannot be opened,
// gives way to a new one: it holds no truth. The error is [ErrLocked] when another process has it open.
func Open(folder string, setting Setting) (*Index, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	lock, err := takeLock(filepath.Join(folder, "lock"))
	if err != nil {
		return nil, err
	}
	x := newIndex(setting)
	x.folder, x.lock = folder, lock
	if err := x.openOrCreate(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return x, nil
}

// openOrCreate opens the newest index in the folder that can be opened, or makes a new one, and removes all others. A new
// one never takes an old one's name: an index that Bleve gave up opening half-way goes on tidying the files under it.
func (x *Index) openOrCreate() error {
	there, newest, err := x.generations()
	if err != nil {
		return err
	}
	for _, n := range there {
		x.path = x.pathOf(n)
		err := x.load(x.path)
		if err == nil {
			break
		}
		x.log.Warn("the index is built again", "because", errors.Join(err, x.closeBleve()))
		x.path, x.stale = "", false
	}
	if x.path == "" {
		x.path = x.pathOf(newest + 1)
		if err := errors.Join(os.RemoveAll(x.path), x.create(x.path)); err != nil {
			return err
		}
	}
	return x.removeOthers()
}

// generations lists the numbers of the indexes in the folder, the newest first.
func (x *Index) generations() (there []int, newest int, err error) {
	found, err := os.ReadDir(x.folder)
	for _, f := range found {
		name := f.Name()
		if name == "bleve" {
			name = "bleve-1"
		}
		number, ok := strings.CutPrefix(name, "bleve-")
		if n, err := strconv.Atoi(number); ok && err == nil {
			there, newest = append(there, n), max(newest, n)
		}
	}
	slices.Sort(there)
	slices.Reverse(there)
	return there, newest, err
}

// pathOf is where Bleve's files are: in the folder bleve, or after damage in bleve-2 and so on.
func (x *Index) pathOf(generation int) string {
	if generation == 1 {
		return filepath.Join(x.folder, "bleve")
	}
	return filepath.Join(x.folder, "bleve-"+strconv.Itoa(generation))
}

func (x *Index) removeOthers() error {
	paths, err := filepath.Glob(filepath.Join(x.folder, "bleve*"))
	for _, path := range paths {
		if path != x.path {
			err = errors.Join(err, os.RemoveAll(path))
		}
	}
	return err
}

// takeLock takes the lock file of an index. The kernel lets go of it when the process ends, however it ends.
func takeLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(ErrLocked, f.Close())
	}
	return f, nil
}

// create makes an empty index; in memory if path is empty.
func (x *Index) create(path string) error {
	m, err := newMapping()
	if err != nil {
		return err
	}
	// NewUsing writes into the map it is given.
	made, err := bleve.NewUsing(path, m, scorch.Name, scorch.Name, map[string]any{"spatialPlugin": "s2", "bolt_timeout": "2s"})
	if err != nil {
		return fmt.Errorf("making the index: %w", err) // made is then no index, and not nil either
	}
	x.use(made)
	x.numbered = 0
	if err := x.views.Follow(made); err != nil {
		return err
	}
	x.checkpoint = checkpoint{Format: format, Words: x.fingerprint(), Geo: geo.Version()}
	// Written at once, so that an index which had nothing to follow yet is one that can be opened.
	stored, err := json.Marshal(x.checkpoint)
	if err != nil {
		return err
	}
	return made.SetInternal(checkpointKey, stored)
}

// load opens an index that is there and reads its entries into memory. Bleve and what is below it panic over some damaged
// files, or read beyond the end of those that were cut short; that too is an index that cannot be opened.
func (x *Index) load(path string) (err error) {
	defer func(before bool) {
		debug.SetPanicOnFault(before)
		if damage := recover(); damage != nil {
			err = fmt.Errorf("reading it failed: %v", damage)
		}
	}(debug.SetPanicOnFault(true))
	if err := checkFiles(filepath.Join(path, "store")); err != nil {
		return err
	}
	opened, err := bleve.OpenUsing(path, map[string]any{"bolt_timeout": "2s"})
	if err != nil {
		return err
	}
	x.use(opened)
	raw, err := opened.GetInternal(checkpointKey)
	if err != nil {
		return err
	}
	x.checkpoint = checkpoint{} // not that of one which was tried before
	if err := json.Unmarshal(raw, &x.checkpoint); err != nil {
		return fmt.Errorf("its checkpoint cannot be read: %w", err)
	}
	if x.checkpoint.Format != format {
		return fmt.Errorf("it has format %d, this program's is %d", x.checkpoint.Format, format)
	}
	if x.checkpoint.Building {
		return errors.New("it was not finished")
	}
	if x.checkpoint.Words != x.fingerprint() {
		x.log.Info("the topics, the groups of people, the words for them or the hours of crisis lines have changed")
		x.stale = true
	}
	kept, err := opened.GetInternal(valuesKey)
	if err != nil {
		return err
	}
	values, err := rows.ReadValues(kept)
	if err != nil {
		return err
	}
	x.views.Reader.Values, x.numbered = values, values.Count()
	documents, err := opened.DocCount()
	if err != nil {
		return err
	}
	x.warnOfMemory(documents)
	boundGarbage(int(documents))
	return x.views.Follow(opened)
}

// use makes a Bleve index the one that is searched.
func (x *Index) use(made bleve.Index) {
	x.bleve, x.executor, x.analyzers = made, fast{mostMet}, analyzersOf(made.Mapping())
	if x.setting.Stock {
		x.executor = stock{x}
	}
}

// Close closes the index.
func (x *Index) Close() error {
	err := x.closeBleve()
	if x.next != nil {
		err = errors.Join(err, x.next.closeBleve())
	}
	if x.lock != nil {
		err = errors.Join(err, x.lock.Close())
	}
	return err
}

func (x *Index) closeBleve() error {
	if x.bleve == nil {
		return nil
	}
	err := errors.Join(x.views.Close(), x.bleve.Close())
	x.bleve = nil
	return err
}

// Ready reports whether the index has caught up with a log at least once since it was opened, and how much it holds.
func (x *Index) Ready() (services int, ready bool) {
	if view := x.views.Acquire(); view != nil {
		services = view.Services
		if err := view.Release(); err != nil {
			x.log.Error("a state of the index could not be let go", "error", err)
		}
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	return services, x.checkpoint.caughtUp && !x.damaged.Load()
}

// InMemory makes an empty index that is kept nowhere, for tests and for one search.
func InMemory(_ context.Context, setting Setting) (*Index, error) {
	x := newIndex(setting)
	return x, x.create("")
}

func newIndex(s Setting) *Index {
	x := &Index{setting: s, lexicon: newLexicon(s.Lexicon), finder: geo.Finder{Home: s.Home}, log: s.Log, now: s.Now}
	x.views.Reader = rows.Reader{Values: rows.NewValues(), Sense: x.lexicon.senses.points, Beginnings: textFields[nameField].name,
		Stems: rows.Stems{Mark: stemMark, Of: stem}}
	if !s.Stock { // Bleve's own search finds only what is written
		x.views.Reader.Stems.In = hasStems
	}
	return x
}
