// Package extract reads the facts of listings from a web page: what a service is called, how it is reached, where and
// when it is given, what it costs, whom it is for and how they get in. It says whether a page is a listing's at all
// ([Verdict]), where on the page each fact was found and how sure that is ([How]), and what it found and did not take
// ([Left]).
//
// It reads in the order of trust, and what comes first is believed:
//
//   - what the page states to machines in the words of schema.org: JSON-LD, microdata and RDFa, which become one graph
//     (graph.go, microdata.go, stated.go);
//   - the CSS selectors that the operator gave for these pages (selector.go);
//   - markup that says what its values are, as sites made with known software have it (family.go and the files of its name);
//   - labels: lists of definitions, rows of tables, "When: Mondays", headings over a text (lines.go, table.go, labels.go);
//   - sentences, which the packages prose and hours read (passage.go, facts.go).
//
// A text that says the same as the page states and more of it is believed for the rest: an event that is stated for one
// day comes every week if a sentence says so (merge.go).
//
// Pages are hostile until read: every value is plain text ([data.PlainText]) when it leaves this package, every loop over
// what a page holds is bounded, and nothing is fetched, a context of JSON-LD neither. What none says stays unknown.
//
// The difficult parts: telling what a page is about from what every page of a site carries, its owner's number, address
// and hours (main.go, furniture.go, owner.go, assemble.go); telling several listings on a page from the sections of one, and from
// its places (box.go, split.go, items.go, several.go); and telling a listing from all else that sites publish (verdict.go).
package extract
