package shapes

// tier is a kind of area of which a place lies in one at most: a place in a
// London borough (E09) is not in a Scottish council (S12) too. Codes of kinds
// that are not named here make a tier for each first three characters.
type tier int32

// The tiers that leave no gap on land, at least within a nation.
const (
	wards tier = iota
	districts
	healthBodies
	nations
	tilingTiers
)

// named are the kinds of code by their first three characters: ONS, Register of
// Geographic Codes.
var named = map[string]tier{
	"E05": wards, "W05": wards, "S13": wards, "N08": wards,
	"E06": districts, "E07": districts, "E08": districts, "E09": districts,
	"W06": districts, "S12": districts, "N09": districts,
	"E54": healthBodies, "W11": healthBodies, "S08": healthBodies,
	"E92": nations, "W92": nations, "S92": nations, "N92": nations, "L93": nations, "M83": nations,
}

// tierOf gives a code its tier. A kind that is not named gets one made of its
// three bytes, above all the named ones.
func tierOf(code string) tier {
	if t, ok := named[code[:kindLength]]; ok {
		return t
	}
	return tier(code[0])<<16 | tier(code[1])<<8 | tier(code[2])
}

// kindLength is how many characters of a code say of what kind it is.
const kindLength = 3
