package data

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"fingerpost/geo"
)

// LevelDoNotList is the level of an entry of the do-not-list. Entries are in the log as other aggregates are, so that a backup
// holds them and a follower learns of them.
const LevelDoNotList Level = "do_not_list"

// DoNotListID is the id of an entry.
type DoNotListID string

// DoNotListKind is what an entry is of.
type DoNotListKind string

const (
	DoNotListOrganization DoNotListKind = "organization" // none of its listings is shown
	DoNotListAddress      DoNotListKind = "address"      // where people are hidden: no place there, and no text that tells of it
	DoNotListPhone        DoNotListKind = "phone"        // in no field and no text
)

// DoNotList is one thing that must not be published, whoever says it and whenever. An entry is kept for ever: one that is
// lifted stays, and can be put in force again. Why, and who decided, is in its revisions.
type DoNotList struct {
	ID   DoNotListID   `json:"id"`
	Kind DoNotListKind `json:"kind"`
	// Of an organisation: any one of these makes it the one that is meant.
	Organization OrganizationID `json:"organization_id,omitempty"`
	Name         string         `json:"name,omitempty"`
	Identifiers  []Identifier   `json:"organization_identifiers,omitempty"`
	Website      string         `json:"website,omitempty"` // the front of its own site

	Address Address `json:"address,omitzero"`
	Phone   string  `json:"phone,omitempty"` // as it is written for people
	Lifted  bool    `json:"lifted,omitempty"`
}

// String is what the entry is of, in a line.
func (d DoNotList) String() string {
	switch d.Kind {
	case DoNotListAddress:
		return strings.Join(d.Address.Lines(), ", ")
	case DoNotListPhone:
		return d.Phone
	}
	parts := []string{}
	if d.Name != "" {
		parts = append(parts, d.Name)
	}
	for _, i := range d.Identifiers {
		parts = append(parts, i.Scheme+" "+i.Identifier)
	}
	if d.Website != "" {
		parts = append(parts, d.Website)
	}
	if len(parts) == 0 {
		parts = append(parts, string(d.Organization))
	}
	return strings.Join(parts, ", ")
}

// Fault is what is wrong with what was to go on the list.
type Fault string

const (
	FaultEmpty       Fault = "empty"        // nothing in it to recognise anything by
	FaultLoose       Fault = "loose"        // an address that fits too many: a street or a town alone, a part of a postcode
	FaultPostcode    Fault = "postcode"     // what stands where a postcode does is none, or there are two
	FaultNoNumber    Fault = "no-number"    // no telephone number that can be rung
	FaultAbroad      Fault = "abroad"       // a number of another country
	FaultForEveryone Fault = "for-everyone" // a short number, which people need to be told: 999, 116 123
)

// DoNotListError is returned for what cannot go on the list as it was written.
type DoNotListError struct {
	Kind  DoNotListKind
	Fault Fault
}

func (e *DoNotListError) Error() string {
	return fmt.Sprintf("do-not-list: %s: %s", e.Kind, e.Fault)
}

// DoNotListPhoneOf is the entry for a number, which must be one of the United Kingdom or the islands and no line for everyone.
func DoNotListPhoneOf(written string) (DoNotList, error) {
	fail := func(fault Fault) (DoNotList, error) {
		return DoNotList{}, &DoNotListError{DoNotListPhone, fault}
	}
	number, ok := ReadPhone(written, Voice)
	if !ok {
		return fail(FaultNoNumber)
	}
	dial := Dial(number)
	switch {
	case !strings.HasPrefix(dial, "+"):
		return fail(FaultForEveryone)
	case !strings.HasPrefix(dial, "+44"):
		return fail(FaultAbroad)
	}
	return DoNotList{Kind: DoNotListPhone, Phone: number}, nil
}

// likePostcode is the shape of what is meant as a whole postcode.
var likePostcode = regexp.MustCompile(`(?i)^[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}$`)

// DoNotListAddressOf is the entry for an address that was written in one line or several. It must have a postcode, or the
// number or name of a house: a street or a town alone would hide everybody in it.
func DoNotListAddressOf(written string) (DoNotList, error) {
	entry := DoNotList{Kind: DoNotListAddress}
	a := &entry.Address
	written = PlainText(written, MaxName)
	fail := func(fault Fault) (DoNotList, error) {
		return DoNotList{}, &DoNotListError{DoNotListAddress, fault}
	}
	switch found := geo.FindPostcodes(written, 2); len(found) {
	case 0:
	case 1:
		a.Postcode = found[0].Postcode.String()
		written = written[:found[0].Start] + "," + written[found[0].End:]
	default:
		return fail(FaultPostcode)
	}
	var parts []string
	for _, part := range strings.FieldsFunc(written, func(r rune) bool { return r == ',' || r == '\n' || r == ';' }) {
		part = strings.Trim(part, " .")
		if _, err := geo.ParsePostcode(part); err == nil {
			continue // a part of one says too little
		}
		mended, ok := geo.MendPostcode(part)
		switch {
		case ok && a.Postcode == "" && mended.Level() == geo.Unit:
			a.Postcode = mended.String()
		case likePostcode.MatchString(part):
			return fail(FaultPostcode)
		case part != "":
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 && a.Postcode == "" {
		return fail(FaultLoose)
	}
	if last := len(parts) - 1; last > 0 && isStreet(parts[last]) {
		a.SetLines(parts)
	} else {
		a.SetParts(parts)
	}
	if a.Postcode == "" && !a.namesHouse() {
		return fail(FaultLoose)
	}
	return entry, nil
}

// namesHouse reports whether an address tells one house from its neighbours: by a number before the street, or by its name.
func (a Address) namesHouse() bool {
	h := a.House()
	return len(h.Numbers) > 0 && h.Street != "" ||
		len(h.Names) > 0 && (h.Street != "" || a.City != "" || len(strings.Fields(h.Names[0])) > 1)
}

// DoNotListOrganizationOf is the entry for an organisation that is kept: by its id, its name, its numbers and its own site.
func DoNotListOrganizationOf(o Organization) DoNotList {
	entry := DoNotList{Kind: DoNotListOrganization, Organization: o.ID, Name: o.Name}
	for _, i := range o.Identifiers {
		entry.Identifiers = append(entry.Identifiers, Identifier{Scheme: i.Scheme, Identifier: i.Identifier})
	}
	// The page of a group on somebody else's site says nothing of whose the site is.
	if u, err := url.Parse(o.Website); err == nil && u.Hostname() != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		entry.Website = u.Scheme + "://" + strings.ToLower(u.Host)
	}
	return entry
}

// DoNotListNamed is the entry for an organisation by what it is called, or by the number that a register gave it
// ("GB-CHC 123456").
func DoNotListNamed(written string) (DoNotList, error) {
	entry := DoNotList{Kind: DoNotListOrganization}
	name := PlainLine(written, MaxName)
	if scheme, number, ok := strings.Cut(name, " "); ok {
		scheme = strings.ToUpper(scheme)
		switch scheme {
		case SchemeCharityEnglandWales, SchemeCharityScotland, SchemeCharityNorthernIreland, SchemeCompany, SchemeNHS:
			if number = registered(scheme, number); number == "" {
				return DoNotList{}, &DoNotListError{DoNotListOrganization, FaultEmpty}
			}
			entry.Identifiers = []Identifier{{Scheme: scheme, Identifier: number}}
			return entry, nil
		}
	}
	if entry.Name = name; !strings.ContainsFunc(name, unicode.IsLetter) && !strings.ContainsFunc(name, unicode.IsDigit) {
		return DoNotList{}, &DoNotListError{DoNotListOrganization, FaultEmpty}
	}
	return entry, nil
}
