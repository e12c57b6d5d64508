package data

import "encoding/json"

// Differing lists, top-level field by field, what a source says of an aggregate otherwise than is shown: the changes that would show
// it instead. What it does not speak of, and what agrees in other spelling or with less detail, is left out.
func Differing(shown json.RawMessage, says any, record RecordID) ([]Change, error) {
	have, err := flatten(shown)
	if err != nil {
		return nil, err
	}
	said, err := flatten(says)
	if err != nil {
		return nil, err
	}
	var changes []Change
	was, is := byGroup(have), byGroup(said)
	for _, group := range groupNames(nil, is) {
		if len(was[group]) == 0 || !agrees(was[group], is[group]) {
			changes = append(changes, difference(was[group], is[group], record)...)
		}
	}
	return changes, nil
}
