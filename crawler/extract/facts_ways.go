package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
	"fingerpost/data/prose"
)

// waysLabelled reads the ways beside labels, and those that labels themselves name: "Webchat: press the button below".
func (s *passage) waysLabelled(f *Found) {
	add := func(l line, ways ...data.Way) {
		for _, way := range ways {
			f.Ways = addTo(f.Ways, way)
			f.note("way", How{l.how, max2(l.sure)}, true)
		}
	}
	for _, l := range s.of(manner, where) {
		if l.kind == manner && len(l.text) < 80 {
			add(l, prose.WaysNamed(l.text)...)
		}
		if text := strings.ToLower(strings.TrimSpace(l.text)); len(text) < 120 && l.level == 0 && (l.kind == manner || digits(text) == 0) {
			for _, w := range prose.Of("Sessions are " + text).Ways() {
				add(l, w.Way)
			}
		}
	}
	var named, calls []line
	for _, l := range s.lines {
		switch label := plainLabel(wayLabel(l)); {
		case label == "":
		case wayHead.MatchString(label):
			named = append(named, l)
		case callHead.MatchString(label):
			calls = append(calls, l)
		}
	}
	if len(named) == 0 || len(named)+len(calls) < 2 {
		return
	}
	for _, l := range append(named, calls...) {
		add(l, prose.WaysNamed(plainLabel(wayLabel(l)))...)
	}
}

// otherwise adds that people come, where a sentence says what is done for those who cannot: "If you can't get out she will
// come to you".
func (s *passage) otherwise(f *Found, ways []prose.Way) {
	if len(f.Places) == 0 || slices.Contains(f.Ways, data.InPerson) {
		return
	}
	for _, w := range ways {
		if w.Way != data.ByPhone && w.Way != data.ByText && elseIf.MatchString(s.line(w.Start).text) {
			f.Ways = addTo(f.Ways, data.InPerson)
			f.note("way", s.how(w.Span), true)
		}
	}
}

// wayLabel is the label of a line, or the few words with which it begins before a colon.
func wayLabel(l line) string {
	if l.label != "" && l.kind != where {
		return l.label
	}
	if l.level > 0 {
		return l.text
	}
	if name, _, ok := strings.Cut(l.text[:min(len(l.text), maxLabel)], ":"); ok {
		return name
	}
	return ""
}

var (
	// wayHead are the labels that name a way in which a service is given, callHead those that may name only how to reach it.
	wayHead = pattern.MustCompile(`^(?:(?:by |our |at )?(?:web ?chat|live chat|online chat|video(?: call| chat)?|zoom)|(?:see us |talk |meet )?(?:face[ -]to[ -]face|in[ -]person)|(?:at|in) your (?:own )?home|home visits?)$`)
	// elseIf says that something is for those who cannot come.
	elseIf   = pattern.MustCompile(`(?i)\b(?:if|where) (?:you|getting|travel\w*|coming)\b[^.;]{0,60}(?:\b(?:cannot|unable|not able|difficult|hard|housebound|a pain)\b|can['’]t\b)|\bhousebound\b`)
	callHead = pattern.MustCompile(`^(?:(?:by|over the|on the) (?:tele)?phone|(?:tele)?phone|call us|ring us)$`)
)
