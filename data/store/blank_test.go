package store

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestValueTexts(t *testing.T) {
	for value, want := range map[string][]string{
		`"0113 496 0066"`: {"0113 496 0066"}, `"abc"`: nil, `18`: nil, `true`: nil, `["Jo Bloggs","ab","Ann Other"]`: {"Jo Bloggs", "Ann Other"}, `{"a":1}`: nil,
	} {
		if got := valueTexts(json.RawMessage(value)); !slices.Equal(got, want) {
			t.Errorf("%s: %q", value, got)
		}
	}
}

func TestBlankJSON(t *testing.T) {
	for in, want := range map[string]string{
		`{"a":"0113 496 0066","n":[1134960066,7.50]}`: `{"a":"0[redacted]","n":["[redacted]",7.50]}`,
		` {"spaces" : "stay" } `:                      ` {"spaces" : "stay" } `,
		``:                                            ``, `null`: `null`,
	} {
		if got, _, err := blankJSON(json.RawMessage(in), []string{"0113 496 0066"}); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v", in, got, err)
		}
	}
	if _, _, err := blankJSON(json.RawMessage(`{`), []string{"x"}); err == nil {
		t.Error("what is no JSON was blanked")
	}
}
