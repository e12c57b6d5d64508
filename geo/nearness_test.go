package geo

import (
	"math/rand/v2"
	"sync"
	"testing"
)

// What is remembered of a point is what is counted about it, also where many points share the slots and many people ask.
func TestNearness(t *testing.T) {
	leaves := current().parts.leaves()
	var people sync.WaitGroup
	for person := range 4 {
		people.Go(func() {
			random := rand.New(rand.NewPCG(1, uint64(person)))
			for range 300 {
				p := leaves[random.IntN(len(leaves))].point
				want := current().countedAbout(p)
				for range 2 {
					if got := Neighbourhood(p); got != want {
						t.Errorf("%v: %v, want %v", p, got, want)
					}
				}
			}
		})
	}
	people.Wait()
}
