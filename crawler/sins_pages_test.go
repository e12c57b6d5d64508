package crawler

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"fingerpost/crawler/extract"
	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
)

// one is a site of one page.
func one(page http.HandlerFunc) map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{sinful: page}
}

// typed is a page of bytes as they are, with a type.
func typed(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		io.WriteString(w, body)
	}
}

// headed is a page with headers.
func headed(body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for i := 0; i < len(headers); i += 2 {
			w.Header().Add(headers[i], headers[i+1])
		}
		io.WriteString(w, body)
	}
}

func utf16Of(s string, order binary.AppendByteOrder) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

// blanks are 10 MiB of nothing to see, compressed.
var blanks = sync.OnceValue(func() []byte { return compressed(strings.Repeat(" ", 10<<20)) })

func compressed(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.Bytes()
}

// zipped is a text and so many MiB of blanks behind it, compressed: in parts, which a reader takes for one.
func zipped(text string, mib int) []byte {
	b := compressed(text)
	for ; mib > 0; mib -= 10 {
		b = append(b, blanks()...)
	}
	return b
}

// formats are elements that stand open, no two the same.
func formats(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<b id=%d>", i)
	}
	return b.String()
}

// pageSins are pages whose bytes are not what they seem, or too many.
func pageSins(lure *lure) map[string]sin {
	const café = "<h1>Café</h1>"
	bomb := zipped("<h1>Bomb</h1>", 200)
	read := func(page http.HandlerFunc, names ...string) sin {
		return sin{pages: one(page), outcome: frontier.Read, names: names}
	}
	refused := func(page http.HandlerFunc) sin {
		return sin{pages: one(page), outcome: frontier.Read, refused: true}
	}
	failed := func(page http.HandlerFunc, why string, err func(error) bool) sin {
		return sin{pages: one(page), outcome: frontier.Failed, why: why, err: err}
	}
	tooLarge, noHTML := is[*fetch.TooLargeError], is[*extract.ParseError]
	return map[string]sin{
		"utf-8 labelled utf-16":         refused(typed("text/html; charset=utf-16", café)),
		"utf-16 labelled utf-8":         read(typed("text/html; charset=utf-8", "\xff\xfe"+utf16Of(café, binary.LittleEndian)), "Café"),
		"windows-1252 labelled utf-8":   read(typed("text/html; charset=utf-8", "<h1>Caf\xe9</h1>"), "Café"),
		"a charset that is none":        read(typed("text/html; charset=klingon", café), "Café"),
		"a charset that is an attack":   read(typed(`text/html; charset="utf-8;\"><script>alert(1)</script>"`, café), "Café"),
		"a mark against the header":     read(typed("text/html; charset=windows-1252", "\ufeff"+café), "Café"),
		"a mark against the meta":       read(typed("text/html", "\ufeff<meta charset=iso-8859-1>"+café), "Café"),
		"a big mark on little ends":     refused(typed("text/html", "\xfe\xff"+utf16Of(café, binary.LittleEndian))),
		"a meta that says utf-16":       read(typed("text/html", "<meta charset=utf-16>"+café), "Café"),
		"utf-7":                         read(typed("text/html; charset=utf-7", "<h1>+ADw-script+AD4-x</h1>"), "+ADw-script+AD4-x"),
		"a shifting charset":            read(typed("text/html; charset=iso-2022-jp", "<h1>\x1b$B<script>alert(1)</script>\x1b(BTea</h1>"), "首竰蜷瘡纈羽鹿黹鱸頸設壹畆云"),
		"200 MiB out of 204 KB":         failed(headed(string(bomb), "Content-Encoding", "gzip"), "too large", tooLarge),
		"gzip cut short":                failed(headed(string(zipped(strings.Repeat(café, 1000), 0)[:50]), "Content-Encoding", "gzip"), "cut short", func(err error) bool { return err == io.ErrUnexpectedEOF }),
		"gzip that is none":             failed(headed(café, "Content-Encoding", "gzip"), "no answer", func(err error) bool { return err == gzip.ErrHeader }),
		"a coding nobody asked for":     failed(headed(café, "Content-Encoding", "br"), "encoding", is[*fetch.EncodingError]),
		"gzip within gzip":              failed(headed(string(zipped(string(zipped(café, 0)), 0)), "Content-Encoding", "gzip, gzip"), "encoding", is[*fetch.EncodingError]),
		"nothing at all":                refused(headed("")),
		"a PDF labelled HTML":           refused(headed("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog /Title (Secret)>> stream \x00\x01\x02<a href=\x00>endstream")),
		"HTML labelled as a picture":    {pages: one(typed("image/png", café)), outcome: frontier.NotPage},
		"a type that is none":           {pages: one(typed(";;;", café)), outcome: frontier.Read, names: []string{"Café"}},
		"a line of 20 MB":               failed(headed("<h1>Line</h1>"+strings.Repeat("lorem ipsum ", 20<<20/12)), "too large", tooLarge),
		"a line as long as is allowed":  read(headed("<h1>Line</h1>"+strings.Repeat("lorem 1234 ", 1<<20/12)), "Line"),
		"a million links":               failed(headed("<h1>Links</h1>"+strings.Repeat("<a href=/x/>", 1_000_000)), "too large", tooLarge),
		"100,000 nested elements":       failed(headed("<h1>Deep</h1>"+strings.Repeat("<div>", 100_000)), "no HTML", noHTML),
		"nested as deep as is allowed":  read(headed("<h1>Deep</h1>"+strings.Repeat("<span>", 500)+"text"), "Deep"),
		"a table of 100,000 rows":       read(headed("<h1>Table</h1><table>"+strings.Repeat("<tr><td>x", 100_000)), "Table"),
		"a page of elements alone":      failed(headed("<h1>Empty</h1>"+strings.Repeat("<p>x", 255_000)), "no HTML", noHTML),
		"elements that open again":      failed(headed("<h1>Again</h1><p>"+formats(480)+strings.Repeat("<p>x", 50_000)), "no HTML", noHTML),
		"a tag of 100,000 attributes":   read(headed("<h1>Tag</h1><p "+strings.Repeat("a=1 ", 100_000)+">"), "Tag"),
		"fields inside one another":     read(headed("<h1>Fields</h1>"+strings.Repeat("<div class=cost>", 100)+strings.Repeat("free ", 100_000)), "Fields"),
		"a name of a million letters":   refused(headed("<h1>" + strings.Repeat("&amp;lt;b ", 100_000))),
		"another site's base":           {pages: map[string]http.HandlerFunc{sinful: headed("<base href='" + lure.URL + "/'>" + café + "<a href=/a>a</a><a href=b>b</a><link rel=canonical href='" + lure.URL + "/'>")}, outcome: frontier.Read, names: []string{"Café"}, mostAsks: 2},
		"a page that sends on by meta":  {pages: one(headed("<meta http-equiv=refresh content='0; url=" + lure.URL + "/'>" + café)), outcome: frontier.Read, names: []string{"Café"}, mostAsks: 2},
		"things of another site's":      {pages: one(headed(café + "<img src='" + lure.URL + "/i'><iframe src='" + lure.URL + "/f'></iframe><script src='" + lure.URL + "/s'></script><link rel=stylesheet href='" + lure.URL + "/c'><form action='" + lure.URL + "/p' method=post></form>")), outcome: frontier.Read, names: []string{"Café"}, mostAsks: 2},
		"links that are no addresses":   {pages: one(linkTrap(lure)), outcome: frontier.Read, names: []string{"Chess club"}, mostAsks: 3},
		"a cookie that must come back":  {pages: map[string]http.HandlerFunc{sinful: headed(café+"<a href=/a>a</a>", "Set-Cookie", "id=1; Path=/; Max-Age=99999"), "/a": headed("a")}, outcome: frontier.Read, names: []string{"Café"}, mostAsks: 3},
		"an edition with a long name":   {pages: one(headed(café, "ETag", `"`+strings.Repeat("x", 100_000)+`"`, "Last-Modified", strings.Repeat("y", 10_000))), outcome: frontier.Read, names: []string{"Café"}},
		"a body that drips":             failed(drip, "too slow", isSlow),
		"a body without end":            failed(endless, "too large", tooLarge),
		"a body without end, in blanks": failed(endlessGzip, "too large", tooLarge),
	}
}

func isSlow(err error) bool { return reasonOf(err) == "too slow" }

func linkTrap(lure *lure) http.HandlerFunc {
	host := strings.TrimPrefix(lure.URL, "http://")
	links := []string{"file:///etc/passwd", "ftp://" + host + "/", "data:text/html,<h1>x", "javascript:fetch('" + lure.URL + "')", "gopher://" + host,
		"//" + host + "/", `\\` + host + `\x`, "http:\\\\" + host, "http:///" + host, "http:" + host, "http://user:secret@SELF/services/in", "http://SELF@" + host + "/",
		"http://SELF%00@" + host, "http://SELF%2f@" + host, "http://[::1", "http://%zz/", "/services/" + strings.Repeat("x", 100_000), "?" + strings.Repeat("a=1&", 25_000),
		"\x00javascript:alert(1)", "mailto:a@example.org", "tel:+999", "blob:x", "about:blank", "/%", "#x"}
	return func(w http.ResponseWriter, r *http.Request) {
		body := club
		for _, link := range links {
			body += fmt.Sprintf("<a href=\"%s\">x</a>", strings.ReplaceAll(link, "SELF", r.Host))
		}
		headed(body)(w, r)
	}
}

func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	for r.Context().Err() == nil {
		fmt.Fprint(w, "x")
		w.(http.Flusher).Flush()
		time.Sleep(20 * time.Millisecond)
	}
}

func endless(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	for r.Context().Err() == nil {
		if _, err := io.WriteString(w, strings.Repeat("<p>more ", 1000)); err != nil {
			return
		}
	}
}

// endlessGzip sends compressed nothing for ever.
func endlessGzip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	w.Header().Set("Content-Encoding", "gzip")
	nothing := bytes.Repeat(zipped("", 0), 1000)
	for r.Context().Err() == nil {
		if _, err := w.Write(nothing); err != nil {
			return
		}
	}
}

// What a server calls an edition is not kept when it is long, so nothing long is sent back.
func TestLongValidatorsAreNotKept(t *testing.T) {
	s := newTown(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match")+r.Header.Get("If-Modified-Since") != "" {
			t.Errorf("sent back %d bytes", len(r.Header.Get("If-None-Match")))
		}
		headed("x", "ETag", `"`+strings.Repeat("x", 1000)+`"`, "Last-Modified", strings.Repeat("y", 1000))(w, r)
	}})
	front := openFrontier(t)
	for range 2 {
		if got := crawlWith(t, front, s.source(t, "")); !got.Complete {
			t.Errorf("%+v", got.Tally)
		}
	}
}
