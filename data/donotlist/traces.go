package donotlist

import (
	"reflect"
	"slices"

	"fingerpost/data"
	"fingerpost/data/blank"
	"fingerpost/data/match"
	"fingerpost/geo"
)

// TracesVersion is that of the traces which this version of the program makes. Others do not lead to what they should.
const TracesVersion = "1"

// traceLetters is how long a trace is at most. Whatever a list finds in a text begins where a run of letters or digits does, or
// within a row of digits, and is compared without what stands between: so the traces of a text are how it goes on from each
// such place, in so many letters, and all that may tell of an entry has a trace that begins as the entry's own do. Longer ones
// would tell more texts apart, and there would be more of them to keep.
const traceLetters = 8

// shortestNumber is how many digits a telephone number has at least, without the nought.
const shortestNumber = 7

// The traces of what is known by more than its texts. No text has such ones: there is no letter o in what "looks" leaves.
const (
	traceName   = "on" // of an organisation or a service, as it is folded for matching
	traceSite   = "ow"
	traceNumber = "or" // that a register gave
	traceSquare = "os" // of the map, in which a point is
)

// mostTrace bounds the traces of names, hosts and numbers.
const mostTrace = 32

// traces are collected of one aggregate.
type traces struct {
	folded blank.Folded
	known  map[string]bool
}

// Traces lists by what an aggregate is found if it may tell of an entry; all are of letters and digits alone. doc points to an
// organisation, a service or a place. What is merged into another has traces too: who ran a service counts.
func Traces(doc any) []string {
	t := traces{known: map[string]bool{}}
	texts(reflect.ValueOf(doc).Elem(), func(_, s string) string {
		t.read(s)
		return s
	}, "")
	switch doc := doc.(type) {
	case *data.Service:
		t.named(append([]string{doc.Name}, doc.AlternateNames...))
		t.add(traceSite, match.SiteKey(doc.URL))
	case *data.Organization:
		t.named(append([]string{doc.Name}, doc.AlternateNames...))
		t.add(traceSite, match.SiteKey(doc.Website))
		for _, i := range doc.Identifiers {
			t.add(traceNumber, i.Scheme+i.Identifier)
		}
		for _, a := range doc.Addresses {
			t.place(data.Location{Address: a})
		}
	case *data.Location:
		t.place(*doc)
	}
	out := make([]string, 0, len(t.known))
	for trace := range t.known {
		out = append(out, trace)
	}
	slices.Sort(out)
	return out
}

func (t *traces) named(names []string) {
	for _, name := range names {
		t.add(traceName, match.NameKey(name))
	}
}

func (t *traces) add(sort, key string) {
	if trace := lettersOf(key); trace != "" {
		t.known[sort+trace] = true
	}
}

// lettersOf is what a trace has of a name, a host or a number.
func lettersOf(key string) string {
	letters := fold(key)
	return letters[:min(len(letters), mostTrace)]
}

// place takes in a place as [List.at] reads where it is.
func (t *traces) place(place data.Location) {
	where := whereOf(place)
	t.read(where)
	t.read(aboutOf(place))
	if postcode := unitOf(place.Address.Postcode); !postcode.IsZero() {
		t.read(postcode.String())
	}
	if found, ok := geo.FindPostcode(where); ok {
		t.read(found.String())
	}
	if place.Point != nil {
		t.known[traceSquare+squareOf(geo.Point{place.Point.Longitude, place.Point.Latitude})] = true
	}
}

// read makes the traces of a text.
func (t *traces) read(s string) {
	f := &t.folded
	f.Reset(s)
	for i, c := range f.Text {
		f.Text[i] = looks(c)
	}
	last := -1 // run of the row of digits
	for i, run := range f.Runs {
		t.begin(run.From)
		if !run.Digits {
			continue
		}
		if i > last {
			last = rowEnd(f.Runs, i)
		}
		for from := run.From + 1; from < run.To && from+shortestNumber <= f.Runs[last].To; from++ {
			t.begin(from)
		}
	}
}

func (t *traces) begin(from int) {
	letters := t.folded.Text[from:min(len(t.folded.Text), from+traceLetters)]
	if !t.known[string(letters)] {
		t.known[string(letters)] = true
	}
}
