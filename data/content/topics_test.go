package content_test

import (
	"slices"
	"testing"

	"fingerpost/data"
	"fingerpost/data/content"
)

// readTopics reads a topics.yaml of the operator's own.
func readTopics(t *testing.T, text string) (data.Topics, error) {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "topics.yaml", text)
	files, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return files.Topics()
}

func TestTopicTerms(t *testing.T) {
	topics, err := readTopics(t, `topics:
  - id: learn
    name: Learning
    terms: ["esdNeed:71 Community facilities"]
    topics:
      - {id: libraries, name: Libraries, same_as: ["esdServiceType:437  Library services"],
         terms: ["esdServiceType:442 Computers: free", "esdServiceType:71 x"]}
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []data.Term{
		{Topic: "libraries", Vocabulary: data.ESDServiceType, ID: "437", Label: "Library services", Same: true},
		{Topic: "libraries", Vocabulary: data.ESDServiceType, ID: "442", Label: "Computers: free"},
		{Topic: "libraries", Vocabulary: data.ESDServiceType, ID: "71", Label: "x"},
	}
	if got := topics.Terms("libraries"); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if got := topics.ReadTerm(data.ESDNeed, "71"); !slices.Equal(got, []data.TopicID{"learn"}) {
		t.Errorf("the first level: %v", got)
	}
}

func TestTopicTermMistakes(t *testing.T) {
	for _, m := range []struct {
		terms string
		line  int
		field string
		kind  content.MistakeKind
		value string
	}{
		{`terms: ["lgsl:437 Libraries"]`, 4, "terms", content.NotOneOf, "lgsl"},
		{`same_as: ["esdservicetype:437 Libraries"]`, 4, "same_as", content.NotOneOf, "esdservicetype"},
		{`terms: ["esdServiceType: Libraries"]`, 4, "terms", content.Missing, "esdServiceType: Libraries"},
		{`terms: ["esdServiceType:437"]`, 4, "terms", content.Missing, "esdServiceType:437"},
		{`terms: ["esdServiceType:"]`, 4, "terms", content.Missing, "esdServiceType:"},
		{`terms: [437]`, 4, "terms", content.WrongShape, "437"},
		{`terms: [{id: "437"}]`, 4, "terms", content.WrongShape, ""},
		{`terms: "esdServiceType:437 Libraries"`, 4, "terms", content.WrongShape, "esdServiceType:437 Libraries"},
		{"terms: [\"esdServiceType:437 A\",\n      \"esdServiceType:437 B\"]", 5, "terms", content.RepeatedID, "esdServiceType:437 B"},
		{"same_as: [\"esdNeed:1 A\"]\n    terms: [\"esdNeed:1 A\"]", 5, "terms", content.RepeatedID, "esdNeed:1 A"},
		{`term: ["esdNeed:1 A"]`, 4, "term", content.UnknownField, "term"},
	} {
		_, err := readTopics(t, "topics:\n  - id: learn\n    name: Learning\n    "+m.terms+"\n")
		mistakes, ok := err.(content.Mistakes)
		if !ok || len(mistakes) != 1 {
			t.Errorf("%s: %v", m.terms, err)
			continue
		}
		if got := mistakes[0]; got.File != "topics.yaml" || got.Line != m.line || got.Field != m.field || got.Kind != m.kind || got.Value != m.value {
			t.Errorf("%s: %+v", m.terms, got)
		}
	}
}

// A term that means all of a topic can mean all of no other.
func TestShippedTermsMeanOneTopic(t *testing.T) {
	_, r, _ := shipped(t)
	same := 0
	for _, topic := range r.Topics.All {
		for _, term := range r.Topics.Terms(topic.ID) {
			if !term.Same {
				continue
			}
			same++
			if got := r.Topics.ReadTerm(term.Vocabulary, term.ID); len(got) != 1 {
				t.Errorf("%s:%s means all of %v", term.Vocabulary, term.ID, got)
			}
			if term.URI() == "" {
				t.Errorf("%s:%s is to be written and has no address", term.Vocabulary, term.ID)
			}
		}
	}
	if same == 0 {
		t.Error("no term is the same as a topic")
	}
}
