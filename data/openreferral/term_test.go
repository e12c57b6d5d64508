package openreferral

import (
	"fmt"
	"slices"
	"testing"

	"fingerpost/data"
	"fingerpost/data/content"
)

func TestTermReferences(t *testing.T) {
	for _, test := range []struct{ vocabulary, reference, want string }{
		{"", "http://id.esd.org.uk/service/437", "esdServiceType 437"},
		{"", "https://id.esd.org.uk/need/69/", "esdNeed 69"},
		{"", "https://standards.esd.org.uk/?uri=service%2F437", "esdServiceType 437"},
		{"", "https://standards.esd.org.uk/?uri=service/437&tab=details", "esdServiceType 437"},
		{"", "http://id.esd.org.uk/circumstance/Homeless", "esdCircumstance Homeless"},
		{"", "esdServiceType:437", "esdServiceType 437"},
		{"x", "ESDserviceTypes: 437", "esdServiceType 437"},
		{"esdServiceTypes", "437", "esdServiceType 437"},
		{"http://id.esd.org.uk/list/services", "437", "esdServiceType 437"},
		{"https://standards.esd.org.uk/?uri=list%2FenglishAndWelshServices", "437", "esdServiceType 437"},
		{"esdNeeds", "need:69", "esdNeed 69"},
		{"esdNeeds", "http://id.esd.org.uk/service/437", "esdServiceType 437"},
		{"", "437", " 437"}, // of no vocabulary
		{"service", "437", " 437"},
		{"", "service:437", " "},
		{"esdNeeds", "service:437", " "},
		{"esdServiceTypes", "https://example.org/437", " "},
		{"", "https://example.org/service/437", " "},
		{"", "http://id.esd.org.uk/function/4", " 4"},
		{"", "http://id.esd.org.uk/esdneed/4", " "},
		{"esdServiceTypes", "", "esdServiceType "},
		{"", "http://[", " "},
	} {
		vocabulary, id := termOf(vocabularyOf(test.vocabulary), test.reference)
		if got := fmt.Sprint(string(vocabulary), " ", id); got != test.want {
			t.Errorf("%q, %q: %q, want %q", test.vocabulary, test.reference, got, test.want)
		}
	}
}

// A term gives its topic by address or id, whatever it is called, and keeps its name among the categories.
func TestTermsGiveTopics(t *testing.T) {
	for fields, want := range map[string]string{
		`"service_taxonomys":[{"taxonomy":{"id":"esdServiceType:1284","name":"Wellness","vocabulary":"esdServiceTypes"}}]`:                 "[mental-health] [Wellness]",
		`"service_taxonomys":[{"taxonomy":{"id":"1284","name":"Wellness","vocabulary":"esdServiceTypes"}}]`:                                "[mental-health] [Wellness]",
		`"service_taxonomys":[{"taxonomy":{"id":"1284","name":"Wellness","vocabulary":"Our own"}}]`:                                        "[] [Wellness]",
		`"attributes":[{"link_type":"service_type","taxonomy_term":{"term_uri":"http://id.esd.org.uk/service/1284"}}]`:                     "[mental-health] []",
		`"attributes":[{"link_type":"topic","taxonomy_term":{"code":"7","name":"Mind","term_uri":"http://id.esd.org.uk/service/1284"}}]`:   "[mental-health] [Mind]",
		`"attributes":[{"taxonomy_term":{"code":"1284","name":"Mind","taxonomy":"http://id.esd.org.uk/list/services"}}]`:                   "[mental-health] [Mind]",
		`"attributes":[{"link_type":"eligibility","taxonomy_term":{"name":"x","term_uri":"http://id.esd.org.uk/service/1284"}}]`:           "[] []",
		`"taxonomies":[{"id":1284,"name":"Things to do"},{"id":3,"name":"Friendly visits"}]`:                                               "[befriending] [Things to do Friendly visits]",
		`"pc_targetAudience":[{"id":"Lonely","audienceType":"Lonely "}]`:                                                                   "[people] []",
		`"pc_targetAudience":[{"id":"Lonely","audienceType":"a"},{"id":"1","audienceType":"b"},{"id":"2","audienceType":"c"}]`:             "[people] []",
		`"pc_targetAudience":[{"id":"Lonely","audienceType":"a"},{"audienceType":"b"},{"audienceType":"c"},{"id":"3","audienceType":"d"}]`: "[] []",
	} {
		if s := service(t, fields); fmt.Sprint(s.Topics, " ", s.Categories) != want {
			t.Errorf("%s: %v %v, want %s", fields, s.Topics, s.Categories, want)
		}
	}
}

// The address is written of a term that means the same, and of no narrower one; what is written is read as the topic.
func TestTermURIsAreWritten(t *testing.T) {
	out := Service(data.Listing{Service: data.Service{ID: "s", Name: "A", Topics: []data.TopicID{"befriending", "mental-health"}}})
	out.NameTopics(topics)
	var got []string
	for _, attribute := range out.Attributes {
		got = append(got, attribute.TaxonomyTerm.Code+" "+attribute.TaxonomyTerm.TermURI)
	}
	if !slices.Equal(got, []string{"befriending ", "mental-health http://id.esd.org.uk/service/1284"}) {
		t.Errorf("%q", got)
	}
}

// What the shipped terms add to the topics of two real feeds, over the names and words of the topics alone.
func TestTermsInRealFeeds(t *testing.T) {
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := files.Topics()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"listings/oruk-v1-north-lincolnshire": "0, then 7",
		"listings/oruk-v1-buckinghamshire":    "15, then 33",
	} {
		before, after := sorted(t, path, data.NewTopics(shipped.All)), sorted(t, path, shipped)
		if got := fmt.Sprintf("%d, then %d", before, after); got != want {
			t.Errorf("%s: services with a topic: %s, want %s", path, got, want)
		}
	}
}

// sorted counts the services of a feed that have a topic.
func sorted(t *testing.T, path string, topics data.Topics) (n int) {
	reading := testReading()
	reading.Topics = topics
	for _, page := range feedBy(t, path, reading) {
		for _, item := range page.Items {
			if len(item.Submission.Service.Doc.Topics) > 0 {
				n++
			}
		}
	}
	return n
}
