package data

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A change names a field by its path; an element of a list stands under its id, so that the path stays true when others
// come and go.
func ExampleApply() {
	doc := json.RawMessage(`{"name":"Digital Buddies","phones":[{"id":"0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1","number":"0113 496 0000"}]}`)
	doc, _ = Apply(doc, []Change{{Path: "phones/0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1/number", New: json.RawMessage(`"0113 496 0001"`)}})
	fmt.Println(string(doc))
	// Output:
	// {"name":"Digital Buddies","phones":[{"id":"0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1","number":"0113 496 0001"}]}
}

// random makes an aggregate of type T in which any field may be there or not. Elements have ids from a small stock, so
// that two of them share some.
func random[T any](r *rand.Rand) T {
	var doc T
	randomize(r, reflect.ValueOf(&doc).Elem())
	return doc
}

func randomize(r *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Date]() {
			if r.IntN(2) == 0 {
				v.Set(reflect.ValueOf(day(fmt.Sprint(2000 + r.IntN(20)))))
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Name == "ID" || r.IntN(3) > 0 {
				randomize(r, v.Field(i))
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		randomize(r, v.Elem())
	case reflect.Slice:
		seen := map[string]bool{}
		for range r.IntN(4) {
			e := reflect.New(v.Type().Elem()).Elem()
			randomize(r, e)
			if e.Kind() == reflect.Struct {
				id := MintElement("s", "o", "e", fmt.Sprint(r.IntN(5)))
				if e.FieldByName("ID").SetString(string(id)); seen[string(id)] || onlyID(e) {
					continue
				}
				seen[string(id)] = true
			}
			v.Set(reflect.Append(v, e))
		}
	case reflect.String:
		v.SetString([]string{"", "a", "b", "<&>", "é / ☃", "0"}[r.IntN(6)])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int:
		v.SetInt(int64(r.IntN(3)))
	case reflect.Float64:
		v.SetFloat(50 + r.Float64()*10)
	}
}

// onlyID reports whether an element says nothing, which Tidy keeps out.
func onlyID(e reflect.Value) bool {
	b, err := json.Marshal(e.Interface())
	return err != nil || strings.Count(string(b), ":") < 2
}

// elementOrder is the order in which elements stand in a list.
func elementOrder(t *testing.T, doc json.RawMessage, field string) []string {
	t.Helper()
	var top map[string]json.RawMessage
	var list []struct{ ID string }
	if err := json.Unmarshal(doc, &top); err != nil {
		t.Fatal(err)
	}
	if json.Unmarshal(top[field], &list) != nil {
		return nil
	}
	var ids []string
	for _, e := range list {
		ids = append(ids, e.ID)
	}
	return ids
}

func sorted(t *testing.T, doc any) map[string]string {
	t.Helper()
	leaves, err := flatten(doc)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, l := range leaves {
		if _, twice := out[l.path]; twice {
			t.Fatalf("%s twice", l.path)
		}
		out[l.path] = string(l.value)
	}
	return out
}

func checkDifference[T any](t *testing.T, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	a, b := random[T](r), random[T](r)
	have, err := flatten(a)
	if err != nil {
		t.Fatal(err)
	}
	want, err := flatten(b)
	if err != nil {
		t.Fatal(err)
	}
	base, err := Apply(nil, difference(nil, have, "r"))
	if err != nil {
		t.Fatal(err)
	}
	changes := difference(have, want, "r")
	got, err := Apply(base, changes)
	if err != nil {
		t.Fatal(err)
	}
	if left, right := sorted(t, got), sorted(t, b); !reflect.DeepEqual(left, right) {
		t.Fatalf("seed %d:\n%v\n%v", seed, left, right)
	}
	again, err := Apply(base, changes)
	if err != nil || string(again) != string(got) {
		t.Fatalf("seed %d: the same changes gave other bytes", seed)
	}
	for _, field := range []string{"phones", "schedules", "service_areas", "addresses"} {
		before, after := elementOrder(t, base, field), elementOrder(t, got, field)
		kept := slices.DeleteFunc(slices.Clone(before), func(id string) bool { return !slices.Contains(after, id) })
		if len(after) < len(kept) || !slices.Equal(after[:len(kept)], kept) {
			t.Fatalf("seed %d: %s stood as %v and now as %v", seed, field, before, after)
		}
	}
	if strings.Contains(string(got), "[]") || strings.Contains(string(got), "{}") {
		t.Fatalf("seed %d: something empty is left in %s", seed, got)
	}
	// What is rebased on another state still leads to what was proposed.
	if rest, err := Rebase(changes, base, got); err != nil || len(rest) != 0 {
		t.Fatalf("seed %d: rebased on their own result: %v, %v", seed, rest, err)
	}
}

// For any two states of an aggregate, the changes from one to the other lead there.
func TestApplyingADifferenceLeadsThere(t *testing.T) {
	for seed := range uint64(100) {
		checkDifference[Service](t, seed)
		checkDifference[Organization](t, seed)
		checkDifference[Location](t, seed)
	}
}

func TestApply(t *testing.T) {
	const x, y = "0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1", "1d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1"
	phones := `{"phones":[{"id":"` + x + `","number":"1"},{"id":"` + y + `","number":"2"}]}`
	set := func(path, value string) Change { return Change{Path: path, New: json.RawMessage(value)} }
	gone := func(path string) Change { return Change{Path: path} }
	for _, test := range []struct {
		what, doc string
		changes   []Change
		want      string
	}{
		{"a first field", ``, []Change{set("name", `"a"`)}, `{"name":"a"}`},
		{"a field below", `{}`, []Change{set("address/city", `"Leeds"`)}, `{"address":{"city":"Leeds"}}`},
		{"the last field below", `{"address":{"city":"Leeds"},"name":"a"}`, []Change{gone("address/city")}, `{"name":"a"}`},
		{"an element changed", phones, []Change{set("phones/"+x+"/number", `"3"`)}, `{"phones":[{"id":"` + x + `","number":"3"},{"id":"` + y + `","number":"2"}]}`},
		{"the first element gone", phones, []Change{gone("phones/" + x + "/number")}, `{"phones":[{"id":"` + y + `","number":"2"}]}`},
		{"the last element gone, and its list with it", phones, []Change{gone("phones/" + x + "/number"), gone("phones/" + y + "/number")}, `{}`},
		{"an element with all its fields replaced keeps its place", phones,
			[]Change{gone("phones/" + x + "/number"), set("phones/"+x+"/description", `"a"`)}, `{"phones":[{"description":"a","id":"` + x + `"},{"id":"` + y + `","number":"2"}]}`},
		{"what is not there taken away", phones, []Change{gone("name"), gone("address/city"), gone("schedules/" + x + "/freq")}, phones},
		{"a list of words", `{"categories":["a"]}`, []Change{set("categories", `["b","c"]`)}, `{"categories":["b","c"]}`},
		{"an element of an element", `{}`, []Change{set("service_at_locations/"+x+"/schedules/"+y+"/freq", `"WEEKLY"`)},
			`{"service_at_locations":[{"id":"` + x + `","schedules":[{"freq":"WEEKLY","id":"` + y + `"}]}]}`},
		{"large and exact numbers", `{"n":12345678901234567890}`, []Change{set("m", `0.1000`)}, `{"m":0.1000,"n":12345678901234567890}`},
	} {
		got, err := Apply(json.RawMessage(test.doc), test.changes)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %s, %v; want %s", test.what, got, err, test.want)
		}
	}
	for _, bad := range []string{`[]`, `{`, `null x`} {
		if _, err := Apply(json.RawMessage(bad), nil); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
	if _, err := Apply(nil, []Change{set("name", `{`)}); err == nil || !strings.Contains(err.Error(), "name") {
		t.Errorf("a broken value: %v", err)
	}
}

// Two elements under one id would replace each other at every reading, with a revision each time.
func TestTwoElementsUnderOneID(t *testing.T) {
	id := MintElement("s", "o", "phone", "main")
	leaves, err := flatten(Service{Phones: []Phone{{ID: id, Number: "1"}, {ID: id, Number: "2"}}})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Apply(nil, difference(nil, leaves, "r"))
	if err != nil {
		t.Fatal(err)
	}
	kept, err := flatten(doc)
	if err != nil || len(difference(kept, leaves, "r")) != 0 {
		t.Errorf("%s is not what it was made from: %v", doc, err)
	}
}

func TestRemoval(t *testing.T) {
	const x = "0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1"
	doc := json.RawMessage(`{"name":"a","namesake":"b","phones":[{"id":"` + x + `","number":"1","type":"sms"}]}`)
	for field, want := range map[string][]string{
		"name": {"name"}, "phones": {"phones/" + x + "/number", "phones/" + x + "/type"}, "phones/" + x: {"phones/" + x + "/number", "phones/" + x + "/type"},
		"phones/" + x + "/type": {"phones/" + x + "/type"}, "summary": nil, "phone": nil,
	} {
		changes, err := Removal(doc, field)
		var got []string
		for _, c := range changes {
			got = append(got, c.Path)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", field, got, err)
		}
	}
}

func FuzzApply(f *testing.F) {
	f.Add(`{"a":{"b":1}}`, "a/b", `2`)
	f.Add(`{"a":[{"id":"0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1","b":1}]}`, "a/0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1/b", ``)
	f.Add(`{"a":[1]}`, "a/0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1", `null`)
	f.Fuzz(func(t *testing.T, doc, path, value string) {
		change := Change{Path: path}
		if value != "" {
			change.New = json.RawMessage(value)
		}
		out, err := Apply(json.RawMessage(doc), []Change{change})
		if err == nil && !json.Valid(out) {
			t.Errorf("%s with %s: %s is no JSON", doc, path, out)
		}
	})
}
