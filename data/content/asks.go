package content

import (
	"slices"

	"github.com/google/uuid"

	"fingerpost/data"
)

// asks reads what people say who need one of the default listings, or another service by its whole id.
func (f Files) asks() (all []data.Ask, err error) {
	seen := map[data.ServiceID]bool{}
	err = f.list("asks.yaml", "asks", nil, func(p *page, f fields) {
		own := f.required("listing", false)
		a := data.Ask{Service: asked(own), Say: f.texts("say")}
		if len(a.Say) == 0 {
			p.mistake(f.node, "say", Missing, "", "a list of phrases")
		}
		if seen[a.Service] {
			p.mistake(f.at("listing"), "listing", RepeatedID, own, "")
		}
		seen[a.Service] = true
		all = append(all, a)
	})
	return all, err
}

// asked is the service that asks.yaml names.
func asked(own string) data.ServiceID {
	if uuid.Validate(own) == nil {
		return data.ServiceID(own)
	}
	return data.Mint[data.ServiceID](data.LevelService, SourceKey, own)
}

// UnknownAsks lists what asks.yaml says people ask for and is none of the listings. A service of another source, named by its
// whole id, is not looked for.
func (f Files) UnknownAsks(items []data.Item) (mistakes []Mistake, err error) {
	err = f.list("asks.yaml", "asks", nil, func(p *page, f fields) {
		own := f.required("listing", false)
		f.texts("say")
		is := func(item data.Item) bool { return item.Submission.Service.OwnID == own }
		if uuid.Validate(own) != nil && !slices.ContainsFunc(items, is) {
			mistakes = append(mistakes, Mistake{File: p.file, Line: f.at("listing").Line, Field: "listing", Kind: UnknownListing, Value: own})
		}
	})
	return mistakes, err
}
