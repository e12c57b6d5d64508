package crawler

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
)

// says answers with bytes as they are.
func says(format string, args ...any) func(net.Conn) {
	return func(c net.Conn) { fmt.Fprintf(c, format, args...) }
}

// hostSins are servers that do not speak HTTP as it is written, or speak it in order to hold us.
func hostSins(lure *lure) map[string]sin {
	const page = "<h1>Tea</h1>"
	ok := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	failed := func(answer func(net.Conn), why string, err func(error) bool) sin {
		return sin{raw: answer, outcome: frontier.Failed, why: why, err: err, mostAsks: 3}
	}
	read := func(answer func(net.Conn)) sin {
		return sin{raw: answer, outcome: frontier.Read, names: []string{"Tea"}, mostAsks: 3}
	}
	any := func(err error) bool { return err != nil }
	long := func(line string) func(net.Conn) {
		return func(c net.Conn) {
			io.WriteString(c, ok)
			for range 10 << 20 / len(line) {
				if _, err := io.WriteString(c, line); err != nil {
					return
				}
			}
			io.WriteString(c, "\r\n"+page)
		}
	}
	return map[string]sin{
		"HTTP/0.9":               failed(says("%s", page), "no answer", any),
		"garbage":                failed(says("\x00\x01\x02SSH-2.0-OpenSSH\r\n\r\n"), "no answer", any),
		"not a word":             failed(says(""), "no answer", any),
		"a status that is none":  failed(says("HTTP/1.1 999999 \r\n\r\n"), "no answer", any),
		"a status of no meaning": failed(says("HTTP/1.1 299 Odd\r\nContent-Length: 0\r\n\r\n"), "status 299", is[*fetch.StatusError]),
		"a change of protocol":   failed(says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), "status 101", is[*fetch.StatusError]),
		"a header of 10 MB":      failed(long("X-Long: "+strings.Repeat("x", 1000)+"\r\n"), "no answer", any),
		"a header line of 10 MB": failed(long(strings.Repeat("x", 1000)), "no answer", any),
		"hints without end":      failed(func(c net.Conn) { repeat(c, "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", 0) }, "no answer", any),
		"a header that drips":    failed(func(c net.Conn) { io.WriteString(c, ok); repeat(c, "X: y\r\n", 50*time.Millisecond) }, "too slow", isSlow),
		"a trailer without end": failed(func(c net.Conn) {
			io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n0\r\n")
			repeat(c, "X: y\r\n", 0)
		}, "no answer", any),
		"a chunk's name without end": failed(func(c net.Conn) {
			io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n5;")
			repeat(c, "xxxxxxx", 0)
		}, "no answer", any),
		"chunks of a byte with a name": failed(func(c net.Conn) {
			io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n")
			repeat(c, "1;"+strings.Repeat("x", 3000)+"\r\nx\r\n", 0)
		}, "no answer", any),
		"a chunk of negative size":    failed(says("%sTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", ok), "no answer", any),
		"a chunk beyond counting":     failed(says("%sTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n%s", ok, page), "no answer", any),
		"a length below zero":         failed(says("%sContent-Length: -1\r\n\r\n%s", ok, page), "no answer", any),
		"two lengths":                 failed(says("%sContent-Length: 12\r\nContent-Length: 13\r\n\r\n%s", ok, page), "no answer", any),
		"a length too long":           failed(says("%sContent-Length: 5000\r\n\r\n%s", ok, page), "cut short", isCutShort),
		"a length beyond all bounds":  failed(says("%sContent-Length: 9223372036854775807\r\n\r\n%s", ok, page), "too large", is[*fetch.TooLargeError]),
		"closed in the middle":        failed(says("%sTransfer-Encoding: chunked\r\n\r\n5000\r\n%s", ok, page), "cut short", isCutShort),
		"broken off in the middle":    failed(reset(ok+"Content-Length: 5000\r\n\r\n"+page), "no answer", any),
		"a length too short":          read(says("%sContent-Length: %d\r\n\r\n%s<h1>Not this", ok, len(page), page)),
		"a second answer smuggled in": {raw: says("%sContent-Length: %d\r\n\r\n%sHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<h1>Stolen", ok, len(page+"<a href=/services/b>"), page+"<a href=/services/b>"), outcome: frontier.Read, names: []string{"Tea", "Tea"}[:1], mostAsks: 4},
		"length and chunks at once":   {raw: says("%sContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", ok, len(page), page), outcome: frontier.Read, names: []string{"Tea"}},
		"a header within a header":    read(says("%sX: a\r\n b\r\nX Y: z\r\nContent-Length: 12\r\n\r\n%s", ok, page)),
		"an address that is none":     failed(says("HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n"), "no answer", any),
		"on without saying where":     failed(says("HTTP/1.1 302 Found\r\n\r\n"), "status 302", is[*fetch.StatusError]),
		"on to a long address":        {raw: says("HTTP/1.1 302 Found\r\nLocation: %s?%s\r\nContent-Length: 0\r\n\r\n", sinful, strings.Repeat("x", 100_000)), outcome: frontier.Refused, why: "scope", err: is[*fetch.ScopeError], mostAsks: 2},
		"on to itself":                {pages: one(goTo(sinful)), outcome: frontier.Failed, why: "redirect", err: is[*fetch.RedirectError]},
		"on to itself with a cookie": {pages: one(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Set-Cookie", "seen=1")
			goTo(sinful+"?x=1")(w, r)
		}), outcome: frontier.Failed, why: "redirect", err: is[*fetch.RedirectError]},
		"on six times":                  {pages: steps(6), outcome: frontier.Failed, why: "redirect", err: is[*fetch.RedirectError], mostAsks: 8},
		"on five times":                 {pages: steps(5), outcome: frontier.Copy, names: []string{"Harbour"}, mostAsks: 8},
		"on to a site that is not ours": {pages: one(goTo(lure.URL + "/")), outcome: frontier.Refused, why: "scope", err: is[*fetch.ScopeError], mostAsks: 2},
		"503 for ever":                  busy("1", false),
		"503 until the year 9999":       busy("Fri, 31 Dec 9999 23:59:59 GMT", true),
		"503 for 10^18 seconds":         busy("1000000000000000000", true),
		"503 until yesterday":           busy("Mon, 02 Jan 2006 15:04:05 GMT", false),
		"503 for less than no time":     busy("-100", false),
		"503 until banana":              busy("banana", true),
	}
}

func isCutShort(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }

// busy is a host that always asks for rest. One that asks for little is tried again; one that asks for more than the crawl's
// patience is left for the next.
func busy(after string, isLong bool) sin {
	page := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", after)
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	one := sin{pages: one(page), outcome: frontier.Failed, why: "the host asks for rest", err: is[*fetch.BusyError], mostAsks: 3}
	if isLong {
		one.err, one.mostAsks = nil, 2
		one.check = func(t *testing.T, s *sinner) {
			if s.Left != 1 || time.Until(s.Rests) > time.Hour || s.Rests.IsZero() {
				t.Errorf("%d left, rests until %v", s.Left, s.Rests)
			}
		}
	}
	return one
}

// repeat writes a text until nobody listens.
func repeat(c net.Conn, text string, every time.Duration) {
	for {
		if _, err := io.WriteString(c, text); err != nil {
			return
		}
		time.Sleep(every)
	}
}

// reset breaks the connection off behind what it says.
func reset(text string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, text)
		time.Sleep(20 * time.Millisecond)
		c.(*net.TCPConn).SetLinger(0)
	}
}

// steps is a page behind so many redirects.
func steps(n int) map[string]http.HandlerFunc {
	pages := map[string]http.HandlerFunc{fmt.Sprintf("/services/%d", n): headed("<h1>Harbour</h1>"), sinful: goTo("/services/1")}
	for i := 1; i < n; i++ {
		pages[fmt.Sprintf("/services/%d", i)] = goTo(fmt.Sprintf("/services/%d", i+1))
	}
	return pages
}

// addressSins lead to where no address is public, and to what is no address.
func addressSins(lure *lure) map[string]sin {
	all := map[string]sin{}
	for _, host := range []string{"169.254.169.254", "0.0.0.0", "[::]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[fe80::1]", "[64:ff9b::a9fe:a9fe]",
		"[64:ff9b::7f00:1]", "[fd00:ec2::254]", "100.100.100.200", "255.255.255.255"} {
		all["on to "+host] = sin{pages: one(goTo("http://" + host + "/latest/meta-data/")), also: []string{host}, outcome: frontier.Refused, why: "not a public address",
			err: is[*fetch.PrivateAddressError], mostAsks: 2}
	}
	for _, host := range []string{"2852039166", "0xa9fea9fe", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376", "169.254.43518", "169.254.169.254.", "127.1", "0", "0x7f.1"} {
		all["on to number "+host] = sin{pages: one(goTo("http://" + host + "/")), also: []string{host}, outcome: frontier.Refused, why: "scope", err: is[*fetch.ScopeError], mostAsks: 2}
	}
	for name, to := range map[string]string{"a file": "file:///etc/passwd", "ftp": "ftp://127.0.0.1/", "data": "data:text/html,<h1>x", "a script": "javascript:alert(1)",
		"a password": "http://user:secret@HOST/services/in", "a host before an at": "http://HOST@" + strings.TrimPrefix(lure.URL, "http://") + "/", "nobody": "http:///x"} {
		all["on to "+name] = sin{pages: one(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", strings.ReplaceAll(to, "HOST", r.Host))
			w.WriteHeader(http.StatusFound)
		}), outcome: frontier.Refused, why: "scope", err: func(err error) bool { return is[*fetch.ScopeError](err) && !strings.Contains(err.Error(), "secret") }, mostAsks: 2}
	}
	// A link's address is read once more by the page visitor, in the way of browsers, for which all of these are one.
	links := []string{"http://169.254.169.254/services/a", "http://[::ffff:169.254.169.254]/services/b", "http://0.0.0.0/services/c"}
	all["links to all of these"] = sin{pages: one(linksTo(links...)), also: []string{"169.254.169.254", "[::ffff:169.254.169.254]", "0.0.0.0"}, outcome: frontier.Read, refused: true,
		mostAsks: 2, check: func(t *testing.T, s *sinner) {
			if s.Outcomes[frontier.Refused] != len(links) || s.Complete {
				t.Errorf("%+v", s.Tally)
			}
		}}
	return all
}
