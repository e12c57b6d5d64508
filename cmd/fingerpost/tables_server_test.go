package main_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// located is an answer with the place that it starts from.
type located struct {
	answer
	Origin *struct {
		Label, Precision string
		Lat, Lon         float64
		Areas, Notes     []string
	}
}

func (s *server) locate(t testing.TB, q query) located {
	t.Helper()
	got := decode[located](t, s.page(t, "/api/search?"+q.encode()))
	if got.Origin == nil {
		t.Fatalf("%s has no place to start from", q)
	}
	return got
}

// precision is how closely the server knows a place.
func (s *server) precision(t testing.TB, near string) string {
	t.Helper()
	return s.locate(t, query{"", near}).Origin.Precision
}

// soon waits until something holds after a command has ended: 5 seconds are what is promised (Must show 7).
func soon(t testing.TB, what string, holds func() bool) {
	t.Helper()
	within(t, 5*time.Second, what, holds)
}

func within(t testing.TB, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	start := time.Now()
	for !holds() {
		if time.Since(start) > limit {
			t.Fatalf("not within %s: %s", limit, what)
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Logf("%s after %s", what, time.Since(start).Round(10*time.Millisecond))
}

// tablesIn are the files of the tables in a data folder, by name.
func tablesIn(t testing.TB, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(folder, "geo"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, "geo", e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(b)
	}
	return files
}

// wholeTable reports whether a table ends with the digest of what stands before it.
func wholeTable(b string) bool {
	cut := len(b) - sha256.Size
	if cut < 0 {
		return false
	}
	sum := sha256.Sum256([]byte(b[:cut]))
	return b[cut:] == string(sum[:])
}

// hammer asks a server for pages and answers without a pause until it is told to stop. Each must be whole.
func (s *server) hammer(t testing.TB) (stop func()) {
	t.Helper()
	var (
		mu      sync.Mutex
		wrong   []string
		answers int
		slowest time.Duration
		group   sync.WaitGroup
	)
	ended := make(chan struct{})
	near := [][]string{{"LS1 4AP", "Leeds", "LS2 7AB"}, {"LS1 4ZZ", "53.7953,-1.5533", "M15 5AB"}, {"LS6 3AA", "E08000035", "M1 1AB"}, {"DN15 6XP", "LS1 4", "M15"}}
	for _, places := range near {
		group.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-ended:
					return
				default:
				}
				q := query{[]string{"walking", "tea", "", "advice desk"}[i%4], places[i%len(places)]}
				path := []string{"/api/search?", "/api/search?", "/search?"}[i%3] + q.encode()
				began := time.Now()
				fault := s.fault(path)
				mu.Lock()
				answers++
				slowest = max(slowest, time.Since(began))
				if fault != "" {
					wrong = append(wrong, path+": "+fault)
				}
				mu.Unlock()
			}
		})
	}
	var once sync.Once
	stop = func() {
		once.Do(func() {
			close(ended)
			group.Wait()
			t.Logf("%d answers meanwhile, the slowest after %s", answers, slowest.Round(time.Millisecond))
			if answers < 100 {
				t.Errorf("only %d requests were answered meanwhile, which proves little", answers)
			}
			for _, fault := range wrong[:min(len(wrong), 5)] {
				t.Errorf("%d of %d answers were wrong: %s", len(wrong), answers, fault)
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

// fault asks for an answer and says what is wrong with it.
func (s *server) fault(path string) string {
	got, err := client.Get(s.address + path)
	if err != nil {
		return err.Error()
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	switch {
	case err != nil:
		return err.Error()
	case got.StatusCode != http.StatusOK:
		return fmt.Sprintf("%d: %.200s", got.StatusCode, body)
	case strings.HasPrefix(path, "/api/"):
		var a located
		if err := json.Unmarshal(body, &a); err != nil || a.Origin == nil || a.Origin.Precision == "" || len(a.Origin.Areas) == 0 || a.Origin.Lat < 49 || a.Origin.Lat > 61 {
			return fmt.Sprintf("not an answer from a place: %v: %.200s", err, body)
		}
	case !bytes.HasSuffix(bytes.TrimSpace(body), []byte("</html>")):
		return "not a whole page"
	}
	return ""
}

// quiet wants a log without errors and panics, and with so many warnings.
func (s *server) quiet(t testing.TB, warnings int) {
	t.Helper()
	log := s.log.String()
	if strings.Contains(log, "level=ERROR") || strings.Contains(log, "panic") || strings.Contains(log, "goroutine ") {
		t.Errorf("the server logged an error:\n%s", log)
	}
	if n := strings.Count(log, "level=WARN"); n != warnings {
		t.Errorf("the server logged %d warnings, want %d:\n%s", n, warnings, log)
	}
}

const teaClub = "Name,About,Run by,Address,Postcode,Phone\nTea club,Tea and talk,Tea trust,900 Wisteria Lane,LS1 4AP,0113 496 0001\n"

// teaFolder is a data folder with some hundred services, one of them placed by its postcode alone, and small tables.
func teaFolder(t *testing.T, folder string) string {
	t.Helper()
	must(t, importTable(t, folder, teaClub)...)
	must(t, "import", "listings", "--data", folder) // as the first start of the server does
	must(t, "import", "postcodes", codePoint(t, 5), "--data", folder)
	return folder
}

var tea = query{"tea club", "LS6 3AA"}

// milesToTea is how far it is from LS6 3AA to the one club that has no coordinates.
func (s *server) milesToTea(t testing.TB) float64 {
	t.Helper()
	if r := s.only(t, tea, "Tea club"); r.DistanceMiles != nil {
		return *r.DistanceMiles
	}
	return -1
}

// questionsOfTea are searches that a new table of postcodes answers otherwise.
var questionsOfTea = []query{tea, {"tea club", "LS1 4ZZ"}, {"walking", "LS1 4AP"}, {"choir society", "M15 5AB"}, {"", "LS2 7AB"}}
