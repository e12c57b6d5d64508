package index

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// prepare reads a request into a plan.
func (x *Index) prepare(ctx context.Context, view *rows.View, r Request) (*searching, error) {
	s := &searching{index: x, view: view, request: r, asked: r.key(), looseness: map[rows.Place]uint8{}}
	s.where = Where{Rest: r.Text}
	inText := x.PlaceIn(r.Text)
	if r.Origin == nil {
		s.where = inText
		s.request.Origin = s.where.Place
	}
	words := typed(inText.Rest)
	s.dangers = x.lexicon.dangersIn(words)
	s.people = x.lexicon.ofAge(words)
	s.story = len(words) >= storyWords
	s.soon = slices.ContainsFunc(words, func(w string) bool { return soon[unaccented(w)] })
	s.lexicon = x.lexicon.of(words, r.Language)
	var err error
	var mended []string
	if s.plan.units, mended, err = s.spell(ctx, words); err != nil {
		return nil, err
	}
	if s.lexicon.tongue != nil {
		if len(s.dangers) == 0 {
			s.dangers = x.lexicon.dangersIn(mended) // a slip of the finger is mended to a word of the language alone
		}
		words = inEnglish(s.plan.units)
		mended = words
	}
	if len(s.dangers) == 0 {
		s.dangers = x.lexicon.dangersOf(s.request.Filters[TopicGroup])
	}
	s.reading = x.readings.get("", strings.Join(words, " ")+"\n"+strings.Join(mended, " "), func() reading { return x.lexicon.senses.read(words, mended) })
	s.plan.meant = s.meant()
	if len(s.plan.units) > 0 { // the name of a place is in names too: "Age UK Leeds"
		for _, w := range typed(inText.Asked) {
			s.plan.units = append(s.plan.units, unit{words: []word{{text: w}}, soft: true})
		}
	}
	s.topics = s.plan.named()
	if s.plan.hard() == 0 && s.plan.meant.empty() && s.story && len(x.lexicon.Unclear) > 0 {
		s.plan.units = append(x.lexicon.unclear(), s.plan.units...)
		s.relaxed = append(s.relaxed, Relaxation{Kind: Unclear})
		s.little = true
	}
	s.plan.origin, s.plan.radius = s.request.Origin, r.Within
	if s.plan.origin != nil {
		s.density = geo.Neighbourhood(s.plan.origin.Point)
		if r.Within == 0 {
			s.plan.radius = s.density
		}
	}
	s.clock = clock{time: x.now(), today: data.DateOf(x.now()), holidays: x.setting.Holidays, ages: slices.Clone(Ages)}
	for _, age := range r.Filters[AgeGroup] {
		if years, err := strconv.Atoi(age); err == nil && !slices.Contains(s.clock.ages, years) {
			s.clock.ages = append(s.clock.ages, years)
		}
	}
	s.day = int(rows.Days(s.clock.today))
	s.sift()
	return s, nil
}

// sift makes what entries are judged by, of the request as it is now.
func (s *searching) sift() {
	values := s.index.views.Reader.Values
	s.sieve = newSieve(values, s.clock, s.request.Filters)
	s.from = nil
	if s.plan.origin != nil {
		s.from = newFrom(*s.plan.origin, s.plan.radius, values)
		s.froms = append(s.froms, s.from)
	}
}

// maxMended is how many words that nothing bears are looked for as others: more are no slips.
const maxMended = 4

// storyWords is how many words make a search one that tells a story, of which not every word is looked for.
const storyWords = 4

// spell groups the words of a search into units, and gives the words as they are read. A word that nothing bears is read as
// those that are spelt nearly so, or begin so. In a story, beside words that mean something, a word that stands in no name only
// puts what bears it first: people tell more than they look for.
func (s *searching) spell(ctx context.Context, words []string) (units []unit, mended []string, err error) {
	x := s.index
	mended = slices.Clone(words)
	as := map[string][]string{} // what words were mended to
	names := map[string]bool{}  // words that stand in names
	sought := 0                 // words that nothing bears
	units = s.lexicon.read(words)
	understood := slices.ContainsFunc(units, unit.means)
	for _, u := range units {
		if u.means() || len(u.words) != 1 {
			continue
		}
		w := u.words[0].text
		if s.lexicon.tongue != nil && s.lexicon.hasWord(unaccented(w)) {
			continue
		}
		anywhere, inName, err := x.bears(s.view, w)
		if err != nil {
			return nil, nil, err
		}
		if anywhere {
			names[w] = inName
			continue
		}
		if sought++; sought > maxMended {
			continue
		}
		others, err := s.near(ctx, w, understood)
		if err != nil {
			return nil, nil, err
		}
		if len(others) == 0 {
			continue
		}
		best := others[0]
		for _, o := range others {
			if o.away == best.away || o.begins {
				as[w] = append(as[w], o.word)
			}
		}
		if !best.begins {
			mended[slices.Index(mended, w)] = best.word
			s.relaxed = append(s.relaxed, Relaxation{Kind: Spelling, Word: w, As: best.word})
			as[best.word] = as[w]
			_, names[best.word], err = x.bears(s.view, best.word)
			if err != nil {
				return nil, nil, err
			}
		}
	}
	s.lexicon = x.lexicon.of(mended, s.request.Language)
	units = s.lexicon.read(mended)
	// Listings are in English: what is not known of the words of another language is asked of none.
	story := (len(words) >= storyWords || s.lexicon.tongue != nil) && slices.ContainsFunc(units, unit.means)
	for i := range units {
		u := &units[i]
		for n, w := range u.words {
			u.words[n].as = as[w.text]
		}
		if story && !u.means() && !names[u.words[0].text] {
			u.soft = true
		}
	}
	return once(units, story || len(words) >= storyWords), mended, nil
}
