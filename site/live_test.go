package site_test

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// line is a town behind a real socket, with connections that are kept: only so does it show when what one request lent
// another is still held.
type line struct {
	client  *http.Client
	address string
}

func (w *town) listen(t testing.TB) line {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	app := w.site.App()
	ended := make(chan error, 1)
	go func() { ended <- app.Listener(listener) }()
	transport := &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 4}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := app.ShutdownWithTimeout(5 * time.Second); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return line{client, listener.Addr().String()}
}

func (l line) ask(t testing.TB, method, path, body string, headers ...string) answer {
	t.Helper()
	for tries := 1; ; tries++ {
		request, err := http.NewRequest(method, "http://"+l.address+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(headers); i += 2 {
			request.Header.Set(headers[i], headers[i+1])
		}
		response, err := l.client.Do(request)
		// What is too large is refused while it is still being sent. The connection is closed then, and the answer may be lost on
		// its way: a browser asks again too.
		if lost := errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE); lost && tries < 5 {
			continue
		}
		if err != nil {
			t.Fatalf("%s %.100s: %v", method, path, err)
		}
		return checked(t, method, path, response)
	}
}

// What one person sends never shows in another's answer, on connections that are kept and at the same time.
func TestRequestsKeepApart(t *testing.T) {
	town := theTown()
	l := town.listen(t)
	var people sync.WaitGroup
	for person := range 4 {
		people.Go(func() {
			for turn := range 15 {
				mark := fmt.Sprintf("mark-of-%d-%d", person, turn)
				for _, a := range []answer{
					l.ask(t, http.MethodGet, search("q", mark, "near", "LS1 4"), ""),
					l.ask(t, http.MethodGet, search("q", mark, "within", mark), ""),
					l.ask(t, http.MethodGet, api("q", mark), ""),
					l.ask(t, http.MethodPost, "/search", url.Values{"q": {mark}, "near": {"Paris " + mark}}.Encode(), "Content-Type", "application/x-www-form-urlencoded"),
					l.ask(t, http.MethodGet, "/nowhere/"+mark, ""),
					l.ask(t, http.MethodGet, "/urgent-help", ""),
				} {
					if strings.Count(a.body, "mark-of-") != strings.Count(a.body, mark) {
						t.Errorf("%s: another's words are in the answer", mark)
					}
				}
				a := l.ask(t, http.MethodPost, "/search", url.Values{"q": {mark}, "near": {"LS1 4DY"}}.Encode(), "Content-Type", "application/x-www-form-urlencoded")
				if a.header.Get("Location") != "/search?near=LS1+4&q="+mark {
					t.Errorf("%s leads to %s", mark, a.header.Get("Location"))
				}
			}
		})
	}
	people.Wait()
	if a := l.ask(t, http.MethodGet, "/", ""); strings.Contains(a.body, "mark-of-") || len(a.Cookies()) > 0 {
		t.Error("the home page remembers somebody")
	}
}

// What is too large is refused with a page, its headers and the crisis lines.
func TestTooLarge(t *testing.T) {
	l := theTown().listen(t)
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	for _, r := range []struct {
		name   string
		answer answer
		status int
	}{
		{"a form", l.ask(t, http.MethodPost, "/search", "q="+strings.Repeat("x", 70_000), form...), http.StatusRequestEntityTooLarge},
		{"a cookie", l.ask(t, http.MethodGet, "/", "", "Cookie", strings.Repeat("x", 20_000)), http.StatusRequestHeaderFieldsTooLarge},
		{"an address", l.ask(t, http.MethodGet, search("q", strings.Repeat("x", 20_000)), ""), http.StatusRequestHeaderFieldsTooLarge},
	} {
		if r.answer.status != r.status {
			t.Errorf("%s: %d", r.name, r.answer.status)
		}
		r.answer.must(t, in("h1", reads("That is too long")), in(".fp-urgent a[href='tel:999']"))
	}
	a := l.ask(t, http.MethodPost, "/search", "q="+strings.Repeat("x", 60_000), form...) // within the limit: the words are too many
	if a.status != http.StatusOK {
		t.Error(a.status)
	}
	a.must(t, in("#q-error", reads("Use fewer words.")))
	for _, kind := range []string{"multipart/form-data; boundary=x", "multipart/form-data"} {
		a := l.ask(t, http.MethodPost, "/search", "--x\r\nbroken", "Content-Type", kind)
		if a.status != http.StatusBadRequest && a.page.Find(".nhsuk-error-summary").Length() == 0 {
			t.Errorf("%s: %d", kind, a.status)
		}
		a.must(t, in(".fp-urgent a[href='tel:999']"))
	}
}

// What is no request gets an answer all the same, and nothing of itself back.
func TestWhatIsNoRequest(t *testing.T) {
	l := theTown().listen(t)
	for _, raw := range []string{
		"FETCH /?secret HTTP/1.1\r\nHost: a\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01secret\r\n\r\n",
		"POST /search HTTP/1.1\r\nHost: a\r\nContent-Length: secret\r\n\r\n",
	} {
		conn, err := net.Dial("tcp", l.address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Write([]byte(raw)); err != nil {
			t.Fatal(err)
		}
		if err := conn.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%q: %v", raw, err)
			conn.Close()
			continue
		}
		b := new(strings.Builder)
		if _, err := bufio.NewReader(response.Body).WriteTo(b); err != nil && response.ContentLength > 0 {
			t.Error(err)
		}
		if response.StatusCode != http.StatusBadRequest || strings.Contains(b.String(), "secret") {
			t.Errorf("%q: %d %.200s", raw, response.StatusCode, b)
		}
		conn.Close()
	}
}
