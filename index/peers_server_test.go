package index

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// postgresServer is a server of its own for a test, with its data in a folder of its own, that listens on a socket there and nowhere
// else. It ends with the test, however that ends.
type postgresServer struct {
	folder  string
	program string // the folder of its programs
	as      *syscall.Credential
	process *exec.Cmd
	ended   chan error
}

// newPostgresServer starts a server. What is missing for it is said by the error.
func newPostgresServer(t testing.TB) (*postgresServer, error) {
	t.Helper()
	s := &postgresServer{ended: make(chan error, 1)}
	if err := s.find(); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 { // the server does not run as root
		if err := s.become("postgres"); err != nil {
			return nil, err
		}
	}
	// Not t.TempDir(), into which only who runs the test may look.
	folder, err := os.MkdirTemp("", "postgres")
	if err != nil {
		return nil, err
	}
	s.folder = folder
	t.Cleanup(func() {
		if err := errors.Join(s.stop(), os.RemoveAll(s.folder)); err != nil {
			t.Error(err)
		}
	})
	if s.as != nil {
		if err := os.Chown(s.folder, int(s.as.Uid), int(s.as.Gid)); err != nil {
			return nil, err
		}
	}
	made := s.command("initdb", "-D", s.data(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")
	if out, err := made.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	return s, s.start()
}

// find finds the newest server, which is not on the path of every system.
func (s *postgresServer) find() error {
	programs, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil {
		return err
	}
	if on, err := exec.LookPath("postgres"); err == nil {
		programs = append(programs, on)
	}
	if len(programs) == 0 {
		return errors.New("PostgreSQL is missing: sudo apt-get install postgresql postgresql-postgis")
	}
	slices.Sort(programs)
	real, err := filepath.EvalSymlinks(programs[len(programs)-1])
	if err != nil {
		return err
	}
	s.program = filepath.Dir(real)
	out, err := exec.Command(filepath.Join(s.program, "pg_config"), "--sharedir").Output()
	if err != nil {
		return fmt.Errorf("pg_config: %w", err)
	}
	if _, err := os.Stat(filepath.Join(strings.TrimSpace(string(out)), "extension", "postgis.control")); err != nil {
		return fmt.Errorf("PostGIS is missing (%w): sudo apt-get install postgresql-postgis", err)
	}
	return nil
}

func (s *postgresServer) become(name string) error {
	who, err := user.Lookup(name)
	if err != nil {
		return err
	}
	uid, err := strconv.ParseUint(who.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(who.Gid, 10, 32)
	if err != nil {
		return err
	}
	s.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return nil
}

func (s *postgresServer) data() string { return filepath.Join(s.folder, "data") }

func (s *postgresServer) address() string {
	return "host=" + s.folder + " user=postgres dbname=postgres"
}

func (s *postgresServer) command(program string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.program, program), args...)
	c.Dir = s.folder
	c.SysProcAttr = &syscall.SysProcAttr{Credential: s.as}
	return c
}

// postgresTuned are the settings by which a server answers fastest that has a few gigabytes to itself and whose data may be lost.
var postgresTuned = []string{
	"shared_buffers=3GB", "effective_cache_size=8GB", "work_mem=128MB", "maintenance_work_mem=1GB", "random_page_cost=1.1", "jit=off",
	"fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=8GB",
	"autovacuum=off",
}

func (s *postgresServer) start() error {
	args := []string{"-D", s.data(), "-k", s.folder, "-h", ""}
	for _, setting := range postgresTuned {
		args = append(args, "-c", setting)
	}
	s.process = s.command("postgres", args...)
	s.process.SysProcAttr.Pdeathsig = syscall.SIGINT
	var said bytes.Buffer
	s.process.Stdout, s.process.Stderr = &said, &said
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // the kernel takes the end of this thread for that of the test
		err := s.process.Start()
		started <- err
		if err == nil {
			s.ended <- s.process.Wait()
		}
	}()
	if err := <-started; err != nil {
		s.process = nil
		return err
	}
	for range 600 {
		if _, err := os.Stat(filepath.Join(s.folder, ".s.PGSQL.5432.lock")); err == nil {
			if exec.Command(filepath.Join(s.program, "pg_isready"), "-q", "-h", s.folder).Run() == nil {
				return nil
			}
		}
		select {
		case err := <-s.ended:
			s.process = nil
			return fmt.Errorf("the server ended: %w: %s", err, said.String())
		case <-time.After(100 * time.Millisecond):
		}
	}
	return errors.New("the server did not start within a minute")
}

// stop asks the server to end, and ends it when it does not within a while.
func (s *postgresServer) stop() error {
	if s.process == nil {
		return nil
	}
	for _, signal := range []os.Signal{os.Interrupt, os.Kill} {
		if err := s.process.Process.Signal(signal); err != nil {
			return err
		}
		select {
		case <-s.ended:
			return nil
		case <-time.After(20 * time.Second):
		}
	}
	return errors.New("the server did not end")
}
