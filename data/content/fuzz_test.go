package content_test

import (
	"os"
	"path/filepath"
	"testing"

	"fingerpost/data/content"
)

// FuzzListing: whatever a contributor writes, reading it ends with listings or with mistakes that name a line.
func FuzzListing(f *testing.F) {
	f.Add(right)
	f.Add("")
	f.Add("listings:\n  - &a {id: x, organization: *a}\n")
	f.Add("listings: [{id: a, sources: [{supports: [sources], dated: 2026}]}]")
	f.Add("listings:\n  - {id: .nan, name: !!binary x, phones: [{number: !!str 1}], hours: 24/7}\n")
	f.Add("listings:\n  - ? [a]\n    : b\n    <<: {id: c}\n")
	f.Add("%YAML 1.1\n---\nlistings: !!map\n...\n---\n- x")
	r := reader(f)
	dir := f.TempDir()
	embedded, err := content.Open("")
	if err != nil {
		f.Fatal(err)
	}
	names, err := embedded.YAML("listings")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		put(f, dir, name, "listings: []\n")
	}
	files, err := content.Open(dir)
	if err != nil {
		f.Fatal(err)
	}
	path := filepath.Join(dir, "listings", "fuzz.yaml")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		items, mistakes, err := files.Listings(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mistakes {
			if m.Line < 1 || m.Kind == "" || m.File != "listings/fuzz.yaml" {
				t.Errorf("a mistake without a place: %+v", m)
			}
		}
		for _, item := range items {
			if len(item.Submission.Records) == 0 || item.Submission.Service.OwnID == "" {
				t.Errorf("a listing without a source or an id: %+v", item)
			}
			if _, err := item.Submission.Digest(); err != nil {
				t.Error(err)
			}
		}
	})
}
