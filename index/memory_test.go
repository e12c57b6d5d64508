package index

import (
	"bytes"
	"log/slog"
	"os"
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
