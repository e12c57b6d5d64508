// Package geo knows where things are in the United Kingdom: postcodes, places by
// name, the areas they lie in, and how far apart two points are. It answers "where
// is this?" ([Find], [Locate], [LocateArea], [LocatePoint], [NearestPostcode]),
// "is this inside that?" ([Covers], [AreasNamed], [DistrictAt]) and "what is near
// here?" ([Distance], [Neighbourhood]), offline, from tables that are part of the
// program and, over them, from those that [Folder] finds in a data folder. It
// imports no other package of the project, and every function may be called from
// several goroutines.
//
// It words nothing for people: its errors are types, and the text of an error
// holds no unit postcode and nothing that a person typed, so that a log may keep
// it.
//
// The difficult parts are what people type (find.go and the files it leads to:
// named.go, qualified.go, coordinates.go, elsewhere.go, mend.go) and what is known
// only roughly. Without imported postcodes a unit is answered with the middle of
// its sector: held against 20,000 official positions, half are within 0.4 miles,
// 90% within 2.3 and 99% within 7; on Scottish islands it can be 20 and more. With
// them it is within 3 metres for half and 6 for 97% of the same sample. A sector
// can lie in several councils: [Place.Straddles] says so. Northern Ireland, the
// Channel Islands and the Isle of Man are known by outward code only, until a table
// that has them is imported: the councils of a BT code are estimated, and on the
// islands its point can be some miles off.
//
// # The tables
//
// postcodes.tsv.gz, areas.tsv and replaced.tsv are made by internal/gentable from
// Code-Point Open (medians of the unit postcodes of each outward code and sector)
// and from the code lists of the Office for National Statistics, places.tsv by
// internal/genplaces from OS Open Names and GeoNames. To renew them:
//
//	POSTCODES=<folder> AREAS=<folder> PLACES=<folder> go generate ./geo
//
// Package load makes the tables of a data folder.
//
// Contains OS data © Crown copyright and database right, Royal Mail data
// © Royal Mail copyright and database right, and National Statistics data
// © Crown copyright and database right, under the Open Government Licence v3.
// The outward codes of Northern Ireland, Jersey, Guernsey and the Isle of Man
// are from the list gibbs/uk-postcodes, which is in the public domain (CC0), and
// places there from GeoNames, under CC BY 4.0.
package geo

//go:generate go run ./internal/gentable -postcodes $POSTCODES -areas $AREAS -places $PLACES
//go:generate go run ./internal/genplaces -places $PLACES -areas $AREAS
