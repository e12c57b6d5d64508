package data

import "strings"

// streetTypes are the words with which the names of streets end, each by how it is written.
var streetTypes = readStreetTypes(`avenue ave av aven
road rd
street st str
lane ln la
drive dr drv
close cl clo
crescent cres cresc cr
court ct crt
place pl
terrace terr ter tce
gardens gdns gdn garden
grove gr grv
square sq
way wy
walk wlk wk
hill
park pk
row
mews ms
rise
view vw
green grn
parade pde
yard yd
gate
end
fold
bank bk
brow
buildings bldgs bldg
boulevard blvd boul
broadway bdwy
circus
common
courtyard
croft
dale
embankment emb
esplanade esp
estate est
field
fields
gait
garth
ginnel
glade
glen
heights hts
highway hwy
lawn
loan
meadow
meadows
mount mt
orchard
parkway pkwy
passage
path
promenade prom
quay
ridge
side
spinney
stile
vale
villas
wharf
wynd`)

// readStreetTypes reads them from lines of the word itself and what stands for it.
func readStreetTypes(text string) map[string]string {
	types := map[string]string{}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		for _, word := range words {
			types[word] = words[0]
		}
	}
	return types
}

// StreetType is the word for a kind of street that another word, with or without a dot behind it, stands for: "avenue" of
// "Av."; empty for one that is none.
func StreetType(word string) string {
	return streetTypes[strings.ToLower(strings.TrimRight(word, "."))]
}

// StreetTypes gives all spellings of a kind of street.
func StreetTypes(kind string) []string {
	var out []string
	for spelling, of := range streetTypes {
		if of == kind {
			out = append(out, spelling)
		}
	}
	return out
}
