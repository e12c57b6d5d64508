package index

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"fingerpost/data"
	"fingerpost/index/meaning"
	"fingerpost/index/rows"
)

// senses are what the words that people use point at: the directions of services, types of service and topics, by what people say who need them
// (see the package meaning). Nobody can write down every way to put a need, but most point where others have pointed.
type senses struct {
	space  *meaning.Space
	asked  map[data.ServiceID]meaning.Vector
	keyed  map[uint64]meaning.Vector // the same, by the keys of the services
	said   map[data.ServiceID][]saying
	types  map[data.ServiceTypeID]meaning.Vector
	typed  map[data.ServiceTypeID][]saying
	topics map[data.TopicID]meaning.Vector
}

// saying is one thing that people say.
type saying struct {
	text   string
	points meaning.Vector
	beside float64 // the angle between it and the middle of all that is said with it
	rest   float64 // how much of it is beyond its head: see [meaning.Vector.Rest]
}

func newSenses(all data.Lexicon) senses {
	s := senses{meaning.English(), map[data.ServiceID]meaning.Vector{}, map[uint64]meaning.Vector{}, map[data.ServiceID][]saying{},
		map[data.ServiceTypeID]meaning.Vector{}, map[data.ServiceTypeID][]saying{}, map[data.TopicID]meaning.Vector{}}
	for _, a := range all.Asks {
		s.said[a.Service], s.asked[a.Service] = s.sayings(a.Say)
		s.keyed[rows.Key(a.Service)] = s.asked[a.Service]
	}
	for _, t := range all.Types {
		s.typed[t.ID], s.types[t.ID] = s.sayings(t.Say)
	}
	said := map[data.TopicID][]string{}
	for _, y := range all.Synonyms {
		if len(y.Topics) > 0 { // the others are named by the way
			said[y.Topics[0]] = append(append(said[y.Topics[0]], y.Say...), y.Also...)
		}
	}
	for _, t := range all.Topics.All {
		s.topics[t.ID] = s.middle(append(append(said[t.ID], t.Name), t.Words...))
	}
	return s
}

// sayings are phrases with where each points, and where all of them do.
func (s senses) sayings(texts []string) (all []saying, middle meaning.Vector) {
	points := make([]meaning.Vector, len(texts))
	all = make([]saying, 0, len(texts)) // not one more: they are large
	for i, text := range texts {
		points[i] = s.space.Of(split(text))
		all = append(all, saying{text: text, points: points[i]})
	}
	middle = meaning.Mean(points)
	for i := range all {
		all[i].beside = angle(all[i].points.Near(&middle))
		all[i].rest = all[i].points.Rest()
	}
	return all, middle
}

// angle is the angle between two directions, by how near they are.
func angle(near float64) float64 { return math.Acos(max(-1, min(1, near))) }

// middle is the direction between those of some texts.
func (s senses) middle(texts []string) meaning.Vector {
	all := make([]meaning.Vector, len(texts))
	for i, t := range texts {
		all[i] = s.space.Of(split(t))
	}
	return meaning.Mean(all)
}

// of is the direction of a service by what it says of itself.
func (s senses) of(l data.Service) meaning.Vector {
	texts := append([]string{l.Name}, meaning.Sentences(l.Summary+"\n"+l.Description)...)
	return s.middle(texts[:min(len(texts), mostSentences)])
}

// mostSentences is how many sentences tell what a service is about: what comes later is how to get there.
const mostSentences = 7

// points is the direction of a service: by what it says, and by what people say who need it.
func (s senses) points(service uint64, said meaning.Packed) meaning.Packed {
	asked, ok := s.keyed[service]
	if !ok {
		return said
	}
	own := said.Unpack()
	both := meaning.Mean([]meaning.Vector{asked, own}, askedCounts, 1-askedCounts)
	return both.Pack()
}

// askedCounts is what the words of those who ask count, of 1, beside those of the service.
const askedCounts = 0.9

// resembles is what people say who need an entry, in words that point most as others do, and how near they come.
func (s senses) resembles(service data.ServiceID, types []data.ServiceTypeID, to *meaning.Vector) (text string, near float64) {
	text, near = nearestOf(s.said[service], to)
	for _, id := range types {
		if t, n := nearestOf(s.typed[id], to); n > near {
			text, near = t, n
		}
	}
	return text, near
}

// nearestOf is the phrase that points most as others do.
func nearestOf(all []saying, to *meaning.Vector) (text string, near float64) {
	for _, said := range all {
		if n := said.points.Near(to); n > near {
			text, near = said.text, n
		}
	}
	return text, near
}

// nearlySaid is how near the nearest of some phrases comes that says nearly the same, and less than [likeFrom] where none does. A
// phrase is not looked at that lies far from the middle of them on another side than the words, by angles, and one whose head shows
// that the whole cannot be near is not looked at to its end.
func nearlySaid(all []saying, to *meaning.Vector, middle float64) (near float64) {
	least, most := angle(middle)-angle(likeFrom), angle(middle)+angle(likeFrom)
	rest := to.Rest()
	for i := range all {
		said := &all[i]
		if said.beside < least || said.beside > most {
			continue
		}
		if said.points.Head(to)+rest*said.rest >= likeFrom-inexact {
			near = max(near, said.points.Near(to))
		}
	}
	return near
}

// inexact is more than sums of short numbers differ by their order.
const inexact = 1e-4

// likeWords is from where what people say is much like what was typed.
const likeWords = 0.6

// reading is what the words of a search point at.
type reading struct {
	words    meaning.Vector
	services []data.ServiceID
	keys     []uint64 // of the services
	types    []data.ServiceTypeID
	topics   []data.TopicID
	said     map[data.ServiceID]float64     // how near the nearest phrase comes, of what people say who need a service
	typed    map[data.ServiceTypeID]float64 // how near types are
}

const (
	maybeService = 0.2  // from where a service is looked at
	nearService  = 0.45 // from where a service that people ask for in such words is taken for what is meant
	nearType     = 0.45 // from where a type of service is
	nearTopic    = 0.55 // from where a topic is
	mostAsked    = 24
	mostTyped    = 8
	mostMeant    = 3
)

// read tells what words point at, those that are not known as they are mended.
func (s senses) read(words, mended []string) reading {
	known := slices.Clone(words)
	for i, w := range words {
		if !s.space.Knows(w) {
			known[i] = mended[i]
		}
	}
	to := s.space.Of(known)
	if to.Zero() {
		return reading{}
	}
	r := reading{words: to, topics: nearest(to, s.topics, nearTopic, mostMeant), said: map[data.ServiceID]float64{}, typed: map[data.ServiceTypeID]float64{}}
	near := map[data.ServiceID]float64{}
	for id, v := range s.asked {
		if d := to.Near(&v); d >= maybeService {
			r.said[id] = nearlySaid(s.said[id], &to, d)
			near[id] = d + bonus(r.said[id])
		}
	}
	r.services = first(near, nearService, mostAsked)
	for _, id := range r.services {
		r.keys = append(r.keys, rows.Key(id))
	}
	for id, v := range s.types {
		if d := to.Near(&v); d >= maybeService {
			r.typed[id] = d + bonus(nearlySaid(s.typed[id], &to, d))
		}
	}
	r.types = first(maps.Clone(r.typed), nearType, mostTyped)
	return r
}

// bonus is what it adds to how near a service is that somebody has said nearly the same who needs it.
func bonus(near float64) float64 { return likeCounts * max(0, near-likeFrom) }

// nearest are the n that are nearest to a direction, of those that are near at all, the nearest first.
func nearest[K cmp.Ordered](to meaning.Vector, all map[K]meaning.Vector, least float64, n int) []K {
	near := map[K]float64{}
	for k, v := range all {
		near[k] = to.Near(&v)
	}
	return first(near, least, n)
}

// first are the n that are nearest, of those that are near at all, the nearest first.
func first[K cmp.Ordered](near map[K]float64, least float64, n int) []K {
	maps.DeleteFunc(near, func(_ K, d float64) bool { return d < least })
	keys := slices.SortedFunc(maps.Keys(near), func(a, b K) int { return cmp.Or(-cmp.Compare(near[a], near[b]), cmp.Compare(a, b)) })
	return keys[:min(len(keys), n)]
}

// What it counts that a phrase is nearly the same as the words, beside where all phrases for a service point.
const (
	likeFrom   = 0.8
	likeCounts = 1.5
)

// How near an entry is, between what has nothing to do with the words and what could not be nearer.
const (
	farSense  = 0.1
	fullSense = 0.8
	// surelyMeant is from where an entry is a result although it lacks some of the words.
	surelyMeant = 0.5
)

// numbered is a reading by the numbers that rows have.
type numbered struct {
	words meaning.Vector
	none  bool // the words point nowhere
	said  map[uint64]float64
	may   [4]uint64 // a bit for each of what is said, by its number: most services are none of them
	typed []float64 // by the number of the type
}

func (s *searching) numbered() numbered {
	r := &s.reading
	types := &s.index.views.Reader.Values.Types
	n := numbered{words: r.words, none: r.words.Zero(), said: map[uint64]float64{}, typed: make([]float64, len(types.All()))}
	for id, near := range r.said {
		key := rows.Key(id)
		n.said[key] = near
		n.may[key>>6%4] |= 1 << (key % 64)
	}
	for id, near := range r.typed {
		n.typed[types.Find(string(id))] = near
	}
	n.typed[0] = 0 // no row has it
	return n
}

// of is how near an entry is to what the words point at, of 1.
func (n *numbered) of(p *rows.Part, doc uint32, r *rows.Row) float64 {
	if n.none {
		return 0
	}
	near := p.Sense(doc).Near(&n.words)
	if n.may[r.Service>>6%4]>>(r.Service%64)&1 != 0 {
		near += bonus(n.said[r.Service])
	}
	for _, id := range p.Types(r) {
		near = max(near, typeCounts*n.typed[id]+(1-typeCounts)*near)
	}
	return max(0, min(1, (near-farSense)/(fullSense-farSense)))
}

// typeCounts is what the words of those who ask for a type of service count, of 1, beside those of one of it.
const typeCounts = 0.9

// meant is what the words are taken for.
func (s *searching) meant() meant {
	return meant{s.reading.topics, s.reading.types, s.reading.keys}
}
