// Package assets holds what a page needs besides its HTML: the style sheet, the
// script and the drawings, built from src/ by build.mjs and embedded, so that
// the binary needs no folder beside it and no page needs another host.
//
// Built files carry their content's hash in their names, so a server may let
// browsers keep them for ever. Before they are built the package still
// compiles: the set is then empty and says so.
package assets

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
)

// Prefix is where the site serves the files from. Href begins with it; what
// follows it in an address is the name that Get takes.
const Prefix = "/assets/"

// The manifest maps plain names (app.css) to built ones (app.3f9c1b2a.css).
const manifestName = "manifest.json"

//go:embed all:dist
var dist embed.FS

// File is one built file, in memory. Its contents must not be changed.
type File struct {
	// Body is the file itself, for browsers that do not accept gzip.
	Body []byte
	// Gzip is the same file, compressed once, when it was built.
	Gzip []byte
	// Type is the value for the Content-Type header.
	Type string
}

// Set is the files of one build. It never changes after it was loaded, so any
// number of requests may read it at once.
type Set struct {
	names map[string]string // plain name → built name
	files map[string]File   // built name → file
}

// Load reads the embedded files. Files that were never built are no error: see
// [Set.Missing]. A build that is damaged, or of which a part is missing, is.
func Load() (*Set, error) {
	built, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, fmt.Errorf("open the embedded assets: %w", err)
	}
	return load(built)
}

func load(built fs.FS) (*Set, error) {
	set := &Set{names: map[string]string{}, files: map[string]File{}}

	manifest, err := fs.ReadFile(built, manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return set, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the list of assets: %w", err)
	}
	if err := json.Unmarshal(manifest, &set.names); err != nil {
		return nil, fmt.Errorf("read the list of assets (%s): %w; build the assets again", manifestName, err)
	}

	for name, file := range set.names {
		kind, ok := types[path.Ext(file)]
		if !ok {
			return nil, fmt.Errorf("asset %s: a file of this kind cannot be served", name)
		}
		body, err := fs.ReadFile(built, file)
		if err != nil {
			return nil, fmt.Errorf("asset %s: %w; build the assets again", name, err)
		}
		packed, err := fs.ReadFile(built, file+".gz")
		if err != nil {
			return nil, fmt.Errorf("asset %s: %w; build the assets again", name, err)
		}
		set.files[file] = File{Body: body, Gzip: packed, Type: kind}
	}
	return set, nil
}

// types is every kind of file that build.mjs writes. The system's own table of
// types differs from machine to machine, so it is not asked.
var types = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// Href is the address of a file by its plain name, such as
// "/assets/app.3f9c1b2a.css" for "app.css". It is empty when there is no such
// file, so that a page can leave the element out.
func (s *Set) Href(name string) string {
	file, ok := s.names[name]
	if !ok {
		return ""
	}
	return Prefix + file
}

// Missing says that the assets were not built into this binary: pages work, but
// without looks.
func (s *Set) Missing() bool { return len(s.names) == 0 }

// Get finds a file by its built name, the part of its address after Prefix.
func (s *Set) Get(file string) (File, bool) {
	found, ok := s.files[file]
	return found, ok
}
