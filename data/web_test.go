package data

import "testing"

func TestReadURL(t *testing.T) {
	for in, want := range map[string]string{
		"www.example.org": "https://www.example.org", " http://example.org/a ": "http://example.org/a", "https://example.org/a?b=c#d": "https://example.org/a?b=c#d",
		"": "", "example": "", "javascript:alert(1)": "", "ftp://example.org": "", "https://jo:secret@example.org": "", "our page": "", "https://example.org/<b>": "", "jo@example.org": "",
	} {
		if got, ok := ReadURL(in); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %t", in, got, ok)
		}
	}
}

func TestReadEmail(t *testing.T) {
	for in, want := range map[string]string{
		"help@example.org": "help@example.org", " mailto:help@example.org ": "help@example.org", "a.b+c@mail.example.co.uk": "a.b+c@mail.example.co.uk",
		"": "", "help": "", "help@example": "", "Jo <jo@example.org>": "", "a@example.org, b@example.org": "", "help@example.org.": "", "he lp@example.org": "",
	} {
		if got, ok := ReadEmail(in); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %t", in, got, ok)
		}
	}
}

func TestSaysFree(t *testing.T) {
	for words, want := range map[string]bool{
		"Free": true, "free of charge.": true, "It's free!": true, "£0.00": true, "No charge": true,
		"": false, "Free for members": false, "£2": false, "Free, or £2 with lunch": false, "sugar-free": false,
	} {
		if got := SaysFree(words); got != want {
			t.Errorf("%q: %t", words, got)
		}
	}
}
