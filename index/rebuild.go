package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
)

// ErrDamaged is returned for searches of an index that turned out to be damaged, until it has been built again.
var ErrDamaged = errors.New("the index is damaged and is being built again")

// rebuild builds the index again in a folder beside it, and then puts the new one in its place: searches go on with the old
// one until then, and none is lost. The old one is followed on in between, unless the log is another than it knows, or it
// is damaged. If the program ends before, it starts again: an index that is not finished gives way to the old one.
func (x *Index) rebuild(ctx context.Context, log Log, progress func(services int), alone bool) (services int, err error) {
	epoch, err := log.Epoch(ctx)
	if err != nil {
		return 0, err
	}
	if x.next != nil && x.next.checkpoint.Epoch != epoch { // the log has changed once more
		if err := errors.Join(x.next.closeBleve(), x.next.removeFiles()); err != nil {
			return 0, err
		}
		x.next = nil
	}
	if x.next == nil {
		x.log.Info("the index is built again beside the one that is searched")
		if err := x.begin(); err != nil {
			return 0, err
		}
	}
	x.next.checkpoint.Epoch = epoch
	for {
		for more := !alone; more; {
			if _, more, err = x.step(ctx, log); err != nil {
				return services, err
			}
		}
		n, more, err := x.next.step(ctx, log)
		if services += n; n > 0 && progress != nil {
			progress(services)
		}
		if err != nil {
			return services, err
		}
		if !more {
			return services, x.swap()
		}
	}
}

// begin makes the new index.
func (x *Index) begin() error {
	next := newIndex(x.setting)
	next.folder, next.views.Reader = x.folder, x.views.Reader
	if view := x.views.Acquire(); view != nil {
		next.beside = view.Docs
		if err := view.Release(); err != nil {
			return err
		}
	}
	if x.path != "" {
		_, newest, err := x.generations()
		if err != nil {
			return err
		}
		next.path = x.pathOf(newest + 1)
	}
	if err := next.create(next.path); err != nil {
		return err
	}
	if x.path != "" {
		building := next.checkpoint
		building.Building = true
		if err := next.keep(building); err != nil {
			return errors.Join(err, next.closeBleve(), next.removeFiles())
		}
	}
	x.next = next
	return nil
}

// removeFiles removes the files of an index that is closed; one in memory has none.
func (x *Index) removeFiles() error {
	if x.path == "" {
		return nil
	}
	return os.RemoveAll(x.path)
}

// swap puts the new index in the place of the old one, which is removed.
func (x *Index) swap() error {
	done := x.next.checkpoint
	done.Building = false
	if err := x.next.keep(done); err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	old := x.bleve
	x.bleve, x.path = x.next.bleve, x.next.path
	x.checkpoint, x.relocation, x.numbered = x.next.checkpoint, x.next.relocation, x.next.numbered
	x.taken = x.next.taken
	err := x.views.Take(&x.next.views) // those who search the old one hold its view
	err = errors.Join(err, old.Close())
	x.next, x.stale = nil, false
	x.damaged.Store(false)
	x.hides.Add(1) // the other may have taken something out of sight
	if x.path == "" {
		return err
	}
	return errors.Join(err, x.removeOthers())
}

// guard turns a fall over damaged files into an error. Bleve and what is below it panic over some of them, and the files
// are mapped into memory, so that one which was cut short is a fault. A panic while the files are sound is a mistake in the
// program: it goes on, since to build the index again would mend nothing.
func (x *Index) guard(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		fall := recover()
		if fall == nil {
			return
		}
		damage := x.damage()
		if damage == nil && !x.damaged.Load() {
			panic(fall)
		}
		if x.damaged.CompareAndSwap(false, true) {
			x.log.Error("the index is damaged; it is built again", "damage", damage, "fall", fmt.Sprint(fall))
		}
		*err = ErrDamaged
	}
}

// damage looks for damage in the files of an index that is open, whose list of them nobody else can read meanwhile: it
// compares each with the checksum at its end.
func (x *Index) damage() error {
	x.mu.RLock()
	path := x.path
	x.mu.RUnlock()
	if path == "" {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(path, "store", "*.zap"))
	for _, file := range files {
		if broken := checkSegment(file); broken != nil && !errors.Is(broken, fs.ErrNotExist) { // a merge takes files away
			return broken
		}
	}
	return err
}
