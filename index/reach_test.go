package index_test

import (
	"math"
	"testing"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

// codes that the tests speak of
const (
	leeds             geo.AreaCode = "E08000035"
	bradford          geo.AreaCode = "E08000032"
	westYorkshire     geo.AreaCode = "E47000003"
	yorkshire         geo.AreaCode = "E12000003"
	northLincolnshire geo.AreaCode = "E06000013"
	manchester        geo.AreaCode = "E08000003"
	trafford          geo.AreaCode = "E08000009"
	salford           geo.AreaCode = "E08000006"
	buckinghamshire   geo.AreaCode = "E06000060"
	england           geo.AreaCode = "E92000001"
	wales             geo.AreaCode = "W92000004"
	scotland          geo.AreaCode = "S92000003"
	edinburgh         geo.AreaCode = "S12000036"
	northernIreland   geo.AreaCode = "N92000002"
	belfast           geo.AreaCode = "N09000003"
	britain           geo.AreaCode = "K03000001"
	isleOfMan         geo.AreaCode = "M83000003"
	unitedKingdom     geo.AreaCode = "K02000001"
	aWardOfLeeds      geo.AreaCode = "E05012345"
)

// hidden stands for a service that a search from somewhere does not show.
const hidden index.Reach = "not shown"

// TestReach is DESIGN.md, "Where: near me, or serves me", rule by rule. Searches are for anything within five miles, by way
// of a store, so that what the store withholds is withheld here too.
func TestReach(t *testing.T) {
	from := func(postcode string) geo.Place { return find(t, postcode) }
	inPerson, byPhone := byWay(data.InPerson), byWay(data.ByPhone)
	ls := from("LS1 4AP")
	type seen map[string]index.Reach // from a postcode
	rows := []struct {
		rule string
		told []told
		seen seen
	}{
		// Near.
		{"near, its known area covers", []told{at(north(ls, 2)), serving(leeds), inPerson}, seen{"LS1 4AP": index.Near, "DN15 6XP": hidden}},
		{"near, one of its known areas covers", []told{at(north(ls, 2)), serving(bradford, leeds), inPerson}, seen{"LS1 4AP": index.Near}},
		{"near, but it serves another council's residents", []told{at(north(ls, 0.3)), serving(bradford), inPerson}, seen{"LS1 4AP": hidden}},
		{"near, but it serves another council's residents, also by phone", []told{at(north(ls, 0.3)), serving(bradford), byPhone}, seen{"LS1 4AP": hidden}},
		{"near, area unsaid", []told{at(north(ls, 2)), inPerson}, seen{"LS1 4AP": index.Near, "DN15 6XP": hidden}},
		{"near, area assumed and covering", []told{at(north(ls, 2)), assumed(leeds), inPerson}, seen{"LS1 4AP": index.Near}},
		{"near, area assumed and another's", []told{at(north(ls, 2)), assumed(bradford), inPerson}, seen{"LS1 4AP": index.Near}},
		{"near, known area the whole nation", []told{at(north(ls, 2)), serving(england), inPerson}, seen{"LS1 4AP": index.Near, "DN15 6XP": hidden, "EH1 1YZ": hidden}},
		{"near, known area another nation", []told{at(north(ls, 2)), serving(scotland), inPerson}, seen{"LS1 4AP": hidden}},
		{"near, serves a ward, and which ward one is in is not known", []told{at(north(ls, 2)), serving(aWardOfLeeds), inPerson}, seen{"LS1 4AP": index.Near, "DN15 6XP": hidden}},
		{"near, and the way is not said", []told{at(north(ls, 2)), serving(leeds)}, seen{"LS1 4AP": index.Near}},
		{"near, although one would ring", []told{at(north(ls, 2)), serving(england), byPhone}, seen{"LS1 4AP": index.Near, "DN15 6XP": index.Nation}},

		// In person at a place beyond the radius.
		{"beyond the radius, in the council it serves", []told{in("LS29 9AA"), serving(bradford), inPerson}, seen{"BD1 1AA": index.Area, "LS1 4AP": hidden}},
		{"beyond the radius, in the council it serves, north of Leeds", []told{at(north(ls, 6)), serving(leeds), inPerson}, seen{"LS1 4AP": index.Area}},
		{"beyond the radius, its council assumed", []told{at(north(ls, 6)), assumed(leeds), inPerson}, seen{"LS1 4AP": index.Area}},
		{"beyond the radius, outside the council it serves", []told{in("S1 2HH"), serving(leeds), inPerson}, seen{"LS1 4AP": hidden}},
		{"beyond the radius, serves several councils at once", []told{in("BD1 1AA"), serving(westYorkshire), inPerson}, seen{"LS1 4AP": index.Area, "DN15 6XP": hidden}},
		{"beyond the radius, serves a region", []told{in("S1 2HH"), serving(yorkshire), inPerson}, seen{"LS1 4AP": hidden, "S1 4AA": index.Near}},
		{"beyond the radius, serves a nation", []told{in("S1 2HH"), serving(england), inPerson}, seen{"LS1 4AP": hidden, "S1 4AA": index.Near}},
		{"beyond the radius, serves the United Kingdom", []told{in("S1 2HH"), serving(unitedKingdom), inPerson}, seen{"LS1 4AP": hidden, "S1 4AA": index.Near}},
		{"beyond the radius, a wider area assumed", []told{in("S1 2HH"), assumed(england), inPerson}, seen{"LS1 4AP": hidden, "S1 4AA": index.Near}},
		{"beyond the radius, area unsaid", []told{in("S1 2HH"), inPerson}, seen{"LS1 4AP": hidden, "S1 4AA": index.Near}},

		// By phone, online or at home.
		{"by phone, a council", []told{serving(leeds), byPhone}, seen{"LS1 4AP": index.Area, "BD1 1AA": hidden, "DN15 6XP": hidden}},
		{"at home, a council", []told{serving(leeds), byWay(data.HomeVisit)}, seen{"LS1 4AP": index.Area, "BD1 1AA": hidden}},
		{"by phone, a combined authority", []told{serving(westYorkshire), byPhone}, seen{"LS1 4AP": index.Area, "BD1 1AA": index.Area, "S1 2HH": hidden}},
		{"online, a region", []told{serving(yorkshire), byWay(data.Online)}, seen{"LS1 4AP": index.Area, "DN15 6XP": index.Area, "M15 5JB": hidden}},
		{"by text, a nation", []told{serving(england), byWay(data.ByText)}, seen{"LS1 4AP": index.Nation, "EH1 1YZ": hidden, "CF10 1AA": hidden, "BT1 5GS": hidden}},
		{"by phone, Great Britain", []told{serving(britain), byPhone}, seen{"LS1 4AP": index.Nation, "EH1 1YZ": index.Nation, "BT1 5GS": hidden}},
		{"by phone, the United Kingdom", []told{serving(unitedKingdom), byPhone}, seen{"LS1 4AP": index.UK, "EH1 1YZ": index.UK, "CF10 1AA": index.UK, "BT1 5GS": index.UK, "IM1 1AA": hidden}},
		{"by phone, several nations", []told{serving(england, wales), byPhone}, seen{"LS1 4AP": index.Nation, "CF10 1AA": index.Nation, "EH1 1YZ": hidden}},
		{"by phone, the smallest of its areas counts", []told{serving(unitedKingdom, leeds), byPhone}, seen{"LS1 4AP": index.Area, "BD1 1AA": index.UK}},
		{"by phone and in person far away, a region", []told{in("S1 2HH"), serving(yorkshire), byWay(data.InPerson, data.ByPhone)}, seen{"LS1 4AP": index.Area, "S1 4AA": index.Near}},
		{"by phone from far away, a nation", []told{in("NW1 2DB"), serving(england), byPhone}, seen{"LS1 4AP": index.Nation, "NW1 2DB": index.Near}},

		// No place.
		{"no place, area assumed", []told{assumed(northLincolnshire)}, seen{"DN15 6XP": index.Area, "LS1 4AP": hidden}},
		{"no place, in person, area assumed", []told{assumed(northLincolnshire), inPerson}, seen{"DN15 6XP": index.Area, "LS1 4AP": hidden}},
		{"no place, serves a nation", []told{serving(england)}, seen{"DN15 6XP": index.Nation, "EH1 1YZ": hidden}},
		{"neither point nor area", nil, seen{"LS1 4AP": hidden, "DN15 6XP": hidden, "BT1 5GS": hidden, "": index.None}},
		{"neither point nor area, by phone", []told{byPhone}, seen{"LS1 4AP": hidden, "": index.None}},
		{"an address that cannot be placed, area unsaid", []told{in("nowhere"), inPerson}, seen{"LS1 4AP": hidden, "": index.None}},
		{"an address that cannot be placed, a council", []told{in("nowhere"), inPerson, serving(leeds)}, seen{"LS1 4AP": index.Area, "BD1 1AA": hidden}},

		// Places to which nobody goes.
		{"a postal address is never near", []told{place("postal", data.Location{Type: data.Postal, Address: data.Address{Postcode: "LS1 4AP"}})}, seen{"LS1 4AP": hidden, "": index.None}},
		{"a postal address hides no one who serves the nation", []told{serving(england), place("postal 2", data.Location{Type: data.Postal, Address: data.Address{Postcode: "LS1 4AP"}})}, seen{"LS1 4AP": index.Nation, "EH1 1YZ": hidden}},
		{"a virtual place is no place", []told{serving(england), place("zoom", data.Location{Type: data.Virtual, Name: "Zoom"})}, seen{"LS1 4AP": index.Nation}},

		// Withheld places.
		{"withheld, area assumed", []told{assumed(yorkshire), inPerson, place("refuge 1", data.Location{Withheld: true, Address: data.Address{Postcode: "LS2 7HY"}})}, seen{"LS1 4AP": index.Area, "BD1 1AA": hidden, "DN15 6XP": hidden, "": index.None}},
		{"withheld, known area its council", []told{serving(leeds), inPerson, place("refuge 2", data.Location{Withheld: true, Address: data.Address{Postcode: "LS2 7HY"}})}, seen{"LS1 4AP": index.Area, "BD1 1AA": hidden}},
		{"withheld, known area a nation", []told{serving(england), inPerson, place("refuge 3", data.Location{Withheld: true, Point: &data.Coordinates{Latitude: ls.Point.Lat(), Longitude: ls.Point.Lon()}})}, seen{"LS1 4AP": index.Area, "BD1 1AA": hidden}},
		{"withheld, serves another council", []told{serving(bradford), inPerson, place("refuge 4", data.Location{Withheld: true, Address: data.Address{Postcode: "LS2 7HY"}})}, seen{"LS1 4AP": hidden, "BD1 1AA": hidden}},
		{"withheld, nothing said", []told{inPerson, place("refuge 5", data.Location{Withheld: true, Address: data.Address{Postcode: "LS2 7HY"}})}, seen{"LS1 4AP": hidden, "": index.None}},

		// Nations and islands.
		{"a Scottish council", []told{serving(edinburgh), byPhone}, seen{"EH1 1YZ": index.Area, "G1 1XQ": hidden, "LS1 4AP": hidden}},
		{"Northern Ireland, by phone", []told{serving(northernIreland), byPhone}, seen{"BT1 5GS": index.Nation, "LS1 4AP": hidden}},
		{"Belfast, where one's council is not known", []told{in("BT1 1AA"), serving(belfast), inPerson}, seen{"BT1 5GS": index.Near, "LS1 4AP": hidden}},
		{"the Isle of Man", []told{serving(isleOfMan), byPhone}, seen{"IM1 1AA": index.Nation, "LS1 4AP": hidden}},
		{"near on the Isle of Man", []told{in("IM1 2AA"), inPerson}, seen{"IM1 1AA": index.Near}},

		// A sector in two councils is covered by either.
		{"a straddling sector, the first council", []told{serving(manchester), byPhone}, seen{"M15 5JB": index.Area}},
		{"a straddling sector, the second council", []told{serving(trafford), byPhone}, seen{"M15 5JB": index.Area}},
		{"a straddling sector, a third council", []told{serving(salford), byPhone}, seen{"M15 5JB": hidden}},

		// Codes of councils that are no more.
		{"an old code, by phone", []told{serving("E07000005"), byPhone}, seen{"HP22 4PE": index.Area, "LS1 4AP": hidden}},
		{"an old code, near", []told{in("HP22 4AA"), serving("E07000005"), inPerson}, seen{"HP22 4PE": index.Near}},
		{"an old code, assumed", []told{assumed("E07000004")}, seen{"HP22 4PE": index.Area}},
	}
	kept := openStore(t)
	for _, row := range rows {
		submit(t, kept, service(row.rule, row.told...))
	}
	x := indexOf(t, kept)
	answers := map[string]map[data.ServiceID]index.Result{}
	results := func(postcode string) map[data.ServiceID]index.Result {
		if answers[postcode] == nil {
			answers[postcode] = map[data.ServiceID]index.Result{}
			r := index.Request{Within: 5}
			if postcode != "" {
				o := from(postcode)
				r.Origin = &o
			}
			for _, found := range search(t, x, r).Results {
				answers[postcode][found.Service] = found
			}
		}
		return answers[postcode]
	}
	for _, row := range rows {
		for postcode, want := range row.seen {
			got := hidden
			result, shown := results(postcode)[idOf(row.rule)]
			if shown {
				got = result.Reach
			}
			if got != want {
				t.Errorf("%s: from %q it is %q, want %q", row.rule, postcode, got, want)
			}
			if near := result.Distance != nil; got == index.Near && !near {
				t.Errorf("%s: near %q without a distance", row.rule, postcode)
			}
		}
	}
}

// TestAssumed promises that an area which the service did not say is marked so, and one that it said is not.
func TestAssumed(t *testing.T) {
	o := find(t, "DN15 6XP")
	all := []data.Submission{
		service("assumed", assumed(northLincolnshire)),
		service("said", serving(northLincolnshire)),
		service("near, assumed and covering", at(north(o, 1)), assumed(northLincolnshire)),
		service("near, assumed and elsewhere", at(north(o, 1)), assumed(leeds)),
	}
	want := map[string]struct {
		assumed bool
		area    geo.AreaCode
	}{
		"assumed":                     {true, northLincolnshire},
		"said":                        {false, northLincolnshire},
		"near, assumed and covering":  {true, northLincolnshire},
		"near, assumed and elsewhere": {false, ""},
	}
	a := search(t, indexOver(t, all...), index.Request{Origin: &o, Within: 5})
	for i, name := range names(a, all...) {
		if r := a.Results[i]; r.Assumed != want[name].assumed || r.Area != want[name].area {
			t.Errorf("%s: assumed %v, area %q; want %+v", name, r.Assumed, r.Area, want[name])
		}
	}
	if a.Total != len(all) {
		t.Errorf("%d services, want %d", a.Total, len(all))
	}
}

// TestWithheldPlace promises that nothing tells where a withheld place is: no distance, no order by distance, and no word
// of its address finds it.
func TestWithheldPlace(t *testing.T) {
	kept := openStore(t)
	submit(t, kept, service("Safe house", assumed(leeds), place("refuge", data.Location{
		Withheld: true, Name: "Larkspur", Address: data.Address{Line1: "7 Secretgate", City: "Leeds", Postcode: "LS2 7HY"},
		Point: &data.Coordinates{Latitude: 53.8012, Longitude: -1.5402},
	})))
	x := indexOf(t, kept)
	for _, postcode := range []string{"LS2 7HY", "LS1 4AP", "LS29 6AA"} {
		o := find(t, postcode)
		a := search(t, x, index.Request{Origin: &o, Within: index.MaxWithin, Sort: index.ByDistance})
		for _, r := range a.Results {
			if r.Distance != nil || r.Reach == index.Near {
				t.Errorf("from %s: reach %q, distance %v", postcode, r.Reach, r.Distance)
			}
		}
		if postcode[:3] == "LS2" && a.Total != 1 && o.Areas[0] == leeds {
			t.Errorf("from %s: %d services", postcode, a.Total)
		}
	}
	lerwick := find(t, "ZE1 0AA") // so that a postcode among the words is not where the search is from
	for _, words := range []string{"Larkspur", "Secretgate", "LS2 7HY", "7HY", "7"} {
		if a := search(t, x, index.Request{Text: words, Origin: &lerwick}); a.Total != 0 {
			t.Errorf("%q finds it", words)
		}
		if a := search(t, x, index.Request{Text: words}); a.Total != 0 && a.Where.Place == nil {
			t.Errorf("%q finds it", words)
		}
	}
}

// TestDistanceIsExact promises that display and filter never disagree: everything within the radius is near, nothing
// beyond it, and the distance is that of [geo.Distance].
func TestDistanceIsExact(t *testing.T) {
	o := find(t, "LS1 4AP")
	var all []data.Submission
	points := map[data.ServiceID]geo.Point{}
	for i := range 60 {
		angle, miles := float64(i)*0.7, 2.9+float64(i)*0.004
		p := geo.Point{o.Point.Lon() + miles/41*math.Cos(angle), o.Point.Lat() + miles/69.1*math.Sin(angle)}
		s := service(string(rune('A'+i%26))+string(rune('a'+i/26)), at(p))
		points[s.Service.Doc.ID] = p
		all = append(all, s)
	}
	x := indexOver(t, all...)
	for _, within := range []geo.Miles{2.9, 3, 3.05, 3.14} {
		found := map[data.ServiceID]geo.Miles{}
		for _, r := range search(t, x, index.Request{Origin: &o, Within: within}).Results {
			found[r.Service] = *r.Distance
		}
		for id, p := range points {
			want := geo.Distance(o.Point, p)
			got, near := found[id]
			if near != (want <= within) || near && got != want {
				t.Errorf("within %v: a place at %v is near: %v, at %v", within, want, near, got)
			}
		}
	}
}
