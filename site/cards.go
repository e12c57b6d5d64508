package site

import (
	"sync"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/index"
	"fingerpost/site/words"
)

// Reading the twenty listings of a page from the store and laying them out takes longer than the search that found them. So
// the cards of listings are kept, for as long as nothing is committed that a listing can show ([store.Standing]): what comes
// out of the store passed its one gate, and after an entry of the do-not-list, a redaction, or any other change, all cards
// are gone and each listing passes it anew. Nothing in them is of whoever asked.

// mostCards bounds the cards that are kept, in bytes.
const mostCards = 48 << 20

type cards struct {
	mu    sync.RWMutex
	of    shows
	kept  map[cardKey]*card
	bytes int
}

// cardKey names a card.
type cardKey struct {
	lang string
	id   data.ServiceID
}

// find gives the cards that are kept of some services, as things stand.
func (k *cards) find(of shows, lang string, results []index.Result, found []*card) (missing int) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if k.of != of {
		return len(results)
	}
	for i, r := range results {
		if found[i] = k.kept[cardKey{lang, r.Service}]; found[i] == nil {
			missing++
		}
	}
	return missing
}

// keep keeps cards that were made after things stood so.
func (k *cards) keep(of shows, lang string, made []*card) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of != of || k.kept == nil {
		k.of, k.kept, k.bytes = of, map[cardKey]*card{}, 0
	}
	for _, c := range made {
		key := cardKey{lang, c.id}
		if old := k.kept[key]; old != nil {
			k.bytes -= old.weight()
		}
		k.kept[key] = c
		k.bytes += c.weight()
	}
	for key, c := range k.kept { // in no order: any may go
		if k.bytes <= mostCards {
			break
		}
		k.bytes -= c.weight()
		delete(k.kept, key)
	}
}

// listed reads the listings of results. One that has gone since the index last followed is left out.
func (s *Site) listed(c *fiber.Ctx, w words.Words, results []index.Result) ([]listed, error) {
	found := make([]*card, len(results))
	missing := len(results)
	now := s.now(c.UserContext()) // before they are read: they may be newer than that, and not older
	if now != nil {
		missing = s.cards.find(now.shows, w.Lang, results, found)
	}
	if missing > 0 {
		if err := s.deal(c, w, results, found, missing, now); err != nil {
			return nil, err
		}
	}
	out := make([]listed, 0, len(results))
	for i, r := range results {
		if found[i] != nil {
			out = append(out, listed{result: r, card: found[i]})
		}
	}
	return out, nil
}

// deal reads the listings of results that there are no cards of.
func (s *Site) deal(c *fiber.Ctx, w words.Words, results []index.Result, found []*card, missing int, now *moment) error {
	ids := make([]data.ServiceID, 0, missing)
	at := make(map[data.ServiceID]int, missing)
	for i, r := range results {
		if found[i] == nil {
			ids = append(ids, r.Service)
			at[r.Service] = i
		}
	}
	listings, err := s.Store.Summaries(c.UserContext(), ids)
	if err != nil {
		return err
	}
	made := make([]*card, 0, len(listings))
	for _, l := range listings {
		if i, ok := at[l.Service.ID]; ok { // else it was merged since
			if found[i], err = s.cardOf(w, l); err != nil {
				return err
			}
			made = append(made, found[i])
		}
	}
	if now != nil && s.moments.isPresent(now) {
		s.cards.keep(now.shows, w.Lang, made)
	}
	return nil
}
