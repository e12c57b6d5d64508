package data

import (
	"slices"
	"testing"
)

var topics = NewTopics([]Topic{
	{ID: "online", Name: "Getting online"},
	{ID: "devices", Parent: "online", Name: "A tablet or computer", Words: []string{"Digital devices", "IT equipment"}},
	{ID: "skills", Parent: "online", Name: "Learning computers", Words: []string{"IT equipment"}},
	{ID: "food", Name: "Food"},
})

func TestTopicsRead(t *testing.T) {
	for category, want := range map[string][]TopicID{
		"Digital Devices": {"devices"}, "digital-devices": {"devices"}, "DEVICES": {"devices"}, "a tablet, or computer": {"devices"},
		"it equipment": {"devices", "skills"}, "Food": {"food"}, "Foodbank": nil, "": nil, "!?": nil,
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
