package index

import (
	"context"
	"errors"
	"unicode/utf8"

	"fingerpost/index/rows"
)

// slipNode matches words of a field that another may be a slip for, the less the more letters differ. Bleve's own fuzzy
// query also counts, among the words that might have matched, those that only documents bear that have changed since, until
// a merge: the same directory would be ordered differently from one hour to the next.
func slipNode(ctx context.Context, v *rows.View, field, word string) (n node, err error) {
	n = node{kind: isAny}
	_, first := utf8.DecodeRuneInString(word)
	dict, err := v.Snapshot().FieldDictFuzzy(field, word, slips(utf8.RuneCountInString(word)), word[:first])
	if err != nil {
		return n, err
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	for range maxLooked {
		entry, err := dict.Next()
		if err != nil || entry == nil || ctx.Err() != nil {
			return n, errors.Join(err, ctx.Err())
		}
		borne, err := v.Bearers(field, entry.Term)
		if err != nil {
			return n, err
		}
		if borne > 0 {
			n.kids = append(n.kids, term(field, entry.Term, typoWorth/float64(entry.EditDistance+1)))
		}
	}
	return n, nil
}
