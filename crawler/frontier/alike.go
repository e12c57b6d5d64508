package frontier

import (
	"math/bits"

	"fingerpost/data"
)

// The likeness of a page is a number of 64 bits, few of which differ between pages that say nearly the same (Charikar's
// simhash). Numbers that differ in three bits at most share one of four bands of sixteen, so that is where to look.
const (
	bandBits = 16
	fewBits  = 3
	// enoughAlike is how many pages are looked at for one: more is not asked.
	enoughAlike = 16
)

// Met is what the other addresses of a source say, beside one page.
type Met struct {
	Visited bool // the one where it led was visited in the run
	Twin    bool // one that was visited in the run says the very same
	Alike   int  // how many say the same but for numbers and dates, or nearly the same; no more than a few are counted
}

// meet compares what a page says with the others of its source.
func (t tx) meet(stop Stop, v Visit) (met Met, err error) {
	if v.Found != nil {
		if met.Visited, err = t.visited(stop, v.Found.URL); err != nil || met.Visited {
			return met, err
		}
	}
	// The plus keeps the planner from the index by run, which would look at all of its pages.
	err = t.row(`SELECT EXISTS (SELECT 1 FROM addresses WHERE source = ? AND words = ? AND +run = ? AND id <> ? AND outcome IN (?, ?))`,
		string(stop.Source), v.Words[:], stop.Run, stop.ID, string(Read), string(Same)).Scan(&met.Twin)
	if err != nil {
		return met, err
	}
	err = t.row(`SELECT COUNT(*) FROM (SELECT 1 FROM addresses WHERE source = ? AND shape = ? AND id <> ? LIMIT ?)`,
		string(stop.Source), v.Shape[:], stop.ID, enoughAlike).Scan(&met.Alike)
	if err != nil || v.Likeness == 0 || len(v.Links) == 0 {
		return met, err
	}
	near, err := t.near(stop.Source, stop.ID, v.Likeness)
	met.Alike = max(met.Alike, near)
	return met, err
}

func bands(likeness uint64) (out [64 / bandBits]int64) {
	for i := range out {
		out[i] = int64(i)<<bandBits | int64(likeness>>(bandBits*i)&(1<<bandBits-1))
	}
	return out
}

func (t tx) near(source data.SourceKey, id int64, likeness uint64) (int, error) {
	found := map[int64]bool{}
	for _, band := range bands(likeness) {
		rows, err := t.rows(`SELECT address, likeness FROM bands WHERE source = ? AND band = ? AND address <> ? LIMIT 200`, string(source), band, id)
		if err != nil {
			return 0, err
		}
		for rows.Next() {
			var address, other int64
			if err := rows.Scan(&address, &other); err != nil {
				rows.Close()
				return 0, err
			}
			if bits.OnesCount64(uint64(other)^likeness) <= fewBits {
				found[address] = true
			}
		}
		if err := rows.Close(); err != nil {
			return 0, err
		}
		if err := rows.Err(); err != nil {
			return 0, err
		}
		if len(found) >= enoughAlike {
			break
		}
	}
	return min(len(found), enoughAlike), nil
}

// setBands notes what a page is like, in place of what it was.
func (t tx) setBands(source data.SourceKey, id int64, likeness uint64) error {
	var was int64
	var known bool
	if err := t.row(`SELECT likeness <> 0, likeness FROM addresses WHERE id = ?`, id).Scan(&known, &was); err != nil {
		return err
	}
	if uint64(was) == likeness {
		return nil
	}
	if known {
		for _, band := range bands(uint64(was)) {
			if _, err := t.exec(`DELETE FROM bands WHERE source = ? AND band = ? AND address = ?`, string(source), band, id); err != nil {
				return err
			}
		}
	}
	if _, err := t.exec(`UPDATE addresses SET likeness = ? WHERE id = ?`, int64(likeness), id); err != nil || likeness == 0 {
		return err
	}
	for _, band := range bands(likeness) {
		if _, err := t.exec(`INSERT INTO bands (source, band, address, likeness) VALUES (?, ?, ?, ?)`, string(source), band, id, int64(likeness)); err != nil {
			return err
		}
	}
	return nil
}
