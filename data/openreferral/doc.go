// Package openreferral reads and writes the wire formats of Open Referral: what other directories publish as JSON, and
// what Fingerpost publishes itself. Wire types stay here; what comes out is the domain of package data.
//
// Three shapes are read, and told apart by looking, because feeds misstate their version:
//
//   - [V1], Open Referral UK 1.0: camel-case envelope with "content", regular_schedules, service_taxonomys, eligibilitys;
//   - [V3], Open Referral UK 3.0, a profile of HSDS 3.0: "contents", schedules, attributes with taxonomy terms;
//   - [Outpost], the software of some councils: the envelope of 1.0 around services with organisation, locations with a
//     GeoJSON geometry, and integer ids.
//
// One reader reads the union of their fields, whatever the envelope promised, since real feeds mix them. It is
// tolerant of every slip seen in live feeds (null, "", numbers for text, missing parts) and counts what it mended. It
// does not put texts, addresses of pages, numbers and postcodes into their kept form: [data.Submission.Tidy] does.
//
// The difficult part is person.go. Contact details of named people are taken out of the service's JSON before anything
// else looks at it, so that neither the domain nor the payload that is kept holds them. Only fields are looked at: a name
// inside a description stays.
//
// Writing is in write*.go: [Service] makes what openreferraluk.org/specifications/3.0 asks for, without a null or an
// empty text anywhere. [Export] adds when it changed and where it came from; testdata/service.json is an example of it.
//
// What is written is read again as the same, but for what the standard cannot hold:
//
//   - ids, which each directory gives itself, and the history: only what holds now is written, under the newest of the dates
//     that vouch for the service;
//   - that a listing is about one of our crisis lines: it is written with the line's numbers and hours, which are read as its
//     own, since no feed's word makes a listing one of ours;
//   - the area that is only assumed, which is that of the source it is read from;
//   - the council of a withheld place, which stays withheld;
//   - a point that contradicts the address's postcode, or of a place that nobody goes to;
//   - that an area had a code and no name, that an address's only line was its second, and a nation in place of its county;
//   - a maximum age of 0, which other software writes for no limit;
//   - the order in which ways of reaching a service were named, a phone's type "voice" and an interval of 1, which say nothing
//     that their absence does not.
package openreferral

// Variant is the shape that a feed was found to have.
type Variant string

const (
	V1      Variant = "v1"
	V3      Variant = "v3"
	Outpost Variant = "outpost"
)

// What a feed may ask of the reader. Real services are under 60 kB with fewer than 50 elements in a list.
const (
	maxBody     = 64 << 20 // bytes of a page
	maxService  = 1 << 20  // bytes of one service's JSON
	maxDepth    = 40       // of objects and lists in one service
	maxElements = 500      // of a list; what follows is left in the payload only
	maxID       = 200      // bytes of an id
)
