package content_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data/content"
)

// An operator's file takes the place of the one with its name; others are added; the rest stay as they ship.
func TestAnOperatorsFolder(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "listings/leeds.yaml", strings.Replace(right, "id: tablet-library", "id: instead-of-leeds", 1))
	put(t, dir, "listings/zz-own.yaml", strings.Replace(right, "id: tablet-library", "id: one-more", 1))
	put(t, dir, "listings/notes.txt", "not a listing")
	files, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	embedded, r, items := shipped(t)
	merged, mistakes, err := files.Listings(content.Reader{Topics: r.Topics, Helplines: r.Helplines, Now: r.Now})
	if err != nil || len(mistakes) > 0 {
		t.Fatalf("%v %s", err, told(mistakes))
	}
	kept, gone := 0, 0
	for _, item := range items {
		if strings.HasPrefix(item.Where, "listings/leeds.yaml:") {
			gone++
		} else {
			kept++
		}
	}
	if len(merged) != kept+2 || gone == 0 {
		t.Errorf("%d listings; want %d that ship and 2 of the operator's in place of %d", len(merged), kept, gone)
	}
	for _, id := range []string{"instead-of-leeds", "one-more"} {
		found := false
		for _, item := range merged {
			found = found || item.Submission.Service.OwnID == id
		}
		if !found {
			t.Errorf("%s is not there", id)
		}
	}
	own, err := files.Topics()
	if err != nil || len(own.All) != len(r.Topics.All) {
		t.Errorf("the topics that ship are not there: %v", err)
	}
	names, err := files.YAML("listings")
	if err != nil || slices.Contains(names, "listings/notes.txt") || !slices.IsSorted(names) {
		t.Errorf("the files are %v, %v", names, err)
	}
	base, err := embedded.YAML("listings")
	if err != nil || len(names) != len(base)+1 {
		t.Errorf("%d files over %d, %v", len(names), len(base), err)
	}
}

func TestAnOperatorsHelplines(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "helplines.yaml", `helplines:
  - id: own
    name: Own line
    number: "0113 496 0000"
    hours: 24/7
    nations: [ENG]
    for: Anyone
    kind: listening
    source: A page
    source_url: https://example.org
    source_date: 2026-10
`)
	files, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := files.Helplines(time.Now())
	if err != nil || len(lines) != 1 || lines[0].ID != "own" {
		t.Errorf("%v, %v", lines, err)
	}
}

// An operator's words of another language take the place of those that ship, or are those of one more language.
func TestAnOperatorsLanguages(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "synonyms.cy.yaml", "asking: [mae]\nsynonyms:\n  - {say: [banc bwyd], topics: [food], also: [food bank]}\n")
	put(t, dir, "synonyms.pl.yaml", "synonyms:\n  - {say: [bank żywności], topics: [food]}\n")
	put(t, dir, "danger.yaml", "reviewed_on: \"\"\ndangers:\n  - {id: suicide, lines: [emergency], say: [want to die], say_pl: [chcę umrzeć]}\n")
	files, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	l, err := files.Lexicon(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Tongues) != 2 || l.Tongues[0].Code != "cy" || len(l.Tongues[0].Synonyms) != 1 || l.Tongues[1].Code != "pl" {
		t.Errorf("%+v", l.Tongues)
	}
	if say := l.Dangers[0].SayIn; !slices.Equal(say["pl"], []string{"chcę umrzeć"}) || len(say["cy"]) > 0 {
		t.Errorf("%v", say)
	}
}

// What is wrong in the files beside the listings is an error that names the place: the program must not start without
// its crisis lines.
func TestMistakesInOtherFiles(t *testing.T) {
	line := "helplines:\n  - id: own\n    name: Own line\n    number: \"0113 496 0000\"\n    nations: [ENG]\n    for: Anyone\n" +
		"    kind: listening\n    source: A page\n    source_url: https://example.org\n    source_date: 2026-10\n"
	readLines := func(f content.Files) error { _, err := f.Helplines(time.Now()); return err }
	readTopics := func(f content.Files) error { _, err := f.Topics(); return err }
	readWords := func(f content.Files) error { _, err := f.Lexicon(time.Now()); return err }
	synonym := "unclear: [listening]\nsynonyms:\n  - {say: [cannot sleep], topics: [mental-health], for: [carers]}\n  - {say: [skint], also: [money]}\n"
	danger := "reviewed_on: \"\"\ndangers:\n  - id: suicide\n    topics: [crisis]\n    lines: [emergency]\n    say: [want to die]\n"
	readDays := func(f content.Files) error { _, err := f.Holidays(time.Now()); return err }
	for _, m := range []struct {
		name, file, text string
		read             func(content.Files) error
		line             int
		field            string
		kind             content.MistakeKind
	}{
		{"a phrase that means a topic there is not", "synonyms.yaml", strings.Replace(synonym, "mental-health", "brains", 1), readWords, 3, "topics", content.UnknownTopic},
		{"a phrase for people there are not", "synonyms.yaml", strings.Replace(synonym, "carers", "everybody", 1), readWords, 3, "for", content.UnknownAudience},
		{"a phrase that means nothing", "synonyms.yaml", strings.Replace(synonym, ", also: [money]", "", 1), readWords, 4, "topics", content.Missing},
		{"a meaning that nobody says", "synonyms.yaml", strings.Replace(synonym, "say: [skint], ", "", 1), readWords, 4, "say", content.Missing},
		{"nothing that is said", "asks.yaml", "asks:\n  - {listing: samaritans, say: []}\n", readWords, 2, "say", content.Missing},
		{"one listing asked for twice", "asks.yaml", "asks:\n  - {listing: a, say: [b]}\n  - {listing: a, say: [c]}\n", readWords, 3, "listing", content.RepeatedID},
		{"a type of service that nobody asks for", "service-types.yaml", "types:\n  - {id: a, name: A, words: [b]}\n", readWords, 2, "say", content.Missing},
		{"a type of service without words", "service-types.yaml", "types:\n  - {id: a, name: A, say: [b]}\n", readWords, 2, "words", content.Missing},
		{"a type of service without a name", "service-types.yaml", "types:\n  - {id: a, words: [c], say: [b]}\n", readWords, 2, "name", content.Missing},
		{"a type of service on no topic of ours", "service-types.yaml", "types:\n  - {id: a, name: A, words: [c], say: [b], topics: [brains]}\n", readWords, 2, "topics", content.UnknownTopic},
		{"one id of two types", "service-types.yaml", "types:\n  - {id: a, name: A, words: [b], say: [c]}\n  - {id: a, name: D, words: [e], say: [f]}\n", readWords, 3, "id", content.RepeatedID},
		{"a phrase of two types", "service-types.yaml", "types:\n  - {id: a, name: A, words: [b], say: [c]}\n  - {id: d, name: D, words: [e], say: [c]}\n", readWords, 3, "say", content.RepeatedPhrase},
		{"a phrase twice", "synonyms.yaml", strings.Replace(synonym, "skint", "cannot sleep", 1), readWords, 4, "say", content.RepeatedPhrase},
		{"a topic that there is not, in another language", "synonyms.cy.yaml", "asking: [mae]\nsynonyms:\n  - {say: [banc bwyd], topics: [bwyd]}\n", readWords, 3, "topics", content.UnknownTopic},
		{"words of a kind there is not, in another language", "synonyms.cy.yaml", "unclear: [listening]\nsynonyms:\n  - {say: [banc bwyd], topics: [food]}\n", readWords, 1, "unclear", content.UnknownField},
		{"a danger twice in another language", "danger.yaml", danger + "    say_cy: [eisiau marw, eisiau marw]\n", readWords, 7, "say_cy", content.RepeatedPhrase},
		{"a danger in a language of which there are no words", "danger.yaml", danger + "    say_xx: [marw]\n", readWords, 7, "say_xx", content.UnknownField},
		{"a review to come of another language", "danger.yaml", "reviewed_cy_on: 2199-01-01\n" + danger, readWords, 1, "reviewed_cy_on", content.FutureDate},
		{"a line of a kind there is not", "danger.yaml", strings.Replace(danger, "emergency", "sirens", 1), readWords, 5, "lines", content.NotOneOf},
		{"a danger without lines", "danger.yaml", strings.Replace(danger, "    lines: [emergency]\n", "", 1), readWords, 3, "lines", content.Missing},
		{"a review to come", "danger.yaml", strings.Replace(danger, `""`, "2199-01-01", 1), readWords, 1, "reviewed_on", content.FutureDate},
		{"a group of people without a name", "audiences.yaml", "audiences:\n  - {id: carers, words: [carer]}\n", readWords, 2, "name", content.Missing},
		{"an id of two groups", "audiences.yaml", "audiences:\n  - {id: carers, name: Carers}\n  - {id: carers, name: More}\n", readWords, 3, "id", content.RepeatedID},
		{"a number without quotes", "helplines.yaml", strings.Replace(line, `"0113 496 0000"`, "999", 1), readLines, 4, "number", content.NotQuoted},
		{"no number", "helplines.yaml", strings.Replace(line, "    number: \"0113 496 0000\"\n", "", 1), readLines, 2, "number", content.Missing},
		{"a wrong number", "helplines.yaml", strings.Replace(line, "0113 496 0000", "0113", 1), readLines, 4, "number", content.BadPhone},
		{"a kind there is not", "helplines.yaml", strings.Replace(line, "listening", "shouting", 1), readLines, 7, "kind", content.NotOneOf},
		{"a nation there is not", "helplines.yaml", strings.Replace(line, "[ENG]", "[FRA]", 1), readLines, 5, "nations", content.NotOneOf},
		{"no nation", "helplines.yaml", strings.Replace(line, "    nations: [ENG]\n", "", 1), readLines, 2, "nations", content.Missing},
		{"a date to come", "helplines.yaml", strings.Replace(line, "2026-10", "2199", 1), readLines, 10, "source_date", content.FutureDate},
		{"a check to come", "helplines.yaml", line + "    checked_on: 2199-01-01\n", readLines, 11, "checked_on", content.FutureDate},
		{"an unknown field", "helplines.yaml", line + "    phone: x\n", readLines, 11, "phone", content.UnknownField},
		{"an id twice", "helplines.yaml", line + strings.TrimPrefix(line, "helplines:\n"), readLines, 11, "id", content.RepeatedID},
		{"an empty file of helplines", "helplines.yaml", "", readLines, 1, "everything", content.Missing},
		{"a topic without a name", "topics.yaml", "topics:\n  - id: one\n", readTopics, 2, "name", content.Missing},
		{"a topic's id with capitals", "topics.yaml", "topics:\n  - id: One\n    name: One\n", readTopics, 2, "id", content.BadID},
		{"topics of a third level", "topics.yaml", "topics:\n  - id: a\n    name: A\n    topics:\n      - id: b\n        name: B\n        topics: []\n", readTopics, 7, "topics", content.UnknownField},
		{"a day that is none", "bank-holidays.yaml", "holidays:\n  ENG:\n    - {date: soon, name: Day}\n", readDays, 3, "date", content.BadDate},
		{"a nation without days", "bank-holidays.yaml", "holidays:\n  ENG:\n    - {date: 2026-12-25, name: Day}\n", readDays, 2, "WLS", content.Missing},
	} {
		t.Run(m.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, m.file, m.text)
			files, err := content.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			var mistakes content.Mistakes
			if err = m.read(files); !errors.As(err, &mistakes) {
				t.Fatalf("got %v", err)
			}
			if !slices.ContainsFunc(mistakes, func(got content.Mistake) bool {
				return got.File == m.file && got.Line == m.line && got.Field == m.field && got.Kind == m.kind
			}) {
				t.Errorf("want line %d, %s, %s; got %s", m.line, m.field, m.kind, told(mistakes))
			}
			if !strings.HasPrefix(err.Error(), m.file+":") {
				t.Errorf("the error does not begin with the file: %v", err)
			}
		})
	}
}

func TestAFolderThatIsNone(t *testing.T) {
	dir := t.TempDir()
	if _, err := content.Open(filepath.Join(dir, "nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	put(t, dir, "file", "")
	if _, err := content.Open(filepath.Join(dir, "file")); err == nil {
		t.Error("a file was taken for a folder")
	}
	files, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := files.File("nothing.yaml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// A file of the operator's that cannot be read must not give way unseen to the one that ships.
func TestAnOperatorsFileThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "helplines.yaml"), 0o700); err != nil { // a folder by the file's name
		t.Fatal(err)
	}
	files, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := files.Helplines(time.Now()); err == nil {
		t.Error("the crisis lines that ship were read instead, without a word")
	}
}
