package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/donotlist"
)

// tracesVersion is that of the traces in the database. Those of another are made anew. Names and sites are folded as for
// matching.
const tracesVersion = donotlist.TracesVersion + "." + keysVersion

// traced are the levels of what can be found by its traces.
var traced = []data.Level{data.LevelService, data.LevelOrganization, data.LevelLocation}

// readAs reads the document of an aggregate.
func readAs(level data.Level, doc []byte) (any, error) {
	var out any
	switch level {
	case data.LevelService:
		out = &data.Service{}
	case data.LevelOrganization:
		out = &data.Organization{}
	case data.LevelLocation:
		out = &data.Location{}
	default:
		return nil, fmt.Errorf("nothing is found by what a %q tells", level)
	}
	return out, json.Unmarshal(doc, out)
}

// saveTraces puts the traces of an aggregate in place of those that it had. The database keeps them without the document, so it
// must be told which they were.
func (t tx) saveTraces(level data.Level, st state, doc any) error {
	var number int64 // of the first of its revisions, of which the last is that at hand
	if err := t.row(`SELECT COALESCE(MIN(seq), ?) FROM revisions WHERE level = ? AND aggregate = ?`, st.seq, string(level), st.id).Scan(&number); err != nil {
		return err
	}
	now := strings.Join(donotlist.Traces(doc), " ")
	before, err := t.documentOf(level, st.id)
	if err != nil {
		return err
	}
	if len(before) > 0 {
		old, err := readAs(level, before)
		if err != nil {
			return err
		}
		was := strings.Join(donotlist.Traces(old), " ")
		if was == now {
			return nil
		}
		if _, err := t.exec(`INSERT INTO traces (traces, rowid, words) VALUES ('delete', ?, ?)`, number, was); err != nil {
			return err
		}
	}
	return t.addTraces(number, now)
}

func (t tx) addTraces(number int64, words string) error {
	_, err := t.exec(`INSERT INTO traces (rowid, words) VALUES (?, ?)`, number, words)
	return err
}

// documentOf reads the document of an aggregate; nothing if it is not kept yet.
func (t tx) documentOf(level data.Level, id string) (doc text, err error) {
	err = t.row(`SELECT doc FROM `+tables[level]+` WHERE id = ?`, id).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return doc, err
}

// bringTraces makes the traces of all aggregates, if they are not those of this version of the program.
func (t tx) bringTraces() error {
	var have string
	err := t.row(`SELECT value FROM meta WHERE name = 'traces'`).Scan(&have)
	if err != nil && !errors.Is(err, sql.ErrNoRows) || have == tracesVersion {
		return err
	}
	if _, err := t.exec(`INSERT INTO traces (traces) VALUES ('delete-all')`); err != nil {
		return err
	}
	for _, level := range traced {
		for after := ""; ; {
			some, err := t.numbered(level, `a.id > ? ORDER BY a.id LIMIT ?`, after, walked)
			if err != nil {
				return err
			}
			if len(some) == 0 {
				break
			}
			for _, one := range some {
				doc, err := readAs(level, one.doc)
				if err != nil {
					return err
				}
				if err := t.addTraces(one.number, strings.Join(donotlist.Traces(doc), " ")); err != nil {
					return err
				}
			}
			after = some[len(some)-1].id
		}
	}
	_, err = t.exec(`INSERT INTO meta (name, value) VALUES ('traces', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, tracesVersion)
	return err
}

// numbered is an aggregate with the number of its traces.
type numbered struct {
	id     string
	number int64
	doc    text
}

func (t tx) numbered(level data.Level, where string, args ...any) ([]numbered, error) {
	rows, err := t.rows(`SELECT a.id, a.doc, (SELECT MIN(r.seq) FROM revisions r WHERE r.level = ? AND r.aggregate = a.id) FROM `+tables[level]+` a WHERE `+where,
		append([]any{string(level)}, args...)...)
	return collect(rows, err, func(rows *sql.Rows) (one numbered, err error) { return one, rows.Scan(&one.id, &one.doc, &one.number) })
}

// mayHide lists, by level, the aggregates that a do-not-list hides, or of which it hides a part.
func (t tx) mayHide(list *donotlist.List) (map[data.Level][]string, error) {
	out := map[data.Level][]string{}
	numbers, err := t.tracedBy(list.Lookups())
	if err != nil {
		return nil, err
	}
	ids := map[data.Level][]string{}
	for part := range slices.Chunk(numbers, 400) {
		rows, err := t.rows(`SELECT level, aggregate FROM revisions WHERE seq IN (`+marks(len(part))+`)`, part...)
		_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			var level data.Level
			var id string
			err := rows.Scan(&level, &id)
			ids[level] = append(ids[level], id)
			return struct{}{}, err
		})
		if err != nil {
			return nil, err
		}
	}
	for level, found := range ids {
		for part := range slices.Chunk(found, 400) {
			rows, err := t.rows(`SELECT id, doc FROM `+tables[level]+` WHERE id IN (`+marks(len(part))+`)`, anys(part)...)
			_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
				var id string
				var raw text
				if err := rows.Scan(&id, &raw); err != nil {
					return struct{}{}, err
				}
				doc, err := readAs(level, raw)
				if err == nil && list.MayHide(doc) {
					out[level] = append(out[level], id)
				}
				return struct{}{}, err
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// mostLookups bounds how many traces one query looks for.
const mostLookups = 200

// tracedBy lists the numbers of what has any of some traces.
func (t tx) tracedBy(lookups []donotlist.Lookup) (numbers []any, err error) {
	seen := map[int64]bool{}
	for part := range slices.Chunk(lookups, mostLookups) {
		wanted := make([]string, len(part))
		for i, l := range part {
			wanted[i] = `"` + l.Trace + `"`
			if l.Begins {
				wanted[i] += `*`
			}
		}
		rows, err := t.rows(`SELECT rowid FROM traces WHERE traces MATCH ?`, strings.Join(wanted, " OR "))
		_, err = collect(rows, err, func(rows *sql.Rows) (number int64, err error) {
			if err = rows.Scan(&number); err == nil && !seen[number] {
				seen[number], numbers = true, append(numbers, number)
			}
			return number, err
		})
		if err != nil {
			return nil, err
		}
	}
	return numbers, nil
}
