package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"fingerpost/geo"
)

// Pseudo codes of the ONS for what is not in the United Kingdom.
const (
	northernIreland geo.AreaCode = "N92000002"
	channelIslands  geo.AreaCode = "L93000001"
	isleOfMan       geo.AreaCode = "M83000003"
)

type area struct {
	name    string
	parents []geo.AreaCode // nearest first
}

type areaSet struct {
	byCode   map[geo.AreaCode]area
	replaced map[geo.AreaCode]geo.AreaCode // old district to current
}

// levelColumns are the columns of the code lists without CD and NM, from the
// smallest area to the largest; each list has those from its own level up.
var levelColumns = []string{"LAD", "UTLA", "CAUTH", "RGN", "CTRY", "EW", "GB", "UK"}

func readAreas(dir string) (*areaSet, error) {
	set := &areaSet{
		byCode: map[geo.AreaCode]area{
			channelIslands: {name: "Channel Islands"},
			isleOfMan:      {name: "Isle of Man"},
		},
		replaced: map[geo.AreaCode]geo.AreaCode{},
	}
	for level, file := range map[int]string{
		0: "la_all_codes.csv", 1: "utla_all_codes.csv", 3: "rgn_all_codes.csv", 4: "ctry_all_codes.csv",
	} {
		rows, err := readCSV(dir, file, levelColumns[level]+"CD", "UKCD")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if active := geo.AreaCode(r["LADCD_ACTIVE"]); level == 0 && active != geo.AreaCode(r["LADCD"]) {
				set.replaced[geo.AreaCode(r["LADCD"])] = active
				continue
			}
			set.addChain(file, r)
		}
	}
	return set, nil
}

// addChain adds the areas of a row, each with those to its right as parents.
func (set *areaSet) addChain(file string, r row) {
	var above []geo.AreaCode
	for _, level := range slices.Backward(levelColumns) {
		code, name := geo.AreaCode(r[level+"CD"]), r[level+"NM"]
		if code == "" {
			continue
		}
		if !code.Valid() || name == "" {
			skip(file, string(code), "no code or no name")
			continue
		}
		if slices.Contains(above, code) {
			continue // a district that is its own county
		}
		set.add(code, name, above)
		above = slices.Concat([]geo.AreaCode{code}, above)
	}
}

// add keeps as parents of an area those that all its rows agree on: a
// combined authority across two regions lies in neither.
func (set *areaSet) add(code geo.AreaCode, name string, parents []geo.AreaCode) {
	if known, ok := set.byCode[code]; ok {
		name = known.name
		parents = slices.DeleteFunc(slices.Clone(known.parents), func(c geo.AreaCode) bool {
			return !slices.Contains(parents, c)
		})
	}
	set.byCode[code] = area{name: name, parents: parents}
}

// withParents is an area and all that it lies in.
func (set *areaSet) withParents(code geo.AreaCode) []geo.AreaCode {
	return slices.Concat([]geo.AreaCode{code}, set.byCode[code].parents)
}

func (set *areaSet) table(middles map[geo.AreaCode]geo.Point) []byte {
	codes := slices.SortedFunc(maps.Keys(set.byCode), func(a, b geo.AreaCode) int {
		return cmp.Or(cmp.Compare(levelOf(a), levelOf(b)), cmp.Compare(a, b))
	})
	var b bytes.Buffer
	for _, code := range codes {
		at := middles[code]
		fmt.Fprintf(&b, "%s\t%s\t%.5f\t%.5f\t%s\n", code, set.byCode[code].name, at.Lat(), at.Lon(), joinCodes(set.byCode[code].parents))
	}
	return b.Bytes()
}

func (set *areaSet) replacedTable() []byte {
	var b bytes.Buffer
	for _, old := range slices.Sorted(maps.Keys(set.replaced)) {
		fmt.Fprintf(&b, "%s\t%s\n", old, set.replaced[old])
	}
	return b.Bytes()
}
