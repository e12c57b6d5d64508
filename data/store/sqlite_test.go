package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fingerpost/data"
)

// A directory of a version without keys finds again what is the same: the keys are made when it is opened.
func TestKeysAreMade(t *testing.T) {
	folder := t.TempDir()
	b := newBench(t, openAt(t, folder))
	service := b.submit(offer(council, "1")).Service
	for _, clear := range []string{`DELETE FROM match_keys`, `DELETE FROM name_words`, `DELETE FROM meta WHERE name = 'match_keys'`} {
		if _, err := b.s.writes.Exec(clear); err != nil {
			t.Fatal(err)
		}
	}
	again := &bench{T: t, s: openAt(t, folder), ctx: context.Background()}
	if got := again.submit(offer(charity, "x")); got.Service != service || got.Created {
		t.Errorf("%+v, want %s", got, service)
	}
	if names := again.column(`SELECT names FROM name_words WHERE word = ''`); len(names) != 1 || names[0] != "2" {
		t.Errorf("%v names are counted, want the service's and who runs it", names)
	}
}

// Two stores on one file are what two processes are to each other: a crawl that writes while the server runs.
func TestTwoStoresWriteOneFile(t *testing.T) {
	folder := t.TempDir()
	one, two := newBench(t, openAt(t, folder)), &bench{T: t, s: openAt(t, folder), ctx: context.Background()}
	var wg sync.WaitGroup
	for _, w := range []struct {
		b      *bench
		source data.Source
	}{{one, council}, {two, charity}} {
		wg.Go(func() {
			for i := range 25 {
				name := fmt.Sprint(w.source.Key, " ", i)
				if _, err := w.b.s.Submit(w.b.ctx, offer(w.source, fmt.Sprint(i), called(name)), ""); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	report := one.sound()
	if report.Services != 50 || report.Log != one.head().Log || two.sound().Digest != report.Digest {
		t.Errorf("%+v", report)
	}
	at := Checkpoint{Epoch: one.head().Epoch}
	seen := map[data.ServiceID]bool{}
	for at != two.head() {
		for _, id := range two.since(&at, 7) {
			seen[id] = true
		}
	}
	if len(seen) != 50 {
		t.Errorf("a follower saw %d services", len(seen))
	}
}

// A server and an import may be started at the same moment on a folder that is not there yet.
func TestManyOpenANewFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			s, err := OpenFolder(context.Background(), folder, testClock())
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	newBench(t, openAt(t, folder)).sound()
}

// What was acknowledged is there when the file is opened again, whether it was closed or not.
func TestReopening(t *testing.T) {
	folder := t.TempDir()
	b := newBench(t, openAt(t, folder))
	service := b.submit(offer(council, "1")).Service
	digest, head := b.sound().Digest, b.head()
	again := &bench{T: t, s: openAt(t, folder), ctx: context.Background()}
	if again.sound().Digest != digest || again.head() != head || again.listing(service).Service.Name != "Digital Buddies" {
		t.Error("another directory after opening it again")
	}
}

func TestNewerDatabase(t *testing.T) {
	folder := t.TempDir()
	b := newBench(t, openAt(t, folder))
	b.must(b.s.write(b.ctx, func(t tx) error {
		_, err := t.exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
		return err
	}))
	b.must(b.s.Close())
	before, err := os.ReadFile(dbFile(folder))
	b.must(err)
	if _, err := OpenFolder(b.ctx, folder, testClock()); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), FileName) {
		t.Errorf("a newer database: %v", err)
	}
	after, err := os.ReadFile(dbFile(folder))
	b.must(err)
	if string(before) != string(after) {
		t.Error("a newer database was changed")
	}
	if _, _, err := Restore(b.ctx, dbFile(folder), t.TempDir(), false, testClock()); err == nil {
		t.Error("a newer backup was restored")
	}
}

// A folder that cannot be written to is an error with the file's name, and no panic.
func TestFoldersThatCannotBeUsed(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFolder(ctx, file, testClock()); err == nil {
		t.Error("a file was opened as a folder")
	}
	junk := t.TempDir()
	if err := os.WriteFile(dbFile(junk), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFolder(ctx, junk, testClock()); err == nil || !strings.Contains(err.Error(), FileName) {
		t.Errorf("a file that is no database: %v", err)
	}
	taken := t.TempDir()
	if err := os.Mkdir(dbFile(taken), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFolder(ctx, taken, testClock()); err == nil {
		t.Error("a folder was opened as a database")
	}
	if os.Geteuid() == 0 {
		t.Skip("nothing is read-only to the root user")
	}
	locked := t.TempDir()
	if err := os.Chmod(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFolder(ctx, locked, testClock()); err == nil || !strings.Contains(err.Error(), locked) {
		t.Errorf("a read-only folder: %v", err)
	}
}

// A database that turns read-only while it is open (a full disk, a lost mount) fails the write and keeps what it has.
func TestWritesThatFail(t *testing.T) {
	b := newBench(t, openEmpty(t))
	b.submit(offer(council, "1"))
	digest := b.sound().Digest
	if _, err := b.s.writes.Exec(`PRAGMA query_only = ON`); err != nil {
		t.Fatal(err)
	}
	if _, err := b.s.Submit(b.ctx, offer(council, "2"), ""); err == nil {
		t.Error("a write to a read-only database succeeded")
	}
	if b.sound().Digest != digest {
		t.Error("something changed")
	}
}

func TestCancelledWrites(t *testing.T) {
	b := newBench(t, openEmpty(t))
	digest := b.sound().Digest
	ctx, cancel := context.WithCancel(b.ctx)
	cancel()
	if _, err := b.s.Submit(ctx, offer(council, "1"), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if b.sound().Digest != digest {
		t.Error("something changed")
	}
	b.submit(offer(council, "1"))
}

// What was redacted is gone from the file too, not only from the tables.
func TestRedactedBytesAreGone(t *testing.T) {
	folder := t.TempDir()
	b := newBench(t, openAt(t, folder))
	service := b.submit(offer(council, "1", func(s *data.Submission) { s.Service.Doc.Email = "jo.bloggs@example.org" })).Service
	terms := func() []string { return b.column(`SELECT term FROM temp.terms WHERE term LIKE 'b10gg%'`) } // as "looks" has it
	b.s.reads.SetMaxOpenConns(1)                                                                         // the table is of one connection
	_, err := b.s.reads.Exec(`CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, traces, row)`)
	b.must(err)
	if len(terms()) != 1 {
		t.Fatalf("its traces are %q", terms())
	}
	b.redact(data.LevelService, string(service), "email")
	if len(terms()) != 0 {
		t.Errorf("its traces are still %q", terms())
	}
	b.must(b.s.Close())
	raw, err := os.ReadFile(dbFile(folder))
	b.must(err)
	if strings.Contains(string(raw), "jo.bloggs") {
		t.Error("the address is still in the file")
	}
}

// A path is a path, whatever stands in it.
func TestFolderNames(t *testing.T) {
	for _, name := range []string{"with space", "q?mark&mode=memory", "ha#sh", "per%41cent", "né"} {
		folder := filepath.Join(t.TempDir(), name)
		b := newBench(t, openAt(t, folder))
		if _, err := os.Stat(dbFile(folder)); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		b.must(b.s.Close())
	}
}
