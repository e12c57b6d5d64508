package store

import (
	"encoding/json"
	"sync"

	"fingerpost/data"
	"fingerpost/data/donotlist"
	"fingerpost/geo"
)

// hidden is the do-not-list as it was last made ready.
type hidden struct {
	mu      sync.Mutex
	seq     int64  // of the log
	version string // of the tables by which postcodes have their places
	list    *donotlist.List
}

func (h *hidden) at(seq int64) (*donotlist.List, bool) {
	if h == nil {
		return nil, false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.list, h.seq == seq && h.version == geo.Version()
}

func (h *hidden) keep(seq int64, list *donotlist.List) {
	if h == nil {
		return // what is written is not there yet, and may never be
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seq, h.version, h.list = seq, geo.Version(), list
}

// last is the list as it was last made ready.
func (h *hidden) last() *donotlist.List {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.list
}

// hideRevisions takes what the do-not-list hides out of revisions as they are shown.
func (t tx) hideRevisions(revisions []data.Revision, err error) ([]data.Revision, error) {
	if err != nil || len(revisions) == 0 {
		return revisions, err
	}
	hides, err := t.hides()
	if err != nil || hides == nil {
		return revisions, err
	}
	for i := range revisions {
		revisions[i].Reason = hides.Text(revisions[i].Reason)
		place, err := t.isHidden(hides, revisions[i])
		if err != nil {
			return nil, err
		}
		for j := range revisions[i].Changes {
			c := &revisions[i].Changes[j]
			if place {
				c.Old, c.New = hiddenValue(c.Old), hiddenValue(c.New)
				continue
			}
			if c.Old, err = hideJSON(hides, c.Old); err != nil {
				return nil, err
			}
			if c.New, err = hideJSON(hides, c.New); err != nil {
				return nil, err
			}
		}
	}
	return revisions, nil
}

// isHidden reports whether a revision is of a place that is hidden: then nothing may be told of it.
func (t tx) isHidden(hides *donotlist.List, r data.Revision) (bool, error) {
	if r.Level != data.LevelLocation {
		return false, nil
	}
	st, err := t.load(r.Level, r.Aggregate)
	if err != nil {
		return false, err
	}
	after, err := data.Apply(st.doc, r.Changes)
	if err != nil {
		return false, err
	}
	for _, doc := range []json.RawMessage{st.doc, after} {
		var place data.Location
		if len(doc) == 0 {
			continue
		}
		if err := json.Unmarshal(doc, &place); err != nil {
			return false, err
		}
		if _, at := hides.Place(place); len(at) > 0 {
			return true, nil
		}
	}
	return false, nil
}

// hiddenValue stands in the place of a value, if there is one.
func hiddenValue(value json.RawMessage) json.RawMessage {
	if value == nil {
		return nil
	}
	return json.RawMessage(`"` + donotlist.Mark + `"`)
}

// hideJSON takes what the list hides out of the texts of a JSON document.
func hideJSON(hides *donotlist.List, doc json.RawMessage) (json.RawMessage, error) {
	if len(doc) == 0 || !hides.TellsJSON(string(doc)) {
		return doc, nil
	}
	blanked, _, err := changeJSON(doc, func(s string) (string, int) {
		blanked := hides.Text(s)
		if blanked == s {
			return s, 0
		}
		return blanked, 1
	})
	return blanked, err
}

// hideReports takes what the do-not-list hides out of what people have told, as it is shown.
func (t tx) hideReports(reports []data.Report, err error) ([]data.Report, error) {
	if err != nil || len(reports) == 0 {
		return reports, err
	}
	hides, err := t.hides()
	for i := range reports {
		reports[i].Text, reports[i].Note = hides.Text(reports[i].Text), hides.Text(reports[i].Note)
	}
	return reports, err
}

// hideSuggestion takes what the do-not-list hides out of a suggestion as it is shown.
func (t tx) hideSuggestion(s Suggestion, err error) (Suggestion, error) {
	if err != nil {
		return s, err
	}
	hides, err := t.hides()
	if err != nil || hides == nil {
		return s, err
	}
	if s.Words, err = hideJSON(hides, s.Words); err != nil {
		return s, err
	}
	s.Email = hides.Text(s.Email)
	s.Revisions, err = t.hideRevisions(s.Revisions, nil)
	return s, err
}

// hideSources takes what the do-not-list hides out of what is told of sources.
func (t tx) hideSources(sources []data.Source, err error) ([]data.Source, error) {
	if err != nil {
		return nil, err
	}
	hides, err := t.hides()
	for i := range sources {
		sources[i] = hides.Source(sources[i])
	}
	return sources, err
}
