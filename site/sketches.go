package site

import (
	"hash/maphash"
	"sync"
)

// mostSketches bounds the sketches that are kept, in bytes.
const mostSketches = 16 << 20

// sketches are drawings of where results are, while listings show the same: finding room for twenty labels takes long, and the
// same results come again the next minute, and for whoever has a cookie.
type sketches struct {
	mu    sync.Mutex
	of    shows
	kept  map[sketchKey]string
	bytes int
}

// sketchKey stands for all that a sketch is drawn from.
type sketchKey [2]uint64

var sketchSeeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

func keyOfSketch(drawnFrom []byte) sketchKey {
	return sketchKey{maphash.Bytes(sketchSeeds[0], drawnFrom), maphash.Bytes(sketchSeeds[1], drawnFrom)}
}

func (k *sketches) find(of shows, key sketchKey) (drawn string, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of != of {
		return "", false
	}
	drawn, ok = k.kept[key]
	return drawn, ok
}

func (k *sketches) keep(of shows, key sketchKey, drawn string) {
	const entry = 100 // bytes that one takes beside the drawing
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of != of || k.kept == nil {
		k.of, k.kept, k.bytes = of, map[sketchKey]string{}, 0
	}
	if _, there := k.kept[key]; !there {
		k.bytes += len(drawn) + entry
	}
	k.kept[key] = drawn
	for old := range k.kept { // in no order: any may go
		if k.bytes <= mostSketches {
			break
		}
		k.bytes -= len(k.kept[old]) + entry
		delete(k.kept, old)
	}
}
