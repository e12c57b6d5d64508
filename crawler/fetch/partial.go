package fetch

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// checkpoint is how many bytes are written between two times that they are put on the disk for sure and noted. After a
// power cut no more than these are fetched again, and none are believed that may not have got there.
const checkpoint = 8 << 20

// partial is a file that is not whole yet, with the note of what it will be. One process at a time has it.
type partial struct {
	path  string // of the file that it becomes
	file  *os.File
	note  note
	done  int64 // bytes of it that are there
	noted int64 // of them, bytes that the note vouches for
}

// openPartial opens the partial file beside path, or makes it. What is in it counts if it is of the same file as asked.
func openPartial(path string, asked note) (*partial, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, &os.PathError{Op: "download", Path: path, Err: syscall.EISDIR}
	}
	file, err := openLocked(path + partSuffix)
	if err != nil {
		return nil, err
	}
	p := &partial{path: path, file: file, note: asked}
	p.note.Total = -1
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	if left, ok := readNote(path + noteSuffix); ok && left.sameFile(asked) && left.Done <= info.Size() {
		p.note, p.done, p.noted = left, left.Done, left.Done
	}
	if err := file.Truncate(p.done); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return p, nil
}

// openLocked opens a file for one process alone, until it is closed. The error is an [*InUseError] if another has it.
func openLocked(path string) (*os.File, error) {
	for {
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			if errors.Is(err, syscall.EWOULDBLOCK) {
				err = &InUseError{Path: path}
			}
			return nil, errors.Join(err, file.Close())
		}
		// Whoever had it a moment ago may have finished, and what is open here would be the finished file.
		opened, err := file.Stat()
		if err != nil {
			return nil, errors.Join(err, file.Close())
		}
		if there, err := os.Stat(path); err == nil && os.SameFile(there, opened) {
			return file, nil
		}
		if err := file.Close(); err != nil {
			return nil, err
		}
	}
}

// restart gives up what is there, for a file of which n is known.
func (p *partial) restart(n note) error {
	n.URL, n.Size, n.MD5, n.SHA256 = p.note.URL, p.note.Size, p.note.MD5, p.note.SHA256
	p.note, p.done, p.noted = n, 0, 0
	return p.file.Truncate(0)
}

func (p *partial) write(b []byte) error {
	n, err := p.file.WriteAt(b, p.done)
	p.done += int64(n)
	if err == nil && p.done-p.noted >= checkpoint {
		err = p.save()
	}
	return err
}

// save puts what is there on the disk, and then the note that says so.
func (p *partial) save() error {
	if err := p.file.Sync(); err != nil {
		return err
	}
	p.note.Done = p.done
	if err := p.note.write(p.path); err != nil {
		return err
	}
	p.noted = p.done
	return nil
}

// content reads the file from its beginning.
func (p *partial) content() io.Reader { return io.NewSectionReader(p.file, 0, p.done) }

// become gives the file its name, and closes it: it is unlocked only then.
func (p *partial) become() error {
	err := p.file.Sync()
	if err == nil {
		err = os.Rename(p.path+partSuffix, p.path)
	}
	if err != nil {
		p.leave()
		return err
	}
	removed := os.Remove(p.path + noteSuffix)
	if errors.Is(removed, os.ErrNotExist) {
		removed = nil
	}
	folder, err := os.Open(filepath.Dir(p.path))
	if err != nil {
		return errors.Join(removed, err, p.file.Close())
	}
	return errors.Join(removed, folder.Sync(), folder.Close(), p.file.Close()) // the new name is on the disk too
}

// leave closes the partial file for another call to go on with, or takes it away if none could. What goes wrong here
// costs no more than what would be fetched again.
func (p *partial) leave() {
	if p.done > 0 && p.note.resumable() {
		_ = p.save()
	} else {
		_ = os.Remove(p.path + partSuffix)
		_ = os.Remove(p.path + noteSuffix)
	}
	_ = p.file.Close()
}
