package main_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	api "github.com/blevesearch/bleve_index_api"
)

// cleanIndex looks for secrets in all that an index holds: the words of every field and what is stored with each
// document. Its files are compressed, so that a grep alone would prove little.
func cleanIndex(t *testing.T, folder string, secrets ...string) {
	t.Helper()
	held := indexHolds(t, folder)
	if len(held) == 0 {
		t.Fatal("the index holds nothing, so that nothing was looked at")
	}
	for _, secret := range secrets {
		if i := slices.IndexFunc(held, func(s string) bool { return strings.Contains(s, secret) }); i >= 0 {
			t.Errorf("the index holds %q: %.200s", secret, held[i])
		}
	}
}

// indexFiles is the folder of Bleve's files, of which there is one at a time.
func indexFiles(t *testing.T, folder string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "index", "bleve*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%d folders of index files, want one: %v %v", len(found), found, err)
	}
	return found[0]
}

// indexHolds lists every word and every stored text of an index that no process has open.
func indexHolds(t *testing.T, folder string) (held []string) {
	t.Helper()
	opened, err := bleve.OpenUsing(indexFiles(t, folder), map[string]any{"read_only": true})
	if err != nil {
		t.Fatal(err)
	}
	held, err = allOf(opened)
	if err := errors.Join(err, opened.Close()); err != nil {
		t.Fatal(err)
	}
	return held
}

func allOf(opened bleve.Index) (held []string, err error) {
	fields, err := opened.Fields()
	if err != nil {
		return nil, err
	}
	for _, field := range fields {
		words, err := opened.FieldDict(field)
		if err != nil {
			return nil, err
		}
		for {
			entry, err := words.Next()
			if err != nil || entry == nil {
				break
			}
			held = append(held, field+": "+entry.Term)
		}
		if err := words.Close(); err != nil {
			return nil, err
		}
	}
	advanced, err := opened.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, err
	}
	ids, err := reader.DocIDReaderAll()
	if err != nil {
		return nil, errors.Join(err, reader.Close())
	}
	for {
		internal, err := ids.Next()
		if err != nil || internal == nil {
			return held, errors.Join(err, ids.Close(), reader.Close())
		}
		id, err := reader.ExternalID(internal)
		if err != nil {
			return nil, err
		}
		doc, err := reader.Document(id)
		if err != nil {
			return nil, err
		}
		doc.VisitFields(func(f api.Field) { held = append(held, "stored "+f.Name()+": "+string(f.Value())) })
	}
}
