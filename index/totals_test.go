package index_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/geo"
	"fingerpost/index"
)

// sayings are words that nobody says, so that none of them means anything, each with its other forms.
var sayings = [][]string{
	{"trawnip", "trawnips"}, {"quindle", "quindles", "quindled", "quindling"}, {"brosket", "broskets"}, {"velmark", "velmarks", "velmarked"},
	{"fizzock", "fizzocks"},
}

func formsOf(word string) []string {
	return sayings[slices.IndexFunc(sayings, func(forms []string) bool { return slices.Contains(forms, word) })]
}

// peopleWords are what the services of the test call groups of people.
var peopleWords = map[string]string{"older-people": "older people", "carers": "carers", "veterans": "veterans", "refugees": "asylum seekers"}

// accessSaid are what the places of the test say of access, and what that means.
var accessSaid = map[string][]string{
	"Ramp to the door":                 {"step-free"},
	"Hearing loop. Accessible toilet.": {"hearing-loop", "toilet"},
	"Not wheelchair accessible":        nil,
	"Blue badge bays; quiet room":      {"parking", "quiet"},
	"No steps":                         {"step-free"},
	"There is no hearing loop":         nil,
}

// monday is a bank holiday in Scotland and nowhere else, so that it matters in which nation something is.
var monday = time.Date(2026, time.November, 30, 10, 30, 0, 0, time.UTC)

// TestTotals promises that totals, bands and the counts of every filter are those of a slow, obvious recomputation from
// the store, whatever is asked.
func TestTotals(t *testing.T) {
	with, kept := setting(t), openStore(t)
	with.Now = func() time.Time { return monday }
	m := maker{rand.New(rand.NewPCG(3, 5)), slices.Sorted(maps.Keys(with.LineHours))}
	for i := range 300 {
		submit(t, kept, m.service(i))
	}
	x, r := indexAndRecount(t, with, kept, questions)
	compared, some := 0, 0
	for range 400 {
		words := m.words()
		asked := m.request(t, r)
		asked.Text = strings.Join(words, " ")
		if a, ok := compareTotals(t, x, r, asked, words); ok {
			compared++
			some += min(a.Total, 1)
		}
	}
	if some < 200 {
		t.Errorf("only %d searches were compared, %d of them with results", compared, some)
	}
}

// TestRealTotals promises the same of real listings, as far as their facts are not read out of their prose.
func TestRealTotals(t *testing.T) {
	with := setting(t)
	m := maker{Rand: rand.New(rand.NewPCG(7, 11))}
	asked := slices.DeleteFunc(slices.Clone(questions), func(q question) bool { return q.group == index.ForGroup || q.group == index.AccessGroup })
	x, r := indexAndRecount(t, with, sorted{realStore(t)}, asked)
	compared := 0
	for range 60 {
		if a, ok := compareTotals(t, x, r, m.request(t, r), nil); ok && a.Total > 0 {
			compared++
		}
	}
	if compared < 30 {
		t.Errorf("only %d searches were compared", compared)
	}
}

// sorted is a store less the listings that no source sorts under topics.
type sorted struct{ *store.Store }

func (s sorted) Listings(ctx context.Context, ids []data.ServiceID) ([]data.Listing, error) {
	all, err := s.Store.Listings(ctx, ids)
	return slices.DeleteFunc(all, func(l data.Listing) bool { return len(l.Service.Topics) == 0 }), err
}

func indexAndRecount(t *testing.T, with index.Setting, log index.Log, asked []question) (*index.Index, recount) {
	t.Helper()
	x := indexWith(t, with, log)
	services, _, err := log.Since(t.Context(), store.Checkpoint{}, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	var listings []data.Listing
	for some := range slices.Chunk(services, 500) {
		more, err := log.Listings(t.Context(), some)
		if err != nil {
			t.Fatal(err)
		}
		listings = append(listings, more...)
	}
	return x, newRecount(with, listings, asked)
}

// compareTotals compares an answer with the recount. An answer to something else than what was asked is left alone.
func compareTotals(t *testing.T, x *index.Index, r recount, asked index.Request, words []string) (index.Answer, bool) {
	t.Helper()
	asked.Limit = 1
	a := search(t, x, asked)
	if len(a.Relaxed) > 0 {
		return a, false
	}
	found := r.find(asked, words)
	bands, total := r.bands(found, asked.Filters)
	from := ""
	if asked.Origin != nil {
		from = asked.Origin.Label
	}
	what := fmt.Sprintf("%q within %v of %q, %v, from %v", asked.Text, asked.Within, from, asked.Filters, asked.From)
	if a.Total != total || !maps.Equal(a.Bands, bands) {
		t.Errorf("%s: %d in %v, want %d in %v", what, a.Total, a.Bands, total, bands)
		return a, true
	}
	facets := r.facets(found, asked.Filters)
	for _, q := range r.questions {
		got := map[string]int{}
		for _, c := range a.Facets[q.group] {
			got[c.Value] = c.Count
		}
		if !maps.Equal(got, facets[q.group]) {
			t.Errorf("%s: of %s there are %v, want %v", what, q.group, got, facets[q.group])
		}
	}
	return a, true
}

// maker makes a directory, and requests, by chance.
type maker struct {
	*rand.Rand
	lines []string // ids of crisis lines
}

func pick[T any](m maker, all ...T) T { return all[m.IntN(len(all))] }

func (m maker) once(in int) bool { return m.IntN(in) == 0 }

// picks are up to so many of the values.
func picks[T comparable](m maker, most int, all ...T) (out []T) {
	for range m.IntN(most + 1) {
		if v := pick(m, all...); !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// words are none, one or two different ones.
func (m maker) words() (out []string) {
	order := m.Perm(len(sayings))
	for _, i := range order[:pick(m, 0, 0, 1, 1, 2)] {
		out = append(out, pick(m, sayings[i]...))
	}
	return out
}

// prose says a few words, or none, as people write them.
func (m maker) prose() string {
	var all []string
	for range m.IntN(3) {
		w := pick(m, pick(m, sayings...)...)
		all = append(all, strings.ToUpper(w[:1])+w[1:])
	}
	return strings.Join(all, ", ")
}

var (
	areasServed = []geo.AreaCode{leeds, leeds, bradford, bradford, westYorkshire, westYorkshire, westYorkshire, yorkshire, england, england,
		scotland, edinburgh, britain, unitedKingdom, unitedKingdom, manchester, trafford, salford, northernIreland, belfast, isleOfMan,
		aWardOfLeeds, northLincolnshire, "E07000005"}
	postcodes = []string{"LS29 9AA", "BD1 1AA", "S1 2HH", "NW1 2DB", "M15 5JB", "M15 5JB", "EH1 1YZ", "BT1 1AA", "DN15 6XP", "HP22 4AA", "nowhere"}
	timetable = []string{"", "", "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00; PH off", "Mo 08:00-12:00; PH same", "24/7", "Sa 10:00-12:00",
		"We 17:00-20:00", "Mo[2] 10:00-11:00"}
	origins = []string{"LS1 4AP", "LS1 4AP", "LS29 6AA", "BD1 1AA", "M15 5JB", "S1 4AA", "EH1 1YZ", "BT1 5GS", "DN15 6XP", "HP22 4PE", "IM1 1AA", "Ilkley",
		string(leeds), string(westYorkshire), string(scotland)}
)

// service makes a service of which every fact is sometimes said and sometimes not. One that is for some people says the
// words that are searched for in its name alone: others that say them less plainly than the best are kept back
// ([index.Index.Search]), which is no matter of counting.
func (m maker) service(i int) data.Submission {
	name := fmt.Sprintf("%s No %d", pick(m, "", m.prose()), i)
	people := pick(m, "", "", "", "For older people", "Carers and veterans", "Anyone", "Asylum seekers")
	from, to := pick(m, nil, nil, new(17), new(40), new(60)), pick(m, nil, nil, new(12), new(25), new(40), new(75))
	if from != nil && to != nil && *from > *to {
		from = nil
	}
	s := service(name)
	doc := &s.Service.Doc
	doc.EligibilityDescription, doc.MinimumAge, doc.MaximumAge = people, from, to
	plain := people == "" && from == nil && to == nil
	m.places(&s, plain)
	m.area(&s)
	m.facts(doc)
	m.opening(doc)
	if plain {
		m.texts(&s)
	} else if m.once(3) {
		doc.Audiences = picks(m, 2, "Carers", "Older people", "Everyone")
	}
	s.Records[0].ReadAt = today.AddDate(0, 0, -m.IntN(900))
	s.Records[0].Live = m.once(2)
	if m.once(2) {
		s.Records[0].AssertedOn = data.DateOf(pick(m, monday.AddDate(0, -3, 0), monday.AddDate(0, -6, -1), today.AddDate(0, 0, -m.IntN(900))))
	}
	return s
}

// texts says words wherever a service may say them.
func (m maker) texts(s *data.Submission) {
	doc := &s.Service.Doc
	doc.Summary, doc.Description, doc.ApplicationProcess = m.prose(), m.prose(), m.prose()
	doc.Audiences, doc.Categories, doc.AlternateNames = picks(m, 1, m.prose()), picks(m, 1, m.prose()), picks(m, 1, m.prose())
	if m.once(4) {
		doc.Description += " Term time only."
	}
	switch m.IntN(4) {
	case 0:
		runBy("Guild " + strconv.Itoa(m.IntN(20)) + " " + m.prose())(s)
	case 1: // whose name tells who gives it, not whom it is for
		runBy("Veterans Guild")(s)
		doc.Name = "Veterans Guild " + doc.Name
	}
}

// places gives a service up to three places, some known by a point, some by a postcode, some withheld, some to which nobody
// goes.
func (m maker) places(s *data.Submission, named bool) {
	for range pick(m, 0, 1, 1, 2, 3) {
		own := fmt.Sprintf("%s/%d", s.Service.OwnID, len(s.Locations))
		l := data.Location{Type: pick(m, "", data.Physical, data.Physical, data.Physical, data.Physical, data.Postal, data.Virtual)}
		l.Address = data.Address{Line1: "House " + own}
		if m.once(2) {
			l.Point = &data.Coordinates{Latitude: 53.80 + m.NormFloat64()/12, Longitude: -1.55 + m.NormFloat64()/8}
		} else {
			l.Address.Postcode = pick(m, postcodes...)
		}
		l.Withheld = m.once(7)
		if named {
			l.Name = m.prose()
		} else {
			l.Address.Line1 = "House " + strconv.Itoa(m.Int())
		}
		for _, said := range picks(m, 2, slices.Sorted(maps.Keys(accessSaid))...) {
			l.Accessibility = append(l.Accessibility, data.Accessibility{ID: data.MintElement(source, own, "access", said), Description: said})
		}
		place(own, l)(s)
		if ats := s.Service.Doc.ServiceAtLocations; m.once(3) {
			ats[len(ats)-1].Schedules = parse(pick(m, timetable...), own)
		}
	}
}

func (m maker) area(s *data.Submission) {
	if m.once(2) {
		serving(picks(m, 3, areasServed...)...)(s)
	}
	if m.once(2) {
		assumed(pick(m, areasServed...))(s)
	}
	if m.once(9) {
		doc := &s.Service.Doc
		doc.Areas = append(doc.Areas, data.ServiceArea{ID: data.MintElement(source, doc.Name, "area", "words"), Name: "Our valley"})
	}
}

func (m maker) facts(doc *data.Service) {
	doc.Status = pick(m, "", data.Active, data.Active, data.Active, data.TemporarilyClosed, data.Inactive, data.Defunct)
	doc.Kind = pick(m, append(data.Kinds, data.KindService, data.KindService)...)
	doc.Ways = picks(m, 2, append(data.AllWays, data.InPerson, data.InPerson)...)
	doc.Topics = picks[data.TopicID](m, 2, "food", "debt", "money", "devices", "groups", "nothing-known")
	doc.Cost = pick(m, "", data.Free, data.Free, data.Paid, data.Varies)
	doc.Referral = pick(m, "", data.ReferralNone, data.ReferralNeeded)
	doc.Languages = picks(m, 3, "en", "pl", "bfi", "CY", "xx")
	doc.PeerLed = pick(m, nil, new(true), new(false))
	doc.AnsweredBy = pick(m, "", data.AnsweredByPerson, data.AnsweredBySoftware, data.AnsweredByBoth)
}

func (m maker) opening(doc *data.Service) {
	doc.Schedules = parse(pick(m, timetable...), doc.Name)
	for i := range doc.Schedules {
		if m.once(4) {
			doc.Schedules[i].ValidTo = data.DateOf(today.AddDate(0, 0, m.IntN(400)-100))
		}
	}
	if len(doc.Schedules) == 0 && m.once(5) {
		doc.Schedules = []data.Schedule{{ID: data.MintElement(source, doc.Name, "when", "words"), Description: pick(m, "Mondays during term", "Most Mondays")}}
	} else if len(doc.Schedules) == 0 && m.once(5) {
		doc.Helpline = pick(m, m.lines...)
	}
}

// request asks from somewhere or from nowhere, with a few filters.
func (m maker) request(t *testing.T, r recount) index.Request {
	asked := index.Request{Filters: m.filters(r)}
	if m.once(2) {
		from := m.origin(t)
		asked.Origin, asked.Within = &from, pick[geo.Miles](m, 0, 0, 1, 5, 12, 30, 100)
	}
	if m.once(6) {
		first := monday.AddDate(0, 0, m.IntN(200))
		asked.From, asked.To = data.DateOf(first), data.DateOf(first.AddDate(0, 0, m.IntN(60)))
	}
	return asked
}

func (m maker) origin(t *testing.T) geo.Place {
	text := pick(m, origins...)
	if code := geo.AreaCode(text); code.Valid() {
		area, err := geo.LocateArea(code)
		if err != nil {
			t.Fatal(err)
		}
		return area
	}
	return find(t, text)
}

// filters choose one or two values of one to three groups: mostly what one service says, so that something is left.
func (m maker) filters(r recount) index.Filters {
	filters := index.Filters{}
	one := pick(m, r.offers...)
	for range 1 + m.IntN(3) {
		g := pick(m, r.questions...).group
		values := r.values[g]
		if said := one.says[g]; len(said) > 0 && !m.once(3) {
			values = said
		}
		if g == index.AgeGroup {
			values = []string{"5", "16", "33", "75"}
		}
		if len(values) > 0 {
			filters[g] = append(picks(m, 1, r.values[g]...), pick(m, values...))
			slices.Sort(filters[g])
			filters[g] = slices.Compact(filters[g])
		}
	}
	return filters
}
