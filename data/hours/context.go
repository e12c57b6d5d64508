package hours

import (
	"slices"
	"strings"
)

// Words in the sentence of hours that make them not plain: what is said is denied, is seldom so, or was once.
var (
	spoilBefore = wordSet(`not no never don't doesn't won't isn't aren't can't cannot without unless except closes closing next
		was were had used met spoke deadline within some most sometimes occasionally occasional often usually normally
		generally typically mostly probably provisionally approximately possibly alternately alternate alternative various deliveries
		tomorrow today tonight yesterday date dates (date) vary week weeks month half-term half holiday holidays bi biweekly
		christmas xmas easter ramadan summer winter spring autumn seasonal
		january february march april june july august september october november december
		jan feb apr jun jul aug sept oct nov dec closure cancelled suspended`)
	spoilAfter = wordSet(`unless except alternately alternate respectively depending subject cancelled suspended postponed
		(date) date tbc weeks month half term holiday holidays until
		christmas xmas easter ramadan summer winter spring autumn seasonal
		january february march april june july august september october november december
		jan feb apr jun jul aug sept oct nov dec onwards late changes bi biweekly appointment appointments arrangement`)
	// spoilNear are such as speak of hours only when they come right after them.
	spoilNear = wordSet(`sometimes occasionally occasional often usually normally generally typically mostly probably
		provisionally possibly some most or vary varies week`)
	// spoilBeside are words right before hours.
	spoilBeside = wordSet(`this last coming previous one or by before after until good black boxing shrove ash maundy easter palm
		pancake whit day both neither any than about around nor if eg example`)
	// seasonWords say nothing more of what has its dates: "Christmas party, Saturday 12 December 2026, 2pm - 4pm".
	seasonWords = wordSet(`next week weeks month christmas xmas easter ramadan summer winter spring autumn holiday holidays half half-term term date dates`)
	// unattended are words that tell that nobody is there day and night.
	unattended = wordSet(`online website web app information resources portal booking book order apply answerphone`)
	// lasting are words that tell that something is open, and not only watched or answered, day and night.
	lasting = wordSet(`open available staffed`)
)

// spoiled reports whether what stands around a run makes it not plain.
func (f *finder) spoiled(i int) bool {
	r := f.runs[i]
	if f.loneTerm && !r.allInTerm() {
		return true
	}
	if before := f.before(r); before.kind == signWord && (spoilBeside[before.text] || strings.HasPrefix(before.text, "e . g")) {
		return true
	}
	lasts, placed := !r.allDay(), r.placed()
	for _, s := range f.signs[r.from:r.to] {
		lasts = lasts || lasting[s.text] && !r.always() // Monday open 24 hours
	}
	from, to := f.sentence(r)
	for at := from; at < to; at++ {
		s := f.signs[at]
		if at < r.from {
			lasts = lasts || at >= r.from-4 && lasting[s.text]
			if r.allDay() && unattended[s.text] {
				return true
			}
		}
		switch {
		case f.inRun[at]:
		case s.kind == signWord || s.kind == signGap:
			if placed && seasonWords[s.text] {
				continue
			}
			if at < r.from && spoilBefore[s.text] || at >= r.to && spoilAfter[s.text] || at >= r.to && at < r.to+4 && spoilNear[s.text] {
				return true
			}
		case s.remark():
			return true
		case s.dayLike() && at < r.from && r.timesFirst(f.signs), s.timeLike() && at >= r.to && r.timesFirst(f.signs):
			return true // days and times go together in another way than it seems
		}
	}
	return !lasts || f.remarkNext(to) || f.inList(r)
}

// placed reports whether all of the run has a first day and a last.
func (r *run) placed() bool {
	return !slices.ContainsFunc(r.sessions, func(s session) bool { return s.from.IsZero() || s.last.IsZero() })
}

// always reports whether a run is of every day.
func (r *run) always() bool {
	return slices.ContainsFunc(r.sessions, func(s session) bool { return s.days == everyDay })
}

// before is the sign before a run.
func (f *finder) before(r run) sign {
	if r.from == 0 {
		return sign{}
	}
	return f.signs[r.from-1]
}

// farthest is how many signs of a sentence before hours, and after them, can make them not plain.
const farthest = 60

// sentence is the signs of a run's sentence.
func (f *finder) sentence(r run) (from, to int) {
	for from = r.from; from > max(0, r.from-farthest) && f.signs[from-1].kind != signStop; from-- {
	}
	for to = r.to; to < min(len(f.signs), r.to+farthest) && f.signs[to].kind != signStop; to++ {
	}
	return from, to
}

// remarkNext reports whether the next sentence begins with what limits hours, outside a run: "Term time only." Soon
// after hours it may say too that they vary.
func (f *finder) remarkNext(stop int) bool {
	for _, s := range f.signs[stop:min(len(f.signs), stop+12)] {
		if s.text == "vary" || s.text == "varies" {
			return true
		}
	}
	for at := stop; at < min(len(f.signs), stop+12); at++ {
		if s := f.signs[at]; !s.soft() {
			return s.remark() && !f.inRun[at]
		}
	}
	return false
}

// mark notes which signs are those of runs, and whether others speak of term time.
func (f *finder) mark() {
	f.inRun, f.unread = make([]bool, len(f.signs)), make([]bool, len(f.signs))
	for _, l := range f.lost {
		for at := l[0]; at < l[1] && hasSpan(f.signs[l[0]:l[1]]); at++ {
			f.unread[at] = f.signs[at].dayLike()
		}
	}
	for _, r := range f.runs {
		for at := r.from; at < r.to; at++ {
			f.inRun[at] = true
		}
	}
	for at, s := range f.signs {
		f.loneTerm = f.loneTerm || s.kind == signTerm && !f.inRun[at]
	}
}

// hasSpan reports whether a time follows another, as in hours that have an end.
func hasSpan(signs []sign) bool {
	for i := 2; i < len(signs); i++ {
		if signs[i].kind == signTime && signs[i-1].kind == signTo && signs[i-2].kind == signTime {
			return true
		}
	}
	return false
}

// inList reports whether a run stands in a list of which another part could not be read: a few signs away, in the same
// sentence or on the next line.
func (f *finder) inList(r run) bool {
	const near = 12
	for at := r.from - 1; at >= max(0, r.from-near) && !sentenceMark(f.signs[at]); at-- {
		if f.unread[at] {
			return true
		}
	}
	for at := r.to; at < min(len(f.signs), r.to+near) && !sentenceMark(f.signs[at]); at++ {
		if f.unread[at] {
			return true
		}
	}
	return false
}

func sentenceMark(s sign) bool { return s.text == "." || s.text == "!" || s.text == "?" }

func (r *run) allInTerm() bool {
	for _, s := range r.sessions {
		if !s.term {
			return false
		}
	}
	return true
}

// timesFirst reports whether the run's times stand before their days.
func (r *run) timesFirst(signs []sign) bool {
	for _, s := range signs[r.from:r.to] {
		if s.dayLike() || s.timeLike() {
			return s.timeLike()
		}
	}
	return false
}

func (r *run) allDay() bool {
	for _, s := range r.sessions {
		for _, span := range s.spans {
			if span.AllDay() {
				return true
			}
		}
	}
	return false
}
