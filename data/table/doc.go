// Package table turns a file of rows into submissions, with a mapping that says which column is what. A mapping is a short
// YAML file ([ReadMapping]) that anyone can write; those of common files ship with Fingerpost. [Open] tells the format of a
// file and finds the mapping for it, and [File.Items] gives what its rows say, one at a time.
//
// # Formats
//
// [Tell] tells them from the first bytes of a file; its name and content type only where these leave it open. Whatever the
// format, a row is a set of columns with text, and a mapping speaks of columns:
//
//	CSV        the header names the columns
//	XLSX       the first of the upper 20 rows of a visible sheet that has a mapping's columns; "sheet: Name" names one
//	JSON       the objects of the first array whose columns fit, or of the one at "rows: data.items"; values of objects
//	           in them have dotted names, "contact.phone", and those of lists are joined by commas, but not for categories
//	GeoJSON    properties, as in JSON; "latitude", "longitude" and "feature.id"
//	ArcGIS     attributes; "latitude" and "longitude"; dates are written as dates
//	KML, KMZ   "name", "description", "address", "phoneNumber", "folder" (the innermost), "latitude", "longitude", and
//	           what ExtendedData has
//	iCalendar  "uid", "summary", "description", "location", "url", "categories", "latitude", "longitude", "when" (as it
//	           came); the times of a row come with it, beside any hours that the mapping gives
//
// The columns that a format itself gives come first, and a property of the same name has the name of its box in front:
// "properties.latitude", "attributes.latitude", "ExtendedData.name". So neither can be taken for the other.
//
// Where columns come with the rows, those of the first 1000 (or 4 MB) are taken for all: what a mapping names must be among
// them, unless "optional" names it too. What comes later is kept in the record all the same.
//
// # Where things are
//
// Coordinates are degrees of WGS84, or on the grids of web maps (3857) and the British National Grid (27700) where the file
// says so before its rows; any other grid is refused, for all rows would be wrong. A polygon up to two kilometres across is a
// place, at its centre if that lies inside; of a larger one, and of a line, no point is where people go. Latitude and
// longitude in each other's place are put right and counted: nothing in the United Kingdom is where they would be as
// written. A row in another country is refused: by its postcode, by its point near none of ours, or by both an address and a
// point abroad. A point abroad beside a postcode of ours is left out, for the postcode is what somebody wrote.
//
// # Calendars
//
// Events of one name and one place are one service with several schedules, whatever their ids: calendars give each date or
// each year an id of its own. It is in the words of the event that begins last. A rule becomes a schedule where one can say
// it, parted at the days that are taken out of it (EXDATE, RECURRENCE-ID); what none can say is written out as the dates of
// a year, at most 50. What is over is refused, and so are private events; people (ORGANIZER, ATTENDEE, CONTACT) are dropped.
// Times are London's, also where a zone is not known.
//
// # A mapping
//
//	name: libraries-leeds
//	reads: libraries.csv, the council's list of its libraries
//	id: ["{name}", "{postcode}"]        # what tells a row from the others; never its number
//	empty: [NA, n/a, Not known]         # words that mean nothing
//	person: [manager, manager_phone]    # columns about named people: dropped before anything is kept
//	required: [postcode]                # rows without it are refused; of [[phone, email]] one is enough
//	skip:                               # rows of what is closed for good, or for another reason
//	  - {column: closed, filled: true}
//	  - {column: status, is: [Closed, Demolished]}
//	  - {column: notes, has: [internal], because: no service}   # or: closed, test
//	service:
//	  name: {from: "{name}", append: " library", unless_has: [library, archive]}
//	  topics: [libraries]
//	  referral: {from: "{referral}", values: {Voucher: needed, Open door: none}, else: ""}
//	  days: {monday: "{mon}", tuesday: "{tue}"}
//	organization:
//	  name: "{council} libraries"
//	place:
//	  required: yes                     # rows that do not say where they are are refused
//	  unless: {column: type, is: [Mobile]}
//	  address: "{address}"
//	  postcode: "{postcode}"
//	  point: "{lat_lng}"                # or latitude and longitude, each in a column
//
// A value is text in which "{column}" stands for the row's value; it is empty when all its columns are. With from, values
// and else the whole text is looked up; append adds to it unless it holds one of the words of unless_has. A file without
// a header has "header: no" and names its columns in order; it is for a file of the name that "reads" begins with, of as
// many columns. "format" keeps a mapping to one format. With a header, columns names the whole of it, and then [Match]
// takes no other file, which is wise where the names alone would fit too many.
//
// In JSON, "each: locations" in the sections place and areas makes a place, or an area, of each object of the list
// "locations"; the columns of it are then "locations.name" and so on.
//
// The keys of each section are those of the domain; fields.go lists them. What people may be told apart from what they
// may not lies there too: "address_is: postal" makes an address one for letters, never a venue.
//
// # What is tolerated
//
// Commas, semicolons, tabs and bars; byte order marks; UTF-16; Windows-1252, told field by field; blank rows; empty cells
// beyond the header; NaN and Infinity in JSON. A row of another length, or with a stray quote, and an object nested deeper
// than 32 levels are refused and the rest goes on. Rows that somebody made to try a form out ("TEST DO NOT USE") are refused.
//
// # What is bounded
//
// Rows are held one at a time, and 16 bytes of each that came. A row of a CSV file or an event above 1 MB ends the reading,
// and so does an object or a placemark above 8 MB: then a quote was never closed, or it is no table. Of the lists in an object
// 200 elements are places, areas and categories of their own. A zip may be 64 MB and
// hold 128 MB; of a workbook the library holds that much, sheets above 16 MB in a temporary file. A calendar is held whole,
// since what belongs together may stand anywhere in it: 10,000 events, 32 MB. Entities that an XML file defines are not
// read. A file that breaks off gives what came before ([DamagedError]); nothing of a row is ever taken in part.
package table
