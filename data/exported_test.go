package data

import (
	"maps"
	"testing"
)

// What is damaged or blanked stops nothing.
func TestReadFound(t *testing.T) {
	got := ReadFound([]byte(`{"name":"x","how":{"name":{"where":"selector h1","sure":"stated"},"phone":{"where":"link tel:"},
		"hours":{"where":{"x":1}},"cost":7,"url":null,"address":"[redacted]","audience":{"sure":""}}}`))
	want := map[string]FoundAt{"name": {"selector h1", "stated"}, "phone": {"link tel:", ""}}
	if !maps.Equal(got, want) {
		t.Errorf("%v", got)
	}
	for _, payload := range []string{``, `[]`, `{"how":"[redacted]"}`, `{"how":["a"]}`, `{}`} {
		if got := ReadFound([]byte(payload)); len(got) != 0 {
			t.Errorf("%s: %v", payload, got)
		}
	}
}
