package index_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

// TestExecutorsAgree promises that both executors give the same answers to whatever is asked, while services come, change, move
// and go: the one that is used, over an index in a folder that writes and merges segments as it likes, and Bleve's own search,
// over one in memory. QUERIES says how many searches are compared.
func TestExecutorsAgree(t *testing.T) {
	queries := 600
	if asked := os.Getenv("QUERIES"); asked != "" {
		var err error
		if queries, err = strconv.Atoi(asked); err != nil {
			t.Fatalf("QUERIES: %v", err)
		}
	}
	if testing.Short() {
		queries = min(queries, 300)
	}
	random := rand.New(rand.NewPCG(9, 9))
	both := newRivals(t, random)
	defer both.close()
	const perRound = 50
	relaxed, found := 0, 0
	for n := range queries {
		if n%perRound == 0 {
			both.change(20 + random.IntN(60))
		}
		a := both.compare(both.request())
		relaxed, found = relaxed+min(len(a.Relaxed), 1), found+min(a.Total, 1)
		if t.Failed() {
			return
		}
	}
	if found < queries/2 || relaxed < queries/20 {
		t.Errorf("of %d searches only %d found something and %d looked further: they compare too little", queries, found, relaxed)
	}
}

// FuzzExecutorsAgree compares the executors over one directory, whatever is typed.
func FuzzExecutorsAgree(f *testing.F) {
	for _, text := range []string{"food bank near Leeds", "cheap tablit", "*:*", "\"bread soup\"~3 -songs", "men's shed", "the", "bwyd", "🙂 bread"} {
		f.Add(text, uint64(1))
	}
	both := newRivals(f, rand.New(rand.NewPCG(4, 4)))
	defer both.close()
	both.change(120)
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		both.TB, both.random = t, rand.New(rand.NewPCG(seed, seed))
		r := both.request()
		r.Text = text
		both.compare(r)
	})
}

// rivals are two indexes over one log, one for each executor.
type rivals struct {
	testing.TB
	random      *rand.Rand
	log         *memory
	fast, stock *index.Index
	there       []data.Submission
	made        int
}

func newRivals(t testing.TB, random *rand.Rand) *rivals {
	t.Helper()
	with := setting(t)
	r := &rivals{TB: t, random: random, log: newMemory(), fast: open(t, t.TempDir())}
	with.Stock = true
	r.stock = indexWith(t, with, r.log)
	return r
}

func (r *rivals) close() { closeIndex(r, r.fast) }

// compare asks both the same, and gives the answer.
func (r *rivals) compare(q index.Request) index.Answer {
	r.Helper()
	a, err := r.fast.Search(r.Context(), q)
	if err != nil {
		r.Fatalf("%+v: %v", q, err)
	}
	b, err := r.stock.Search(r.Context(), q)
	if err != nil {
		r.Fatalf("%+v, Bleve's own: %v", q, err)
	}
	a.At, b.At = 0, 0
	if !reflect.DeepEqual(a, b) {
		r.Errorf("%+v of %s:\n   %s\nnot %s", q, originOf(q), answered(a), answered(b))
	}
	return a
}

func originOf(q index.Request) string {
	if q.Origin == nil {
		return "anywhere"
	}
	return q.Origin.Label
}

func answered(a index.Answer) string {
	var ids []string
	for _, r := range a.Results {
		ids = append(ids, fmt.Sprintf("%.8s/%.8s %v", r.Service, r.Location, r.Score))
	}
	return fmt.Sprintf("%d %v %v %v\n   %v", a.Total, a.Bands, a.Relaxed, ids, a.Facets)
}

// Words that the made-up services have and that are looked for.
var (
	rivalWords = strings.Fields(`bread soup songs tablet tablets computer computers library shed men women walk walking walks garden gardening carers caring debt
		advice lonely befriending tea coffee morning lunch club clubs bank food foodbank mother's toddlers café naïve school uniform dementia memory
		choir singing swim swimming yoga benefits rent housing grief bereaved alcohol hostel furniture repair bicycles bikes music dance`)
	rivalPhrases = []string{"food bank", "cheap tablet", "men's shed", "my mum is lonely", "bread and soup", "memory café", "can't pay my rent", "low mood", "citizens advice",
		"lunch club", "someone to talk to", "help with benefits forms", "banc bwyd", "unig", "how could my mum get hold of a cheap tablet", "open now", "the", "of the"}
	rivalTowns = []string{"LS1 4AP", "BD1 1HX", "Leeds", "Wakefield", "HX1 1UJ", "Scotland", "Shetland", "Leeds City Council", "DN16 1AB", "CF10 1EP"}
)

func (r *rivals) words(n int) string {
	var out []string
	for range n {
		w := rivalWords[min(r.random.IntN(len(rivalWords)), r.random.IntN(len(rivalWords)))]
		if r.random.IntN(12) == 0 {
			w = rivalPhrases[r.random.IntN(len(rivalPhrases))]
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// mostRivals is how many services there are at most: a search looks at them all.
const mostRivals = 400

// change puts new services into the directory, and changes and takes out old ones.
func (r *rivals) change(n int) {
	r.Helper()
	o := find(r, rivalTowns[r.random.IntN(4)])
	var changed []data.Submission
	for _, s := range variety(o, n) { // the facts, for which new words are found
		r.made++
		name := fmt.Sprintf("%s %d", r.words(1+r.random.IntN(3)), r.made)
		if len(r.there) >= mostRivals || len(r.there) > 0 && r.random.IntN(3) == 0 {
			name = r.there[r.random.IntN(len(r.there))].Service.OwnID // again, and otherwise
		}
		fresh := service(name, says(r.words(3+r.random.IntN(30))), runBy(r.words(2)))
		doc, id, organization := &s.Service.Doc, fresh.Service.Doc.ID, fresh.Service.Doc.OrganizationID
		doc.ID, doc.OrganizationID, doc.Name, doc.Description = id, organization, name, fresh.Service.Doc.Description
		doc.Summary = r.words(r.random.IntN(8))
		s.Service.OwnID, s.Organization = name, fresh.Organization
		if r.random.IntN(8) == 0 {
			doc.Status = data.Defunct
		}
		changed = append(changed, s)
		r.there = slices.DeleteFunc(r.there, func(old data.Submission) bool { return old.Service.Doc.ID == id })
		r.there = append(r.there, s)
	}
	r.log.put(changed...)
	follow(r, r.fast, r.log)
	follow(r, r.stock, r.log)
}

// request is a search for anything.
func (r *rivals) request() index.Request {
	q := index.Request{Limit: 20}
	switch r.random.IntN(10) {
	case 0:
	case 1, 2:
		q.Text = rivalPhrases[r.random.IntN(len(rivalPhrases))]
	default:
		q.Text = r.words(1 + r.random.IntN(4))
	}
	if r.random.IntN(5) == 0 && q.Text != "" { // a slip
		letters := []rune(q.Text)
		at := r.random.IntN(len(letters))
		letters[at] = rune('a' + r.random.IntN(26))
		q.Text = string(letters)
	}
	if r.random.IntN(4) > 0 {
		o := find(r, rivalTowns[r.random.IntN(len(rivalTowns))])
		if r.random.IntN(4) == 0 {
			o.Point = geo.Point{o.Point.Lon() + r.random.Float64()/5, o.Point.Lat() - r.random.Float64()/5}
		}
		q.Origin = &o
	}
	q.Within = []geo.Miles{0, 0, 0.5, 3, 10, 100}[r.random.IntN(6)]
	q.Sort = []index.Sort{index.ByBest, index.ByBest, index.ByDistance, index.ByName}[r.random.IntN(4)]
	q.Offset = []int{0, 0, 0, 20, 100, 1_000_000}[r.random.IntN(6)]
	for range r.random.IntN(3) {
		if q.Filters == nil {
			q.Filters = index.Filters{}
		}
		g := index.Groups()[r.random.IntN(len(index.Groups()))]
		q.Filters[g] = append(q.Filters[g], choices[g][r.random.IntN(len(choices[g]))])
	}
	if r.random.IntN(10) == 0 {
		q.From, _ = data.ParseDate("2026-06-20")
		q.To, _ = data.ParseDate("2026-09-10")
	}
	if r.random.IntN(8) == 0 {
		q.Language = "cy"
	}
	return q
}
