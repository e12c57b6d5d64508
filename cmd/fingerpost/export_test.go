package main_test

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
)

// names are the names of the services in the lines of an export.
func namesIn(t testing.TB, lines []string) string {
	t.Helper()
	var names []string
	for _, line := range lines {
		names = append(names, decode[struct{ Name string }](t, line).Name)
	}
	return strings.Join(names, ", ")
}

func TestExportOptions(t *testing.T) {
	folder := empty(t)
	take(t, folder, "alpha", larkspur)
	closed := strings.Replace(withheld, `"status":"active"`, `"status":"closed"`, 1)
	must(t, "import", "open-referral", write(t, t.TempDir(), "refuge.json", closed), "--area", "E06000060", "--source", "beta", "--data", folder)
	for _, c := range []struct{ flags, want string }{
		{"--source alpha", "Larkspur Lunch Club"}, {"--source beta --status active", "Harbour Chess Club"},
		{"--source alpha --status all", "Larkspur Lunch Club"},
	} {
		if got := namesIn(t, linesOf(t, exported(t, folder, strings.Fields(c.flags)...))); got != c.want {
			t.Errorf("%s exports %s, want %s", c.flags, got, c.want)
		}
	}
	if all := linesOf(t, exported(t, folder)); len(all) != 3 {
		t.Errorf("%d services, want 3: %s", len(all), namesIn(t, all))
	}
	refused(t, 2, "no source", "export", "ndjson", "--source", "gamma", "--data", folder)
	refused(t, 2, "active", "export", "ndjson", "--status", "closed", "--data", folder)
	refused(t, 1, "not there", "export", "ndjson", "--output", "/nonsense/services.ndjson", "--data", folder)
	refused(t, 1, "disk is full", "export", "ndjson", "--output", "/dev/full", "--data", folder)
}

// A file that is written is there whole, in place of what was there, with nothing beside it.
func TestExportToFile(t *testing.T) {
	folder, to := empty(t), t.TempDir()
	take(t, folder, "alpha", larkspur)
	file, link := write(t, to, "services.ndjson", "old"), filepath.Join(to, "link.ndjson")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	got := read[struct {
		File     string
		Services int
	}](t, "export", "ndjson", "--output", link, "--data", folder)
	if got.Services != 1 || got.File != link {
		t.Errorf("%+v", got)
	}
	if lines := linesOf(t, file); namesIn(t, lines) != larkspur.name {
		t.Errorf("%v", lines)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is one no more: %v %v", info, err)
	}
	if files, err := os.ReadDir(to); err != nil || len(files) != 2 {
		t.Errorf("something is left beside it: %v %v", files, err)
	}
}

// What was redacted is nowhere in an export, nor in what it says of where things came from.
func TestExportWithoutWhatWasRedacted(t *testing.T) {
	folder := empty(t)
	take(t, folder, "alpha", larkspur)
	line := linesOf(t, exported(t, folder, "--provenance"))[0]
	if !strings.Contains(line, larkspur.phone) || !strings.Contains(line, larkspur.email) {
		t.Fatalf("they are not in it before: %.300s", line)
	}
	id := decode[struct{ ID string }](t, line).ID
	for _, field := range []string{"phones", "email"} {
		must(t, "review", "redact", "service", id, field, "--why", "they asked us", "--data", folder)
	}
	line = linesOf(t, exported(t, folder, "--provenance"))[0]
	for _, gone := range []string{larkspur.phone, larkspur.email, `"phones/`, `"email"`, "[redacted]"} {
		if strings.Contains(line, gone) {
			t.Errorf("%q is in it still: %s", gone, line)
		}
	}
}

// An export ends as soon as nobody reads it or a person stops it, also while it waits for a reader.
func TestExportStops(t *testing.T) {
	made, _ := large(t)
	for _, how := range []string{"the reader has enough", "a person stops it"} {
		t.Run(how, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := command(ctx, t.TempDir(), "export", "ndjson", "--provenance", "--data", copyFolder(t, made))
			errs, err := os.Create(filepath.Join(t.TempDir(), "errors"))
			if err != nil {
				t.Fatal(err)
			}
			defer errs.Close()
			cmd.Stderr = errs
			said := func() string {
				b, err := os.ReadFile(errs.Name())
				if err != nil {
					t.Fatal(err)
				}
				return string(b)
			}
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || decode[struct{ ID string }](t, line).ID == "" {
				t.Errorf("%v: %.200s", err, line)
			}
			if how == "the reader has enough" {
				if err := out.Close(); err != nil {
					t.Fatal(err)
				}
				if err := cmd.Wait(); err != nil || said() != "" {
					t.Errorf("it fails: %v\n%s", err, said())
				}
				return
			}
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
			state, err := cmd.Process.Wait() // the pipe stays open and is not read
			if err != nil {
				t.Fatal(err)
			}
			if state.ExitCode() != 1 || !strings.Contains(sentenceOf(said()), "stopped") {
				t.Errorf("exit %d: %q", state.ExitCode(), said())
			}
		})
	}
}

// A file with a service on each line is read line by line: what is wrong with one stops no other.
func TestImportLines(t *testing.T) {
	lines := `{"id":"a1","name":"First club"}

{"id":"a2","name":"Second club"
{"id":"a1","name":"First club again"}
[]
"text"
` + `{"id":"a3","name":"` + strings.Repeat("x", 17<<20) + `"}
{"id":"a4","name":"Last club"}`
	for _, name := range []string{"clubs.ndjson", "clubs.jsonl"} {
		folder := empty(t)
		s := read[summary](t, "import", "open-referral", write(t, t.TempDir(), name, lines), "--area", "E08000035", "--data", folder)
		s.check(t)
		if s.Created != 2 || s.Rejected != 5 {
			t.Errorf("%+v", s)
		}
		for i, where := range []string{"line 3", "a1", "line 5", "line 6", "line 7"} {
			if i < len(s.Rejections) && !strings.Contains(s.Rejections[i].Where, where) {
				t.Errorf("rejection %d: %+v, want %s", i, s.Rejections[i], where)
			}
		}
		withStore(t, folder, func(ctx context.Context, kept *store.Store) error {
			for own, want := range map[string]string{"a1": "First club", "a4": "Last club"} {
				l, err := kept.Listing(ctx, data.Mint[data.ServiceID](data.LevelService, "clubs", own))
				if err != nil || l.Service.Name != want {
					t.Errorf("%s: %q, %v", own, l.Service.Name, err)
				}
			}
			return nil
		})
	}
}
