// Package site is the web site and its APIs, on Fiber: pages that a person reads, and /api/search for programs. It reads
// the index to find and the store to show.
//
// A request goes: headers and limits (server.go) → parameters (params.go) → where (origin.go) → the index → the store →
// what a page shows (present*.go, plain values in package views) → templ. Every error comes back through one place
// (errors.go), which words it. Pages of results are kept for as long as they would be the same (keep.go). Every sentence is in package words. What people tell goes: a form's questions (report.go,
// add.go) → its answers (forms.go) → the store, where it waits for a person.
package site

import (
	"context"
	"log/slog"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/hours"
	"fingerpost/data/store"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/assets"
	"fingerpost/site/words"
)

// Brand is what one directory calls itself.
type Brand struct {
	Name    string
	Contact string       // an e-mail address for people who use the site; may be empty
	URL     string       // where the site is; may be empty: then as it is asked for
	Area    geo.AreaCode // where most of them live; the United Kingdom when it is empty
}

// Tiles are the pictures that a map is laid on. Without them it shows places on plain ground.
type Tiles struct {
	Path        string // of one picture on this host, with {z}, {x} and {y}; empty for none
	Attribution string // whose they are
}

// Store is what the site needs of the store: to show what is kept, and to keep what people tell.
type Store interface {
	Listing(context.Context, data.ServiceID) (data.Listing, error)
	Listings(context.Context, []data.ServiceID) ([]data.Listing, error)
	Summaries(context.Context, []data.ServiceID) ([]data.Listing, error)
	Standing(context.Context) (store.Standing, error)
	Begins(context.Context, []string) ([]data.ServiceID, error)
	Leads(context.Context, []data.ServiceID) ([]data.ServiceID, error)
	Sources(context.Context) ([]data.Source, error)
	Count(context.Context) (store.Counts, error)
	AddReport(context.Context, data.Report) (data.Report, error)
	Told(context.Context, data.ServiceID) (map[data.ReportReason]int, error)
	Turn(context.Context, data.ServiceID) (turn data.Turn, ok bool, err error)
	DeadLinks(context.Context, []string) (map[string]data.Date, error)
	Suggest(ctx context.Context, source data.Source, sub data.Submission, email string) (store.Outcome, error)
	AddSearches(context.Context, []data.SearchCount) error
	Searches(ctx context.Context, from, to data.Date) ([]data.SearchCount, error)
	ForgetSearches(ctx context.Context, before data.Date) error
}

// Config is what a site is made of.
type Config struct {
	Store     Store
	Index     *index.Index
	Lexicon   data.Lexicon
	Helplines []content.Helpline
	Holidays  hours.Holidays
	Brand     Brand
	Tiles     Tiles
	Secret    []byte // 32 bytes, for the cookie that holds where a person is
	Log       *slog.Logger
	Now       data.Clock
	Proxies   []string // addresses of proxies in front of the site, whose X-Real-IP is believed; none when empty
}

// IndexSetting is what the index of the same directory is made with.
func (c Config) IndexSetting() index.Setting {
	s := index.Setting{Lexicon: c.Lexicon, LineHours: content.LineHours(c.Helplines), Holidays: c.Holidays, Now: c.Now, Log: c.Log}
	if home, ok := c.Brand.Home(); ok {
		s.Home = &home
	}
	return s
}

// Site answers requests.
type Site struct {
	Config
	assets    *assets.Set
	words     words.Bundle
	seals     seals
	floods    *floods
	helplines map[string]content.Helpline
	lineHours map[string][]data.Schedule
	started   time.Time
	sitemaps  sitemaps
	searches  chan struct{}                                              // one for each search that is being answered
	find      func(context.Context, index.Request) (index.Answer, error) // that of the index
	counting  *counting
	figures   figures
	moments   moments
	cards     cards
	sketches  sketches
	answers   answers
	choices   choices
}

// New makes a site.
func New(c Config) (*Site, error) {
	set, err := assets.Load()
	if err != nil {
		return nil, err
	}
	bundle, err := words.Load()
	if err != nil {
		return nil, err
	}
	keys, err := newSeals(c.Secret, c.Now)
	if err != nil {
		return nil, err
	}
	s := &Site{Config: c, assets: set, words: bundle, seals: keys, searches: make(chan struct{}, searchesAtOnce), floods: newFloods(c.Now), counting: newCounting(), helplines: map[string]content.Helpline{},
		lineHours: content.LineHours(c.Helplines), started: c.Now()}
	for _, line := range c.Helplines {
		s.helplines[line.ID] = line
	}
	s.find = c.Index.Search
	return s, nil
}

// Unstyled reports whether the style sheet and the script were not built into the program.
func (s *Site) Unstyled() bool { return s.assets.Missing() }
