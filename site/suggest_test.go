package site_test

import (
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fingerpost/site/views"
	"fingerpost/site/words"
)

// What is suggested finds the place that it names, and is told from others of its name.
func TestSuggest(t *testing.T) {
	town := theTown()
	for typed, first := range map[string]string{
		"lee": "Leeds (city, Leeds, England)", "barns": "Barnsley (town, Barnsley, England)", "ls1": "LS1", "LS1 4": "LS1 4",
		"new": "Newcastle upon Tyne (city, Newcastle upon Tyne, England)", "caerd": "Caerdydd (city, Cardiff, Wales)", "st hel": "St Helens (town, St. Helens, England)",
		"kirk": "Kirkby (town, Knowsley, England)",
	} {
		a := town.get(t, "/api/suggest?near="+strings.ReplaceAll(typed, " ", "+"))
		places := a.decode(t)["places"].([]any)
		if a.status != http.StatusOK || len(places) == 0 || len(places) > 8 {
			t.Fatalf("%q: %d, %d places", typed, a.status, len(places))
		}
		if got := places[0].(map[string]any)["label"]; got != first {
			t.Errorf("%q: first %q, want %q", typed, got, first)
		}
		for _, p := range places {
			near := p.(map[string]any)["near"].(string)
			found := town.get(t, api("near", near)).decode(t)
			if found["origin"] == nil {
				t.Errorf("%q: %q finds no place", typed, near)
			}
		}
	}
	for _, typed := range []string{"x", "qqqq", strings.Repeat("a", 300), "%3Cb%3E"} {
		if a := town.get(t, "/api/suggest?near="+typed); a.status != http.StatusOK || len(a.decode(t)["places"].([]any)) != 0 {
			t.Errorf("%.20q: %d %s", typed, a.status, a.body)
		}
	}
	if a := town.get(t, "/api/suggest?near=%00%ff"); a.status != http.StatusBadRequest {
		t.Errorf("no text: %d", a.status)
	}
	if a := town.get(t, "/api/suggest"); a.status != http.StatusBadRequest {
		t.Errorf("nothing typed: %d", a.status)
	}
}

// What is typed for q leads to topics and to listings, whose addresses are pages.
func TestSuggestWords(t *testing.T) {
	town := theTown()
	got := town.get(t, "/api/suggest?q=tab").decode(t)
	topics, services := got["topics"].([]any), got["services"].([]any)
	if len(topics) == 0 || topics[0].(map[string]any)["topic"] != "devices" || len(services) < 2 || len(services) > 8 {
		t.Fatalf("%v", got)
	}
	for _, s := range services {
		if a := town.get(t, s.(map[string]any)["url"].(string)); a.status != http.StatusOK {
			t.Errorf("%v: %d", s, a.status)
		}
	}
	for _, typed := range []string{"qqqq", strings.Repeat("a", 300), "%2A"} {
		if a := town.get(t, "/api/suggest?q="+typed); a.status != http.StatusOK || len(a.decode(t)["services"].([]any)) != 0 {
			t.Errorf("%.20q: %d %s", typed, a.status, a.body)
		}
	}
}

// On the pages of another language topics have their names in it, and what is typed in it leads to them.
func TestSuggestInWelsh(t *testing.T) {
	town := theTown()
	suggested := func(typed string) (ids, names []string) {
		a := town.get(t, "/cy/api/suggest?q="+url.QueryEscape(typed))
		if a.status != http.StatusOK {
			t.Fatalf("%q: %d %s", typed, a.status, a.body)
		}
		for _, topic := range a.decode(t)["topics"].([]any) {
			ids = append(ids, topic.(map[string]any)["topic"].(string))
			names = append(names, topic.(map[string]any)["name"].(string))
		}
		return ids, names
	}
	for typed, want := range map[string]string{
		"banc": "Banciau bwyd a phrydau", "fanc b": "Banciau bwyd a phrydau", "dyled": "Cyngor ar ddyledion", "llyfr": "Llyfrgelloedd",
		"iechyd m": "Cymorth iechyd meddwl", "gofalw": "Help i ofalwyr", "food b": "Banciau bwyd a phrydau", "library": "Llyfrgelloedd", "dŵr": "Biliau ynni a dŵr", "dwr": "Biliau ynni a dŵr",
	} {
		if _, names := suggested(typed); !slices.Contains(names, want) {
			t.Errorf("%q: %q, not %q", typed, names, want)
		}
	}
	w, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, topic := range town.config.Lexicon.Topics.All {
		name := w.In("cy").Or("topic."+string(topic.ID), topic.Name)
		if ids, _ := suggested(name); !slices.Contains(ids, string(topic.ID)) {
			t.Errorf("%q: %q, not %s", name, ids, topic.ID)
		}
	}
	if a := town.get(t, "/cy/api/suggest"); a.status != http.StatusBadRequest || !strings.Contains(a.body, "Dywedwch") || !strings.Contains(a.body, `"parameter"`) {
		t.Errorf("nothing typed: %d %s", a.status, a.body)
	}
	if topics := town.get(t, "/api/suggest?q=banc").decode(t)["topics"].([]any); len(topics) > 0 {
		t.Errorf("on a page in English: %v", topics)
	}
}

// Danger brings the same crisis lines in Welsh as in English, and the page can be left quickly.
func TestUrgentHelpInWelsh(t *testing.T) {
	town := theTown()
	for welsh, english := range map[string]string{
		"mae fy ngŵr yn fy nharo": "my husband hits me", "dwi eisiau lladd fy hun": "want to kill myself", "hunan-niweidio": "self harm", "poen yn y frest": "chest pain",
	} {
		want := town.get(t, api("q", english, "near", "CF10 3NP")).decode(t)["urgent"]
		got := town.get(t, api("q", welsh, "near", "CF10 3NP")).decode(t)["urgent"]
		if want == nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v; %q: %v", welsh, got, english, want)
		}
		town.get(t, "/cy"+search("q", welsh, "near", "CF10 3NP")).must(t, in("a[href='tel:999']"), in("a[href^='/leave']"))
	}
}

// What the scripts say stands on the pages in their language: the sentences of suggestions for each number of them.
func TestWhatTheScriptsSay(t *testing.T) {
	town := theTown()
	for _, path := range []string{"/", search("q", "tablet"), "/nowhere"} {
		form := town.get(t, path).page.Find("form.fp-search")
		counts := strings.Split(form.AttrOr("data-counts", ""), "|")
		if len(counts) != views.MostSuggestions || counts[0] != "1 suggestion below" || counts[7] != "8 suggestions below" {
			t.Errorf("%s: %q", path, counts)
		}
		for _, name := range []string{"suggestions", "topic", "service", "locate", "locating", "located", "refused", "unknown", "late"} {
			if form.AttrOr("data-"+name, "") == "" {
				t.Errorf("%s: data-%s says nothing", path, name)
			}
		}
	}
}
