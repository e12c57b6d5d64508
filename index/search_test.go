package index_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

// TestWords promises what words find, wherever in a listing they stand.
func TestWords(t *testing.T) {
	buddies := service("Digital Buddies", runBy("Age UK Leeds"), says("A volunteer lends you a tablet and shows you how to use it."))
	tablets := service("Device loans", says("Cheap tablets and laptops, refurbished."), about("devices"))
	cafe := service("Memory Café", says("A café for people who are losing their memory."))
	repair := service("Fixers", says("A repair café, and a death café."))
	shed := service("Men’s Shed", says("Woodwork and tea for men."))
	aa := service("AA Thursday", says("Alcoholics Anonymous meets."), alsoCalled("Alcoholics Anonymous Thursday"))
	brien := service("O'Brien House")
	bank := service("The Welcome Table", says("Groceries."), about("food"))
	welsh := service("Tŷ Croeso", says("Lle cynnes i bawb."))
	bengali := service("মহিলা দল", says("বাংলা ভাষায় সহায়তা।"))
	arabic := service("مركز العائلة", says("A centre for families."))
	walk := service("Walk-in clinic", says("Open 24/7; C++ and 50% off? (no) [really] {x} ~2 ^3 a\\b \"quoted\" name:value +plus -minus wild*card ques?tion /regex/."))
	place := service("Chair yoga", place("hall", data.Location{Name: "Heaton Hall", Address: data.Address{Line1: "Bracken Road", City: "Shipley"}}))
	eligible := service("Coffee morning", of(func(s *data.Service) {
		s.EligibilityDescription, s.Audiences = "For people who have served in the forces.", []string{"veterans"}
	}))
	all := []data.Submission{buddies, tablets, cafe, repair, shed, aa, brien, bank, welsh, bengali, arabic, walk, place, eligible}
	x := indexOver(t, all...)
	for _, test := range []struct {
		text string
		want string // the first
	}{
		{"age uk tablet", "Digital Buddies"},
		{"tablet age uk", "Digital Buddies"},
		{"AGE UK TABLETS", "Digital Buddies"},
		{"volunteers leeds", "Digital Buddies"},
		{"how could my mum get hold of a cheap tablet", "Device loans"},
		{"cheap tablet", "Device loans"},
		{"refurbish laptop", "Device loans"},
		{"device loan", "Device loans"},
		{"food bank", "The Welcome Table"},
		{"foodbank", "The Welcome Table"},
		{"memory cafe", "Memory Café"},
		{"memory café", "Memory Café"},
		{"memory cafe\u0301", "Memory Café"},
		{"repair cafe", "Fixers"},
		{"death café", "Fixers"},
		{"mens shed", "Men’s Shed"},
		{"men's shed", "Men’s Shed"},
		{"men’s sheds", "Men’s Shed"},
		{"aa", "AA Thursday"},
		{"AA", "AA Thursday"},
		{"alcoholics anonymous thursday", "AA Thursday"},
		{"obrien", "O'Brien House"},
		{"o'brien", "O'Brien House"},
		{"O’BRIEN", "O'Brien House"},
		{"ty croeso", "Tŷ Croeso"},
		{"tŷ croeso", "Tŷ Croeso"},
		{"মহিলা", "মহিলা দল"},
		{"العائلة", "مركز العائلة"},
		{"walk in", "Walk-in clinic"},
		{"walk-in", "Walk-in clinic"},
		{"bracken", "Chair yoga"},
		{"heaton hall", "Chair yoga"},
		{"veterans", "Coffee morning"},
		{"forces", "Coffee morning"},
	} {
		got := names(search(t, x, index.Request{Text: test.text}), all...)
		if first := append(got, "")[0]; first != test.want {
			t.Errorf("%q finds %q first, want %q (all: %s)", test.text, first, test.want, list(got))
		}
	}
}

// TestAllWordsFirst promises that a service with every word comes before those with some, and that a search is content
// with every word when that finds enough.
func TestAllWordsFirst(t *testing.T) {
	some := []data.Submission{service("Four", says("quoits")), service("Five", says("sundials"))}
	var both []data.Submission
	for i := range 10 {
		both = append(both, service(fmt.Sprintf("Both %d", i), says("quoits and sundials")))
	}
	a := search(t, indexOver(t, append(some, both...)...), index.Request{Text: "quoits sundials"})
	if a.Total != 10 || len(a.Relaxed) != 0 {
		t.Errorf("found %d, relaxed %v", a.Total, a.Relaxed)
	}
	a = search(t, indexOver(t, append(some, both[:2]...)...), index.Request{Text: "quoits sundials"})
	got := names(a, append(some, both...)...)
	if len(got) != 4 || !slices.Contains(got[:2], "Both 0") || !slices.Contains(got[:2], "Both 1") {
		t.Errorf("found %s, want those with both words first", list(got))
	}
	if want := []index.Relaxation{{Kind: index.MostWords}}; !cmp.Equal(a.Relaxed, want) {
		t.Errorf("relaxed %v, want %v", a.Relaxed, want)
	}
}

// TestOddText promises that whatever is typed is plain text: nothing in it is an instruction to the search, and nothing
// makes it fail.
func TestOddText(t *testing.T) {
	all := []data.Submission{
		service("Choir", says("Singing together."), about("arts")), service("Sundial", says("Sit and think.")),
		service("The the", says("A band for all who were there.")),
	}
	x := indexOver(t, all...)
	everything := len(all)
	for _, test := range []struct {
		what, text string
		want       int // -1: whatever, but no error
	}{
		{"nothing", "", everything},
		{"blanks", " \t\n\u00a0 ", everything},
		{"punctuation only", "?!… --- ((( )))", everything},
		{"stop words that a name has", "the the", 1},
		{"stop words only", "how do i", 0},
		{"one letter", "x", 0},
		{"a wildcard", "cho*", 0},
		{"a wildcard for anything", "*", everything},
		{"a question mark in a word", "ch?ir", 0},
		{"a pattern", "/cho.r/", 0},
		{"a pattern for anything", ".*", everything},
		{"a field", "name:choir", -1},
		{"a word not wanted", "-choir", 1},
		{"a word required", "+choir", 1},
		{"a phrase", `"together singing"`, 1},
		{"an open quote", `"choir`, 1},
		{"brackets", "(choir", 1},
		{"a range", "name:[a TO z]", -1},
		{"a boost", "choir^1000000", -1},
		{"a slip allowed", "chior~2", -1},
		{"an operator", "choir AND sundial", -1},
		{"a null", "choir\x00", 1},
		{"broken UTF-8", "choir \xff\xfe", -1},
		{"an emoji", "🎵", everything},
		{"a word of 5,000 letters", strings.Repeat("a", 5000), 0},
		{"a word of 5,000 letters beyond ASCII", strings.Repeat("é", 5000), 0},
		{"5,000 letters in words", strings.Repeat("choir sundial ", 417), -1},
		{"many words", manyWords(400), -1},
		{"long words one letter off", "physiotherapistss rehabilitationnn counselling-psychologist", -1},
		{"letters upon letters", "c" + strings.Repeat("\u0301", 300) + "hoir", -1},
		{"SQL", "'; DROP TABLE services; --", -1},
		{"HTML", "<script>alert(1)</script>", -1},
	} {
		a := search(t, x, index.Request{Text: test.text})
		if test.want >= 0 && a.Total != test.want {
			t.Errorf("%s finds %d, want %d: %s", test.what, a.Total, test.want, list(names(a, all...)))
		}
	}
}

func manyWords(n int) string {
	var words []string
	for i := range n {
		words = append(words, fmt.Sprintf("word%c%c", 'a'+i%26, 'a'+i/26))
	}
	return strings.Join(words, " ")
}

// TestTopics promises that the name of a topic, and the words that people use for it, find what bears the topic, and that
// the answer says which topics it was.
func TestTopics(t *testing.T) {
	food, choir := service("Larder", about("food")), service("Songbirds", about("arts"))
	both := service("Soup and song", about("food", "arts"))
	said := service("A talk", says("on the history of the food bank"))
	named := service("Community Fridge Otley") // its source sorts nothing, its name does
	all := []data.Submission{food, choir, both, said, named}
	x := indexOver(t, all...)
	a := search(t, x, index.Request{Text: "food bank"})
	if got := names(a, all...); len(got) != 4 || slices.Index(got, "A talk") < 2 {
		t.Errorf("found %s, want what is sorted under food first", list(got))
	}
	for i, name := range names(a, all...) {
		if want := name != "A talk"; want && !slices.Contains(a.Results[i].Topics, "food") {
			t.Errorf("%s: named topics %v", name, a.Results[i].Topics)
		}
	}
	for text, want := range map[string][]string{
		"food banks and meals": {"Larder", "Soup and song", "Community Fridge Otley"},
		"food parcels choir":   {"Soup and song"},
		"singing":              {"Songbirds", "Soup and song"},
	} {
		if got := names(search(t, x, index.Request{Text: text}), all...); !containsAll(got, want) {
			t.Errorf("%q finds %s, want %s", text, list(got), list(want))
		}
	}
	for topic, want := range map[data.TopicID]int{"food": 3, "money": 3, "arts": 2, "active": 2, "debt": 0, "no-such-topic": 0} {
		if got := search(t, x, index.Request{Filters: index.Filters{"topic": {string(topic)}}}).Total; got != want {
			t.Errorf("topic %s: %d, want %d", topic, got, want)
		}
	}
	if got := search(t, x, index.Request{Filters: index.Filters{"topic": {"food", "arts"}}}).Total; got != 4 {
		t.Errorf("either of two topics: %d, want 4", got)
	}
}

func containsAll(list, all []string) bool {
	for _, s := range all {
		if !slices.Contains(list, s) {
			return false
		}
	}
	return true
}

// TestOnePerService promises that a service with many places is one result, shown with the best of them.
func TestOnePerService(t *testing.T) {
	o := find(t, "LS1 4AP")
	many := service("Many", at(north(o, 4)), at(north(o, 0.5)), at(north(o, 40)), at(north(o, 2)), says("bread"))
	other := service("Other", at(north(o, 1)), says("bread"))
	x := indexOver(t, many, other)
	for _, sort := range []index.Sort{index.ByBest, index.ByDistance, index.ByName} {
		a := search(t, x, index.Request{Text: "bread", Origin: &o, Sort: sort})
		if a.Total != 2 || len(a.Results) != 2 || a.Bands[index.NearBand] != 2 {
			t.Fatalf("sorted by %q: %+v", sort, a)
		}
		for _, r := range a.Results {
			if r.Service == idOf("Many") && (*r.Distance > 0.6 || r.Location != many.Locations[1].Doc.ID) {
				t.Errorf("sorted by %q: shown with the place at %v", sort, *r.Distance)
			}
		}
	}
	a := search(t, x, index.Request{Text: "bread"})
	if a.Total != 2 || a.Results[0].Distance != nil {
		t.Errorf("without a place: %+v", a)
	}
	// By distance the nearest place counts, even if the words fit another one better.
	split := service("Split", place("north hall", data.Location{Name: "Bramble Hall", Point: coordinates(north(o, 4))}),
		place("south hall", data.Location{Name: "Elder Rooms", Point: coordinates(north(o, 1))}), says("bramble"))
	x = indexOver(t, split, other)
	a = search(t, x, index.Request{Text: "bramble", Origin: &o, Sort: index.ByDistance})
	if a.Total != 1 || *a.Results[0].Distance > 1.1 {
		t.Errorf("by distance, a service is shown with a place at %v, want its nearest", *a.Results[0].Distance)
	}
	// A better band beats a better fit.
	bands := service("Bands", at(north(o, 1)), at(north(o, 30)), serving(england), byWay(data.ByPhone))
	if r := search(t, indexOver(t, bands), index.Request{Origin: &o}).Results[0]; r.Reach != index.Near {
		t.Errorf("shown as %q, want near", r.Reach)
	}
}

func coordinates(p geo.Point) *data.Coordinates {
	return &data.Coordinates{Latitude: p.Lat(), Longitude: p.Lon()}
}

// TestOrder promises that bands are never mixed, and the order that was asked for inside each.
func TestOrder(t *testing.T) {
	o := find(t, "LS1 4AP")
	all := variety(o, 300)
	x := indexOver(t, all...)
	name := map[data.ServiceID]string{}
	for _, s := range all {
		name[s.Service.Doc.ID] = s.Service.Doc.Name
	}
	for _, text := range []string{"", "bread", "tablet"} {
		for _, sort := range []index.Sort{index.ByBest, index.ByDistance, index.ByName} {
			a := search(t, x, index.Request{Text: text, Origin: &o, Sort: sort})
			bands := map[index.Band]int{}
			for i, r := range a.Results {
				bands[r.Reach.Band()]++
				if i == 0 {
					continue
				}
				last := a.Results[i-1]
				was, is := slices.Index(index.Bands, last.Reach.Band()), slices.Index(index.Bands, r.Reach.Band())
				switch {
				case was > is:
					t.Fatalf("%q by %q: %s comes after %s", text, sort, r.Reach, last.Reach)
				case was < is:
				case sort == index.ByDistance && (r.Distance != nil && (last.Distance == nil || *last.Distance > *r.Distance)):
					t.Errorf("%q: %v comes after %v", text, r.Distance, last.Distance)
				case sort == index.ByName && name[last.Service] > name[r.Service]:
					t.Errorf("%q: %s comes after %s", text, name[r.Service], name[last.Service])
				}
			}
			if !cmp.Equal(a.Bands, bands) {
				t.Errorf("%q: bands %v, counted %v", text, a.Bands, bands)
			}
		}
	}
}

// TestNearerFirst promises that of two equal services the nearer comes first, and that a fuller listing decides only
// between equals.
func TestNearerFirst(t *testing.T) {
	o := find(t, "LS1 4AP")
	all := []data.Submission{
		service("B far", at(north(o, 3)), says("soup")), service("C near", at(north(o, 0.5)), says("soup")), service("A middle", at(north(o, 1.5)), says("soup")),
	}
	if got := names(search(t, indexOver(t, all...), index.Request{Text: "soup", Origin: &o}), all...); list(got) != "C near, A middle, B far" {
		t.Errorf("order: %s", list(got))
	}
	all = []data.Submission{service("A bare", says("soup")), service("B full", says("soup"), byWay(data.ByPhone), costing(data.Free))}
	if got := names(search(t, indexOver(t, all...), index.Request{Text: "soup"}), all...); list(got) != "B full, A bare" {
		t.Errorf("order: %s", list(got))
	}
}
