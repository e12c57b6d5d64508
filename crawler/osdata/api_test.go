package osdata

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
)

// api is the OS Downloads API and the storage that it redirects to, on two addresses of loopback.
type api struct {
	*httptest.Server
	storage *httptest.Server
	content []byte

	mu      sync.Mutex
	product string           // the answer about CodePointOpen
	list    []map[string]any // its files
	raw     string           // instead of the list, if it is not empty
	status  int              // instead of any answer of the API, if it is not 0
	to      string           // where it redirects to
	drops   int              // how many of the storage's answers break off in the middle
	asked   []string         // addresses and ranges
}

// newAPI is the API as it answers in truth, for one product (the shape is that of its description and of an answer of 2026).
func newAPI(t *testing.T) *api {
	t.Helper()
	content := make([]byte, 200_000)
	rand.NewChaCha8([32]byte{}).Read(content)
	a := &api{content: content, product: `{"id":"CodePointOpen","name":"Code-Point® Open","version":"2025-11","url":"https://api.os.uk/downloads/v1/products/CodePointOpen",
		"formats":[{"format":"CSV"},{"format":"GeoPackage"}],"areas":["GB"],"imageCount":1,"downloadsUrl":"https://api.os.uk/downloads/v1/products/CodePointOpen/downloads"}`}
	a.Server = httptest.NewServer(http.HandlerFunc(a.answer))
	a.storage = httptest.NewServer(http.HandlerFunc(a.store))
	t.Cleanup(a.Close)
	t.Cleanup(a.storage.Close)
	a.to = strings.Replace(a.storage.URL, "127.0.0.1", "localhost", 1) + "/downloads/CodePointOpen/codepo_gb.zip?sig=secret"
	sum := md5.Sum(content)
	a.list = []map[string]any{{
		"md5": strings.ToUpper(hex.EncodeToString(sum[:])), "size": len(content), "format": "CSV", "area": "GB", "fileName": "codepo_gb.zip",
		"url": a.URL + "/products/CodePointOpen/downloads?area=GB&format=CSV&redirect",
	}}
	return a
}

func (a *api) set(change func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	change()
}

func (a *api) answer(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked = append(a.asked, r.URL.RequestURI())
	_, redirect := r.URL.Query()["redirect"]
	switch {
	case r.URL.Path == "/robots.txt":
		w.WriteHeader(http.StatusNotFound)
	case a.status != 0:
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(a.status)
	case r.URL.Path == "/products/CodePointOpen":
		w.Write([]byte(a.product))
	case r.URL.Path == "/products/CodePointOpen/downloads" && redirect:
		http.Redirect(w, r, a.to, http.StatusTemporaryRedirect)
	case r.URL.Path == "/products/CodePointOpen/downloads" && a.raw != "":
		w.Write([]byte(a.raw))
	case r.URL.Path == "/products/CodePointOpen/downloads":
		json.NewEncoder(w).Encode(a.list)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func (a *api) store(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	a.asked = append(a.asked, "storage "+r.URL.Path+" "+r.Header.Get("Range"))
	breaks := r.URL.Path != "/robots.txt" && a.drops > 0
	if breaks {
		a.drops--
	}
	content := a.content
	a.mu.Unlock()
	if r.URL.Path == "/robots.txt" {
		w.WriteHeader(http.StatusBadRequest) // as Azure's does
		return
	}
	if breaks {
		w.Header().Set("Content-Length", "200000")
		w.Header().Set("ETag", `"0x8DE"`)
		w.Write(content[:70_000])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("ETag", `"0x8DE"`)
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(string(content)))
}

func (a *api) requests() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]string(nil), a.asked...)
}

const agent = "Fingerpost/test (+https://fingerpost.example/about-the-data)"

// client is a new one, as a new process would have. It holds a scope, so that no test can leave this machine.
func (a *api) client() Client {
	local := func(u *url.URL) error {
		if h := u.Hostname(); h != "127.0.0.1" && h != "localhost" && h != "169.254.169.254" {
			return context.Canceled
		}
		return nil
	}
	f := fetch.New(fetch.Options{Agent: agent, AllowPrivate: true, Pace: time.Microsecond, Timeout: 20 * time.Second})
	return Client{API: a.URL + "/", Fetch: f.Narrow(local, 0)}
}
