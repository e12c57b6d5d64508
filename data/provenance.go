package data

import (
	"sort"
	"strings"
)

// Provenance says which record last set each field of an aggregate. Paths are those of [Change]: list elements go by
// their id, never by position.
type Provenance struct {
	Default RecordID            `json:"default"`
	Fields  map[string]RecordID `json:"fields,omitempty"`
}

// Of is the record that set the field at path, or the nearest field above it.
func (p Provenance) Of(path string) RecordID {
	for {
		if id, ok := p.Fields[path]; ok {
			return id
		}
		cut := strings.LastIndexByte(path, '/')
		if cut < 0 {
			return p.Default
		}
		path = path[:cut]
	}
}

// At is the records that set the field at path or, where fields below it were set one by one, those that did; never none.
func (p Provenance) At(path string) []RecordID {
	if id, ok := p.Fields[path]; ok {
		return []RecordID{id}
	}
	var ids []RecordID
	for at, id := range p.Fields {
		if strings.HasPrefix(at, path+"/") {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return []RecordID{p.Of(path)}
	}
	sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
	return ids
}

// Under is every record that may have set something in a group, which is a top-level field with all that is below it.
func (p Provenance) Under(group string) []RecordID {
	seen := map[RecordID]bool{p.Of(group): true}
	ids := []RecordID{p.Of(group)}
	for path, id := range p.Fields {
		if strings.HasPrefix(path, group+"/") && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}

// Records is every record that set something, the default first.
func (p Provenance) Records() []RecordID {
	ids := []RecordID{p.Default}
	seen := map[RecordID]bool{p.Default: true}
	for _, id := range p.Fields {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}

// set notes who set the field at each change's path.
func (p *Provenance) set(changes []Change) {
	for _, c := range changes {
		if p.Default == "" {
			p.Default = c.Record
		}
		delete(p.Fields, c.Path)
		if c.New != nil && p.Of(c.Path) != c.Record {
			if p.Fields == nil {
				p.Fields = map[string]RecordID{}
			}
			p.Fields[c.Path] = c.Record
		}
	}
}
