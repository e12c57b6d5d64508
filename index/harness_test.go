package index_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
	"fingerpost/geo"
	"fingerpost/index"
)

// A directory for tests is written as a list of services, each by what is told of it.

const source data.SourceKey = "test"

var today = time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)

type told func(*data.Submission)

// service describes a service. Its name is its source's id too, so names are unique.
func service(name string, all ...told) data.Submission {
	s := data.Submission{
		Source:  source,
		Records: []data.Record{{Source: source, SourceID: name, ReadAt: today, Payload: json.RawMessage(`{}`)}},
		Service: data.Draft[data.Service]{OwnID: name, Doc: data.Service{
			ID: data.Mint[data.ServiceID](data.LevelService, source, name), Name: name, Kind: data.KindService, Status: data.Active,
		}},
	}
	for _, tell := range all {
		tell(&s)
	}
	return s
}

func of(tell func(*data.Service)) told { return func(s *data.Submission) { tell(&s.Service.Doc) } }

func says(description string) told {
	return of(func(s *data.Service) { s.Description = description })
}
func alsoCalled(names ...string) told {
	return of(func(s *data.Service) { s.AlternateNames = names })
}
func byWay(ways ...data.Way) told  { return of(func(s *data.Service) { s.Ways = ways }) }
func ofKind(kind data.Kind) told   { return of(func(s *data.Service) { s.Kind = kind }) }
func costing(cost data.Cost) told  { return of(func(s *data.Service) { s.Cost = cost }) }
func status(to data.Status) told   { return of(func(s *data.Service) { s.Status = to }) }
func about(t ...data.TopicID) told { return of(func(s *data.Service) { s.Topics = t }) }
func assumed(area geo.AreaCode) told {
	return of(func(s *data.Service) { s.AssumedArea = area })
}

func serving(areas ...geo.AreaCode) told {
	return of(func(s *data.Service) {
		for _, a := range areas {
			s.Areas = append(s.Areas, data.ServiceArea{ID: data.MintElement(source, s.Name, "area", string(a)), Code: a})
		}
	})
}

func runBy(name string) told {
	return func(s *data.Submission) {
		id := data.Mint[data.OrganizationID](data.LevelOrganization, source, name)
		s.Organization = &data.Draft[data.Organization]{OwnID: name, Doc: data.Organization{ID: id, Name: name}}
		s.Service.Doc.OrganizationID = id
	}
}

// place adds a place; own is the source's id for it.
func place(own string, l data.Location) told {
	return func(s *data.Submission) {
		l.ID = data.Mint[data.LocationID](data.LevelLocation, source, own)
		s.Locations = append(s.Locations, data.Draft[data.Location]{OwnID: own, Doc: l})
		s.Service.Doc.ServiceAtLocations = append(s.Service.Doc.ServiceAtLocations, data.ServiceAtLocation{LocationID: l.ID})
	}
}

// at gives a service a place of its own at a point.
func at(p geo.Point) told {
	return func(s *data.Submission) {
		own := s.Service.OwnID + "@" + string(rune('a'+len(s.Locations)))
		place(own, data.Location{Point: &data.Coordinates{Latitude: p.Lat(), Longitude: p.Lon()}})(s)
	}
}

// in gives a service a place that is known by its postcode.
func in(postcode string) told {
	return func(s *data.Submission) {
		own := s.Service.OwnID + "@" + postcode
		place(own, data.Location{Address: data.Address{Line1: s.Service.OwnID + " House", Postcode: postcode}})(s)
	}
}

// north is the point some miles to the north of where a search is from.
func north(o geo.Place, miles float64) geo.Point {
	return geo.Point{o.Point.Lon(), o.Point.Lat() + miles/69.1}
}

func find(t testing.TB, text string) geo.Place {
	t.Helper()
	o, err := geo.Find(text)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func openStore(t testing.TB) *store.Store {
	t.Helper()
	kept, err := store.OpenFolder(t.Context(), t.TempDir(), func() time.Time { return today })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	if err := kept.PutSource(t.Context(), data.Source{Key: source, Name: "Test", Kind: data.SourceFeed, Area: "K02000001"}); err != nil {
		t.Fatal(err)
	}
	return kept
}

func submit(t testing.TB, kept *store.Store, all ...data.Submission) {
	t.Helper()
	for _, s := range all {
		out, err := kept.Submit(t.Context(), s, s.Service.OwnID)
		if err != nil || out.Refused() {
			t.Fatalf("%s: %v %v", s.Service.OwnID, err, out.Problems)
		}
	}
}

// memory is a log that is not kept: what was submitted is what there is.
type memory struct {
	epoch    string
	log      []data.ServiceID
	listings map[data.ServiceID]data.Listing
	hides    bool // what changes is to leave no trace
}

func newMemory(all ...data.Submission) *memory {
	m := &memory{epoch: "one", listings: map[data.ServiceID]data.Listing{}}
	m.put(all...)
	return m
}

func (m *memory) put(all ...data.Submission) {
	for _, s := range all {
		l := data.Listing{Service: s.Service.Doc}
		if s.Organization != nil {
			l.Organization = s.Organization.Doc
		}
		for _, p := range s.Locations {
			l.Locations = append(l.Locations, p.Doc.Public())
		}
		m.listings[l.Service.ID] = l
		m.log = append(m.log, l.Service.ID)
	}
}

func (m *memory) Epoch(ctx context.Context) (string, error) { return m.epoch, ctx.Err() }

func (m *memory) Since(ctx context.Context, from store.Checkpoint, limit int) ([]data.ServiceID, store.Checkpoint, error) {
	start := min(int(from.Log), len(m.log))
	ids := slices.Clone(m.log[start:min(start+limit, len(m.log))])
	from.Log += int64(len(ids))
	slices.Sort(ids)
	return slices.Compact(ids), from, ctx.Err()
}

func (m *memory) Hidden(ctx context.Context, _, _ int64) (bool, error) { return m.hides, ctx.Err() }

func (m *memory) Listings(ctx context.Context, ids []data.ServiceID) (out []data.Listing, err error) {
	for _, id := range ids {
		if l, ok := m.listings[id]; ok {
			out = append(out, l)
		}
	}
	return out, ctx.Err()
}

// setting is what an index reads beside the log: the content that ships, but for what people ask for default listings and for
// types of service, which few tests need and each index takes time to read.
func setting(t testing.TB) index.Setting {
	t.Helper()
	s, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	s.Lexicon.Asks, s.Lexicon.Types = nil, nil
	return s
}

// shipped is the content that ships. It is read once.
var shipped = sync.OnceValues(func() (index.Setting, error) {
	s := index.Setting{Now: func() time.Time { return today }, Log: silent}
	files, err := content.Open("")
	if err != nil {
		return s, err
	}
	if s.Lexicon, err = files.Lexicon(today); err != nil {
		return s, err
	}
	if s.Holidays, err = files.Holidays(today); err != nil {
		return s, err
	}
	lines, err := files.Helplines(today)
	s.LineHours = content.LineHours(lines)
	return s, err
})

var silent = slog.New(slog.DiscardHandler)

// indexOf builds an index in memory over a log.
func indexOf(t testing.TB, log index.Log) *index.Index {
	t.Helper()
	return indexWith(t, setting(t), log)
}

// indexWith builds one with a setting of its own.
func indexWith(t testing.TB, with index.Setting, log index.Log) *index.Index {
	t.Helper()
	x, err := index.InMemory(t.Context(), with)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	follow(t, x, log)
	return x
}

// indexOver builds an index in memory over services.
func indexOver(t testing.TB, all ...data.Submission) *index.Index {
	t.Helper()
	return indexOf(t, newMemory(all...))
}

// open opens an index in a folder. It is closed at the end of the test unless it was before.
func open(t testing.TB, folder string) *index.Index {
	t.Helper()
	x, err := index.Open(folder, setting(t))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func follow(t testing.TB, x *index.Index, log index.Log) {
	t.Helper()
	if _, err := x.Follow(t.Context(), log, nil); err != nil {
		t.Fatal(err)
	}
}

func closeIndex(t testing.TB, x *index.Index) {
	t.Helper()
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

func search(t testing.TB, x *index.Index, r index.Request) index.Answer {
	t.Helper()
	if r.Limit == 0 {
		r.Limit = 10_000
	}
	a, err := x.Search(t.Context(), r)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return a
}

// idOf is the id of the service of a name.
func idOf(name string) data.ServiceID {
	return data.Mint[data.ServiceID](data.LevelService, source, name)
}

// names turns results into the names of services, out of those given.
func names(a index.Answer, all ...data.Submission) []string {
	name := map[data.ServiceID]string{}
	for _, s := range all {
		name[s.Service.Doc.ID] = s.Service.Doc.Name
	}
	var out []string
	for _, r := range a.Results {
		out = append(out, name[r.Service])
	}
	return out
}

func ids(a index.Answer) []data.ServiceID {
	var out []data.ServiceID
	for _, r := range a.Results {
		out = append(out, r.Service)
	}
	return out
}

func list(names []string) string { return strings.Join(names, ", ") }

// shared finds a file of the real data that lies beside the checkout.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := "../../shared/data/" + name
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the shared data is missing: %v", err)
		}
		t.Skipf("the shared data is not beside the checkout: %v", err)
	}
	return path
}
