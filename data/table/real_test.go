package table_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"fingerpost/data"
	"fingerpost/data/table"
)

const listings = "../../../shared/data/listings/"

// kinds counts problems by kind.
type kinds map[data.ProblemKind]int

// TestRealFiles reads the files that the shipped mappings are for, whole: every row is an item, and every submission
// passes the gate that all submissions pass.
func TestRealFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("36,000 rows are read with the other tests, without the race detector")
	}
	mappings, topics := shipped(t), shippedTopics(t)
	for _, c := range []struct {
		path    string
		items   int
		refused kinds
		read    kinds // what the reader mended and counted
		tidied  kinds // what Tidy did
	}{
		{"greater-manchester/gm_food_banks.csv", 171, nil,
			kinds{data.BadHours: 42, data.BadEmail: 1}, kinds{data.MendedURL: 7, data.BadURL: 3}},
		{"greater-manchester/gm_libraries.csv", 141, nil, nil, kinds{data.MendedURL: 16}},
		{"greater-manchester/gm_pharmacies.csv", 631, nil, kinds{data.BadHours: 2}, nil},
		{"greater-manchester/gm_jobcentreplus.csv", 26, nil, nil, nil},
		{"greater-manchester/trafford_childrens_centres.csv", 2, nil, nil, nil},
		{"greater-manchester/trafford_general_practices.csv", 26, nil, nil, nil},
		{"greater-manchester/trafford_mental_health_services.csv", 60, nil, nil, kinds{data.BadPostcode: 1}},
		{"greater-manchester/charities_operating_in_trafford.csv", 736, nil, nil,
			kinds{data.MendedURL: 820, data.MendedPostcode: 1, data.BadPhone: 6, data.BadURL: 2}},
		{"libraries/libraries_england.csv", 3487,
			kinds{data.NotOpen: 360, data.RepeatedID: 2}, kinds{data.BadEmail: 35}, nil},
		{"nhs-ods/epraccur.csv", 15971, kinds{data.NotOpen: 3888, data.NoService: 5333}, nil, kinds{data.BadPhone: 1}},
		{"nhs-ods/pharmacy.csv", 11206, nil, nil, kinds{data.BadPhone: 8}},
		{"warm-spaces/warm-spaces.geojson", 9026,
			kinds{data.RepeatedID: 136, data.NoName: 44, data.NoService: 33, data.PointOutside: 4, data.OtherCountry: 2, data.TestRow: 2},
			kinds{data.BadHours: 596, data.NoHours: 23, data.PointDropped: 2, data.MendedPostcode: 3, data.CutShort: 1},
			kinds{data.MendedURL: 24, data.BadURL: 13, data.Markup: 83}},
	} {
		t.Run(filepath.Base(c.path), func(t *testing.T) {
			file := realFile(t, c.path)
			defer file.Close()
			base := filepath.Base(c.path)
			opened, err := table.Open(bufio.NewReader(file), table.Input{Name: base}, mappings...)
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.ReplaceAll(base[:len(base)-len(filepath.Ext(base))], "-", "_"); fileOf(opened.Mapping.Name) != want {
				t.Fatalf("the mapping is %q, want %q", opened.Mapping.Name, want)
			}
			items, refused, read, tidied := 0, kinds{}, kinds{}, kinds{}
			for item, err := range opened.Items(reading(topics)) {
				if err != nil {
					t.Fatal(err)
				}
				items++
				for _, p := range item.Problems {
					if p.Where != item.Where {
						t.Errorf("%s: a problem of %s", item.Where, p.Where)
					}
					if p.Kind == data.NotOpen && p.Value == "" {
						t.Errorf("%s: not open, and no word of why", item.Where)
					}
					if p.Kind.Refuses() {
						refused[p.Kind]++
					} else {
						read[p.Kind]++
					}
				}
				if item.Refused() {
					continue
				}
				check(t, item, topics)
				for _, p := range item.Submission.Tidy(item.Where, now) {
					tidied[p.Kind]++
					if p.Kind.Refuses() {
						t.Errorf("%s: %+v", item.Where, p)
					}
				}
				if digest, err := item.Submission.Digest(); err != nil || digest == "" {
					t.Errorf("%s: digest %q, %v", item.Where, digest, err)
				}
			}
			if items != c.items {
				t.Errorf("%d items, want %d", items, c.items)
			}
			same(t, "refused", refused, c.refused)
			same(t, "read", read, c.read)
			same(t, "tidied", tidied, c.tidied)
		})
	}
}

var now = time.Date(2026, time.June, 1, 9, 0, 0, 0, time.UTC)

// check looks at what must be true of every submission.
func check(t *testing.T, item data.Item, topics data.Topics) {
	t.Helper()
	s := item.Submission
	if s.Source != "test" || len(s.Records) != 1 || s.Service.OwnID == "" || s.Service.Doc.Name == "" || !data.ValidID(string(s.Service.Doc.ID)) {
		t.Errorf("%s: %+v", item.Where, s)
	}
	if len(s.Service.Doc.Areas) == 0 && s.Service.Doc.AssumedArea != "E92000001" {
		t.Errorf("%s: neither areas nor an assumed one", item.Where)
	}
	for _, id := range s.Service.Doc.Topics {
		if _, ok := topics.Get(id); !ok {
			t.Errorf("%s: no topic %q", item.Where, id)
		}
	}
}

func same(t *testing.T, what string, got, want kinds) {
	t.Helper()
	for kind, n := range got {
		if want[kind] != n {
			t.Errorf("%s: %d of %s, want %d", what, n, kind, want[kind])
		}
	}
	for kind, n := range want {
		if got[kind] == 0 {
			t.Errorf("%s: none of %s, want %d", what, kind, n)
		}
	}
}

// realFile opens a file of public data that is not part of the repository.
func realFile(t *testing.T, path string) *os.File {
	t.Helper()
	file, err := os.Open(listings + path)
	if err == nil {
		return file
	}
	if os.Getenv("CI") == "true" {
		t.Fatal(err)
	}
	t.Skip("the file is not here: ", err)
	return nil
}

func reading(topics data.Topics) data.Reading {
	dated, _ := data.ParseDate("2024-01-31")
	return data.Reading{
		Source: data.Source{Key: "test", Area: "E92000001", Dated: dated}, ReadAt: now, Topics: topics,
	}
}

func fileOf(name string) string {
	b := []byte(name)
	for i := range b {
		if b[i] == '-' {
			b[i] = '_'
		}
	}
	return string(b)
}

// shipped are the mappings that come with Fingerpost.
func shipped(t testing.TB) []table.Mapping {
	t.Helper()
	paths, err := filepath.Glob("../content/tables/*.yaml")
	if err != nil || len(paths) != 20 {
		t.Fatalf("%d mappings, %v", len(paths), err)
	}
	var mappings []table.Mapping
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m, err := table.ReadMapping(filepath.Base(path), b)
		if err != nil {
			t.Fatal(err)
		}
		if fileOf(m.Name)+".yaml" != filepath.Base(path) {
			t.Errorf("%s is named %q", path, m.Name)
		}
		mappings = append(mappings, m)
	}
	return mappings
}

// shippedTopics are those of topics.yaml.
func shippedTopics(t testing.TB) data.Topics {
	t.Helper()
	b, err := os.ReadFile("../content/topics.yaml")
	if err != nil {
		t.Fatal(err)
	}
	type topic struct {
		ID, Name string
		Words    []string
		Topics   []struct {
			ID, Name string
			Words    []string
		}
	}
	var file struct{ Topics []topic }
	if err := yaml.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	var all []data.Topic
	for _, top := range file.Topics {
		all = append(all, data.Topic{ID: data.TopicID(top.ID), Name: top.Name, Words: top.Words})
		for _, sub := range top.Topics {
			all = append(all, data.Topic{ID: data.TopicID(sub.ID), Parent: data.TopicID(top.ID), Name: sub.Name, Words: sub.Words})
		}
	}
	return data.NewTopics(all)
}
