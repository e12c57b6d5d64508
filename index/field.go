package index

import (
	"github.com/blevesearch/bleve/v2/analysis"
	api "github.com/blevesearch/bleve_index_api"
)

// field is a field of a document whose words have been split already. Bleve writes beside each word how long the field is; where
// rows say that, it need not, and what is written takes one byte instead of two.
type field struct {
	name    string
	options api.FieldIndexingOptions
	value   []byte
	words   api.TokenFrequencies
	length  int
}

// textOf is a field of words.
func textOf(name string, words analysis.TokenStream, options api.FieldIndexingOptions, length int) *field {
	return &field{name: name, options: options, words: analysis.TokenFrequency(words, nil, options), length: length}
}

// keywordsOf is a field of values that are each one word.
func keywordsOf(name string, values []string, options api.FieldIndexingOptions) *field {
	words := make(analysis.TokenStream, len(values))
	for i, v := range values {
		words[i] = &analysis.Token{Term: []byte(v), Position: i + 1}
	}
	return textOf(name, words, options, len(values))
}

// storedAs is a field that is only stored.
func storedAs(name string, value []byte) *field {
	return &field{name: name, options: api.StoreField, value: value}
}

func (f *field) Name() string                                   { return f.name }
func (f *field) Value() []byte                                  { return f.value }
func (f *field) ArrayPositions() []uint64                       { return nil }
func (f *field) EncodedFieldType() byte                         { return 't' }
func (f *field) Analyze()                                       {}
func (f *field) Options() api.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                            { return f.length }
func (f *field) AnalyzedTokenFrequencies() api.TokenFrequencies { return f.words }
func (f *field) NumPlainTextBytes() uint64                      { return uint64(len(f.value)) }

// Size is about how many bytes the field takes in memory.
func (f *field) Size() int { return len(f.name) + len(f.value) + 64*len(f.words) }
