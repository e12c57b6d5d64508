package index_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

const dayServices = 400 // about how many there are at any time of the day
var dayTopics = []data.TopicID{"food", "devices", "digital-skills", "carers", "arts", "debt", "befriending", "libraries"}

// TestDay promises that all through a day of updates, merges, closures and searches the index answers as one built afresh
// would, and that neither its memory nor its files grow. DAY_SEED takes the same day again.
func TestDay(t *testing.T) {
	hours, early := 24, uint64(0)
	if testing.Short() {
		hours = 4
	}
	d := newDay(t)
	defer func() {
		close(d.done)
		d.searches.Wait()
		closeIndex(t, d.index)
	}()
	for d.hour < hours && !t.Failed() {
		d.hour++
		d.pass()
		if d.compare(); d.hour == 8 {
			early = d.heap()
		}
	}
	t.Run("flat", func(t *testing.T) {
		if testing.Short() || d.hour < hours {
			t.Skip("growth shows only over a whole day")
		}
		if late := d.heap(); float64(late) > 1.3*float64(early)+8<<20 {
			t.Errorf("%d bytes of memory are in use, %d were after eight hours", late, early)
		}
		d.filesStaySmall(t)
	})
}

type asker struct {
	*rand.Rand
	origins []geo.Place
}

func oneOf[T any](a asker, all ...T) T { return all[a.IntN(len(all))] }

// word is one of a few that mean something, or of very many rare ones, most of them a letter from others.
func (a asker) word() string {
	if a.IntN(2) == 0 {
		return oneOf(a, "food", "tablet", "bread", "soup", "library", "carers", "music", "debt", "advice", "older", "phone", "choir")
	}
	return oneOf(a, "bar", "bor", "cam", "dol", "fen", "gar", "hul", "mar", "mor", "tam") + oneOf(a, "", "ga", "ki", "po") +
		oneOf(a, "ba", "da", "le", "mi", "no", "ru", "so", "ti", "va", "we") + oneOf(a, "cks", "ck", "nd", "rn", "rst", "st", "mp", "x")
}

func (a asker) phrase(words int) (s string) {
	for range words {
		s += a.word() + " "
	}
	return s
}

// slip is a word with a letter left out, or another in its place.
func (a asker) slip(w string) string {
	i := 1 + a.IntN(len(w)-1)
	return w[:i] + oneOf(a, "", "e", "r") + w[i+1:]
}

func (a asker) request() index.Request {
	r := index.Request{Limit: oneOf(a, 5, 20, 1000)}
	r.Text = oneOf(a, "", a.word(), a.phrase(2), a.slip(a.word())+" "+a.word(), a.phrase(4)+"in leeds")
	r.Offset, r.Sort = oneOf(a, 0, 0, r.Limit, a.IntN(40)), oneOf(a, index.ByBest, index.ByBest, index.ByDistance, index.ByName)
	if a.IntN(3) > 0 {
		r.Origin, r.Within = &a.origins[a.IntN(len(a.origins))], oneOf[geo.Miles](a, 0, 0, 2, 10, 40)
	}
	r.Filters = oneOf(a, nil, nil, index.Filters{"topic": {string(oneOf(a, dayTopics...)), "food"}}, index.Filters{"how": {"phone"}, "cost": {"free"}})
	return r
}

// day is a directory in which much happens, with the index that follows it.
type day struct {
	asker
	t        *testing.T
	folder   string
	hour     int
	all      []*past
	lost     []string // words that services had before the last follow
	log      *memory
	setting  index.Setting
	mu       sync.RWMutex // read by searches; written by who takes the index away from them
	index    *index.Index
	followed atomic.Int64 // how often
	gone     sync.Map     // which services must not be found, by id, with the follow that took them away
	done     chan struct{}
	searches sync.WaitGroup
}

// past is a service as it is and as it was before its last change. What these point at is never written into.
type past struct{ now, was data.Submission }

func newDay(t *testing.T) *day {
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("DAY_SEED"), 10, 64); err == nil {
		seed = s
	}
	t.Logf("DAY_SEED=%d", seed)
	d := &day{t: t, log: newMemory(), setting: setting(t), folder: t.TempDir(), done: make(chan struct{})}
	d.Rand = rand.New(rand.NewPCG(seed, 0))
	for _, town := range []string{"LS1 4AP", "M15 5JB", "S1 2HH", "DN15 6XP"} {
		d.origins = append(d.origins, find(t, town))
	}
	lexicon := &d.setting.Lexicon
	lexicon.Synonyms, lexicon.Asks = lexicon.Synonyms[:40], nil // to read all for each new index takes half of the time
	for n := range dayServices {
		d.appear()
		if n%10 == 0 {
			lexicon.Types = append(lexicon.Types, data.ServiceType{ID: data.ServiceTypeID(d.phrase(1)), Words: []string{d.phrase(1)}, Say: []string{d.phrase(2)}})
		}
		lexicon.Asks = append(lexicon.Asks, data.Ask{Service: d.all[n].now.Service.Doc.ID, Say: []string{d.phrase(2)}})
	}
	d.reopen()
	d.follow()
	for n := range uint64(2) {
		a := asker{rand.New(rand.NewPCG(seed, n+1)), d.origins}
		d.searches.Go(func() { d.keepSearching(a) })
	}
	return d
}

// put changes what a service says, and has the log say so.
func (d *day) put(p *past, tells ...told) {
	d.lost = append(d.lost, strings.Fields(p.now.Service.Doc.Description)...)
	p.was = p.now
	for _, tell := range tells {
		tell(&p.now)
	}
	d.log.put(p.now)
}

func (d *day) appear() {
	p := &past{now: service(fmt.Sprintf("service %d", len(d.all)), ofKind(oneOf(d.asker, data.Kinds...)))}
	d.all = append(d.all, p)
	d.put(p, append(d.tells(), []told{d.moves, d.moves}[:d.IntN(3)]...)...)
}

// tells are changes: name and words, topics and ways, cost and area.
func (d *day) tells() []told {
	a := d.asker
	area := oneOf(a, leeds, bradford, yorkshire, england, unitedKingdom)
	return []told{
		of(func(s *data.Service) { s.Name = a.phrase(2) }), says(a.phrase(3 + a.IntN(10))),
		about(slices.Compact([]data.TopicID{oneOf(a, dayTopics...), oneOf(a, dayTopics...)})[a.IntN(2):]...),
		byWay(oneOf(a, nil, []data.Way{data.ByPhone}, []data.Way{data.InPerson})...), costing(oneOf(a, data.Free, data.Paid, "")),
		of(func(s *data.Service) { s.Areas, s.AssumedArea = nil, "" }), oneOf(a, serving(area), assumed(area), serving()),
	}
}

// moves takes places away, or adds one, or both.
func (d *day) moves(s *data.Submission) {
	doc, kept := &s.Service.Doc, d.IntN(1+min(len(s.Locations), 3))
	s.Locations, doc.ServiceAtLocations = slices.Clone(s.Locations[:kept]), slices.Clone(doc.ServiceAtLocations[:kept])
	if o := oneOf(d.asker, d.origins...).Point; d.IntN(4) > 0 {
		p := geo.Point{o.Lon() + d.NormFloat64()*0.1, o.Lat() + d.NormFloat64()*0.06}
		place(fmt.Sprintf("place %d", d.Uint64()), data.Location{Point: coordinates(p)})(s)
	}
}

// change does one thing, such that about as many services come as go.
func (d *day) change() {
	listed, lost := d.parted()
	p, many := oneOf(d.asker, listed...), len(listed) > dayServices
	switch n := d.IntN(12); {
	case n < 3:
		d.put(p, d.tells()[n*2:][:2+n/2]...)
	case n < 6:
		d.put(p, d.moves)
	case n == 6:
		d.put(p, status(oneOf(d.asker, data.Active, data.TemporarilyClosed)))
	case n == 7:
		p = oneOf(d.asker, d.all...)
		was := p.was
		d.put(p, func(s *data.Submission) { *s = was })
	case many && n < 11: // with its places given to another, or not
		if n < 10 {
			d.put(oneOf(d.asker, listed...), func(s *data.Submission) {
				s.Locations = slices.Concat(s.Locations, p.now.Locations)
				s.Service.Doc.ServiceAtLocations = slices.Concat(s.Service.Doc.ServiceAtLocations, p.now.Service.Doc.ServiceAtLocations)
			})
		}
		d.put(p)
		delete(d.log.listings, p.now.Service.Doc.ID)
	case many:
		d.put(p, status(oneOf(d.asker, data.Inactive, data.Defunct)))
	case n < 10 || len(lost) == 0:
		d.appear()
	default:
		d.put(oneOf(d.asker, lost...), status(data.Active))
	}
}

// parted parts the services that are listed from those that have gone for good.
func (d *day) parted() (listed, gone []*past) {
	for _, p := range d.all {
		if d.log.listings[p.now.Service.Doc.ID].Service.Status.Listed() {
			listed = append(listed, p)
			continue
		}
		gone = append(gone, p)
	}
	return listed, gone
}

// pass lets an hour pass. Each third ends with a log of another epoch, or the index is closed and opened, now and then with
// another word for a topic: another epoch and another word make it be built again.
func (d *day) pass() {
	for left := 40 + d.IntN(41); left > 0; {
		d.lost = nil
		for range min(left, 1+d.IntN(20)) {
			d.change()
			left--
		}
		if left == 0 && d.hour%3 == 0 {
			oneOf(d.asker, func() { d.log.epoch += "+" }, d.reopen)()
		}
		d.follow()
	}
}

func (d *day) reopen() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.index != nil {
		closeIndex(d.t, d.index)
	}
	if topics := slices.Clone(d.setting.Lexicon.Topics.All); d.IntN(2) == 0 {
		topics[0].Words = append(slices.Clip(topics[0].Words), d.word())
		d.setting.Lexicon.Topics = data.NewTopics(topics)
	}
	var err error
	if d.index, err = index.Open(d.folder, d.setting); err != nil {
		d.t.Fatal(err)
	}
}

// follow follows, and says what must not be found: what comes back may be before it, what has gone not after.
func (d *day) follow() {
	listed, gone := d.parted()
	for _, p := range listed {
		d.gone.Delete(p.now.Service.Doc.ID)
	}
	follow(d.t, d.index, d.log)
	for _, p := range gone {
		d.gone.LoadOrStore(p.now.Service.Doc.ID, d.followed.Load()+1)
	}
	d.followed.Add(1)
}

func (d *day) keepSearching(a asker) {
	for r := a.request(); !d.t.Failed(); r = a.request() {
		select {
		case <-d.done:
			return
		case <-time.After(100 * time.Millisecond): // else little is left for the one that follows
		}
		d.mu.RLock()
		followed := d.followed.Load()
		a, err := d.index.Search(d.t.Context(), r)
		for _, id := range ids(a) {
			if since, gone := d.gone.Load(id); gone && since.(int64) <= followed {
				d.t.Errorf("%+v: found %s, which had gone", r, id)
			}
		}
		if d.mu.RUnlock(); err != nil {
			d.t.Errorf("%+v: %v", r, err)
		}
	}
}

// compare compares the answers with those of an index built afresh. The first are asked for before merges can have tidied up.
func (d *day) compare() {
	requests, got := make([]index.Request, 40), make([]index.Answer, 40)
	for i := range requests {
		requests[i] = d.request()
		if i%4 == 0 {
			requests[i].Text = d.slip(oneOf(d.asker, append(d.lost, d.word())...))
		}
		got[i] = search(d.t, d.index, requests[i])
	}
	fresh, err := index.InMemory(d.t.Context(), d.setting)
	if err != nil {
		d.t.Fatal(err)
	}
	defer closeIndex(d.t, fresh)
	follow(d.t, fresh, d.log)
	for i, r := range requests {
		want := search(d.t, fresh, r)
		got[i].At, want.At = 0, 0 // each index marks its own lists
		if !reflect.DeepEqual(got[i], want) {
			d.t.Errorf("hour %d: %+v:\n got %+v\nwant %+v", d.hour, r, got[i], want)
		}
	}
}

// heap is how much memory is in use while nobody searches.
func (d *day) heap() uint64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	var stats runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// filesStaySmall compares the files with those of an index built afresh. They are merged in the background.
func (d *day) filesStaySmall(t *testing.T) {
	folder := t.TempDir()
	fresh := open(t, folder)
	follow(t, fresh, d.log)
	closeIndex(t, fresh)
	most := 3*sizeOf(t, folder) + 4<<20
	for n := 0; sizeOf(t, d.folder) > most; n++ {
		if time.Sleep(100 * time.Millisecond); n == 80 {
			t.Fatalf("%d bytes of files, want no more than %d", sizeOf(t, d.folder), most)
		}
	}
}

// sizeOf is the size of the files of an index. Those that a merge takes away meanwhile count nothing.
func sizeOf(t testing.TB, folder string) (bytes int64) {
	for _, path := range every(t, filepath.Join(folder, "bleve*", "store", "*")) {
		if info, err := os.Stat(path); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}
