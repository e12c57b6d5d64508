// Package geo knows where things are in the United Kingdom: postcodes, the
// areas they lie in, and how far apart two points are. It answers two
// questions, "where is this?" ([Find], [Locate], [LocateArea]) and "is this
// inside that?" ([Covers], [Postcode.Covers]), from tables that are part of
// the program. It asks no network, no file and no other package of the
// project, and every function may be called from several goroutines.
//
// It does not know towns, villages, streets or wards by name, it holds no unit
// postcodes, and it words nothing for people: its errors are types, and the
// text of an error holds no unit postcode and nothing that a person typed, so
// that a log may keep it.
//
// The difficult parts are what people type (parse.go, mend.go, find.go) and
// what is known only roughly. A unit postcode is answered with the middle of
// its sector: held against 20,000 official positions, half are within 0.4 miles,
// 90% within 2.3 and 99% within 7; on Scottish islands it can be 20 and more. A
// sector can lie in several councils: [Place.Straddles] says so. Northern
// Ireland, the Channel Islands and the Isle of Man are known by outward code
// only: a BT code says no more than that it is in Northern Ireland, and on the
// islands its point can be some miles off.
//
// # The tables
//
// postcodes.tsv.gz and areas.tsv are made by internal/gentable from Code-Point
// Open (medians of the unit postcodes of each outward code and sector) and
// from the code lists of the Office for National Statistics. To renew them:
//
//	POSTCODES=<folder> AREAS=<folder> go generate ./geo
//
// Contains OS data © Crown copyright and database right, Royal Mail data
// © Royal Mail copyright and database right, and National Statistics data
// © Crown copyright and database right, under the Open Government Licence v3.
// The outward codes of Northern Ireland, Jersey, Guernsey and the Isle of Man
// are from the list gibbs/uk-postcodes, which is in the public domain (CC0).
package geo

//go:generate go run ./internal/gentable -postcodes $POSTCODES -areas $AREAS
