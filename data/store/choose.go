package store

import (
	"cmp"
	"encoding/json"
	"slices"

	"fingerpost/data"
	"fingerpost/data/match"
)

// mostLinked is how many of sources' own ids may stand for one service without a person's having looked: a thing that so many lists
// would know is likelier a mistake that grows.
const mostLinked = 30

// mostAsked is about how many others a person is asked at most when something is read for the first time.
const mostAsked = 3

// may notes something that may be the same.
func (f *found) may(like likeness) {
	f.maybe[like.id] = true
	f.asks = append(f.asks, like)
}

// choose takes what is likeliest the same, if none of the sources that speak of it describes something else.
func (t tx) choose(level data.Level, out *found, links []likeness, compare func(id string, doc json.RawMessage) (match.Decision, error)) error {
	slices.SortStableFunc(links, func(a, b likeness) int { return cmp.Compare(b.score, a.score) })
	for _, like := range links {
		agreed, err := t.allAgree(level, like.id, compare)
		if err != nil {
			return err
		}
		if agreed {
			out.id, out.why = like.id, like.why
			return nil
		}
		out.may(like)
	}
	return nil
}

// allAgree holds something against each source's own word on what it may be.
func (t tx) allAgree(level data.Level, id string, compare func(id string, doc json.RawMessage) (match.Decision, error)) (bool, error) {
	var links, sources int
	if err := t.row(`SELECT COUNT(*), COUNT(DISTINCT source) FROM own_ids WHERE level = ? AND id = ?`, string(level), id).Scan(&links, &sources); err != nil {
		return false, err
	}
	if level == data.LevelService && links >= mostLinked {
		return false, nil
	}
	if sources < 2 {
		return true, nil
	}
	all, err := t.heardOf(level, []string{id})
	if err != nil {
		return false, err
	}
	for _, h := range all {
		doc, err := h.word.unmarked()
		if err != nil {
			return false, err
		}
		decision, err := compare(id, doc)
		if err != nil || decision.Against() {
			return false, err
		}
	}
	return true, nil
}

// askAbout asks a person what something new may be the same as. Of two things that only one source tells of it is not asked: that
// source gave them two ids.
func (l linker) askAbout(level data.Level, got found) error {
	if !got.minted {
		return nil
	}
	slices.SortStableFunc(got.asks, func(a, b likeness) int { return cmp.Compare(b.score, a.score) })
	for _, like := range got.asks[:min(mostAsked, len(got.asks))] {
		var others bool
		if err := l.row(`SELECT EXISTS (SELECT 1 FROM own_ids WHERE level = ? AND id = ? AND source <> ?)`, string(level), like.id, string(l.source)).Scan(&others); err != nil {
			return err
		}
		if !others {
			continue
		}
		if err := l.ask(level, like.id, got.id, like.score, like.why); err != nil {
			return err
		}
	}
	return nil
}
