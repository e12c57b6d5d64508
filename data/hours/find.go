package hours

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fingerpost/data"
)

// Found is hours that stand in running text.
type Found struct {
	Schedules []data.Schedule
	// Words are the sentence about them, or so much of it as lies between the hours before and those after, with the line
	// above where they begin one: they tell what is open then.
	Words      string
	Start, End int // the bytes of the hours in the text
}

// longestText bounds what [Find] looks at.
const longestText = 64 << 10

// Find reads the hours that are plain in running text, in its order: "We meet every Tuesday from 10am to 12 noon in St
// Mark's Hall". Hours of different things are apart, as in "Helpline: Mon-Fri 9-5. Drop-in: Wed 1-3pm": the caller
// chooses by their words.
//
// It would rather find nothing than what is not meant. Not found are times with a start only, days without times, hours
// that are over on the day today, and such as the sentence around them limits in a way that a rule cannot say: not,
// usually, most, in winter, every second week of which nobody says which. What of a list cannot be read takes the rest of
// the list with it, for a day left out would look closed. No more than the first 64 KiB of a text are looked at.
func Find(text string, today data.Date, owner string, source data.SourceKey) []Found {
	if len(text) > longestText {
		cut := longestText
		for cut > longestText-utf8.UTFMax && !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	if !strings.ContainsAny(text, "0123456789") {
		return nil // most sentences
	}
	f := finder{text: text, signs: readSigns(text, true)}
	bridge(f.signs, text)
	for at := 0; at < len(f.signs); {
		end := at
		for end < len(f.signs) && f.signs[end].kind != signWord {
			end++
		}
		f.stretch(at, end)
		at = end + 1
	}
	f.mark()
	var out []Found
	for i, r := range f.runs {
		if f.spoiled(i) {
			continue
		}
		for _, part := range r.parts() {
			part.sessions = slices.DeleteFunc(part.sessions, func(s session) bool {
				return !s.last.IsZero() && !today.IsZero() && lastDay(s.last) < firstDay(today)
			})
			if schedules, ok := part.schedules(owner, source); ok {
				out = append(out, Found{Schedules: schedules, Start: part.start(r), End: part.end(r)})
			}
		}
	}
	for i := range out {
		out[i].Words = f.around(out, i)
	}
	return out
}

type finder struct {
	text  string
	signs []sign
	runs  []run
	lost  [][2]int // stretches that could not be read
	// inRun and unread tell of each sign whether it is of a run, or of hours that could not be read. loneTerm is that one
	// of the others says "term time".
	inRun    []bool
	unread   []bool
	loneTerm bool
}

// run is hours that stand together, and the signs that say them.
type run struct {
	said
	from, to   int // signs
	start, end int // bytes
}

// stretch reads signs between words: as a whole, or else by sentences. A sentence with times that cannot be read takes the
// others with it, and so does one that may limit them.
func (f *finder) stretch(from, to int) {
	limits := slices.ContainsFunc(f.signs[from:to], func(s sign) bool { return s.kind == signTerm || s.kind == signLimit })
	if f.read(from, to) {
		return
	}
	if limits {
		f.lost = append(f.lost, [2]int{from, to})
		return
	}
	var runs []run
	for at := from; at < to; {
		end := at
		for end < to && !sentenceMark(f.signs[end]) {
			end++
		}
		whole := len(f.runs)
		if !f.read(at, end) && (hasTimes(f.signs[at:end]) || slices.ContainsFunc(f.signs[at:end], sign.remark)) {
			f.runs = f.runs[:len(f.runs)-len(runs)]
			f.lost = append(f.lost, [2]int{from, to})
			return
		}
		runs = append(runs, f.runs[whole:]...)
		at = end + 1
	}
}

func hasTimes(signs []sign) bool { return slices.ContainsFunc(signs, sign.timeLike) }

// longestRun is how many signs hours that stand together may have: a week with breaks has some hundred.
const longestRun = 400

// read reads signs of which none may be left over, but for soft ones around them.
func (f *finder) read(from, to int) bool {
	for from < to && (f.signs[from].soft() || f.signs[from].kind == signTo || f.leading(from)) {
		from++
	}
	for to > from && (f.signs[to-1].soft() || f.signs[to-1].kind == signTo) {
		to--
	}
	if from == to {
		return false
	}
	if to-from > longestRun {
		return false
	}
	found, ok := readSaid(f.signs[from:to], true)
	if ok {
		_, ok = found.schedules("", "")
	}
	if ok {
		f.runs = append(f.runs, run{said: found, from: from, to: to, start: f.signs[from].start, end: f.signs[to-1].end})
	}
	return ok
}

// leading reports whether a sign before hours belongs to the words before them: "coffee morning", "lunch on Mondays".
func (f *finder) leading(at int) bool {
	if k := f.signs[at].kind; k != signPart && k != signLunch {
		return false
	}
	for at++; at < len(f.signs) && f.signs[at].soft(); at++ {
	}
	return at == len(f.signs) || !f.signs[at].timeLike()
}

// parts are the run, or its sessions one by one where words between their days and times tell that they are of different
// things.
func (r *run) parts() []said {
	if !slices.ContainsFunc(r.sessions, func(s session) bool { return s.named }) {
		return []said{{sessions: slices.Clone(r.sessions), bank: r.bank}}
	}
	var out []said
	for _, s := range r.sessions {
		out = append(out, said{sessions: []session{s}, bank: r.bank})
	}
	return out
}

// start and end are the bytes of a part of a run: of the whole run, unless it is one of several.
func (d *said) start(r run) int {
	if len(r.sessions) > 1 && len(d.sessions) == 1 {
		return d.sessions[0].start
	}
	return r.start
}

func (d *said) end(r run) int {
	if len(r.sessions) > 1 && len(d.sessions) == 1 {
		return d.sessions[0].end
	}
	return r.end
}

// longestAround is how many bytes of a sentence before hours, and after them, are given with them.
const longestAround = 160

// around is the text about one of the hours found.
func (f *finder) around(found []Found, i int) string {
	from, to := max(0, found[i].Start-longestAround), min(len(f.text), found[i].End+longestAround)
	if i > 0 {
		from = max(from, found[i-1].End)
	}
	if i+1 < len(found) {
		to = min(to, found[i+1].Start)
	}
	before, after := f.text[from:found[i].Start], f.text[found[i].End:to]
	if len(before) == longestAround {
		before = before[strings.IndexAny(before, " \n")+1:]
	}
	if cut := strings.LastIndexAny(after, " \n"); len(after) == longestAround && cut >= 0 {
		after = after[:cut]
	}
	if cut := sentenceEnd(strings.TrimRight(before, " \t\n")); cut >= 0 {
		before = before[cut:]
	}
	if cut := strings.IndexAny(after, "\n!?"); cut >= 0 {
		after = after[:cut]
	}
	if cut := strings.Index(after, ". "); cut >= 0 {
		after = after[:cut+1]
	}
	before = strings.TrimLeft(before, " \t\n.,;:)|")
	return strings.Join(strings.Fields(strings.ToValidUTF8(before+f.text[found[i].Start:found[i].End]+after, "")), " ")
}

// sentenceEnd is where the last sentence begins, or -1 for the beginning. What follows a heading belongs to it.
func sentenceEnd(before string) int {
	best := -1
	for _, mark := range []string{"\n", ". ", "! ", "? "} {
		if at := strings.LastIndex(before, mark); at >= 0 {
			best = max(best, at+len(mark))
		}
	}
	return best
}
