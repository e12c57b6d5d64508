package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fingerpost/data"
)

// word is the last thing that a source said of an aggregate under one of its own ids. It is kept with the link of that id, so
// that it can be weighed again where the link leads elsewhere, and that what is not shown of it is not lost.
type word struct {
	Doc          json.RawMessage          `json:"doc"`                    // with the ids that the reader minted
	Organization string                   `json:"organization,omitempty"` // the source's own id of who runs the service
	Places       []string                 `json:"places,omitempty"`       // its own ids of where
	Record       data.RecordID            `json:"record"`
	From         map[string]data.RecordID `json:"from,omitempty"` // the records of single fields, where they are others
}

// recordOf is the record that speaks for a field.
func (w word) recordOf(group string) data.RecordID {
	if id, ok := w.From[group]; ok {
		return id
	}
	return w.Record
}

// wordsOf are the words in a submission whose records are kept.
type wordsOf struct {
	service, organization word
	places                map[string]word // by the source's own id
}

func readWords(sub data.Submission) (out wordsOf, err error) {
	one := func(field string, doc any) (w word, err error) {
		w.Record = sub.Records[0].ID
		if i, ok := sub.From[field]; ok {
			w.Record = sub.Records[i].ID
		}
		w.Doc, err = json.Marshal(doc)
		return w, err
	}
	if out.service, err = one("", sub.Service.Doc); err != nil {
		return out, err
	}
	for field, i := range sub.From {
		if i > 0 {
			if out.service.From == nil {
				out.service.From = map[string]data.RecordID{}
			}
			out.service.From[field] = sub.Records[i].ID
		}
	}
	if sub.Organization != nil {
		out.service.Organization = sub.Organization.OwnID
		if out.organization, err = one("organization", sub.Organization.Doc); err != nil {
			return out, err
		}
	}
	out.places = map[string]word{}
	for _, draft := range sub.Locations {
		out.service.Places = append(out.service.Places, draft.OwnID)
		if out.places[draft.OwnID], err = one("places", draft.Doc); err != nil {
			return out, err
		}
	}
	return out, nil
}

// keepWords keeps the words of a submission with their links.
func (t tx) keepWords(sub data.Submission, words wordsOf) error {
	if err := t.keepWord(data.LevelService, sub.Source, sub.Service.OwnID, words.service); err != nil {
		return err
	}
	if sub.Organization != nil {
		if err := t.keepWord(data.LevelOrganization, sub.Source, sub.Organization.OwnID, words.organization); err != nil {
			return err
		}
	}
	for own, w := range words.places {
		if err := t.keepWord(data.LevelLocation, sub.Source, own, w); err != nil {
			return err
		}
	}
	return nil
}

func (t tx) keepWord(level data.Level, source data.SourceKey, own string, w word) error {
	doc, err := json.Marshal(w)
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE own_ids SET word = ? WHERE level = ? AND source = ? AND own_id = ?`, string(doc), string(level), string(source), own)
	return err
}

// lastWord is what a source last said under one of its own ids; ok is false if that is not kept.
func (t tx) lastWord(level data.Level, source data.SourceKey, own string) (w word, ok bool, err error) {
	var doc string
	err = t.row(`SELECT word FROM own_ids WHERE level = ? AND source = ? AND own_id = ?`, string(level), string(source), own).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) || err == nil && doc == "" {
		return word{}, false, nil
	}
	if err != nil {
		return word{}, false, err
	}
	return w, true, json.Unmarshal([]byte(doc), &w)
}

// unmarked is a word's document without what was redacted in it, and without the elements of lists that held it.
func (w word) unmarked() (json.RawMessage, error) {
	if !bytes.Contains(w.Doc, []byte(redactedMark)) {
		return w.Doc, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(w.Doc))
	decoder.UseNumber()
	var tree map[string]any
	if err := decoder.Decode(&tree); err != nil {
		return nil, err
	}
	dropMarked(tree)
	return json.Marshal(tree)
}

// dropMarked takes what holds a mark out of an object, and reports whether there was anything.
func dropMarked(node any) (marked bool) {
	switch v := node.(type) {
	case string:
		return strings.Contains(v, redactedMark)
	case map[string]any:
		for key, value := range v {
			if list, ok := value.([]any); ok {
				list = slices.DeleteFunc(list, dropMarked)
				v[key] = list
				if len(list) == 0 {
					delete(v, key)
				}
			} else if dropMarked(value) {
				delete(v, key)
				marked = true
			}
		}
	}
	return marked
}

// linkedDoc is a word with the ids that are kept now in place of those that its reader minted.
func (t tx) linkedDoc(level data.Level, source data.SourceKey, id string, w word) (any, error) {
	said, err := w.unmarked()
	if err != nil {
		return nil, err
	}
	switch level {
	case data.LevelOrganization:
		o := data.Organization{}
		err := json.Unmarshal(said, &o)
		o.ID = data.OrganizationID(id)
		return o, err
	case data.LevelLocation:
		l := data.Location{}
		err := json.Unmarshal(said, &l)
		l.ID = data.LocationID(id)
		return l, err
	case data.LevelService:
		return t.linkedService(source, id, w, said)
	}
	return nil, fmt.Errorf("no words of level %q", level)
}

func (t tx) linkedService(source data.SourceKey, id string, w word, said json.RawMessage) (service data.Service, err error) {
	if err := json.Unmarshal(said, &service); err != nil {
		return service, err
	}
	service.ID = data.ServiceID(id)
	if w.Organization != "" {
		kept, err := t.linkOf(data.LevelOrganization, source, w.Organization)
		if err != nil {
			return service, err
		}
		service.OrganizationID = data.OrganizationID(kept)
	}
	kept := map[data.LocationID]data.LocationID{}
	for _, own := range w.Places {
		to, err := t.linkOf(data.LevelLocation, source, own)
		if err != nil {
			return service, err
		}
		kept[data.Mint[data.LocationID](data.LevelLocation, source, own)] = data.LocationID(to)
	}
	service.ServiceAtLocations = placed(service.ServiceAtLocations, id, source, kept)
	return service, nil
}

// placed puts kept places in the places of a service, once each.
func placed(list []data.ServiceAtLocation, service string, source data.SourceKey, kept map[data.LocationID]data.LocationID) []data.ServiceAtLocation {
	list = append([]data.ServiceAtLocation(nil), list...)
	for i := range list {
		if id, ok := kept[list[i].LocationID]; ok {
			list[i].LocationID = id
		}
	}
	list = oncePerPlace(list)
	for i := range list {
		list[i].ID = data.Mint[data.ServiceAtLocationID]("service_at_location", source, service+"/"+string(list[i].LocationID))
	}
	return list
}

// linkOf is the aggregate that a source's own id was linked to.
func (t tx) linkOf(level data.Level, source data.SourceKey, own string) (string, error) {
	var id string
	err := t.row(`SELECT id FROM own_ids WHERE level = ? AND source = ? AND own_id = ?`, string(level), string(source), own).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return data.Mint[string](level, source, own), nil
	}
	return id, err
}

// wordOf tells whose word a record is, remembering what it has looked up.
func (t tx) wordOf() func(data.RecordID) data.Word {
	known := map[data.RecordID]data.Word{}
	return func(id data.RecordID) data.Word {
		w, ok := known[id]
		if !ok {
			w = t.readWord(id) // one that cannot be read is nobody's: what it set is not taken for the source's own
			known[id] = w
		}
		return w
	}
}

func (t tx) readWord(id data.RecordID) (w data.Word) {
	var asserted, read, doc, url string
	var live bool
	err := t.row(`SELECT r.source, r.trust, r.asserted_on, r.live, r.read_at, r.url, s.doc FROM records r JOIN sources s ON s.key = r.source WHERE r.id = ?`, string(id)).
		Scan(&w.Source, &w.Trust, &asserted, &live, &read, &url, &doc)
	if err != nil {
		return data.Word{}
	}
	var on data.Date
	at, err := parseInstant(read)
	if err != nil || on.UnmarshalText([]byte(asserted)) != nil {
		return data.Word{Source: w.Source, Trust: w.Trust}
	}
	w.Date = data.WordOn(on, live, at)
	if w.Trust == "" { // kept before records had it
		var source data.Source
		if json.Unmarshal([]byte(doc), &source) == nil {
			w.Trust = source.TrustOf(data.Submission{}, data.Record{URL: url})
		}
	}
	return w
}
