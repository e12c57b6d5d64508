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

// FoundAt is where on a page a fact stood, and how sure its reader was, in the reader's own word.
type FoundAt struct {
	Where string `json:"where"`
	Sure  string `json:"sure"`
}

// ReadFound reads from a page's payload where its facts were found. What is not of that form tells nothing: a redaction may
// have blanked it.
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
		if json.Unmarshal(raw, &at) == nil && at != (FoundAt{}) {
			out[fact] = at
		}
	}
	return out
}
