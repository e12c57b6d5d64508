package site

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/words"
)

// The map of the site for search engines (sitemaps.org, protocol 0.9): the pages that are for everyone, the listings, and
// the towns near which there is something. No page of results is in it.

// sitemapLife is how long a map is kept before it is made anew.
const sitemapLife = time.Hour

// perSitemap is how many addresses a map holds; the protocol allows 50,000.
const perSitemap = 10_000

// A town has a page of its own in the map from this many services on, within this distance.
const (
	townServices = 5
	townMiles    = geo.Miles(3)
)

// sitemaps are the maps as they were last made.
type sitemaps struct {
	mu    sync.Mutex
	made  time.Time
	hides int64 // how much had been taken out of sight then
	parts [][]mapped
}

// mapped is one address of a map.
type mapped struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type urlSet struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []mapped `xml:"url"`
}

type sitemapIndex struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []mapped `xml:"sitemap"`
}

// sitemap lists the maps, or gives one of them.
func (s *Site) sitemap(c *fiber.Ctx) error {
	if _, ready := s.Index.Ready(); !ready {
		return errNotReady
	}
	parts, err := s.mapParts()
	if err != nil {
		return err
	}
	base := s.base(c)
	if c.Params("part") == "" {
		var all sitemapIndex
		for n := range parts {
			all.Maps = append(all.Maps, mapped{Loc: fmt.Sprintf("%s/sitemap-%d.xml", base, n+1)})
		}
		return sendXML(c, all)
	}
	n, err := strconv.Atoi(c.Params("part"))
	if err != nil || n < 1 || n > len(parts) {
		return errNoPage
	}
	var set urlSet
	for _, m := range parts[n-1] {
		m.Loc = base + m.Loc
		set.URLs = append(set.URLs, m)
	}
	return sendXML(c, set)
}

func sendXML(c *fiber.Ctx, v any) error {
	b, err := xml.Marshal(v)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationXMLCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.Send(append([]byte(xml.Header), b...))
}

// mapParts makes the maps, at most once in a while, and at once when something is taken out of sight.
func (s *Site) mapParts() ([][]mapped, error) {
	s.sitemaps.mu.Lock()
	defer s.sitemaps.mu.Unlock()
	now, hides := s.Now(), s.Index.Hides()
	if s.sitemaps.parts == nil || now.Sub(s.sitemaps.made) > sitemapLife || hides != s.sitemaps.hides {
		all, err := s.mappedPages()
		if err != nil {
			return nil, err
		}
		s.sitemaps.parts, s.sitemaps.made, s.sitemaps.hides = nil, now, hides
		for len(all) > 0 {
			n := min(len(all), perSitemap)
			s.sitemaps.parts, all = append(s.sitemaps.parts, all[:n]), all[n:]
		}
	}
	return s.sitemaps.parts, nil
}

func (s *Site) mappedPages() ([]mapped, error) {
	var all []mapped
	add := func(path string, changed data.Date) {
		for _, lang := range s.words.Languages() {
			m := mapped{Loc: s.words.In(lang).Path(path)}
			if _, _, day := changed.Parts(); day > 0 {
				m.LastMod = changed.String()
			}
			all = append(all, m)
		}
	}
	for _, path := range []string{"/", "/urgent-help", "/about-the-data", "/figures", "/safety", "/privacy", "/cookies", "/accessibility"} {
		add(path, data.Date{})
	}
	for _, t := range s.Lexicon.Topics.All {
		add(topicAddress(t.ID), data.Date{})
	}
	listed, err := s.Index.Listed()
	if err != nil {
		return nil, err
	}
	for _, town := range townsWith(listed) {
		if address := s.nearAddress(town, ""); address != "" {
			add(address, data.Date{})
		}
	}
	for _, l := range listed {
		all = append(all, mapped{Loc: s.serviceAddress(data.Service{ID: l.ID, Name: l.Name}), LastMod: lastMod(l.Checked)})
	}
	return all, nil
}

// lastMod is a day as the protocol wants it; nothing where only a month or a year is known.
func lastMod(d data.Date) string {
	if _, _, day := d.Parts(); day == 0 {
		return ""
	}
	return d.String()
}

// townsWith are the towns near which there are enough services for a page.
func townsWith(listed []index.Listed) []geo.Place {
	type cell struct{ lon, lat int }
	const size = 0.1 // degrees: more than townMiles in any direction, as far north as Shetland
	at := func(p geo.Point) cell { return cell{int(math.Floor(p.Lon() / size)), int(math.Floor(p.Lat() / size))} }
	grid := map[cell][]geo.Point{}
	for _, l := range listed {
		for _, p := range l.Points {
			grid[at(p)] = append(grid[at(p)], p)
		}
	}
	var out []geo.Place
	for _, town := range geo.Towns() {
		n, middle := 0, at(town.Point)
		for x := -1; x <= 1; x++ {
			for y := -1; y <= 1; y++ {
				for _, p := range grid[cell{middle.lon + x, middle.lat + y}] {
					if geo.Distance(town.Point, p) <= townMiles {
						n++
					}
				}
			}
		}
		if n >= townServices {
			out = append(out, town)
		}
	}
	return out
}

// robots tells crawlers what is for them: everything but what is made for one person.
func (s *Site) robots(c *fiber.Ctx) error {
	text := "User-agent: *\n"
	for _, lang := range s.words.Languages() {
		for _, path := range []string{"/search", "/map", "/list", "/api/"} {
			text += "Disallow: " + words.Prefix(lang) + path + "\n"
		}
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	return c.SendString(text + "Disallow: /leave\nSitemap: " + s.base(c) + "/sitemap.xml\n")
}
