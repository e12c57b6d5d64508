package rows_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"

	"fingerpost/index/rows"
)

// shelf is an index in memory and its newest view.
type shelf struct {
	testing.TB
	bleve bleve.Index
	views rows.Views
}

// blanks is the analyzer that takes what stands between blanks for words.
const blanks = "blanks"

func newShelf(t testing.TB) *shelf { return newShelfIn(t, "") }

// newShelfIn makes an index in a folder.
func newShelfIn(t testing.TB, folder string) *shelf {
	t.Helper()
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer(blanks, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		t.Fatal(err)
	}
	made, err := bleve.NewUsing(folder, m, scorch.Name, scorch.Name, map[string]any{})
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{TB: t, bleve: made}
	s.views.Reader.Values = rows.NewValues()
	t.Cleanup(func() {
		if err := errors.Join(s.views.Close(), made.Close()); err != nil {
			t.Error(err)
		}
	})
	s.follow()
	return s
}

func (s *shelf) follow() {
	s.Helper()
	if err := s.views.Follow(s.bleve); err != nil {
		s.Fatal(err)
	}
}

// text is a document with an entry and a text.
type text struct {
	rows.Entry
	says string
}

// put puts documents into the index in one batch, and takes others out.
func (s *shelf) put(texts []text, gone ...string) {
	s.Helper()
	batch := s.bleve.NewBatch()
	words := s.bleve.Mapping().AnalyzerNamed(blanks)
	for _, d := range texts {
		stored, err := d.Encode(s.views.Reader.Values)
		if err != nil {
			s.Fatal(err)
		}
		var sequence []rows.Word
		for _, token := range words.Analyze([]byte(d.says)) {
			w := string(token.Term)
			sequence = append(sequence, rows.Word{Place: token.Position, Text: w, Stem: strings.TrimSuffix(w, "s")})
		}
		doc := document.NewDocument(filed(d.DocID()))
		doc.AddField(document.NewTextFieldCustom("says", nil, []byte(d.says), api.IndexField, words))
		doc.AddField(document.NewTextFieldCustom(rows.EntryField, nil, stored, api.StoreField, s.bleve.Mapping().AnalyzerNamed(keyword.Name)))
		doc.AddField(document.NewTextFieldCustom(rows.WordsField, nil, rows.AppendWords(nil, sequence), api.StoreField, s.bleve.Mapping().AnalyzerNamed(keyword.Name)))
		if err := batch.IndexAdvanced(doc); err != nil {
			s.Fatal(err)
		}
	}
	for _, id := range gone {
		batch.Delete(filed(id))
	}
	if err := s.bleve.Batch(batch); err != nil {
		s.Fatal(err)
	}
	s.follow()
}

// filed is what Bleve calls the document of an id.
func filed(id string) string { return rows.FiledAs(rows.Key(id)) }

// view is the newest view, which is released at the end of the test.
func (s *shelf) view() *rows.View {
	s.Helper()
	v := s.views.Acquire()
	s.Cleanup(func() {
		if err := v.Release(); err != nil {
			s.Error(err)
		}
	})
	return v
}
