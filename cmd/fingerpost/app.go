package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
	"fingerpost/geo"
)

// app is what every command works with.
type app struct {
	config  config
	json    bool
	out     io.Writer
	errs    *discreet
	log     *slog.Logger
	places  *geo.Folder // the tables of postcodes, places and areas in the data folder
	clients crawlClients
}

// now is the one clock of the program.
var now data.Clock = time.Now

// folderError is a data folder that cannot be used.
type folderError struct {
	name string
	err  error
}

func (e *folderError) Error() string { return e.name + ": " + e.err.Error() }
func (e *folderError) Unwrap() error { return e.err }

// makeFolder makes the data folder and sees that it can be written to, before anything else is tried in it.
func (a *app) makeFolder() error {
	if err := os.MkdirAll(a.config.Data, 0o700); err != nil {
		return &folderError{a.config.Data, err}
	}
	probe, err := os.CreateTemp(a.config.Data, ".writable-*")
	if err != nil {
		return &folderError{a.config.Data, err}
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return &folderError{a.config.Data, err}
	}
	return nil
}

func (a *app) openStore(ctx context.Context) (*store.Store, error) {
	if err := a.makeFolder(); err != nil {
		return nil, err
	}
	kept, err := store.OpenFolder(ctx, a.config.Data, now)
	if err != nil {
		return nil, err
	}
	a.errs.know(kept)
	return kept, nil
}

func (a *app) indexFolder() string { return filepath.Join(a.config.Data, "index") }

func (a *app) files() (content.Files, error) { return content.Open(a.config.Content) }

// topics reads the topics, which nearly every command needs.
func (a *app) topics() (data.Topics, error) {
	files, err := a.files()
	if err != nil {
		return data.Topics{}, err
	}
	return files.Topics()
}

// printJSON writes a result for programs.
func (a *app) printJSON(v any) (err error) {
	if out, ok := a.out.(*discreet); ok {
		if v, err = out.json(v); err != nil {
			return err
		}
	}
	encoder := json.NewEncoder(a.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}

// printf writes a line of a result for people.
func (a *app) printf(format string, args ...any) { fmt.Fprintf(a.out, format+"\n", args...) }
