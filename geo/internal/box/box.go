// Package box keeps one table of geo as one file: named sections under a
// checksum, with a line that says where the table comes from. A box is replaced
// whole or not at all, so that a process that reads while another writes sees
// the old table or the new one, and a file that was cut short or altered is
// refused, never half believed.
//
// # Layout
//
// Eight bytes "FINGERP1", eight bytes of kind, a little-endian uint32 of format,
// a uint32 of the length of the header, the header (JSON: [Meta] and the length
// of each section), the sections, and SHA-256 (FIPS 180-4) of all before it.
package box

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Kind is what table a box holds. Its file is named after it.
type Kind string

// The kinds of table.
const (
	Postcodes Kind = "postcodes"
	Places    Kind = "places"
	Areas     Kind = "areas"
)

// formats is the layout of the sections of each kind. A box of another format is
// not read: the program that writes the next one is newer or older than this.
var formats = map[Kind]uint32{Postcodes: 1, Places: 1, Areas: 1}

// Meta says where a table comes from. Pages show it.
type Meta struct {
	Source string    `json:"source"`          // "Code-Point Open"
	Dated  string    `json:"dated,omitempty"` // the source's own date as far as it is known: "2025-10"
	Made   time.Time `json:"made"`            // when it was imported, in UTC
	Rows   int       `json:"rows"`
}

// Section is one part of a box.
type Section struct {
	Name string
	Data []byte
}

// File is a box that was read and found whole.
type File struct {
	Meta
	Version  string // of the sections: the same for the same table, whenever it was made
	sections map[string][]byte
}

// Section is the bytes of a section, nil if there is none. They are not to be changed.
func (f File) Section(name string) []byte { return f.sections[name] }

// DamagedError is a file that is not a whole box of its kind.
type DamagedError struct {
	Kind Kind
	Why  string
}

func (e *DamagedError) Error() string { return fmt.Sprintf("geo: table of %s: %s", e.Kind, e.Why) }

const (
	magic     = "FINGERP1"
	fixedSize = len(magic) + 8 + 4 + 4
	maxHeader = 1 << 20
)

type header struct {
	Meta     Meta     `json:"meta"`
	Content  string   `json:"content"` // a digest of the sections
	Sections []extent `json:"sections"`
}

type extent struct {
	Name string `json:"name"`
	Size int    `json:"size"`
}

// Path is the file of a kind of table in a data folder.
func Path(dir string, kind Kind) string { return filepath.Join(dir, "geo", string(kind)+".box") }

// Encode makes the bytes of a box.
func Encode(kind Kind, meta Meta, sections ...Section) ([]byte, error) {
	h := header{Meta: meta}
	size, content := 0, sha256.New()
	for _, s := range sections {
		h.Sections = append(h.Sections, extent{s.Name, len(s.Data)})
		size += len(s.Data)
		content.Write(s.Data)
	}
	h.Content = hex.EncodeToString(content.Sum(nil)[:8])
	head, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	b := make([]byte, 0, fixedSize+len(head)+size+sha256.Size)
	b = append(b, magic...)
	b = append(b, kindBytes(kind)...)
	b = binary.LittleEndian.AppendUint32(b, formats[kind])
	b = binary.LittleEndian.AppendUint32(b, uint32(len(head)))
	b = append(b, head...)
	for _, s := range sections {
		b = append(b, s.Data...)
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

// Decode reads the bytes of a box. The sections are parts of b. The error is a
// [*DamagedError].
func Decode(kind Kind, b []byte) (File, error) {
	damaged := func(why string) (File, error) { return File{}, &DamagedError{kind, why} }
	if len(b) < fixedSize+sha256.Size || string(b[:len(magic)]) != magic {
		return damaged("it is not a table, or was cut short")
	}
	body, sum := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	if actual := sha256.Sum256(body); !bytes.Equal(actual[:], sum) {
		return damaged("its checksum does not fit: it was cut short or altered")
	}
	if !bytes.Equal(body[len(magic):len(magic)+8], kindBytes(kind)) {
		return damaged("it holds another kind of table")
	}
	if binary.LittleEndian.Uint32(body[len(magic)+8:]) != formats[kind] {
		return damaged("it was written by another version of Fingerpost")
	}
	length := int(binary.LittleEndian.Uint32(body[len(magic)+12:]))
	if length > maxHeader || length > len(body)-fixedSize {
		return damaged("its header does not fit")
	}
	var h header
	if err := json.Unmarshal(body[fixedSize:fixedSize+length], &h); err != nil {
		return damaged("its header cannot be read")
	}
	f := File{Meta: h.Meta, Version: h.Content, sections: map[string][]byte{}}
	rest := body[fixedSize+length:]
	for _, s := range h.Sections {
		if s.Size < 0 || s.Size > len(rest) {
			return damaged("its sections do not fit")
		}
		f.sections[s.Name], rest = rest[:s.Size:s.Size], rest[s.Size:]
	}
	if len(rest) > 0 {
		return damaged("its sections do not fit")
	}
	return f, nil
}

// Read reads the box of a kind in a data folder. The error is [os.ErrNotExist]
// when there is none, or a [*DamagedError].
func Read(dir string, kind Kind) (File, error) {
	b, err := os.ReadFile(Path(dir, kind))
	if err != nil {
		return File{}, err
	}
	return Decode(kind, b)
}

// staleAfter is the age at which a half-written file is taken for one that a
// process left behind when it was stopped.
const staleAfter = time.Hour

// Write puts a box in its place in a data folder: a new file, on the disk before
// it takes the old one's name. The size is that of the file, in bytes.
func Write(dir string, kind Kind, meta Meta, sections ...Section) (size int, err error) {
	b, err := Encode(kind, meta, sections...)
	if err != nil {
		return 0, err
	}
	path := Path(dir, kind)
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return 0, err
	}
	sweep(folder)
	fresh, err := os.CreateTemp(folder, string(kind)+".box.*"+half)
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, removed(fresh.Name()))
		}
	}()
	_, err = fresh.Write(b)
	if err == nil {
		err = fresh.Chmod(0o644)
	}
	if err == nil {
		err = fresh.Sync()
	}
	if err := errors.Join(err, fresh.Close()); err != nil {
		return 0, err
	}
	if err := os.Rename(fresh.Name(), path); err != nil {
		return 0, err
	}
	return len(b), syncFolder(folder)
}

// half ends the name of a file that is not yet whole.
const half = ".half"

// sweep removes what a stopped process left behind. A failure does no harm: the
// next one tries again.
func sweep(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasSuffix(e.Name(), half) && time.Since(info.ModTime()) > staleAfter {
			_ = removed(filepath.Join(folder, e.Name()))
		}
	}
}

func removed(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// syncFolder makes a rename durable.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func kindBytes(kind Kind) []byte {
	b := make([]byte, 8)
	copy(b, kind)
	return b
}
