package data

import (
	"fmt"
	"strings"
	"testing"
	"testing/quick"
)

// Ids are printed, shared and bookmarked: what a source's id leads to must never change.
func ExampleMint() {
	fmt.Println(Mint[ServiceID](LevelService, "leeds-directory", "42"))
	fmt.Println(MintElement("leeds-directory", "42", "phone", "main"))
	// Output:
	// 9be27284-e5ac-5460-ad46-d9a7c0614b3a
	// 3ce5c446-f8af-5ebf-afc2-a46734c558f1
}

func TestMintTellsApart(t *testing.T) {
	seen := map[string][]string{}
	for _, parts := range [][]string{
		{"service", "leeds", "42"}, {"service", "leeds", "4 2"}, {"service", "leeds4", "2"}, {"service", "leed", "s42"},
		{"location", "leeds", "42"}, {"organization", "leeds", "42"}, {"service", "leeds", ""}, {"service", "", "leeds42"},
		{"service", "leeds", "42\x00"}, {"service", "leeds", "42 "}, {"service", "leeds", "\x1f42"},
	} {
		id := string(Mint[ServiceID](Level(parts[0]), SourceKey(parts[1]), parts[2]))
		if !ValidID(id) {
			t.Errorf("%q: %q is no id", parts, id)
		}
		if other, known := seen[id]; known {
			t.Errorf("%q and %q have the same id", parts, other)
		}
		seen[id] = parts
	}
}

// A separator inside a part must not move the border between two parts.
func TestMintKeepsPartsApart(t *testing.T) {
	apart := func(a, b, c string) bool {
		return MintElement("s", a, b+"x"+c, "y") != MintElement("s", a+"x"+b, c, "y") || a+b == "" && c == ""
	}
	if err := quick.Check(apart, nil); err != nil {
		t.Error(err)
	}
	if MintElement("s", "a\x1fb", "c", "d") == MintElement("s", "a", "b\x1fc", "d") {
		t.Error("a separator inside a part makes two owners one")
	}
}

func TestValidID(t *testing.T) {
	for s, want := range map[string]bool{
		string(NewID[RecordID]()):                true,
		"0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1":   true,
		"0d6c3b526f0e5b6a9c573f2a54f1d7e1":       false,
		"{0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1}": false,
		"0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7eg":   false,
		"address_1":                              false,
		"":                                       false,
	} {
		if ValidID(s) != want {
			t.Errorf("%q: %v, want %v", s, !want, want)
		}
	}
}

func TestNewIDsAreInOrder(t *testing.T) {
	last := NewID[RevisionID]()
	for range 100 {
		next := NewID[RevisionID]()
		if next <= last {
			t.Fatalf("%s came after %s", next, last)
		}
		last = next
	}
}

func TestValidSourceKey(t *testing.T) {
	for key, want := range map[SourceKey]bool{
		"leeds-directory": true, "0800": true, "": false, "-leeds": false, "Leeds": false, "leeds directory": false, "../leeds": false, "leeds/x": false,
	} {
		if ValidSourceKey(key) != want {
			t.Errorf("%q: want %v", key, want)
		}
	}
}

// A reference is read out over a telephone, and nothing else begins like it.
func TestReferences(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := NewReference[ReportID]()
		digits := strings.ReplaceAll(Reference(id), " ", "")
		if !ValidID(string(id)) || len(digits) != 8 || !strings.HasPrefix(string(id), digits) || strings.Trim(digits, "0123456789") != "" || digits[0] == '0' {
			t.Fatalf("%s has the reference %q", id, Reference(id))
		}
		seen[string(id)] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d ids of 1000", len(seen))
	}
	if id := NewID[RevisionID](); id[0] != '0' {
		t.Errorf("the revision %s begins as a reference may", id)
	}
	for _, id := range []string{"", "4821093", "4821093a-0000", "é8210937", string(Mint[ServiceID](LevelService, "leeds-directory", "42"))} {
		if got := Reference(id); got != "" {
			t.Errorf("%q has the reference %q", id, got)
		}
	}
}
