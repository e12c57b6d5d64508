package data

// SearchCount says how many searches of one kind there were on one day. It is all that is kept of searches: no words,
// nothing finer than the first half of a postcode, and nothing that points to a person.
type SearchCount struct {
	Day      Date    // in the United Kingdom; the month where days are summed up
	Outward  string  // "LS1"; empty for a search without a place, or with one that is larger
	Topic    TopicID // empty where the search names none
	Searches int
	Little   int // of these, how many found little
}

// SearchYears is how many years counts of searches are kept.
const SearchYears = 3

// SearchStep is what numbers of searches are rounded down to a multiple of before anyone sees them, so that a smaller one is
// not seen at all.
const SearchStep = 5

// SearchFigure is a number of searches as it may be shown; 0 stands for any that is smaller than [SearchStep].
//
// Searches are shown apart by how they ended, and never how many there were in all: of two numbers with their sum, each tells
// of the other.
type SearchFigure struct{ Enough, Little int }

// Searches is how many there were at least.
func (f SearchFigure) Searches() int { return f.Enough + f.Little }

// SearchMonth is what may be shown of the searches of a month. Topics and outward codes of which there is nothing to show are
// not in it.
//
// Nobody can work out a number from the others. Each is rounded down, so it may be any of five. All holds also the searches
// without a topic and those without an outward code, which are never shown by themselves; and since it is rounded down as
// well, there may be four more of these than all that is shown. So whatever one number is, all others may be just what they
// show, and those searches make up the rest. Rounding to the nearest five would not do: four kinds with 10 each in a total of
// 30, which is 32 at most, can only be 8 each, and there is nothing else.
type SearchMonth struct {
	Month    Date
	All      SearchFigure
	Topics   map[TopicID]SearchFigure
	Outwards map[string]SearchFigure
}

// SearchMonths sums up counts by month: from the first month of which there is something to show to the last that is asked
// for, with those between of which there is nothing.
func SearchMonths(counts []SearchCount, last Date) []SearchMonth {
	byMonth := map[Date][]SearchCount{}
	for _, c := range counts {
		month := c.Day.AddMonths(0)
		byMonth[month] = append(byMonth[month], c)
	}
	var first Date
	for month, of := range byMonth {
		if ShownSearches(of) != (SearchFigure{}) && (first.IsZero() || first.After(month)) {
			first = month
		}
	}
	var out []SearchMonth
	for month := first; !first.IsZero() && !month.After(last); month = month.AddMonths(1) {
		of := byMonth[month]
		out = append(out, SearchMonth{month, ShownSearches(of),
			searchFigures(of, func(c SearchCount) TopicID { return c.Topic }),
			searchFigures(of, func(c SearchCount) string { return c.Outward })})
	}
	return out
}

// ShownSearches is the sum of counts as it may be shown.
func ShownSearches(counts []SearchCount) SearchFigure {
	return searchFigures(counts, func(SearchCount) bool { return true })[true]
}

// searchFigures sums up counts by what they are of, as may be shown. What is of nothing is left out, and so is what is too
// small.
func searchFigures[K comparable](counts []SearchCount, of func(SearchCount) K) map[K]SearchFigure {
	sums := map[K]SearchFigure{}
	for _, c := range counts {
		sum := sums[of(c)]
		sum.Enough += c.Searches - c.Little
		sum.Little += c.Little
		sums[of(c)] = sum
	}
	var nothing K
	for k, sum := range sums {
		sums[k] = SearchFigure{sum.Enough - sum.Enough%SearchStep, sum.Little - sum.Little%SearchStep}
		if k == nothing || sums[k] == (SearchFigure{}) {
			delete(sums, k)
		}
	}
	return sums
}
