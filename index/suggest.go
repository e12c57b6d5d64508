package index

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/index/rows"
)

// Suggestions are what a person who is typing may be on the way to.
type Suggestions struct {
	Topics   []data.TopicID
	Services []data.ServiceID // by the words of their names
}

// mostNames bounds how many services are looked at for a suggestion.
const mostNames = 200

// Suggest lists topics and services whose words begin with what has been typed so far, at most limit of each: every word
// but the last is whole. On a page in another language, words of it lead to topics first.
func (x *Index) Suggest(ctx context.Context, text, language string, limit int) (s Suggestions, err error) {
	if x.damaged.Load() {
		return Suggestions{}, ErrDamaged
	}
	defer x.guard(&err)()
	words := typed(text)
	if len(words) == 0 || limit <= 0 {
		return Suggestions{}, nil
	}
	s.Topics = x.lexicon.beginning(words, language, limit)
	view, release, err := x.view()
	if err != nil {
		return s, err
	}
	defer release(&err)
	found, err := x.beginning(ctx, view, words)
	if err != nil {
		return s, err
	}
	whole := []byte(strings.Join(words, " "))
	slices.SortFunc(found, func(a, b *hit) int {
		order := cmp.Or(-cmp.Compare(btoi(bytes.HasPrefix(a.part.Name(a.row), whole)), btoi(bytes.HasPrefix(b.part.Name(b.row), whole))),
			-cmp.Compare(a.row.Full, b.row.Full), byName(a, b))
		if order == 0 {
			order = byID(a, b) // which must be read from the files
		}
		return order
	})
	for _, h := range found {
		id, err := h.part.DocID(h.doc)
		if err != nil {
			return s, err
		}
		service, _ := rows.Split(id)
		if s.Services = add(s.Services, service); len(s.Services) == limit {
			break
		}
	}
	return s, nil
}

// beginning lists the topics of which the name, or another word for them, has words that begin so.
func (l lexicon) beginning(typed []string, language string, limit int) (out []data.TopicID) {
	for _, t := range l.tongues {
		if t.code == language {
			out = t.beginning(typed, l.Topics)
		}
	}
	for _, t := range l.Topics.All {
		for _, phrase := range append([]string{t.Name}, t.Words...) {
			if begins(split(phrase), typed) {
				out = add(out, t.ID)
			}
		}
	}
	return out[:min(len(out), limit)]
}

// begins reports whether words have the typed ones in them one after the other, the last of them at least in part.
func begins(words, typed []string) bool {
	for i := 0; i+len(typed) <= len(words); i++ {
		last := len(typed) - 1
		if slices.Equal(words[i:i+last], typed[:last]) && strings.HasPrefix(words[i+last], typed[last]) {
			return true
		}
	}
	return false
}

// mostBegun bounds how many words of names a beginning is looked up as: everything begins with some letter.
const mostBegun = 1000

// beginning finds documents whose names have words that begin so, every word but the last whole; some of them, if many.
func (x *Index) beginning(ctx context.Context, v *rows.View, words []string) (out []*hit, err error) {
	var folded []string
	for _, w := range words {
		folded = append(folded, x.fold(w)...)
	}
	if len(folded) == 0 {
		return nil, nil
	}
	field := textFields[nameField].name
	for n, part := range v.Parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		whole, docs := make(rows.Bits, rows.BitsFor(part.Len())), make(rows.Bits, rows.BitsFor(part.Len()))
		part.There(whole)
		for _, w := range folded[:len(folded)-1] {
			at, err := part.Postings(field, w)
			if err != nil {
				return nil, err
			}
			clear(docs)
			at.AddTo(docs)
			whole.And(docs)
		}
		clear(docs)
		if whole.Empty() {
			continue
		}
		if err := part.Begun(docs, field, folded[len(folded)-1], whole, mostBegun, mostNames); err != nil {
			return nil, err
		}
		for _, doc := range docs.Append(nil) {
			if len(out) < mostNames {
				out = append(out, &hit{found: found{part, n, doc}, row: part.Row(doc)})
			}
		}
	}
	return out, nil
}
