package store

import (
	"encoding/json"
	"strings"
	"testing"

	"fingerpost/data"
)

// TestBlankRedacted: what was redacted is blanked in a new record too, however it is spelled, and nothing else is.
func TestBlankRedacted(t *testing.T) {
	gone := map[string]bool{fingerprintOf(t, "0113 496 0199"): true, fingerprintOf(t, "jo@example.org"): true}
	doc := json.RawMessage(`{"phones":[{"number":"+44 113 4960199"},{"number":"0113 496 0100"}],"email":"JO@example.org","note":"ring us"}`)
	got, err := blankRedacted(doc, gone)
	if err != nil {
		t.Fatal(err)
	}
	for _, lost := range []string{"4960199", "496 0199", "JO@"} {
		if strings.Contains(string(got), lost) {
			t.Errorf("%q is still in %s", lost, got)
		}
	}
	for _, kept := range []string{"0113 496 0100", "ring us"} {
		if !strings.Contains(string(got), kept) {
			t.Errorf("%q is gone from %s", kept, got)
		}
	}
}

func fingerprintOf(t *testing.T, text string) string {
	t.Helper()
	value, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return data.Fingerprint(value)
}
