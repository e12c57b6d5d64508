package index_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/index"
)

// village is a directory of which three sources tell, each of its own services, and one that is never merged beside it, to which the
// same is told.
type village struct {
	*testing.T
	kept, untouched *store.Store
	services        []data.Submission
	ids             map[data.Level][]string
	into            map[string]string // what each is merged into; the oracle
	rows            []merging
	rand            *rand.Rand
	telling         sync.Mutex // one tells the other directory what it told this one
	told            int
}

// merging is a row of the log that merged or parted.
type merging struct {
	row   data.Revision
	level data.Level
	into  string // empty: parted
}

var villagers = []data.SourceKey{"north", "south", "east"}

func newVillage(t *testing.T) *village {
	v := &village{T: t, kept: openStore(t), untouched: openStore(t), ids: map[data.Level][]string{}, into: map[string]string{}, rand: rand.New(rand.NewPCG(8, 4))}
	for _, kept := range []*store.Store{v.kept, v.untouched} {
		for _, key := range villagers {
			if err := kept.PutSource(t.Context(), data.Source{Key: key, Name: string(key), Kind: data.SourceFeed, Area: "E08000035"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i := range 48 {
		v.services = append(v.services, villageService(i))
		v.tell(i)
	}
	for _, s := range v.services {
		v.ids[data.LevelService] = append(v.ids[data.LevelService], data.Mint[string](data.LevelService, s.Source, s.Service.OwnID))
		v.ids[data.LevelOrganization] = append(v.ids[data.LevelOrganization], data.Mint[string](data.LevelOrganization, s.Source, s.Organization.OwnID))
		v.ids[data.LevelLocation] = append(v.ids[data.LevelLocation], data.Mint[string](data.LevelLocation, s.Source, s.Locations[0].OwnID))
	}
	for level, ids := range v.ids {
		slices.Sort(ids)
		v.ids[level] = slices.Compact(ids)
	}
	return v
}

// villageService is one that has nothing in common with the others but, with some, who runs it or where.
func villageService(i int) data.Submission {
	key := villagers[i%len(villagers)]
	house, runner := fmt.Sprint("house-", i/3), fmt.Sprint("runner-", i/6)
	place := data.Mint[data.LocationID](data.LevelLocation, key, house)
	number := i%len(villagers)*100 + i/3
	return data.Submission{
		Source:  key,
		Records: []data.Record{{Source: key, ReadAt: today, Payload: json.RawMessage(`{}`)}},
		Service: data.Draft[data.Service]{OwnID: fmt.Sprint(i), Doc: data.Service{
			Name: fmt.Sprintf("%s %c%c", villageWord(i), 'A'+i%26, 'A'+i/26), Description: "first",
			Phones:             []data.Phone{{ID: data.MintElement(key, fmt.Sprint(i), "phone", ""), Number: fmt.Sprintf("0113 496 0%03d", i)}},
			ServiceAtLocations: []data.ServiceAtLocation{{LocationID: place}}}},
		Organization: &data.Draft[data.Organization]{OwnID: runner, Doc: data.Organization{Name: fmt.Sprintf("%s %s people", key, villageWord(i/6+100*(1+i%3)))}},
		Locations: []data.Draft[data.Location]{{OwnID: house, Doc: data.Location{ID: place, Name: fmt.Sprintf("%s rooms", villageWord(1000+number)),
			Point: &data.Coordinates{Latitude: 53.7 + float64(number)/2000, Longitude: -1.5}}}},
	}
}

// villageWord makes a word of a number, no two alike.
func villageWord(n int) string {
	parts := []string{"bram", "dor", "fell", "gil", "hax", "kirk", "lund", "mor", "nab", "thwa"}
	word := ""
	for range 4 {
		word += parts[n%10]
		n /= 10
	}
	return word
}

// tell tells both directories of a service.
func (v *village) tell(i int) {
	v.telling.Lock()
	defer v.telling.Unlock()
	for _, kept := range []*store.Store{v.kept, v.untouched} {
		submit(v.T, kept, v.services[i])
	}
	v.told++
}

func (v *village) root(id string) string {
	for v.into[id] != "" {
		id = v.into[id]
	}
	return id
}

var decided = data.Decision{By: "Sam", Reason: "by lot"}

// act does something at random, as the oracle says it must go.
func (v *village) act() {
	level := []data.Level{data.LevelService, data.LevelService, data.LevelOrganization, data.LevelLocation}[v.rand.IntN(4)]
	ids := v.ids[level]
	a, b := ids[v.rand.IntN(len(ids))], ids[v.rand.IntN(len(ids))]
	switch what := v.rand.IntN(10); {
	case what < 4:
		into, from := v.root(a), v.root(b)
		row, err := v.kept.Merge(v.Context(), level, a, b, decided)
		v.expect(err, into == from)
		if err == nil {
			v.note(level, row, from, into)
		}
	case what < 7:
		row, err := v.kept.Unmerge(v.Context(), level, b, decided)
		v.expect(err, v.into[b] == "")
		if err == nil {
			v.note(level, row, b, "")
		}
	case len(v.rows) > 0:
		v.undo(v.rows[v.rand.IntN(len(v.rows))])
	}
}

func (v *village) note(level data.Level, row data.Revision, id, into string) {
	v.into[id] = into
	v.rows = append(v.rows, merging{row, level, into})
}

// undo takes a row back, which goes if what it did still stands.
func (v *village) undo(m merging) {
	id := m.row.Aggregate
	out, err := v.kept.Undo(v.Context(), m.row.ID, decided)
	switch {
	case v.into[id] != m.into:
		v.expect(err, true)
	case m.into != "":
		v.expect(err, false)
		v.note(m.level, out.Revision, id, "")
	default:
		var was string
		if err := json.Unmarshal(m.row.Changes[0].Old, &was); err != nil {
			v.Fatal(err)
		}
		into := v.root(was)
		v.expect(err, into == id)
		if err == nil {
			v.note(m.level, out.Revision, id, into)
		}
	}
}

func (v *village) expect(err error, refused bool) {
	v.Helper()
	var merge *store.MergeError
	var undo *store.UndoError
	if told := errors.As(err, &merge) || errors.As(err, &undo); told != refused || err != nil && !told {
		v.Fatalf("%v; refused: %v", err, refused)
	}
}

// TestMergeAtRandom promises that whatever is merged, parted and undone while sources are read and people search, what is live is
// what a replay of the log gives, every id leads where it must, and what is all brought apart is as if it had never been one.
func TestMergeAtRandom(t *testing.T) {
	v := newVillage(t)
	x := indexOf(t, v.kept)
	ctx, stop := context.WithCancel(t.Context())
	var beside sync.WaitGroup
	beside.Go(func() { x.FollowEvery(ctx, v.kept, 5*time.Millisecond) })
	beside.Go(func() { // the sources go on
		lot := rand.New(rand.NewPCG(1, 2))
		for n := 0; ctx.Err() == nil; n++ {
			i := lot.IntN(len(v.services))
			doc := &v.services[i].Service.Doc
			switch lot.IntN(3) {
			case 0:
				doc.Description = fmt.Sprint("reading ", n)
			case 1:
				doc.Phones[0].Number = fmt.Sprintf("0113 496 0%03d", lot.IntN(1000))
			case 2:
				doc.Email = []string{"", "us@example.org", "them@example.org"}[lot.IntN(3)]
			}
			v.tell(i)
			time.Sleep(10 * time.Millisecond)
		}
	})
	searches := 0
	beside.Go(func() { // and so do people
		for ; ctx.Err() == nil; searches++ {
			answer, err := x.Search(ctx, index.Request{Text: villageWord(searches % len(v.services))})
			if err != nil {
				if ctx.Err() == nil {
					t.Error(err)
				}
				return
			}
			for _, r := range answer.Results {
				if _, err := v.kept.Listing(ctx, r.Service); err != nil && ctx.Err() == nil {
					t.Errorf("%s: %v", r.Service, err)
				}
			}
			time.Sleep(10 * time.Millisecond)
		}
	})
	for n := range 1000 {
		v.act()
		if n%100 == 0 {
			v.lead()
		}
	}
	stop()
	beside.Wait()
	t.Logf("%d rows of merges and partings, %d readings, %d searches", len(v.rows), v.told, searches)
	v.lead()
	v.sound()
	follow(t, x, v.kept)
	v.finds(x)
	anew := indexOf(t, v.kept)
	follow(t, anew, v.kept)
	v.finds(anew)
	v.allApart()
}

// lead holds where every id leads against the oracle.
func (v *village) lead() {
	v.Helper()
	for _, id := range v.ids[data.LevelService] {
		l, err := v.kept.Listing(v.Context(), data.ServiceID(id))
		if err != nil {
			v.Fatal(err)
		}
		if string(l.Service.ID) != v.root(id) || string(l.Organization.ID) != v.root(string(l.Organization.ID)) || len(l.Locations) != 1 ||
			string(l.Locations[0].ID) != v.root(string(l.Locations[0].ID)) {
			v.Fatalf("%s leads to %s, run by %s, at %v", id, l.Service.ID, l.Organization.ID, l.Locations)
		}
	}
}

// sound holds the directory against a replay of its log.
func (v *village) sound() {
	v.Helper()
	report, err := v.kept.Check(v.Context())
	if err != nil || !report.Sound() {
		v.Fatal(report.Faults, err)
	}
}

// finds holds what an index finds against the oracle.
func (v *village) finds(x *index.Index) {
	v.Helper()
	var want, got []string
	for _, id := range v.ids[data.LevelService] {
		if v.root(id) == id {
			want = append(want, id)
		}
	}
	listed, err := x.Listed()
	if err != nil {
		v.Fatal(err)
	}
	for _, l := range listed {
		got = append(got, string(l.ID))
	}
	if !slices.Equal(got, want) {
		v.Errorf("it finds %d services, not %d: %v, want %v", len(got), len(want), got, want)
	}
}

// allApart brings everything apart, and compares it with the directory in which nothing was ever merged.
func (v *village) allApart() {
	for level, ids := range v.ids {
		for _, id := range ids {
			if v.into[id] == "" {
				continue
			}
			if _, err := v.kept.Unmerge(v.Context(), level, id, decided); err != nil {
				v.Fatal(err)
			}
		}
	}
	v.sound()
	for _, id := range v.ids[data.LevelService] {
		if got, want := v.whole(v.kept, id), v.whole(v.untouched, id); got != want {
			v.Errorf("brought apart:\n%s\nnever merged:\n%s", got, want)
		}
	}
}

func (v *village) whole(kept *store.Store, id string) string {
	l, err := kept.Listing(v.Context(), data.ServiceID(id))
	if err != nil {
		v.Fatal(err)
	}
	doc, err := json.Marshal([]any{l.Service, l.Organization, l.Locations})
	if err != nil {
		v.Fatal(err)
	}
	return string(doc)
}

// TestManyAreMerged promises that what was taken in by the thousand lies in one segment then.
func TestManyAreMerged(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes in five thousand services")
	}
	log := newMemory()
	var many []data.Submission
	for n := range 5000 {
		many = append(many, service(fmt.Sprint("Larder ", n), says("Bread.")))
	}
	log.put(many...)
	folder := t.TempDir()
	x := open(t, folder)
	follow(t, x, log)
	if n := search(t, x, index.Request{Text: "bread"}).Total; n != len(many) {
		t.Errorf("%d are found", n)
	}
	closeIndex(t, x)
	meddle(t, folder, func(b bleve.Index) error {
		advanced, err := b.Advanced()
		if err != nil {
			return err
		}
		reader, err := advanced.Reader()
		if err != nil {
			return err
		}
		if parts := reader.(*scorch.IndexSnapshot).Segments(); len(parts) != 1 || parts[0].Count() != uint64(len(many)) {
			t.Errorf("they lie in %d segments", len(parts))
		}
		return reader.Close()
	})
}
