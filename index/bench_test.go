package index_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

// BenchmarkBuild builds an index in a folder over the real data.
func BenchmarkBuild(b *testing.B) {
	kept := realStore(b)
	services := 0
	for b.Loop() {
		x := open(b, b.TempDir())
		n, err := x.Follow(b.Context(), kept, nil)
		if err != nil {
			b.Fatal(err)
		}
		services += n
		closeIndex(b, x)
	}
	b.ReportMetric(float64(services)/b.Elapsed().Seconds(), "services/s")
}

// BenchmarkOpen opens an index over the real data that is up to date.
func BenchmarkOpen(b *testing.B) {
	folder := b.TempDir()
	x := open(b, folder)
	follow(b, x, realStore(b))
	closeIndex(b, x)
	for b.Loop() {
		closeIndex(b, open(b, folder))
	}
}

// BenchmarkSearch searches the real data.
func BenchmarkSearch(b *testing.B) {
	with, err := shipped()
	if err != nil {
		b.Fatal(err)
	}
	benchmarkSearches(b, indexWith(b, with, realStore(b)))
}

// sizes are how many listings the large benchmarks have.
var sizes = []int{25_000, 100_000}

// BenchmarkMany builds, follows and searches indexes of many made-up listings all over Britain.
func BenchmarkMany(b *testing.B) {
	if testing.Short() {
		b.Skip("it takes minutes")
	}
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) { benchmarkMany(b, size) })
	}
}

func benchmarkMany(b *testing.B, size int) {
	all, whole := synthetic(size), b
	log := newMemory(all...)
	var x *index.Index
	var folder string
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			if x != nil {
				closeIndex(b, x)
			}
			folder = whole.TempDir()
			x = open(b, folder)
			follow(b, x, log)
		}
		b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "services/s")
		b.ReportMetric(float64(sizeOf(b, folder))/1e6, "MB")
	})
	if x == nil {
		b.Skip("only what is built can be followed and searched")
	}
	defer func() { closeIndex(whole, x) }()
	b.Run("follow", func(b *testing.B) {
		const changes = 2000
		n := 0
		for b.Loop() {
			changed := make([]data.Submission, changes)
			for i := range changed {
				changed[i] = all[(n+i)*7%len(all)]
				changed[i].Service.Doc.Description += " changed"
			}
			log.put(changed...)
			n += changes
			follow(b, x, log)
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "changes/s")
	})
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			closeIndex(b, x)
			x = open(b, folder)
		}
	})
	follow(b, x, log)
	benchmarkSearches(b, x)
}

func benchmarkSearches(b *testing.B, x *index.Index) {
	leeds := find(b, "LS1 4AP")
	manchester := find(b, "M15 5JB")
	for _, bench := range []struct {
		name    string
		request index.Request
	}{
		{"text near", index.Request{Text: "tablet", Origin: &leeds}},
		{"two words near", index.Request{Text: "food bank", Origin: &manchester}},
		{"question near", index.Request{Text: "how could my mum get hold of a cheap tablet", Origin: &leeds}},
		{"story near", index.Request{Text: "my nan is on her own all day and cant use a computer", Origin: &manchester}},
		{"text", index.Request{Text: "support for carers"}},
		{"slip", index.Request{Text: "libary swiming", Origin: &leeds}},
		{"topic near", index.Request{Filters: index.Filters{"topic": {"food"}}, Origin: &manchester}},
		{"filters near", index.Request{Filters: index.Filters{"cost": {"free"}, "topic": {"food"}, "how": {"phone"}}, Origin: &leeds}},
		{"near", index.Request{Origin: &leeds}},
		{"everything", index.Request{}},
	} {
		bench.request.Limit = 20
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := x.Search(b.Context(), bench.request); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// synthetic makes listings up: words by Zipf's law, places about real towns, areas of every level.
func synthetic(n int) []data.Submission {
	random := rand.New(rand.NewPCG(3, 4))
	common := []string{"support", "group", "people", "help", "advice", "tablet", "food", "bank", "library", "carers", "music", "walk", "tea", "children",
		"older", "mental", "health", "phone", "digital", "skills"}
	zipf := rand.NewZipf(random, 1.2, 4, 8000)
	word := func() string {
		i := int(zipf.Uint64())
		if i < len(common) {
			return common[i]
		}
		return fmt.Sprintf("w%c%c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26)
	}
	text := func(words int) string {
		s := ""
		for range words {
			s += word() + " "
		}
		return s
	}
	towns := []string{"LS1", "M15", "B1", "S1", "NE1", "L1", "BS1", "NG1", "SE1", "E1", "CF10", "EH1", "G1", "PL1", "NR1", "DN15", "HP22", "CB1", "OX1", "YO1"}
	var middles []geo.Place
	for _, town := range towns {
		o, err := geo.Find(town)
		if err != nil {
			panic(err)
		}
		middles = append(middles, o)
	}
	topics := []data.TopicID{"food", "devices", "digital-skills", "carers", "arts", "debt", "befriending", "groups", "libraries"}
	all := make([]data.Submission, 0, n)
	for i := range n {
		o := middles[random.IntN(len(middles))]
		s := service(fmt.Sprintf("%s%d", text(4), i), says(text(60)), about(topics[random.IntN(len(topics))]), runBy(text(3)))
		p := geo.Point{o.Point.Lon() + random.NormFloat64()*0.2, o.Point.Lat() + random.NormFloat64()*0.12}
		switch random.IntN(10) {
		case 0:
			serving(o.Areas[len(o.Areas)-1])(&s)
			byWay(data.ByPhone)(&s)
		case 1:
			assumed(o.Areas[0])(&s)
		case 2:
			at(p)(&s)
			at(geo.Point{p.Lon() + 0.1, p.Lat()})(&s)
			assumed(o.Areas[0])(&s)
		default:
			at(p)(&s)
			assumed(o.Areas[0])(&s)
		}
		all = append(all, s)
	}
	return all
}
