package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fingerpost/index/meaning"
)

// TestModel promises that training brings words that are said of the same thing together, also one that stands in no example.
func TestModel(t *testing.T) {
	g := glove{vectors: map[string]meaning.Vector{}}
	axis := func(word string, at ...int) {
		var v meaning.Vector
		for _, i := range at {
			v[i] = 1
		}
		g.words, g.vectors[word] = append(g.words, word), meaning.Mean([]meaning.Vector{v})
	}
	axis("hungry", 0, 9)
	axis("starving", 0, 8)
	axis("lonely", 1, 9)
	axis("alone", 1, 8)
	axis("pantry", 2)
	axis("friend", 3)
	var all []example
	for range 20 {
		all = append(all, example{[]string{"hungry", "pantry"}, "food", true}, example{[]string{"lonely", "friend"}, "company", true})
	}
	m := newModel(g, all)
	first := m.round()
	last := first
	for range 30 {
		last = m.round()
	}
	if last >= first {
		t.Errorf("the loss was %.3f and is %.3f", first, last)
	}
	words, weights, directions := m.table(g)
	s, err := meaning.Read(meaning.Write(words, weights, directions))
	if err != nil {
		t.Fatal(err)
	}
	starving, pantry, friend := s.Of([]string{"starving"}), s.Of([]string{"hungry", "pantry"}), s.Of([]string{"lonely", "friend"})
	if starving.Near(&pantry) <= starving.Near(&friend) {
		t.Errorf("a word of no example is %.2f like its kind and %.2f like the other", starving.Near(&pantry), starving.Near(&friend))
	}
}

func TestRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "vectors.json")
	write := func(s string) {
		if err := os.WriteFile(file, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := read(file); err == nil || !strings.Contains(err.Error(), "-vectors") {
		t.Errorf("a file that is not there: %v", err)
	}
	for _, s := range []string{"", "{", `{"words": ["a"], "vectors": {"a": [1, 2]}}`} {
		write(s)
		if _, err := read(file); err == nil {
			t.Errorf("%q is taken", s)
		}
	}
	write(fmt.Sprintf(`{"words": ["a"], "vectors": {"a": [%s1]}}`, strings.Repeat("0,", 101)))
	if _, err := read(file); err != nil {
		t.Error(err)
	}
}
