package site

import (
	"bytes"
	"context"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"fingerpost/data"
	"fingerpost/index"
	"fingerpost/site/views"
)

// Answering makes a site answer searches with what a function finds, in place of its index.
func (s *Site) Answering(find func(context.Context, index.Request) (index.Answer, error)) {
	s.find = find
}

// ForgetCards makes a site read each listing anew, and lay it out.
func (s *Site) ForgetCards() {
	s.cards.mu.Lock()
	defer s.cards.mu.Unlock()
	s.cards.of, s.cards.kept, s.cards.bytes = shows{}, nil, 0
}

// Step is one part of the making of a page, with all that goes before it done.
type Step struct {
	Name string
	Cold bool // it is done for listings that there are no cards of
	Do   func() error
}

// Steps takes apart the making of a page of results in English that is not kept, and without a place among its words.
func (s *Site) Steps(uri string) ([]Step, error) {
	c := s.App().AcquireCtx(&fasthttp.RequestCtx{})
	c.Request().SetRequestURI(uri)
	c.Request().Header.SetHost("help.example")
	w := s.wordsFor(c)
	p, err := s.readParams(c)
	if err != nil {
		return nil, err
	}
	origin, err := s.originOf(c, p)
	if err != nil {
		return nil, err
	}
	answer, listings, err := s.found(c, &p, origin)
	if err != nil {
		return nil, err
	}
	r := searched{p, p, origin, answer, listings}
	view, err := s.resultsFor(c, w, p, origin, answer, listings, p.here())
	if err != nil {
		return nil, err
	}
	show := func() error {
		page := s.pageOf(w, r, view.Heading)
		page.Search = &views.SearchForm{Q: p.Q, Near: p.Near, Compact: true}
		return s.render(c, w, page, views.Results(w, view))
	}
	if err := show(); err != nil {
		return nil, err
	}
	html := bytes.Clone(c.Response().Body())
	ids := make([]data.ServiceID, len(answer.Results))
	for i, found := range answer.Results {
		ids[i] = found.Service
	}
	whole, err := s.Store.Summaries(c.UserContext(), ids)
	return []Step{
		{"parameters", false, func() error {
			p, err := s.readParams(c)
			if err == nil {
				_, err = s.originOf(c, p)
			}
			return err
		}},
		{"search", false, func() error {
			_, err := s.Index.Search(c.UserContext(), p.request(origin))
			return err
		}},
		{"reading listings", true, func() error {
			_, err := s.Store.Summaries(c.UserContext(), ids)
			return err
		}},
		{"cards", true, func() error {
			for _, l := range whole {
				if _, err := s.cardOf(w, l); err != nil {
					return err
				}
			}
			return nil
		}},
		{"reasons", true, func() error {
			numbers := numbered(answer.Sought)
			for i := range listings {
				listings[i].matches = nil
				listings[i].matchesOf(answer.Sought, numbers)
			}
			return nil
		}},
		{"finding cards", false, func() error {
			listings, err := s.listed(c, w, answer.Results)
			numbers := numbered(answer.Sought)
			for i := range listings {
				listings[i].found = listings[i].matchesOf(answer.Sought, numbers)
			}
			return err
		}},
		{"laying out", false, func() error {
			_, err := s.resultsFor(c, w, p, origin, answer, listings, p.here())
			return err
		}},
		{"rendering", false, show},
		{"packing", false, func() error { return pack(html, func([]byte) {}) }},
		{"tag and headers", false, func() error {
			setSecurityHeaders(c)
			if now := s.now(c.UserContext()); now != nil && now.settled() {
				searchRoute.tell(c, now.tag(appendQuestion(nil, c.Request().URI().PathOriginal(), c.Request().URI().QueryString())))
			}
			c.Set(fiber.HeaderContentEncoding, "gzip")
			return nil
		}},
	}, err
}
