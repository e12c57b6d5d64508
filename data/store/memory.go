package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"sync"

	"fingerpost/data"
)

// memory is what is remembered of the directory from one writing transaction to the next: what one thing was compared with,
// the next is compared with too, and reading and taking it apart anew was most of the time of an import. It is right as long as
// nobody else has written, which the head of the log tells: an aggregate never changes without an entry there. A transaction
// that fails takes all of it with it.
type memory struct {
	mu    sync.Mutex // held through a writing transaction
	head  int64      // of the log, when this was last in step with it
	docs  generations[aggregateID, any]
	given generations[string, []string] // what is given at places, see [tx.givenAt]
	words generations[string, int]      // in how many names words stand, but for what this transaction adds
	added map[string]int                // by this transaction

	// Of this transaction alone: the services of other sources that have a key, by key and source, and which source it was
	// that last spoke of a service for the first time. The branches of a chain come one after the other, and each would
	// look through all the others of its own source.
	blocks map[string]map[data.SourceKey][]string
	told   map[string]data.SourceKey
}

type aggregateID struct {
	level data.Level
	id    string
}

// remembered is of how many things each sort is remembered at most, twice over: some tens of megabytes.
const remembered = 1 << 12

// generations remember what was asked for lately. When the young are many, the old are forgotten.
type generations[K comparable, V any] struct{ young, old map[K]V }

func (g *generations[K, V]) get(key K) (v V, ok bool) {
	if v, ok = g.young[key]; ok {
		return v, true
	}
	if v, ok = g.old[key]; ok {
		g.put(key, v)
	}
	return v, ok
}

func (g *generations[K, V]) put(key K, v V) {
	if len(g.young) >= remembered || g.young == nil {
		g.old, g.young = g.young, make(map[K]V)
	}
	g.young[key] = v
}

func (g *generations[K, V]) forget(key K) {
	delete(g.young, key)
	delete(g.old, key)
}

// begin holds the memory for a transaction, and forgets it if anyone else has written since the last.
func (m *memory) begin(t tx) error {
	m.mu.Lock()
	head, err := t.logHead()
	if err != nil || head != m.head {
		m.forget()
	}
	m.head = head
	m.added, m.blocks, m.told = map[string]int{}, map[string]map[data.SourceKey][]string{}, map[string]data.SourceKey{}
	return err
}

// keep writes what was put off to the transaction's end, just before it is committed.
func (m *memory) keep(t tx) (err error) {
	for word, n := range m.added {
		if _, err := t.exec(`INSERT INTO name_words (word, names) VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET names = name_words.names + excluded.names`, word, n); err != nil {
			return err
		}
		if had, ok := m.words.get(word); ok {
			m.words.put(word, had+n)
		}
	}
	m.added, m.blocks, m.told = nil, nil, nil
	m.head, err = t.logHead()
	return err
}

// keyChanged notes that a service has a key now, or has it no more. To the blocks of a source that speaks of the service it
// makes no difference.
func (m *memory) keyChanged(level data.Level, key, id string) {
	if level != data.LevelService {
		return
	}
	for source := range m.blocks[key] {
		if m.told[id] != source {
			delete(m.blocks[key], source)
		}
	}
}

// spoken notes that a source has spoken of a service for the first time, which had some keys before if others had.
func (m *memory) spoken(source data.SourceKey, service string, keys []string) {
	m.told[service] = source
	for _, key := range keys {
		delete(m.blocks[key], source)
	}
}

// end lets go of the memory, with nothing in it unless the transaction was committed.
func (m *memory) end(committed bool) {
	if !committed {
		m.forget()
	}
	m.mu.Unlock()
}

func (m *memory) forget() {
	m.head = 0
	m.docs, m.given, m.words = generations[aggregateID, any]{}, generations[string, []string]{}, generations[string, int]{}
	m.added, m.blocks, m.told = nil, nil, nil
}

func (t tx) logHead() (head int64, err error) {
	err = t.row(`SELECT COALESCE(MAX(seq), 0) FROM revisions`).Scan(&head)
	return head, err
}

// recall gives an aggregate that may be remembered; nil if there is none. It is for reading: others get the same one.
func recall[T any](t tx, level data.Level, id string) (*T, error) {
	key := aggregateID{level, id}
	if doc, ok := t.memory.docs.get(key); ok {
		return doc.(*T), nil
	}
	var raw text
	err := t.row(`SELECT doc FROM `+tables[level]+` WHERE id = ?`, id).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	doc := new(T)
	if err := json.Unmarshal(raw, doc); err != nil {
		return nil, err
	}
	t.memory.docs.put(key, doc)
	return doc, nil
}

// mostGiven is how many of the services at a place are looked at for what the house is called.
const mostGiven = 10

// givenAt is the names of what is given at a place.
func (t tx) givenAt(place string) ([]string, error) {
	if names, ok := t.memory.given.get(place); ok {
		return names, nil
	}
	rows, err := t.rows(`SELECT s.name_key FROM service_locations l JOIN services s ON s.id = l.service_id WHERE l.location_id = ? ORDER BY s.id LIMIT ?`, place, mostGiven)
	names, err := collect(rows, err, scanString)
	if err == nil {
		t.memory.given.put(place, names)
	}
	return names, err
}

// namesWith is how many names hold a word; of the empty word, how many names there are.
func (t tx) namesWith(word string) (int, error) {
	n, ok := t.memory.words.get(word)
	if !ok {
		err := t.row(`SELECT names FROM name_words WHERE word = ?`, word).Scan(&n)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return 0, err
		}
		t.memory.words.put(word, n)
	}
	return n + t.memory.added[word], nil
}
