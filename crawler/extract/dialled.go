package extract

import (
	"strings"

	"fingerpost/data/pattern"
)

// Pages of one village write numbers as neighbours dial them, and say once what goes before: "Numbers are 0118 ones unless
// shown in full".

var (
	// codeSaid is the sentence that says it.
	codeSaid = pattern.MustCompile(`(?i)\b(?:numbers|phones?) (?:(?:below|here|on this page|given|listed) )?(?:are|start|begin)\b[^.\n0-9]{0,40}\(?(0[12]\d{1,3})\)?(?: ones| numbers)? (?:unless|except|if not|where not)\b`)
	// localNumber is a number without its code, with what stands around it.
	localNumber = pattern.MustCompile(`(^|[^\d\s] ?)([2-9]\d{2} ?\d{3,4}|[2-9]\d{3} ?\d{4})($|[\s),;/.])`)
)

// codeOf is what goes before the numbers of a page that are not shown in full; empty if it says nothing of that.
func codeOf(lines []line) string {
	for _, l := range lines {
		if m := codeSaid.FindStringSubmatch(l.text); m != nil {
			return m[1]
		}
	}
	return ""
}

// inFull puts the code before the numbers of a line that are as long as what may follow it.
func inFull(text, code string) string {
	return localNumber.ReplaceAllStringFunc(text, func(said string) string {
		m := localNumber.FindStringSubmatch(said)
		if len(code)+len(strings.ReplaceAll(m[2], " ", "")) != 11 {
			return said
		}
		return m[1] + code + " " + m[2] + m[3]
	})
}
