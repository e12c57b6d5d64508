package store

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
)

const (
	matchRecords = 50_000
	matchAtOnce  = 32 // as many as a crawl keeps together
	matchChanged = 400
)

// BenchmarkMatch takes a made-up country of 50,000 records into an empty directory, and then changes some of them one by one.
// It tells a digest of all links with their reasons, so that a change that is meant to be quicker and nothing else shows that it is.
func BenchmarkMatch(b *testing.B) {
	country := newCorpus(matchRecords)
	items := country.items()
	for b.Loop() {
		s, err := OpenFolder(b.Context(), b.TempDir(), testClock())
		if err != nil {
			b.Fatal(err)
		}
		for _, source := range corpusSources() {
			if err := s.PutSource(b.Context(), source); err != nil {
				b.Fatal(err)
			}
		}
		started := time.Now()
		for some := range slices.Chunk(items, matchAtOnce) {
			outcomes, err := s.SubmitAll(b.Context(), some)
			if err != nil {
				b.Fatal(err)
			}
			for i, out := range outcomes {
				if out.Refused() {
					b.Fatalf("%s is refused: %+v", some[i].Where, out.Problems)
				}
			}
		}
		took := time.Since(started)
		b.ReportMetric(float64(len(items))/took.Seconds(), "records/s")
		b.ReportMetric(took.Seconds(), "s/all")
		changeSome(b, s, items)
		tellLinks(b, s)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// changeSome changes records one by one: every second a new name, the others a thing that its source has not told of before.
func changeSome(b *testing.B, s *Store, items []data.Item) {
	times := make([]time.Duration, 0, matchChanged)
	for i := range matchChanged {
		sub := items[i*(len(items)/matchChanged)].Submission
		sub.Records = slices.Clone(sub.Records)
		if i%2 == 0 {
			sub.Service.Doc.Name += " (new)"
		} else {
			sub.Service.OwnID += "-new"
		}
		began := time.Now()
		if _, err := s.Submit(b.Context(), sub, ""); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	for _, at := range []int{50, 99} {
		b.ReportMetric(float64(times[len(times)*at/100].Microseconds())/1000, fmt.Sprintf("ms/changed-p%d", at))
	}
}

// tellLinks tells how many of the services that two sources speak of were found to be one, how many were taken for one that are
// not, and a digest of all links.
func tellLinks(b *testing.B, s *Store) {
	rows, err := s.read(b.Context()).rows(`SELECT level || ' ' || source || ' ' || own_id || ' ' || id || ' ' || why FROM own_ids ORDER BY level, source, own_id`)
	links, err := collect(rows, err, scanString)
	if err != nil {
		b.Fatal(err)
	}
	digest := sha256.New()
	is, taken := map[string]string{}, map[string]string{} // thing to id, and back
	twice, found, wrong := 0, 0, 0
	for _, link := range links {
		fmt.Fprintln(digest, link)
		parts := strings.SplitN(link, " ", 5)
		thing, id := parts[2], parts[3]
		if parts[0] != string(data.LevelService) {
			continue
		}
		if is[thing] != "" {
			twice++
			found += flag(is[thing] == id)
		}
		if taken[id] != "" && taken[id] != thing {
			wrong++
		}
		is[thing], taken[id] = id, thing
	}
	b.Logf("%d ids of sources, links %x; %d services were told of again, %d of them found, and %d taken for another", len(links), digest.Sum(nil)[:8], twice, found, wrong)
}
