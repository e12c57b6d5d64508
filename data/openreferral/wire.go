package openreferral

import (
	"time"
)

// The wire types of Open Referral UK 3.0 with the fields of HSDS 3.0 that it allows beside its own. The schemas are
// openreferraluk.org/specifications/3.0/schema/*.json: no null, no empty text, every id a UUID. A field that the schemas
// require has no omitempty, and is always filled.
type (
	// ServiceV3 is a service with everything that belongs to it.
	ServiceV3 struct {
		ID                     string  `json:"id"`
		OrganizationID         string  `json:"organization_id,omitempty"`
		Name                   string  `json:"name"`
		AlternateName          string  `json:"alternate_name,omitempty"`
		Description            string  `json:"description,omitempty"`
		URL                    string  `json:"url,omitempty"`
		Email                  string  `json:"email,omitempty"`
		Status                 string  `json:"status"`
		Alert                  string  `json:"alert,omitempty"`
		ApplicationProcess     string  `json:"application_process,omitempty"`
		EligibilityDescription string  `json:"eligibility_description,omitempty"`
		MinimumAge             *int    `json:"minimum_age,omitempty"`
		MaximumAge             *int    `json:"maximum_age,omitempty"`
		Fees                   string  `json:"fees,omitempty"` // Open Referral UK's name of fees_description
		FeesDescription        string  `json:"fees_description,omitempty"`
		Accreditations         string  `json:"accreditations,omitempty"`
		AssuredDate            string  `json:"assured_date,omitempty"` // YYYY-MM-DD
		LastModified           Instant `json:"last_modified,omitzero"` // set by whoever knows when it last changed
		SourceURL              string  `json:"source_url,omitempty"`   // ours: the page or feed that said it

		Organization       *OrganizationV3       `json:"organization,omitempty"`
		ServiceAtLocations []ServiceAtLocationV3 `json:"service_at_locations,omitempty"`
		ServiceAreas       []ServiceAreaV3       `json:"service_areas,omitempty"`
		Schedules          []ScheduleV3          `json:"schedules,omitempty"`
		CostOptions        []CostOptionV3        `json:"cost_options,omitempty"`
		Languages          []LanguageV3          `json:"languages,omitempty"`
		Phones             []PhoneV3             `json:"phones,omitempty"`
		Contacts           []ContactV3           `json:"contacts,omitempty"`
		Attributes         []AttributeV3         `json:"attributes,omitempty"`
		Provenance         ProvenanceV3          `json:"provenance,omitempty"` // ours
	}

	OrganizationV3 struct {
		ID            string         `json:"id"`
		Name          string         `json:"name"`
		AlternateName string         `json:"alternate_name,omitempty"`
		Description   string         `json:"description"`
		Email         string         `json:"email,omitempty"`
		Website       string         `json:"website,omitempty"`
		SourceURL     string         `json:"source_url,omitempty"`
		Identifiers   []IdentifierV3 `json:"organization_identifiers,omitempty"`
		Phones        []PhoneV3      `json:"phones,omitempty"`
		Locations     []LocationV3   `json:"locations,omitempty"` // postal only: where letters go
		Attributes    []AttributeV3  `json:"attributes,omitempty"`
		Provenance    ProvenanceV3   `json:"provenance,omitempty"`
	}

	IdentifierV3 struct {
		ID         string `json:"id"`
		Scheme     string `json:"identifier_scheme,omitempty"`
		Type       string `json:"identifier_type"`
		Identifier string `json:"identifier"`
	}

	ServiceAtLocationV3 struct {
		ID         string       `json:"id"`
		ServiceID  string       `json:"service_id"`
		LocationID string       `json:"location_id"`
		Location   *LocationV3  `json:"location,omitempty"`
		Schedules  []ScheduleV3 `json:"schedules,omitempty"`
		Phones     []PhoneV3    `json:"phones,omitempty"`
	}

	LocationV3 struct {
		ID             string            `json:"id"`
		LocationType   string            `json:"location_type"`
		Name           string            `json:"name,omitempty"`
		Description    string            `json:"description,omitempty"`
		Transportation string            `json:"transportation,omitempty"`
		Latitude       *float64          `json:"latitude,omitempty"`
		Longitude      *float64          `json:"longitude,omitempty"`
		SourceURL      string            `json:"source_url,omitempty"`
		Addresses      []AddressV3       `json:"addresses,omitempty"`
		Accessibility  []AccessibilityV3 `json:"accessibility,omitempty"`
		Phones         []PhoneV3         `json:"phones,omitempty"`
		Attributes     []AttributeV3     `json:"attributes,omitempty"`
		Provenance     ProvenanceV3      `json:"provenance,omitempty"`
	}

	AddressV3 struct {
		ID            string        `json:"id"`
		Address1      string        `json:"address_1"`
		Address2      string        `json:"address_2,omitempty"`
		City          string        `json:"city"`
		StateProvince string        `json:"state_province"`
		PostalCode    string        `json:"postal_code"`
		Country       string        `json:"country"`
		AddressType   string        `json:"address_type"`
		Attributes    []AttributeV3 `json:"attributes,omitempty"`
	}

	AccessibilityV3 struct {
		ID          string `json:"id"`
		Description string `json:"description"`
	}

	ServiceAreaV3 struct {
		ID          string `json:"id"`
		Name        string `json:"name,omitempty"`
		ServiceArea string `json:"service_area,omitempty"` // Open Referral UK's own name of it
		Extent      string `json:"extent,omitempty"`
		ExtentType  string `json:"extent_type,omitempty"`
		URI         string `json:"uri,omitempty"`
	}

	// ScheduleV3 holds times without a zone: they are London times, whose offset changes with the season.
	ScheduleV3 struct {
		ID          string `json:"id"`
		ValidFrom   string `json:"valid_from,omitempty"`
		ValidTo     string `json:"valid_to,omitempty"`
		DTStart     string `json:"dtstart,omitempty"`
		Freq        string `json:"freq,omitempty"`
		Interval    int    `json:"interval,omitempty"`
		ByDay       string `json:"byday,omitempty"`
		ByMonthDay  string `json:"bymonthday,omitempty"`
		OpensAt     string `json:"opens_at,omitempty"`
		ClosesAt    string `json:"closes_at,omitempty"`
		Description string `json:"description,omitempty"`

		Attributes []AttributeV3 `json:"attributes,omitempty"`
	}

	CostOptionV3 struct {
		ID                string   `json:"id"`
		Option            string   `json:"option,omitempty"`
		Currency          string   `json:"currency,omitempty"`
		Amount            *float64 `json:"amount,omitempty"`
		AmountDescription string   `json:"amount_description,omitempty"`
	}

	LanguageV3 struct {
		ID   string `json:"id"`
		Name string `json:"name,omitempty"`
		Code string `json:"code"`
	}

	PhoneV3 struct {
		ID          string        `json:"id"`
		Number      string        `json:"number"`
		Type        string        `json:"type,omitempty"` // voice, text or textphone (RFC 6350)
		Description string        `json:"description,omitempty"`
		Attributes  []AttributeV3 `json:"attributes,omitempty"`
	}

	// ContactV3 is the service's own: a contact without a name.
	ContactV3 struct {
		ID     string    `json:"id"`
		Email  string    `json:"email,omitempty"`
		Phones []PhoneV3 `json:"phones,omitempty"`
	}

	AttributeV3 struct {
		ID             string          `json:"id"`
		LinkID         string          `json:"link_id"`
		LinkEntity     string          `json:"link_entity,omitempty"`
		LinkType       string          `json:"link_type"`
		Value          string          `json:"value,omitempty"`
		TaxonomyTermID string          `json:"taxonomy_term_id,omitempty"`
		TaxonomyTerm   *TaxonomyTermV3 `json:"taxonomy_term,omitempty"`
	}

	TaxonomyTermV3 struct {
		ID          string `json:"id"`
		Name        string `json:"name"`
		Description string `json:"description"`
		ParentID    string `json:"parent_id,omitempty"`
		Taxonomy    string `json:"taxonomy,omitempty"`
		Code        string `json:"code,omitempty"`
		TermURI     string `json:"term_uri,omitempty"`
	}

	// ProvenanceV3 says of each field of what it stands in where it came from. Fields go by the paths of [data.Change].
	ProvenanceV3 map[string]OriginV3

	// OriginV3 is what said something, and when. Dates are as exact as they are known: 2026-03-14, 2026-03 or 2026.
	OriginV3 struct {
		Record      string `json:"record"`
		Source      string `json:"source"`
		SourceName  string `json:"source_name"`
		URL         string `json:"url,omitempty"`
		ReadOn      string `json:"read_on,omitempty"`      // when we read it
		AssertedOn  string `json:"asserted_on,omitempty"`  // the source's own date
		SeenOn      string `json:"seen_on,omitempty"`      // last read on a live page or feed
		ConfirmedOn string `json:"confirmed_on,omitempty"` // its owner or a person said it is right
		Where       string `json:"where,omitempty"`        // on the page
		Sure        string `json:"sure,omitempty"`         // how sure the reader of the page was, in its own word
	}
)

// Instant is a time as RFC 3339 writes it in UTC, to the second.
type Instant time.Time

func (i Instant) IsZero() bool { return time.Time(i).IsZero() }

func (i Instant) MarshalText() ([]byte, error) {
	return []byte(time.Time(i).UTC().Format(time.RFC3339)), nil
}
