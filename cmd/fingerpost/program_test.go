// The tests of this package run the program as people do: they build it once, start it as a process of its own on a
// fresh data folder, and look only at what it answers, writes and leaves behind.
package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

var (
	program string // the binary under test
	scratch string // what several tests share; removed at the end
)

// patience is how long one command may take: far longer than any needs, so that a slow machine fails nothing.
const patience = 4 * time.Minute

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

func runTests(m *testing.M) int {
	var err error
	if scratch, err = os.MkdirTemp("", "fingerpost-whole-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(scratch)
	program = filepath.Join(scratch, "bin", "fingerpost")
	// Another user runs it in one test.
	if err := errors.Join(os.Chmod(scratch, 0o755), os.Mkdir(filepath.Dir(program), 0o755)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// result is how a command ended and what it wrote.
type result struct {
	code      int
	out, errs string
	peak      int64 // bytes of memory at most
}

// command prepares the program, in a folder without settings and without the caller's own FINGERPOST_ variables.
func command(ctx context.Context, folder string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = folder
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "FINGERPOST_") })
	return cmd
}

// run runs the program to its end, whatever that is.
func run(t testing.TB, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return finish(t, ctx, command(ctx, t.TempDir(), args...))
}

func finish(t testing.TB, ctx context.Context, cmd *exec.Cmd) result {
	t.Helper()
	var out, errs bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	cmd.Stderr = &errs
	err := cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("%s had not ended after %s\n%s", strings.Join(cmd.Args[1:], " "), patience, errs.String())
	}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s: %v", strings.Join(cmd.Args[1:], " "), err)
	}
	r := result{code: cmd.ProcessState.ExitCode(), out: out.String(), errs: errs.String()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.peak = usage.Maxrss * 1024
	}
	return r
}

// must runs the program, which must succeed.
func must(t testing.TB, args ...string) result {
	t.Helper()
	r := run(t, args...)
	if r.code != 0 {
		t.Fatalf("fingerpost %s: exit %d\n%s%s", strings.Join(args, " "), r.code, r.out, r.errs)
	}
	return r
}

// read runs the program with --json, which must succeed, and reads its answer.
func read[T any](t testing.TB, args ...string) T {
	t.Helper()
	r := must(t, append(args, "--json")...)
	return decode[T](t, r.out)
}

func decode[T any](t testing.TB, text string) T {
	t.Helper()
	var v T
	decoder := json.NewDecoder(strings.NewReader(text))
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("this is not the JSON that was expected: %v\n%.500s", err, text)
	}
	if decoder.More() {
		t.Fatalf("there is more than one JSON value in the answer:\n%.500s", text)
	}
	return v
}

// refused runs the program, which must refuse with the exit code, in one sentence that holds the words, and without the
// insides of a program.
func refused(t testing.TB, code int, words string, args ...string) result {
	t.Helper()
	r := run(t, args...)
	checkRefusal(t, r, code, words)
	return r
}

func checkRefusal(t testing.TB, r result, code int, words string) {
	t.Helper()
	if r.code != code {
		t.Errorf("exit %d, want %d\n%s%s", r.code, code, r.out, r.errs)
	}
	said := sentenceOf(r.errs)
	if !strings.Contains(strings.ToLower(said), strings.ToLower(words)) {
		t.Errorf("the sentence does not speak of %q: %q", words, r.errs)
	}
	if len(said) < 20 || len(said) > 600 || !strings.HasSuffix(said, ".") {
		t.Errorf("this is no sentence to a person: %q", said)
	}
	for _, inside := range []string{"goroutine ", "panic:", ".go:", "runtime error", "0x", "%!", "<nil>"} {
		if strings.Contains(r.errs+r.out, inside) {
			t.Errorf("the message shows the insides of the program (%q):\n%s%s", inside, r.out, r.errs)
		}
	}
}

// sentenceOf is what the program says as it ends, without the lines of the log before it.
func sentenceOf(errs string) string {
	const prefix = "fingerpost: "
	if i := strings.LastIndex("\n"+errs, "\n"+prefix); i >= 0 {
		return strings.TrimSpace(errs[i+len(prefix):])
	}
	return ""
}

// Shapes of answers, as scripts read them.
type (
	summary struct {
		Source     string
		Records    int
		Created    int
		Updated    int
		Unchanged  int
		Pending    int
		Mended     int
		Rejected   int
		Problems   map[string]int
		Pages      int
		AllPages   int `json:"all_pages"`
		Partial    bool
		Rejections []struct{ Where, Why string }
	}
	report struct {
		Organizations, Locations, Services, Records, Revisions int
		Log                                                    int64
		Digest                                                 string
		Faults                                                 []string
	}
	status struct {
		Counts struct {
			Organizations, Locations, Services, Waiting int
			Log                                         int64
		}
		Server string
	}
)

// check wants a summary to account for each record once.
func (s summary) check(t testing.TB) {
	t.Helper()
	if sum := s.Created + s.Updated + s.Unchanged + s.Rejected; sum != s.Records {
		t.Errorf("%d records, but %d created + %d updated + %d unchanged + %d rejected = %d", s.Records, s.Created, s.Updated, s.Unchanged, s.Rejected, sum)
	}
	if len(s.Rejections) != s.Rejected {
		t.Errorf("%d rejected, but %d explained", s.Rejected, len(s.Rejections))
	}
	for _, r := range s.Rejections {
		if r.Where == "" || len(r.Why) < 5 {
			t.Errorf("a rejection that explains nothing: %+v", r)
		}
	}
}

// sound checks a data folder's store.
func sound(t testing.TB, folder string) report {
	t.Helper()
	r := read[report](t, "check", "store", "--data", folder)
	if len(r.Faults) > 0 {
		t.Fatalf("the store has faults: %s", strings.Join(r.Faults, "; "))
	}
	return r
}

// counted is a report without what differs between two histories with the same outcome.
func (r report) counted() report {
	r.Digest = ""
	return r
}

// sharedData is a file or folder of the real data beside the repository.
func sharedData(t testing.TB, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "data", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		missing(t, "the real data is not beside the repository: "+path)
	}
	return path
}

// missing skips a test for want of something; on CI, where everything must be there, it fails.
func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// write makes a file in a folder.
func write(t testing.TB, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// copyFolder copies a data folder that no process has open.
func copyFolder(t testing.TB, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// empty is a data folder that is not there yet.
func empty(t testing.TB) string { return filepath.Join(t.TempDir(), "data") }
