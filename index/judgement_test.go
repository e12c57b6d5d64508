package index_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/index"
)

// judgement is one search of the ranking files, with how good an answer each service would be.
type judgement struct {
	where   string // file and line
	query   string
	near    string
	filters index.Filters
	grades  map[data.ServiceID]int // 1 to 3; what is not there is 0
	names   map[data.ServiceID]string
}

func (j judgement) request(t testing.TB) index.Request {
	r := index.Request{Text: j.query, Filters: j.filters, Limit: 20}
	if j.near != "" {
		o := find(t, j.near)
		r.Origin = &o
	}
	return r
}

func rankingFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/ranking/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, file := range files {
		if filepath.Base(file) != "stats.txt" {
			out = append(out, file)
		}
	}
	if len(out) == 0 {
		t.Fatal("there are no ranking files")
	}
	return out
}

// judgements reads a ranking file. See testdata/ranking/README.md for its form.
func judgements(t testing.TB, file string) []judgement {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []judgement
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line, where := strings.TrimSpace(lines.Text()), fmt.Sprintf("%s:%d", file, n)
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch {
		case line == "" || line[0] == '#':
		case key == "query":
			all = append(all, judgement{where: where, query: value, filters: index.Filters{}, grades: map[data.ServiceID]int{}, names: map[data.ServiceID]string{}})
		case len(all) == 0:
			t.Fatalf("%s: a query must come first", where)
		default:
			if !all[len(all)-1].take(line, key, value) {
				t.Fatalf("%s: neither query, near, filter nor a graded service: %s", where, line)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	for _, j := range all {
		goods := 0
		for _, grade := range j.grades {
			if grade >= good {
				goods++
			}
		}
		if goods == 0 {
			t.Fatalf("%s: nothing is a good answer to %q", j.where, j.query)
		}
	}
	return all
}

func (j *judgement) take(line, key, value string) bool {
	switch key {
	case "near":
		j.near = value
		return true
	case "filter":
		group, v, ok := strings.Cut(value, "=")
		j.filters[index.Group(group)] = append(j.filters[index.Group(group)], v)
		return ok
	}
	grade, rest, _ := strings.Cut(line, " ")
	id, name, ok := strings.Cut(rest, " ")
	if !ok || len(grade) != 1 || grade[0] < '1' || grade[0] > '3' {
		return false
	}
	j.grades[data.ServiceID(id)], j.names[data.ServiceID(id)] = int(grade[0]-'0'), name
	return true
}
