package frontier

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/google/uuid"
)

// A process that crawls holds a lock on a file of its own, which the kernel takes from it when it ends, however it ends. A
// lease lasts no longer than the process that has it: who opens the frontier next on this machine gives free what was left.
const (
	lockPrefix = FileName + "."
	lockSuffix = ".lock"
)

// register takes the file that says that this process lives.
func (f *Frontier) register(folder string) error {
	f.process = uuid.NewString()
	f.lockFile = filepath.Join(folder, lockPrefix+f.process+lockSuffix)
	lock, err := os.OpenFile(f.lockFile, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return errors.Join(err, lock.Close())
	}
	f.lock = lock
	return nil
}

// bury gives free what processes had that are no more.
func (f *Frontier) bury(ctx context.Context, folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, lockPrefix+"*"+lockSuffix))
	if err != nil {
		return err
	}
	for _, name := range files {
		lock, err := os.OpenFile(name, os.O_RDWR, 0)
		if errors.Is(err, os.ErrNotExist) {
			continue // another has buried it
		}
		if err != nil {
			return err
		}
		dead := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
		if dead {
			process := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), lockPrefix), lockSuffix)
			err = f.write(ctx, func(t tx) error {
				_, err := t.exec(`UPDATE hosts SET worker = '', lease_until = 0 WHERE worker LIKE ? || '%'`, process)
				return err
			})
			if err == nil {
				err = os.Remove(name)
			}
		}
		if err := errors.Join(err, lock.Close()); err != nil {
			return err
		}
	}
	return nil
}
