package site

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/gofiber/fiber/v2"

	"fingerpost/index"
)

// A search for which there is no room in time is told so, and to come back.
func TestBusy(t *testing.T) {
	over, cancel := context.WithCancel(t.Context())
	cancel() // the wait is over
	s := &Site{searches: make(chan struct{})}
	app := fiber.New()
	app.Get("/", func(c *fiber.Ctx) error {
		c.SetUserContext(over)
		if _, err := s.search(c, index.Request{}); !errors.Is(err, errBusy) {
			t.Errorf("%v", err)
		}
		return nil
	})
	response, err := app.Test(httptest.NewRequest("GET", "/", nil))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.Header.Get("Retry-After") == "" {
		t.Error("it does not say when to come back")
	}
}
