package store

import (
	"context"
	"fmt"
	"testing"

	"fingerpost/data"
)

// A page of 200 listings is read with lists of several lengths, none of which hides anything of it.
func BenchmarkListings(b *testing.B) {
	for _, n := range []int{0, 10, 500} {
		b.Run(fmt.Sprintf("%d entries", n), func(b *testing.B) {
			ctx := context.Background()
			s, err := OpenFolder(ctx, b.TempDir(), testClock())
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			if err := s.PutSource(ctx, council); err != nil {
				b.Fatal(err)
			}
			var ids []data.ServiceID
			for i := range 200 {
				out, err := s.Submit(ctx, offer(council, fmt.Sprint(i), called(fmt.Sprint("Club ", i)), number(fmt.Sprintf("0113 222 %04d", i))), "here")
				if err != nil {
					b.Fatal(err)
				}
				ids = append(ids, out.Service)
			}
			for i := range n {
				entry, err := data.DoNotListAddressOf(fmt.Sprintf("%d Acacia Avenue, Leeds, LS%d %dAB", i+1, i%28+1, i%10))
				if i%3 == 0 {
					entry, err = data.DoNotListPhoneOf(fmt.Sprintf("0113 496 %04d", i))
				}
				if err != nil {
					b.Fatal(err)
				}
				if _, _, err := s.DoNotList(ctx, entry, "Sam", "x"); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				if listings, err := s.Listings(ctx, ids); err != nil || len(listings) != len(ids) {
					b.Fatal(len(listings), err)
				}
			}
		})
	}
}
