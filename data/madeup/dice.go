package madeup

import (
	"math"
	"math/rand/v2"
)

// dice is chance, as things of a directory are spread.
type dice struct{ *rand.Rand }

func (r dice) percent(n int) bool { return r.IntN(100) < n }

// often is a number below n, which is k with a chance in proportion to 1/(k+flat): Zipf's law, flattened at its head, so that
// the most frequent is not in everything.
func (r dice) often(n int, flat float64) int {
	k := flat*math.Pow((float64(n)+flat)/flat, r.Float64()) - flat
	return min(int(k), n-1)
}

// few is a number from 0 on that is about mean in the middle, small ones oftener.
func (r dice) few(mean float64) int { return int(r.ExpFloat64() * mean) }

// shares are things and how often each comes, beside the others.
type shares[T any] []struct {
	parts int
	what  T
}

func (all shares[T]) draw(r dice) T {
	sum := 0
	for _, s := range all {
		sum += s.parts
	}
	at, last := r.IntN(sum), 0
	for at >= all[last].parts {
		at -= all[last].parts
		last++
	}
	return all[last].what
}

func pick[T any](r dice, list []T) T { return list[r.IntN(len(list))] }
