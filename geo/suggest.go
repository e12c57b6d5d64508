package geo

import (
	"cmp"
	"slices"
	"strings"

	"fingerpost/geo/internal/names"
)

// Suggest is what a person may be typing, the likeliest first: outward codes and
// sectors that begin so, towns and villages, councils and larger areas. Nothing
// is suggested for less than two letters. [Place.Near] of each finds it.
func (f Finder) Suggest(text string, limit int) []Place {
	if len(text) > longestText || limit <= 0 {
		return nil
	}
	a := current()
	if strings.ContainsAny(text, digits) {
		return a.parts.starting(text, limit)
	}
	key := names.Key(text)
	if len(key) < 2 {
		return nil
	}
	s := search{atlas: a, home: f.Home, text: text}
	found := s.areasStarting(key)
	for _, m := range a.gazetteer().Starting(key, 3*limit) {
		if p := a.settlement(m); !hidden(p, found) || rank(p) <= rankMajor {
			found = append(found, p)
		}
	}
	found = slices.DeleteFunc(found, func(p Place) bool { return p.Kind == "" && stoodFor(p, found) })
	order := func(p Place) int { // the whole name counts for as much as the next larger kind
		if names.Key(p.Label) == key {
			return rank(p) - 1
		}
		return rank(p)
	}
	slices.SortStableFunc(found, func(a, b Place) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), s.byHome(a, b), cmp.Compare(a.Label, b.Label))
	})
	found = found[:min(len(found), limit)]
	for i := range found {
		found[i] = a.distinct(found[i])
	}
	return found
}

// areasStarting are the areas whose name begins with a key.
func (s search) areasStarting(key string) []Place {
	var found []Place
	for _, code := range areas().inOrder {
		row := areas().byCode[code]
		if !strings.HasPrefix(row.key, key) {
			continue
		}
		if p, err := LocateArea(code); err == nil {
			found = append(found, p)
		}
	}
	return found
}

// starting are the outward codes and sectors that begin like a text.
func (t *partTable) starting(text string, limit int) []Place {
	code, gap, ok := squeeze(text)
	if !ok {
		return nil
	}
	var found []Place
	for _, begin := range beginnings(code, gap) {
		i, _ := slices.BinarySearchFunc(t.rows, begin, func(row part, begin string) int {
			return cmp.Compare(row.postcode.text, begin)
		})
		for ; i < len(t.rows) && len(found) < limit && strings.HasPrefix(t.rows[i].postcode.text, begin); i++ {
			found = append(found, t.rows[i].place())
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// beginnings are the ways in which letters and digits may begin a postcode, the
// likelier first: LS1 is an outward code, LS14A the sector LS1 4.
func beginnings(code string, gap bool) []string {
	var out []string
	if !gap {
		out = append(out, code)
	}
	for cut := min(len(code)-1, 4); cut > 1; cut-- {
		if isOutward(code[:cut]) && strings.IndexByte(digits, code[cut]) >= 0 {
			out = append(out, code[:cut]+" "+code[cut:cut+1])
		}
	}
	return out
}
