package site

import (
	"context"
	"runtime"
	"time"

	"github.com/gofiber/fiber/v2"

	"fingerpost/index"
)

// What the site does at once, so that a flood of searches makes it say that it is busy and not that it is broken. A search
// takes milliseconds, so many more people than this can be served.
var searchesAtOnce = 8 * runtime.GOMAXPROCS(0)

const (
	searchWait = 3 * time.Second // for others to be done
	searchTime = 8 * time.Second // one search at most
)

// search asks the index, when fewer than so many others do.
func (s *Site) search(c *fiber.Ctx, r index.Request) (index.Answer, error) {
	ctx, cancel := context.WithTimeout(c.UserContext(), searchWait)
	defer cancel()
	select {
	case s.searches <- struct{}{}:
	case <-ctx.Done():
		c.Set(fiber.HeaderRetryAfter, "10")
		return index.Answer{}, errBusy
	}
	defer func() { <-s.searches }()
	ctx, cancel = context.WithTimeout(c.UserContext(), searchTime)
	defer cancel()
	return s.find(ctx, r)
}
