package blank

import (
	"strings"
	"testing"
)

const mark = "[redacted]"

func TestText(t *testing.T) {
	for _, test := range []struct{ what, in, value, want string }{
		{"as it is kept", "Ring 0113 496 0066.", "0113 496 0066", "Ring 0[redacted]."},
		{"from abroad", "+44 (0)113-496-0066", "0113 496 0066", "+44 (0)[redacted]"},
		{"without blanks", "01134960066", "0113 496 0066", "0[redacted]"},
		{"a short number", "text 85258 now", "85258", "text [redacted] now"},
		{"a name in another case", "Ask for JO BLOGGS", "Jo Bloggs", "Ask for [redacted]"},
		{"a name in markup", "<b>Jo</b>&nbsp;Bloggs!", "Jo Bloggs", "<b>[redacted]!"},
		{"twice", "Jo Bloggs and Jo Bloggs", "Jo Bloggs", "[redacted] and [redacted]"},
		{"part of another word", "Marjo Bloggsworth", "Jo Bloggs", "Marjo Bloggsworth"},
		{"letters of other scripts", "Ask for ŁUCJA", "Łucja", "Ask for [redacted]"},
		{"not there", "Ring 0113 496 0067.", "0113 496 0066", "Ring 0113 496 0067."},
		{"nothing to look for", "a", "…", "a"},
		{"less than", "5 < 6 & 0113 496 0066", "0113 496 0066", "5 < 6 & 0[redacted]"},
	} {
		if got, _ := Text(test.in, []string{test.value}, mark); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}

// Whatever a source wrote around it, a number that was blanked is gone.
func FuzzText(f *testing.F) {
	f.Add("<b>0113</b> 496&#160;0066", "0113 496 0066")
	f.Add("0113 496 0066 0066", "0066")
	f.Add("<<b>1<", "1212")
	f.Add("\xff0113&", "ŁÓİß")
	f.Fuzz(func(t *testing.T, s, value string) {
		got, n := Text(s, []string{value}, mark)
		if n == 0 && got != s {
			t.Errorf("%q with %q: nothing found, and %q", s, value, got)
		}
		if n != strings.Count(got, mark)-strings.Count(s, mark) && !strings.Contains(mark, strings.ToLower(value)) && !strings.Contains(s, "redacted") {
			t.Errorf("%q with %q: %d found in %q", s, value, n, got)
		}
		key := Key(value)
		if folded := string(Fold(got).Text); key != "" && !letters.MatchString(key) && strings.Contains(folded, key) && !strings.Contains(s, "redacted") {
			t.Errorf("%q with %q: %q is still in %q", s, value, key, got)
		}
	})
}
