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
	for i := range found {
		found[i].whole = bytes.HasPrefix(found[i].name(), whole)
	}
	slices.SortFunc(found, func(a, b *called) int {
		return cmp.Or(cmp.Compare(btoi(b.whole), btoi(a.whole)), cmp.Compare(b.full, a.full), bytes.Compare(a.name(), b.name()))
	})
	err = s.add(found, limit)
	return s, err
}

// add adds the services of documents, which come in order, to what is suggested. Of those with one name the id decides, which must be
// read from the files.
func (s *Suggestions) add(found []*called, limit int) error {
	for from, to := 0, 0; from < len(found) && len(s.Services) < limit; from = to {
		for to < len(found) && found[to].equals(found[from]) {
			to++
		}
		type id struct {
			service  data.ServiceID
			location data.LocationID
		}
		var ids []id
		for _, c := range found[from:to] {
			doc, err := c.part.DocID(c.doc)
			if err != nil {
				return err
			}
			service, location := rows.Split(doc)
			ids = append(ids, id{service, location})
		}
		slices.SortFunc(ids, func(a, b id) int {
			return cmp.Or(cmp.Compare(a.service, b.service), cmp.Compare(a.location, b.location))
		})
		for _, id := range ids {
			if len(s.Services) < limit {
				s.Services = add(s.Services, id.service)
			}
		}
	}
	return nil
}

// called is a document of which the name has what was typed.
type called struct {
	part  *rows.Part
	doc   uint32
	full  uint8
	whole bool // its name begins so
}

func (c *called) name() []byte { return c.part.Name(c.part.Row(c.doc)) }

func (c *called) equals(other *called) bool {
	return c.whole == other.whole && c.full == other.full && bytes.Equal(c.name(), other.name())
}

// beginning lists the topics of which the name, or another word for them, has words that begin so.
func (l lexicon) beginning(typed []string, language string, limit int) (out []data.TopicID) {
	for _, t := range l.tongues {
		if t.code == language {
			out = t.beginning(typed, l.Topics)
		}
	}
	for i, naming := range l.naming {
		if slices.ContainsFunc(naming, func(words []string) bool { return begins(words, typed) }) {
			out = add(out, l.Topics.All[i].ID)
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

// beginning finds documents whose names have words that begin so, every word but the last whole; some of them, if many.
func (x *Index) beginning(ctx context.Context, v *rows.View, words []string) (out []*called, err error) {
	var folded []string
	for _, w := range words {
		folded = append(folded, x.fold(w)...)
	}
	if len(folded) == 0 {
		return nil, nil
	}
	field := textFields[nameField].name
	for _, part := range v.Parts {
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
		if whole.Empty() {
			continue
		}
		begun := part.Begun(folded[len(folded)-1], whole, mostNames)
		for _, doc := range begun[:min(len(begun), mostNames-len(out))] {
			out = append(out, &called{part: part, doc: doc, full: part.Row(doc).Full})
		}
	}
	return out, nil
}
