package index_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/madeup"
	"fingerpost/geo"
	"fingerpost/index"
)

func nearestNames(t *testing.T, x *index.Index, o geo.Place, within geo.Miles, f index.Filters, most int, called map[data.ServiceID]string) string {
	t.Helper()
	found, err := x.Nearest(t.Context(), o, within, f, most)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, n := range found {
		out = append(out, called[n.Service])
	}
	return list(out)
}

// TestNearest promises the nearest services that a person may use: not those for people of another council, not what is withheld or
// gone, and each once, at the nearest of its places.
func TestNearest(t *testing.T) {
	o := find(t, "LS1 4AP")
	hidden := func(s *data.Submission) {
		place("hidden", data.Location{Withheld: true, Council: "E08000035", Point: &data.Coordinates{Latitude: o.Point.Lat(), Longitude: o.Point.Lon()}})(s)
	}
	food := about("food")
	log := newMemory(
		service("Larder", food, at(north(o, 3)), at(north(o, 1))), service("Pantry", food, at(north(o, 2)), serving("E08000035")),
		service("Theirs", food, at(north(o, 0.5)), serving("E08000032")), service("Refuge", food, hidden), service("Afar", food, byWay(data.ByPhone), serving("E92000001")),
		service("Assumed", food, at(north(o, 4)), assumed("E08000032")), service("Tablets", about("devices"), at(north(o, 0.2))),
		service("Gone", food, at(north(o, 0.1))), service("Far", food, at(north(o, 40))),
		service("Free", food, at(north(o, 5)), costing(data.Free)), service("B hall", food, at(north(o, 6))), service("A hall", food, at(north(o, 6))),
	)
	called := map[data.ServiceID]string{}
	for id, l := range log.listings {
		called[id] = l.Service.Name
	}
	x, err := index.InMemory(t.Context(), setting(t))
	if err != nil {
		t.Fatal(err)
	}
	defer closeIndex(t, x)
	follow(t, x, log)
	log.put(service("Gone", food, at(north(o, 0.1)), status(data.Defunct)))
	follow(t, x, log)
	topic := index.Filters{index.TopicGroup: {"food"}}
	for _, test := range []struct {
		within geo.Miles
		f      index.Filters
		most   int
		want   string
	}{
		{20, topic, 3, "Larder, Pantry, Assumed"},
		{20, topic, 9, "Larder, Pantry, Assumed, Free, A hall, B hall"},
		{100, topic, 9, "Larder, Pantry, Assumed, Free, A hall, B hall, Far"},
		{20, index.Filters{index.TopicGroup: {"food", "devices"}}, 2, "Tablets, Larder"},
		{20, index.Filters{index.TopicGroup: {"food"}, index.CostGroup: {"free"}}, 9, "Free"},
		{20, nil, 2, "Tablets, Larder"},
		{0.15, nil, 2, ""},
		{20, index.Filters{index.TopicGroup: {"carers"}}, 2, ""},
		{20, index.Filters{index.TopicGroup: {"no such"}}, 2, ""},
		{20, topic, 0, ""},
	} {
		if got := nearestNames(t, x, o, test.within, test.f, test.most, called); got != test.want {
			t.Errorf("%v within %v: %s, want %s", test.f, test.within, got, test.want)
		}
	}
	bradford := find(t, "BD1 1HX")
	if got := nearestNames(t, x, bradford, 20, topic, 1, called); got != "Theirs" {
		t.Errorf("from where it serves: %s", got)
	}
	found, err := x.Nearest(t.Context(), o, 20, topic, 1)
	if err != nil || len(found) != 1 || found[0].Distance != geo.Distance(o.Point, north(o, 1)) ||
		found[0].Location != data.Mint[data.LocationID](data.LevelLocation, source, "Larder@b") {
		t.Errorf("the larder: %+v, %v", found, err)
	}
}

// TestNearestOfMany compares with looking at every listing.
func TestNearestOfMany(t *testing.T) {
	with := setting(t)
	x, err := index.InMemory(t.Context(), with)
	if err != nil {
		t.Fatal(err)
	}
	defer closeIndex(t, x)
	log, d := newMemory(), madeup.New(3, with.Lexicon)
	for i := range 3000 {
		log.put(d.Submission(i))
	}
	follow(t, x, log)
	type one struct {
		id       data.ServiceID
		name     string
		distance geo.Miles
	}
	random := rand.New(rand.NewPCG(17, 18))
	several := 0
	for _, q := range d.Queries(2, 60, 3000) {
		at := log.listings[log.log[random.IntN(len(log.log))]]
		if len(at.Service.Topics) == 0 {
			continue
		}
		topic := at.Service.Topics[0]
		var want []one
		for _, l := range log.listings {
			if len(l.Locations) == 0 || !slices.Contains(with.Lexicon.Topics.WithParents(l.Service.Topics), topic) {
				continue
			}
			if position, ok := data.Geocode(l.Locations[0]); ok {
				want = append(want, one{l.Service.ID, strings.ToLower(l.Service.Name), geo.Distance(q.Origin.Point, position.Point)})
			}
		}
		slices.SortFunc(want, func(a, b one) int {
			return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name), cmp.Compare(a.id, b.id))
		})
		got, err := x.Nearest(t.Context(), geo.Place{Point: q.Origin.Point}, 1000, index.Filters{index.TopicGroup: {string(topic)}}, 20)
		if err != nil {
			t.Fatal(err)
		}
		several += len(got)
		derived := 0 // those whose topics were read from their words are not among what is expected
		for _, n := range got {
			if len(log.listings[n.Service].Service.Topics) == 0 {
				derived++
				continue
			}
			if len(want) == 0 || n.Service != want[0].id || n.Distance != want[0].distance {
				t.Fatalf("%s from %v: %v, want %+v", topic, q.Origin.Point, n, want[:1])
			}
			want = want[1:]
		}
		if len(got) < 20 && len(want) > 0 || derived > 10 {
			t.Fatalf("%d are found, %d of them sorted by their words, %d are not", len(got), derived, len(want))
		}
	}
	if several < 300 {
		t.Errorf("only %d are found in all", several)
	}
}
