package crawler_test

import (
	"errors"
	"os"
	"testing"
	"time"

	"fingerpost/crawler"
	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
)

// shared finds a file of the real data that lies beside the checkout, for tests and benchmarks that use it.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := "../../shared/data/" + name
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the shared data is missing: %v", err)
		}
		t.Skipf("the shared data is not beside the checkout: %v", err)
	}
	return path
}

func reading(t testing.TB, source data.Source) data.Reading {
	t.Helper()
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	topics, err := files.Topics()
	if err != nil {
		t.Fatal(err)
	}
	return data.Reading{Source: source, ReadAt: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC), Topics: topics}
}

// BenchmarkImportFeed takes a real feed of 738 services into an empty directory.
func BenchmarkImportFeed(b *testing.B) {
	folder := shared(b, "listings/oruk-v1-north-lincolnshire")
	source := data.Source{Key: "north-lincolnshire", Name: "North Lincolnshire", Kind: data.SourceFeed, Area: "E06000013"}
	from := reading(b, source)
	services := 0
	for b.Loop() {
		kept, err := store.OpenFolder(b.Context(), b.TempDir(), time.Now)
		if err != nil {
			b.Fatal(err)
		}
		in := &crawler.Intake{Store: kept, Source: source, Kind: "open-referral", Input: folder}
		if err := in.Begin(b.Context()); err != nil {
			b.Fatal(err)
		}
		summary, err := in.End(b.Context(), crawler.ImportFolder(b.Context(), in, from, folder))
		if err != nil {
			b.Fatal(err)
		}
		services += summary.Created
		if err := kept.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(services)/b.Elapsed().Seconds(), "services/s")
}

// BenchmarkImportTable takes the public libraries of England into an empty directory.
func BenchmarkImportTable(b *testing.B) {
	file := shared(b, "listings/libraries/libraries_england.csv")
	source := data.Source{Key: "libraries-england", Name: "Libraries in England", Kind: data.SourceTable, Area: "E92000001"}
	from := reading(b, source)
	files, err := content.Open("")
	if err != nil {
		b.Fatal(err)
	}
	mappings, err := files.Mappings()
	if err != nil {
		b.Fatal(err)
	}
	rows := 0
	for b.Loop() {
		kept, err := store.OpenFolder(b.Context(), b.TempDir(), time.Now)
		if err != nil {
			b.Fatal(err)
		}
		in := &crawler.Intake{Store: kept, Source: source, Kind: "csv", Input: file}
		if err := in.Begin(b.Context()); err != nil {
			b.Fatal(err)
		}
		opened, err := crawler.OpenTable(file, mappings...)
		if err != nil {
			b.Fatal(err)
		}
		summary, err := in.End(b.Context(), errors.Join(opened.Import(b.Context(), in, from), opened.Close()))
		if err != nil {
			b.Fatal(err)
		}
		rows += summary.Records
		if err := kept.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
