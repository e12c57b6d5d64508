package main_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"fingerpost/index"
)

// server is a running "serve".
type server struct {
	address string
	cmd     *exec.Cmd
	log     *output
	ended   chan struct{}
}

// output is what a process writes while it runs.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// serve starts a server on a free port of this machine and waits until it is ready. It is stopped when the test ends.
func serve(t testing.TB, folder string, args ...string) *server {
	t.Helper()
	s := &server{log: &output{}, ended: make(chan struct{})}
	s.cmd = command(t.Context(), t.TempDir(), append([]string{"serve", "--addr", "127.0.0.1:0", "--data", folder}, args...)...)
	s.cmd.Cancel = func() error { return nil } // stopped below, by its own id
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		s.cmd.Wait() // how it ended is read from its state
		close(s.ended)
	}()
	t.Cleanup(func() { s.stop(t) })
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		select {
		case <-s.ended:
			t.Fatalf("the server ended: %s\n%s", s.cmd.ProcessState, s.log)
		case <-time.After(50 * time.Millisecond):
		}
		// A file that a killed server left behind names another process.
		var said struct {
			Address string
			PID     int
		}
		b, err := os.ReadFile(filepath.Join(folder, "serve.json"))
		if err != nil || json.Unmarshal(b, &said) != nil || said.PID != s.cmd.Process.Pid {
			continue
		}
		s.address = said.Address
		if code, _ := s.get(t, "/readyz"); code == http.StatusOK {
			return s
		}
	}
	t.Fatalf("the server was not ready after %s\n%s", patience, s.log)
	return nil
}

// stop ends a server as an operator does. It must end well.
func (s *server) stop(t testing.TB) {
	t.Helper()
	select {
	case <-s.ended:
		return
	default:
	}
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	select {
	case <-s.ended:
		if code := s.cmd.ProcessState.ExitCode(); code != 0 {
			t.Errorf("the server ended with %d when it was told to stop\n%s", code, s.log)
		}
	case <-time.After(30 * time.Second):
		s.kill()
		t.Errorf("the server did not stop within 30 s\n%s", s.log)
	}
}

// kill ends a server with no warning.
func (s *server) kill() {
	s.cmd.Process.Kill() // it may have ended
	<-s.ended
}

var client = http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func (s *server) get(t testing.TB, path string) (code int, body string) {
	t.Helper()
	answer, err := client.Get(s.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(b)
}

func (s *server) page(t testing.TB, path string) string {
	t.Helper()
	code, body := s.get(t, path)
	if code != http.StatusOK {
		t.Fatalf("%s answered %d\n%.300s", path, code, body)
	}
	return body
}

// answer is what a search answers to programs.
type answer struct {
	Query   struct{ Relaxed []struct{ What string } }
	Total   int
	Results []found
}

type found struct {
	ServiceID     string `json:"service_id"`
	LocationID    string `json:"location_id"`
	Name          string
	Organization  string
	Summary       string
	DistanceMiles *float64 `json:"distance_miles"`
	Reach         string
	AreaAssumed   bool `json:"area_assumed"`
	Phone, URL    string
	Why           []string
}

// query is what is asked.
type query struct{ text, near string }

func (q query) String() string { return q.text + " near " + q.near }

func (q query) encode() string {
	values := url.Values{}
	if q.text != "" {
		values.Set("q", q.text)
	}
	if q.near != "" {
		values.Set("near", q.near)
	}
	return values.Encode()
}

// api asks the running server.
func (s *server) api(t testing.TB, q query) answer {
	t.Helper()
	return decode[answer](t, s.page(t, "/api/search?"+q.encode()))
}

// cli asks with the command.
func cli(t testing.TB, folder string, q query) answer {
	t.Helper()
	args := []string{"search", q.text, "--data", folder}
	if q.near != "" {
		args = append(args, "--near", q.near)
	}
	return read[answer](t, args...)
}

// html asks for the page and reads the results off it, as a person would: a band and a listing each.
func (s *server) html(t testing.TB, q query) []string {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(s.page(t, "/search?"+q.encode())))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	doc.Find("ol.fp-results > li").Each(func(_ int, li *goquery.Selection) {
		band, _ := li.Parent().Attr("aria-labelledby")
		href, _ := li.Find("h3 a").Attr("href")
		parts := strings.Split(href, "/")
		if len(parts) < 3 {
			t.Fatalf("a result without the address of its listing: %q", href)
		}
		out = append(out, strings.TrimPrefix(band, "band-")+" "+parts[2])
	})
	return out
}

// shown are the bands and ids of results, as the page has them.
func (a answer) shown() []string {
	var out []string
	for _, r := range a.Results {
		out = append(out, string(index.Reach(r.Reach).Band())+" "+r.ServiceID)
	}
	return out
}

// named is the result of a name.
func (a answer) named(name string) (found, bool) {
	for _, r := range a.Results {
		if r.Name == name {
			return r, true
		}
	}
	return found{}, false
}

// reaches counts the results of each band.
func (a answer) reaches() map[string]int {
	n := map[string]int{}
	for _, r := range a.Results {
		n[r.Reach]++
	}
	return n
}

// eventually waits until something holds, which must be soon: a change is found by the running server within 3 seconds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for start := time.Now(); time.Since(start) < 3*time.Second; time.Sleep(50 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Errorf("not within 3 seconds: %s", what)
}
