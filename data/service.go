package data

import "fingerpost/geo"

// Service is something that helps people (HSDS 3.0 service). It owns where, when and for whom it is given.
type Service struct {
	ID             ServiceID      `json:"id"`
	MergedInto     ServiceID      `json:"merged_into,omitempty"` // what it was found to be the same as; see [MergedInto]
	OrganizationID OrganizationID `json:"organization_id,omitempty"`
	Name           string         `json:"name"`
	AlternateNames []string       `json:"alternate_names,omitempty"`
	Summary        string         `json:"summary,omitempty"`     // one line
	Description    string         `json:"description,omitempty"` // plain text, paragraphs parted by blank lines
	Kind           Kind           `json:"kind"`
	Status         Status         `json:"status"`
	Alert          string         `json:"alert,omitempty"` // a passing notice, e.g. "closed for repairs until May"
	URL            string         `json:"url,omitempty"`
	Email          string         `json:"email,omitempty"`
	Phones         []Phone        `json:"phones,omitempty"`
	// Helpline names a line in the one checked file of crisis lines; its number is never repeated here.
	Helpline string `json:"helpline,omitempty"`

	Ways               []Way               `json:"ways,omitempty"` // empty: not said
	Areas              []ServiceArea       `json:"service_areas,omitempty"`
	AssumedArea        geo.AreaCode        `json:"assumed_area,omitempty"` // the source's own area, where Areas say nothing that can be read
	ServiceAtLocations []ServiceAtLocation `json:"service_at_locations,omitempty"`
	Schedules          []Schedule          `json:"schedules,omitempty"`

	EligibilityDescription string   `json:"eligibility_description,omitempty"` // whom it is for, in words
	NotFor                 string   `json:"not_for,omitempty"`
	MinimumAge             *int     `json:"minimum_age,omitempty"` // whole years, inclusive
	MaximumAge             *int     `json:"maximum_age,omitempty"` // whole years, inclusive
	Audiences              []string `json:"audiences,omitempty"`   // groups of people that the source names

	Cost            Cost         `json:"cost,omitempty"`
	FeesDescription string       `json:"fees_description,omitempty"`
	CostOptions     []CostOption `json:"cost_options,omitempty"`

	ApplicationProcess string   `json:"application_process,omitempty"` // how to get in, in words
	Referral           Referral `json:"referral,omitempty"`
	Languages          []string `json:"languages,omitempty"` // ISO 639; bfi is British Sign Language
	Accreditations     string   `json:"accreditations,omitempty"`

	Topics []TopicID `json:"topics,omitempty"`
	// Categories are the names of the source's own taxonomy terms, kept so that nothing of its sorting is lost.
	Categories []string `json:"categories,omitempty"`

	PeerLed    *bool      `json:"peer_led,omitempty"` // run by people with lived experience
	AnsweredBy AnsweredBy `json:"answered_by,omitempty"`
	Moderated  *bool      `json:"moderated,omitempty"` // online communities
}

// Kind is what sort of thing a listing is (an HSDS attribute).
type Kind string

const (
	KindService         Kind = "service"
	KindGroup           Kind = "group"
	KindApp             Kind = "app"
	KindOnlineCommunity Kind = "online_community"
	KindGuide           Kind = "guide"
)

// Kinds lists every kind in the order they are shown.
var Kinds = []Kind{KindService, KindGroup, KindApp, KindOnlineCommunity, KindGuide}

// Status is the state of a service (Open Referral UK).
type Status string

const (
	Active            Status = "active"
	Inactive          Status = "inactive"
	Defunct           Status = "defunct"
	TemporarilyClosed Status = "temporarily closed"
)

// Listed reports whether a service in this state is shown in search.
func (s Status) Listed() bool { return s == Active || s == TemporarilyClosed }

// Way is how a service reaches people.
type Way string

const (
	InPerson  Way = "in_person"
	ByPhone   Way = "phone"
	ByText    Way = "text"
	Online    Way = "online"
	HomeVisit Way = "home_visit"
)

// AllWays lists every way in the order they are shown.
var AllWays = []Way{InPerson, ByPhone, ByText, Online, HomeVisit}

// Cost is what a service costs, in a word. Empty: not said.
type Cost string

const (
	Free   Cost = "free"
	Paid   Cost = "paid"
	Varies Cost = "varies"
)

// Referral says whether someone else must send the person. Empty: not said.
type Referral string

const (
	ReferralNone   Referral = "none"
	ReferralNeeded Referral = "needed"
)

// AnsweredBy says who is at the other end. Empty: not said.
type AnsweredBy string

const (
	AnsweredByPerson   AnsweredBy = "person"
	AnsweredBySoftware AnsweredBy = "software"
	AnsweredByBoth     AnsweredBy = "both"
)

// ServiceAtLocation is a service given at one place (HSDS service_at_location).
type ServiceAtLocation struct {
	ID         ServiceAtLocationID `json:"id"`
	LocationID LocationID          `json:"location_id"`
	Schedules  []Schedule          `json:"schedules,omitempty"` // when they differ from the service's
	Phones     []Phone             `json:"phones,omitempty"`
}

// ServiceArea is one area that a service serves (HSDS service_area). Name is what the source wrote; Code is set when it
// could be read. An area with a name and no code is unreadable, which is not the same as unsaid.
type ServiceArea struct {
	ID   ElementID    `json:"id"`
	Name string       `json:"name,omitempty"`
	Code geo.AreaCode `json:"code,omitempty"`
}

// Phone is one number to ring or text (HSDS phone).
type Phone struct {
	ID          ElementID `json:"id"`
	Number      string    `json:"number"` // as it is written for people, e.g. 0113 496 0000 or 116 123
	Description string    `json:"description,omitempty"`
	Type        PhoneType `json:"type,omitempty"`
	Hours       string    `json:"hours,omitempty"` // the small hours notation, see package data/hours
}

// PhoneType says what a number is for. Empty means voice.
type PhoneType string

const (
	Voice     PhoneType = "voice"
	SMS       PhoneType = "sms"
	Textphone PhoneType = "textphone"
)

// CostOption is one price (HSDS cost_option).
type CostOption struct {
	ID          ElementID `json:"id"`
	Option      string    `json:"option,omitempty"` // for whom or what
	Pence       *int      `json:"pence,omitempty"`  // amount in pence; nil: not said
	Description string    `json:"amount_description,omitempty"`
}

// Schedule is one rule of when a service is given (HSDS schedule, RFC 5545 parts), in London time.
type Schedule struct {
	ID          ElementID `json:"id"`
	Freq        string    `json:"freq,omitempty"`       // WEEKLY or MONTHLY; empty: only words
	Interval    int       `json:"interval,omitempty"`   // every n weeks or months from DTStart; 0 means 1
	ByDay       string    `json:"byday,omitempty"`      // MO,TU or 2MO,-1FR
	ByMonthDay  string    `json:"bymonthday,omitempty"` // 1,15
	DTStart     Date      `json:"dtstart,omitzero"`
	ValidFrom   Date      `json:"valid_from,omitzero"`
	ValidTo     Date      `json:"valid_to,omitzero"`
	OpensAt     string    `json:"opens_at,omitempty"`  // HH:MM
	ClosesAt    string    `json:"closes_at,omitempty"` // HH:MM; not after OpensAt: the next day; equal to it: all day
	Description string    `json:"description,omitempty"`
	// BankHolidays says what this rule does on a bank holiday. Empty: the source is silent, and the page says "ring first".
	BankHolidays BankHolidays `json:"bank_holidays,omitempty"`
}

// BankHolidays is what a schedule says of bank holidays.
type BankHolidays string

const (
	BankHolidaysSame   BankHolidays = "same"   // as on any such day
	BankHolidaysClosed BankHolidays = "closed" // not given then
	BankHolidaysOnly   BankHolidays = "only"   // this rule holds on bank holidays and on no other day
)
