package fetch

import (
	"context"
	"io"
	"time"
)

// leastMoved is how many bytes must come within the time of a clock that allows for pauses only. Without a least number, a
// server that sends a byte now and then would hold us for ever.
const leastMoved = 1 << 10

// clock is the time that one hop may take: span as a whole, or, for a download, span of waiting for anything to come. It
// is the hop's context.
type clock struct {
	context.Context
	end   func()
	span  time.Duration
	quiet *time.Timer // nil when span is for the whole
}

func startClock(ctx context.Context, span time.Duration, pausesOnly bool) *clock {
	if !pausesOnly {
		timed, cancel := context.WithTimeout(ctx, span)
		return &clock{Context: timed, end: cancel, span: span}
	}
	timed, cancel := context.WithCancelCause(ctx)
	quiet := time.AfterFunc(span, func() { cancel(&StalledError{After: span}) })
	return &clock{Context: timed, span: span, quiet: quiet, end: func() {
		quiet.Stop()
		cancel(nil)
	}}
}

// named is the [*StalledError] behind an error that it brought about, and the error itself otherwise.
func (c *clock) named(err error) error {
	if stalled, ok := context.Cause(c).(*StalledError); ok && err != nil && err != io.EOF {
		return stalled
	}
	return err
}

// over puts an answer's body under the clock.
func (c *clock) over(body io.ReadCloser) io.ReadCloser {
	if c.quiet == nil {
		return body
	}
	c.quiet.Stop()
	return &moving{ReadCloser: body, clock: c, left: c.span}
}

// moving is a body whose reader is waited for as long as it likes, and its server is not.
type moving struct {
	io.ReadCloser
	clock *clock
	left  time.Duration // of waiting, until leastMoved bytes must have come
	came  int           // of them
}

func (m *moving) Read(p []byte) (int, error) {
	began := time.Now()
	m.clock.quiet.Reset(m.left)
	n, err := m.ReadCloser.Read(p)
	m.clock.quiet.Stop()
	m.left -= time.Since(began)
	if m.came += n; m.came >= leastMoved {
		m.came, m.left = 0, m.clock.span
	}
	return n, m.clock.named(err)
}
