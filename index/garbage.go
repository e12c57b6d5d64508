package index

import (
	"os"
	"runtime/debug"
	"sync"
)

// Go lets garbage grow until it takes as much memory again as what is in use. Of a large directory that is hundreds of megabytes,
// and nearly all of what is in use are rows, which a collection need not look through: to collect sooner costs little. So here it
// may take half as much, and beside a large directory less.
const (
	fixedBytes   = 48 << 20  // in use with no documents
	garbageBytes = 128 << 20 // that there may be
	usualPercent = 50
	leastPercent = 25
)

// percent is how much garbage there may be beside so many documents, of what is in use.
func percent(documents int) int {
	return max(leastPercent, min(usualPercent, 100*garbageBytes/(fixedBytes+heldBytes*documents)))
}

// garbage is the percentage that was set last, by any index; 0 for none yet.
var garbage struct {
	sync.Mutex
	percent int
}

// boundGarbage sets how much there may be for an index of so many documents. Who says GOGC knows better.
func boundGarbage(documents int) {
	if os.Getenv("GOGC") != "" {
		return
	}
	garbage.Lock()
	defer garbage.Unlock()
	if p := percent(documents); p != garbage.percent {
		debug.SetGCPercent(p)
		garbage.percent = p
	}
}
