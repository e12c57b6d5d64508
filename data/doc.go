// Package data is the domain of Fingerpost: what is kept about the help that people can get, who said it, and when.
//
// Three aggregates carry the field's own words, from HSDS 3.0 and Open Referral UK: [Organization], [Location] and
// [Service]. Each is one JSON document. What a source says is a [Record]; what a record changes is a [Revision], field by
// field; a record that changes nothing is a [Sighting]. The rules that decide between them are in this package and are
// pure: [Reconcile] takes what is known and what is said, and answers what is to be accepted and what a person must decide.
//
// The package knows nothing of databases (see data/store), wire formats (data/openreferral, data/table), the index or
// the site. It returns typed errors and words no sentence for the public.
package data
