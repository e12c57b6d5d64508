package index

import "sync"

// remembered is what was worked out before, of what depends on nothing that changes while its version is the same: people ask the
// same again and again, and one search is several pages. It is forgotten at once when there is too much of it.
type remembered[K comparable, V any] struct {
	mu      sync.Mutex
	version string
	of      map[K]V
}

// mostRemembered is how many things of a kind are remembered.
const mostRemembered = 4096

// get gives what is known of a key, or makes it.
func (r *remembered[K, V]) get(version string, key K, make func() V) V {
	r.mu.Lock()
	v, ok := r.of[key]
	ok = ok && r.version == version
	r.mu.Unlock()
	if ok {
		return v
	}
	v = make() // without the lock: it may take a while
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of == nil || r.version != version || len(r.of) >= mostRemembered {
		r.of, r.version = map[K]V{}, version
	}
	r.of[key] = v
	return v
}
