// Package extract reads the facts of a listing from a web page: what the service is called, how it is reached, where and
// when it is given, what it costs and whom it is for.
//
// It reads three sources, in order of trust: JSON-LD in the words of schema.org, which the page's owner wrote for
// machines; the CSS selectors that the operator gave for these pages; links to telephone numbers and e-mail addresses.
// The first that says a thing is believed, [Found.How] keeps which it was, and what none says stays unknown. It does not
// guess from prose, fetches nothing, and follows no JSON-LD context to another host.
//
// Pages are hostile until read: every value is plain text ([data.PlainText]) when it leaves this package, and every loop
// over what a page holds is bounded. The difficult part is telling what a page is about from what every page of a site
// carries: its owner, its header and footer (graph.go, link.go).
package extract
