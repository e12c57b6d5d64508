package store

func linksThatDoNotWork(b *bench) {
	const one, other = "https://one.example.org/", "https://other.example.org/"
	dead := func() map[string]string {
		b.Helper()
		found, err := b.s.DeadLinks(b.ctx, []string{one, other, "https://unknown.example.org/"})
		b.must(err)
		out := map[string]string{}
		for url, since := range found {
			out[url] = since.String()
		}
		return out
	}
	for range 5 { // by hand, on one day
		b.must(b.s.KeepTried(b.ctx, nil, []string{one, other}, monday))
	}
	for days := range 3 {
		if got := dead(); len(got) != 0 {
			b.Fatalf("after %d days: %v", days, got)
		}
		b.must(b.s.KeepTried(b.ctx, nil, []string{one}, monday.AddDate(0, 0, days)))
	}
	if got := dead(); len(got) != 1 || got[one] != "2026-11-23" {
		b.Errorf("%v", got)
	}
	b.must(b.s.KeepTried(b.ctx, []string{one}, nil, monday))
	if got := dead(); len(got) != 0 {
		b.Errorf("of one that works: %v", got)
	}
	if none, err := b.s.DeadLinks(b.ctx, nil); err != nil || len(none) != 0 {
		b.Errorf("%v, %v", none, err)
	}
}
