package main_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is a real browser on one tab, and what it asked for and complained about.
type browser struct {
	ctx context.Context

	mu     sync.Mutex
	asked  []string
	errors []string
}

// ways are how people's browsers differ in what matters here.
var ways = []struct {
	name             string
	scripts, cookies bool
}{{"with scripts and cookies", true, true}, {"without scripts", false, true}, {"without cookies", true, false}, {"without either", false, false}}

// openBrowser starts a browser that reaches nothing but this machine, with a profile of its own.
func openBrowser(t *testing.T, scripts, cookies bool) *browser {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		missing(t, "there is no Chromium in the PATH")
	}
	profile := t.TempDir()
	if !cookies {
		if err := os.Mkdir(filepath.Join(profile, "Default"), 0o700); err != nil {
			t.Fatal(err)
		}
		// 2 is "blocked" (chromium, components/content_settings).
		write(t, filepath.Join(profile, "Default"), "Preferences", `{"profile":{"default_content_setting_values":{"cookies":2}}}`)
	}
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), chromedp.ExecPath(path), chromedp.UserDataDir(profile),
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1024, 900),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("disable-default-apps", true), chromedp.Flag("disable-extensions", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	b := &browser{}
	tab, cancelTab := chromedp.NewContext(allocator, chromedp.WithListener(b.listen))
	b.ctx = tab
	t.Cleanup(func() {
		closing, cancel := context.WithTimeout(tab, 20*time.Second)
		defer cancel()
		if err := chromedp.Cancel(closing); err != nil { // waits until it has ended, so that its profile can be removed
			t.Logf("closing the browser: %v", err)
		}
		cancelTab()
		cancelAllocator()
	})
	err := chromedp.Do(tab, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{})
		if err == nil {
			_, err = cdp.Call(ctx, target, log.Enable, cdp.Empty{})
		}
		if err == nil && !scripts {
			_, err = cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		}
		return err
	}))
	if err != nil {
		t.Fatalf("starting %s: %v", path, err)
	}
	return b
}

func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.asked = append(b.asked, e.Request.URL)
	case *network.EventLoadingFailed:
		if !e.Canceled {
			b.errors = append(b.errors, "loading failed: "+e.ErrorText)
		}
	case *runtime.EventExceptionThrown:
		b.errors = append(b.errors, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if kind := string(e.Type); kind == "error" || kind == "assert" {
			b.errors = append(b.errors, "console: "+kind)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			b.errors = append(b.errors, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// do does things in the browser, in order. When one fails the page is kept as a picture.
func (b *browser) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	for i, step := range steps {
		if _, err := ask(b, step); err != nil {
			b.picture(t)
			t.Fatalf("in the browser, step %d: %v", i+1, err)
		}
	}
}

// see reads something off the page.
func see[T any](t *testing.T, b *browser, what chromedp.Action[T]) T {
	t.Helper()
	v, err := ask(b, what)
	if err != nil {
		b.picture(t)
		t.Fatalf("in the browser: %v", err)
	}
	return v
}

func ask[T any](b *browser, action chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	return chromedp.Run(ctx, action)
}

// picture keeps the page as it is: "go test -artifacts" says where.
func (b *browser) picture(t *testing.T) {
	t.Helper()
	at, err := ask(b, chromedp.Location())
	if err != nil {
		t.Logf("no picture could be taken: %v", err)
		return
	}
	png, err := ask(b, chromedp.FullScreenshot(100))
	file := filepath.Join(t.ArtifactDir(), "page.png")
	if err := errors.Join(err, os.WriteFile(file, png, 0o600)); err != nil {
		t.Log(err)
	}
	t.Logf("at %s; picture: %s", at, file)
}

// check looks at what the browser has asked for: nothing of another host, and no full postcode in any address. It must
// have complained of nothing but what is expected.
func (b *browser) check(t *testing.T, s *server, expected string) (asked []string) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.asked) == 0 {
		t.Error("the browser asked for nothing, so that nothing was looked at")
	}
	for _, address := range b.asked {
		if !strings.HasPrefix(address, s.address+"/") && !strings.HasPrefix(address, "data:") {
			t.Errorf("the page asked another host: %s", address)
		}
		if plain, err := url.QueryUnescape(address); err != nil || strings.Contains(strings.ReplaceAll(plain, " ", ""), "LS14AP") {
			t.Errorf("an address holds the full postcode: %s", address)
		}
	}
	for _, e := range b.errors {
		if expected == "" || !strings.Contains(e, expected) {
			t.Errorf("the browser complained: %s", e)
		}
	}
	return append(asked, b.asked...)
}

func (b *browser) count(t *testing.T, selector string) int {
	t.Helper()
	return see(t, b, chromedp.Evaluate[int](fmt.Sprintf("document.querySelectorAll(%q).length", selector)))
}

// search types into the form of the home page and sends it.
func (b *browser) search(t *testing.T, s *server, what, where string) {
	t.Helper()
	b.do(t, chromedp.Navigate(s.address+"/"), chromedp.SendKeys(chromedp.CSS("#q"), what), chromedp.SendKeys(chromedp.CSS("#near"), where),
		chromedp.Click(chromedp.CSS(`form.fp-search button[type="submit"]`)))
}

const firstResult = chromedp.CSS("ol.fp-results > li h3 a")

// Must show 8: searched through the page in a browser, with and without scripts and cookies.
func TestBrowserSearch(t *testing.T) {
	s := serve(t, empty(t))
	want := s.api(t, query{"tablet", "LS1 4AP"})
	if len(want.Results) == 0 {
		t.Fatal("the listings that ship have no tablet for LS1 4AP")
	}
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			b := openBrowser(t, way.scripts, way.cookies)
			b.search(t, s, "tablet", "LS1 4AP")
			b.do(t, chromedp.WaitVisible(firstResult))
			if at := see(t, b, chromedp.Location()); strings.Contains(at, "4AP") || !strings.Contains(at, "near=LS1+4") {
				t.Errorf("the address of the results is %s; it must hold the sector and no more", at)
			}
			if got := b.count(t, "ol.fp-results > li"); got != len(want.Results) {
				t.Errorf("%d results on the page, want %d", got, len(want.Results))
			}
			if first := see(t, b, chromedp.Text(firstResult)); strings.TrimSpace(first) != want.Results[0].Name {
				t.Errorf("the first result is %q, want %q", first, want.Results[0].Name)
			}
			kept := "LS1 4AP" // which only the sealed cookie holds
			if !way.cookies {
				kept = "LS1 4"
			}
			if near := see(t, b, chromedp.Value(chromedp.CSS("#near"))); near != kept {
				t.Errorf("the form above the results holds %q, want %q", near, kept)
			}
			jar := see(t, b, func(ctx context.Context, target *chromedp.Target) (network.GetCookiesResult, error) {
				return cdp.Call(ctx, target, network.GetCookies, network.GetCookiesParams{})
			})
			for _, cookie := range jar.Cookies {
				if !cookie.HTTPOnly || !cookie.Secure || !cookie.Session || strings.Contains(cookie.Value, "4AP") {
					t.Errorf("the cookie %s is not sealed for this visit: %+v", cookie.Name, cookie)
				}
			}
			if (len(jar.Cookies) > 0) != way.cookies {
				t.Errorf("there are %d cookies", len(jar.Cookies))
			}
			b.do(t, chromedp.Click(firstResult), chromedp.WaitVisible(chromedp.CSS("article.fp-listing h1")))
			at, title := see(t, b, chromedp.Location()), see(t, b, chromedp.Text(chromedp.CSS("article.fp-listing h1")))
			if strings.TrimSpace(title) != want.Results[0].Name || !strings.HasPrefix(at, s.address+"/services/") {
				t.Errorf("the listing at %s is called %q, want %q", at, title, want.Results[0].Name)
			}
			if b.count(t, `.fp-listing__contact a[href^="tel:"], .fp-listing__contact a[href^="http"]`) == 0 {
				t.Error("the listing has neither a number to ring nor a website")
			}
			b.check(t, s, "")
			if t.Failed() {
				b.picture(t)
			}
		})
	}
}

// A place that is none is said to be none, at the top of the page, where people are taken.
func TestBrowserMistake(t *testing.T) {
	s := serve(t, empty(t))
	for _, way := range ways[:2] {
		t.Run(way.name, func(t *testing.T) {
			b := openBrowser(t, way.scripts, way.cookies)
			const nowhere = "xyzzy plugh"
			b.search(t, s, "tablet", nowhere)
			b.do(t, chromedp.WaitVisible(chromedp.CSS(".nhsuk-error-summary")))
			said := see(t, b, chromedp.Text(chromedp.CSS(".nhsuk-error-summary")))
			q, near := see(t, b, chromedp.Value(chromedp.CSS("#q"))), see(t, b, chromedp.Value(chromedp.CSS("#near")))
			if len(said) < 30 || q != "tablet" || near != nowhere {
				t.Errorf("the summary says %q; the form holds %q and %q, want what was typed", said, q, near)
			}
			if b.count(t, `.nhsuk-error-summary a[href="#near"]`) != 1 || b.count(t, "#near-error") != 1 {
				t.Error("the summary does not lead to the field that is wrong")
			}
			if b.count(t, "script[src]") > 0 { // a program without its assets has none
				on := see(t, b, chromedp.Evaluate[string]("document.activeElement.className"))
				if strings.Contains(on, "nhsuk-error-summary") != way.scripts {
					t.Errorf("the focus is on %q; with scripts it must be on the summary, and without there is nothing to move it", on)
				}
			}
			for _, address := range b.check(t, s, "") {
				if strings.Contains(address, "xyzzy") {
					t.Errorf("what was typed is in an address: %s", address)
				}
			}
			if t.Failed() {
				b.picture(t)
			}
		})
	}
}
