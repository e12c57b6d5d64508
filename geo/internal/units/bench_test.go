package units

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func BenchmarkBuild(b *testing.B) {
	rows := allRows(b)
	b.ReportAllocs()
	for b.Loop() {
		_ = build(b, rows).Sections()
	}
}

func BenchmarkOpen(b *testing.B) {
	f := filed(b, build(b, allRows(b)).Sections())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(f); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFind asks codes that lie one after the other in memory, so that it
// measures the table and not how its own questions are fetched.
func BenchmarkFind(b *testing.B) {
	rows := allRows(b)
	table := opened(b, rows)
	random := rand.New(rand.NewPCG(5, 6))
	var present, missing []Row
	for len(present) < 200_000 {
		present = append(present, rows[random.IntN(len(rows))])
	}
	for len(missing) < 200_000 {
		r := rows[random.IntN(len(rows))]
		r.Inward = newInward(uint8(random.IntN(10)), random.IntN(perSector)).String()
		if _, ok := table.Find(r.Outward, r.Inward); !ok {
			missing = append(missing, r)
		}
	}
	for name, c := range map[string]struct {
		rows []Row
		want bool
	}{"present": {present, true}, "missing": {missing, false}} {
		asked := postcodes(c.rows)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				code := asked[i%len(asked)]
				if _, ok := table.Find(code[0], code[1]); ok != c.want {
					b.Fatal(code)
				}
			}
		})
	}
}

// postcodes are the two parts of the codes of rows, as parts of one text.
func postcodes(rows []Row) [][2]string {
	var all strings.Builder
	for _, r := range rows {
		all.WriteString(r.Outward + r.Inward)
	}
	text := all.String()
	parts := make([][2]string, len(rows))
	for i, r := range rows {
		outward, code := len(r.Outward), len(r.Outward)+len(r.Inward)
		parts[i], text = [2]string{text[:outward], text[outward:code]}, text[code:]
	}
	return parts
}

func BenchmarkNearest(b *testing.B) {
	rows := allRows(b)
	table := opened(b, rows)
	for name, points := range map[string][]orb.Point{"where people are": searches(rows, 100_000), "remote": remote} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				table.Nearest(points[i%len(points)])
			}
		})
	}
}
