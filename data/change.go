package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

// Change is one field of an aggregate set, altered (both values) or taken away (New nil). Path is the JSON field names
// from the top, parted by slashes; an element of a list stands under its id: "phones/5f0c…/number".
type Change struct {
	Path   string          `json:"path"`
	Old    json.RawMessage `json:"old,omitempty"`
	New    json.RawMessage `json:"new,omitempty"`
	Record RecordID        `json:"record"`
}

// Group is the top-level field that a path belongs to. What two sources say is weighed by group.
func Group(path string) string {
	group, _, _ := strings.Cut(path, "/")
	return group
}

// leaf is one field that holds no other fields.
type leaf struct {
	path  string
	value json.RawMessage
}

// flatten lists the leaves of an aggregate: fields by name, list elements in their order. The aggregate's own id is no
// field. doc is a struct, or its JSON.
func flatten(doc any) ([]leaf, error) {
	raw, ok := doc.(json.RawMessage)
	if !ok {
		b, err := json.Marshal(doc)
		if err != nil {
			return nil, err
		}
		raw = b
	}
	if len(raw) == 0 {
		return nil, nil
	}
	tree, err := decodeTree(raw)
	if err != nil {
		return nil, err
	}
	delete(tree, "id")
	var leaves []leaf
	err = walk("", tree, &leaves)
	return leaves, err
}

// Paths lists the paths of an aggregate's fields that hold no other fields, as a [Change] names them. The aggregate's own id
// is no field.
func Paths(doc any) ([]string, error) {
	leaves, err := flatten(doc)
	paths := make([]string, len(leaves))
	for i, l := range leaves {
		paths[i] = l.path
	}
	return paths, err
}

func decodeTree(raw json.RawMessage) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	tree := map[string]any{}
	if err := decoder.Decode(&tree); err != nil {
		return nil, fmt.Errorf("reading an aggregate: %w", err)
	}
	if tree == nil || decoder.More() {
		return nil, fmt.Errorf("reading an aggregate: not one object but %.40q", raw)
	}
	return tree, nil
}

func walk(path string, node any, leaves *[]leaf) error {
	switch v := node.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			if err := walk(join(path, k), v[k], leaves); err != nil {
				return err
			}
		}
		return nil
	case []any:
		if elements, ok := elementsByID(v); ok {
			seen := map[string]bool{}
			for _, e := range elements {
				id := e["id"].(string)
				if seen[id] {
					continue // the first of two under one id counts, or each would replace the other for ever
				}
				seen[id] = true
				delete(e, "id")
				if len(e) == 0 {
					return fmt.Errorf("%s/%s: an element with nothing in it", path, id)
				}
				if err := walk(join(path, id), e, leaves); err != nil {
					return err
				}
			}
			return nil
		}
	}
	b, err := json.Marshal(node)
	if err != nil {
		return err
	}
	*leaves = append(*leaves, leaf{path, b})
	return nil
}

// elementsByID reports whether every member of a non-empty list is an object with an id.
func elementsByID(list []any) ([]map[string]any, bool) {
	var out []map[string]any
	for _, m := range list {
		e, ok := m.(map[string]any)
		if !ok {
			return nil, false
		}
		if id, ok := e["id"].(string); !ok || !ValidID(id) {
			return nil, false
		}
		out = append(out, e)
	}
	return out, len(out) > 0
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}

// Apply returns the aggregate with the changes made to it. Elements keep their order; new ones go to the end. The result
// is the same bytes for the same changes in the same order, so that replaying the log rebuilds what is kept.
func Apply(doc json.RawMessage, changes []Change) (json.RawMessage, error) {
	tree := map[string]any{}
	if len(doc) > 0 {
		var err error
		if tree, err = decodeTree(doc); err != nil {
			return nil, err
		}
	}
	for _, c := range changes {
		var value any
		if c.New != nil {
			decoder := json.NewDecoder(bytes.NewReader(c.New))
			decoder.UseNumber()
			if err := decoder.Decode(&value); err != nil {
				return nil, fmt.Errorf("change of %s: %w", c.Path, err)
			}
		}
		path := strings.Split(c.Path, "/")
		if ValidID(path[len(path)-1]) {
			return nil, fmt.Errorf("change of %s: an element is no field", c.Path)
		}
		put(tree, path, value, c.New == nil)
	}
	for _, c := range changes {
		if c.New == nil {
			prune(tree, strings.Split(c.Path, "/"))
		}
	}
	return json.Marshal(tree)
}

// put sets or removes the value at a path below an object. What that leaves empty stays until all changes are made, so
// that an element whose fields are all replaced keeps its place in its list.
func put(object map[string]any, path []string, value any, remove bool) {
	name := path[0]
	switch {
	case len(path) == 1 && remove:
		delete(object, name)
	case len(path) == 1:
		object[name] = value
	case ValidID(path[1]):
		list, _ := object[name].([]any)
		if list = putElement(list, path[1], path[2:], value, remove); len(list) > 0 {
			object[name] = list
		}
	default:
		child, ok := object[name].(map[string]any)
		if !ok {
			if remove {
				return
			}
			child = map[string]any{}
			object[name] = child
		}
		put(child, path[1:], value, remove)
	}
}

func putElement(list []any, id string, path []string, value any, remove bool) []any {
	for _, m := range list {
		if e, ok := m.(map[string]any); ok && e["id"] == id {
			put(e, path, value, remove)
			return list
		}
	}
	if remove {
		return list
	}
	e := map[string]any{"id": id}
	put(e, path, value, false)
	return append(list, e)
}

// prune drops what removals have left empty along a path: objects, elements with nothing but their id, lists.
func prune(object map[string]any, path []string) {
	if len(path) < 2 {
		return
	}
	switch child := object[path[0]].(type) {
	case map[string]any:
		prune(child, path[1:])
		if len(child) == 0 {
			delete(object, path[0])
		}
	case []any:
		for i, m := range child {
			e, ok := m.(map[string]any)
			if !ok || e["id"] != path[1] {
				continue
			}
			prune(e, path[2:])
			if len(e) == 1 {
				child = append(child[:i:i], child[i+1:]...)
			}
			break
		}
		object[path[0]] = child
		if len(child) == 0 {
			delete(object, path[0])
		}
	}
}

// Removal lists the changes that take a field, or a field of a list element, out of an aggregate with all below it.
func Removal(doc json.RawMessage, field string) ([]Change, error) {
	return RemovalOf(doc, func(path string) bool { return path == field || strings.HasPrefix(path, field+"/") })
}

// RemovalOf lists the changes that take some fields out of an aggregate, by their paths.
func RemovalOf(doc json.RawMessage, taken func(path string) bool) ([]Change, error) {
	leaves, err := flatten(doc)
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, l := range leaves {
		if taken(l.path) {
			changes = append(changes, Change{Path: l.path, Old: l.value})
		}
	}
	return changes, nil
}

// Emptied reports whether changes take all of a top-level field out of an aggregate.
func Emptied(doc json.RawMessage, changes []Change) (bool, error) {
	after, err := Apply(doc, changes)
	if err != nil {
		return false, err
	}
	leaves, err := flatten(after)
	if err != nil {
		return false, err
	}
	left := byGroup(leaves)
	for _, c := range changes {
		if c.New == nil && len(left[Group(c.Path)]) == 0 {
			return true, nil
		}
	}
	return false, nil
}

// Inverse lists the changes that put back what others replaced, of the fields that still are as those left them, and the paths of
// the fields that are not.
func Inverse(doc json.RawMessage, changes []Change) (back []Change, kept []string, err error) {
	leaves, err := flatten(doc)
	if err != nil {
		return nil, nil, err
	}
	now := map[string]json.RawMessage{}
	for _, l := range leaves {
		now[l.path] = l.value
	}
	for _, c := range changes {
		if !bytes.Equal(now[c.Path], c.New) {
			kept = append(kept, c.Path)
			continue
		}
		back = append(back, Change{Path: c.Path, Old: c.New, New: c.Old, Record: c.Record})
	}
	return back, kept, nil
}
