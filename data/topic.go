package data

import "net/url"

// TopicID names a topic for ever, in addresses too: "devices".
type TopicID string

// Topic is what a person might be looking for. Topics have two levels.
type Topic struct {
	ID     TopicID
	Parent TopicID // empty for the first level
	Name   string
	Words  []string // what else people, and other directories, call it
	// With are topics that meet the same need.
	With []TopicID
	// Related are topics in which somebody may find help when there is little under this one.
	Related []TopicID
	// Sensitive marks a topic that somebody may have to hide that they read about.
	Sensitive bool
}

// Topics is every topic, in the order they are shown, each first-level topic before its own.
type Topics struct {
	All   []Topic
	byID  map[TopicID]int
	terms []Term
}

// NewTopics makes the topics findable, by the terms of other vocabularies too.
func NewTopics(all []Topic, terms ...Term) Topics {
	t := Topics{All: all, byID: make(map[TopicID]int, len(all)), terms: terms}
	for i, topic := range all {
		t.byID[topic.ID] = i
	}
	return t
}

// Get finds a topic by id.
func (t Topics) Get(id TopicID) (Topic, bool) {
	i, ok := t.byID[id]
	if !ok {
		return Topic{}, false
	}
	return t.All[i], true
}

// Top lists the first level.
func (t Topics) Top() []Topic { return t.Under("") }

// Under lists the topics right below one.
func (t Topics) Under(parent TopicID) []Topic {
	return keep(t.All, func(topic Topic) bool { return topic.Parent == parent })
}

// WithParents adds to topics those that they belong to, each once.
func (t Topics) WithParents(ids []TopicID) []TopicID {
	seen := map[TopicID]bool{}
	var out []TopicID
	add := func(id TopicID) {
		if id != "" && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	for _, id := range ids {
		topic, ok := t.Get(id)
		if !ok {
			continue
		}
		add(id)
		add(topic.Parent)
	}
	return out
}

// Vocabulary is a list of terms by which other directories sort services.
type Vocabulary string

const (
	// The lists of the Local Government Association that Open Referral UK recommends, under the prefixes that its guidance
	// on taxonomies gives them.
	ESDServiceType  Vocabulary = "esdServiceType"
	ESDNeed         Vocabulary = "esdNeed"
	ESDCircumstance Vocabulary = "esdCircumstance"
	// Buckinghamshire is the council's own list, whose ids mean nothing elsewhere and lead to no page.
	Buckinghamshire Vocabulary = "buckinghamshire"
)

// Vocabularies lists every vocabulary that a term can be of.
var Vocabularies = []Vocabulary{ESDServiceType, ESDNeed, ESDCircumstance, Buckinghamshire}

var termURIs = map[Vocabulary]string{
	ESDServiceType:  "http://id.esd.org.uk/service/",
	ESDNeed:         "http://id.esd.org.uk/need/",
	ESDCircumstance: "http://id.esd.org.uk/circumstance/",
}

// Term is a term of another vocabulary that speaks of a topic. It stands beside the topics and not in them, as it says
// nothing of how people search: the index is not made again when a term is added.
type Term struct {
	Topic      TopicID
	Vocabulary Vocabulary
	ID         string // in the vocabulary: "437"
	Label      string // as the vocabulary, or a directory that uses it, words it
	// Same says that the term means what the topic means. Any other is narrower: what has the term has the topic, but not
	// the other way about.
	Same bool
}

// URI names the term on the web; empty where its vocabulary has no such names.
func (t Term) URI() string {
	base := termURIs[t.Vocabulary]
	if base == "" {
		return ""
	}
	return base + url.PathEscape(t.ID)
}

// Terms lists the terms that speak of a topic.
func (t Topics) Terms(id TopicID) []Term {
	return keep(t.terms, func(term Term) bool { return term.Topic == id })
}

// ReadTerm finds the topics that a term of a vocabulary speaks of.
func (t Topics) ReadTerm(vocabulary Vocabulary, id string) []TopicID {
	var out []TopicID
	for _, term := range t.terms {
		if term.Vocabulary == vocabulary && term.ID == id {
			out = append(out, term.Topic)
		}
	}
	return out
}

// Read finds the topics that another directory's category name speaks of: those whose name it is, or one of whose words,
// or the label of one of whose terms, whatever its case and punctuation. None is an honest answer.
func (t Topics) Read(category string) []TopicID {
	key := plainKey(category)
	if key == "" {
		return nil
	}
	var out []TopicID
	for _, topic := range t.All {
		match := plainKey(topic.Name) == key || plainKey(string(topic.ID)) == key
		for _, w := range topic.Words {
			match = match || plainKey(w) == key
		}
		for _, term := range t.terms {
			match = match || (term.Topic == topic.ID && plainKey(term.Label) == key)
		}
		if match {
			out = append(out, topic.ID)
		}
	}
	return out
}
