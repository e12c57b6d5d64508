package main_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	permission "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// holds waits until an expression holds on the page. (chromedp's own way needs eval, which the pages' policy forbids.)
func (b *browser) holds(t *testing.T, expression string) {
	t.Helper()
	for start := time.Now(); time.Since(start) < 10*time.Second; time.Sleep(30 * time.Millisecond) {
		if see(t, b, chromedp.Evaluate[bool]("!!("+expression+")")) {
			return
		}
	}
	b.picture(t)
	t.Fatalf("it does not come to hold: %s", expression)
}

func (b *browser) says(t *testing.T, expression string) string {
	t.Helper()
	return see(t, b, chromedp.Evaluate[string](expression))
}

// press types keys where the focus is, as a person does: one after the other. They go down raw, as those of a keyboard do, so
// that the browser takes no letter of a key that the page has used for something else.
func (b *browser) press(t *testing.T, keys string) {
	t.Helper()
	b.do(t, chromedp.KeyEvent(keys, func(p *input.DispatchKeyEventParams) {
		if p.Type == input.DispatchKeyEventTypeKeyDown {
			p.Type = input.DispatchKeyEventTypeRawKeyDown
		}
	}))
}

// suggested is what has been asked for suggestions so far.
func (b *browser) suggested(t *testing.T) []string {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []string
	for _, address := range b.asked {
		if _, query, ok := strings.Cut(address, "/api/suggest?"); ok {
			plain, err := url.QueryUnescape(query)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, plain)
		}
	}
	return out
}

// empties takes out what is in a field.
func empties(field string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (nothing chromedp.Void, err error) {
		_, err = chromedp.Evaluate[bool](fmt.Sprintf(`document.querySelector(%q).value = ""; true`, field))(ctx, target)
		return nothing, err
	}
}

const (
	active = `document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))`
	opened = `document.querySelector("#near-suggestions:not([hidden])")`
	spoken = `document.querySelector("#near-suggestions + [role=status]").textContent`
)

// Places are suggested as they are typed, and chosen with the keyboard alone: an editable combobox of WAI-ARIA 1.2.
func TestBrowserTypingAheadByKeyboard(t *testing.T) {
	s := serve(t, empty(t))
	b := openBrowser(t, true, true)
	b.do(t, chromedp.Navigate(s.address+"/"))
	if b.count(t, "script[src]") == 0 {
		t.Skip("the assets are not built")
	}
	if on := b.says(t, `document.activeElement.tagName`); on != "BODY" {
		t.Errorf("the page takes the focus to %s by itself", on)
	}
	b.do(t, chromedp.Focus(chromedp.CSS("#near")))
	b.press(t, "l")
	time.Sleep(400 * time.Millisecond)
	if asked := b.suggested(t); len(asked) > 0 {
		t.Errorf("one letter is asked about: %q", asked)
	}
	b.press(t, "ee")
	b.holds(t, opened)
	for _, expression := range []string{
		`document.querySelector("#near[role=combobox][aria-expanded=true][aria-autocomplete=list][aria-controls=near-suggestions]")`,
		`document.querySelector("#near-suggestions[role=listbox][aria-label]")`,
		`[...document.querySelectorAll("#near-suggestions > *")].every((o) => o.getAttribute("role") === "option" && o.id && o.offsetHeight >= 44)`,
		`document.querySelectorAll("#near-suggestions > *").length + " suggestions below" === ` + spoken,
		`!document.activeElement.hasAttribute("aria-activedescendant")`,
	} {
		b.holds(t, expression)
	}
	if asked := b.suggested(t); len(asked) != 1 || asked[0] != "near=lee" {
		t.Errorf("while somebody types, this is asked: %q", asked)
	}

	b.press(t, kb.ArrowDown)
	b.holds(t, active+`.textContent.startsWith("Leeds") && `+active+`.getAttribute("aria-selected") === "true"`)
	if value := see(t, b, chromedp.Value(chromedp.CSS("#near"))); value != "lee" {
		t.Errorf("going down the list changes the text to %q", value)
	}
	b.press(t, kb.ArrowUp)
	b.holds(t, "!"+active)
	b.press(t, kb.ArrowUp)
	b.holds(t, active+` === document.querySelector("#near-suggestions").lastChild`)
	for _, key := range []string{kb.Home, kb.End} { // back in the text
		b.press(t, kb.ArrowDown+kb.ArrowDown)
		b.holds(t, active)
		b.press(t, key)
		b.holds(t, "!"+active+" && "+opened)
	}
	if at := see(t, b, chromedp.Evaluate[int]("document.activeElement.selectionStart")); at != 3 {
		t.Errorf("End leaves the cursor at %d", at)
	}

	b.press(t, kb.Escape)
	b.holds(t, `!`+opened+` && document.querySelector("#near[aria-expanded=false]") && `+spoken+` === ""`)
	b.press(t, kb.ArrowDown)
	b.holds(t, opened+" && "+active)
	b.press(t, kb.Tab)
	b.holds(t, `!`+opened+` && document.activeElement.id !== "near"`)
	if value := see(t, b, chromedp.Value(chromedp.CSS("#near"))); value != "lee" {
		t.Errorf("moving on changes the text to %q", value)
	}

	b.do(t, chromedp.Focus(chromedp.CSS("#near")))
	b.press(t, kb.ArrowDown)
	b.holds(t, active)
	b.press(t, kb.Enter)
	b.holds(t, `!`+opened+` && document.querySelector("#near").value === "Leeds"`)
	time.Sleep(300 * time.Millisecond)
	if at := see(t, b, chromedp.Location()); at != s.address+"/" {
		t.Fatalf("choosing a place sends the form: %s", at)
	}
	b.press(t, kb.Enter)
	b.do(t, chromedp.WaitVisible(firstResult))
	if at := see(t, b, chromedp.Location()); !strings.HasSuffix(at, "/search?near=Leeds") {
		t.Errorf("the search leads to %s", at)
	}

	// A name of several places is sent as what finds the one that was chosen.
	b.do(t, empties("#near"), chromedp.SendKeys(chromedp.CSS("#near"), "north east"))
	b.holds(t, opened)
	b.press(t, kb.ArrowDown)
	chosen := b.says(t, active+".textContent")
	b.press(t, kb.Enter)
	b.holds(t, `document.querySelector("#near").value === `+fmt.Sprintf("%q", chosen))
	b.press(t, kb.Enter)
	b.holds(t, `location.search.includes("near=E") && document.querySelector("h1")?.textContent.includes("for North East")`)
	b.check(t, s, "")
}

// With a mouse: a place and a topic fill in their names, and a service is a link to its page. Nothing is sent unasked.
func TestBrowserTypingAheadByMouse(t *testing.T) {
	s := serve(t, empty(t))
	b := openBrowser(t, true, true)
	b.do(t, chromedp.EmulateViewport(320, 640), chromedp.Navigate(s.address+"/"))
	if b.count(t, "script[src]") == 0 {
		t.Skip("the assets are not built")
	}
	b.do(t, chromedp.SendKeys(chromedp.CSS("#near"), "newp"), chromedp.Click(chromedp.CSS("#near-suggestions [role=option]:first-child")))
	b.holds(t, `!`+opened+` && document.querySelector("#near").value.startsWith("Newport") && document.activeElement.id === "near"`)
	if wide := see(t, b, chromedp.Evaluate[int]("document.documentElement.scrollWidth")); wide > 320 {
		t.Errorf("the page is %d pixels wide on a screen of 320", wide)
	}
	b.do(t, chromedp.SendKeys(chromedp.CSS("#q"), "tablet"))
	b.holds(t, `document.querySelectorAll("#q-suggestions a[role=option]").length > 0`)
	b.do(t, chromedp.Click(chromedp.CSS("#q-suggestions div[role=option]")))
	if what := see(t, b, chromedp.Value(chromedp.CSS("#q"))); what != "Tablets, phones and computers" {
		t.Errorf("the topic fills in %q", what)
	}
	if at := see(t, b, chromedp.Location()); at != s.address+"/" {
		t.Errorf("choosing sends the form: %s", at)
	}
	b.do(t, empties("#q"), chromedp.SendKeys(chromedp.CSS("#q"), "tablet"))
	b.holds(t, `document.querySelectorAll("#q-suggestions a[role=option]").length > 0`)
	href := b.says(t, `document.querySelector("#q-suggestions a").href`)
	b.do(t, chromedp.Click(chromedp.CSS("#q-suggestions a")), chromedp.WaitVisible(chromedp.CSS("article.fp-listing h1")))
	if at := see(t, b, chromedp.Location()); at != href || !strings.HasPrefix(at, s.address+"/services/") {
		t.Errorf("the service at %s leads to %s", href, at)
	}
	b.check(t, s, "")
}

// A postcode is asked about up to its sector and no further, and an address not at all, wherever they are typed.
func TestBrowserTypingAHome(t *testing.T) {
	s := serve(t, empty(t))
	b := openBrowser(t, true, true)
	b.do(t, chromedp.Navigate(s.address+"/"))
	if b.count(t, "script[src]") == 0 {
		t.Skip("the assets are not built")
	}
	slowly := func(field, text string) {
		b.do(t, chromedp.Focus(chromedp.CSS(field)))
		for _, letter := range text {
			b.press(t, string(letter))
			time.Sleep(220 * time.Millisecond)
		}
		b.do(t, empties(field))
	}
	slowly("#near", "LS1 4AP")
	slowly("#near", "ls14ap")
	slowly("#near", "9 Elm Rd")
	slowly("#near", "53.79, -1.5")
	slowly("#q", "go LS1 4AP")
	for _, asked := range b.suggested(t) {
		plain := strings.ToLower(strings.ReplaceAll(asked, " ", ""))
		if strings.Contains(plain, "ls14a") || strings.Contains(plain, "9") || strings.Contains(plain, "53") {
			t.Errorf("this was sent as it was typed: %s", asked)
		}
	}
	if n := len(b.suggested(t)); n < 4 {
		t.Errorf("only %d questions were asked, so that little was looked at", n)
	}
	b.check(t, s, "")
}

// When the suggestions cannot be had the form works as if there were none.
func TestBrowserTypingWithoutAnswers(t *testing.T) {
	s := serve(t, empty(t))
	b := openBrowser(t, true, true)
	for _, answer := range []string{`Promise.reject(new TypeError("no network"))`, `Promise.resolve(new Response("<p>Bad gateway</p>", {status: 502}))`,
		`Promise.resolve(new Response("<p>Log in to this network</p>"))`, `Promise.resolve(new Response("{}"))`, `new Promise(() => {})`} {
		b.do(t, chromedp.Navigate(s.address+"/"))
		see(t, b, chromedp.Evaluate[bool](`window.fetch = () => `+answer+`; true`))
		b.do(t, chromedp.SendKeys(chromedp.CSS("#near"), "leeds"))
		time.Sleep(300 * time.Millisecond)
		if n := b.count(t, "[role=listbox]:not([hidden])"); n > 0 {
			t.Errorf("%s: %d lists are open", answer, n)
		}
		b.press(t, kb.Enter)
		b.do(t, chromedp.WaitVisible(firstResult))
	}
	b.check(t, s, "")
}

// place says where the browser is, and whether the page may know. Without a latitude the browser cannot tell.
func (b *browser) place(t *testing.T, may permission.PermissionSetting, latitude, longitude *float64) {
	t.Helper()
	b.do(t, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, permission.SetPermission, permission.SetPermissionParams{Permission: &permission.PermissionDescriptor{Name: "geolocation"}, Setting: may})
		if err == nil {
			accuracy := 20.0
			_, err = cdp.Call(ctx, target, emulation.SetGeolocationOverride, emulation.SetGeolocationOverrideParams{Latitude: latitude, Longitude: longitude, Accuracy: &accuracy})
		}
		return err
	}))
}

// "Use my location" fills in where somebody is to some 100 metres, sends nothing by itself, and gets into no address.
func TestBrowserLocation(t *testing.T) {
	s := serve(t, empty(t))
	b := openBrowser(t, true, true)
	latitude, longitude := 53.796482, -1.547851
	const said = `document.querySelector(".fp-locate [role=status]").textContent`
	b.do(t, chromedp.Navigate(s.address+"/"))
	if b.count(t, "script[src]") == 0 {
		t.Skip("the assets are not built")
	}

	b.place(t, permission.PermissionSettingDenied, &latitude, &longitude)
	b.do(t, chromedp.SendKeys(chromedp.CSS("#near"), "Hull"), chromedp.Click(chromedp.CSS(".fp-locate button")))
	b.holds(t, said+` === "Your browser would not say where you are. Type your postcode or town."`)
	b.place(t, permission.PermissionSettingGranted, nil, nil)
	b.do(t, chromedp.Click(chromedp.CSS(".fp-locate button")))
	b.holds(t, said+` === "Your device could not tell where you are. Type your postcode or town."`)
	if near := see(t, b, chromedp.Value(chromedp.CSS("#near"))); near != "Hull" {
		t.Errorf("the field holds %q after it failed, not what was typed", near)
	}

	b.place(t, permission.PermissionSettingGranted, &latitude, &longitude)
	b.do(t, chromedp.Click(chromedp.CSS(".fp-locate button")))
	b.holds(t, said+`.startsWith("We filled in where you are")`)
	if near := see(t, b, chromedp.Value(chromedp.CSS("#near"))); near != "53.796, -1.548" {
		t.Errorf("the field holds %q", near)
	}
	if at := see(t, b, chromedp.Location()); at != s.address+"/" {
		t.Errorf("it sends the form: %s", at)
	}
	b.do(t, chromedp.Click(chromedp.CSS(`.fp-search button[type=submit]`)), chromedp.WaitVisible(firstResult))
	if at := see(t, b, chromedp.Location()); !strings.HasSuffix(at, "/search?near=LS1+5") {
		t.Errorf("the address of the results is %s", at)
	}
	for _, address := range b.check(t, s, "") {
		if strings.Contains(address, "53.79") || strings.Contains(address, "1.54") {
			t.Errorf("where somebody is is in an address: %s", address)
		}
	}
	if strings.Contains(s.log.String(), "53.79") {
		t.Error("where somebody is is in the log")
	}

	without := openBrowser(t, false, true)
	without.do(t, chromedp.Navigate(s.address+"/"))
	if n := without.count(t, ".fp-locate, [role=combobox], [role=listbox]"); n > 0 {
		t.Errorf("%d things are on the page that need a script", n)
	}
}
