package site_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/index"
	"fingerpost/site"
)

var errSecret = errors.New("disk /var/secret.db is full")

// failingStore fails whatever is asked of it.
type failingStore struct{}

func (failingStore) Listing(context.Context, data.ServiceID) (data.Listing, error) {
	return data.Listing{}, errSecret
}
func (failingStore) Listings(context.Context, []data.ServiceID) ([]data.Listing, error) {
	return nil, errSecret
}
func (failingStore) Summaries(context.Context, []data.ServiceID) ([]data.Listing, error) {
	return nil, errSecret
}
func (failingStore) Standing(context.Context) (store.Standing, error) {
	return store.Standing{}, errSecret
}
func (failingStore) Begins(context.Context, []string) ([]data.ServiceID, error) {
	return nil, errSecret
}
func (failingStore) Leads(context.Context, []data.ServiceID) ([]data.ServiceID, error) {
	return nil, errSecret
}
func (failingStore) Sources(context.Context) ([]data.Source, error) { return nil, errSecret }
func (failingStore) Count(context.Context) (store.Counts, error)    { return store.Counts{}, errSecret }
func (failingStore) AddReport(context.Context, data.Report) (data.Report, error) {
	return data.Report{}, errSecret
}
func (failingStore) Told(context.Context, data.ServiceID) (map[data.ReportReason]int, error) {
	return nil, errSecret
}
func (failingStore) Turn(context.Context, data.ServiceID) (data.Turn, bool, error) {
	return data.Turn{}, false, errSecret
}
func (failingStore) DeadLinks(context.Context, []string) (map[string]data.Date, error) {
	return nil, errSecret
}
func (failingStore) Suggest(context.Context, data.Source, data.Submission, string) (store.Outcome, error) {
	return store.Outcome{}, errSecret
}
func (failingStore) AddSearches(context.Context, []data.SearchCount) error {
	return errSecret
}
func (failingStore) Searches(context.Context, data.Date, data.Date) ([]data.SearchCount, error) {
	return nil, errSecret
}
func (failingStore) ForgetSearches(context.Context, data.Date) error { return errSecret }

// panickingStore panics whatever is asked of it.
type panickingStore struct{}

func (panickingStore) Listing(context.Context, data.ServiceID) (data.Listing, error) {
	panic("secret panic")
}
func (panickingStore) Listings(context.Context, []data.ServiceID) ([]data.Listing, error) {
	panic("secret panic")
}
func (panickingStore) Summaries(context.Context, []data.ServiceID) ([]data.Listing, error) {
	panic("secret panic")
}
func (panickingStore) Standing(context.Context) (store.Standing, error) { panic("at the store") }
func (panickingStore) Begins(context.Context, []string) ([]data.ServiceID, error) {
	panic("secret panic")
}
func (panickingStore) Leads(context.Context, []data.ServiceID) ([]data.ServiceID, error) {
	panic("secret panic")
}
func (panickingStore) Sources(context.Context) ([]data.Source, error) { panic(errSecret) }
func (panickingStore) Count(context.Context) (store.Counts, error)    { panic("secret panic") }
func (panickingStore) AddReport(context.Context, data.Report) (data.Report, error) {
	panic("secret panic")
}
func (panickingStore) Told(context.Context, data.ServiceID) (map[data.ReportReason]int, error) {
	panic("secret panic")
}
func (panickingStore) Turn(context.Context, data.ServiceID) (data.Turn, bool, error) {
	panic("secret panic")
}
func (panickingStore) DeadLinks(context.Context, []string) (map[string]data.Date, error) {
	panic("secret panic")
}
func (panickingStore) Suggest(context.Context, data.Source, data.Submission, string) (store.Outcome, error) {
	panic("secret panic")
}
func (panickingStore) AddSearches(context.Context, []data.SearchCount) error {
	panic("secret panic")
}
func (panickingStore) Searches(context.Context, data.Date, data.Date) ([]data.SearchCount, error) {
	panic("secret panic")
}
func (panickingStore) ForgetSearches(context.Context, data.Date) error { panic("secret panic") }

// When everything fails, the crisis lines still stand, and nothing of the inside shows.
func TestFailuresCarryTheCrisisLines(t *testing.T) {
	town := theTown()
	for name, broken := range map[string]site.Store{"fails": failingStore{}, "panics": panickingStore{}} {
		w := town.with(func(c *site.Config) { c.Store = broken })
		for _, path := range []string{"/", "/about-the-data", "/figures", "/figures.csv", town.address("tablets", "tablet-library"), search("q", "tablet", "near", "LS1 4")} {
			a := w.get(t, path)
			if a.status != http.StatusInternalServerError {
				t.Errorf("%s, %s: %d", name, path, a.status)
			}
			a.must(t, in("h1", reads("Sorry, something went wrong")), in(".fp-urgent a[href='tel:999']"), in(".fp-urgent a[href='tel:116123']"),
				in(".fp-urgent a[href='sms:85258']"), in("footer", reads("116 123")), in("form[action='/search']"))
			noInsides(t, a)
		}
		a := w.get(t, api("q", "tablet"))
		if v := a.decode(t); a.status != http.StatusInternalServerError || a.header.Get("Content-Type") != "application/problem+json" || v["detail"] == "" {
			t.Errorf("%s: %d %v", name, a.status, v)
		}
		noInsides(t, a)
		w.get(t, "/urgent-help").must(t, in("a[href='tel:999']")) // it asks nothing of the store
		w.get(t, "/nowhere").must(t, in(".fp-urgent a[href='tel:999']"))
		if a := w.get(t, "/healthz"); a.status != http.StatusOK {
			t.Errorf("/healthz: %d", a.status)
		}
	}
}

func noInsides(t *testing.T, a answer) {
	t.Helper()
	for _, inside := range []string{"secret", "panic", "goroutine", ".go:", "runtime", "disk", "fiber", "sql"} {
		if strings.Contains(strings.ToLower(a.body), inside) {
			t.Errorf("the answer holds %q", inside)
		}
	}
}

func TestNotFound(t *testing.T) {
	town := theTown()
	for _, path := range []string{"/nowhere", "/search/more", "/urgent-help/now", "/.env", "/wp-login.php", "//evil.example", "/%2e%2e/%2e%2e/etc/passwd", "/<script>alert(1)</script>"} {
		a := town.get(t, strings.ReplaceAll(path, "<", "%3C"))
		if a.status != http.StatusNotFound || strings.Contains(a.body, "alert(1)") {
			t.Errorf("%s: %d", path, a.status)
		}
		a.must(t, in("h1", reads("Page not found")), in(".fp-urgent a[href='tel:116123']"), in("main a[href='/']"), in("form[action='/search'] #near"))
	}
}

// Until the index has caught up, a search says so; it does not say that there is nothing.
func TestNotReady(t *testing.T) {
	town := theTown()
	waiting := town.with(func(c *site.Config) {
		empty, err := index.InMemory(context.Background(), c.IndexSetting())
		if err != nil {
			t.Fatal(err)
		}
		c.Index = empty
	})
	a := waiting.get(t, search("q", "tablet", "near", "LS1 4"))
	if a.status != http.StatusServiceUnavailable {
		t.Error(a.status)
	}
	a.must(t, in("h1", reads("Nearly ready")), in(".fp-urgent a[href='tel:999']"))
	if a := waiting.get(t, api("q", "tablet")); a.status != http.StatusServiceUnavailable || a.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("API: %d", a.status)
	}
	ready := waiting.get(t, "/readyz")
	if ready.status != http.StatusServiceUnavailable || ready.decode(t)["status"] != "catching up" {
		t.Errorf("/readyz: %d %s", ready.status, ready.body)
	}
	for _, path := range []string{"/", "/urgent-help", "/healthz", town.address("tablets", "tablet-library")} {
		if a := waiting.get(t, path); a.status != http.StatusOK {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	if _, err := waiting.config.Index.Follow(context.Background(), oneService{town}, nil); err != nil {
		t.Fatal(err)
	}
	ready = waiting.get(t, "/readyz")
	if v := ready.decode(t); ready.status != http.StatusOK || v["status"] != "ready" || v["services"] != 1.0 {
		t.Errorf("/readyz: %d %s", ready.status, ready.body)
	}
}

// oneService is a log of one service of a town.
type oneService struct{ *town }

func (oneService) Epoch(context.Context) (string, error)              { return "epoch", nil }
func (oneService) Hidden(context.Context, int64, int64) (bool, error) { return false, nil }

func (o oneService) Since(_ context.Context, from store.Checkpoint, _ int) ([]data.ServiceID, store.Checkpoint, error) {
	if from.Log > 0 {
		return nil, from, nil
	}
	from.Log = 1
	return []data.ServiceID{o.ids["tablets"]}, from, nil
}

func (o oneService) Listings(ctx context.Context, ids []data.ServiceID) ([]data.Listing, error) {
	return o.config.Store.Listings(ctx, ids)
}
