package prose

import (
	"strings"
	"testing"
)

// phrase is a text, and what must be read from it; nothing when want is empty.
type phrase struct{ text, want string }

// check reads each phrase, and once more in the middle of a page: what stands around it must not change it.
func check(t *testing.T, phrases []phrase, read func(*Text) (string, []Span)) {
	t.Helper()
	unread := 0
	for _, p := range phrases {
		if strings.Trim(p.want, "/") == "" {
			unread++
		}
		for _, text := range []string{p.text, "Welcome to our page\n" + p.text + "\nHow it began: we were five neighbours"} {
			got, spans := read(Of(text))
			if got != p.want {
				t.Errorf("%q:\n got %q\nwant %q", text, got, p.want)
				break
			}
			for _, s := range spans {
				if s.Start < 0 || s.End > len(text) || s.Start >= s.End || s.Words == "" {
					t.Errorf("%q: %+v", text, s)
				} else if first, _, _ := strings.Cut(s.Words, " "); !strings.HasPrefix(text[s.Start:], first[:1]) && first[0] < 0x80 && text[s.Start] < 0x80 {
					t.Errorf("%q: %q does not stand at %d", text, s.Words, s.Start)
				}
			}
		}
	}
	if len(phrases) < 25 || unread < 10 {
		t.Errorf("%d phrases, %d of them not to be read", len(phrases), unread)
	}
}
