package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Set lists the change that gives one field of an aggregate, which holds no other fields, a value. There is none where it
// has that value.
func Set(doc json.RawMessage, field string, value any, record RecordID) ([]Change, error) {
	tree, err := decodeTree(doc)
	if err != nil {
		return nil, err
	}
	change := Change{Path: field, Record: record}
	if change.New, err = json.Marshal(value); err != nil {
		return nil, err
	}
	if old, ok := tree[field]; ok {
		if change.Old, err = json.Marshal(old); err != nil || bytes.Equal(change.Old, change.New) {
			return nil, err
		}
	}
	return []Change{change}, nil
}

// EditError is an edit that cannot be made, of a field of an aggregate; empty where it is not one field's fault.
type EditError struct {
	Field  string
	Reason EditReason
	Value  string // the offending one, shortened
}

// EditReason says why an edit cannot be made.
type EditReason string

// The reasons of an [EditError].
const (
	EditUnknown  EditReason = "unknown"  // there is no such field, or it is not to be edited
	EditShape    EditReason = "shape"    // the value is not of the field's shape
	EditValue    EditReason = "value"    // the value is none that the field can have
	EditRedacted EditReason = "redacted" // the value was taken out for good
	EditNothing  EditReason = "nothing"  // it is so already
)

func (e *EditError) Error() string {
	return fmt.Sprintf("edit of %q: %s: %q", e.Field, e.Reason, e.Value)
}

// Edit lists the changes that give fields of an aggregate other values; null takes one away. The fields are the top-level
// ones by their JSON names. Elements of lists that have no id are given one. Every value passes the gate that what sources say
// passes, but what would have to be mended there is refused: a person is there to mend it.
func Edit(level Level, doc json.RawMessage, fields map[string]json.RawMessage, record RecordID) ([]Change, error) {
	tree, err := decodeTree(doc)
	if err != nil {
		return nil, err
	}
	for name, value := range fields {
		if err := setField(level, tree, name, value); err != nil {
			return nil, err
		}
	}
	edited, err := json.Marshal(tree)
	if err != nil {
		return nil, err
	}
	kept, problems, err := tidied(level, edited)
	if err != nil {
		return nil, err
	}
	_, before, err := tidied(level, doc)
	if err != nil {
		return nil, err
	}
	for _, p := range problems {
		if !slices.Contains(before, p) { // what was kept in spite of a fault is not this edit's
			return nil, &EditError{p.Field, EditValue, p.Value}
		}
	}
	return editChanges(doc, kept, fields, record)
}

// editChanges are the changes of the fields that are edited.
func editChanges(doc json.RawMessage, kept any, fields map[string]json.RawMessage, record RecordID) (changes []Change, err error) {
	have, err := flatten(doc)
	if err != nil {
		return nil, err
	}
	want, err := flatten(kept)
	if err != nil {
		return nil, err
	}
	before, after := byGroup(have), byGroup(want)
	for _, group := range slices.Sorted(maps.Keys(fields)) {
		if value := bytes.TrimSpace(fields[group]); len(after[group]) == 0 && !slices.Contains(empty, string(value)) {
			return nil, &EditError{group, EditValue, PlainLine(string(value), 80)}
		}
		changes = append(changes, difference(before[group], after[group], record)...)
	}
	if len(changes) == 0 {
		return nil, &EditError{Reason: EditNothing}
	}
	return changes, nil
}

// empty are the values that take a field away.
var empty = []string{"null", `""`, "[]", "{}", "false"}

// aggregate is an empty one of a level.
func aggregate(level Level) any {
	switch level {
	case LevelOrganization:
		return &Organization{}
	case LevelLocation:
		return &Location{}
	}
	return &Service{}
}

// setField gives one field of an aggregate a value of its shape.
func setField(level Level, tree map[string]any, field string, value json.RawMessage) error {
	fields := reflect.TypeOf(aggregate(level)).Elem()
	known := false
	for i := range fields.NumField() {
		name, _, _ := strings.Cut(fields.Field(i).Tag.Get("json"), ",")
		known = known || name == field && name != "id"
	}
	if !known {
		return &EditError{Field: field, Reason: EditUnknown}
	}
	shape := &EditError{field, EditShape, PlainLine(string(value), 80)}
	one, err := decodeTree(json.RawMessage(`{"value": ` + string(value) + `}`))
	if err != nil || len(one) != 1 {
		return shape
	}
	v := one["value"]
	if v == nil {
		delete(tree, field)
		return nil
	}
	if list, ok := v.([]any); ok {
		giveIDs(list)
	}
	b, err := json.Marshal(map[string]any{field: v})
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.DisallowUnknownFields()
	if decoder.Decode(aggregate(level)) != nil {
		return shape
	}
	tree[field] = v
	return nil
}

// giveIDs gives an id to each object of a list that has none.
func giveIDs(list []any) {
	for _, m := range list {
		if object, ok := m.(map[string]any); ok && object["id"] == nil {
			object["id"] = NewID[string]()
		}
	}
}

// tidied is an aggregate in the form in which it is kept, with what is wrong with it.
func tidied(level Level, doc json.RawMessage) (kept any, problems []Problem, err error) {
	kept = aggregate(level)
	if err := json.Unmarshal(doc, kept); err != nil {
		return nil, nil, err
	}
	t := &tidier{}
	switch a := kept.(type) {
	case *Organization:
		t.organization(a)
	case *Location:
		t.location(a)
	case *Service:
		t.service(a)
	}
	return kept, t.problems, nil
}
