package crawler

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"

	"fingerpost/crawler/extract"
	"fingerpost/crawler/fetch"
)

// BrokenError is a page on which its reader broke: a mistake of ours.
type BrokenError struct{ Cause, Stack string }

func (e *BrokenError) Error() string { return "crawler: the reader broke: " + e.Cause }

// isGone reports whether an error says that there is no such page, rather than that it could not be had.
func isGone(err error) bool {
	code := statusOf(err)
	return code == http.StatusNotFound || code == http.StatusGone
}

// isRefused reports whether an address must not be asked for.
func isRefused(err error) bool {
	var robots *fetch.RobotsError
	if errors.As(err, &robots) {
		return robots.Cause == nil
	}
	code := statusOf(err)
	return code == http.StatusUnauthorized || code == http.StatusForbidden || is[*fetch.ScopeError](err) || is[*fetch.PrivateAddressError](err)
}

// isPassing reports whether trying again may help.
func isPassing(err error) bool {
	switch {
	case statusOf(err) != 0:
		return statusOf(err) >= 500
	case is[*fetch.TooLargeError](err), is[*fetch.EncodingError](err), is[*fetch.RedirectError](err), is[*fetch.RobotsError](err), is[*extract.ParseError](err), is[*BrokenError](err):
		return false
	}
	return true
}

func statusOf(err error) int {
	var status *fetch.StatusError
	if errors.As(err, &status) {
		return status.Code
	}
	return 0
}

func is[T error](err error) bool {
	var want T
	return errors.As(err, &want)
}

// reasonOf is a short name for why a page was not read, as the frontier keeps it.
func reasonOf(err error) string {
	switch {
	case is[*fetch.RobotsError](err): // before the status, which is that of robots.txt
		var robots *fetch.RobotsError
		if errors.As(err, &robots); robots.Cause != nil {
			return "robots.txt cannot be had"
		}
		return "robots.txt"
	case statusOf(err) != 0:
		return "status " + strconv.Itoa(statusOf(err))
	case is[*fetch.ScopeError](err):
		return "scope"
	case is[*fetch.PrivateAddressError](err):
		return "not a public address"
	case is[*fetch.TooLargeError](err):
		return "too large"
	case is[*fetch.EncodingError](err):
		return "encoding"
	case is[*fetch.RedirectError](err):
		return "redirect"
	case is[*fetch.BusyError](err):
		return "the host asks for rest"
	case is[*extract.ParseError](err):
		return "no HTML"
	case is[*BrokenError](err):
		return "the reader broke"
	case is[*fetch.StalledError](err), errors.Is(err, context.DeadlineExceeded):
		return "too slow"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "cut short"
	}
	return "no answer"
}
