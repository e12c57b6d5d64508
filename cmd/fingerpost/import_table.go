package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"fingerpost/crawler"
	"fingerpost/data"
	"fingerpost/data/table"
)

// importTable reads a file of rows: the first look at it chooses the mapping, which names the source where nobody has.
func (a *app) importTable(ctx context.Context, input string, f importFlags) (err error) {
	mappings, err := a.mappings(f.mapping)
	if err != nil {
		return err
	}
	opened, err := crawler.OpenTable(input, mappings...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	if f.source == "" {
		f.source = opened.Mapping.Name
	}
	if _, title, ok := strings.Cut(opened.Mapping.Reads, ", "); ok && f.name == "" {
		f.name = title
	}
	source, err := f.describe(input, data.SourceTable)
	if err != nil {
		return err
	}
	return a.intake(ctx, source, string(opened.Format), input, f, opened.Import)
}

// mappings are those that a file may be read with: the one that was named, by its file or by its name, else all that ship.
func (a *app) mappings(named string) ([]table.Mapping, error) {
	if named != "" {
		b, err := os.ReadFile(named)
		if err == nil {
			m, err := table.ReadMapping(named, b)
			return []table.Mapping{m}, err
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	files, err := a.files()
	if err != nil {
		return nil, err
	}
	shipped, err := files.Mappings()
	if err != nil || named == "" {
		return shipped, err
	}
	var names []string
	for _, m := range shipped {
		if m.Name == named {
			return []table.Mapping{m}, nil
		}
		names = append(names, m.Name)
	}
	return nil, usagef("--mapping %q is neither a file nor the name of a mapping that ships. Those are: %s.", named, strings.Join(names, ", "))
}
