package site

import (
	"hash/maphash"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

// Searches are counted by day, outward code and topic, to show where help is missing, and nothing else is kept of them.
// Counting waits for nothing: it is done in memory, and the store is told of it from time to time (telling.go).

// countOnce is for how long the same search is not counted again: whoever goes back from a listing to the results, or saves
// one of them, asks for them anew.
const countOnce = 10 * time.Minute

// mostRecent is how many searches are known again at most: where there are more, all are forgotten.
const mostRecent = 100_000

// counting holds what the store has not been told of yet.
type counting struct {
	mu     sync.Mutex
	counts map[counted]tally
	// recent says when the searches of the last minutes were counted, by numbers that cannot be read back and that are others
	// each time the program starts.
	recent map[uint64]time.Time
	seed   maphash.Seed
}

// counted is what searches are counted by.
type counted struct {
	day     data.Date
	outward string
	topic   data.TopicID
}

type tally struct{ searches, little int }

func newCounting() *counting {
	return &counting{counts: map[counted]tally{}, recent: map[uint64]time.Time{}, seed: maphash.MakeSeed()}
}

// sought is how a search counts, each time that its results are shown.
type sought struct {
	search  uint64 // a number of what was searched for
	outward string
	topic   data.TopicID
	tally
}

// soughtOf says how a search counts; nil for what is none of its own.
func (s *Site) soughtOf(p params, origin *geo.Place, answer index.Answer) *sought {
	if !p.begins() {
		return nil
	}
	of := &sought{outward: outwardOf(origin), search: s.counting.number(p), tally: tally{searches: 1}}
	if topics := append(p.topics(), answer.Topics...); len(topics) > 0 {
		of.topic = topics[0] // one for each search, so that topics add up
	}
	if answer.Little {
		of.little = 1
	}
	return of
}

// count counts a search whose results are shown to a person for the first time. Programs have /api/search and are not
// counted; nor are the pages of places and topics, which search engines read.
func (s *Site) count(c *fiber.Ctx, of *sought) {
	if of == nil || c.Method() != fiber.MethodGet {
		return
	}
	now := s.Now()
	if s.counting.isRecent(of.search, now) || isCrawler(c.Get(fiber.HeaderUserAgent)) || s.counting.again(of.search, now) {
		return
	}
	s.counting.add(counted{data.DateOf(now), of.outward, of.topic}, of.tally)
}

// begins reports whether parameters are those with which people begin a search. What pages, sorts or narrows its results is
// the same search still; a topic that is chosen without any words is one of its own.
func (p params) begins() bool {
	byTopic := len(p.Filters) == 1 && len(p.topics()) > 0 && p.Q == ""
	return p.Page == 1 && p.At == 0 && p.Sort == "" && p.Within == 0 && p.From.IsZero() && (len(p.Filters) == 0 || byTopic)
}

// isCrawler reports whether a request is by a program that calls itself one. A Cubot is a telephone.
func isCrawler(agent string) bool {
	agent = strings.ReplaceAll(strings.ToLower(agent), "cubot", "")
	return strings.Contains(agent, "bot") || strings.Contains(agent, "crawl") || strings.Contains(agent, "spider")
}

// outwardOf is the outward code that a search counts for: that of its postcode, or the one in which the middle of a town or
// village lies. A city, a council and all that is larger has many, so it counts for none.
func outwardOf(place *geo.Place) string {
	switch {
	case place == nil:
		return ""
	case place.Precision == geo.PrecisionSettlement && place.Kind != geo.City:
		postcode, _, _ := geo.NearestPostcode(place.Point)
		return postcode.Outward().String()
	}
	return exact(*place).Outward().String()
}

// number is a number of what is searched for, by which it is known again.
func (k *counting) number(p params) uint64 {
	return maphash.Comparable(k.seed, [...]string{p.Q, p.Near, strings.Join(p.Filters[index.TopicGroup], " ")})
}

// isRecent reports whether the same was searched for a moment ago.
func (k *counting) isRecent(search uint64, now time.Time) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	at, ok := k.recent[search]
	return ok && now.Sub(at) < countOnce
}

// again reports the same, and notes that it is searched for now.
func (k *counting) again(search uint64, now time.Time) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at, ok := k.recent[search]; ok && now.Sub(at) < countOnce {
		return true
	}
	if len(k.recent) >= mostRecent {
		clear(k.recent)
	}
	k.recent[search] = now
	return false
}

func (k *counting) add(of counted, more tally) {
	k.mu.Lock()
	defer k.mu.Unlock()
	n := k.counts[of]
	k.counts[of] = tally{n.searches + more.searches, n.little + more.little}
}

// take gives what was counted and begins anew; what is no longer recent is forgotten.
func (k *counting) take(now time.Time) []data.SearchCount {
	k.mu.Lock()
	defer k.mu.Unlock()
	maps.DeleteFunc(k.recent, func(_ uint64, at time.Time) bool { return now.Sub(at) >= countOnce })
	var taken []data.SearchCount
	for of, n := range k.counts {
		taken = append(taken, data.SearchCount{Day: of.day, Outward: of.outward, Topic: of.topic, Searches: n.searches, Little: n.little})
	}
	clear(k.counts)
	return taken
}
