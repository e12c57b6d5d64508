package site

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/compress"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"fingerpost/site/assets"
	"fingerpost/site/words"
)

// Limits of a request. Nothing that people send here is large, and no one waits longer.
const (
	maxBody      = 64 << 10
	maxHeaders   = 16 << 10
	readTimeout  = 10 * time.Second
	writeTimeout = 30 * time.Second
	idleTimeout  = 60 * time.Second
)

// App makes the Fiber application.
func (s *Site) App() *fiber.App {
	app := fiber.New(fiber.Config{
		AppName:               "Fingerpost",
		Immutable:             true, // Fiber lends strings that change with the next request; nothing here may keep such
		DisableStartupMessage: true,
		BodyLimit:             maxBody,
		ReadBufferSize:        maxHeaders,
		ReadTimeout:           readTimeout,
		WriteTimeout:          writeTimeout,
		IdleTimeout:           idleTimeout,
		ErrorHandler:          s.answerError,
		// A client says what it likes of where it comes from: only a proxy that was named is believed.
		EnableTrustedProxyCheck: true, TrustedProxies: s.Proxies, ProxyHeader: "X-Real-IP", EnableIPValidation: true,
	})
	app.Use(recover.New(recover.Config{EnableStackTrace: true, StackTraceHandler: s.logPanic}))
	app.Use(securityHeaders)
	app.Get("/healthz", s.healthz)
	app.Get("/readyz", s.readyz)
	app.Get(assets.Prefix+"*", s.asset)
	app.Get("/favicon.ico", s.favicon)

	for _, lang := range s.words.Languages() {
		s.resultPages(app.Group(words.Prefix(lang)))
	}
	app.Get("/api/search", s.keeps(apiRoute, s.apiSearch))

	app.Use(compress.New(compress.Config{Level: compress.LevelBestSpeed}))
	app.Use(s.answerErrors)
	app.Get("/leave", s.leave)
	app.Get("/robots.txt", s.robots)
	app.Get("/sitemap.xml", s.sitemap)
	app.Get("/sitemap-:part.xml", s.sitemap)
	for _, lang := range s.words.Languages() {
		s.pages(app.Group(words.Prefix(lang)))
		app.Get(words.Prefix(lang)+"/api/suggest", s.apiSuggest)
	}
	app.Use(func(c *fiber.Ctx) error { return errNoPage })
	return app
}

// pages are the pages for people, in one language.
func (s *Site) pages(r fiber.Router) {
	r.Get("/", s.home)
	r.Post("/search", s.postSearch)
	r.Get("/services/:id/"+reportName, s.getReport)
	r.Post("/services/:id/"+reportName, s.postReport)
	r.Get("/services/:id/:slug?", s.service)
	r.Get("/add", s.getAdd)
	r.Post("/add", s.postAdd)
	r.Get("/list", s.getList)
	r.Post("/list", s.postList)
	r.Get("/list.txt", s.listText)
	r.Get("/list.pdf", s.listPDF)
	r.Get("/list/of/:code", s.listOf)
	r.Get("/guide", s.guideForm)
	r.Post("/guide", s.postGuide)
	r.Get("/guide/print", s.guidePage)
	r.Get("/guide.pdf", s.guidePDF)
	r.Get("/urgent-help", s.urgentHelp)
	r.Get("/about-the-data", s.aboutTheData)
	r.Get("/figures.csv", s.figuresCSV)
	r.Get("/figures/:month?", s.figuresPage)
	r.Get("/safety", s.safety())
	r.Get("/privacy", s.privacy())
	r.Get("/cookies", s.cookies())
	r.Get("/accessibility", s.accessibility())
}

// resultPages are the pages of results, in one language. They are packed here, and kept for a moment (keep.go).
func (s *Site) resultPages(r fiber.Router) {
	r.Get("/search", s.keeps(searchRoute, s.searchPage("/search", s.showResults)))
	r.Get("/map", s.keeps(searchRoute, s.searchPage("/map", s.showMap)))
	r.Get("/near/:place/:topic?", s.keeps(browseRoute, s.nearPage))
	r.Get("/topics/:topic", s.keeps(browseRoute, s.topicPage))
}

// contentPolicy lets a page use nothing but what this site serves, and be framed by no one (CSP level 3).
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"

// securityHeaders go on every answer, errors too. Strict-Transport-Security is heeded by browsers over TLS only, so it
// does no harm on a machine of one's own.
func securityHeaders(c *fiber.Ctx) error {
	setSecurityHeaders(c)
	return c.Next()
}

func setSecurityHeaders(c *fiber.Ctx) {
	c.Set("Content-Security-Policy", contentPolicy)
	c.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	c.Set("X-Content-Type-Options", "nosniff")
	c.Set("X-Frame-Options", "DENY")
	c.Set("Referrer-Policy", "no-referrer")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set("Permissions-Policy", "geolocation=(self), camera=(), microphone=(), interest-cohort=()")
}

// asset serves a built asset from memory. Its name holds a hash of what is in it, so it never changes.
func (s *Site) asset(c *fiber.Ctx) error {
	file, ok := s.assets.Get(c.Params("*"))
	if !ok {
		return errNoPage
	}
	c.Set(fiber.HeaderContentType, file.Type)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Vary(fiber.HeaderAcceptEncoding)
	if len(file.Gzip) > 0 && strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "gzip") {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(file.Gzip)
	}
	return c.Send(file.Body)
}

// favicon answers browsers that ask for the icon where it used to be.
func (s *Site) favicon(c *fiber.Ctx) error {
	href := s.assets.Href("favicon.svg")
	if href == "" {
		return c.SendStatus(fiber.StatusNoContent)
	}
	return c.Redirect(href, fiber.StatusMovedPermanently)
}

// ownForm refuses a form that another site sent (OWASP: check where it came from). Browsers that say nothing are let
// through: nothing is done here in the name of somebody who is signed in.
func ownForm(c *fiber.Ctx) error {
	switch c.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return errOtherSite
	}
	origin := c.Get(fiber.HeaderOrigin)
	if origin == "" || origin == "null" {
		return nil
	}
	if _, host, ok := strings.Cut(origin, "://"); !ok || host != c.Get(fiber.HeaderHost) {
		return errOtherSite
	}
	return nil
}
