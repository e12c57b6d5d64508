package index

import (
	"errors"
	"slices"
	"strings"

	"fingerpost/geo"
)

// Where is the place that the words of a search speak of: "food bank near Barnsley".
type Where struct {
	Rest    string     // the words without those that speak of the place
	Asked   string     // the words that do
	Place   *geo.Place // nil where there is none, or it could be several
	Choices []geo.Place
	Guessed bool // no place bears the name; the choices are spelt like it
}

// nearWords stand before a place, whatever it is. Those of inWords stand before much else as well ("in debt"), so that only
// what is the name of a place counts after them.
var nearWords, inWords = wordSet(`near nearby nr around outside ger gerllaw agos`), wordSet(`in at from by within serving yn yng ym`)

// welshWords are those of them that are Welsh. The first letter of a name may change behind them, which [geo.Find] knows.
var welshWords = wordSet(`ger gerllaw agos yn yng ym`)

// ordinary are names of towns and cities that are words of other meanings too. They count as places only after a word
// that says so.
var ordinary = wordSet(`reading bath sale deal march street rugby sandwich ware wells hope battle settle barking rye ash wash beer nelson stone
	wing eye over ham mold crook flint barry bury hull poole hove diss bow acre bank barrow burnham chard cheddar corby dale
	epping ford green grays hale hay hyde lee leek looe louth lydd marlow mere neath nelson newark ongar penrith pool radcliffe rhyl ripley ross
	selby sandy sleaford tring upton wade wallace walton ware wick wing yate york may cross park temple angel church college fleet
	guide men mind moss new uk gb britain england scotland wales ireland north south east west central bush borders downs`)

// maxTried bounds the words such as "near" after which a place is looked for.
const maxTried = 4

// PlaceIn finds the place that the words of a search speak of. A postcode counts anywhere; a name after a word such as
// "near" or "in", or the name of a city or town at the beginning or the end.
func (x *Index) PlaceIn(text string) Where {
	if postcode, ok := geo.FindPostcode(text); ok {
		if place, err := geo.Locate(postcode); err == nil {
			return Where{Rest: without(text, postcode), Asked: postcode.String(), Place: &place}
		}
	}
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > maxWords {
		return Where{Rest: text}
	}
	return x.placesIn.get(geo.Version(), text, func() Where { return x.namedIn(words, text) })
}

// namedIn finds the place that words name.
func (x *Index) namedIn(words []string, text string) Where {
	var guess Where
	tried := 0
	for i, w := range words {
		w = strings.ToLower(strings.Trim(w, ",.;:?!"))
		if !nearWords[w] && !inWords[w] {
			continue
		}
		if tried++; tried > maxTried {
			break
		}
		begin := i + 1
		if begin < len(words) && strings.EqualFold(words[begin], "to") {
			begin++ // near to
		}
		for end := min(begin+5, len(words)); end > begin; end-- {
			where, ok := x.after(w, words, i, begin, end)
			if !ok {
				continue
			}
			if !where.Guessed {
				return where
			}
			if nearWords[w] && guess.Asked == "" && end == len(words) {
				guess = where
			}
		}
	}
	if guess.Asked != "" {
		return guess
	}
	return x.bare(words, text)
}

// after reads words[begin:end] as the name of a place behind the word w, which begins at from.
func (x *Index) after(w string, words []string, from, begin, end int) (Where, bool) {
	if !welshWords[w] {
		return x.named(words, from, begin, end)
	}
	where, ok := x.named(words, from, from, end)
	where.Asked = strings.Join(words[begin:end], " ")
	if where.Place != nil {
		where.Asked = where.Place.Label // as it is written, and not as it was said
	}
	return where, ok
}

// named reads words[begin:end] as the name of a place; words[from:end] speak of it.
func (x *Index) named(words []string, from, begin, end int) (Where, bool) {
	asked := strings.Trim(strings.Join(words[begin:end], " "), ",.;:?! ")
	place, err := x.finder.Find(asked)
	where := Where{Asked: asked, Rest: strings.Join(slices.Concat(words[:from], words[end:]), " ")}
	var ambiguous *geo.AmbiguousError
	switch {
	case err == nil:
		where.Place = &place
		return where, true
	case errors.As(err, &ambiguous):
		where.Choices, where.Guessed = ambiguous.Choices, ambiguous.Guessed
		return where, true
	}
	return Where{}, false
}

// bare finds the name of a city, a town or a council at the end of the words, or at their beginning, or as all of them.
func (x *Index) bare(words []string, text string) Where {
	for n := min(4, len(words)); n >= 1; n-- {
		for _, begin := range []int{len(words) - n, 0} {
			if n == 1 && ordinary[strings.ToLower(strings.Trim(words[begin], ",.;:?!"))] {
				continue
			}
			if where, ok := x.named(words, begin, begin, begin+n); ok && where.Place != nil && large(*where.Place) {
				if begin == 0 {
					where.Rest = strings.Join(words[n:], " ")
				}
				return where
			}
		}
	}
	return Where{Rest: text}
}

// large reports whether a place is one that people name without more: a city, a town, a council or larger, a postcode.
func large(p geo.Place) bool {
	return p.Kind == geo.City || p.Kind == geo.Town || p.Kind == geo.Suburb || p.Precision == geo.PrecisionArea || !p.Asked.IsZero()
}

// without takes a postcode out of a text, and a word such as "near" before it.
func without(text string, postcode geo.Postcode) string {
	words := strings.Fields(text)
	code := strings.ReplaceAll(postcode.String(), " ", "")
	for i := range words {
		for _, n := range []int{1, 2} {
			if i+n > len(words) || !strings.EqualFold(strings.Trim(strings.Join(words[i:i+n], ""), ",.;:?!"), code) {
				continue
			}
			from := i
			for from > 0 {
				if before := strings.ToLower(words[from-1]); !nearWords[before] && !inWords[before] && before != "to" {
					break
				}
				from--
			}
			return strings.Join(slices.Concat(words[:from], words[i+n:]), " ")
		}
	}
	return text
}
