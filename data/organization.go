package data

// Organization is who runs services (HSDS 3.0 organization).
type Organization struct {
	ID             OrganizationID `json:"id"`
	MergedInto     OrganizationID `json:"merged_into,omitempty"` // what it was found to be the same as; see [MergedInto]
	Name           string         `json:"name"`
	AlternateNames []string       `json:"alternate_names,omitempty"`
	Description    string         `json:"description,omitempty"`
	Email          string         `json:"email,omitempty"`
	Website        string         `json:"website,omitempty"`
	Identifiers    []Identifier   `json:"organization_identifiers,omitempty"`
	Phones         []Phone        `json:"phones,omitempty"`
	// Addresses are postal: a head office or a charity's contact address is where letters go, never a venue.
	Addresses []Address `json:"addresses,omitempty"`
}

// Identifier is a number that a register gave (HSDS organization_identifier; schemes from org-id.guide).
type Identifier struct {
	ID         ElementID `json:"id"`
	Scheme     string    `json:"identifier_scheme"` // GB-CHC, GB-SC, GB-NIC, GB-COH, GB-NHS (ODS)
	Identifier string    `json:"identifier"`
}

// The registers whose numbers we keep.
const (
	SchemeCharityEnglandWales    = "GB-CHC"
	SchemeCharityScotland        = "GB-SC"
	SchemeCharityNorthernIreland = "GB-NIC"
	SchemeCompany                = "GB-COH"
	SchemeNHS                    = "GB-NHS"
)
