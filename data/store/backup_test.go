package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
)

// filled is a store with something of everything in it.
func filled(t *testing.T, folder string) *bench {
	t.Helper()
	b := newBench(t, openAt(t, folder))
	service, r := b.disagree()
	b.decide(r.ID, false)
	b.submit(offer(charity, "x", number("0113 496 0008")))
	b.redact(data.LevelService, string(service), "description")
	b.must(b.s.SetMeta(b.ctx, "listings", "8"))
	run := Run{Source: council.Key, Kind: "import"}
	b.must(b.s.BeginRun(b.ctx, &run))
	return b
}

// files lists a folder, so that nothing half-made is left lying about.
func files(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestBackupEquals(t *testing.T) {
	b := filled(t, t.TempDir())
	folder := filepath.Join(t.TempDir(), "made", "for it")
	file := filepath.Join(folder, "backup.db")
	report, err := b.s.Backup(b.ctx, file)
	b.must(err)
	if here := b.sound(); report.Digest != here.Digest || !report.Sound() || report.Log != here.Log {
		t.Errorf("%+v, %+v", report, here)
	}
	if names := files(t, folder); !slices.Equal(names, []string{"backup.db"}) {
		t.Errorf("left in the folder: %v", names)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("who may read it: %v, %v", info.Mode(), err)
	}
	before, err := os.ReadFile(file)
	b.must(err)
	b.submit(offer(council, "2", called("Later")))
	if _, err := b.s.Backup(b.ctx, file); !errors.Is(err, ErrExists) {
		t.Errorf("over another: %v", err)
	}
	if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
		t.Error("the first backup was touched")
	}
}

// A backup that fails leaves nothing that could be taken for one.
func TestFailedBackup(t *testing.T) {
	b := filled(t, t.TempDir())
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(b.ctx)
	cancel()
	if _, err := b.s.Backup(ctx, filepath.Join(folder, "backup.db")); err == nil {
		t.Error("a cancelled backup succeeded")
	}
	// A directory whose log does not lead to what is kept is not backed up as if it did.
	b.must(b.s.write(b.ctx, func(t tx) error {
		_, err := t.exec(`UPDATE services SET doc = replace(doc, 'Buddies', 'Baddies')`)
		return err
	}))
	_, err := b.s.Backup(b.ctx, filepath.Join(folder, "backup.db"))
	var unsound *UnsoundError
	if !errors.As(err, &unsound) || len(unsound.Faults) == 0 {
		t.Errorf("an unsound backup: %v", err)
	}
	if names := files(t, folder); len(names) != 0 {
		t.Errorf("left in the folder: %v", names)
	}
	blocked := filepath.Join(folder, "file")
	b.must(os.WriteFile(blocked, nil, 0o600))
	if _, err := b.s.Backup(b.ctx, filepath.Join(blocked, "backup.db")); err == nil {
		t.Error("a backup into a file succeeded")
	}
}

// Writers go on while a backup is made; it is of one instant.
func TestBackupWhileWriting(t *testing.T) {
	b := filled(t, t.TempDir())
	done := make(chan error)
	go func() {
		for i := range 20 {
			if _, err := b.s.Submit(b.ctx, offer(council, string(rune('a'+i)), called(string(rune('a'+i)))), ""); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	folder := t.TempDir()
	for _, name := range []string{"1.db", "2.db", "3.db"} {
		if report, err := b.s.Backup(b.ctx, filepath.Join(folder, name)); err != nil || !report.Sound() {
			t.Errorf("%+v, %v", report, err)
		}
	}
	b.must(<-done)
}

func TestRestore(t *testing.T) {
	b := filled(t, t.TempDir())
	file := filepath.Join(t.TempDir(), "backup.db")
	saved, err := b.s.Backup(b.ctx, file)
	b.must(err)
	folder := filepath.Join(t.TempDir(), "fresh")
	report, kept, err := Restore(b.ctx, file, folder, false, testClock())
	b.must(err)
	restored := &bench{T: t, s: openAt(t, folder), ctx: b.ctx}
	if report.Digest != saved.Digest || restored.sound().Digest != saved.Digest || kept != "" {
		t.Errorf("%+v, kept %q", report, kept)
	}
	was, is := b.head(), restored.head()
	if is.Epoch == was.Epoch || is.Epoch == "" || is.Log != was.Log || is.Sightings != was.Sightings {
		t.Errorf("from %+v to %+v", was, is)
	}
	// It goes on where it was.
	if out := restored.submit(offer(council, "1", describe("x"))); out.Created {
		t.Errorf("%+v", out)
	}
	if again, err := b.s.Epoch(b.ctx); err != nil || again != was.Epoch {
		t.Error("restoring changed the epoch of the store that was backed up")
	}
}

func TestRestoreOverAnother(t *testing.T) {
	b := filled(t, t.TempDir())
	file := filepath.Join(t.TempDir(), "backup.db")
	saved, err := b.s.Backup(b.ctx, file)
	b.must(err)
	folder := t.TempDir()
	old := newBench(t, openAt(t, folder))
	old.submit(offer(council, "old", called("The old one")))
	was := old.sound()
	if _, _, err := Restore(b.ctx, file, folder, false, testClock()); !errors.Is(err, ErrExists) {
		t.Errorf("without being told to replace: %v", err)
	}
	// While another process has it open it is not replaced under that process's feet.
	if _, _, err := Restore(b.ctx, file, folder, true, testClock()); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("in use: %v", err)
	}
	if old.sound().Digest != was.Digest {
		t.Error("the old one was touched")
	}
	old.submit(offer(council, "old2", called("Its last word")))
	was = old.sound()
	b.must(old.s.Close())
	_, kept, err := Restore(b.ctx, file, folder, true, testClock())
	b.must(err)
	now := &bench{T: t, s: openAt(t, folder), ctx: b.ctx}
	if now.sound().Digest != saved.Digest {
		t.Error("what was restored is not the backup")
	}
	// What was there is kept whole beside it, and can be restored in turn.
	again := t.TempDir()
	report, _, err := Restore(b.ctx, kept, again, false, testClock())
	if err != nil || report.Digest != was.Digest {
		t.Errorf("what was kept: %+v, %v", report, err)
	}
	for _, name := range files(t, folder) {
		if strings.Contains(name, "partial") {
			t.Errorf("left in the folder: %s", name)
		}
	}
}

// A database that cannot be opened any more is just what a backup is for.
func TestRestoreOverABrokenOne(t *testing.T) {
	b := filled(t, t.TempDir())
	file := filepath.Join(t.TempDir(), "backup.db")
	saved, err := b.s.Backup(b.ctx, file)
	b.must(err)
	folder := t.TempDir()
	broken := strings.Repeat("broken ", 2000)
	b.must(os.WriteFile(dbFile(folder), []byte(broken), 0o600))
	b.must(os.WriteFile(dbFile(folder)+"-wal", []byte("its log"), 0o600))
	_, kept, err := Restore(b.ctx, file, folder, true, testClock())
	b.must(err)
	if report := (&bench{T: t, s: openAt(t, folder), ctx: b.ctx}).sound(); report.Digest != saved.Digest {
		t.Errorf("%+v", report)
	}
	for name, want := range map[string]string{kept: broken, kept + "-wal": "its log"} {
		if got, err := os.ReadFile(name); string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestRestoreRefusesWhatIsNotSound(t *testing.T) {
	b := filled(t, t.TempDir())
	file := filepath.Join(t.TempDir(), "backup.db")
	_, err := b.s.Backup(b.ctx, file)
	b.must(err)
	whole, err := os.ReadFile(file)
	b.must(err)
	folder := t.TempDir()
	old := newBench(t, openAt(t, folder))
	old.submit(offer(council, "old", called("The old one")))
	was := old.sound().Digest
	b.must(old.s.Close())
	before := files(t, folder)

	bad := map[string][]byte{
		"empty": {}, "cut in half": whole[:len(whole)/2], "its last page gone": whole[:len(whole)-4096], "its header gone": append(make([]byte, 100), whole[100:]...),
		"no database": []byte("a letter"),
	}
	for page := 0; page*4096 < len(whole); page += 3 {
		flipped := slices.Clone(whole)
		for i := range 16 { // the head of the page, which says what is where in it
			flipped[page*4096+i] ^= 0x55
		}
		bad["page "+string(rune('A'+page))] = flipped
	}
	for what, content := range bad {
		broken := filepath.Join(t.TempDir(), "broken.db")
		b.must(os.WriteFile(broken, content, 0o600))
		_, _, err := Restore(b.ctx, broken, folder, true, testClock())
		var unsound *UnsoundError
		if !errors.As(err, &unsound) || unsound.File != broken || len(unsound.Faults) == 0 {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, _, err := Restore(b.ctx, filepath.Join(t.TempDir(), "none.db"), folder, true, testClock()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no such file: %v", err)
	}
	if after := files(t, folder); !slices.Equal(after, before) {
		t.Errorf("left in the folder: %v, before %v", after, before)
	}
	if now := (&bench{T: t, s: openAt(t, folder), ctx: b.ctx}); now.sound().Digest != was {
		t.Error("the old one was touched")
	}
}

// What was counted of searches is in no log and no fingerprint, and in a backup all the same.
func TestBackupHoldsSearches(t *testing.T) {
	b := newBench(t, openEmpty(t))
	b.must(b.s.AddSearches(b.ctx, []data.SearchCount{b.count("2026-11-01", "LS1", "food", 7, 2)}))
	file, folder := filepath.Join(t.TempDir(), "backup.db"), t.TempDir()
	_, err := b.s.Backup(b.ctx, file)
	b.must(err)
	_, _, err = Restore(b.ctx, file, folder, false, testClock())
	b.must(err)
	restored := &bench{T: t, s: openAt(t, folder), ctx: b.ctx}
	restored.counted("2026-11-01", "2026-11-30", b.count("2026-11", "LS1", "food", 7, 2))
}
