package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

const agent = "Fingerpost/test (+https://fingerpost.example/about-the-data)"

// seen is one request as the server saw it.
type seen struct {
	Path string
	At   time.Time
}

// site is a server on loopback that keeps a list of what it was asked.
type site struct {
	*httptest.Server
	mux *http.ServeMux
	mu  sync.Mutex
	log []seen
}

func newSite(t *testing.T, robots string) *site {
	t.Helper()
	s := &site{mux: http.NewServeMux()}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.log = append(s.log, seen{r.URL.RequestURI(), time.Now()})
		s.mu.Unlock()
		s.mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	if robots != "" {
		s.text("/robots.txt", robots)
	}
	return s
}

func (s *site) text(path, body string) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) })
}

func (s *site) paths() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, r := range s.log {
		out = append(out, r.Path)
	}
	return out
}

func (s *site) wasAsked(path string) bool {
	for _, p := range s.paths() {
		if p == path {
			return true
		}
	}
	return false
}

func client(o Options) *Client {
	o.AllowPrivate = true
	if o.Agent == "" {
		o.Agent = agent
	}
	if o.Pace == 0 {
		o.Pace = time.Microsecond
	}
	return New(o)
}

func get(t *testing.T, c *Client, address string) (*Page, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return c.Get(ctx, address, Conditions{})
}

// wantError fails unless err is a T somewhere in its chain, and returns that.
func wantError[T error](t *testing.T, err error) T {
	t.Helper()
	var want T
	if !errors.As(err, &want) {
		t.Fatalf("error is %T (%v), want %T", err, err, want)
	}
	return want
}

func TestGet(t *testing.T) {
	s := newSite(t, "User-agent: *\nDisallow:\n")
	s.mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != agent || r.Header.Get("Accept-Encoding") != "gzip" || r.Header.Get("Cookie") != "" {
			t.Errorf("headers: %v", r.Header)
		}
		w.Header().Set("ETag", `"a"`)
		w.Header().Set("Last-Modified", "Mon, 02 Nov 2026 10:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"a"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "hello")
	})
	c := client(Options{})
	page, err := get(t, c, s.URL+"/page")
	if err != nil || string(page.Body) != "hello" || page.Status != 200 || page.NotModified || page.ETag != `"a"` {
		t.Fatalf("page %+v, error %v", page, err)
	}
	again, err := c.Get(context.Background(), s.URL+"/page", Conditions{ETag: page.ETag, LastModified: page.LastModified})
	if err != nil || !again.NotModified || len(again.Body) != 0 {
		t.Fatalf("second time: page %+v, error %v", again, err)
	}
	if got := strings.Join(s.paths(), " "); got != "/robots.txt /page /page" {
		t.Errorf("asked for %s", got)
	}
	_, err = get(t, c, s.URL+"/none")
	if wantError[*StatusError](t, err).Code != 404 {
		t.Errorf("missing page: %v", err)
	}
}

func TestAgentMustSayWhoAsks(t *testing.T) {
	for _, bad := range []string{"", "Mozilla/5.0 (compatible; Fingerpost; +https://a.example)", "Fingerpost/1.0", "Fingerpost/1 (+https://x)",
		"Fingerposter/1.0 (+https://a.example)", "Fingerpost/1.0 (+https://a.example)\r\nX: y"} {
		if CheckAgent(bad) == nil {
			t.Errorf("agent %q is taken", bad)
		}
	}
	if err := CheckAgent(agent); err != nil {
		t.Error(err)
	}
	_, err := New(Options{Agent: "curl"}).Get(context.Background(), "http://127.0.0.1:1/", Conditions{})
	wantError[*AgentError](t, err)
}

func TestScope(t *testing.T) {
	s := newSite(t, "")
	s.text("/in/page", "in")
	s.mux.Handle("/in/leave", http.RedirectHandler("/out", http.StatusFound))
	s.text("/out", "out")
	outside := errors.New("outside")
	c := client(Options{}).Narrow(func(u *url.URL) error {
		if !strings.HasPrefix(u.Path, "/in/") {
			return outside
		}
		return nil
	}, 0)
	if _, err := get(t, c, s.URL+"/in/page"); err != nil {
		t.Fatal(err)
	}
	_, err := get(t, c, s.URL+"/in/leave")
	if wantError[*ScopeError](t, err); !errors.Is(err, outside) || s.wasAsked("/out") {
		t.Errorf("redirect out of scope: %v, asked %v", err, s.paths())
	}
	// A narrower client keeps the wider one's scope.
	_, err = get(t, c.Narrow(func(*url.URL) error { return nil }, 0), s.URL+"/out")
	wantError[*ScopeError](t, err)
	for _, bad := range []string{"file:///etc/passwd", "ftp://a.example/", "http://user:secret@a.example/", "gopher://a/", "http:///x", "http:opaque", ":",
		"http://2852039166/", "http://0xa9.0xfe.0xa9.0xfe/", "http://127.1/", "http://0/", "http://a.example.0x7f/", "http://127.0.0.1./"} {
		_, err := get(t, c, bad)
		wantError[*ScopeError](t, err)
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error tells a password: %v", err)
		}
	}
	post, _ := http.NewRequest(http.MethodPost, s.URL+"/in/page", strings.NewReader("x"))
	_, err = c.Transport().RoundTrip(post)
	wantError[*ScopeError](t, err)
}

func TestRedirects(t *testing.T) {
	s := newSite(t, "")
	s.text("/5", "end")
	for i := range 5 {
		s.mux.Handle(fmt.Sprintf("/%d", i), http.RedirectHandler(fmt.Sprintf("/%d", i+1), http.StatusMovedPermanently))
	}
	s.mux.Handle("/start", http.RedirectHandler("/0", http.StatusFound))
	s.mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	c := client(Options{})
	page, err := get(t, c, s.URL+"/0")
	if err != nil || page.URL != s.URL+"/5" {
		t.Fatalf("five redirects: %+v, %v", page, err)
	}
	for _, path := range []string{"/start", "/loop"} {
		_, err = get(t, c, s.URL+path)
		if wantError[*RedirectError](t, err).Reason != TooManyRedirects {
			t.Errorf("%s: %v", path, err)
		}
	}
	from, _ := http.NewRequest("GET", "https://a.example/", nil)
	to, _ := http.NewRequest("GET", "http://a.example/", nil)
	if wantError[*RedirectError](t, c.CheckRedirect(to, []*http.Request{from})).Reason != Downgrade {
		t.Error("a downgrade is followed")
	}
	if err := c.CheckRedirect(from, []*http.Request{to}); err != nil {
		t.Errorf("http to https: %v", err)
	}
}

func zipped(size int) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for size > 0 {
		n, _ := w.Write(zeros[:min(size, len(zeros))])
		size -= n
	}
	w.Close()
	return b.Bytes()
}

func TestBodyCap(t *testing.T) {
	s := newSite(t, "")
	serve := func(path, coding string, body []byte) {
		s.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", coding)
			w.Header().Set("Content-Type", "text/html")
			w.Write(body)
		})
	}
	serve("/bomb", "gzip", zipped(20<<20))
	serve("/just", "gzip", zipped(1000))
	serve("/over", "gzip", zipped(1001))
	serve("/brotli", "br", []byte("x"))
	serve("/twice", "gzip, gzip", zipped(10))
	serve("/cut", "gzip", zipped(1000)[:20])
	serve("/long", "identity", make([]byte, 2000))
	serve("/file.xml.gz", "identity", zipped(500))
	s.mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 1<<10)); err != nil {
				return
			}
		}
	})
	empty := zipped(0)
	s.mux.HandleFunc("/endless-nothing", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat(empty, 100)); err != nil {
				return
			}
		}
	})
	c := client(Options{MaxBody: 1000})
	for _, path := range []string{"/bomb", "/over", "/long", "/endless", "/endless-nothing"} {
		_, err := get(t, c, s.URL+path)
		if large := wantError[*TooLargeError](t, err); large.Limit != 1000 || !strings.HasSuffix(large.URL, path) {
			t.Errorf("%s: %+v", path, large)
		}
	}
	for path, want := range map[string]int{"/just": 1000, "/file.xml.gz": len(zipped(500))} {
		if page, err := get(t, c, s.URL+path); err != nil || len(page.Body) != want {
			t.Errorf("%s: %d bytes, error %v", path, len(page.Body), err)
		}
	}
	for _, path := range []string{"/brotli", "/twice"} {
		_, err := get(t, c, s.URL+path)
		wantError[*EncodingError](t, err)
	}
	if _, err := get(t, c, s.URL+"/cut"); err == nil {
		t.Error("a body cut short is taken for whole")
	}
}

func TestTimeoutAndHeaders(t *testing.T) {
	s := newSite(t, "")
	s.mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			fmt.Fprint(w, "x")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	s.mux.HandleFunc("/headers", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 2*maxHeader))
	})
	c := client(Options{Timeout: 200 * time.Millisecond})
	began := time.Now()
	if _, err := get(t, c, s.URL+"/slow"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a body that drips: %v", err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	if _, err := get(t, c, s.URL+"/headers"); err == nil {
		t.Error("an endless header is taken")
	}
}
