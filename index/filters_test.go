package index_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/index"
)

// variety is a directory in which every fact is sometimes said and sometimes not.
func variety(o geo.Place, n int) []data.Submission {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(n int) int { return random.IntN(n) }
	sometimes := func() bool { return pick(2) == 0 }
	ways, costs := append(data.AllWays, ""), []data.Cost{data.Free, data.Paid, data.Varies, "", ""}
	areas := []geo.AreaCode{leeds, bradford, england, unitedKingdom, yorkshire, ""}
	about := []data.TopicID{"food", "arts", "devices", "debt", "online", ""}
	words := []string{"bread", "bread and soup", "soup", "songs", "tablets to borrow", ""}
	people := []string{"", "Older people in Leeds", "Carers", "Anyone", "Women and carers", "Young people aged 11 to 18"}
	open := []string{"", "Mo-Fr 09:00-17:00", "24/7", "Sa 10:00-12:00", "We 17:00-20:00", "Mo[2] 10:00-11:00"}
	access := []string{"", "Ramp to the door", "Hearing loop. Accessible toilet", "Not wheelchair accessible"}
	var all []data.Submission
	for i := range n {
		name := fmt.Sprintf("Service %03d", i)
		s := service(name, says(words[pick(len(words))]), ofKind(data.Kinds[pick(len(data.Kinds))]), costing(costs[pick(len(costs))]))
		doc := &s.Service.Doc
		for range pick(3) {
			if w := ways[pick(len(ways))]; w != "" && !slices.Contains(doc.Ways, w) {
				doc.Ways = append(doc.Ways, w)
			}
			if topic := about[pick(len(about))]; topic != "" && !slices.Contains(doc.Topics, topic) {
				doc.Topics = append(doc.Topics, topic)
			}
		}
		for range pick(3) {
			at(north(o, float64(pick(100))/10))(&s)
			place := &s.Locations[len(s.Locations)-1].Doc
			if said := access[pick(len(access))]; said != "" {
				place.Accessibility = []data.Accessibility{{Description: said}}
			}
			if h := open[pick(len(open))]; h != "" && sometimes() {
				ats := s.Service.Doc.ServiceAtLocations
				ats[len(ats)-1].Schedules = parse(h, name)
			}
		}
		if a := areas[pick(len(areas))]; a != "" {
			serving(a)(&s)
		} else if sometimes() {
			assumed(leeds)(&s)
		}
		doc.EligibilityDescription = people[pick(len(people))]
		doc.Schedules = parse(open[pick(len(open))], name)
		if sometimes() {
			age := pick(70)
			doc.MinimumAge = &age
		}
		doc.Referral = []data.Referral{"", data.ReferralNone, data.ReferralNeeded}[pick(3)]
		doc.Languages = [][]string{nil, {"en"}, {"pl", "bfi"}}[pick(3)]
		doc.AnsweredBy = []data.AnsweredBy{"", data.AnsweredByPerson, data.AnsweredBySoftware}[pick(3)]
		if sometimes() {
			led := sometimes()
			doc.PeerLed = &led
		}
		all = append(all, s)
	}
	return all
}

func parse(notation, owner string) []data.Schedule {
	if notation == "" {
		return nil
	}
	schedules, err := hours.Parse(notation, owner, source)
	if err != nil {
		panic(err)
	}
	return schedules
}

// choices are values of every group that the services of variety may have.
var choices = map[index.Group][]string{
	index.TopicGroup: {"food", "money", "arts", "devices", "online"}, index.ForGroup: {"older-people", "carers", "women", "young-people", "veterans"},
	index.AgeGroup: {"8", "40", "75", "33"}, index.HowGroup: {"in_person", "phone", "home_visit"}, index.CostGroup: {"free", "paid", "varies"},
	index.OpenGroup: index.Openings, index.DayGroup: {"mo", "we", "sa", "su"}, index.LanguageGroup: {"en", "pl", "bfi", "cy"},
	index.AccessGroup: {"step-free", "toilet", "hearing-loop"}, index.ReferralGroup: {"none", "needed"}, index.LedGroup: {"peers"},
	index.AnswerGroup: {"person"}, index.KindGroup: {"service", "app", "guide"}, index.CheckedGroup: {"3", "24"},
}

// TestFacets promises that a count says how many services choosing it would leave, whatever else is chosen: it is compared
// with searches that choose it.
func TestFacets(t *testing.T) {
	o := find(t, "LS1 4AP")
	x := indexOver(t, variety(o, 300)...)
	for _, base := range []index.Request{
		{}, {Text: "bread"}, {Origin: &o}, {Text: "soup", Origin: &o}, {Origin: &o, Filters: index.Filters{"cost": {"free"}}},
		{Filters: index.Filters{"how": {"phone"}}}, {Filters: index.Filters{"topic": {"food"}}}, {Filters: index.Filters{"kind": {"app"}}},
		{Origin: &o, Filters: index.Filters{"how": {"phone", "online"}, "topic": {"food", "arts"}}},
		{Text: "bread", Filters: index.Filters{"kind": {"group", "app"}, "cost": {"free"}, "how": {"in_person"}}},
		{Filters: index.Filters{"for": {"carers"}, "age": {"40"}}}, {Origin: &o, Filters: index.Filters{"access": {"toilet"}}},
		{Origin: &o, Filters: index.Filters{"open": {"now"}}}, {Filters: index.Filters{"day": {"we", "sa"}, "referral": {"none"}}},
		{Filters: index.Filters{"lang": {"pl"}, "answered": {"person"}}},
	} {
		base.Limit = 1
		facets := search(t, x, base).Facets
		compared := 0
		for _, group := range index.Groups() {
			for _, value := range choices[group] {
				chosen := base
				chosen.Filters = index.Filters{group: {value}}
				for g, values := range base.Filters {
					if g != group {
						chosen.Filters[g] = values
					} else if g == index.AccessGroup && !slices.Contains(values, value) {
						chosen.Filters[g] = append([]string{value}, values...) // all that is chosen is needed
					}
				}
				a := search(t, x, chosen)
				at := slices.IndexFunc(facets[group], func(c index.Count) bool { return c.Value == value })
				if len(a.Relaxed) > 0 || at < 0 && group != index.AgeGroup && a.Total > 0 {
					if at >= 0 && facets[group][at].Count > 2 {
						t.Errorf("%+v: %s %s says %d, choosing it relaxes to %v", base, group, value, facets[group][at].Count, a.Relaxed)
					}
					continue // looked for further, or a value that nothing says
				}
				compared++
				if at >= 0 && facets[group][at].Count != a.Total {
					t.Errorf("%+v: %s %s says %d, choosing it leaves %d", base, group, value, facets[group][at].Count, a.Total)
				}
			}
		}
		if compared < 5 {
			t.Errorf("%+v: only %d counts were compared", base, compared)
		}
	}
}

// TestFilters promises what each group of filters leaves: what a listing is silent about restricts nothing, except that
// something good which is asked for must be said to be there.
func TestFilters(t *testing.T) {
	years := func(from, to int) told {
		return of(func(s *data.Service) { s.MinimumAge, s.MaximumAge = &from, &to })
	}
	isFor := func(words string) told { return of(func(s *data.Service) { s.EligibilityDescription = words }) }
	speaks := func(languages ...string) told { return of(func(s *data.Service) { s.Languages = languages }) }
	opens := func(notation string) told {
		return func(s *data.Submission) { s.Service.Doc.Schedules = parse(notation, s.Service.OwnID) }
	}
	with := func(access ...string) told {
		var all []data.Accessibility
		for _, a := range access {
			all = append(all, data.Accessibility{Description: a})
		}
		return place("hall", data.Location{Name: "Hall", Accessibility: all})
	}
	yes := true
	all := []data.Submission{
		service("Phone", byWay(data.ByPhone), costing(data.Free), years(18, 25), isFor("Young people"), opens("24/7"),
			of(func(s *data.Service) { s.AnsweredBy, s.Referral = data.AnsweredByPerson, data.ReferralNone })),
		service("Room", byWay(data.InPerson), costing(data.Paid), years(50, 120), speaks("en", "bfi"), opens("We 18:00-20:00"), with("Level access throughout", "Accessible toilet")),
		service("Unsaid"),
		service("Both", byWay(data.InPerson, data.ByPhone), costing(data.Varies), ofKind(data.KindGroup), isFor("Carers of any age"), opens("Sa 10:00-12:00"), with("No wheelchair access. Hearing loop."),
			of(func(s *data.Service) { s.Referral, s.PeerLed = data.ReferralNeeded, &yes })),
	}
	x := indexOver(t, all...)
	for _, test := range []struct {
		what    string
		filters index.Filters
		want    []string
	}{
		{"by phone", index.Filters{"how": {"phone"}}, []string{"Both", "Phone", "Unsaid"}},
		{"at home", index.Filters{"how": {"home_visit"}}, []string{"Unsaid"}},
		{"by phone or in person", index.Filters{"how": {"phone", "in_person"}}, []string{"Both", "Phone", "Room", "Unsaid"}},
		{"free", index.Filters{"cost": {"free"}}, []string{"Phone"}},
		{"groups", index.Filters{"kind": {"group"}}, []string{"Both"}},
		{"groups by phone", index.Filters{"kind": {"group"}, "how": {"phone"}}, []string{"Both"}},
		{"at 20", index.Filters{"age": {"20"}}, []string{"Both", "Phone", "Unsaid"}},
		{"at 70", index.Filters{"age": {"70"}}, []string{"Both", "Room", "Unsaid"}},
		{"for carers", index.Filters{"for": {"carers"}}, []string{"Both", "Unsaid"}},
		{"for older people", index.Filters{"for": {"older-people"}}, []string{"Room", "Unsaid"}},
		{"in sign language", index.Filters{"lang": {"bfi"}}, []string{"Room"}},
		{"open now, on a Sunday", index.Filters{"open": {"now"}}, []string{"Phone"}},
		{"in the evening", index.Filters{"open": {"evenings"}}, []string{"Phone", "Room"}},
		{"at the weekend", index.Filters{"open": {"weekends"}}, []string{"Both", "Phone"}},
		{"on Wednesdays", index.Filters{"day": {"we"}}, []string{"Phone", "Room"}},
		{"without a step", index.Filters{"access": {"step-free"}}, []string{"Room"}},
		{"with a hearing loop", index.Filters{"access": {"hearing-loop"}}, []string{"Both"}},
		{"no referral", index.Filters{"referral": {"none"}}, []string{"Phone", "Room", "Unsaid"}},
		{"run by peers", index.Filters{"led": {"peers"}}, []string{"Both"}},
		{"a person answers", index.Filters{"answered": {"person"}}, []string{"Phone"}},
	} {
		r := index.Request{Sort: index.ByName, Filters: test.filters}
		if got := names(search(t, x, r), all...); !slices.Equal(got, test.want) {
			t.Errorf("%s: %s, want %s", test.what, list(got), list(test.want))
		}
	}
	// Both are needed, and only one is there: then that group is given up, and it is said.
	a := search(t, x, index.Request{Filters: index.Filters{"access": {"step-free", "hearing-loop"}, "kind": {"service", "group"}}})
	if a.Total != 4 || len(a.Relaxed) != 1 || a.Relaxed[0].Group != index.AccessGroup {
		t.Errorf("what no place has: %d, relaxed %v", a.Total, a.Relaxed)
	}
}

// TestFilterSummer promises that what runs in term time only, or ends before, is not shown as running all summer.
func TestFilterSummer(t *testing.T) {
	day := func(s string) data.Date {
		d, err := data.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	runs := func(schedules ...data.Schedule) told { return of(func(s *data.Service) { s.Schedules = schedules }) }
	all := []data.Submission{
		service("Always"), service("Term time in words", says("Drop in on Mondays, term time only.")),
		service("Term time in its hours", runs(data.Schedule{Description: "Mondays during term"})),
		service("Ends in July", runs(data.Schedule{Freq: "WEEKLY", ByDay: "MO", OpensAt: "10:00", ClosesAt: "12:00", ValidTo: day("2027-07-20")})),
		service("Both", says("Open in term time and in the holidays.")),
		service("Until Christmas", runs(data.Schedule{Freq: "WEEKLY", ByDay: "MO", OpensAt: "10:00", ClosesAt: "12:00", ValidTo: day("2027-12-20")})),
	}
	x := indexOver(t, all...)
	r := index.Request{Sort: index.ByName, From: day("2027-06-20"), To: day("2027-09-10")}
	if got := names(search(t, x, r), all...); list(got) != "Always, Both, Until Christmas" {
		t.Errorf("from 20 June to 10 September: %s", list(got))
	}
}
