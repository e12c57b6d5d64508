package index

import "fingerpost/index/rows"

// implied are the groups of people that much of what matches best is for: by tag.
func implied(hits []hit) map[uint16]bool {
	best := 0.0
	for n := range hits {
		best = max(best, hits[n].parts.Words)
	}
	all, of := 0, map[uint16]int{}
	type once struct {
		service uint64
		tag     uint16
	}
	seen := map[once]bool{} // of services of several places, each once
	for n := range hits {
		h := &hits[n]
		if h.parts.Words < amongBest*best {
			continue
		}
		count := func(tag uint16) bool {
			if !h.row.Multi() {
				return true
			}
			key := once{h.row.Service, tag}
			if seen[key] {
				return false
			}
			seen[key] = true
			return true
		}
		all += btoi(count(0))
		for _, tag := range h.part.Audiences(h.row) {
			of[tag] += btoi(count(tag))
		}
	}
	out := map[uint16]bool{}
	for tag, n := range of {
		if float64(n) >= muchOf*float64(all) {
			out[tag] = true
		}
	}
	return out
}

// people are those whom a search speaks of.
type people struct {
	asked   bool     // it speaks of any
	aged    bool     // by an age
	tags    []uint16 // the groups of people
	named   []bool   // the same, by tag
	implied []bool   // for whom much of what matches best is, by tag; of no account where an age is spoken of
}

func (s *searching) peopleAsked(units []ranked) people {
	p := people{asked: len(s.people) > 0, aged: len(s.people) > 0, tags: tagsOf(s.index.views.Reader.Values, rows.For, s.people)}
	for i := range units {
		p.asked = p.asked || len(units[i].unit.audiences) > 0
		p.tags = append(p.tags, units[i].audiences...)
	}
	return p
}

// with notes which tags are of those who are spoken of, or implied.
func (p people) with(implied map[uint16]bool) people {
	for _, tag := range p.tags {
		p.named = append(p.named, make([]bool, max(0, int(tag)+1-len(p.named)))...)
		p.named[tag] = true
	}
	if p.aged {
		return p
	}
	for tag := range implied {
		p.implied = append(p.implied, make([]bool, max(0, int(tag)+1-len(p.implied)))...)
		p.implied[tag] = true
	}
	return p
}

// anyOf reports whether any of some tags is among others.
func anyOf(tags []uint16, among []bool) bool {
	for _, tag := range tags {
		if int(tag) < len(among) && among[tag] {
			return true
		}
	}
	return false
}

// suits weighs whether an entry is for the people whom the search speaks of: those it is for first, then those for
// anyone and for those who are implied, then those for others.
func (p people) suits(h *hit) float64 {
	audiences := h.part.Audiences(h.row)
	if len(audiences) == 0 {
		return 1
	}
	switch {
	case anyOf(audiences, p.named):
		return forFactor
	case anyOf(audiences, p.implied):
		return 1
	case !p.asked:
		return notAsked
	}
	return notForThem
}
