package data

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func ExamplePlainText() {
	fmt.Println(PlainText("<p>Lunch &amp; a <b>chat</b>.</p><ul><li>Mondays</li><li>Fridays</li></ul><script>alert(1)</script>", MaxDescription))
	// Output:
	// Lunch & a chat.
	//
	// • Mondays
	// • Fridays
}

func TestPlainText(t *testing.T) {
	for _, test := range []struct{ what, in, want string }{
		{"nothing", "", ""},
		{"blanks", " \t\n ", ""},
		{"plain text stays", "A lunch club.\nEvery Monday.", "A lunch club.\nEvery Monday."},
		{"ampersands stay", "Food & drink, AT&T, Q&A", "Food & drink, AT&T, Q&A"},
		{"markup goes", "A <b>free</b> <a href='https://x.org'>tablet</a>", "A free tablet"},
		{"breaks are lines", "one<br>two<br/>three", "one\ntwo\nthree"},
		{"paragraphs are parted", "<p>one</p><p>two</p>", "one\n\ntwo"},
		{"blank lines are one", "one\n\n\n\n\ntwo", "one\n\ntwo"},
		{"line ends of Windows", "one\r\ntwo\rthree", "one\ntwo\nthree"},
		{"scripts go whole", "a<script>alert('x')</script>b<style>p{}</style>c", "abc"},
		{"a script that closes itself", "a<script/>alert(1)</script>b", "ab"},
		{"a script in capitals", "a<SCRIPT>alert(1)</SCRIPT>b", "ab"},
		{"comments go", "a<!-- secret -->b<![CDATA[c]]>d", "abd"},
		{"entities", "caf&eacute; &pound;5 &#8211; &#x2713;", "café £5 – ✓"},
		{"markup hidden in entities", "&lt;script&gt;alert(1)&lt;/script&gt;hello", "hello"},
		{"markup hidden twice", "&amp;lt;b&amp;gt;hello&amp;lt;/b&amp;gt;", "hello"},
		{"markup around markup", "<scr<script>ipt>alert(1)</scr</script>ipt>", "ipt›alert(1)ipt›"},
		{"an unclosed tag", "hello <img src=x onerror=alert(1)", "hello"},
		{"less than", "under 5 < 6 and 7 > 6", "under 5 ‹ 6 and 7 › 6"},
		{"an invisible letter inside an entity", "&\u200blt;script&\u2060gt;x", ""},
		{"an invisible letter inside a tag", "<\u200bscript>alert(1)</script>x", "x"},
		{"direction marks", "pay \u202egnp.exe\u202c \u2066here\u2069\u200f", "pay gnp.exe here"},
		{"zero width", "in\u200bvis\ufeffi\u2060ble soft\u00adhyphen \u2062\u180e\U000E0041", "invisible softhyphen"},
		{"joiners stay", "👩\u200d⚕️ می\u200cخواهم", "👩\u200d⚕️ می\u200cخواهم"},
		{"control letters", "a\x00b\x07c\x1bd\x7f", "abcd"},
		{"no UTF-8", "caf\xe9 \xff", "caf"},
		{"blanks of all kinds", "a\u00a0\u2003b\u2028c\vd", "a b\nc d"},
		{"private use", "a\ue000b", "ab"},
	} {
		if got := PlainText(test.in, MaxDescription); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}

// Text that hides its markup deeper than anyone writes must not cost more than it is long.
func TestPlainTextOfManyLayers(t *testing.T) {
	deep := "&" + strings.Repeat("amp;", 20_000) + "lt;script&" + strings.Repeat("amp;", 20_000) + "gt;"
	got := PlainText(deep, MaxDescription)
	if strings.ContainsAny(got, "<>&") || PlainText(got, MaxDescription) != got {
		t.Errorf("%.80q", got)
	}
	if got := PlainText(strings.Repeat("word ", 50_000), 100); utf8.RuneCountInString(got) > 100 || !strings.HasSuffix(got, "…") {
		t.Errorf("a long text became %q", got)
	}
}

func TestCutting(t *testing.T) {
	for _, test := range []struct {
		in   string
		max  int
		want string
	}{
		{"a lunch club", 12, "a lunch club"},
		{"a lunch club", 11, "a lunch…"},
		{"a lunch, club", 10, "a lunch…"},
		{"Llanfairpwllgwyngyll", 10, "Llanfairp…"},
		{"ééééé", 5, "ééééé"},
		{"éééééé", 5, "éééé…"},
	} {
		if got := PlainText(test.in, test.max); got != test.want {
			t.Errorf("%q to %d: %q, want %q", test.in, test.max, got, test.want)
		}
	}
}

func TestPlainLine(t *testing.T) {
	for in, want := range map[string]string{
		"<h1>Men's\n group</h1>":         "Men's group",
		"one<br>two<p>three":             "one two three",
		"  Age  UK  ":                    "Age UK",
		"<script>x</script>":             "",
		strings.Repeat("long ", 60):      strings.TrimSpace(strings.Repeat("long ", 39)) + "…",
		"Friends & Neighbours\u202e\n\n": "Friends & Neighbours",
	} {
		if got := PlainLine(in, MaxName); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

var likeTag = regexp.MustCompile(`<|&(lt|LT|#60|#x3[cC]);?`)

func FuzzPlainText(f *testing.F) {
	for _, s := range []string{
		"<p>a</p>", "&lt;b&gt;", "&amp;amp;amp;amp;lt;script&gt;", "<svg><title>x", "<scr<script>ipt>", "a\u202eb", "&#60", "&#9", "&notin;&not", "<li>",
		"<!--", "<textarea><b>", "<plaintext><b>x", "<xmp><i>y</xmp>", "\xff<\xfe", "&\u200blt;", "&l\u200bt;a&gt;", "a > b", "•…",
	} {
		f.Add(s, uint8(40))
	}
	f.Fuzz(func(t *testing.T, s string, limit uint8) {
		max := int(limit) + 2
		once := PlainText(s, max)
		if likeTag.MatchString(once) {
			t.Errorf("%q: markup in %q", s, once)
		}
		if n := utf8.RuneCountInString(once); n > max || !utf8.ValidString(once) {
			t.Errorf("%q: %d letters, %d allowed: %q", s, n, max, once)
		}
		if strings.ContainsFunc(once, func(r rune) bool { return r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) {
			t.Errorf("%q: control letters in %q", s, once)
		}
		if twice := PlainText(once, max); twice != once {
			t.Errorf("%q: %q, and then %q", s, once, twice)
		}
		line := PlainLine(s, max)
		if strings.Contains(line, "\n") || utf8.RuneCountInString(line) > max {
			t.Errorf("%q: no line of %d: %q", s, max, line)
		}
		if again := PlainLine(line, max); again != line {
			t.Errorf("%q: line %q, and then %q", s, line, again)
		}
	})
}
