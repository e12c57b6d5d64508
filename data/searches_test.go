package data

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"testing"
)

func searched(day, outward string, topic TopicID, enough, little int) SearchCount {
	return SearchCount{must(ParseDate(day)), outward, topic, enough + little, little}
}

func must(d Date, err error) Date {
	if err != nil {
		panic(err)
	}
	return d
}

func TestSearchMonths(t *testing.T) {
	counts := []SearchCount{
		searched("2026-07-31", "LS1", "food", 4, 4), // too few: nothing begins with it
		searched("2026-08-01", "LS1", "food", 3, 2), searched("2026-08-31", "LS1", "food", 3, 2), searched("2026-08-31", "LS2", "food", 1, 4),
		searched("2026-10-02", "", "", 12, 0), searched("2026-10-03", "LS1", "", 4, 9), searched("2026-10-04", "", "food", 14, 1),
		searched("2026-12-01", "LS1", "food", 50, 50), // not asked for
	}
	month := func(s string) Date { return must(ParseDate(s)) }
	none := map[string]SearchFigure{}
	want := []SearchMonth{
		{month("2026-08"), SearchFigure{5, 5}, map[TopicID]SearchFigure{"food": {5, 5}}, map[string]SearchFigure{"LS1": {5, 0}}},
		{month("2026-09"), SearchFigure{}, map[TopicID]SearchFigure{}, none},
		{month("2026-10"), SearchFigure{30, 10}, map[TopicID]SearchFigure{"food": {10, 0}}, map[string]SearchFigure{"LS1": {0, 5}}},
		{month("2026-11"), SearchFigure{}, map[TopicID]SearchFigure{}, none},
	}
	if got := SearchMonths(counts, month("2026-11")); !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nnot\n%v", got, want)
	}
	if got := SearchMonths(counts[:1], month("2026-11")); got != nil {
		t.Errorf("%v", got)
	}
	if got := ShownSearches(counts[:3]); got != (SearchFigure{10, 5}) || got.Searches() != 15 {
		t.Errorf("%v", got)
	}
}

// ending is how searches ended. Those that found enough and those that found little are shown as if they had nothing to do
// with one another.
type ending struct {
	of    func(SearchFigure) int
	count func(n int) SearchCount
}

var endings = []ending{
	{func(f SearchFigure) int { return f.Enough }, func(n int) SearchCount { return SearchCount{Searches: n} }},
	{func(f SearchFigure) int { return f.Little }, func(n int) SearchCount { return SearchCount{Searches: n, Little: n} }},
}

// For everything that is shown, and every number behind it, there are searches that show the same and of which the number is
// another: any of five. So nobody who sees it all can tell which it is. The numbers of each attempt are small, where the
// danger is.
func TestNoNumberOfSearchesCanBeWorkedOut(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 0))
	day := must(ParseDate("2026-10-15"))
	month := day.AddMonths(0)
	outwards, topics := []string{"LS1", "LS2", "LS3"}, []TopicID{"food", "debt"}
	shown := func(counts []SearchCount) SearchMonth {
		if all := SearchMonths(counts, month); len(all) == 1 {
			return all[0]
		}
		return SearchMonth{Month: month, Topics: map[TopicID]SearchFigure{}, Outwards: map[string]SearchFigure{}}
	}
	for range 300 {
		var counts []SearchCount
		for _, o := range append(outwards, "") {
			for _, topic := range append(topics, "") {
				c := SearchCount{Day: day, Outward: o, Topic: topic, Searches: random.IntN(random.IntN(12) + 1)}
				c.Little = random.IntN(c.Searches + 1)
				counts = append(counts, c)
			}
		}
		seen := shown(counts)
		for i, e := range endings {
			byOutward, byTopic := map[string]int{}, map[TopicID]int{}
			for _, o := range outwards {
				byOutward[o] = e.of(seen.Outwards[o])
			}
			for _, topic := range topics {
				byTopic[topic] = e.of(seen.Topics[topic])
			}
			other := rebuilt(endings[1-i], seen, 0, nil, nil)
			check := func(what string, with []SearchCount) {
				if again := shown(append(with, other...)); !reflect.DeepEqual(again, seen) {
					t.Fatalf("%s would show\n%v, and not\n%v", what, again, seen)
				}
			}
			for n := range SearchStep {
				check(fmt.Sprint(e.of(seen.All)+n, " in all"), rebuilt(e, seen, n, byOutward, byTopic))
				for _, o := range outwards {
					changed := maps.Clone(byOutward)
					changed[o] += n
					check(fmt.Sprint(changed[o], " in ", o), rebuilt(e, seen, SearchStep-1, changed, byTopic))
				}
				for _, topic := range topics {
					changed := maps.Clone(byTopic)
					changed[topic] += n
					check(fmt.Sprint(changed[topic], " of ", topic), rebuilt(e, seen, SearchStep-1, byOutward, changed))
				}
			}
		}
	}
}

// rebuilt are searches with so many in each outward code and of each topic, or the fewest that the month shows where nothing is
// given, and so many more in all than it shows. Those that are left over have neither.
func rebuilt(e ending, seen SearchMonth, more int, byOutward map[string]int, byTopic map[TopicID]int) []SearchCount {
	if byOutward == nil {
		byOutward, byTopic = map[string]int{}, map[TopicID]int{}
		for o, f := range seen.Outwards {
			byOutward[o] = e.of(f)
		}
		for topic, f := range seen.Topics {
			byTopic[topic] = e.of(f)
		}
	}
	list, all := make([]SearchCount, e.of(seen.All)+more), 0
	for i := range list {
		list[i] = e.count(1)
		list[i].Day = seen.Month
	}
	for o, n := range byOutward {
		for range n {
			list[all].Outward = o
			all++
		}
	}
	all = 0
	for topic, n := range byTopic {
		for range n {
			list[all].Topic = topic
			all++
		}
	}
	return list
}

func TestAddMonths(t *testing.T) {
	for _, test := range []struct {
		from string
		n    int
		want string
	}{{"2026-10-31", 0, "2026-10"}, {"2026-10-31", 1, "2026-11"}, {"2026-12-31", 2, "2027-02"}, {"2026-01-31", -1, "2025-12"}, {"2026-03", -14, "2025-01"}} {
		if got := must(ParseDate(test.from)).AddMonths(test.n).String(); got != test.want {
			t.Errorf("%s and %d: %s", test.from, test.n, got)
		}
	}
}
