package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// Questions are the same where their answers must be, and no others.
func TestQuestions(t *testing.T) {
	question := func(query string) string { return string(appendQuestion(nil, []byte("/search"), []byte(query))) }
	for _, same := range [][]string{
		{"q=a&near=b", "near=b&q=a", "near=b&&q=a&", "utm_source=x&near=b&q=a", "q=a&fbclid=1&near=b"},
		{"topic=a&topic=b&q=x", "q=x&topic=a&topic=b", "topic=a&q=x&topic=b"},
	} {
		for _, query := range same {
			if question(query) != question(same[0]) {
				t.Errorf("%s is another question than %s", query, same[0])
			}
		}
	}
	seen := map[string]string{}
	for _, query := range []string{"", "q=a", "q=A", "q=a+b", "q=a%20b", "q=a&q=b", "q=b&q=a", "q=&q=a", "q", "%71=a&q=b", "q=b&%71=a", "q=a;near=b", "near=b&q=a", "q=a?near=b",
		strings.Repeat("topic=a&", mostPairs) + "topic=b", "topic=b" + strings.Repeat("&topic=a", mostPairs)} {
		q := question(query)
		if other, there := seen[q]; there {
			t.Errorf("%s is the same question as %s", query, other)
		}
		seen[q] = query
	}
	if string(appendQuestion(nil, []byte("/map"), nil)) == question("") {
		t.Error("a map is a list")
	}
}

func TestTakesGzip(t *testing.T) {
	for accept, want := range map[string]bool{"": false, "gzip": true, "br, gzip": true, "gzip;q=0": false, "gzip;q=0.000": false, "gzip; q=0.1": true, "GZip": true, "xgzip, gzipx": false,
		"gzip;q=1.0, br": true, "identity": false, "deflate;q=1,gzip;q=0": false} {
		if takesGzip(accept) != want {
			t.Errorf("%q: %t", accept, !want)
		}
	}
}

// What is kept stays within its bounds, is of one moment, and goes when nobody asks any more.
func TestBoundsOfWhatIsKept(t *testing.T) {
	k, now := &answers{}, &moment{}
	body := make([]byte, mostAnswer)
	for i := range 2 * mostAnswers / mostAnswer {
		k.keep(now, strings.Repeat("q", i+1), &kept{body: body})
	}
	k.keep(now, "too large", &kept{body: make([]byte, mostAnswer+1)})
	sum := 0
	for q, a := range k.kept {
		sum += a.weight(q)
	}
	if k.bytes != sum || sum > mostAnswers || len(k.kept) < mostAnswers/mostAnswer-2 || k.find(now, []byte("too large")) != nil {
		t.Errorf("%d answers of %d bytes, counted as %d", len(k.kept), sum, k.bytes)
	}
	k.keep(now, "q", &kept{body: body})
	k.keep(now, "q", &kept{body: []byte("other")})
	if a := k.find(now, []byte("q")); a == nil || string(a.body) != "other" {
		t.Error("the later answer is not kept")
	}
	k.keep(&moment{state: state{minute: 1}}, "next", &kept{})
	if k.find(now, []byte("q")) != nil || len(k.kept) != 1 {
		t.Error("answers of two moments are kept")
	}
	k.forget(now)
	if len(k.kept) != 1 {
		t.Error("another moment is forgotten")
	}
	k.forget(k.of)
	if k.kept != nil || k.bytes != 0 {
		t.Error("it is not forgotten")
	}

	deck, of := &cards{}, shows{}
	var made []*card
	for i := range 12_000 {
		c := &card{id: data.ServiceID(strings.Repeat("s", i%7) + time.Duration(i).String()), says: says{description: strings.Repeat("d", 8000)}}
		c.result.Fixed = &noParts
		made = append(made, c)
	}
	deck.keep(of, "en", made)
	deck.keep(of, "en", made[:100])
	sum = 0
	for _, c := range deck.kept {
		sum += c.weight()
	}
	if deck.bytes != sum || sum > mostCards || len(deck.kept) < 1000 {
		t.Errorf("%d cards of %d bytes, counted as %d", len(deck.kept), sum, deck.bytes)
	}
	deck.keep(shows{Standing: store.Standing{Sources: 1}}, "en", made[:1])
	if len(deck.kept) != 1 {
		t.Error("cards of two standings are kept")
	}

	bundle, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	site, offers := &Site{words: bundle}, &choices{}
	for i := range 2 * mostChoices {
		if _, err := offers.get(site, bundle.In(words.English), choice{"en", index.KindGroup, fmt.Sprint("kind-", i), false}); err != nil {
			t.Fatal(err)
		}
	}
	if len(offers.kept) > mostChoices {
		t.Errorf("%d choices", len(offers.kept))
	}

	drawn := &sketches{}
	for i := range 4000 {
		drawn.keep(of, keyOfSketch([]byte{byte(i), byte(i >> 8)}), strings.Repeat("d", 10_000))
	}
	if drawn.bytes > mostSketches || len(drawn.kept)*10_100 != drawn.bytes || len(drawn.kept) < 1000 {
		t.Errorf("%d sketches of %d bytes", len(drawn.kept), drawn.bytes)
	}
}

var noParts views.ResultParts

// What is sought is found as all of it at once is, whatever was sought before.
func TestMatchesOfACard(t *testing.T) {
	l := data.Listing{Service: data.Service{Name: "Food Bank", Summary: "Food and advice.", Description: "Parcels of food on Mondays, and somebody to talk to."},
		Organization: data.Organization{Name: "Friends of the Bank"}}
	c := &card{says: saysOf(l)}
	words := []string{"food", "bank", "friends", "advice", "talking", "monday", "nothing", "parcel", "somebody", "a", "b", "c"}
	for turn := range 3 {
		for i := range words {
			var all []index.Sought
			for n := range 1 + (i+turn)%4 {
				all = append(all, index.Sought{Words: []string{words[(i+n)%len(words)]}, Also: [][]string{{words[(i*n)%len(words)], "food"}}})
			}
			if got, want := c.matchesOf(all, numbered(all)), index.Matches(l, all); !slices.Equal(got, want) {
				t.Errorf("%v: %v, want %v", all, got, want)
			}
		}
	}
	one, two := index.Sought{Words: []string{"a", "b"}}, index.Sought{Words: []string{"a"}, Also: [][]string{{"b"}}}
	if n := numbered([]index.Sought{one, two, {Words: []string{"ab"}}, one}); n[0] == n[1] || n[0] == n[2] || n[0] != n[3] {
		t.Errorf("numbers %v", n)
	}
}
