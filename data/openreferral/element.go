package openreferral

import "fingerpost/data"

// ids hands out the ids of the elements of one list: from the source's own id of an element, else from its content,
// never from its place in the list.
type ids struct {
	source  data.SourceKey
	owner   string // the source's own id of what holds the list
	kind    string
	content map[string]bool
	given   map[data.ElementID]bool
}

func newIDs(source data.SourceKey, owner, kind string) *ids {
	return &ids{source, owner, kind, map[string]bool{}, map[data.ElementID]bool{}}
}

// mint is the id of an element; ok is false for one that says what an earlier one said, and for more than a list may hold. Feeds give one id to two
// elements, so that the content must sometimes tell them apart.
func (i *ids) mint(own, content string) (id data.ElementID, ok bool) {
	if i.content[content] || len(i.given) >= maxElements {
		return "", false
	}
	i.content[content] = true
	if own == "" {
		own = content
	}
	id = data.MintElement(i.source, i.owner, i.kind, own)
	if i.given[id] {
		id = data.MintElement(i.source, i.owner, i.kind, own+" "+content)
	}
	if i.given[id] {
		return "", false
	}
	i.given[id] = true
	return id, true
}
