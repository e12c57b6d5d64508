package load

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkPostcodes imports 8,000 rows of Code-Point Open, in an archive.
func BenchmarkPostcodes(b *testing.B) {
	const letters = "ABDEFGHJLNPQRSTUWXYZ"
	var rows strings.Builder
	for i := range 8000 {
		unit := fmt.Sprintf("LS%d %d%c%c", 1+i/4000, i/400%10, letters[i/20%20], letters[i%20])
		fmt.Fprintf(&rows, "%q,10,%d,%d,\"E92000001\",\"E19000001\",\"E18000003\",\"\",\"E08000035\",\"E05011%03d\"\n", unit, 420000+i, 433330-i, i/100)
	}
	input, dir := filed(b, "x.zip", zipped(b, "ls.csv", rows.String())), b.TempDir()
	for b.Loop() {
		if _, err := Postcodes(b.Context(), input, dir, Options{Now: now}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(8000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkRow reads one row of Code-Point Open.
func BenchmarkRow(b *testing.B) {
	fields, _ := split(nil, bytes.TrimSpace([]byte(leedsRow)))
	reader := codePointReader{&areaSets{}}
	for b.Loop() {
		if _, reason := reader.read(fields); reason != "" {
			b.Fatal(reason)
		}
	}
}
