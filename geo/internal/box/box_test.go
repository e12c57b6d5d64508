package box

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var meta = Meta{Source: "a test", Dated: "2025-10", Made: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Rows: 2}

func encoded(t testing.TB) []byte {
	t.Helper()
	b, err := Encode(Places, meta, Section{"a", []byte("alpha")}, Section{"empty", nil}, Section{"b", []byte("beta")})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	f, err := Decode(Places, encoded(t))
	if err != nil {
		t.Fatal(err)
	}
	if string(f.Section("a")) != "alpha" || string(f.Section("b")) != "beta" || len(f.Section("empty")) != 0 || f.Section("c") != nil {
		t.Errorf("sections: %q %q", f.Section("a"), f.Section("b"))
	}
	if f.Meta != meta || len(f.Version) != 16 {
		t.Errorf("meta %+v, version %q", f.Meta, f.Version)
	}
}

func TestDamagedIsRefused(t *testing.T) {
	whole := encoded(t)
	for name, b := range map[string][]byte{
		"nothing": nil, "half": whole[:len(whole)/2], "one byte short": whole[:len(whole)-1], "one byte more": append(bytes.Clone(whole), 0),
	} {
		if _, err := Decode(Places, b); !errors.As(err, new(*DamagedError)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range whole {
		altered := bytes.Clone(whole)
		altered[i] ^= 0x20
		if _, err := Decode(Places, altered); !errors.As(err, new(*DamagedError)) {
			t.Errorf("byte %d altered: %v", i, err)
		}
	}
	if _, err := Decode(Areas, whole); !errors.As(err, new(*DamagedError)) {
		t.Errorf("another kind: %v", err)
	}
}

func TestWriteReplacesWhole(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir, Places); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("before anything is written: %v", err)
	}
	left := filepath.Join(dir, "geo", "places.box.1"+half)
	if err := os.MkdirAll(filepath.Dir(left), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(left, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-2 * staleAfter)
	if err := os.Chtimes(left, long, long); err != nil {
		t.Fatal(err)
	}
	versions := map[string]bool{}
	for _, text := range []string{"one", "two"} {
		if _, err := Write(dir, Places, meta, Section{"a", []byte(text)}); err != nil {
			t.Fatal(err)
		}
		f, err := Read(dir, Places)
		if err != nil || string(f.Section("a")) != text {
			t.Fatalf("%q: %v", f.Section("a"), err)
		}
		versions[f.Version] = true
	}
	if len(versions) != 2 {
		t.Error("two contents have one version")
	}
	entries, err := os.ReadDir(filepath.Join(dir, "geo"))
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %d files: %v", len(entries), err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encoded(f))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Decode(Places, b)
		if (err == nil) == (file.sections == nil) {
			t.Error("neither a box nor an error")
		}
	})
}
