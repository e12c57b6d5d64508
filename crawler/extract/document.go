package extract

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Document is a page that was parsed, once, for everything that is asked of it.
type Document struct {
	page *goquery.Document
	url  *url.URL
	base *url.URL
}

// Parse reads a page's HTML. contentType is the response's header: it names the charset.
func Parse(body []byte, at *url.URL, contentType string) (*Document, error) {
	text := decode(body, contentType)
	if err := checkMarkup(text); err != nil {
		return nil, &ParseError{URL: at.String(), Err: err}
	}
	page, err := goquery.NewDocumentFromReader(bytes.NewReader(text))
	if err != nil {
		return nil, &ParseError{URL: at.String(), Err: err}
	}
	d := &Document{page: page, url: at, base: at}
	if href, ok := page.Find("base[href]").First().Attr("href"); ok {
		if base, err := at.Parse(strings.TrimSpace(href)); err == nil && base.Host != "" {
			d.base = base
		}
	}
	return d, nil
}

// Title is the page's title, as it stands.
func (d *Document) Title() string { return d.page.Find("title").First().Text() }

// Print fingerprints what the page says.
func (d *Document) Print() Print { return PrintOf(d.page.Nodes[0]) }

// Wishes are what a page asks of who reads it by machine.
type Wishes struct {
	NoIndex  bool // that it is not listed
	NoFollow bool // that its links are not followed
}

// Wishes reads the page's robots elements: those for all, and those for an agent of the name.
func (d *Document) Wishes(agent string) (w Wishes) {
	d.page.Find("meta[name][content]").Each(func(_ int, meta *goquery.Selection) {
		if name := meta.AttrOr("name", ""); !same(name, "robots") && !same(name, agent) {
			return
		}
		said := strings.ToLower(meta.AttrOr("content", ""))
		w.NoFollow = w.NoFollow || strings.Contains(said, "nofollow") || strings.Contains(said, "none")
		w.NoIndex = w.NoIndex || strings.Contains(said, "noindex") || strings.Contains(said, "none")
	})
	return w
}

// most links of one page that are followed
const maxLinks = 5000

// Links are where the page's links lead, in their order, but for those that it asks not to follow.
func (d *Document) Links() []*url.URL {
	var out []*url.URL
	d.page.Find("a[href], area[href]").EachWithBreak(func(_ int, a *goquery.Selection) bool {
		if strings.Contains(strings.ToLower(a.AttrOr("rel", "")), "nofollow") {
			return true
		}
		if u := d.absolute(a.AttrOr("href", "")); u != nil {
			out = append(out, u)
		}
		return len(out) < maxLinks
	})
	return out
}

// Canonical is the address that the page says is its own; nil if it says none.
func (d *Document) Canonical() *url.URL {
	return d.absolute(d.page.Find(`link[rel~="canonical"][href]`).First().AttrOr("href", ""))
}

func (d *Document) absolute(href string) *url.URL {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") {
		return nil
	}
	u, err := d.base.Parse(href)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	return u
}
