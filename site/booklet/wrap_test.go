package booklet

import (
	"slices"
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	s := style{regular, 10}
	m := s.width("m")
	for name, c := range map[string]struct {
		width float64
		text  string
		want  []string
	}{
		"nothing":           {20, "", nil},
		"one line":          {20, "mmm mmm", []string{"mmm mmm"}},
		"exactly":           {3, "mmm mmm", []string{"mmm ", "mmm"}},
		"words go on whole": {5, "mm mmm mm", []string{"mm ", "mmm ", "mm"}},
		"a long word":       {4, "mm mmmmmmmmm m", []string{"mm ", "mmmm", "mmmm", "m m"}},
		"an address":        {12, "mmmm.mmmm/mmmmmmm/mm", []string{"mmmm.mmmm/", "mmmmmmm/mm"}},
		"mark too early":    {6, "m/mmmmmmmmm", []string{"m/mmmm", "mmmmm"}},
		"narrower than all": {0.1, "mm m", []string{"m", "m", "m"}},
		"held together":     {6, "mm mm\u00a0mm", []string{"mm ", "mm\u00a0mm"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, spans := range wrap(c.width*m+0.01, piece{c.text, s, nil}) {
				for _, span := range spans {
					got = append(got, span.text)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q", got)
			}
		})
	}
}

// Pieces stay apart, for they are of different elements, and there is a space between them.
func TestWrapPieces(t *testing.T) {
	label, text := &node{kind: "Lbl"}, &node{kind: "LBody"}
	lines := wrap(100, piece{"Cost:", style{bold, 10}, label}, piece{"free for everyone who lives here", style{regular, 10}, text})
	if len(lines) < 2 || len(lines[0]) != 2 {
		t.Fatalf("%v", lines)
	}
	first, second := lines[0][0], lines[0][1]
	if first.text != "Cost: " || first.node != label || second.node != text || second.x != first.style.width("Cost: ") {
		t.Errorf("%v %v", first, second)
	}
}

func TestFew(t *testing.T) {
	s := style{regular, 10}
	lines := few(2, 60, piece{strings.Repeat("word ", 50), s, nil})
	if len(lines) != 2 || !strings.HasSuffix(lines[1][0].text, "…") || s.width(lines[1][0].text) > 60 {
		t.Errorf("%v", lines)
	}
	if lines := few(2, 60, piece{"word", s, nil}); len(lines) != 1 || lines[0][0].text != "word" {
		t.Errorf("%v", lines)
	}
}
