package match

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NameKey folds a name for finding candidates: lower case, "&" as "and", "st" as "saint", no punctuation, no legal suffix.
func NameKey(name string) string { return strings.Join(folded(name), " ") }

// folded are the words of a name as [NameKey] has them. All are cut from one text, since names are folded for each pair of
// things that is compared.
func folded(name string) []string {
	text := make([]byte, 0, len(name)+16)
	var at [16]int
	ends := at[:0]
	end := func() {
		if begin := last(ends); len(text) > begin {
			ends = append(ends, len(text))
		}
	}
	for _, r := range name {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			text = append(text, byte(r))
		case 'A' <= r && r <= 'Z':
			text = append(text, byte(r)+'a'-'A')
		case r == '\'', r == '’':
		case r == '&':
			end()
			text = append(text, "and"...)
			end()
		case r > unicode.MaxASCII && (unicode.IsLetter(unicode.ToLower(r)) || unicode.IsDigit(r)):
			text = utf8.AppendRune(text, unicode.ToLower(r))
		default:
			end()
		}
	}
	end()
	all, begin := string(text), 0
	words := make([]string, 0, len(ends))
	for i, end := range ends {
		switch w := all[begin:end]; {
		case w == "the" && i == 0, w == "limited", w == "ltd", w == "cic", w == "cio", w == "plc":
		case w == "st":
			words = append(words, "saint")
		default:
			words = append(words, w)
		}
		begin = end
	}
	return words
}

func last(ends []int) int {
	if len(ends) == 0 {
		return 0
	}
	return ends[len(ends)-1]
}

// Rarity tells how rare a word is in the names of a directory, in bits: the binary logarithm of how many names there are for
// each that holds it. That two names share "Mind" or "Halifax" says much, and that they share "group" next to nothing.
type Rarity interface{ Bits(word string) float64 }

// Counts is a [Rarity] of names that were counted.
type Counts struct {
	Names int
	Of    map[string]int // names that hold a word, by the word as [NameKey] folds it
}

// Count adds a name.
func (c *Counts) Count(name string) {
	if c.Of == nil {
		c.Of = map[string]int{}
	}
	c.Names++
	for _, word := range Words(name) {
		c.Of[word]++
	}
}

// leastNames is how many names there must be for counts to mean anything. In fewer a word is taken to be as rare as it would be in so many.
const leastNames = 1 << 12

// Bits is the rarity of a word.
func (c *Counts) Bits(word string) float64 {
	return BitsOf(c.Of[word], c.Names)
}

// BitsOf is the rarity of a word that some of all names hold.
func BitsOf(with, names int) float64 {
	return math.Log2(float64(max(names, leastNames)) / float64(with+1))
}

// Words are the different words of a name as [NameKey] folds it, in their order.
func Words(name string) []string {
	all := folded(name)
	different := all[:0]
	for _, word := range all {
		if !slices.Contains(different, word) {
			different = append(different, word)
		}
	}
	return different
}

// little are words that join others. They tell nothing apart.
var little = wordSet("a an and at by for from in of on or the to with y yr uk")

// common are words that names of services are made of, whatever they are: they tell little apart in a directory that is too
// small to show it.
var common = wordSet(`advice aid association bank care centre center charity church club community council day drop food foundation
	friends fund group hall health help home hub library local lunch meeting network office parish pharmacy project school service
	services session social society support surgery team town trust village volunteer volunteers warm welcome space young youth
	chemist chemists dispensary dispensing instore store stores superstore healthcare medical practice pharmacies pharmaceutical
	road street lane avenue drive close way square place court house building unit floor shopping precinct parade row`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// sides are two names taken apart: the words that both have, and those that one alone has.
type sides struct {
	rarity       Rarity
	both         float64 // bits
	onlyA, onlyB []string
}

// compareNames takes two names apart. A row of words whose first letters the other name has as one word says the same:
// "Change Grow Live (CGL) Camden", "CGL Camden".
func compareNames(a, b string, rarity Rarity) sides { return compareWords(Words(a), Words(b), rarity) }

func compareWords(x, y []string, rarity Rarity) sides {
	s := sides{rarity: rarity}
	if squashed(x, y) { // "Click 2 Pharmacy", "Click2Pharmacy"
		y = x
	}
	for _, word := range x {
		if slices.Contains(y, word) {
			s.both += s.bits(word)
		} else {
			s.onlyA = append(s.onlyA, word)
		}
	}
	for _, word := range y {
		if !slices.Contains(x, word) {
			s.onlyB = append(s.onlyB, word)
		}
	}
	s.pairSlips()
	s.shorten(&s.onlyA, x, y, &s.onlyB)
	s.shorten(&s.onlyB, y, x, &s.onlyA)
	return s
}

// squashed reports whether two rows of words are the same but for the spaces.
func squashed(x, y []string) bool {
	letters := 0
	for _, w := range x {
		letters += len(w)
	}
	for _, w := range y {
		letters -= len(w)
	}
	return letters == 0 && strings.Join(x, "") == strings.Join(y, "")
}

// pairSlips takes words for the same that differ in an ending or a slip of the pen: "Daveys", "Davey's"; "Elliots", "Elliotts".
func (s *sides) pairSlips() {
	for i := 0; i < len(s.onlyA); i++ {
		j := slices.IndexFunc(s.onlyB, func(w string) bool { return isSlip(s.onlyA[i], w) })
		if j < 0 {
			continue
		}
		s.both += min(s.bits(s.onlyA[i]), s.bits(s.onlyB[j])) / 2
		s.onlyA, s.onlyB = slices.Delete(s.onlyA, i, i+1), slices.Delete(s.onlyB, j, j+1)
		i--
	}
}

// leastOfSlip is from how many letters on a word may be another with a slip in it: shorter ones are too often other words.
const leastOfSlip = 5

// isSlip reports whether two words are the same but for one letter that is too many, missing or another, or two in each
// other's place. The first letter is hardly ever wrong.
func isSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) < leastOfSlip || len(b)-len(a) > 1 || a[0] != b[0] || strings.ContainsAny(a+b, "0123456789") {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return i+1 <= len(a) && a[i+1:] == b[i+1:] || i+2 <= len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// shorten takes rows of words out of those that one name alone has, where the other has their first letters as a word.
func (s *sides) shorten(only *[]string, whole, other []string, otherOnly *[]string) {
	for _, short := range other {
		if len(short) < 2 || len(short) > 6 {
			continue
		}
		row := rowOf(*only, short)
		if row == nil {
			continue
		}
		*only = slices.DeleteFunc(*only, func(w string) bool { return slices.Contains(row, w) })
		if i := slices.Index(*otherOnly, short); i >= 0 {
			*otherOnly = slices.Delete(*otherOnly, i, i+1)
			s.both += s.bits(short)
		}
	}
}

// rowOf finds words on end, joining ones apart, whose first letters make up a word.
func rowOf(words []string, short string) []string {
	var long []string
	for _, w := range words {
		if !little[w] {
			long = append(long, w)
		}
	}
	for from := 0; from+len(short) <= len(long); from++ {
		row := long[from : from+len(short)]
		letters := ""
		for _, w := range row {
			letters += w[:1]
		}
		if letters == short {
			return row
		}
	}
	return nil
}

func (s *sides) bits(word string) float64 {
	switch {
	case little[word]:
		return 0
	case strings.ContainsFunc(word, unicode.IsDigit):
		return 2 // however rare: houses, rooms and years have numbers too
	case s.rarity == nil && common[word]:
		return 1
	case s.rarity == nil:
		return 6
	case common[word]:
		return min(s.rarity.Bits(word), 3)
	}
	return min(max(s.rarity.Bits(word), 0), 12)
}

func (s *sides) sum(words []string) (bits float64) {
	for _, w := range words {
		bits += s.bits(w)
	}
	return bits
}

// weigh says how far names speak for the same thing, in bits from -12 to most. That each has words of its own speaks against it
// far more than that one of them leaves some out.
func (s *sides) weigh(most float64) float64 {
	a, b := s.sum(s.onlyA), s.sum(s.onlyB)
	return max(min(s.both, most)-1.6*min(a, b)-0.5*abs(a-b), -12)
}

// without takes words out of what one name alone has: words that the names of their places explain.
func (s *sides) without(words []string) {
	has := func(w string) bool { return slices.Contains(words, w) }
	s.onlyA, s.onlyB = slices.DeleteFunc(s.onlyA, has), slices.DeleteFunc(s.onlyB, has)
}

// isSame reports whether names have all words that tell in common.
func (s *sides) isSame() bool {
	return s.both > 0 && s.sum(s.onlyA) == 0 && s.sum(s.onlyB) == 0
}
