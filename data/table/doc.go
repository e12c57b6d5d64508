// Package table turns a CSV file into submissions, with a mapping that says which column is what. A mapping is a short
// YAML file ([ReadMapping]) that anyone can write; those of common files ship with Fingerpost, and [Match] finds the one
// for a header. [Read] streams: it holds one row at a time, whatever the size of the file.
//
// # A mapping
//
//	name: libraries-leeds
//	reads: libraries.csv, the council's list of its libraries
//	id: ["{name}", "{postcode}"]        # what tells a row from the others; never its number
//	empty: [NA, n/a, Not known]         # words that mean nothing
//	person: [manager, manager_phone]    # columns about named people: dropped before anything is kept
//	required: [postcode]                # rows without it are refused
//	skip:                               # rows of what is closed for good
//	  - {column: closed, filled: true}
//	  - {column: status, is: [Closed, Demolished]}
//	service:
//	  name: {from: "{name}", append: " library", unless_has: [library, archive]}
//	  topics: [libraries]
//	  referral: {from: "{referral}", values: {Voucher: needed, Open door: none}, else: ""}
//	  days: {monday: "{mon}", tuesday: "{tue}"}
//	organization:
//	  name: "{council} libraries"
//	place:
//	  unless: {column: type, is: [Mobile]}
//	  address: "{address}"
//	  postcode: "{postcode}"
//
// A value is text in which "{column}" stands for the row's value; it is empty when all its columns are. With from, values
// and else the whole text is looked up; append adds to it unless it holds one of the words of unless_has. A file without
// a header has "header: no" and names its columns in order. With a header, columns names the whole of it, and then [Match]
// takes no other file, which is wise where the names alone would fit too many.
//
// The keys of each section are those of the domain; fields.go lists them. What people may be told apart from what they
// may not lies there too: "address_is: postal" makes an address one for letters, never a venue.
//
// # What is tolerated
//
// Commas, semicolons, tabs and bars; byte order marks; UTF-16; Windows-1252, told field by field; blank rows; empty cells
// beyond the header. A row of another length, or with a stray quote, is refused and the rest goes on. A record above 1 MB
// ends the reading: then a quote was never closed, or it is no table.
package table
