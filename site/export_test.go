package site

import (
	"context"

	"fingerpost/index"
)

// Answering makes a site answer searches with what a function finds, in place of its index.
func (s *Site) Answering(find func(context.Context, index.Request) (index.Answer, error)) {
	s.find = find
}

// ForgetCards makes a site lay each listing out anew.
func (s *Site) ForgetCards() { s.cards.forget() }
