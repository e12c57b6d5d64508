package content

import (
	"slices"
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
	var terms []data.Term
	top, ok := p.fieldsOf(root, "topics")
	if ok {
		for _, n := range top.items("topics") {
			topics, theirs := p.topic(n, "")
			all, terms = append(all, topics...), append(terms, theirs...)
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
	for _, t := range all {
		for _, other := range append(slices.Clone(t.With), t.Related...) {
			if !seen[other] {
				p.mistake(root, string(t.ID), UnknownTopic, string(other), "")
			}
		}
	}
	return data.NewTopics(all, terms...), asError(p.mistakes)
}

func (p *page) topic(n *yaml.Node, parent data.TopicID) ([]data.Topic, []data.Term) {
	f, ok := p.fieldsOf(n, "topics")
	if !ok {
		return nil, nil
	}
	id := f.required("id", false)
	if !validID(id) {
		p.mistake(f.at("id"), "id", BadID, id, "")
	}
	topic := data.Topic{ID: data.TopicID(id), Parent: parent, Name: f.required("name", false), Words: f.texts("words")}
	for _, other := range f.texts("with") {
		topic.With = append(topic.With, data.TopicID(other))
	}
	for _, other := range f.texts("related") {
		topic.Related = append(topic.Related, data.TopicID(other))
	}
	if sensitive := f.yes("sensitive"); sensitive != nil {
		topic.Sensitive = *sensitive
	}
	out, terms := []data.Topic{topic}, f.terms(topic.ID)
	if parent == "" {
		for _, child := range f.items("topics") {
			topics, theirs := p.topic(child, topic.ID)
			out, terms = append(out, topics...), append(terms, theirs...)
		}
	}
	f.rest()
	return out, terms
}

// terms takes the terms of other vocabularies that speak of a topic, each once.
func (f fields) terms(topic data.TopicID) []data.Term {
	var out []data.Term
	for _, name := range []string{"same_as", "terms"} {
		for _, n := range f.items(name) {
			term, ok := f.term(n, name)
			if !ok {
				continue
			}
			if slices.ContainsFunc(out, func(t data.Term) bool { return t.Vocabulary == term.Vocabulary && t.ID == term.ID }) {
				f.mistake(n, name, RepeatedID, n.Value, "")
				continue
			}
			term.Topic, term.Same = topic, name == "same_as"
			out = append(out, term)
		}
	}
	return out
}

// term reads "esdServiceType:437 Library services": a vocabulary, the id of a term in it, and its label.
func (f fields) term(n *yaml.Node, name string) (term data.Term, ok bool) {
	const shape = "vocabulary:id label"
	vocabulary, rest, found := strings.Cut(n.Value, ":")
	id, label, _ := strings.Cut(rest, " ")
	label = strings.TrimSpace(label)
	switch {
	case n.Kind != yaml.ScalarNode || !found:
		f.mistake(n, name, WrongShape, n.Value, shape)
	case !slices.Contains(data.Vocabularies, data.Vocabulary(vocabulary)):
		f.mistake(n, name, NotOneOf, vocabulary, vocabularies())
	case id == "" || label == "":
		f.mistake(n, name, Missing, n.Value, shape)
	default:
		return data.Term{Vocabulary: data.Vocabulary(vocabulary), ID: id, Label: label}, true
	}
	return data.Term{}, false
}

func vocabularies() string {
	var names []string
	for _, v := range data.Vocabularies {
		names = append(names, string(v))
	}
	return strings.Join(names, ", ")
}

// validID reports whether an id is made of small letters, digits and hyphens.
func validID(id string) bool {
	return id != "" && len(id) <= 80 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && id[0] != '-'
}
