package site

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// maxOthers is how many other services a listing leads to.
const maxOthers = 4

// service shows one listing. The id finds it; another name in the address leads to the one it has now, and the id of one that was
// merged to what it was merged into, which says so. One that has closed says so too, with others in its place.
func (s *Site) service(c *fiber.Ctx) error {
	w := s.wordsFor(c)
	listing, err := s.listingOf(c)
	if err != nil {
		return err
	}
	if c.Params("id") != string(listing.Service.ID) { // it may be brought apart again, so the redirect is not for ever
		c.Set(fiber.HeaderCacheControl, "no-cache")
		return c.Redirect(w.Path(s.serviceAddress(listing.Service))+"?was=merged", fiber.StatusFound)
	}
	if c.Params("slug") != slug(listing.Service.Name) {
		c.Set(fiber.HeaderCacheControl, "no-cache") // a name may change back, and a redirect that is kept would then go round
		return c.Redirect(w.Path(s.serviceAddress(listing.Service)), fiber.StatusMovedPermanently)
	}
	address := s.serviceAddress(listing.Service)
	told, err := s.Store.Told(c.UserContext(), listing.Service.ID)
	if err != nil {
		return err
	}
	view := s.listingView(w, listing)
	if c.Query("was") == "merged" {
		view.Merged = w.T("listing.merged")
	}
	if err := errors.Join(s.turned(c.UserContext(), w, listing, &view), s.deadLink(c.UserContext(), w, &view)); err != nil {
		return err
	}
	view.Told, view.Report = s.toldWords(w, listing.Service, told), w.Path(reportAddress(listing.Service))
	kept, _ := s.saved(c)
	view.Saved = slices.Contains(kept, listing.Service.ID)
	view.Sends = s.listingSends(c, w, listing)
	if view.Others, view.More, err = s.others(c, w, listing); err != nil {
		return err
	}
	page := views.Page{Title: view.Name, Description: view.Summary, Leave: s.sensitive(listing.Service.Topics), Here: address,
		Search: &views.SearchForm{Compact: true, Folded: true}}
	if listing.Service.Status.Listed() {
		page.Canonical, page.Data = address, s.schemaOf(listing, s.base(c)+w.Path(address))
	} else {
		page.NoIndex = true
		c.Set(fiber.HeaderCacheControl, "no-store") // it may open again
	}
	return s.render(c, w, page, views.Listing(w, view))
}

// listingOf is the listing that an address names.
func (s *Site) listingOf(c *fiber.Ctx) (data.Listing, error) {
	id := c.Params("id")
	if !data.ValidID(id) {
		return data.Listing{}, errNoService
	}
	return s.Store.Listing(c.UserContext(), data.ServiceID(id))
}

// listingSends are ways to take a listing along, as those of a saved list are.
func (s *Site) listingSends(c *fiber.Ctx, w words.Words, l data.Listing) []views.Link {
	view := s.savedView(w, []data.Listing{l})
	text := savedText(w, &view) + s.base(c) + w.Path(s.serviceAddress(l.Service)) + "\n"
	mail := url.Values{"subject": {data.PlainLine(l.Service.Name, 80)}, "body": {shortened(text, maxMail)}}
	return []views.Link{
		{Text: w.T("listing.mail"), Href: "mailto:?" + strings.ReplaceAll(mail.Encode(), "+", "%20")},
		{Text: w.T("listing.message"), Href: "sms:?&body=" + strings.ReplaceAll(url.QueryEscape(strings.TrimSpace(s.messageText(w, []data.Listing{l})[len("1. "):])), "+", "%20")},
	}
}

// others are a few services on the same topic: near the listing's place, or else where it serves people. more leads to all of
// them.
func (s *Site) others(c *fiber.Ctx, w words.Words, l data.Listing) (others []views.Link, more *views.Link, err error) {
	topics := l.Service.Topics
	origin := placeOf(l)
	// One that has closed has others in its place also where nobody knows what it was about.
	near := origin != nil && !l.Service.Status.Listed()
	if _, ready := s.Index.Ready(); !ready || len(topics) == 0 && !near {
		return nil, nil, nil
	}
	p := params{words: w, Page: 1}
	if len(topics) > 0 {
		p.Filters = index.Filters{index.TopicGroup: {string(topics[0])}}
	}
	if origin != nil {
		p.Near = origin.Near()
	}
	request := p.request(origin)
	request.Limit = maxOthers + 1
	answer, err := s.search(c, request)
	if err != nil {
		return nil, nil, err
	}
	found, err := s.listed(c, w, answer.Results)
	for _, other := range found {
		if other.id == l.Service.ID || len(others) == maxOthers {
			continue
		}
		link := views.Link{Text: other.card.result.Name, Href: other.card.result.Href}
		if link.Note = s.distanceWords(w, other, origin); link.Note == "" && len(other.ways) > 0 {
			link.Note = waysWords(w, other.ways)
		}
		others = append(others, link)
	}
	if len(others) > 0 {
		more = &views.Link{Text: w.T("listing.more_others"), Href: p.address(nil)}
	}
	return others, more, err
}

// placeOf is roughly where a listing is, as closely as an address may say: the sector of the postcode of its first place, or
// the only council that it serves. A place that is withheld is nowhere.
func placeOf(l data.Listing) *geo.Place {
	for _, at := range l.Service.ServiceAtLocations {
		place, ok := l.Location(at.LocationID)
		if !ok || place.Withheld {
			continue
		}
		if code, err := geo.ParsePostcode(place.Address.Postcode); err == nil {
			if found, err := geo.Locate(code.Sector()); err == nil {
				return &found
			}
		}
	}
	if areas := l.Service.Areas; len(areas) == 1 && areas[0].Code.Level() < geo.NationLevel {
		if found, err := geo.LocateArea(areas[0].Code); err == nil {
			return &found
		}
	}
	return nil
}
