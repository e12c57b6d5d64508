package store

import (
	"context"
	"encoding/json"

	"fingerpost/data"
)

// Fact is one field of an aggregate as it is shown, and where it came from.
type Fact struct {
	Path   string          `json:"path"`
	Value  json.RawMessage `json:"value"`
	Origin data.Origin     `json:"origin"`
}

// Facts lists the fields of an aggregate, or of what it was merged into, as it is kept: also what is withheld from the public, but not
// what is on the do-not-list.
func (s *Store) Facts(ctx context.Context, level data.Level, id string) (facts []Fact, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		st, _, err := t.loadRoot(level, id)
		if err != nil {
			return err
		}
		all, err := data.RemovalOf(st.doc, func(string) bool { return true })
		if err != nil {
			return err
		}
		var records []string
		for _, c := range all {
			records = append(records, string(st.provenance.Of(c.Path)))
		}
		origins, err := t.origins(unique(append([]string(nil), records...)))
		if err != nil {
			return err
		}
		hides, err := t.hides()
		if err != nil {
			return err
		}
		shown, err := t.hideRevisions([]data.Revision{{Level: level, Aggregate: st.id, Changes: all}}, nil)
		if err != nil {
			return err
		}
		facts = make([]Fact, len(all))
		for i, c := range shown[0].Changes {
			facts[i] = Fact{c.Path, c.Old, hides.Origin(origins[data.RecordID(records[i])], nil)}
		}
		return nil
	})
	return facts, err
}
