package data

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestProvenanceOf(t *testing.T) {
	p := Provenance{Default: "r0", Fields: map[string]RecordID{"phones/x": "r1", "phones/x/number": "r2", "url": "r3"}}
	for path, want := range map[string]RecordID{
		"name": "r0", "url": "r3", "phones/x/number": "r2", "phones/x/hours": "r1", "phones/y/number": "r0", "urls": "r0", "": "r0",
	} {
		if got := p.Of(path); got != want {
			t.Errorf("%q: %s, want %s", path, got, want)
		}
	}
}

func TestProvenanceUnder(t *testing.T) {
	p := Provenance{Default: "r0", Fields: map[string]RecordID{"phones/x/number": "r1", "phones/y/number": "r1", "phones/z/number": "r2", "phonesake": "r3", "url": "r4"}}
	for group, want := range map[string][]RecordID{"phones": {"r0", "r1", "r2"}, "url": {"r4"}, "name": {"r0"}} {
		got := p.Under(group)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", group, got, want)
		}
	}
	all := p.Records()
	if all[0] != "r0" || len(all) != 5 {
		t.Errorf("all records: %v", all)
	}
}

// The first record of an aggregate is its default; only what another set is written down, and what is taken away is no
// longer anyone's.
func TestProvenanceSet(t *testing.T) {
	value := json.RawMessage(`"v"`)
	var p Provenance
	p.set([]Change{{Path: "name", New: value, Record: "r1"}, {Path: "url", New: value, Record: "r1"}})
	if p.Default != "r1" || len(p.Fields) != 0 {
		t.Errorf("after the first: %+v", p)
	}
	p.set([]Change{{Path: "url", New: value, Record: "r2"}})
	if p.Of("url") != "r2" || p.Of("name") != "r1" {
		t.Errorf("after the second: %+v", p)
	}
	p.set([]Change{{Path: "url", New: value, Record: "r1"}})
	if p.Of("url") != "r1" || len(p.Fields) != 0 {
		t.Errorf("after the first spoke again: %+v", p)
	}
	p.set([]Change{{Path: "url", New: value, Record: "r2"}})
	p.set([]Change{{Path: "url", Record: "r3"}})
	if len(p.Fields) != 0 {
		t.Errorf("after it was taken away: %+v", p)
	}
}

// A revision leaves the aggregate that it is applied to as it was: the caller may still need it.
func TestRevisionApplyChangesNothingElse(t *testing.T) {
	before := Provenance{Default: "r1", Fields: map[string]RecordID{"url": "r2"}}
	r := Revision{Changes: []Change{{Path: "url", New: json.RawMessage(`"b"`), Record: "r3"}}}
	doc, after, err := r.Apply([]byte(`{"url":"a"}`), before)
	if err != nil || string(doc) != `{"url":"b"}` || after.Of("url") != "r3" || before.Of("url") != "r2" {
		t.Errorf("%s %+v %+v %v", doc, before, after, err)
	}
	if _, _, err := r.Apply([]byte(`[`), before); err == nil {
		t.Error("a broken aggregate was changed")
	}
}
