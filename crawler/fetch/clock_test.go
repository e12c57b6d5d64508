package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a network of one server, in memory, so that time can be made to pass ([synctest]).
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	conn, ok := <-p
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.TCPAddr{} }

// piped is a client of a server on that network.
func piped(t *testing.T, o Options, files http.HandlerFunc) *Client {
	t.Helper()
	network := make(pipes)
	mux := http.NewServeMux()
	mux.HandleFunc("/file", files)
	server := &http.Server{Handler: mux}
	go server.Serve(network)
	o.Agent = agent
	c := New(o)
	c.shared.transport.DialContext = func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		network <- theirs
		return ours, nil
	}
	t.Cleanup(func() {
		close(network)
		c.shared.transport.CloseIdleConnections()
		server.Close()
	})
	return c
}

// send writes a file of whole pieces, with a pause before each, for as long as anybody listens.
func send(w http.ResponseWriter, r *http.Request, content []byte, piece int, pause time.Duration) {
	for len(content) > 0 {
		select {
		case <-time.After(pause):
		case <-r.Context().Done():
			return
		}
		n, err := w.Write(content[:min(piece, len(content))])
		if err != nil {
			return
		}
		content = content[n:]
		w.(http.Flusher).Flush()
	}
}

// A large file over a slow line takes longer than any page may: it is cut only when nothing comes any more.
func TestDownloadMayTakeLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		content := noise(200_000)
		var requests atomic.Int32
		c := piped(t, Options{Timeout: 30 * time.Second}, func(w http.ResponseWriter, r *http.Request) {
			requests.Add(1)
			send(w, r, content, 1000, 14*time.Second) // 47 minutes
		})
		to := filepath.Join(t.TempDir(), "f")
		began := time.Now()
		got, err := c.Download(t.Context(), "http://files.example/file", to, Download{})
		if err != nil || got.Size != 200_000 || requests.Load() != 1 {
			t.Fatalf("%+v, %v after %d requests", got, err, requests.Load())
		}
		if took := time.Since(began); took < 46*time.Minute {
			t.Errorf("it took %v", took)
		}
		wantFile(t, to, content)
	})
}

// How long we ourselves take, to write or to show how far it is, is not the server's fault.
func TestDownloadWaitsForItsReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var requests atomic.Int32
		c := piped(t, Options{Timeout: 30 * time.Second}, func(w http.ResponseWriter, r *http.Request) {
			requests.Add(1)
			w.Write(noise(300_000))
		})
		_, err := c.Download(t.Context(), "http://files.example/file", filepath.Join(t.TempDir(), "f"),
			Download{Progress: func(int64, int64) { time.Sleep(time.Minute) }})
		if err != nil || requests.Load() != 1 {
			t.Errorf("%v after %d requests", err, requests.Load())
		}
	})
}

func TestDownloadDoesNotWaitForEver(t *testing.T) {
	for name, files := range map[string]http.HandlerFunc{
		"no answer": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"no body": func(w http.ResponseWriter, r *http.Request) {
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
		"stops": func(w http.ResponseWriter, r *http.Request) {
			send(w, r, noise(10_000)[:5000], 5000, 0)
			<-r.Context().Done()
		},
		"drips":     func(w http.ResponseWriter, r *http.Request) { send(w, r, noise(100_000), 1, time.Second) },
		"drips lot": func(w http.ResponseWriter, r *http.Request) { send(w, r, noise(100_000), 500, 20*time.Second) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var requests atomic.Int32
				c := piped(t, Options{Timeout: 30 * time.Second}, func(w http.ResponseWriter, r *http.Request) {
					requests.Add(1)
					files(w, r)
				})
				began := time.Now()
				_, err := c.Download(t.Context(), "http://files.example/file", filepath.Join(t.TempDir(), "f"), Download{})
				wantError[*DroppedError](t, err)
				stalled := wantError[*StalledError](t, err)
				if stalled.After != 30*time.Second || !stalled.Timeout() || requests.Load() != maxTries {
					t.Errorf("%v after %d requests", err, requests.Load())
				}
				if took := time.Since(began); took < 2*time.Minute || took > 5*time.Minute {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}

// A page has the time that it always had, however it drips.
func TestPagesKeepTheirTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := piped(t, Options{Timeout: 30 * time.Second}, func(w http.ResponseWriter, r *http.Request) {
			send(w, r, noise(100_000), 2000, 10*time.Second)
		})
		began := time.Now()
		_, err := c.Get(t.Context(), "http://files.example/file", Conditions{})
		if took := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || took < 30*time.Second || took > 40*time.Second {
			t.Errorf("%v after %v", err, took)
		}
	})
}
