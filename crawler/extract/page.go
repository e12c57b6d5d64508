package extract

import (
	"fmt"
	"maps"
	"net/url"
	"strings"

	"fingerpost/data"

	"github.com/PuerkitoBio/goquery"
)

// Found is one listing as a page states it, in plain text. Empty means not said.
type Found struct {
	Name             string            `json:"name,omitempty"`
	Description      string            `json:"description,omitempty"`
	Phones           []string          `json:"phones,omitempty"` // as written
	Email            string            `json:"email,omitempty"`
	URL              string            `json:"url,omitempty"` // its own page, where the page names one
	Address          data.Address      `json:"address,omitzero"`
	Point            *data.Coordinates `json:"point,omitempty"`
	Hours            []string          `json:"hours,omitempty"` // in words, or as "Mo-Fr 09:00-17:00" (schema.org openingHours)
	Cost             string            `json:"cost,omitempty"`
	Audience         string            `json:"audience,omitempty"`
	OrganizationName string            `json:"organization,omitempty"`
	Types            []string          `json:"types,omitempty"`      // schema.org types
	Categories       []string          `json:"categories,omitempty"` // in the page's words
	Modified         data.Date         `json:"modified,omitzero"`    // the page's own date
	Ends             data.Date         `json:"ends,omitzero"`        // the last day of an event
	// How says where on the page each field was found: "JSON-LD", "selector .phone", "link tel:".
	How map[string]string `json:"how,omitempty"`
}

// Version is that of the reading. It rises when pages are read in another way, so that those that have not changed are read
// once more.
const Version = 2

// Rules are how to read the pages of one source.
type Rules struct {
	Each   string            // selector of what holds one listing, where a page has several; empty: the page is one
	Fields map[string]string // field name (see [IsField]) to selector, "h1" or "a.web@href" for an attribute
}

// ParseError is a page that cannot be read as HTML at all.
type ParseError struct {
	URL string
	Err error
}

func (e *ParseError) Error() string { return fmt.Sprintf("extract: %s: %v", e.URL, e.Err) }
func (e *ParseError) Unwrap() error { return e.Err }

// most listings that one page can state
const maxFound = 200

// Read reads the listings that a page states. A page that states none gives none. It takes the page apart: nothing else can
// be asked of the document afterwards.
func (d *Document) Read(rules Rules) ([]Found, error) {
	selectors, err := compile(rules)
	if err != nil {
		return nil, err
	}
	p := page{url: d.url, selectors: selectors}
	doc := d.page
	stated, owner := p.jsonLD(doc)
	doc.Find("script, style, template, noscript, iframe").Remove()
	if selectors.each != nil {
		if found := p.each(doc, stated); len(found) > 0 {
			return found, nil
		}
	}
	if len(stated) > 1 {
		return stated[:min(len(stated), maxFound)], nil
	}
	selected := p.selected(doc.Selection)
	switch {
	case len(stated) == 1:
		owner = stated[0]
	case owner.Name != "" && (selected.Name == "" || same(selected.Name, owner.Name)):
	default:
		// The JSON-LD speaks of an organisation and the page of something that it does.
		owner = Found{OrganizationName: owner.Name, Modified: owner.Modified, How: owner.how("organization")}
	}
	found := fill(fill(owner, selected), p.linked(doc.Selection))
	if found.isEmpty() {
		return nil, nil
	}
	return []Found{found}, nil
}

// page is one page while it is read.
type page struct {
	url       *url.URL
	selectors selectors
}

// each reads the containers of a page with several listings. What JSON-LD says of the same name comes first.
func (p page) each(doc *goquery.Document, stated []Found) []Found {
	byName := map[string]Found{}
	for _, f := range stated {
		byName[strings.ToLower(f.Name)] = f
	}
	var all []Found
	doc.FindMatcher(p.selectors.each).EachWithBreak(func(_ int, box *goquery.Selection) bool {
		found := fill(p.selected(box), p.linked(box))
		if f, ok := byName[strings.ToLower(found.Name)]; ok && found.Name != "" {
			found = fill(f, found)
		}
		if !found.isEmpty() {
			all = append(all, found)
		}
		return len(all) < maxFound
	})
	return all
}

// fill adds to f what only g says.
func fill(f, g Found) Found {
	take := func(field string, missing bool, set func()) {
		if how, ok := g.How[field]; ok && missing {
			set()
			f.How = maps.Clone(f.How)
			if f.How == nil {
				f.How = map[string]string{}
			}
			f.How[field] = how
		}
	}
	take("name", f.Name == "", func() { f.Name = g.Name })
	take("description", f.Description == "", func() { f.Description = g.Description })
	take("phone", len(f.Phones) == 0, func() { f.Phones = g.Phones })
	take("email", f.Email == "", func() { f.Email = g.Email })
	take("url", f.URL == "", func() { f.URL = g.URL })
	take("postcode", f.Address.Postcode == "", func() { f.Address.Postcode = g.Address.Postcode })
	take("address", f.Address == (data.Address{Postcode: f.Address.Postcode}), func() {
		known := f.Address.Postcode
		if f.Address = g.Address; known != "" {
			f.Address.Postcode = known
		}
	})
	take("point", f.Point == nil, func() { f.Point = g.Point })
	take("hours", len(f.Hours) == 0, func() { f.Hours = g.Hours })
	take("cost", f.Cost == "", func() { f.Cost = g.Cost })
	take("audience", f.Audience == "", func() { f.Audience = g.Audience })
	take("organization", f.OrganizationName == "", func() { f.OrganizationName = g.OrganizationName })
	take("category", len(f.Categories) == 0, func() { f.Categories = g.Categories })
	return f
}

// how is the part of How about one field.
func (f Found) how(field string) map[string]string {
	if how, ok := f.How[field]; ok {
		return map[string]string{field: how}
	}
	return nil
}

func (f Found) isEmpty() bool { return len(f.How) == 0 }

func same(a, b string) bool { return strings.EqualFold(a, b) }
