package data

import (
	"encoding/json"
	"testing"
)

// A place on a page is read in each of the forms in which payloads have kept it, and what is damaged stops nothing.
func TestReadFound(t *testing.T) {
	got := ReadFound([]byte(`{"name":"x","how":{"name":"selector h1","phone":{"place":"link tel:","sure":0.9},
		"email":{"place":"page","sure":"likely"},"hours":{"place":"dl","sure":{"x":1}},"cost":7,"url":null,"address":"","audience":{"sure":""}}}`))
	want := map[string]FoundAt{
		"name": {Place: "selector h1"}, "phone": {"link tel:", json.RawMessage(`0.9`)}, "email": {"page", json.RawMessage(`"likely"`)}, "hours": {Place: "dl"},
	}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
	for fact, at := range want {
		if got[fact].Place != at.Place || string(got[fact].Sure) != string(at.Sure) {
			t.Errorf("%s: %+v", fact, got[fact])
		}
	}
	for _, payload := range []string{``, `[]`, `{"how":"[redacted]"}`, `{"how":["a"]}`, `{}`} {
		if got := ReadFound([]byte(payload)); len(got) != 0 {
			t.Errorf("%s: %v", payload, got)
		}
	}
}
