package main_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fingerpost/data"
	"fingerpost/data/store"
)

// walkAll is everything in a folder by the services' ids.
func walkAll(t testing.TB, folder string) map[string]data.Exported {
	t.Helper()
	all := map[string]data.Exported{}
	withStore(t, folder, func(ctx context.Context, s *store.Store) error {
		return s.Walk(ctx, store.Walk{}, func(some []data.Exported, _ int) error {
			for _, l := range some {
				all[string(l.Service.ID)] = l
			}
			return nil
		})
	})
	return all
}

// An export is read again as the same services, but for what README.md says that the standard cannot hold.
func TestExportRoundTrip(t *testing.T) {
	t.Parallel()
	for i, input := range realImports {
		t.Run(input.name, func(t *testing.T) {
			first, second := imported(t, i), empty(t)
			s := read[summary](t, "import", "open-referral", exported(t, first), "--source", "again", "--area", "K02000001", "--data", second)
			before, after := walkAll(t, first), walkAll(t, second)
			if s.Rejected > 0 || s.Created != len(before) || len(after) != len(before) {
				t.Fatalf("of %d services %d are there again: %+v", len(before), len(after), s)
			}
			differ := 0
			for id, l := range before {
				again, ok := after[data.Mint[string](data.LevelService, "again", id)]
				if !ok {
					t.Errorf("%s is not there again", l.Service.Name)
					continue
				}
				line := l.Service.Helpline != ""
				if d := cmp.Diff(comparable(t, l, line), comparable(t, again, line)); d != "" {
					if differ++; differ < 5 {
						t.Errorf("%s:\n%s", l.Service.Name, d)
					}
				}
			}
			if differ > 0 {
				t.Errorf("%d of %d differ", differ, len(before))
			}
			sound(t, second)
		})
	}
}

// comparable is a listing as a tree without ids, which each directory gives itself, and without what is lost. Of one that is
// about a crisis line the numbers and hours are left out: they are that line's, and elsewhere its own.
func comparable(t testing.TB, l data.Exported, line bool) map[string]any {
	s := l.Service
	s.AssumedArea = "" // that of its source
	if line {
		s.Helpline, s.Phones, s.Schedules = "", nil, nil
	}
	slices.Sort(s.Ways)
	for i := range l.Locations {
		if position, ok := data.Geocode(l.Locations[i]); !ok || position.Precision != data.PrecisionExact {
			l.Locations[i].Point = nil // one that contradicts its address
		}
	}
	var said data.Date
	for _, id := range l.Listing.Provenance[data.LevelService][string(s.ID)].Records() {
		if d := l.Origins[id].AssertedOn; d.After(said) {
			said = d
		}
	}
	return map[string]any{"service": tree(t, s), "organization": tree(t, l.Organization), "places": tree(t, l.Locations), "said": said.String()}
}

func tree(t testing.TB, v any) any {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return stripped(out)
}

func stripped(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, x := range v {
			if slices.Contains([]string{"id", "location_id", "organization_id"}, name) || name == "type" && x == "voice" {
				delete(v, name)
				continue
			}
			v[name] = stripped(x)
		}
	case []any:
		for i := range v {
			v[i] = stripped(v[i])
		}
	}
	return v
}
