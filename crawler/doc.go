// Package crawler gathers what others publish: from pages (source.go says what to read, crawl.go reads it) and from feeds
// and files. What it finds are [data.Item] values; it keeps nothing, decides nothing about what it finds, and closes
// nothing: a page that cannot be read is no word about a service.
//
// Colly visits the pages. Everything that touches the network is in crawler/fetch, which stands under it; everything that
// understands a page is in crawler/extract. The difficult part left here is knowing when to stop: addresses that mean the
// same page, pages without end, and what may be concluded from a crawl that did not see everything ([Tally.Complete]).
package crawler
