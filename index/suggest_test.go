package index_test

import (
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
)

// TestSuggest promises that what has been typed so far leads to the topics and services whose words begin so.
func TestSuggest(t *testing.T) {
	var all []data.Submission
	for _, name := range []string{"Tablet library", "Tablets by post", "Library of Things", "Men’s Shed", "Étoile Café", "AA Thursday"} {
		all = append(all, service(name))
	}
	x := indexOver(t, all...)
	name := map[data.ServiceID]string{}
	for _, s := range all {
		name[s.Service.Doc.ID] = s.Service.Doc.Name
	}
	for _, test := range []struct {
		typed    string
		topics   []data.TopicID // at least these
		services string
	}{
		{"tab", []data.TopicID{"devices"}, "Tablet library, Tablets by post"},
		{"TABLET LIB", nil, "Tablet library"},
		{"lib", []data.TopicID{"libraries"}, "Library of Things, Tablet library"},
		{"mens", []data.TopicID{"groups"}, "Men’s Shed"},
		{"food b", []data.TopicID{"food"}, ""},
		{"etoile caf", nil, "Étoile Café"},
		{"aa", nil, "AA Thursday"},
		{"blet", nil, ""},
		{"", nil, ""},
		{"*", nil, ""},
		{strings.Repeat("a ", 5000), nil, ""},
	} {
		got, err := x.Suggest(t.Context(), test.typed, "", 8)
		if err != nil {
			t.Fatalf("%.20q: %v", test.typed, err)
		}
		var services []string
		for _, id := range got.Services {
			services = append(services, name[id])
		}
		for _, topic := range test.topics {
			if !slices.Contains(got.Topics, topic) {
				t.Errorf("%q: topics %v lack %s", test.typed, got.Topics, topic)
			}
		}
		if list(services) != test.services {
			t.Errorf("%q: services %s, want %s", test.typed, list(services), test.services)
		}
	}
}
