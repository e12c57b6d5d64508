package site

import (
	"sync"

	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// choice is a value of a filter as the form offers it, ticked or not.
type choice struct {
	lang   string
	group  index.Group
	value  string
	chosen bool
}

// offered is what the form says of a choice, whatever is searched for.
type offered struct{ id, label, box string }

// mostChoices bounds the choices that are kept: there are some hundred in each language, and whoever asks for others can make
// thousands of languages and ages.
const mostChoices = 4096

// choices are what was said of choices before. It depends on nothing that changes while the program runs: a page offers some
// fifty of them, and the name of a language alone takes longer to find than a result to lay out.
type choices struct {
	mu   sync.RWMutex
	kept map[choice]offered
}

func (k *choices) get(s *Site, w words.Words, c choice) (offered, error) {
	k.mu.RLock()
	of, ok := k.kept[c]
	k.mu.RUnlock()
	if ok {
		return of, nil
	}
	of = offered{id: string(c.group) + "-" + c.value, label: s.filterLabel(w, c.group, c.value)}
	var err error
	if of.box, err = views.RenderBox(of.id, string(c.group), c.value, c.chosen); err != nil {
		return offered{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept == nil || len(k.kept) >= mostChoices {
		k.kept = map[choice]offered{}
	}
	k.kept[c] = of
	return of, nil
}
