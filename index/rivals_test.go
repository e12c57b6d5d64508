package index_test

import (
	"slices"
	"testing"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

// TestRivals promises that a search does not fail where other directories do.
func TestRivals(t *testing.T) {
	o := find(t, "LS1 4AP")
	lerwick := find(t, "ZE1 0AA")
	isFor := func(words string) told { return of(func(s *data.Service) { s.EligibilityDescription = words }) }
	buddies := service("Digital Buddies", runBy("Age UK Leeds"), says("Learn to use a tablet with a volunteer."), serving(leeds), at(north(o, 1)))
	other := service("Bradford Buddies", says("tablet lessons"), serving(bradford), at(north(o, 1.5)))
	national := service("Tablet Helpline", says("Ring us about your tablet."), serving(unitedKingdom), byWay(data.ByPhone))
	several := service("Tablet Cafés", says("tablet"), at(north(o, 0.5)), at(north(o, 3)), at(north(o, 40)))
	pointless := service("Tablets by post", says("tablet"), serving(leeds), byWay(data.HomeVisit))
	anyone := service("Open tablet class", says("tablet"), at(north(o, 1.7)))
	older := service("Tablets for pensioners", says("tablet"), isFor("Older people"), at(north(o, 1.7)))
	young := service("Tablets for teens", says("tablet"), isFor("Young people"), at(north(o, 1.7)))
	insomnia := service("Rest Easy", says("A course for insomnia."), serving(unitedKingdom), byWay(data.Online))
	london := service("Drop-in for tablets", says("tablet"), serving(unitedKingdom), byWay(data.InPerson), in("SW1A 1AA"))
	all := []data.Submission{buddies, other, national, several, pointless, anyone, older, young, insomnia, london}
	x := indexOver(t, all...)
	for _, test := range []struct {
		what    string
		request index.Request
		has     []string
		lacks   []string
	}{
		{"an organisation's name and a word of the description", index.Request{Text: "age uk tablet", Origin: &o}, []string{"Digital Buddies"}, nil},
		{"a service near by that serves another council only", index.Request{Text: "tablet", Origin: &o}, nil, []string{"Bradford Buddies"}},
		{"a national service on a search by postcode", index.Request{Text: "tablet", Origin: &o}, []string{"Tablet Helpline"}, nil},
		{"a service with several places, once", index.Request{Text: "tablet", Origin: &o}, []string{"Tablet Cafés"}, nil},
		{"a service without a point", index.Request{Text: "tablet", Origin: &o}, []string{"Tablets by post"}, nil},
		{"no restriction under a filter", index.Request{Text: "tablet", Origin: &o, Filters: index.Filters{"for": {"older-people"}}},
			[]string{"Open tablet class", "Tablets for pensioners"}, []string{"Tablets for teens"}},
		{"words of which only all together mean it", index.Request{Text: "cant sleep", Origin: &o}, []string{"Rest Easy"}, nil},
		{"a place among the words", index.Request{Text: "tablet in Leeds"}, []string{"Digital Buddies", "Tablet Helpline"}, []string{"Bradford Buddies"}},
		{"in person in London only, in Lerwick", index.Request{Text: "tablet", Origin: &lerwick}, []string{"Tablet Helpline"}, []string{"Drop-in for tablets", "Tablet Cafés"}},
		{"the same, however little else there is", index.Request{Text: "drop-in for tablets", Origin: &lerwick}, nil, []string{"Drop-in for tablets"}},
	} {
		got := names(search(t, x, test.request), all...)
		for _, name := range test.has {
			if n := count(got, name); n != 1 {
				t.Errorf("%s: %s comes %d times among %s", test.what, name, n, list(got))
			}
		}
		for _, name := range test.lacks {
			if slices.Contains(got, name) {
				t.Errorf("%s: %s is among %s", test.what, name, list(got))
			}
		}
	}
	a := search(t, x, index.Request{Text: "tablet near Barnsly"})
	if !a.Where.Guessed || len(a.Where.Choices) == 0 || a.Where.Choices[0].Label != "Barnsley" || a.Where.Rest != "tablet" {
		t.Errorf("a slip in a town: %+v", a.Where)
	}
}

func count(list []string, s string) (n int) {
	for _, x := range list {
		if x == s {
			n++
		}
	}
	return n
}

// TestPlaceIn promises which words of a search are read as a place, and which are not.
func TestPlaceIn(t *testing.T) {
	x := indexOver(t)
	for _, test := range []struct{ text, place, rest string }{
		{"food bank near Barnsley", "Barnsley", "food bank"},
		{"banc bwyd ger Abertawe", "Abertawe", "banc bwyd"}, {"banc bwyd yng Nghaerdydd", "Caerdydd", "banc bwyd"}, {"ym Mhontypridd heno", "Pontypridd", "heno"},
		{"unig yn agos at Gaerdydd", "Caerdydd", "unig"}, {"dwi'n byw yn Sir Gâr ac yn unig", "Carmarthenshire", "dwi'n byw ac yn unig"}, {"yn unig", "", "yn unig"},
		{"teimlo yn hen ac yn drist", "", "teimlo yn hen ac yn drist"}, {"canolfan ym mhen y pentref", "", "canolfan ym mhen y pentref"},
		{"food bank in barnsley", "Barnsley", "food bank"},
		{"Leeds food bank", "Leeds", "food bank"},
		{"food bank leeds", "Leeds", "food bank"},
		{"help with rent LS1 4AP please", "LS1 4", "help with rent please"},
		{"baby group near DN20 8LD", "DN20 8", "baby group"},
		{"Leeds", "Leeds", ""},
		{"befriending in Wales", "Wales", "befriending"},
		{"Newcastle upon Tyne carers", "Newcastle upon Tyne", "carers"},
		{"reading group", "", "reading group"},
		{"someone to talk to", "", "someone to talk to"},
		{"in debt", "", "in debt"},
		{"age uk", "", "age uk"},
		{"mind", "", "mind"},
		{"sale", "", "sale"},
		{"", "", ""},
	} {
		where := x.PlaceIn(test.text)
		got := ""
		if where.Place != nil {
			got = where.Place.Label
		}
		if got != test.place || where.Rest != test.rest {
			t.Errorf("%q: place %q, rest %q; want %q, %q", test.text, got, where.Rest, test.place, test.rest)
		}
	}
}

// TestDangers promises that words that speak of danger are noticed, in other forms and among others, and that others are not.
func TestDangers(t *testing.T) {
	x := indexOver(t)
	for text, want := range map[string]string{
		"i want to die": "suicide", "she wants to die": "suicide", "Suicidal": "suicide", "thinking of killing myself": "suicide",
		"my boyfriend hits me": "domestic-abuse", "im scared of my husband": "domestic-abuse", "cutting myself again": "self-harm",
		"i was raped": "sexual-violence", "chest pains": "medical",
		"my back is hurting": "", "cheap tablet": "", "hit the gym": "", "die cutting class": "", "dying at home": "", "food bank": "",
	} {
		got := ""
		for i, d := range search(t, x, index.Request{Text: text}).Dangers {
			if i == 0 {
				got = d.ID
			}
		}
		if got != want {
			t.Errorf("%q: danger %q, want %q", text, got, want)
		}
	}
	for topic, want := range map[string]int{"domestic-abuse": 1, "sexual-violence": 1, "crisis": 0, "mental-health": 0, "food": 0} {
		if got := search(t, x, index.Request{Filters: index.Filters{"topic": {topic}}}).Dangers; len(got) != want {
			t.Errorf("topic %s: dangers %v, want %d", topic, got, want)
		}
	}
}

// TestWhyNot promises that a service's absence is explained.
func TestWhyNot(t *testing.T) {
	o := find(t, "LS1 4AP")
	all := []data.Submission{
		service("Shown", says("soup"), at(north(o, 1))), service("Far", says("soup"), at(north(o, 60))), service("Wordless", says("songs"), at(north(o, 1))),
		service("Elsewhere", says("soup"), serving(bradford), at(north(o, 1))), service("Walk in", says("soup"), serving(england), byWay(data.InPerson), at(north(o, 60))),
		service("Nowhere", says("soup")), service("Paid", says("soup"), at(north(o, 1)), costing(data.Paid)), service("Gone", status(data.Defunct)),
	}
	x := indexOver(t, all...)
	r := index.Request{Text: "soup", Origin: &o, Within: 5, Filters: index.Filters{"kind": {"service"}}}
	free := r
	free.Filters = index.Filters{"cost": {"free", "varies"}, "kind": {"service"}}
	for _, test := range []struct {
		name    string
		request index.Request
		is      func(index.WhyNot) bool
	}{
		{"Shown", r, func(w index.WhyNot) bool { return w.Rank > 0 }},
		{"Far", r, func(w index.WhyNot) bool { return w.Absence == index.TooFar && *w.Distance > 50 && w.Rank == 0 }},
		{"Wordless", r, func(w index.WhyNot) bool {
			return slices.Equal(w.Missing, []string{"soup"}) && w.Absence == index.NotAbsent
		}},
		{"Elsewhere", r, func(w index.WhyNot) bool {
			return w.Absence == index.Elsewhere && slices.Equal(w.Areas, []geo.AreaCode{bradford})
		}},
		{"Walk in", r, func(w index.WhyNot) bool { return w.Absence == index.InPerson }},
		{"Nowhere", r, func(w index.WhyNot) bool { return w.Absence == index.Nowhere }},
		{"Paid", index.Request{Text: "soup", Origin: &o, Filters: index.Filters{"kind": {"app"}, "how": {"phone"}, "cost": {"paid"}, "lang": {"pl"}}},
			func(w index.WhyNot) bool {
				return w.Rank > 0 || slices.Contains(w.Fails, index.KindGroup) && slices.Contains(w.Fails, index.LanguageGroup)
			}},
		{"Gone", r, func(w index.WhyNot) bool { return !w.Listed }},
	} {
		why, err := x.WhyNot(t.Context(), test.request, idOf(test.name))
		if err != nil || !test.is(why) {
			t.Errorf("%s: %+v %v", test.name, why, err)
		}
	}
}

// TestAges promises that an age puts what is for it first, and that other numbers are no ages.
func TestAges(t *testing.T) {
	isFor := func(words string) told { return of(func(s *data.Service) { s.EligibilityDescription = words }) }
	all := []data.Submission{service("Older", says("soup"), isFor("Older people")), service("Younger", says("soup"), isFor("Young people"))}
	x := indexOver(t, all...)
	for text, first := range map[string]string{
		"soup mum is 84": "Older", "soup for my son 15": "Younger", "soup i am 72 years old": "Older", "soup hes 17": "Younger",
	} {
		if got := names(search(t, x, index.Request{Text: text}), all...); len(got) == 0 || got[0] != first {
			t.Errorf("%q: %s, want %s first", text, list(got), first)
		}
	}
	for _, text := range []string{"soup", "soup open 24 hours", "soup 7 days", "soup in room 84"} {
		for _, r := range search(t, x, index.Request{Text: text}).Results {
			if r.Score.People > 1 {
				t.Errorf("%q: read as an age", text)
			}
		}
	}
}
