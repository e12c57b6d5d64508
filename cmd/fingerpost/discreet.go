package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"fingerpost/crawler/extract"
	"fingerpost/data/donotlist"
	"fingerpost/data/store"
)

// discreet writes what it is given without what the do-not-list hides, from when the list is known. The log and what a
// command says as it fails go through one: an address may stand in that of a page, or in the cause of an error.
type discreet struct {
	to    io.Writer
	blank atomic.Pointer[func(string) string]
}

func (d *discreet) Write(p []byte) (int, error) {
	if _, err := io.WriteString(d.to, d.text(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (d *discreet) text(s string) string {
	if blank := d.blank.Load(); blank != nil {
		return (*blank)(s)
	}
	return s
}

// know makes the list of a store known.
func (d *discreet) know(s *store.Store) {
	blank := s.Blanker()
	d.blank.Store(&blank)
}

// json is a value as it is written as JSON, with all of its texts blanked.
func (d *discreet) json(v any) (any, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.UseNumber()
	var tree any
	err = decoder.Decode(&tree)
	return d.node(tree), err
}

func (d *discreet) node(node any) any {
	switch v := node.(type) {
	case string:
		return d.text(v)
	case []any:
		for i := range v {
			v[i] = d.node(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = d.node(v[k])
		}
	}
	return node
}

// attr blanks a value of a line of the log before it is quoted: see [slog.HandlerOptions].
func (d *discreet) attr(_ []string, a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(d.text(a.Value.String()))
	case slog.KindAny:
		said := fmt.Sprint(a.Value.Any())
		if blanked := d.text(said); blanked != said {
			a.Value = slog.StringValue(blanked)
		}
	}
	return a
}

// beDiscreet has a command that needs no store say nothing of what the do-not-list of the data folder hides, if there is one.
// It returns what is to be done at the end.
func (a *app) beDiscreet(ctx context.Context) (end func() error, err error) {
	if _, err := os.Stat(filepath.Join(a.config.Data, store.FileName)); errors.Is(err, fs.ErrNotExist) {
		return func() error { return nil }, nil
	}
	kept, err := a.openStore(ctx)
	if err != nil {
		return nil, err
	}
	plain := a.out
	out := &discreet{to: plain}
	out.know(kept)
	a.out = out
	return func() error {
		a.out = plain
		return kept.Close()
	}, nil
}

// hidePlaces takes away the places of which the text is hidden. Of a listing that tells of one otherwise the points go: they
// tell the same.
func (d *discreet) hidePlaces(found []extract.Found) error {
	for i := range found {
		f := &found[i]
		for j, place := range f.Places {
			said := strings.Join(append([]string{place.Name}, place.Address.Lines()...), ", ")
			if d.text(said) != said {
				f.Places[j] = extract.Place{Withheld: true}
			}
		}
		before, err := json.Marshal(f)
		if err != nil {
			return err
		}
		tree, err := d.json(f)
		if err != nil {
			return err
		}
		after, err := json.Marshal(tree)
		if err != nil {
			return err
		}
		if bytes.Count(before, []byte(donotlist.Mark)) == bytes.Count(after, []byte(donotlist.Mark)) {
			continue
		}
		for j := range f.Places {
			f.Places[j].Point = nil
		}
	}
	return nil
}
