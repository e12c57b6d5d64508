// Package frontier is the crawler's list of addresses: which pages of which source are to be visited, which were, what was
// found there, and which worker has which host. It lies in a database of its own beside the directory, so that a crawl that
// was killed goes on where it was and several workers, in one process or more, share the work.
//
// # How it is used
//
//	run, _, err := f.Begin(ctx, source, starts)      // or the run that was never finished goes on
//	lease, ok, err := f.Claim(ctx, worker, sources)  // a host, for this worker alone
//	stops, err := f.Next(ctx, lease, sources, 32)    // its next addresses that are due
//	...visit each, hand over what it says...
//	bounds, err := f.Done(ctx, lease, stop, visit)   // what became of one, and where its links lead
//	err := f.Same(ctx, lease, stops, nil)            // or of those that say what they said
//	err = f.Release(ctx, lease)
//	err = f.End(ctx, run, complete)                  // when nothing is due any more
//
// The lease is on the host, not on the address: one worker asks a host at a time, which is what politeness wants, and a page is
// not visited by two. A worker that dies keeps its host until the lease runs out; what it had not reported done is visited
// again. What it had handed over is then handed over twice, which the directory takes for one.
//
// It holds nothing that cannot be found again by crawling: a database of another shape is set aside and begun anew.
package frontier
