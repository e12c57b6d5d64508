package site

import (
	"sync"
	"time"
)

// mostAnswers bounds the answers that are kept, in bytes, and mostAnswer one of them.
const (
	mostAnswers = 64 << 20
	mostAnswer  = 1 << 20
)

// answersFor is for how long answers lie in memory at most when nobody asks any more. They are given for a minute.
const answersFor = 2 * time.Minute

// answers are whole answers of one moment, by what was asked. After it they are given no more: an entry of the do-not-list, a
// redaction, any change of a listing or the next minute makes another moment, which begins with none.
type answers struct {
	mu    sync.RWMutex
	of    *moment
	kept  map[string]*kept
	bytes int
}

// kept is an answer. It holds nothing of whoever asked.
type kept struct {
	body  []byte // packed
	kind  string // of content
	count *sought
}

func (a *kept) weight(question string) int { return len(a.body) + 2*len(question) + 400 }

// find gives the answer to a question in a moment, or nil.
func (k *answers) find(of *moment, question []byte) *kept {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if k.of != of {
		return nil
	}
	return k.kept[string(question)]
}

// keep keeps an answer of the present moment.
func (k *answers) keep(of *moment, question string, a *kept) {
	if len(a.body) > mostAnswer {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of != of {
		k.of, k.kept, k.bytes = of, map[string]*kept{}, 0
		time.AfterFunc(answersFor, func() { k.forget(of) })
	}
	if old := k.kept[question]; old != nil {
		k.bytes -= old.weight(question)
	}
	k.kept[question] = a
	k.bytes += a.weight(question)
	for q, old := range k.kept { // in no order: any may go
		if k.bytes <= mostAnswers {
			break
		}
		k.bytes -= old.weight(q)
		delete(k.kept, q)
	}
}

// forget drops what is kept of a moment.
func (k *answers) forget(of *moment) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of == of {
		k.of, k.kept, k.bytes = nil, nil, 0
	}
}
