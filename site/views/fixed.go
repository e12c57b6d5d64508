package views

import (
	"context"
	"errors"
	"strings"

	"github.com/a-h/templ"

	"fingerpost/site/words"
)

// Render renders the facts of a result, in the language of the words.
func (r ResultFacts) Render(w words.Words) (parts ResultParts, err error) {
	err = errors.Join(
		render(&parts.Head, resultHead(w, r)), render(&parts.Near, resultMeta(r.Near)), render(&parts.Far, resultMeta(r.Far)),
		render(&parts.Actions, resultActions(w, r)), render(&parts.Foot, resultFoot(w, r)),
		render(&parts.Save, saveButton(w, r.ID, r.Name, false)), render(&parts.Remove, saveButton(w, r.ID, r.Name, true)))
	return parts, err
}

// RenderOpen renders whether a service is open, and when for paper.
func RenderOpen(w words.Words, open string, isOpen bool, times Said) (said string, err error) {
	err = render(&said, resultOpen(w, open, isOpen, times))
	return said, err
}

func render(into *string, part templ.Component) error {
	var out strings.Builder
	err := part.Render(context.Background(), &out)
	*into = out.String()
	return err
}
