package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"fingerpost/index/meaning"
)

// model is a classifier: a text is the weighted sum of its words' directions, made of length 1, and each target a direction
// too; the nearer target is the likelier (softmax). Words, their weights and targets are moved by gradient descent.
type model struct {
	at      map[string]int
	vectors []meaning.Vector
	weights []float32
	targets []meaning.Vector

	examples []drawn
	held     []drawn
	said     map[int]bool // targets that are listings people ask for
	random   *rand.Rand
	rate     float32
}

// drawn is an example by the numbers of its words and its target.
type drawn struct {
	words  []int
	target int
	said   bool
}

const (
	unseen    = 0.9   // what a word weighs that no example has
	smoothing = 0.003 // words commoner than this part of all tell less and less (Arora, Liang and Ma, 2017)
	least     = 0.02  // what a word weighs at least
	sharpness = 12    // of the softmax
	rate      = 0.06  // how far one example moves what it touches, at first
	slowing   = 0.85  // what is left of that from round to round
	left      = 0.3   // how many words of an example are left out at random, so that none is relied upon alone
)

func newModel(g glove, all []example) *model {
	m := &model{at: map[string]int{}, said: map[int]bool{}, random: rand.New(rand.NewPCG(5, 6)), rate: rate}
	targets := map[string]int{}
	var count []float64
	total := 0.0
	for _, e := range all {
		d := drawn{target: number(targets, e.target), said: e.said}
		for _, w := range e.words {
			n := number(m.at, w)
			if n == len(m.vectors) {
				m.vectors, count = append(m.vectors, g.vectors[w]), append(count, 0)
			}
			count[n]++
			total++
			d.words = append(d.words, n)
		}
		if e.said {
			m.said[d.target] = true
		}
		m.examples = append(m.examples, d)
	}
	for _, n := range count {
		m.weights = append(m.weights, float32(smoothing/(smoothing+n/total)))
	}
	m.targets = make([]meaning.Vector, len(targets))
	m.middle()
	return m
}

// number gives a key the next number, or the one that it has.
func number(of map[string]int, key string) int {
	n, ok := of[key]
	if !ok {
		n = len(of)
		of[key] = n
	}
	return n
}

// middle puts each target in the middle of its examples.
func (m *model) middle() {
	of := make([][]meaning.Vector, len(m.targets))
	for _, e := range m.examples {
		v, _ := m.text(e.words)
		of[e.target] = append(of[e.target], v)
	}
	for t := range of {
		m.targets[t] = meaning.Mean(of[t])
	}
}

// text is the direction of words, and how long their sum was.
func (m *model) text(words []int) (v meaning.Vector, length float32) {
	for _, w := range words {
		for i, x := range m.vectors[w] {
			v[i] += m.weights[w] * x
		}
	}
	length = float32(math.Sqrt(v.Near(&v))) + 1e-9
	for i := range v {
		v[i] /= length
	}
	return v, length
}

// round goes through all examples once, in random order, and gives the average loss.
func (m *model) round() float64 {
	m.random.Shuffle(len(m.examples), func(i, j int) { m.examples[i], m.examples[j] = m.examples[j], m.examples[i] })
	loss := 0.0
	likely := make([]float32, len(m.targets))
	for _, e := range m.examples {
		loss += m.learn(m.some(e.words), e.target, likely)
	}
	m.rate *= slowing
	return loss / float64(len(m.examples))
}

// some leaves out words at random, never all.
func (m *model) some(words []int) []int {
	if len(words) < 3 {
		return words
	}
	var kept []int
	for _, w := range words {
		if m.random.Float64() > left {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return words
	}
	return kept
}

// learn moves a text's words towards its target and away from the others, and them likewise.
func (m *model) learn(words []int, target int, likely []float32) (loss float64) {
	text, length := m.text(words)
	top := float32(math.Inf(-1))
	for t := range m.targets {
		likely[t] = sharpness * float32(text.Near(&m.targets[t]))
		top = max(top, likely[t])
	}
	sum := float32(0)
	for t := range likely {
		likely[t] = float32(math.Exp(float64(likely[t] - top)))
		sum += likely[t]
	}
	loss = -math.Log(float64(likely[target]/sum) + 1e-9)
	var pull meaning.Vector
	const step = sharpness * 0.1
	for t := range likely {
		g := likely[t] / sum
		if t == target {
			g--
		}
		if g > -1e-4 && g < 1e-4 {
			continue
		}
		v := &m.targets[t]
		for i := range v {
			pull[i] += g * v[i]
			v[i] -= m.rate * step * g * text[i]
		}
	}
	along := float32(pull.Near(&text)) // what only makes the text longer changes nothing
	for _, w := range words {
		v, change := &m.vectors[w], float32(0)
		for i := range v {
			g := (pull[i] - along*text[i]) / length * step
			change += g * v[i]
			v[i] -= m.rate * m.weights[w] * g
		}
		m.weights[w] = max(least, m.weights[w]-m.rate*0.3*change)
	}
	return loss
}

// holdBack takes each n-th phrase that people say out of the examples.
func (m *model) holdBack(n int) {
	seen := 0
	m.examples = slices.DeleteFunc(m.examples, func(e drawn) bool {
		if !e.said || len(e.words) < 2 {
			return false
		}
		if seen++; seen%n != 0 {
			return false
		}
		m.held = append(m.held, e)
		return true
	})
	m.middle()
}

// judge says how well the held-back phrases find their listing among all, by the directions that the index will use.
func (m *model) judge() string {
	m.middle()
	listings := slices.Sorted(maps.Keys(m.said))
	reciprocal, five, ten := 0.0, 0, 0
	for _, e := range m.held {
		text, _ := m.text(e.words)
		slices.SortStableFunc(listings, func(a, b int) int { return -cmp.Compare(text.Near(&m.targets[a]), text.Near(&m.targets[b])) })
		at := 1 + slices.Index(listings, e.target)
		reciprocal += 1 / float64(at)
		if at <= 5 {
			five++
		}
		if at <= 10 {
			ten++
		}
	}
	n := float64(len(m.held))
	return fmt.Sprintf("%d phrases held back: MRR %.3f, among the first five %.3f, ten %.3f", len(m.held), reciprocal/n, float64(five)/n, float64(ten)/n)
}
