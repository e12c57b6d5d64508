package content

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"fingerpost/data"
)

// Topics reads topics.yaml.
func (f Files) Topics() (data.Topics, error) {
	b, err := f.File("topics.yaml")
	if err != nil {
		return data.Topics{}, err
	}
	p := &page{file: "topics.yaml"}
	root := p.parse(b)
	if root == nil {
		return data.Topics{}, asError(p.mistakes)
	}
	var all []data.Topic
	top, ok := p.fieldsOf(root, "topics")
	if ok {
		for _, n := range top.items("topics") {
			all = append(all, p.topic(n, "")...)
		}
		top.rest()
	}
	seen := map[data.TopicID]bool{}
	for _, t := range all {
		if seen[t.ID] {
			p.mistake(root, string(t.ID), RepeatedID, string(t.ID), "")
		}
		seen[t.ID] = true
	}
	return data.NewTopics(all), asError(p.mistakes)
}

func (p *page) topic(n *yaml.Node, parent data.TopicID) []data.Topic {
	f, ok := p.fieldsOf(n, "topics")
	if !ok {
		return nil
	}
	id := f.required("id", false)
	if !validID(id) {
		p.mistake(f.at("id"), "id", BadID, id, "")
	}
	topic := data.Topic{ID: data.TopicID(id), Parent: parent, Name: f.required("name", false), Words: f.texts("words")}
	out := []data.Topic{topic}
	if parent == "" {
		for _, child := range f.items("topics") {
			out = append(out, p.topic(child, topic.ID)...)
		}
	}
	f.rest()
	return out
}

// validID reports whether an id is made of small letters, digits and hyphens.
func validID(id string) bool {
	return id != "" && len(id) <= 80 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && id[0] != '-'
}
