package main_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asNobody makes a command run as a user who may write nothing of root's. For anyone but root the modes of a folder do.
func asNobody(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		cmd.Dir = "/"
	}
}

func TestReadOnlyFolder(t *testing.T) {
	// Not t.TempDir, into which nobody else may look.
	folder, err := os.MkdirTemp(scratch, "read-only-")
	if err != nil {
		t.Fatal(err)
	}
	take(t, folder, "good", larkspur)
	before := sound(t, folder)
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(folder, 0o700) }) // so that it can be removed
	page := filepath.Join(scratch, "read-only-feed.json")
	b, err := os.ReadFile(feed(t, "other", larkspur))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(page, b, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"serve", "--addr", "127.0.0.1:0", "--data", folder},
		{"serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(folder, "below")},
		{"import", "open-referral", page, "--area", "E08000035", "--data", folder},
		{"index", "--data", folder},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		cmd := command(ctx, t.TempDir(), args...)
		asNobody(t, cmd)
		checkRefusal(t, finish(t, ctx, cmd), 1, "--data")
		cancel()
	}
	if err := os.Chmod(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if after := sound(t, folder); after.Digest != before.Digest {
		t.Error("what could not be written to was changed")
	}
}

func TestFileInPlaceOfFolder(t *testing.T) {
	file := write(t, t.TempDir(), "data", "not a folder")
	for _, args := range [][]string{{"serve", "--addr", "127.0.0.1:0"}, {"import", "listings"}, {"status"}, {"search", "tablet"}} {
		refused(t, 1, "--data", append(args, "--data", file)...)
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "not a folder" {
		t.Errorf("the file was changed: %q, %v", b, err)
	}
}

func TestDatabaseThatIsNone(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "fingerpost.db", strings.Repeat("this is no database ", 500))
	refused(t, 1, "damaged", "status", "--data", folder)
	refused(t, 1, "damaged", "serve", "--addr", "127.0.0.1:0", "--data", folder)
}

// fullDisk is a small disk of its own.
func fullDisk(t *testing.T, size string) (folder string, grow func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root may mount a small disk")
	}
	folder = t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "mode=700,size="+size); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	return folder, func() {
		if err := syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_REMOUNT, "size=200m"); err != nil {
			t.Fatal(err)
		}
	}
}

// A disk that fills up while something is written: a sentence, nothing lost, and it goes on once there is room.
func TestFullDisk(t *testing.T) {
	disk, grow := fullDisk(t, "3m")
	folder, pages := filepath.Join(disk, "data"), made(t, 400, 1)
	r := run(t, importMade(pages, folder)...)
	checkRefusal(t, r, 1, "full")
	if r.code == 0 {
		t.Fatal("the disk was not full, so that nothing was tried")
	}
	backup := filepath.Join(disk, "backup.db")
	checkRefusal(t, run(t, "backup", backup, "--data", folder), 1, "full")
	if _, err := os.Stat(backup); err == nil {
		t.Error("a backup that did not fit has its name all the same")
	}
	elsewhere := filepath.Join(t.TempDir(), "backup.db")
	must(t, "backup", elsewhere, "--data", folder)
	grow()
	half := sound(t, folder)
	if half.Services == 0 || half.Services >= 400 {
		t.Errorf("%d services were kept of 400 when the disk was full", half.Services)
	}
	again := read[summary](t, importMade(pages, folder)...)
	again.check(t)
	if again.Unchanged != half.Services || again.Created != 400-half.Services {
		t.Errorf("once there was room: %+v; want %d unchanged", again, half.Services)
	}
	sound(t, folder)
}

// What is written for the operator to a device that is full fails too, and is not passed over.
func TestFullOutput(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no /dev/full here")
	}
	folder, check := unharmed(t)
	refused(t, 1, "full", append(importFile(feed(t, "good", larkspur), folder), "--source", "good", "--dated", "2026-05-01", "--report", "/dev/full")...)
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	for _, args := range [][]string{{"export", "ndjson"}, {"status", "--json"}} {
		cmd := command(t.Context(), t.TempDir(), append(args, "--data", folder)...)
		cmd.Stdout = full
		checkRefusal(t, finish(t, t.Context(), cmd), 1, "full")
	}
	check(t)
}

// A second server on a folder is refused, and the first goes on; so are what must not run beside one.
func TestSecondServer(t *testing.T) {
	folder := empty(t)
	take(t, folder, "good", larkspur)
	s := serve(t, folder)
	refused(t, 1, "already running", "serve", "--addr", "127.0.0.1:0", "--data", folder)
	refused(t, 1, "index", "index", "--data", folder)
	backup := filepath.Join(t.TempDir(), "backup.db")
	must(t, "backup", backup, "--data", folder)
	refused(t, 1, "running", "restore", backup, "--replace", "--data", folder)
	s.only(t, lunch, larkspur.name)
	if running := read[status](t, "status", "--data", folder).Server; running != s.address {
		t.Errorf("status says that the server is at %q, want %q", running, s.address)
	}
	refused(t, 1, "listening", "serve", "--addr", strings.TrimPrefix(s.address, "http://"), "--data", empty(t))
	s.stop(t)
	if running := read[status](t, "status", "--data", folder).Server; running != "" {
		t.Errorf("status says that a server is at %q after it has stopped", running)
	}

	// One that was killed leaves nothing that stands in the way.
	s = serve(t, folder)
	s.kill()
	if _, ok := cli(t, folder, lunch).named(larkspur.name); !ok {
		t.Error("after the server was killed the command finds nothing")
	}
	serve(t, folder).only(t, lunch, larkspur.name)
}

// Restoring puts nothing in the place of what is there unless it is told to, and takes no file that is no backup.
func TestRestoreRefuses(t *testing.T) {
	folder, check := unharmed(t)
	backup := filepath.Join(t.TempDir(), "backup.db")
	must(t, "backup", backup, "--data", folder)
	refused(t, 1, "exists", "backup", backup, "--data", folder)
	refused(t, 1, "--replace", "restore", backup, "--data", folder)
	refused(t, 1, "not a sound backup", "restore", write(t, t.TempDir(), "no.db", "nothing"), "--replace", "--data", folder)
	b, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, 1, "not a sound backup", "restore", write(t, t.TempDir(), "half.db", string(b[:len(b)/2])), "--replace", "--data", folder)
	refused(t, 1, "not there", "restore", filepath.Join(t.TempDir(), "none.db"), "--data", empty(t))
	check(t)
	must(t, "restore", backup, "--replace", "--data", folder)
	check(t)
	nothing := empty(t)
	refused(t, 2, "no directory", "backup", filepath.Join(t.TempDir(), "b.db"), "--data", nothing)
	if _, err := os.Stat(nothing); err == nil {
		t.Error("a backup of nothing made the folder")
	}
}
