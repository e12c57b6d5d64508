package fetch

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// shelf serves one file at /file, by [http.ServeContent], and breaks off when it is told to.
type shelf struct {
	*site
	mu      sync.Mutex
	content []byte
	header  http.Header  // of each answer
	drops   []int        // after how many bytes the first, second, … answer breaks off; what follows does not
	plain   bool         // ranges are not heeded
	before  http.Handler // answers instead, if it is not nil
	asked   []http.Header
}

func newShelf(t *testing.T, size int) *shelf {
	t.Helper()
	s := &shelf{site: newSite(t, ""), content: noise(size), header: http.Header{"Etag": {`"one"`}}}
	s.mux.HandleFunc("/file", s.serve)
	return s
}

// noise is content that nothing finds a pattern in, the same each time.
func noise(size int) []byte {
	b := make([]byte, size)
	rand.NewChaCha8([32]byte{byte(size)}).Read(b)
	copy(b, "PK\x03\x04")
	return b
}

func (s *shelf) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	content, before, breaks := s.content, s.before, -1
	if s.asked = append(s.asked, r.Header.Clone()); len(s.asked) <= len(s.drops) {
		breaks = s.drops[len(s.asked)-1]
	}
	for name, values := range s.header {
		w.Header()[name] = values
	}
	if s.plain {
		r.Header.Del("Range")
	}
	s.mu.Unlock()
	if before != nil {
		before.ServeHTTP(w, r)
		return
	}
	if breaks >= 0 {
		w = &breaking{w, breaks}
	}
	var modified time.Time
	if last := w.Header().Get("Last-Modified"); last != "" {
		modified, _ = http.ParseTime(last)
	}
	http.ServeContent(w, r, "", modified, bytes.NewReader(content))
}

// breaking is an answer whose connection is cut after some bytes of the body.
type breaking struct {
	http.ResponseWriter
	left int
}

func (b *breaking) Write(p []byte) (int, error) {
	n, _ := b.ResponseWriter.Write(p[:min(len(p), b.left)])
	if b.left -= n; b.left == 0 {
		b.ResponseWriter.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	return n, nil
}

// ranges are the parts that were asked for, in order; "" for the whole.
func (s *shelf) ranges() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, h := range s.asked {
		out = append(out, h.Get("Range"))
	}
	return out
}

func (s *shelf) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// hasty is a client that waits for nothing, and the waits that it would have made.
func hasty(o Options) (*Client, *[]time.Duration) {
	c := client(o)
	waits := new([]time.Duration)
	c.shared.sleep = func(ctx context.Context, d time.Duration) error {
		if d >= 100*time.Millisecond {
			*waits = append(*waits, d.Round(100*time.Millisecond))
		}
		return ctx.Err()
	}
	return c, waits
}

func download(t *testing.T, c *Client, address, to string, d Download) (Downloaded, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return c.Download(ctx, address, to, d)
}

// wantFile fails unless the file has that content and nothing else is in its folder.
func wantFile(t *testing.T, path string, content []byte) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, content) {
		t.Fatalf("%d bytes (%v), want the %d that are served", len(got), err, len(content))
	}
	if left := filesIn(t, filepath.Dir(path)); left != filepath.Base(path) {
		t.Errorf("the folder holds %s", left)
	}
}

func filesIn(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func md5Of(b []byte) string {
	sum := md5.Sum(b)
	return hex.EncodeToString(sum[:])
}

func sha256Of(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
