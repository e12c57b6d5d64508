package main

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"fingerpost/crawler"
)

// Two sources on one host are read with what is known of the host by either: its robots.txt is read once, and its pace is one.
func TestSourcesShareWhatIsKnownOfAHost(t *testing.T) {
	var asked atomic.Int32
	host := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer host.Close()
	at, err := url.Parse(host.URL + "/page")
	if err != nil {
		t.Fatal(err)
	}
	a := &app{config: config{Addr: "127.0.0.1:8080"}}
	for _, pace := range []time.Duration{0, 3 * time.Second, time.Millisecond} {
		client, err := a.crawlClient(crawler.Source{Pace: pace, AllowPrivate: true}, crawlFlags{})
		if err != nil {
			t.Fatal(err)
		}
		if want := cmp.Or(pace, time.Second); client.Pace() != want {
			t.Errorf("pace %v, want %v", client.Pace(), want)
		}
		if err := client.Check(t.Context(), at); err != nil {
			t.Error(err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("robots.txt was read %d times", asked.Load())
	}
}
