package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fingerpost/geo"
)

// DESIGN.md, "Fixed points".
var fixedCommands = []string{"serve", "crawl", "import", "review", "index", "search", "export", "check", "backup", "restore", "status"}

var (
	listed  = regexp.MustCompile(`(?m)^  ([a-z-]+) +\S`)
	areaArg = regexp.MustCompile(`--area (\S+)`)
)

// commands walks all commands by what --help says of them.
func commands(t *testing.T, path ...string) (all [][]string) {
	t.Helper()
	help := must(t, append(path, "--help")...).out
	_, rest, ok := strings.Cut(help, "Available Commands:\n")
	if !ok {
		return nil
	}
	list, _, _ := strings.Cut(rest, "\n\n")
	for _, m := range listed.FindAllStringSubmatch(list, -1) {
		if len(path) == 0 && (m[1] == "help" || m[1] == "completion") {
			continue // cobra's own
		}
		sub := append(append([]string(nil), path...), m[1])
		all = append(append(all, sub), commands(t, sub...)...)
	}
	return all
}

// Every command has --help with an example that it would take.
func TestEveryCommandHasHelp(t *testing.T) {
	all := append([][]string{{}}, commands(t)...)
	names := map[string]bool{}
	for _, path := range all {
		name := strings.Join(path, " ")
		names[name] = true
		r := must(t, append(path, "--help")...)
		_, examples, ok := strings.Cut(r.out, "Examples:\n")
		if !ok || !strings.HasPrefix(strings.TrimSpace(examples), "fingerpost "+strings.TrimSpace(name)) && !strings.Contains(examples, "\n  fingerpost "+name) {
			t.Errorf("fingerpost %s --help shows no example of it:\n%s", name, r.out)
		}
		if !strings.Contains(r.out, "--json") {
			t.Errorf("fingerpost %s --help does not speak of --json", name)
		}
		for _, area := range areaArg.FindAllStringSubmatch(r.out, -1) {
			if _, ok := geo.AreaByCode(geo.AreaCode(area[1])); !ok && strings.HasPrefix(area[1], "E") {
				t.Errorf("fingerpost %s --help gives the example --area %s, which the command refuses", name, area[1])
			}
		}
	}
	for _, name := range append(fixedCommands, "import open-referral", "import table", "import listings", "import postcodes", "import places",
		"import areas", "check listings", "check links", "check store",
		"review show", "review accept", "review refuse", "review redact", "review do-not-list", "review do-not-list add", "review do-not-list lift", "export ndjson") {
		if !names[name] {
			t.Errorf("there is no command %q", name)
		}
	}
}

// A command that was typed wrongly is a usage error, in a sentence.
func TestWrongCommands(t *testing.T) {
	folder := empty(t)
	for _, args := range [][]string{
		{"sreve"}, {"--nonsense"}, {"serve", "--nonsense"}, {"serve", "now"}, {"search", "--within", "far", "tablet"}, {"search", "a", "b"},
		{"import"}, {"import", "feed"}, {"import", "csv"}, {"import", "csv", "a", "b"}, {"import", "open-referral"}, {"import", "listings", "x"},
		{"check"}, {"check", "everything"}, {"check", "store", "x"}, {"check", "links", "a", "b"}, {"check", "listings", "--due", "-1"}, {"import", "postcodes"}, {"import", "areas"}, {"export"}, {"export", "xml"}, {"review", "nonsense"}, {"review", "show"},
		{"review", "show", "nothing"}, {"review", "accept"}, {"review", "redact", "service"}, {"review", "redact", "thing", "id", "phones", "--why", "x"},
		{"backup"}, {"restore"}, {"status", "x"}, {"index", "x"}, {"crawl", "nothing-of-that-name"},
		{"search", "tablet", "--near", "nonsense in no place"}, {"search", "tablet", "--topic", "nonsense"},
		{"status", "--config", "/nonsense/fingerpost.yaml"}, {"status", "--content", "/nonsense"}, {"status", "--data", ""},
		{"serve", "--database", "postgres://127.0.0.1/x"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			if args[len(args)-1] != "" {
				args = append(args, "--data", folder)
			}
			r := run(t, args...)
			if r.code != 2 {
				t.Errorf("exit %d, want 2\n%s%s", r.code, r.out, r.errs)
			}
			if said := sentenceOf(r.errs); len(said) < 20 || strings.Contains(said, "goroutine") {
				t.Errorf("no sentence: %q", r.errs)
			}
			if r.out != "" {
				t.Errorf("it wrote to its output as if it had a result: %q", r.out)
			}
		})
	}
}

// What reports reports in JSON too, one value and nothing beside it.
func TestEveryReportIsJSON(t *testing.T) {
	t.Parallel()
	folder := empty(t)
	keep(t, folder, "alpha", larkspur)
	other := larkspur
	other.phone = "0113 496 0002"
	take(t, folder, "beta", other)
	backup := filepath.Join(t.TempDir(), "backup.db")
	for _, args := range [][]string{
		{"status"}, {"check", "store"}, {"check", "listings"}, {"review"}, {"index"}, {"search", "lunch"}, {"import", "listings"},
		{"search", "lunch", "--near", "LS1 4AP"}, {"backup", backup}, {"crawl"}, {"review", "show", theOneWaiting(t, folder).ID},
		{"review", "accept", theOneWaiting(t, folder).ID},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			decode[any](t, must(t, append(args, "--json", "--data", folder)...).out)
		})
	}
	decode[any](t, must(t, "restore", backup, "--json", "--data", empty(t)).out)
	lines := strings.Split(strings.TrimSpace(must(t, "export", "ndjson", "--data", folder).out), "\n")
	for _, line := range lines {
		if service := decode[struct{ ID, Name string }](t, line); service.ID == "" || service.Name == "" {
			t.Errorf("a line of the export is no service: %.200s", line)
		}
	}
	if n := read[status](t, "status", "--data", folder).Counts.Services; n != len(lines) {
		t.Errorf("%d services were exported of %d", len(lines), n)
	}
}

// The program may lie in the folder that it is run in, as in bin/, and settings come from fingerpost.yaml alone.
func TestRunBesideItself(t *testing.T) {
	folder := t.TempDir()
	b, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	beside := filepath.Join(folder, "fingerpost")
	if err := os.WriteFile(beside, b, 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(beside, "status", "--data", filepath.Join(folder, "data"))
	cmd.Dir = folder
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("run in its own folder it fails: %v\n%s", err, out)
	}
	write(t, folder, "fingerpost.yaml", "brand:\n  colour: green\n")
	cmd = command(t.Context(), folder, "status", "--data", filepath.Join(folder, "data"))
	checkRefusal(t, finish(t, t.Context(), cmd), 2, "settings")
}
