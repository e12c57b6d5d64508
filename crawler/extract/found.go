package extract

import (
	"fingerpost/data"
	"fingerpost/geo"
)

// Found is one listing as a page states it, in plain text. Empty means not said.
type Found struct {
	Name             string            `json:"name,omitempty"`
	Description      string            `json:"description,omitempty"`
	OrganizationName string            `json:"organization,omitempty"`
	URL              string            `json:"url,omitempty"` // its own page, where the page names one
	Phones           []string          `json:"phones,omitempty"`
	Texts            []string          `json:"texts,omitempty"` // numbers to send texts to
	Emails           []string          `json:"emails,omitempty"`
	Places           []Place           `json:"places,omitempty"`
	Hours            []string          `json:"hours,omitempty"`     // in words, or as "Mo-Fr 09:00-17:00" (schema.org openingHours)
	Schedules        []data.Schedule   `json:"schedules,omitempty"` // the hours as rules, where they can be read; without ids
	Cost             data.Cost         `json:"cost,omitempty"`
	Fees             string            `json:"fees,omitempty"` // what it costs, in words
	Prices           []Price           `json:"prices,omitempty"`
	Ages             data.Ages         `json:"ages,omitzero"`
	Audience         string            `json:"audience,omitempty"` // whom it is for, in words
	For              []data.AudienceID `json:"for,omitempty"`
	Areas            []Area            `json:"areas,omitempty"` // whose residents it is for
	Referral         data.Referral     `json:"referral,omitempty"`
	Entry            string            `json:"entry,omitempty"` // how to get in, in words
	Languages        []string          `json:"languages,omitempty"`
	Ways             []data.Way        `json:"ways,omitempty"`
	Status           data.Status       `json:"status,omitempty"`
	Types            []string          `json:"types,omitempty"`      // schema.org types
	Categories       []string          `json:"categories,omitempty"` // in the page's words
	Modified         data.Date         `json:"modified,omitzero"`    // the page's own date
	Ends             data.Date         `json:"ends,omitzero"`        // the last day of an event
	// How says of each field where on the page it was found, and how sure that is. The fields of the second place and of
	// later ones have its number: "address 2".
	How map[string]How `json:"how,omitempty"`
}

// Place is somewhere that a listing is given.
type Place struct {
	Name      string            `json:"name,omitempty"`
	Address   data.Address      `json:"address,omitzero"`
	Point     *data.Coordinates `json:"point,omitempty"`
	Access    []string          `json:"access,omitempty"`
	Hours     []string          `json:"hours,omitempty"` // where the places have different ones
	Schedules []data.Schedule   `json:"schedules,omitempty"`
	Withheld  bool              `json:"withheld,omitempty"` // the page says that where it is must not be known
}

// Price is one thing that is paid.
type Price struct {
	Pence int    `json:"pence"`
	For   string `json:"for,omitempty"`
}

// Area is an area whose residents a listing is for. Code is set where it can be read.
type Area struct {
	Name string       `json:"name,omitempty"`
	Code geo.AreaCode `json:"code,omitempty"`
}

// How is where on a page something was found: "JSON-LD", "selector .tel", "link tel:", "dl Opening times",
// "text: 'Open Mon-Fri 9-5'".
type How struct {
	Where string `json:"where"`
	Sure  Sure   `json:"sure"`
}

// Sure is how far what was found can be relied upon.
type Sure string

const (
	Stated  Sure = "stated"  // the page says it to machines, or the operator said where it stands
	Read    Sure = "read"    // it stands beside a label, or in a plain sentence
	Guessed Sure = "guessed" // it may mean something else; not published unless a person looks at it
)

// Left is something that was found and not taken.
type Left struct {
	Field string `json:"field"`
	Value string `json:"value"`
	Why   string `json:"why"` // one of the reasons below
}

// Why something was left out.
const (
	LeftPerson  = "person"  // the contact of a named person beside the service's own
	LeftAdvice  = "advice"  // a number that everyone may need
	LeftMany    = "many"    // too many to know whose they are
	LeftGuessed = "guessed" // it is only likely
)

// Report is what one page says.
type Report struct {
	Found   []Found
	Verdict Verdict
	Left    []Left
}

func (f Found) isEmpty() bool { return len(f.How) == 0 }

func (p Place) isEmpty() bool { return len(p.Address.Lines()) == 0 && p.Point == nil && !p.Withheld }

// note keeps where a field was found.
func (f *Found) note(field string, how How, said bool) {
	if !said {
		return
	}
	if f.How == nil {
		f.How = map[string]How{}
	}
	if _, known := f.How[field]; !known {
		f.How[field] = how
	}
}
