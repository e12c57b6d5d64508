package donotlist

import (
	"fmt"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/geo"
)

// entries are as many addresses and numbers as are asked for, all different, and none of them in the listings of the benchmark.
func entries(t testing.TB, n int) *List {
	t.Helper()
	words := strings.Fields("Acacia Birch Cedar Damson Elder Fir Gorse Hazel Ivy Juniper Larch Maple Nettle Oak Poplar Quince Rowan Sycamore Thorn Willow")
	kinds := strings.Fields("Avenue Road Street Lane Drive Close Crescent Place Terrace Grove")
	var list []data.DoNotList
	for i := range n {
		written := fmt.Sprintf("%d %s %s, Leeds LS%d %dA%c", i%90+1, words[i%len(words)], kinds[i/len(words)%len(kinds)], i%28+1, i%10, 'A'+byte(i%2))
		read := data.DoNotListAddressOf
		if i%3 == 0 {
			written, read = fmt.Sprintf("0113 496 %04d", i), data.DoNotListPhoneOf
		}
		entry, err := read(written)
		if err != nil {
			t.Fatal(written, err)
		}
		list = append(list, entry)
	}
	return New(list)
}

// page is a page of 200 listings, each with as much text as those of councils have.
func page() (page []data.Listing) {
	description := strings.Repeat("We meet on Tuesdays from 10 to 12 in the hall at 3 High Street, Leeds LS1 9ZZ. Ring us on 0113 222 4444 for more, or come along. ", 8)
	for i := range 200 {
		page = append(page, data.Listing{
			Service: data.Service{ID: data.ServiceID(fmt.Sprint(i)), Name: "The lunch club of the parish of St Mary", Summary: description[:100], Description: description,
				URL: "https://www.example.org/clubs/lunch", Email: "lunch@example.org", Phones: []data.Phone{{Number: "0113 222 4444", Description: "Office"}},
				EligibilityDescription: "Anyone over 50 who lives in Leeds", FeesDescription: "£4.50 a meal", ApplicationProcess: "Come along"},
			Organization: data.Organization{Name: "St Mary's", Description: description[:300], Website: "https://www.example.org"},
			Locations:    []data.Location{{Name: "The hall", Address: data.Address{Line1: "3 High Street", City: "Leeds", Postcode: "LS1 9ZZ"}, Point: &data.Coordinates{Latitude: 53.8, Longitude: -1.5}}},
			Origins:      map[data.RecordID]data.Origin{"1": {URL: "https://www.example.org/clubs/lunch", Title: "Lunch club", SourceName: "The council"}},
		})
	}
	return page
}

func BenchmarkPage(b *testing.B) {
	if geo.Version() == "" {
		b.Fatal("there are no tables of places")
	}
	for _, n := range []int{0, 10, 500} {
		b.Run(fmt.Sprintf("%d entries", n), func(b *testing.B) {
			list, listings := entries(b, n), page()
			for b.Loop() {
				for i := range listings {
					l := listings[i]
					if list.Hides(l.Service, l.Organization) {
						b.Fatal("hidden")
					}
					place, at := list.Place(l.Locations[0])
					l.Locations = []data.Location{place.Public()}
					near := list.Listing(&l, at)
					list.Origin(l.Origins["1"], near)
				}
			}
		})
	}
}
