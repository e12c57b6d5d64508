// Package content holds what ships with Fingerpost: the default listings, topics, crisis lines, bank holidays, mappings
// for common tables and source definitions. All of it is plain YAML that a person can edit. It is embedded in the
// program; an operator's folder (--content DIR) is laid over it, file by file.
//
// Whatever is wrong in a file is a [Mistake], which names the file, the line and the field; reading goes on after it.
package content

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"fingerpost/data/table"
)

//go:embed *.yaml listings/*.yaml tables sources
var embedded embed.FS

// Files is the content in use: the operator's files over the embedded ones.
type Files struct{ layers []fs.FS } // the first that has a file wins

// Open gives the embedded content, with an operator's folder laid over it unless dir is empty.
func Open(dir string) (Files, error) {
	if dir == "" {
		return Files{layers: []fs.FS{embedded}}, nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return Files{}, err
	}
	if !info.IsDir() {
		return Files{}, &fs.PathError{Op: "open", Path: dir, Err: fs.ErrInvalid}
	}
	return Files{layers: []fs.FS{os.DirFS(dir), embedded}}, nil
}

// File reads one file by its name in the content folder.
func (f Files) File(name string) ([]byte, error) {
	var missing error
	for _, layer := range f.layers {
		b, err := fs.ReadFile(layer, name)
		if !errors.Is(err, fs.ErrNotExist) {
			return b, err // a file that is there and cannot be read must not give way to another unseen
		}
		missing = err
	}
	return nil, missing
}

// YAML lists the YAML files in a folder of the content, by name, each once.
func (f Files) YAML(folder string) ([]string, error) {
	seen := map[string]bool{}
	var names []string
	for _, layer := range f.layers {
		entries, err := fs.ReadDir(layer, folder)
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
		for _, e := range entries {
			name := path.Join(folder, e.Name())
			if strings.HasSuffix(name, ".yaml") && !e.IsDir() && !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names, nil
}

// Mappings reads the mappings for common tables.
func (f Files) Mappings() ([]table.Mapping, error) {
	names, err := f.YAML("tables")
	if err != nil {
		return nil, err
	}
	var mappings []table.Mapping
	for _, name := range names {
		b, err := f.File(name)
		if err != nil {
			return nil, err
		}
		m, err := table.ReadMapping(name, b)
		if err != nil {
			return nil, err
		}
		mappings = append(mappings, m)
	}
	return mappings, nil
}
