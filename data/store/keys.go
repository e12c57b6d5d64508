package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"fingerpost/data"
	"fingerpost/data/match"
)

// keysVersion is that of the keys in the database. Those of another are made anew.
const keysVersion = "1"

// bringKeys makes the keys of all aggregates, if they are not those of this version of the program.
func (t tx) bringKeys() error {
	var have string
	err := t.row(`SELECT value FROM meta WHERE name = 'match_keys'`).Scan(&have)
	if err != nil && !errors.Is(err, sql.ErrNoRows) || have == keysVersion {
		return err
	}
	for _, clear := range []string{`DELETE FROM match_keys`, `DELETE FROM name_words`} {
		if _, err := t.exec(clear); err != nil {
			return err
		}
	}
	for _, level := range []data.Level{data.LevelOrganization, data.LevelLocation, data.LevelService} {
		rows, err := t.rows(`SELECT id, doc FROM ` + tables[level])
		states, err := collect(rows, err, func(rows *sql.Rows) (st state, err error) {
			return st, rows.Scan(&st.id, (*text)(&st.doc))
		})
		if err != nil {
			return err
		}
		for _, st := range states {
			if err := t.saveKeysOf(level, st); err != nil {
				return err
			}
		}
	}
	_, err = t.exec(`INSERT INTO meta (name, value) VALUES ('match_keys', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, keysVersion)
	return err
}

func (t tx) saveKeysOf(level data.Level, st state) error {
	keys, err := keysOf(level, st.doc)
	if err != nil {
		return err
	}
	if level != data.LevelLocation { // what is in the names of places is not counted
		var named struct {
			Name string `json:"name"`
		}
		if err := json.Unmarshal(st.doc, &named); err != nil {
			return err
		}
		t.countName("", named.Name)
	}
	return t.saveKeys(level, st.id, keys, true)
}

// keysUnless are the keys of what is not merged: what is is found by what it was merged into.
func keysUnless(merged bool, keys []string) []string {
	if merged {
		return nil
	}
	return keys
}

// saveKeys puts keys in place of those that an aggregate had. One that is new had none.
func (t tx) saveKeys(level data.Level, id string, keys []string, isNew bool) error {
	var had []string
	if !isNew {
		rows, err := t.rows(`SELECT key FROM match_keys WHERE level = ? AND id = ?`, string(level), id)
		if had, err = collect(rows, err, scanString); err != nil {
			return err
		}
	}
	for _, key := range had {
		if !slices.Contains(keys, key) {
			t.memory.keyChanged(level, key, id)
			if _, err := t.exec(`DELETE FROM match_keys WHERE level = ? AND key = ? AND id = ?`, string(level), key, id); err != nil {
				return err
			}
		}
	}
	for _, key := range keys {
		if !slices.Contains(had, key) {
			t.memory.keyChanged(level, key, id)
			if _, err := t.exec(`INSERT INTO match_keys (level, key, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, string(level), key, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// countName counts the words of a name in place of those of the one before it.
func (t tx) countName(before, now string) {
	if match.NameKey(before) == match.NameKey(now) {
		return
	}
	old, words := match.Words(before), match.Words(now)
	if before == "" {
		words = append([]string{""}, words...) // the count of names
	}
	for _, w := range old {
		if !slices.Contains(words, w) {
			t.memory.added[w]--
		}
	}
	for _, w := range words {
		if !slices.Contains(old, w) {
			t.memory.added[w]++
		}
	}
}

// rarity tells how rare words are in the names that are kept, remembering what it has looked up.
type rarity struct {
	tx
	bits map[string]float64
	all  int
	err  error // of a query; the words are taken for rare then, and the transaction fails
}

func (t tx) rarity() *rarity {
	r := &rarity{tx: t, bits: map[string]float64{}}
	r.all = r.count("")
	return r
}

// Bits implements [match.Rarity].
func (r *rarity) Bits(word string) float64 {
	bits, known := r.bits[word]
	if !known {
		bits = match.BitsOf(r.count(word), r.all)
		r.bits[word] = bits
	}
	return bits
}

func (r *rarity) count(word string) int {
	n, err := r.namesWith(word)
	r.err = errors.Join(r.err, err)
	return n
}
