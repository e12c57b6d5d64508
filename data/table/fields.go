package table

import (
	"fingerpost/data"
)

// shape is what a field of a mapping holds.
type shape int

const (
	one  shape = iota + 1 // one value
	many                  // a list of values, or one
)

// fields are those that a mapping may fill, by section. Their names are those of the domain's JSON where it has them.
var fields = map[string]map[string]shape{
	"service": {
		"name": one, "alternate_names": many, "summary": one, "description": many, "kind": one, "status": one, "alert": one,
		"url": one, "email": one, "phones": many,
		"contact": one, // a cell that holds e-mail addresses and numbers mixed with words
		"topics":  many, "categories": many, "ways": many, "languages": many,
		"eligibility_description": one, "audiences": many, "not_for": one, "minimum_age": one, "maximum_age": one,
		"cost": one, "fees_description": one, "referral": one, "application_process": one,
		"hours": many, // in words or in the notation: the first that can be read, else the last is kept in words
	},
	"organization": {
		"id": one, "name": one, "description": one, "website": one, "email": one, "phones": many,
		"address": many, "town": one, "county": one, "postcode": one,
	},
	"place": {
		"id": one, "name": one, "address": many, "town": one, "county": one, "postcode": one, "latitude": one, "longitude": one,
		"point":  one, // both in one cell: "53.7955,-1.5557"
		"access": many,
		"uprn":   one, // unique property reference number: kept in the record; the domain has no field for it
	},
	"areas":  {"name": one, "code": one},
	"record": {"url": one, "title": one, "dated": one},
}

// allowed are the values of the fields that have only a few. What a column says beside them is left out.
var allowed = map[string][]string{
	"service.kind":     texts(data.Kinds),
	"service.status":   {string(data.Active), string(data.Inactive), string(data.Defunct), string(data.TemporarilyClosed)},
	"service.ways":     texts(data.AllWays),
	"service.cost":     {string(data.Free), string(data.Paid), string(data.Varies)},
	"service.referral": {string(data.ReferralNone), string(data.ReferralNeeded)},
}

// schemes are the registers whose numbers "identifiers" may give.
var schemes = []string{
	data.SchemeCharityEnglandWales, data.SchemeCharityScotland, data.SchemeCharityNorthernIreland, data.SchemeCompany, data.SchemeNHS,
}

// weekdays are the keys of "days", Monday first.
var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}
