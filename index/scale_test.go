package index

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// stepVariable tells the processes that TestScale starts what to do.
const stepVariable = "FINGERPOST_BENCH_STEP"

// TestScale builds an index of a made-up directory in one process, and opens and searches it in another, so that what each takes of
// memory can be told.
func TestScale(t *testing.T) {
	size, err := strconv.Atoi(os.Getenv("FINGERPOST_BENCH_SIZE"))
	if err != nil {
		t.Skip("it takes many minutes: make bench-scale")
	}
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip("what a process takes of memory is read as Linux tells it")
	}
	switch folder := os.Getenv("FINGERPOST_BENCH_FOLDER"); os.Getenv(stepVariable) {
	case "build":
		scaleBuild(t, size, folder)
	case "search":
		scaleSearch(t, size, folder)
	default:
		folder := t.TempDir()
		for _, step := range []string{"build", "search"} {
			again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestScale$", "-test.v", "-test.timeout=6h")
			again.Env = append(os.Environ(), stepVariable+"="+step, "FINGERPOST_BENCH_FOLDER="+folder)
			again.Stdout, again.Stderr = os.Stdout, os.Stderr
			if err := again.Run(); err != nil {
				t.Fatalf("%s: %v", step, err)
			}
		}
	}
}

func scaleBuild(t *testing.T, size int, folder string) {
	e := product{corpus: newPeerCorpus(t, size), folder: folder}
	t.Logf("before: %s", memory(t))
	began := time.Now()
	if err := e.build(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	parts := e.parts(t)
	if err := e.close(); err != nil {
		t.Fatal(err)
	}
	bytes, err := e.size()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d listings built in %v, %.1f MB in %d segments; %s", size, took.Round(time.Second/10), float64(bytes)/1e6, parts, memory(t))
}

func (e *product) parts(t *testing.T) int {
	t.Helper()
	v, release, err := e.index.view()
	if err != nil {
		t.Fatal(err)
	}
	release(&err)
	return len(v.Parts)
}

func scaleSearch(t *testing.T, size int, folder string) {
	e := product{corpus: newPeerCorpus(t, size), folder: folder}
	queries := e.corpus.Queries(1, peerQueries, size)
	debug.FreeOSMemory()
	t.Logf("before: %s", memory(t))
	began := time.Now()
	if err := e.build(t.Context(), nil); err != nil { // there is nothing left to build
		t.Fatal(err)
	}
	t.Logf("opened in %v; %s", time.Since(began).Round(time.Millisecond), memory(t))
	defer func() {
		if err := e.close(); err != nil {
			t.Error(err)
		}
	}()
	for _, engine := range []engine{&e, own{&e}} {
		for _, round := range []string{"first", "second", "third"} {
			var took []time.Duration
			for _, q := range queries {
				began := time.Now()
				if _, err := engine.search(t.Context(), q); err != nil {
					t.Fatal(err)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			t.Logf("%s, %s round: p50 %.2f, p90 %.2f, p99 %.2f ms; %s", engine.name(), round, percentile(took, 50), percentile(took, 90),
				percentile(took, 99), memory(t))
		}
		var rates []string
		one := 0.0
		for goroutines := range runtime.GOMAXPROCS(0) {
			rate := searches(t, engine, queries, goroutines+1)
			if one == 0 {
				one = rate
			}
			rates = append(rates, fmt.Sprintf("%d: %.0f (%.2f)", goroutines+1, rate, rate/one))
		}
		t.Logf("%s, searches a second by so many at once: %v; %s", engine.name(), rates, memory(t))
	}
}

// searches is how many searches a second some goroutines get answered together.
func searches(t *testing.T, e engine, queries []peerQuery, goroutines int) float64 {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	var group sync.WaitGroup
	counts, errs := make([]int, goroutines), make([]error, goroutines)
	began := time.Now()
	for g := range goroutines {
		group.Go(func() {
			for i := g * len(queries) / goroutines; ctx.Err() == nil; i++ {
				if _, err := e.search(t.Context(), queries[i%len(queries)]); err != nil {
					errs[g] = err
					return
				}
				counts[g]++
			}
		})
	}
	group.Wait()
	all := 0
	for g := range goroutines {
		if errs[g] != nil {
			t.Fatal(errs[g])
		}
		all += counts[g]
	}
	return float64(all) / time.Since(began).Seconds()
}

var memoryLine = regexp.MustCompile(`(?m)^(VmHWM|VmRSS|RssAnon):\s+(\d+) kB`)

// memory tells what this process takes of memory: at most so far, now, and now without files.
func memory(t *testing.T) string {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	mb := map[string]int{}
	for _, m := range memoryLine.FindAllStringSubmatch(string(status), -1) {
		kb, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		mb[m[1]] = kb / 1000
	}
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return fmt.Sprintf("%d MB resident, %d without files, %d at most, %d in use", mb["VmRSS"], mb["RssAnon"], mb["VmHWM"], stats.HeapAlloc/1_000_000)
}
