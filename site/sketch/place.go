package sketch

import (
	"cmp"
	"math"
	"slices"
)

// What a position of a label costs, in units of distance from its place. To hide
// the place of another label is worse than to stand some way off, and nothing is
// worth two labels that meet.
const (
	costMeeting  = 10_000.0
	costCross    = 200.0 // the origin is hidden
	costHidden   = 160.0 // the place of a label that has a line to it is hidden, or another line goes through it
	costCrossing = 160.0 // a line goes through a label
	costCut      = 100.0 // two lines cut each other
	costLine     = 12.0  // a line at all
	costSharing  = 150.0 // more than this, and a label would rather share
)

// neighbours is how near the places of two labels are that may share because there
// is too little room, in units.
const neighbours = 34

// rings are how far off its place a label may stand, in units: the last ones for
// one in a corner among outliers.
var rings = []float64{9, 18, 27, 36, 46, 58, 72, 90, 115, 145, 190, 240, 300}

// directions are the ways in which it may be moved.
var directions = func() []spot {
	out := make([]spot, 16)
	for i := range out {
		a := float64(i) * 2 * math.Pi / float64(len(out))
		out[i] = spot{rounded(math.Cos(a)*100) / 100, rounded(math.Sin(a)*100) / 100}
	}
	return out
}()

// sweeps is how often every label is looked at again, at most.
const sweeps = 4

// layout is where labels stand.
type layout struct {
	view   view
	cross  *spot    // of the origin
	fixed  []*label // the outliers
	labels []*label
	inWay  *label // what a label met last while a position was looked for: it is in the way of the next, too
}

// layOut gives every marker a label and every label a position where none meets
// another. Labels that find none give up and share one with their neighbour. The
// labels come back by their numbers.
func layOut(v view, g ground, w Words) []*label {
	l := layout{view: v, fixed: arrows(v, g, w)}
	if g.crossed() {
		at := v.spot(g.from)
		l.cross = &at
	}
	for _, group := range gathered(v, g.near) {
		l.labels = append(l.labels, standing(v, group, w))
	}
	for shared := true; shared; {
		l.settle()
		shared = false
		for i, j := l.giveUp(); j >= 0; i, j = l.giveUp() {
			l.share(i, j, w)
			shared = true
		}
	}
	all := slices.Concat(l.labels, l.fixed)
	slices.SortStableFunc(all, func(a, b *label) int { return cmp.Compare(a.numbers[0], b.numbers[0]) })
	return all
}

// standing is the label of some markers, on the place that is in their middle.
func standing(v view, group []Marker, w Words) *label {
	slices.SortStableFunc(group, func(a, b Marker) int { return cmp.Compare(a.Number, b.Number) })
	l := labelled(group, mostLines, w)
	var sum spot
	for _, m := range group {
		sum = sum.along(v.spot(m.At), 1)
	}
	n := float64(len(group))
	l.at = spot{rounded(sum.x / n), rounded(sum.y / n)}
	return l
}

// settle gives every label a position: first results first, so that they stand on
// their places and others make way. Then it looks at each again, now that all have
// one.
func (l *layout) settle() {
	all := l.labels
	for i, a := range all {
		l.labels = all[:i]
		l.stand(a)
	}
	l.labels = all
	for range sweeps {
		moved := false
		for _, a := range all {
			if put := l.best(a); put != a.put {
				a.move(put)
				moved = true
			}
		}
		if !moved {
			return
		}
	}
}

// stand gives a label its first position.
func (l *layout) stand(a *label) {
	a.move(l.inside(a, a.at))
	a.move(l.best(a))
}

// move puts the middle of a label at c.
func (l *label) move(c spot) { l.put, l.away = c, l.led(c) }

// share makes one label of two, the first of which comes first.
func (l *layout) share(i, j int, w Words) {
	l.labels[i] = standing(l.view, slices.Concat(l.labels[i].markers, l.labels[j].markers), w)
	l.labels = slices.Delete(l.labels, j, j+1)
	l.stand(l.labels[i])
}

// giveUp finds the label that stands worst and the one to share with, the first of
// the two first: -1 and -1 when all stand well enough. A label that meets another
// shares with whichever is nearest; one that is only far off or in a tangle does
// if there is a neighbour close by.
func (l *layout) giveUp() (int, int) {
	first, second, worst := -1, -1, costSharing
	for i, a := range l.labels {
		cost := l.cost(a, a.put, math.Inf(1))
		if cost <= worst {
			continue
		}
		j, far := l.nearest(i)
		if j >= 0 && (far <= neighbours || cost >= costMeeting) {
			first, second, worst = min(i, j), max(i, j), cost
		}
	}
	return first, second
}

// best is the cheapest position of a label: where it stands, unless another is
// cheaper.
func (l *layout) best(a *label) spot {
	l.inWay = nil
	put, least := a.put, l.cost(a, a.put, math.Inf(1))
	try := func(c spot) {
		c = l.inside(a, c)
		if cost := l.cost(a, c, least); cost < least {
			put, least = c, cost
		}
	}
	try(a.at)
	for _, r := range rings {
		if r >= least {
			break // to stand so far off costs more already
		}
		for _, d := range directions {
			try(a.at.along(d, r))
		}
	}
	return put
}

// inside moves the middle of a label so that the label is on the map.
func (l *layout) inside(a *label, c spot) spot {
	const paper = 4
	return spot{
		rounded(min(max(c.x, a.w+paper), width-a.w-paper)),
		rounded(min(max(c.y, a.h+paper), l.view.height-a.h-paper)),
	}
}

// cost is what it costs to put a label at c, as the others stand now. It stops
// counting at enough, and looks first at what is dear.
func (l *layout) cost(a *label, c spot, enough float64) float64 {
	cost := c.minus(a.at).length()
	led := a.led(c)
	if led && cost+costLine >= enough {
		return cost + costLine
	}
	if l.inWay != nil && cost+costMeeting >= enough && a.meets(c, l.inWay) {
		return cost + costMeeting
	}
	for _, others := range [2][]*label{l.fixed, l.labels} {
		for _, o := range others {
			if o != a && a.meets(c, o) {
				l.inWay = o
				cost += costMeeting
			}
			if cost >= enough {
				return cost
			}
		}
	}
	if l.cross != nil && a.covers(c, *l.cross, crossSize) {
		cost += costCross
	}
	if led {
		cost += costLine
	}
	for _, o := range l.labels {
		if cost >= enough {
			return cost
		}
		if o != a && (led || o.away) {
			cost += tangled(a, c, led, o)
		}
	}
	return cost
}

// tangled is what the lines of two labels cost when the first is at c, where it has
// a line or not.
func tangled(a *label, c spot, led bool, o *label) float64 {
	cost := 0.0
	if o.away && a.covers(c, o.at, dotSize) {
		cost += costHidden
	}
	if o.away && a.crossed(c, o.at, o.put) {
		cost += costCrossing
	}
	if led && o.covers(o.put, a.at, dotSize) {
		cost += costHidden
	}
	if led && o.crossed(o.put, a.at, c) {
		cost += costCrossing
	}
	if led && o.away {
		if cut(a.at, c, o.at, o.put) {
			cost += costCut
		}
		if touches(a.at, c, o.at) || touches(o.at, o.put, a.at) {
			cost += costHidden
		}
	}
	return cost
}

// crossed says whether a line from p to q goes through the label at c, whose
// corners count as if they were not round.
func (l *label) crossed(c, p, q spot) bool {
	d := q.minus(p)
	sides := [2][3]float64{{p.x - c.x, d.x, l.w}, {p.y - c.y, d.y, l.h}}
	for _, side := range sides { // most lines are plainly elsewhere
		if from, step, half := side[0], side[1], side[2]; min(from, from+step) >= half || max(from, from+step) <= -half {
			return false
		}
	}
	enter, leave := 0.0, 1.0
	for _, side := range sides {
		if from, step, half := side[0], side[1], side[2]; step != 0 {
			a, b := (-half-from)/step, (half-from)/step
			enter, leave = max(enter, min(a, b)), min(leave, max(a, b))
		}
	}
	return enter < leave
}

// cut says whether the line from a to b and that from p to q cut each other.
func cut(a, b, p, q spot) bool {
	side := func(a, b, c spot) bool { return (b.x-a.x)*(c.y-a.y) > (b.y-a.y)*(c.x-a.x) }
	return side(a, b, p) != side(a, b, q) && side(p, q, a) != side(p, q, b)
}

// touches says whether the line from p to q goes through the dot at s.
func touches(p, q, s spot) bool {
	line, to := q.minus(p), s.minus(p)
	share := min(max((line.x*to.x+line.y*to.y)/(line.x*line.x+line.y*line.y), 0), 1)
	return p.along(line, share).minus(s).length() < dotSize
}

// nearest is the label whose place is nearest to that of label i, and how far that
// is; -1 if there is no other.
func (l *layout) nearest(i int) (int, float64) {
	best, least := -1, math.Inf(1)
	for j, o := range l.labels {
		if far := o.at.minus(l.labels[i].at).length(); j != i && far < least {
			best, least = j, far
		}
	}
	return best, least
}
