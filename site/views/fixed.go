package views

import (
	"bytes"
	"context"
	"sync"

	"github.com/a-h/templ"

	"fingerpost/site/words"
)

// Render renders the facts of a result, in the language of the words.
func (r ResultFacts) Render(w words.Words) (parts ResultParts, err error) {
	out := rooms.Get().(*bytes.Buffer)
	defer rooms.Put(out)
	out.Reset()
	ctx := templ.InitializeContext(context.Background())
	into := []*string{&parts.Head, &parts.Near, &parts.Far, &parts.Actions, &parts.Foot, &parts.Save}
	ends := make([]int, len(into))
	for i, part := range []templ.Component{resultHead(w, r), resultMeta(r.Near), resultMeta(r.Far), resultActions(w, r), resultFoot(w, r),
		saveButton(w, r.ID, r.Name, false)} {
		if err := part.Render(ctx, out); err != nil {
			return ResultParts{}, err
		}
		ends[i] = out.Len()
	}
	all, from := out.String(), 0 // one text, of which each part is a piece
	for i, end := range ends {
		*into[i], from = all[from:end], end
	}
	return parts, nil
}

// rooms are lent to what is rendered.
var rooms = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Size is how many bytes the parts take.
func (p *ResultParts) Size() int {
	return len(p.Head) + len(p.Near) + len(p.Far) + len(p.Actions) + len(p.Foot) + len(p.Save)
}

// RenderBox renders the box of a value of a filter.
func RenderBox(id, name, value string, chosen bool) (box string, err error) {
	err = render(&box, checkbox(id, name, value, chosen))
	return box, err
}

// RenderOpen renders whether a service is open, and when for paper.
func RenderOpen(w words.Words, open string, isOpen bool, times Said) (said string, err error) {
	err = render(&said, resultOpen(w, open, isOpen, times))
	return said, err
}

func render(into *string, part templ.Component) error {
	out := rooms.Get().(*bytes.Buffer)
	defer rooms.Put(out)
	out.Reset()
	err := part.Render(context.Background(), out)
	*into = out.String()
	return err
}
