package store

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"slices"

	"fingerpost/data"
)

// heardWord is a source's last word under one of its own ids.
type heardWord struct {
	source data.Source
	own    string
	id     string // what its own id was linked to
	word   word
	of     data.Word
}

// heardOf are the last words of sources on what some aggregates of a level describe: of each source those under the first of
// its own ids, as [tx.speaksFor] has it. Those that count for most come first, and of these the latest.
func (t tx) heardOf(level data.Level, ids []string) ([]heardWord, error) {
	rows, err := t.rows(`SELECT s.doc, o.own_id, o.id, o.word FROM own_ids o JOIN sources s ON s.key = o.source
		WHERE o.level = ? AND o.id IN (`+marks(len(ids))+`) ORDER BY o.linked_at, o.own_id`, append([]any{string(level)}, anys(ids)...)...)
	spoke := map[data.SourceKey]bool{}
	wordOf := t.wordOf()
	all, err := collect(rows, err, func(rows *sql.Rows) (h heardWord, err error) {
		var source, doc string
		if err := rows.Scan(&source, &h.own, &h.id, &doc); err != nil {
			return h, err
		}
		if err := json.Unmarshal([]byte(source), &h.source); err != nil || doc == "" {
			return h, err
		}
		return h, json.Unmarshal([]byte(doc), &h.word)
	})
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(h heardWord) bool {
		again := spoke[h.source.Key]
		spoke[h.source.Key] = true
		return again || h.word.Record == ""
	})
	for i := range all {
		all[i].of = wordOf(all[i].word.Record)
	}
	slices.SortStableFunc(all, func(a, b heardWord) int {
		return cmp.Or(b.of.Trust.Rank()-a.of.Trust.Rank(), b.of.Date.Time().Compare(a.of.Date.Time()), cmp.Compare(a.source.Key, b.source.Key))
	})
	return all, nil
}

// again says what is weighed once more: what sources last said under some aggregates' ids.
type again struct {
	from      []string
	except    data.SourceKey
	proposals bool // also of sources under review, which otherwise are as they were
}

// weighAgain weighs what sources last said against an aggregate once more.
func (t tx) weighAgain(level data.Level, id string, a again) error {
	members, err := t.members(level, id)
	if err != nil {
		return err
	}
	all, err := t.heardOf(level, members)
	if err != nil {
		return err
	}
	for _, h := range all {
		if !slices.Contains(a.from, h.id) || h.source.Key == a.except || h.source.Review && !a.proposals {
			continue
		}
		doc, err := t.linkedDoc(level, h.source.Key, id, h.word)
		if err != nil {
			return err
		}
		var out Outcome
		w := weigher{tx: t, source: h.source, out: &out, again: true}
		if err := w.aggregate(level, id, h.own, doc, h.word); err != nil {
			return err
		}
	}
	return nil
}

// fillGaps lets others be heard on what a source has taken back.
func (w weigher) fillGaps(revision data.Revision, before state) error {
	if w.again || len(before.doc) == 0 {
		return nil
	}
	emptied, err := data.Emptied(before.doc, revision.Changes)
	if err != nil || !emptied {
		return err
	}
	members, err := w.members(revision.Level, revision.Aggregate)
	if err != nil {
		return err
	}
	return w.weighAgain(revision.Level, revision.Aggregate, again{from: members, except: w.source.Key})
}
