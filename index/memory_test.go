package index

import (
	"bytes"
	"log/slog"
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

func TestAvailable(t *testing.T) {
	for said, want := range map[string]uint64{
		"MemTotal:       24000 kB\nMemFree:  10 kB\nMemAvailable:   2048 kB\n": 2 << 20, "MemTotal: 1 kB\n": 0, "MemAvailable: some\n": 0, "": 0,
	} {
		if got, ok := available(strings.NewReader(said)); got != want || ok != (want > 0) {
			t.Errorf("%q: %d %t", said, got, ok)
		}
	}
}

func TestWarnOfMemory(t *testing.T) {
	var out bytes.Buffer
	x := &Index{log: slog.New(slog.NewTextHandler(&out, nil))}
	x.warnOfMemory(1)
	if out.Len() > 0 {
		t.Errorf("of one document it warns: %s", &out)
	}
	if _, err := os.Stat("/proc/meminfo"); err != nil {
		t.Skip("this system does not say how much memory is free")
	}
	x.warnOfMemory(1 << 40)
	if !strings.Contains(out.String(), "less memory free") {
		t.Errorf("of more documents than any machine holds it says: %q", &out)
	}
}

func TestMapped(t *testing.T) {
	for said, want := range map[string]int{"100 50 3 1 0 9 0\n": 3 * os.Getpagesize(), "100 50": 0, "1 2 x": 0, "": 0} {
		if got := mapped(said); got != want {
			t.Errorf("%q: %d", said, got)
		}
	}
}

// Little is held of garbage where much is in use, and never so little that there is nothing but collecting.
func TestPercent(t *testing.T) {
	for documents, want := range map[int]int{0: usualPercent, 100_000: usualPercent, 100_000_000: leastPercent} {
		if got := percent(documents); got != want {
			t.Errorf("%d documents: %d percent", documents, got)
		}
	}
	if p := percent(1_000_000); p <= leastPercent || p >= usualPercent {
		t.Errorf("a million documents: %d percent", p)
	}
	before := debug.SetGCPercent(usualPercent)
	defer debug.SetGCPercent(before)
	t.Setenv("GOGC", "")
	boundGarbage(1_000_000)
	defer boundGarbage(0)
	if set := debug.SetGCPercent(usualPercent); set != percent(1_000_000) {
		t.Errorf("%d percent are set", set)
	}
	t.Setenv("GOGC", "80")
	boundGarbage(0)
	if set := debug.SetGCPercent(usualPercent); set != usualPercent {
		t.Errorf("%d percent are set, though the environment says", set)
	}
}
