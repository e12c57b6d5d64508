package site_test

import (
	"io"
	"net/http"
	"testing"
)

// BenchmarkResultsPage asks over a kept connection for a page of 20 results of the listings that ship: parameters, search,
// store and page together. BenchmarkUrgentHelp is a page that asks neither index nor store.
func BenchmarkResultsPage(b *testing.B) {
	if n := shippedTown().get(b, search("near", "LS1 4")).page.Find("ol li.fp-result").Length(); n != 20 {
		b.Fatalf("the page has %d results", n)
	}
	fetch(b, search("near", "LS1 4"))
}

func BenchmarkSearchAPI(b *testing.B)  { fetch(b, api("near", "LS1 4")) }
func BenchmarkUrgentHelp(b *testing.B) { fetch(b, "/urgent-help") }

func fetch(b *testing.B, path string) {
	b.Helper()
	l := shippedTown().listen(b)
	var sent int64
	b.ReportAllocs()
	for b.Loop() {
		response, err := l.client.Get("http://" + l.address + path)
		if err != nil {
			b.Fatal(err)
		}
		n, err := io.Copy(io.Discard, response.Body)
		if err != nil || response.StatusCode != http.StatusOK {
			b.Fatal(response.Status, err)
		}
		response.Body.Close()
		sent = n
	}
	b.ReportMetric(float64(sent), "bytes/page")
}
