package madeup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer writes the texts of one listing. They mean nothing; what counts is which words are in them and how often.
type writer struct {
	dice
	words *vocabulary
	theme *theme
	town  string
}

// flatness is by how much Zipf's law is flattened for the words of services: the commonest is in half of all texts.
const flatness = 8

// name is a name of three to six words, which says what it is.
func (w writer) name() string {
	kind := pick(w.dice, w.theme.phrases)
	if len(w.theme.types) > 0 && w.percent(60) {
		kind = pick(w.dice, w.theme.types)
	}
	name := strings.Join(kind, " ")
	switch w.IntN(5) {
	case 0:
		name = w.town + " " + name
	case 1:
		name = rare(w.dice) + " " + name
	case 2:
		name += " at " + rare(w.dice)
	case 3:
		name += " for " + w.service()
	default:
		name = rare(w.dice) + " " + w.service() + " " + name
	}
	for strings.Count(name, " ") < 2 {
		name += " " + w.service()
	}
	return titled(name)
}

// titled begins each word with a capital.
func titled(s string) string {
	words := strings.Fields(s)
	for i, word := range words {
		words[i] = capital(word)
	}
	return strings.Join(words, " ")
}

func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

func (w writer) service() string { return w.words.service[w.often(len(w.words.service), flatness)] }

// text is about so many words in sentences, with a paragraph now and then.
func (w writer) text(words int) string {
	var b strings.Builder
	for words > 0 {
		n := 8 + w.IntN(12)
		if words -= n; b.Len() > 0 {
			b.WriteString(pick(w.dice, []string{" ", " ", " ", "\n\n"}))
		}
		b.WriteString(w.sentence(n))
	}
	return b.String()
}

// sentence is about so many words.
func (w writer) sentence(words int) string {
	var b strings.Builder
	add := func(word string) {
		if words--; b.Len() == 0 {
			b.WriteString(capital(word))
			return
		}
		b.WriteByte(' ')
		b.WriteString(word)
	}
	for words > 0 {
		for w.percent(45) {
			add(small[w.often(len(small), 3)])
		}
		switch at := w.IntN(100); {
		case at < 18:
			for _, word := range pick(w.dice, w.theme.phrases) {
				add(word)
			}
		case at < 82:
			add(w.service())
		case at < 92:
			add(rareWord(w.often(rareWords, 20)))
		case at < 96:
			add(w.town)
		default:
			add(rare(w.dice))
		}
	}
	return b.String() + "."
}
