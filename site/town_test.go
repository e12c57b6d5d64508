package site_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
	"fingerpost/index"
	"fingerpost/site"
)

// noon is the instant at which the tests' town stands: a Wednesday in winter, when London keeps UTC.
var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

const (
	leeds   = "E08000035"
	england = "E92000001"
	kingdom = "K02000001"
)

// town is a directory with something of everything, on a site that is asked without a socket.
type town struct {
	app    *fiber.App
	site   *site.Site
	config site.Config
	log    *lockedBuffer
	ids    map[string]data.ServiceID // by the listing's own id
}

// lockedBuffer is a log that requests write to at the same time.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// scratch is the folder of the shared towns; the last test takes it away.
var scratch string

func TestMain(m *testing.M) {
	var err error
	if scratch, err = os.MkdirTemp("", "site"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(scratch)
	os.Exit(code)
}

// theTown is the town that most tests only read.
var theTown = sync.OnceValue(func() *town { return newTown("town", func() time.Time { return noon }, townsfolk()) })

// shippedTown holds what ships, today.
var shippedTown = sync.OnceValue(func() *town {
	files, r := shippedContent(time.Now)
	items, mistakes, err := files.Listings(r)
	must(err)
	if len(mistakes) > 0 {
		panic(fmt.Sprint(mistakes))
	}
	var subs []data.Submission
	for _, item := range items {
		subs = append(subs, item.Submission)
	}
	return newTown("shipped", time.Now, subs)
})

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func shippedContent(now data.Clock) (content.Files, content.Reader) {
	files, err := content.Open("")
	must(err)
	r := content.Reader{Now: now()}
	r.Topics, err = files.Topics()
	must(err)
	// The clock of the tests stands still; what ships is newer than it in time.
	r.Helplines, err = files.Helplines(time.Now().AddDate(10, 0, 0))
	must(err)
	return files, r
}

func newTown(name string, now data.Clock, subs []data.Submission) *town {
	ctx := context.Background()
	folder, err := os.MkdirTemp(scratch, name)
	must(err)
	kept, err := store.OpenFolder(ctx, folder, now)
	must(err)
	must(kept.PutSource(ctx, content.Source))
	must(kept.PutSource(ctx, townSource))
	t := &town{ids: map[string]data.ServiceID{}}
	for _, sub := range subs {
		out, err := kept.Submit(ctx, sub, sub.Service.OwnID)
		must(err)
		if out.Refused() {
			panic(fmt.Sprint(sub.Service.OwnID, out.Problems))
		}
		t.ids[sub.Service.OwnID] = out.Service
	}
	t.open(now, kept, kept)
	return t
}

// townLexicon is what words mean, but for what people say who need one service or type of service: reading that takes each
// index time, and package index holds what it is for.
var townLexicon = sync.OnceValue(func() data.Lexicon {
	files, err := content.Open("")
	must(err)
	lexicon, err := files.Lexicon(time.Now())
	must(err)
	lexicon.Asks, lexicon.Types = nil, nil
	return lexicon
})

// open makes the site over a store, with everything that ships beside the listings.
func (t *town) open(now data.Clock, shows site.Store, log index.Log) {
	files, r := shippedContent(now)
	holidays, err := files.Holidays(time.Now().AddDate(10, 0, 0))
	must(err)
	t.log = &lockedBuffer{}
	logger := slog.New(slog.NewTextHandler(t.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	t.config = site.Config{Store: shows, Lexicon: townLexicon(), Helplines: r.Helplines, Holidays: holidays,
		Brand: site.Brand{Name: "Testpost", Contact: "help@example.org"}, Secret: bytes.Repeat([]byte("k"), 32), Log: logger, Now: now}
	t.config.Index, err = index.InMemory(context.Background(), t.config.IndexSetting())
	must(err)
	if log != nil {
		_, err = t.config.Index.Follow(context.Background(), log, nil)
		must(err)
	}
	t.remake()
}

// remake makes the site anew after a change of its configuration.
func (t *town) remake() {
	var err error
	t.site, err = site.New(t.config)
	must(err)
	t.app = t.site.App()
}

// with is the same town with some of its configuration changed.
func (t *town) with(change func(*site.Config)) *town {
	other := *t
	change(&other.config)
	other.remake()
	return &other
}

var townSource = data.Source{Key: "town", Name: "The town's list", Kind: data.SourceTable, URL: "https://list.example.org/all", Area: leeds,
	Licence: "OGL-UK-3.0", Dated: date("2026-02")}

func date(s string) data.Date {
	d, err := data.ParseDate(s)
	must(err)
	return d
}

// service describes a listing by its source's own id, a name and whatever else is said.
func service(own, name string, edits ...func(*data.Submission)) data.Submission {
	s := data.Submission{Source: townSource.Key,
		Records:      []data.Record{record("2026-05-04", "https://www.example.org/"+own, "Page of "+own)},
		Service:      data.Draft[data.Service]{OwnID: own, Doc: data.Service{Name: name, Kind: data.KindService, Status: data.Active}},
		Organization: &data.Draft[data.Organization]{OwnID: "org-" + own, Doc: data.Organization{Name: "Friends of " + name}},
	}
	for _, edit := range edits {
		edit(&s)
	}
	return s
}

func record(dated, address, title string) data.Record {
	return data.Record{Source: townSource.Key, SourceID: title, URL: address, Title: title, AssertedOn: date(dated), ReadAt: noon,
		Payload: json.RawMessage(`{}`)}
}

// also adds a second source, which speaks for some fields.
func also(r data.Record, fields ...string) func(*data.Submission) {
	return func(s *data.Submission) {
		s.Records = append(s.Records, r)
		if s.From == nil {
			s.From = map[string]int{}
		}
		for _, f := range fields {
			s.From[f] = len(s.Records) - 1
		}
	}
}

func says(edit func(*data.Service)) func(*data.Submission) {
	return func(s *data.Submission) { edit(&s.Service.Doc) }
}

func serves(codes ...string) func(*data.Submission) {
	return func(s *data.Submission) {
		for _, code := range codes {
			s.Service.Doc.Areas = append(s.Service.Doc.Areas, data.ServiceArea{
				ID: data.MintElement(townSource.Key, s.Service.OwnID, "area", code), Code: areaCode(code)})
		}
	}
}

func by(ways ...data.Way) func(*data.Submission) {
	return says(func(s *data.Service) { s.Ways = ways })
}

func phone(number string, kind data.PhoneType) func(*data.Submission) {
	return func(s *data.Submission) {
		s.Service.Doc.Phones = append(s.Service.Doc.Phones, data.Phone{
			ID: data.MintElement(townSource.Key, s.Service.OwnID, "phone", number), Number: number, Type: kind})
	}
}

func at(place data.Location) func(*data.Submission) {
	return func(s *data.Submission) {
		own := s.Service.OwnID + "-place-" + fmt.Sprint(len(s.Locations))
		place.ID, place.Type = data.Mint[data.LocationID](data.LevelLocation, townSource.Key, own), data.Physical
		s.Locations = append(s.Locations, data.Draft[data.Location]{OwnID: own, Doc: place})
		s.Service.Doc.ServiceAtLocations = append(s.Service.Doc.ServiceAtLocations, data.ServiceAtLocation{
			ID: data.Mint[data.ServiceAtLocationID]("service_at_location", townSource.Key, own), LocationID: place.ID})
	}
}

func postcode(code string) data.Location {
	return data.Location{Name: "Hall at " + code, Address: data.Address{Line1: "1 High Street", City: "Leeds", Postcode: code}}
}

// address is where a listing's page is, by the listing's own id.
func (t *town) address(own, slug string) string {
	id, ok := t.ids[own]
	if !ok {
		panic("no listing " + own)
	}
	return strings.TrimSuffix("/services/"+string(id)+"/"+slug, "/")
}
