package data

// TopicID names a topic for ever, in addresses too: "devices".
type TopicID string

// Topic is what a person might be looking for. Topics have two levels.
type Topic struct {
	ID     TopicID
	Parent TopicID // empty for the first level
	Name   string
	Words  []string // what else people, and other directories, call it
}

// Topics is every topic, in the order they are shown, each first-level topic before its own.
type Topics struct {
	All  []Topic
	byID map[TopicID]int
}

// NewTopics makes the topics findable.
func NewTopics(all []Topic) Topics {
	t := Topics{All: all, byID: make(map[TopicID]int, len(all))}
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

// Read finds the topics that another directory's category name speaks of: those whose name or one of whose words it is,
// whatever its case and punctuation. None is an honest answer.
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
		if match {
			out = append(out, topic.ID)
		}
	}
	return out
}
