package site

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data/store"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// problem is a request that cannot be answered as it was asked, as a person is told of it.
type problem struct {
	status int
	title  string // id of a sentence
	detail string // id of a sentence
	pairs  []any  // values for the detail
	field  string // the parameter or form field it is about, if any
}

func (p *problem) Error() string { return fmt.Sprintf("%d %s", p.status, p.detail) }

var (
	errNoPage    = &problem{status: fiber.StatusNotFound, title: "error.no_page.title", detail: "error.no_page.detail"}
	errNoService = &problem{status: fiber.StatusNotFound, title: "error.no_service.title", detail: "error.no_service.detail"}
	errNotListed = &problem{status: fiber.StatusGone, title: "error.not_listed.title", detail: "error.not_listed.detail"}
	errNoGuide   = &problem{status: fiber.StatusBadRequest, title: "error.guide.title", detail: "error.guide.detail"}
	errNoList    = &problem{status: fiber.StatusNotFound, title: "error.no_list.title", detail: "error.no_list.detail"}
	errOtherSite = &problem{status: fiber.StatusForbidden, title: "error.other_site.title", detail: "error.other_site.detail"}
	errNotReady  = &problem{status: fiber.StatusServiceUnavailable, title: "error.not_ready.title", detail: "error.not_ready.detail"}
	errBusy      = &problem{status: fiber.StatusServiceUnavailable, title: "error.busy.title", detail: "error.busy.detail"}
	errInternal  = &problem{status: fiber.StatusInternalServerError, title: "error.internal.title", detail: "error.internal.detail"}
)

// badParameter is a parameter that cannot be used.
func badParameter(field, detail string, pairs ...any) *problem {
	return &problem{status: fiber.StatusBadRequest, title: "error.parameter.title", detail: detail, pairs: pairs, field: field}
}

// problemOf is the one table from errors to what people are told.
func problemOf(err error) *problem {
	var known *problem
	if errors.As(err, &known) {
		return known
	}
	var notPostcode *geo.PostcodeError
	var unknown *geo.UnknownPostcodeError
	var notPlace *geo.NotPlaceError
	var unknownArea *geo.UnknownAreaError
	var elsewhere *geo.ElsewhereError
	var coordinates *geo.CoordinateError
	var framework *fiber.Error
	switch {
	case errors.As(err, &notPostcode):
		if notPostcode.Reason == geo.ReasonEmpty {
			return badParameter("near", "error.near.empty")
		}
		return badParameter("near", "error.near.not_postcode")
	case errors.As(err, &unknown):
		return badParameter("near", "error.near.unknown", "Outward", unknown.Postcode.Outward().String())
	case errors.As(err, &elsewhere) && elsewhere.Reason == geo.ReasonAbroad:
		return badParameter("near", "error.near.abroad", "Country", elsewhere.Country)
	case errors.As(err, &elsewhere):
		return badParameter("near", "error.elsewhere."+strings.ReplaceAll(string(elsewhere.Reason), "-", "_"))
	case errors.As(err, &coordinates):
		return badParameter("near", "error.coordinates."+string(coordinates.Reason))
	case errors.As(err, &notPlace), errors.As(err, &unknownArea):
		return badParameter("near", "error.near.not_place")
	case errors.Is(err, store.ErrNotListed):
		return errNotListed
	case errors.Is(err, store.ErrNotFound):
		return errNoService
	case errors.As(err, &framework):
		switch framework.Code {
		case fiber.StatusNotFound, fiber.StatusMethodNotAllowed:
			return errNoPage
		case fiber.StatusRequestEntityTooLarge, fiber.StatusRequestHeaderFieldsTooLarge:
			return &problem{status: framework.Code, title: "error.too_large.title", detail: "error.too_large.detail"}
		}
		if framework.Code < fiber.StatusInternalServerError {
			return &problem{status: fiber.StatusBadRequest, title: "error.request.title", detail: "error.request.detail"}
		}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, index.ErrDamaged):
		return errNotReady
	}
	return errInternal
}

// answerErrors answers the errors of what comes after it, so that their pages are compressed as others are.
func (s *Site) answerErrors(c *fiber.Ctx) error {
	if err := c.Next(); err != nil {
		return s.answerError(c, err)
	}
	return nil
}

// answerError is where every error of every request ends.
func (s *Site) answerError(c *fiber.Ctx, err error) error {
	p := problemOf(err)
	if p.status >= fiber.StatusInternalServerError {
		// The route, not the address: an address may hold what somebody searched for.
		s.Log.Error("a request failed", "method", c.Method(), "route", c.Route().Path, "status", p.status, "error", err)
	}
	setSecurityHeaders(c) // a request that the server itself refuses, such as one too large, meets no middleware
	c.Set(fiber.HeaderCacheControl, "no-store")
	w := s.wordsFor(c)
	if strings.HasPrefix(strings.TrimPrefix(c.Path(), words.Prefix(w.Lang)), "/api/") {
		return s.apiProblem(c, p, w)
	}
	c.Status(p.status)
	view := views.Problem{Title: w.T(p.title), Detail: w.T(p.detail, p.pairs...), Lines: s.crisisSummary(w)}
	return s.render(c, w, views.Page{Title: view.Title, Search: &views.SearchForm{Compact: true}}, views.ProblemPage(w, view))
}

// apiProblem answers as RFC 9457 says.
func (s *Site) apiProblem(c *fiber.Ctx, p *problem, w words.Words) error {
	c.Status(p.status)
	body := map[string]any{"type": "about:blank", "title": w.T(p.title), "status": p.status, "detail": w.T(p.detail, p.pairs...)}
	if p.field != "" {
		body["parameter"] = p.field
	}
	if err := c.JSON(body); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/problem+json")
	return nil
}

func (s *Site) logPanic(c *fiber.Ctx, v any) {
	s.Log.Error("a request panicked", "method", c.Method(), "route", c.Route().Path, "panic", v, "stack", string(debug.Stack()))
}
