package frontier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"fingerpost/data"
)

// Outcome is what became of a visit.
type Outcome string

// The outcomes of a visit.
const (
	Read    Outcome = "read"
	Same    Outcome = "same"     // it says what it said before: not modified, or the same bytes
	Copy    Outcome = "copy"     // it says what another address says
	Moved   Outcome = "moved"    // for good, to another address of the source
	NotPage Outcome = "not-page" // no HTML
	Gone    Outcome = "gone"     // there is no such page
	Refused Outcome = "refused"  // it must not be asked for
	Failed  Outcome = "failed"   // it could not be had
)

// seen reports whether what is there was seen.
func (o Outcome) seen() bool {
	return o == Read || o == Same || o == Copy || o == Moved || o == NotPage
}

// Stop is an address to visit, with what is known of it from the last time.
type Stop struct {
	Address
	ID           int64
	Source       data.SourceKey
	Run          int64
	Depth        int
	Attempts     int // that failed in this run
	Outcome      Outcome
	ETag         string
	LastModified string
	Body         [32]byte // hash; zero if it was never read
	Reader       string
	OwnIDs       []string // of the listings that it stated
}

// Next are the next addresses on a host that are due, the nearest to a start first. There are none while the host rests.
func (f *Frontier) Next(ctx context.Context, c Claimed, sources []data.SourceKey, most int) (stops []Stop, err error) {
	err = f.write(ctx, func(t tx) error {
		stops = nil
		if err := t.hold(c, f.lease); err != nil {
			return err
		}
		in, args := among(sources, c.Host, t.now)
		rows, err := t.rows(`SELECT a.id, a.source, a.url, a.host, r.id, a.depth, a.attempts, a.outcome, a.etag, a.last_modified, a.body, a.reader, a.own_ids
			FROM addresses a JOIN runs r ON r.source = a.source AND r.ended_at = 0 JOIN hosts h ON h.host = a.host
			WHERE a.due = 1 AND a.host = ? AND a.retry_at <= ? AND a.source IN `+in+` AND h.rest_until <= ? ORDER BY a.depth, a.id LIMIT ?`,
			append(args, t.now, most)...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var stop Stop
			var body []byte
			var own string
			if err := rows.Scan(&stop.ID, &stop.Source, &stop.URL, &stop.Host, &stop.Run, &stop.Depth, &stop.Attempts, &stop.Outcome,
				&stop.ETag, &stop.LastModified, &body, &stop.Reader, &own); err != nil {
				return err
			}
			copy(stop.Body[:], body)
			if err := json.Unmarshal([]byte(own), &stop.OwnIDs); err != nil {
				return err
			}
			stops = append(stops, stop)
		}
		return rows.Err()
	})
	return stops, err
}

// Visit is what became of a stop.
type Visit struct {
	Outcome Outcome
	Why     string    // of what was not read
	Retry   time.Time // when to try again; zero: not in this run
	forget  bool
	Found   *Address // where the page was found, if that is another address
	ForGood bool     // it moved there for good, and need not be asked for here again

	ETag, LastModified string
	Body, Words, Shape [32]byte
	Likeness           uint64
	Reader             string
	// Keeps says that what it says is still to be kept: until [Frontier.Kept] it is due all the same, and a crawl that is
	// cut off reads it again.
	Keeps bool

	Links     []Address
	MaxDepth  int // links from a start that are kept
	MaxPages  int // addresses of the source that are kept
	MostAlike int // of more pages that are alike the links are not followed
}

// The bounds of a run.
const (
	BoundPages   = "max_pages"
	BoundDepth   = "max_depth"
	BoundRepeats = "repeats"
	BoundSitemap = "sitemap" // one could not be read, or there are too many
)

// Noted is what followed from a visit.
type Noted struct {
	ID     int64 // of the address at which the page is: the stop's own, unless it led elsewhere
	Met    Met
	Bounds []string // that were met for the first time in the run
}

// New reports whether the page says something that no other page of the run has said.
func (n Noted) New() bool { return !n.Met.Visited && !n.Met.Twin }

// Done notes what became of a visit, and where its links lead. What was read and says the same as another page is noted as a
// copy.
func (f *Frontier) Done(ctx context.Context, c Claimed, stop Stop, v Visit) (noted Noted, err error) {
	err = f.write(ctx, func(t tx) error {
		noted = Noted{}
		if err := t.hold(c, f.lease); err != nil {
			return err
		}
		return t.done(stop, v, &noted)
	})
	return noted, err
}

// Keep is what is kept of a page: the listings that it stated, by own id.
type Keep struct {
	ID     int64 // of the address, as Done gave it
	Reader string
	OwnIDs []string
}

// Kept notes that what pages say is kept.
func (f *Frontier) Kept(ctx context.Context, c Claimed, pages []Keep) error {
	return f.write(ctx, func(t tx) error {
		if err := t.hold(c, f.lease); err != nil {
			return err
		}
		for _, page := range pages {
			own, err := json.Marshal(append([]string{}, page.OwnIDs...))
			if err != nil {
				return err
			}
			if _, err := t.exec(`UPDATE addresses SET due = 0, reader = ?, own_ids = ? WHERE id = ?`, page.Reader, string(own), page.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// Same notes that pages say what they said. Of those that forgets names by id what is known is not believed: they are asked
// for once more, whole.
func (f *Frontier) Same(ctx context.Context, c Claimed, stops []Stop, forgets map[int64]bool) error {
	return f.write(ctx, func(t tx) error {
		if err := t.hold(c, f.lease); err != nil {
			return err
		}
		for _, stop := range stops {
			v := Visit{Outcome: Same}
			if forgets[stop.ID] {
				v = Visit{Outcome: Read, Retry: instant(t.now), forget: true}
			}
			if err := t.note(stop.ID, stop, v); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t tx) done(stop Stop, v Visit, noted *Noted) (err error) {
	if v.Outcome == Read {
		if noted.Met, err = t.meet(stop, v); err != nil {
			return err
		}
		if !noted.New() {
			v.Outcome, v.Keeps = Copy, false
		}
	}
	noted.ID = stop.ID
	if v.Found != nil {
		if noted.ID, err = t.found(stop, v); err != nil || noted.ID == 0 {
			return err
		}
	}
	if err := t.note(noted.ID, stop, v); err != nil {
		return err
	}
	// Where a source starts its links are followed, whatever it is like: the front pages of a family's sites differ in a name.
	if noted.Met.Alike >= v.MostAlike && stop.Depth > 0 && len(v.Links) > 0 {
		return t.meets(stop.Run, BoundRepeats, noted)
	}
	for _, link := range v.Links {
		bound, err := t.link(stop, v, link)
		if err != nil {
			return err
		}
		if bound == "" {
			continue
		}
		if err := t.meets(stop.Run, bound, noted); err != nil {
			return err
		}
	}
	return nil
}

// meets notes that a bound was met.
func (t tx) meets(run int64, bound string, noted *Noted) error {
	first, err := t.bound(run, bound)
	if first {
		noted.Bounds = append(noted.Bounds, bound)
	}
	return err
}

// found notes that a stop led elsewhere, and gives the address to which it led; 0 for one that the run has visited.
func (t tx) found(stop Stop, v Visit) (id int64, err error) {
	outcome := Copy
	if v.ForGood {
		outcome = Moved
	}
	if _, err := t.exec(`UPDATE addresses SET due = 0, outcome = ?, why = ?, run = ?, visited_at = ?, absent = CASE WHEN ? THEN `+onceMore+` ELSE 0 END,
		body = NULL, words = NULL, shape = NULL WHERE id = ?`,
		string(outcome), v.Found.URL, stop.Run, t.now, v.ForGood, string(outcome), t.now-absentApart.Milliseconds(), stop.ID); err != nil {
		return 0, err
	}
	if _, err := t.add(stop.Source, stop.Run, *v.Found, stop.Depth, stop.URL, 0); err != nil {
		return 0, err
	}
	visited, err := t.visited(stop, v.Found.URL)
	if err != nil || visited {
		return 0, err
	}
	err = t.row(`SELECT id FROM addresses WHERE source = ? AND url = ?`, string(stop.Source), v.Found.URL).Scan(&id)
	return id, err
}

// visited reports whether the run of a stop has visited another address.
func (t tx) visited(stop Stop, url string) (visited bool, err error) {
	err = t.row(`SELECT EXISTS (SELECT 1 FROM addresses WHERE source = ? AND url = ? AND run = ? AND outcome <> ?)`,
		string(stop.Source), url, stop.Run, string(Failed)).Scan(&visited)
	return visited, err
}

// onceMore is in how many runs on end an address was gone, counting one more; of one that stated listings, once a day. Its
// arguments are what it is called to be gone, and since when it must not have been counted.
const onceMore = `absent + CASE WHEN own_ids <> '[]' AND outcome = ? AND visited_at > ? THEN 0 ELSE 1 END`

func (t tx) note(id int64, stop Stop, v Visit) error {
	if !v.Retry.IsZero() {
		_, err := t.exec(`UPDATE addresses SET outcome = ?, why = ?, run = ?, attempts = attempts + 1, retry_at = ?,
			reader = CASE WHEN ? THEN '' ELSE reader END WHERE id = ?`, string(v.Outcome), v.Why, stop.Run, millisAfter(v.Retry), v.forget, id)
		return err
	}
	switch v.Outcome {
	case Read, Copy:
		reader := v.Reader
		if v.Keeps {
			reader = "" // until it is kept nobody may take it for known
		}
		if err := t.setBands(stop.Source, id, v.Likeness); err != nil {
			return err
		}
		_, err := t.exec(`UPDATE addresses SET due = ?, outcome = ?, why = ?, run = ?, visited_at = ?, absent = 0, etag = ?, last_modified = ?,
			body = ?, words = ?, shape = ?, reader = ?, own_ids = '[]' WHERE id = ?`, v.Keeps, string(v.Outcome), v.Why, stop.Run, t.now, v.ETag,
			v.LastModified, v.Body[:], v.Words[:], v.Shape[:], reader, id)
		return err
	case Same:
		_, err := t.exec(`UPDATE addresses SET due = 0, outcome = ?, run = ?, visited_at = ?, absent = 0 WHERE id = ?`, string(Same), stop.Run, t.now, id)
		return err
	case Gone:
		_, err := t.exec(`UPDATE addresses SET due = 0, outcome = ?, why = ?, run = ?, visited_at = ?, absent = `+onceMore+` WHERE id = ?`,
			string(Gone), v.Why, stop.Run, t.now, string(Gone), t.now-absentApart.Milliseconds(), id)
		return err
	}
	_, err := t.exec(`UPDATE addresses SET due = 0, outcome = ?, why = ?, run = ?, visited_at = ? WHERE id = ?`, string(v.Outcome), v.Why, stop.Run, t.now, id)
	return err
}

// link keeps where a link leads, or names the bound that forbids it.
func (t tx) link(stop Stop, v Visit, to Address) (bound string, err error) {
	if stop.Depth+1 > v.MaxDepth {
		var known bool
		err := t.row(`SELECT EXISTS (SELECT 1 FROM addresses WHERE source = ? AND url = ?)`, string(stop.Source), to.URL).Scan(&known)
		if err != nil || known {
			return "", err
		}
		return BoundDepth, nil
	}
	kept, err := t.add(stop.Source, stop.Run, to, stop.Depth+1, stop.URL, v.MaxPages)
	if err != nil || kept {
		return "", err
	}
	return BoundPages, nil
}

// add keeps an address, unless it is one too many (most 0: never). One that was gone and is linked to again is due again.
func (t tx) add(source data.SourceKey, run int64, at Address, depth int, from string, most int) (kept bool, err error) {
	var id int64
	var had int
	var outcome Outcome
	var last int64
	err = t.row(`SELECT id, depth, outcome, run FROM addresses WHERE source = ? AND url = ?`, string(source), at.URL).Scan(&id, &had, &outcome, &last)
	if err == nil {
		again := outcome == Gone && last != run
		if depth < had || again {
			_, err = t.exec(`UPDATE addresses SET depth = ?, due = CASE WHEN ? THEN 1 ELSE due END WHERE id = ?`, min(depth, had), again, id)
		}
		return true, err
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	var count int
	if err := t.row(`SELECT addresses FROM sources WHERE source = ?`, string(source)).Scan(&count); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	if most > 0 && count >= most {
		return false, nil
	}
	if _, err := t.exec(`INSERT INTO addresses (source, url, host, depth, found_on, due) VALUES (?, ?, ?, ?, ?, 1)`,
		string(source), at.URL, at.Host, depth, from); err != nil {
		return false, err
	}
	if _, err := t.exec(`INSERT INTO hosts (host) VALUES (?) ON CONFLICT (host) DO NOTHING`, at.Host); err != nil {
		return false, err
	}
	_, err = t.exec(`INSERT INTO sources (source, addresses) VALUES (?, 1) ON CONFLICT (source) DO UPDATE SET addresses = sources.addresses + 1`, string(source))
	return true, err
}
