package match

import (
	"maps"
	"slices"
	"strings"

	"fingerpost/data"
)

// landmarks are the sorts of house of which a neighbourhood has one by a name, by the words that names have for them.
var landmarks = meanings("library libraries|church chapel|school|museum|hall|theatre|hospital|hospice|surgery")

// annexes are what may be beside a landmark and have its name: the church is not the church centre.
var annexes = meanings("centre center|house|room rooms")

// leastOfLandmark is how many bits the names of one house have in common at least, beside what sort of house it is.
const leastOfLandmark = 5

// oneHouse reports whether one of the names and one of the others are of one house of a sort of which there is one in a
// neighbourhood: "Thirsk Library", "Thirsk Community Library". The one may say more than the other, but not both.
func oneHouse(names, others []string, rarity Rarity) bool {
	for _, name := range names {
		x := Words(whereOf(name))
		sort := sortOf(x)
		if len(sort) == 0 {
			continue
		}
		for _, other := range others {
			y := Words(whereOf(other))
			if !maps.Equal(sort, sortOf(y)) || contrast(x, y) != "" {
				continue
			}
			as := compareWords(butSort(x), butSort(y), rarity)
			if as.both >= leastOfLandmark && min(as.sum(as.onlyA), as.sum(as.onlyB)) == 0 {
				return true
			}
		}
	}
	return false
}

// sortOf is what sort of landmark a name is of; nil if it is of none, or of what is near one. A library is one whatever else it
// is: a church's hall is not the church, but there is only one library.
func sortOf(name []string) map[string]bool {
	sort := meant(name, landmarks)
	switch {
	case len(sort) == 0 || slices.ContainsFunc(name, func(w string) bool { return beside[w] }):
		return nil
	case sort["library"]:
		return map[string]bool{"library": true}
	}
	maps.Copy(sort, meant(name, annexes))
	return sort
}

// beside are words of what is near a house that is named, and not in it: "opposite the library", "the surgery's car park".
var beside = wordSet("adj adjacent adjoining back behind beside car near next nr opp opposite outside rear")

// whereOf is the part of a name that says where: what stands behind "at", or all of it.
func whereOf(name string) string {
	if _, where, found := strings.Cut(strings.ToLower(name), " at "); found {
		return where
	}
	return name
}

// butSort leaves out of the words of a house what sort of house it is.
func butSort(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return landmarks[w] != "" })
}

// otherStreets reports whether the addresses of two places have a street each, and not one word in common.
func otherStreets(a, b data.Location) bool {
	return hasStreet(a) && hasStreet(b) && !slices.ContainsFunc(Words(lettersOf(a)), func(w string) bool {
		return slices.Contains(Words(lettersOf(b)), w)
	})
}

func hasStreet(l data.Location) bool {
	return slices.ContainsFunc(strings.Split(l.Address.Line1+","+l.Address.Line2, ","), func(part string) bool {
		words := Words(part)
		return len(words) > 1 && streetTypes[words[len(words)-1]]
	})
}
