package main_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The journeys that people make, each in a browser with scripts and in one without.

// journey makes one in both kinds of browser. What the browser may complain of is expected.
func journey(t *testing.T, s *server, expected string, make func(t *testing.T, b *browser)) {
	t.Helper()
	for _, way := range ways[:2] {
		t.Run(way.name, func(t *testing.T) {
			b := openBrowser(t, way.scripts, way.cookies)
			make(t, b)
			b.check(t, s, expected)
			if t.Failed() {
				b.picture(t)
			}
		})
	}
}

// follow clicks what leads to another page, and waits for a part of that.
func (b *browser) follow(t *testing.T, selector, arrives string) {
	t.Helper()
	b.do(t, chromedp.Click(chromedp.CSS(selector)), chromedp.WaitVisible(chromedp.CSS(arrives)))
}

// text is what a part of the page says.
func (b *browser) text(t *testing.T, selector string) string {
	t.Helper()
	return strings.Join(strings.Fields(see(t, b, chromedp.Text(chromedp.CSS(selector)))), " ")
}

// mustSay wants some words in a part of the page.
func (b *browser) mustSay(t *testing.T, selector, words string) {
	t.Helper()
	if said := b.text(t, selector); !strings.Contains(said, words) {
		t.Errorf("%s says %.300q, want %q in it", selector, said, words)
	}
}

// media shows the page as it is printed, or as it is on a screen.
func media(name string) func(context.Context, *chromedp.Target) (cdp.Empty, error) {
	return func(ctx context.Context, target *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name})
	}
}

// shown counts the elements that take room on the page.
func (b *browser) shown(t *testing.T, selector string) int {
	t.Helper()
	return see(t, b, chromedp.Evaluate[int](fmt.Sprintf("[...document.querySelectorAll(%q)].filter((e) => e.getClientRects().length > 0).length", selector)))
}

// Somebody searches, narrows the results, looks at a service, saves it and another, and prints the list.
func TestJourneySave(t *testing.T) {
	s := serve(t, empty(t))
	journey(t, s, "", func(t *testing.T, b *browser) {
		b.search(t, s, "someone to talk to", "LS1 4AP")
		b.do(t, chromedp.WaitVisible(firstResult))
		before := b.text(t, "h1")
		if b.shown(t, ".fp-filters__body") == 0 { // folded away on a small screen
			b.do(t, chromedp.Click(chromedp.CSS(".fp-filters__summary")))
		}
		b.do(t, chromedp.Click(chromedp.CSS("label[for=how-phone]")), chromedp.Click(chromedp.CSS(".fp-filters button[type=submit]")), chromedp.WaitVisible(chromedp.CSS(".fp-chip")))
		if after := b.text(t, "h1"); after == before {
			t.Errorf("the filter changes nothing: %s", after)
		}
		name := b.text(t, "ol.fp-results > li h3 a")
		b.follow(t, "ol.fp-results > li h3 a", "article.fp-listing h1")
		b.mustSay(t, "article.fp-listing h1", name)
		b.follow(t, ".fp-listing button[name=add]", ".fp-notice--done")
		b.mustSay(t, ".fp-notice--done", "kept in this browser only")
		b.follow(t, ".fp-notice--done a", "article.fp-listing h1")
		b.mustSay(t, ".fp-saved", "On your list")
		b.search(t, s, "tablet", "LS1 4AP")
		b.do(t, chromedp.WaitVisible(firstResult))
		second := b.text(t, "ol.fp-results > li h3 a")
		b.follow(t, "ol.fp-results > li button[name=add]", "ol.fp-results > li .fp-saved")
		b.mustSay(t, ".fp-header__saved", "Your list (2)")
		b.follow(t, ".fp-header__saved a", ".fp-leaflets")
		b.mustSay(t, ".fp-leaflets", name)
		b.mustSay(t, ".fp-leaflets", second)
		if b.shown(t, "button[name=remove]") != 2 {
			t.Error("there is nothing to take a service off the list with")
		}
		see(t, b, media("print"))
		if n := b.shown(t, "button, form.fp-search, .fp-header__urgent, .fp-no-print"); n > 0 {
			t.Errorf("%d things are printed that paper has no use for", n)
		}
		b.mustSay(t, "footer", "116 123")
		if b.shown(t, ".fp-leaflets > li") != 2 || b.shown(t, ".fp-code svg") != 1 {
			t.Error("the list is not printed whole, with its code")
		}
		see(t, b, media(""))
		b.follow(t, "button[name=clear]", "main a[href='/']")
		b.mustSay(t, "h1", "Your list is empty")
	})
}

// Nothing matches, and there is always a way on.
func TestJourneyNothingFound(t *testing.T) {
	s := serve(t, empty(t))
	journey(t, s, "", func(t *testing.T, b *browser) {
		b.search(t, s, "qwxzkj vvbpq", "LS1 4AP")
		b.do(t, chromedp.WaitVisible(firstResult))
		b.mustSay(t, ".fp-notice", "These people can listen, or advise you on where to turn.")
		b.do(t, chromedp.Navigate(s.address+"/search?q=qqqq&kind=guide&lang=cy"), chromedp.WaitVisible(chromedp.CSS("main ul a[href='/']")))
		b.mustSay(t, "main", "We found nothing for this search.")
		b.mustSay(t, "main", "116 123")
		b.follow(t, "main ul a[href='/']", ".fp-topics")
		b.follow(t, ".fp-topics a[href='/topics/online']", "ol.fp-results")
		b.mustSay(t, "h1", "Getting online")
	})
}

// A town of which there are several is asked about, and the answer leads to results.
func TestJourneyWhichPlace(t *testing.T) {
	s := serve(t, empty(t))
	journey(t, s, "", func(t *testing.T, b *browser) {
		b.search(t, s, "tablet", "Newport")
		b.do(t, chromedp.WaitVisible(chromedp.CSS("main > h1 ~ ul a")))
		b.mustSay(t, "h1", "Which Newport do you mean?")
		b.follow(t, "main ul a", "ol.fp-results")
		b.mustSay(t, "h1", "Newport")
	})
}

// Somebody makes a guide for people who are not online.
func TestJourneyGuide(t *testing.T) {
	s := serve(t, empty(t))
	journey(t, s, "", func(t *testing.T, b *browser) {
		b.do(t, chromedp.Navigate(s.address+"/"), chromedp.Click(chromedp.CSS("footer a[href='/guide']")), chromedp.WaitVisible(chromedp.CSS("#near")))
		b.follow(t, "main form button[type=submit]", ".nhsuk-error-summary")
		b.mustSay(t, ".nhsuk-error-summary", "Choose at least one topic")
		b.do(t, chromedp.SendKeys(chromedp.CSS("#near"), "LS1 4AP"), chromedp.Click(chromedp.CSS("label[for=topic-online]")), chromedp.Click(chromedp.CSS("label[for=topic-money]")))
		b.follow(t, "main form button[type=submit]", ".fp-guide__section")
		b.mustSay(t, "h1", "Help near LS1 4")
		b.mustSay(t, ".fp-guide__crisis", "999")
		if n := b.count(t, ".fp-guide__section .fp-result"); n < 6 {
			t.Errorf("%d services are in the guide", n)
		}
	})
}

// A page about abuse can be left in a moment: by its link, and with scripts by pressing Shift three times.
func TestJourneyLeave(t *testing.T) {
	s := serve(t, empty(t))
	journey(t, s, "", func(t *testing.T, b *browser) {
		b.search(t, s, "my husband hits me", "LS1 4AP")
		b.do(t, chromedp.WaitVisible(chromedp.CSS(".fp-leave__link")))
		if title := see(t, b, chromedp.Title()); strings.Contains(title, "husband") || !strings.HasPrefix(title, "Information") {
			t.Errorf("the window is called %q", title)
		}
		b.mustSay(t, ".fp-urgent", "999")
		b.follow(t, ".fp-leave__how", "body:not(:has(.fp-leave)) main h1")
		b.mustSay(t, "h1", "How to hide your visit")
	})
}

// Somebody tells that a service has closed: without a reason they are asked for one, and nothing that they wrote is lost.
func TestJourneyReport(t *testing.T) {
	s := serve(t, empty(t))
	journey(t, s, "", func(t *testing.T, b *browser) {
		b.search(t, s, "tablet", "LS1 4AP")
		b.do(t, chromedp.WaitVisible(firstResult))
		b.follow(t, "ol.fp-results > li h3 a", "article.fp-listing h1")
		name := b.text(t, "article.fp-listing h1")
		b.follow(t, "a[href$='/report']", "#text")
		b.mustSay(t, "main", name)
		b.do(t, chromedp.SendKeys(chromedp.CSS("#text"), "The door is locked"))
		b.follow(t, "main form button[type=submit]", ".nhsuk-error-summary")
		b.mustSay(t, ".nhsuk-error-summary", "Choose what is wrong")
		if kept := see(t, b, chromedp.Value(chromedp.CSS("#text"))); kept != "The door is locked" {
			t.Errorf("the form holds %q", kept)
		}
		b.do(t, chromedp.Click(chromedp.CSS("label[for=reason-closed]")))
		b.do(t, chromedp.Click(chromedp.CSS("main form button[type=submit]")), chromedp.WaitNotPresent(chromedp.CSS("#text")))
		b.mustSay(t, "h1", "Thank you for telling us")
		b.mustSay(t, "main", "Your reference is:")
	})
}

// Somebody suggests a service, after a mistake.
func TestJourneyAdd(t *testing.T) {
	s := serve(t, empty(t))
	journey(t, s, "", func(t *testing.T, b *browser) {
		b.do(t, chromedp.Navigate(s.address+"/"), chromedp.Click(chromedp.CSS("footer a[href='/add']")), chromedp.WaitVisible(chromedp.CSS("#does")))
		b.do(t, chromedp.SendKeys(chromedp.CSS("#does"), "We meet to sing, every Tuesday evening."), chromedp.SendKeys(chromedp.CSS("#phone"), "0113 496 0000"))
		b.follow(t, "main form button[type=submit]", ".nhsuk-error-summary")
		b.mustSay(t, ".nhsuk-error-summary", "Enter the name of the service")
		b.do(t, chromedp.SendKeys(chromedp.CSS("#name"), "Otley Singers"))
		b.do(t, chromedp.Click(chromedp.CSS("main form button[type=submit]")), chromedp.WaitNotPresent(chromedp.CSS("#does")))
		b.mustSay(t, "h1", "Thank you")
		b.mustSay(t, "main", "Nothing is shown here before that")
	})
}

// Somebody reads in Welsh: the language stays with them from the search to the list, and leads back to English.
func TestJourneyWelsh(t *testing.T) {
	s := serve(t, empty(t))
	journey(t, s, "", func(t *testing.T, b *browser) {
		b.do(t, chromedp.Navigate(s.address+"/"))
		b.follow(t, "footer a[hreflang=cy]", "html[lang=cy] main h1")
		b.do(t, chromedp.SendKeys(chromedp.CSS("#q"), "tablet"), chromedp.SendKeys(chromedp.CSS("#near"), "CF10 3ND"))
		b.follow(t, `form.fp-search button[type="submit"]`, "ol.fp-results > li")
		b.follow(t, "ol.fp-results > li h3 a", "html[lang=cy] article.fp-listing h1")
		if b.count(t, "article [lang=en]") == 0 {
			t.Error("nothing that the listing says is marked as English")
		}
		b.follow(t, ".fp-listing button[name=add]", "html[lang=cy] .fp-leaflets")
		b.follow(t, "footer a[hreflang=en]", "html[lang^=en] .fp-leaflets")
		b.mustSay(t, "h1", "Your list: 1 service")
	})
}
