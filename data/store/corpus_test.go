package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"fingerpost/data"
)

// corpus is a made-up country to match in: towns of unequal size, chains with hundreds of branches, federations with a charity
// in each town, groups that share halls, and sources of which each tells of a part of it in its own spelling. The same seed
// gives the same country.
type corpus struct {
	*rand.Rand
	towns  []town
	said   [][]saying // by source
	told   int
	things int
}

type town struct {
	name, outward string
	at            data.Coordinates
	venues        []venue
}

type venue struct {
	name, street, postcode string // name is empty for a house with a number alone
	house                  int
	town                   *town
	at                     data.Coordinates
}

// runner is who runs things.
type runner struct{ name, number, site, phone string }

// thing is a service as it really is.
type thing struct {
	id     int
	name   string
	topic  data.TopicID
	phone  string
	day    string
	where  *venue // nil: by phone
	run    runner
	secret bool
}

// saying is that a source tells of a thing. Its spelling depends on nothing but the two and the seed.
type saying struct {
	thing thing
	seed  uint64
}

const seedOfCorpus = 1847

// The kinds of sources. Those of councils are for a part of the towns each.
const (
	ofChains = iota
	ofLibraries
	voluntary
	ofHalls
	ofWarmth
	firstCouncil
	councils = 6
)

// corpusSources are the sources of a corpus, in the order in which they are taken in.
func corpusSources() (list []data.Source) {
	for _, key := range []data.SourceKey{"chains", "libraries", "voluntary", "halls", "warmth"} {
		list = append(list, data.Source{Key: key, Kind: data.SourceTable, Area: "E92000001"})
	}
	for i := range councils {
		list = append(list, data.Source{Key: data.SourceKey(fmt.Sprint("council-", i)), Kind: data.SourceFeed, Area: "E92000001"})
	}
	return list
}

// The parts of names. Rare words are made of two of them, so that there are some thousands.
var (
	beginnings = strings.Fields("Ash Bar Birk Brad Carl Chel Dun El Far Gar Hart Hol Ilk Kel Lang Lut Mar Nor Oak Pem Quar Rad Rip Sel Shef Tad Thorn Ul Wal Wen Whit Yar")
	endings    = strings.Fields("bury by combe den field ford gate ham hurst ley low mere minster mouth ness ock port shaw stead thorpe ton vale ward wick worth")
	givens     = strings.Fields("Mary John Peter Anne Luke Mark Paul Michael Andrew George James Thomas Margaret Barnabas Chad Cuthbert Oswald Hilda")
	streets    = strings.Fields("Road Street Lane Avenue Close Way Drive Place")
	sorts      = []string{"Community Centre", "Village Hall", "Methodist Church", "Memorial Hall", "Leisure Centre", "Children's Centre", "Health Centre", "Baptist Church", "Working Men's Club", "Primary School"}
	sessions   = []string{"Coffee Morning", "Toddler Group", "Lunch Club", "Food Bank", "Warm Space", "Tai Chi", "Knit & Natter", "Carers' Group", "Bereavement Café", "Youth Club", "Walking Group", "Singing for the Brain", "Chair Exercise", "Art Class", "Men's Shed", "Debt Advice", "Dementia Café", "Repair Café", "Stay and Play", "Befriending"}
	federated  = []string{"Mind in %s", "Neighbours Together %s", "%s Citizens Advice Bureau", "Kith and Kin %s", "Homestead %s", "Relay %s", "%s Carers' Trust", "Shelterbox %s"}
	weekdays   = strings.Fields("MO TU WE TH FR SA")
)

// newCorpus makes as many things as are told of in so many records.
func newCorpus(records int) *corpus {
	c := &corpus{Rand: rand.New(rand.NewPCG(seedOfCorpus, 0)), said: make([][]saying, firstCouncil+councils)}
	c.build(min(160, 5+records/100))
	for i, n := range []int{11, 8, 6, 4, 3, 2, 2, 1, 1, 1} { // of a hundred records
		name := c.rare() + []string{"", " & " + c.rare(), " Pharmacy", "s Chemist"}[i%4]
		c.branches(name, records*n/300)
	}
	for i := range records / 25 {
		at := c.somewhere()
		run := runner{name: at.name + " Libraries", site: "https://" + strings.ToLower(at.name) + ".example.gov.uk"}
		c.add(thing{name: c.rareIn(i) + " Library", topic: "libraries", phone: c.number(), where: c.house(at, ""), run: run}, ofLibraries, 95, at, 60)
	}
	for _, form := range federated {
		for i := range c.towns {
			c.groupsOf(&c.towns[i], runner{name: fmt.Sprintf(form, c.towns[i].name), number: c.charity(), phone: c.number()}, 3+c.IntN(4))
		}
	}
	for c.told < records {
		at := c.somewhere()
		run := runner{name: c.rare() + " " + pick(c, []string{"Trust", "Project", "Group", "Community Association", "CIC", "Ltd"})}
		if c.IntN(3) == 0 {
			run.number = c.charity()
		}
		if c.IntN(2) == 0 {
			run.phone, run.site = c.number(), "https://www."+strings.ReplaceAll(strings.ToLower(run.name), " ", "")+".example.org"
		}
		c.groupsOf(at, run, 1+int(c.ExpFloat64()*1.2))
	}
	return c
}

// build lays towns out, the first the largest, with halls of which some are far busier than others.
func (c *corpus) build(towns int) {
	areas := strings.Fields("LS BD HX HD WF S DN HU YO M OL BL WN SK")
	c.towns = make([]town, towns)
	for i := range c.towns {
		t := &c.towns[i]
		t.name, t.outward = c.rareIn(i*7), fmt.Sprint(areas[i%len(areas)], 1+i/len(areas))
		t.at = data.Coordinates{Latitude: 53 + c.Float64(), Longitude: -2.5 + 1.5*c.Float64()}
		for range 4 + 200/(1+i) {
			v := c.house(t, pick(c, []string{"St " + pick(c, givens) + "'s", t.name, c.rare()})+" "+pick(c, sorts))
			t.venues = append(t.venues, *v)
		}
	}
}

func (c *corpus) house(t *town, name string) *venue {
	v := &venue{name: name, street: c.rare() + " " + pick(c, streets), house: 1 + c.IntN(180), town: t}
	v.postcode = fmt.Sprintf("%s %d%c%c", t.outward, c.IntN(10), pick(c, []rune("ABDEFGHJLN")), pick(c, []rune("ABDEFGHJLNPQRSTUWXYZ")))
	v.at = data.Coordinates{Latitude: t.at.Latitude + 0.03*c.Float64(), Longitude: t.at.Longitude + 0.05*c.Float64()}
	return v
}

// branches opens the branches of a chain of pharmacies. Its national list has them all.
func (c *corpus) branches(name string, many int) {
	for i := range many {
		at := c.somewhere()
		run := runner{name: name, number: fmt.Sprintf("F%c%03d", 'A'+i/1000, i%1000)}
		c.add(thing{name: name, topic: "pharmacies", phone: c.number(), where: c.house(at, ""), run: run}, ofChains, 100, at, 70)
	}
}

// groupsOf gives what someone runs in a town: in one hall most of it, and by phone a little.
func (c *corpus) groupsOf(t *town, run runner, many int) {
	home := &t.venues[c.zipf(len(t.venues))]
	for range many {
		one := thing{name: pick(c, sessions), where: home, run: run, secret: c.IntN(400) == 0}
		switch c.IntN(6) {
		case 0:
			one.name = t.name + " " + one.name
		case 1:
			one.name = c.rare() + " " + one.name
		}
		if c.IntN(4) == 0 {
			one.where = &t.venues[c.zipf(len(t.venues))]
		}
		if c.IntN(25) == 0 {
			one.where = nil
		}
		if c.IntN(2) == 0 {
			one.day = pick(c, weekdays)
		}
		if one.phone = run.phone; c.IntN(3) == 0 {
			one.phone = c.number()
		}
		other, percent := voluntary, 45
		switch c.IntN(5) {
		case 0:
			other = ofHalls
		case 1:
			other = ofWarmth
		}
		c.add(one, other, percent, t, 70)
	}
}

// add lets sources tell of a thing: one of the country, and that of the town's council.
func (c *corpus) add(one thing, of, percent int, t *town, percentOfCouncil int) {
	one.id = c.things
	c.things++
	at := slices.IndexFunc(c.towns, func(x town) bool { return x.name == t.name })
	for _, by := range []struct{ source, percent int }{{of, percent}, {firstCouncil + at%councils, percentOfCouncil}} {
		if c.IntN(100) < by.percent {
			c.said[by.source] = append(c.said[by.source], saying{one, c.Uint64()})
			c.told++
		}
	}
}

func pick[T any](c *corpus, list []T) T { return list[c.IntN(len(list))] }

// zipf is a number below n, the small ones far oftener.
func (c *corpus) zipf(n int) int { return min(int(c.ExpFloat64()*float64(n)/5), n-1) }

func (c *corpus) somewhere() *town { return &c.towns[c.zipf(len(c.towns))] }

func (c *corpus) rare() string { return c.rareIn(c.zipf(len(beginnings)*len(endings)) * 11) }

func (c *corpus) rareIn(i int) string {
	i %= len(beginnings) * len(endings)
	return beginnings[i%len(beginnings)] + endings[i/len(beginnings)]
}

func (c *corpus) charity() string { return fmt.Sprint(1100000 + c.IntN(99999)) }

// number is one of those that Ofcom keeps for dramas.
func (c *corpus) number() string {
	return fmt.Sprintf("%s%03d", pick(c, []string{"0113 496 0", "0114 496 0", "0121 496 0", "0131 496 0", "0151 496 0", "0161 496 0", "0117 496 0", "0118 496 0", "01632 960", "07700 900"}), c.IntN(1000))
}
