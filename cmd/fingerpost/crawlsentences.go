package main

import (
	"errors"
	"fmt"

	"fingerpost/crawler"
	"fingerpost/crawler/extract"
	"fingerpost/crawler/fetch"
)

// crawlSentence words what can go wrong with one page of a crawl.
func crawlSentence(err error) string {
	var (
		bound    *crawler.BoundError
		broken   *crawler.BrokenError
		sitemap  *crawler.SitemapError
		redirect *fetch.RedirectError
		encoding *fetch.EncodingError
		stalled  *fetch.StalledError
		parse    *extract.ParseError
	)
	switch {
	case errors.As(err, &bound):
		return boundSentence(bound.Bound)
	case errors.As(err, &broken):
		return "its reader broke, which is a mistake of ours. The other pages were read. Please report it with the address."
	case errors.As(err, &sitemap):
		return fmt.Sprintf("this sitemap could not be read (%s), so pages that only it lists were not asked for.", innermost(sitemap.Err))
	case errors.As(err, &redirect) && redirect.Reason == fetch.Downgrade:
		return fmt.Sprintf("it leads from a safe connection to an unsafe one (%s), so it was not followed.", redirect.URL)
	case errors.As(err, &redirect):
		return "it leads from one address to the next without end, so it was not followed."
	case errors.As(err, &encoding):
		return fmt.Sprintf("it came in a coding that was not asked for (%s).", encoding.Encoding)
	case errors.As(err, &stalled):
		return fmt.Sprintf("nothing came for %s.", stalled.After)
	case errors.As(err, &parse):
		return "it cannot be read as HTML."
	}
	return ""
}

func boundSentence(bound crawler.Bound) string {
	switch bound {
	case crawler.BoundPages:
		return "the source has more pages than max_pages allows. The others were not read; raise it in the source's file if they are wanted."
	case crawler.BoundDepth:
		return "its links lead further than max_depth allows. They were not followed; raise it in the source's file if they are wanted."
	case crawler.BoundRepeats:
		return "it says nearly the same as others, as the pages of a calendar do, so its links were not followed. Name such pages under except in the source's file."
	}
	return "not all of its sitemaps were read."
}
