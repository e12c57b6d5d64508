// Package frontier is the crawler's list of addresses: which pages of which source are to be visited, which were, what was
// found there, and which worker has which host. It lies in a database of its own beside the directory, so that a crawl that
// was killed goes on where it was, and several workers, in one process or more, share the work.
//
// # How it is used
//
//	run, _, err := f.Begin(ctx, source, starts)        // or the run that was never finished goes on
//	claimed, idle, err := f.Claim(ctx, sources)        // a host, for the caller alone
//	stops, err := f.Next(ctx, claimed, sources, 32)    // its next addresses that are due
//	...                                                // visit each
//	noted, err := f.Done(ctx, claimed, stop, visit)    // what became of one, and where its links lead
//	err = f.Kept(ctx, claimed, pages)                  // what they say is kept
//	err = f.Same(ctx, claimed, stops, nil)             // or of those that say what they said
//	err = f.Release(ctx, claimed)
//	err = f.End(ctx, run)                              // when nothing is due any more
//
// The lease is on the host, not on the address: one worker asks a host at a time, which is what politeness wants, and a page
// is not visited by two. It ends when the host is given back, when nothing was heard of the worker for its whole time, or
// when the next process on this machine finds that the worker's is no more (alive.go). What was not noted by then is visited
// again, and what it had handed over is handed over twice, which the directory takes for one.
//
// It holds nothing that cannot be found again by crawling: a database of another shape is begun anew.
package frontier
