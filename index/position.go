package index

import "fingerpost/data/store"

// Position is one state of the index: what it answered before it moved may not be what it answers now.
type Position struct {
	store.Checkpoint        // how far it has followed
	Hides            int64  // how often it took something out of sight
	Geo              string // the version of the tables by which its documents have their places; empty while that changes
	Ready            bool
}

// Position is how the index stands.
func (x *Index) Position() Position {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return Position{Checkpoint: x.checkpoint.Checkpoint, Hides: x.hides.Load(), Geo: x.checkpoint.Geo, Ready: x.checkpoint.caughtUp && !x.damaged.Load()}
}
