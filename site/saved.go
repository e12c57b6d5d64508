package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// listCookieName keeps the services that a person has saved: in their browser, and nowhere else.
const listCookieName = "__Host-list"

// listLife is how long the cookie is good for. It also ends with the browser's session.
const listLife = 12 * time.Hour

// maxSaved is how many services a saved list holds: as many as a cookie takes, and more than anyone carries.
const maxSaved = 40

// saved reads the saved list of a request. hasCookie is false where the browser has kept none yet.
func (s *Site) saved(c *fiber.Ctx) (ids []data.ServiceID, hasCookie bool) {
	packed, ok := s.seals.get(c, listCookieName)
	for len(packed) >= len(uuid.UUID{}) {
		id, _ := uuid.FromBytes(packed[:len(uuid.UUID{})]) // of the right length
		ids, packed = append(ids, data.ServiceID(id.String())), packed[len(uuid.UUID{}):]
	}
	return ids, ok
}

// savedListings are the listings of the saved list, in its order.
func (s *Site) savedListings(c *fiber.Ctx) ([]data.Listing, error) {
	ids, _ := s.saved(c)
	return s.Store.Listings(c.UserContext(), ids)
}

func (s *Site) keepSaved(c *fiber.Ctx, ids []data.ServiceID) error {
	var packed []byte
	for _, id := range ids {
		u, err := uuid.Parse(string(id))
		if err != nil {
			return err
		}
		packed = append(packed, u[:]...)
	}
	return s.seals.put(c, listCookieName, packed, listLife)
}

// savedLink is what the link to the saved list says.
func (s *Site) savedLink(c *fiber.Ctx, w words.Words) string {
	if ids, _ := s.saved(c); len(ids) > 0 {
		return w.T("saved.link_count", "Count", len(ids))
	}
	return w.T("saved.link")
}

// postList changes the saved list, and leads back to where the button was pressed.
func (s *Site) postList(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if err := ownForm(c); err != nil {
		return err
	}
	w := s.wordsFor(c)
	ids, hasCookie := s.saved(c)
	ids, err := s.Store.Leads(c.UserContext(), ids)
	if err != nil {
		return err
	}
	id := data.ServiceID("")
	do := ""
	for _, name := range []string{"add", "remove", "up", "down", "clear"} {
		if v := c.FormValue(name); v != "" {
			do, id = name, data.ServiceID(v)
		}
	}
	at := slices.Index(ids, id)
	next := w.Path("/list")
	if back := localPath(c.FormValue("back"), ""); back != "" {
		next = back + "#s-" + string(id)
	}
	switch {
	case do == "clear":
		s.seals.clear(c, listCookieName)
		return c.Redirect(w.Path("/list"), fiber.StatusSeeOther)
	case do == "add" && at < 0:
		if _, err := s.Store.Listing(c.UserContext(), id); err != nil {
			return err
		}
		if len(ids) >= maxSaved {
			return &problem{status: fiber.StatusBadRequest, title: "error.saved_full.title", detail: "error.saved_full.detail", pairs: []any{"Most", maxSaved}}
		}
		place := len(ids)
		if n, err := strconv.Atoi(c.FormValue("at")); err == nil && n >= 0 && n < place {
			place = n // where it was before it was taken out
		}
		ids = slices.Insert(ids, place, id)
		if !hasCookie { // the first: say how it is kept, and notice a browser that keeps nothing
			query := url.Values{"added": {string(id)}}
			if next != w.Path("/list") {
				query.Set("back", next)
			}
			next = w.Path("/list?" + query.Encode())
		}
	case do == "remove" && at >= 0:
		ids = slices.Delete(ids, at, at+1)
		if next == w.Path("/list") {
			next = w.Path("/list?" + url.Values{"removed": {string(id)}, "at": {strconv.Itoa(at)}}.Encode())
		}
	case do == "up" && at > 0:
		ids[at-1], ids[at] = ids[at], ids[at-1]
	case do == "down" && at >= 0 && at < len(ids)-1:
		ids[at+1], ids[at] = ids[at], ids[at+1]
	}
	if err := s.keepSaved(c, ids); err != nil {
		return err
	}
	return c.Redirect(next, fiber.StatusSeeOther)
}

// localPath is a path on this site that a form names, or another where it names none: a form must not lead elsewhere.
func localPath(path, otherwise string) string {
	u, err := url.Parse(path)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return otherwise
	}
	return path
}

// getList shows the saved list.
func (s *Site) getList(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	w := s.wordsFor(c)
	ids, hasCookie := s.saved(c)
	listings, err := s.Store.Listings(c.UserContext(), ids)
	if err != nil {
		return err
	}
	view := s.savedView(w, listings)
	view.Own = true
	if added := c.Query("added"); added != "" {
		if hasCookie {
			view.Notice = w.T("saved.first")
		} else {
			view.Notice = w.T("saved.no_cookie")
		}
		if back := localPath(c.Query("back"), ""); back != "" {
			view.Back = &views.Link{Text: w.T("saved.back"), Href: back}
		}
	}
	if removed := c.Query("removed"); data.ValidID(removed) && !slices.Contains(ids, data.ServiceID(removed)) {
		if gone, err := s.Store.Listing(c.UserContext(), data.ServiceID(removed)); err == nil {
			view.Undo = &views.Undo{ID: removed, At: c.Query("at"), Text: w.T("saved.removed", "Name", gone.Service.Name)}
		}
	}
	page := views.Page{Title: view.Heading, NoIndex: true, Here: "/list", Large: c.Query("size") == "large"}
	if page.Large {
		view.Size = &views.Link{Text: w.T("saved.normal"), Href: w.Path("/list")}
	} else {
		view.Size = &views.Link{Text: w.T("saved.large"), Href: w.Path("/list?size=large")}
	}
	if err := s.sends(c, w, &view, listings); err != nil {
		return err
	}
	return s.render(c, w, page, views.Saved(w, view))
}

// savedView lays out a list of services.
func (s *Site) savedView(w words.Words, listings []data.Listing) views.SavedView {
	view := views.SavedView{Heading: w.N("saved.title", len(listings)), Lead: w.T("saved.lead"), Made: w.T("saved.made", "Date", dateWords(w, data.DateOf(s.Now())), "Brand", s.Brand.Name)}
	if len(listings) == 0 {
		view.Heading, view.Lead = w.T("saved.empty_title"), w.T("saved.empty")
	}
	for i, l := range listings {
		view.Entries = append(view.Entries, views.SavedEntry{Leaflet: s.leaflet(w, l), Number: i + 1, First: i == 0, Last: i == len(listings)-1})
	}
	return view
}
