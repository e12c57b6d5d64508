package data

import (
	"encoding/json"
	"time"
)

// Exported is a listing with what only a full account of it needs.
type Exported struct {
	Listing
	Changed time.Time            // when anything in it last changed here
	Sources map[SourceKey]Source // at least those of its origins
	// Readings are of the records that set something, by id; nil when nobody asked for them.
	Readings map[RecordID]RecordReading
}

// RecordReading is when a record was read, and where on its page each fact was found, by the names that the reader of
// pages gives to facts ("phone", "hours"). Only pages tell where.
type RecordReading struct {
	ReadAt time.Time
	Found  map[string]FoundAt
}

// FoundAt is where on a page a fact stood, and how sure its reader was, in the reader's own words or figures.
type FoundAt struct {
	Place string
	Sure  json.RawMessage // a text or a number; nil when the reader did not say
}

// ReadFound reads from a page's payload where its facts were found. What a fact was found by is a text, or an object with
// the place and how sure the reader was. What is neither tells nothing: a redaction may have blanked it.
func ReadFound(payload []byte) map[string]FoundAt {
	var page struct {
		How map[string]json.RawMessage `json:"how"`
	}
	if json.Unmarshal(payload, &page) != nil {
		return nil
	}
	out := map[string]FoundAt{}
	for fact, raw := range page.How {
		var at FoundAt
		var said struct {
			Place string          `json:"place"`
			Sure  json.RawMessage `json:"sure"`
		}
		switch {
		case json.Unmarshal(raw, &at.Place) == nil:
		case json.Unmarshal(raw, &said) == nil:
			at.Place = said.Place
			if plain(said.Sure) {
				at.Sure = said.Sure
			}
		}
		if at.Place != "" || at.Sure != nil {
			out[fact] = at
		}
	}
	return out
}

// plain reports whether JSON is a text or a number.
func plain(raw json.RawMessage) bool {
	return len(raw) > 0 && (raw[0] == '"' || raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9') && string(raw) != `""`
}
