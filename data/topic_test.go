package data

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

var topics = NewTopics([]Topic{
	{ID: "online", Name: "Getting online"},
	{ID: "devices", Parent: "online", Name: "A tablet or computer", Words: []string{"Digital devices", "IT equipment"}},
	{ID: "skills", Parent: "online", Name: "Learning computers", Words: []string{"IT equipment"}},
	{ID: "food", Name: "Food"},
}, Term{Topic: "food", Vocabulary: ESDServiceType, ID: "1818", Label: "Food banks"},
	Term{Topic: "online", Vocabulary: ESDServiceType, ID: "442", Label: "Internet access"},
	Term{Topic: "skills", Vocabulary: ESDServiceType, ID: "442", Label: "Internet access"},
	Term{Topic: "food", Vocabulary: Buckinghamshire, ID: "1818", Label: "Pantries"},
)

func TestTopicsRead(t *testing.T) {
	for category, want := range map[string][]TopicID{
		"Digital Devices": {"devices"}, "digital-devices": {"devices"}, "DEVICES": {"devices"}, "a tablet, or computer": {"devices"},
		"it equipment": {"devices", "skills"}, "Food": {"food"}, "Foodbank": nil, "": nil,
		"food-banks": {"food"}, "Internet access": {"online", "skills"}, "1818": nil, "!?": nil,
	} {
		if got := topics.Read(category); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", category, got, want)
		}
	}
}

func TestTopicsWithParents(t *testing.T) {
	for _, test := range []struct{ ids, want []TopicID }{
		{[]TopicID{"devices", "skills"}, []TopicID{"devices", "online", "skills"}},
		{[]TopicID{"online", "devices"}, []TopicID{"online", "devices"}},
		{[]TopicID{"food", "food", "unheard of"}, []TopicID{"food"}},
		{nil, nil},
	} {
		if got := topics.WithParents(test.ids); !slices.Equal(got, test.want) {
			t.Errorf("%v: %v, want %v", test.ids, got, test.want)
		}
	}
}

func TestTopicsLevels(t *testing.T) {
	if top := topics.Top(); len(top) != 2 || top[0].ID != "online" || top[1].ID != "food" {
		t.Errorf("the first level: %v", top)
	}
	if under := topics.Under("online"); len(under) != 2 || under[1].ID != "skills" {
		t.Errorf("the second level: %v", under)
	}
	if topic, ok := topics.Get("food"); !ok || topic.Name != "Food" {
		t.Errorf("food: %v, %v", topic, ok)
	}
	if _, ok := (Topics{}).Get("food"); ok {
		t.Error("a topic of no topics")
	}
}

func TestTopicsReadTerm(t *testing.T) {
	for _, test := range []struct {
		vocabulary Vocabulary
		id         string
		want       []TopicID
	}{
		{ESDServiceType, "1818", []TopicID{"food"}}, {ESDServiceType, "442", []TopicID{"online", "skills"}},
		{ESDNeed, "1818", nil}, {ESDServiceType, "Food banks", nil}, {ESDServiceType, "", nil}, {"", "1818", nil},
	} {
		if got := topics.ReadTerm(test.vocabulary, test.id); !slices.Equal(got, test.want) {
			t.Errorf("%s:%s: %v, want %v", test.vocabulary, test.id, got, test.want)
		}
	}
}

func TestTermURI(t *testing.T) {
	var got []string
	for _, term := range topics.Terms("food") {
		got = append(got, term.URI())
	}
	if !slices.Equal(got, []string{"http://id.esd.org.uk/service/1818", ""}) {
		t.Errorf("%q", got)
	}
	if got := (Term{Vocabulary: ESDCircumstance, ID: "a b/c"}).URI(); got != "http://id.esd.org.uk/circumstance/a%20b%2Fc" {
		t.Error(got)
	}
}

// A term beside the topics leaves them as they were, so that an index that was made by them is still good.
func TestTermsStandBesideTopics(t *testing.T) {
	bare := NewTopics(topics.All)
	if got := fmt.Sprintf("%+v", topics.All); got != fmt.Sprintf("%+v", bare.All) || strings.Contains(got, "1818") {
		t.Error(got)
	}
	if bare.Terms("food") != nil || bare.ReadTerm(ESDServiceType, "1818") != nil {
		t.Error("terms of topics that have none")
	}
}
