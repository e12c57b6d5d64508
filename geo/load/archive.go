package load

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// What one input may hold. The largest that is published, the ONS Postcode
// Directory, is a zip of some 250 MB with some 2 GB in it, in 300 files.
const (
	maxEntries = 20_000
	maxBytes   = 6 << 30
	maxRatio   = 100     // bytes out of one byte of archive: real tables stay under 20, bombs reach 1,000
	ratioFrom  = 4 << 20 // bytes, under which the ratio of an entry harms nobody
)

// source is an input: a file, the files of a folder, or those of a zip archive.
// Nothing is ever unpacked to the disk.
type source struct {
	where   string   // the path as it was given
	entries []*entry // sorted by name; folders, hidden files and empty files are not among them
	left    int64    // how many more bytes may be read in all
	closer  io.Closer
}

// files opens an input. Errors are [*InputError]: NotFound, Unreadable, Damaged,
// ClimbsOut, TooLarge, or Empty when it holds no file with anything in it.
func files(input string) (*source, error) {
	s := &source{where: input, left: maxBytes}
	if err := s.open(input); err != nil {
		return nil, errors.Join(s.failure(input, err), s.Close())
	}
	if len(s.entries) == 0 {
		return nil, errors.Join(&InputError{Where: input, Reason: Empty}, s.Close())
	}
	slices.SortStableFunc(s.entries, func(a, b *entry) int { return cmp.Compare(a.name, b.name) })
	return s, nil
}

// Close ends the reading of the input.
func (s *source) Close() error {
	if s.closer == nil {
		return nil
	}
	return s.closer.Close()
}

func (s *source) open(input string) error {
	info, err := os.Stat(input)
	if err != nil {
		return err
	}
	switch {
	case info.IsDir():
		return s.openFolder(input)
	case !info.Mode().IsRegular(): // a pipe would wait for ever
		return &InputError{Where: input, Reason: Unreadable, Err: errors.New("neither a file nor a folder")}
	}
	f, err := os.Open(input)
	if err != nil {
		return err
	}
	s.closer = f
	var magic [4]byte
	if _, err := f.ReadAt(magic[:], 0); err != nil && err != io.EOF {
		return err
	}
	if isZip(magic[:]) {
		return s.openZip(f, info.Size())
	}
	if info.Size() > 0 {
		s.entries = []*entry{{
			source: s, name: path.Base(info.Name()), stored: info.Size(), size: info.Size(),
			begin: func() (io.ReadCloser, error) { return os.Open(input) },
		}}
	}
	return nil
}

// isZip says whether a file begins as an archive does: with an entry, or with
// the end of an empty directory (APPNOTE 4.3.7 and 4.3.16).
func isZip(magic []byte) bool {
	return bytes.Equal(magic, []byte("PK\x03\x04")) || bytes.Equal(magic, []byte("PK\x05\x06"))
}

// openFolder takes the regular files under a folder. Links are not followed, and
// the root keeps a file that is changed into one from leading elsewhere.
func (s *source) openFolder(folder string) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	s.closer = root
	seen := 0
	return fs.WalkDir(root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if seen++; seen > maxEntries {
			return &InputError{Where: folder, Reason: TooLarge, Err: errors.New("too many files")}
		}
		switch {
		case name != "." && isHidden(name) && e.IsDir():
			return fs.SkipDir
		case !e.Type().IsRegular() || isHidden(name):
			return nil
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if info.Size() > 0 {
			s.entries = append(s.entries, &entry{
				source: s, name: name, inside: true, stored: info.Size(), size: info.Size(),
				begin: func() (io.ReadCloser, error) { return root.Open(name) },
			})
		}
		return nil
	})
}

func (s *source) openZip(f io.ReaderAt, size int64) error {
	archive, err := zip.NewReader(f, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // which is told below, whatever GODEBUG says
		return err
	}
	if len(archive.File) > maxEntries {
		return &InputError{Where: s.where, Reason: TooLarge, Err: errors.New("too many files")}
	}
	for _, f := range archive.File {
		name, inside := innerPath(f.Name)
		switch {
		case !inside:
			return &InputError{Where: s.where, Reason: ClimbsOut}
		case !f.Mode().IsRegular() || isHidden(name) || f.UncompressedSize64 == 0:
			continue
		}
		s.entries = append(s.entries, &entry{
			source: s, name: name, inside: true,
			stored: int64(min(f.CompressedSize64, uint64(size))), size: int64(min(f.UncompressedSize64, maxBytes+1)),
			begin: func() (io.ReadCloser, error) { return openEntry(f) },
		})
	}
	return nil
}

var errEncrypted = errors.New("it is encrypted")

func openEntry(f *zip.File) (io.ReadCloser, error) {
	if f.Flags&1 != 0 { // APPNOTE 4.4.4
		return nil, errEncrypted
	}
	return f.Open()
}

// innerPath is the name of an entry with single slashes between its parts, and
// whether it stays in the archive. No entry is written anywhere; but an archive
// with such a name was made to do harm, and nothing in it is to be believed.
func innerPath(name string) (clean string, inside bool) {
	slashed := strings.ReplaceAll(name, `\`, "/")
	drive := len(slashed) > 1 && slashed[1] == ':'
	clean = path.Clean(slashed)
	return clean, !drive && !path.IsAbs(clean) && clean != ".." && !strings.HasPrefix(clean, "../")
}

// isHidden says whether a file is one that systems leave in folders: .DS_Store,
// or what a Mac puts into its archives beside each file.
func isHidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}
