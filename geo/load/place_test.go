package load

import (
	"errors"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/names"

	"github.com/paulmach/orb"
)

// openNamesRow is a row of OS Open Names.
func openNamesRow(name1, name2, kind, size, easting, northing, district, county string) string {
	row := make([]string, onColumns)
	row[onID], row[1] = "osgb4000000074564391", "http://data.ordnancesurvey.co.uk/id/4000000074564391"
	row[onName1], row[onName2], row[onType], row[onSize] = name1, name2, kind, size
	row[onEasting], row[onNorthing], row[onDistrict], row[onCounty] = easting, northing, district, county
	return strings.Join(row, ",") + "\r\n"
}

var openNames = strings.Repeat(openNamesRow("Ilkley", "", "populatedPlace", "Town", "411700", "447700", "Bradford", ""), 5) +
	openNamesRow("LS1 4AP", "", "other", "Postcode", "429300", "433500", "", "") +
	openNamesRow("Leeds", "", "populatedPlace", "City", "430000", "433900", "Leeds", "") +
	openNamesRow("Casnewydd", "Newport", "populatedPlace", "City", "331000", "188000", "", "Casnewydd - Newport") +
	openNamesRow("Axbridge", "", "populatedPlace", "Town", "343000", "154500", "Sedgemoor", "Somerset") +
	openNamesRow(`"Bournemouth, East"`, "", "populatedPlace", "Suburban Area", "410000", "91500", "", `"Bournemouth, Christchurch and Poole"`) +
	openNamesRow("Westward Ho!", "", "populatedPlace", "Village", "243200", "129100", "Torridge", "Devon") +
	openNamesRow("Nowhere", "", "populatedPlace", "Hamlet", "0", "0", "", "") +
	openNamesRow("M1", "", "transportNetwork", "Section Of Named Road", "430000", "433900", "", "")

// geoNamesRow is a row of a country file of GeoNames.
func geoNamesRow(name, lat, lon, class, feature, country, district, population string) string {
	row := make([]string, gnColumns)
	row[gnID], row[gnName], row[gnLat], row[gnLon], row[gnClass] = "2644688", name, lat, lon, class
	row[gnFeature], row[gnCountry], row[gnDistrict], row[gnPopulation], row[gnChanged] = feature, country, district, population, "2025-02-26"
	return strings.Join(row, "\t") + "\n"
}

// ship has the program ship with other places during a test.
func ship(t *testing.T, places []names.Place) {
	t.Helper()
	shipped := shippedPlaces
	t.Cleanup(func() { shippedPlaces = shipped })
	shippedPlaces = func() []names.Place { return places }
}

// placesIn are the places in a data folder as "name|other kind district".
func placesIn(t testing.TB, dir string) []string {
	t.Helper()
	f, err := box.Read(dir, box.Places)
	if err != nil {
		t.Fatal(err)
	}
	table, err := names.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for p := range table.All() {
		all = append(all, strings.Join(allNames(p), "|")+" "+string(p.Kind)+" "+p.District)
	}
	return all
}

func TestPlaces(t *testing.T) {
	for name, test := range map[string]struct {
		input  string
		source string
		dated  string
		want   []string
		counts [2]int // records, usable
		refuse map[Reason]int
	}{
		"OS Open Names": {
			input:  filed(t, "zip", zipped(t, "Doc/readme.txt", "Read me, please.", "Data/ST26.csv", openNames)),
			source: "OS Open Names", counts: [2]int{11, 6}, refuse: map[Reason]int{NoPosition: 1, Duplicate: 4},
			want: []string{"Casnewydd|Newport c W06000022", "Leeds c E08000035", "Axbridge t E06000066", "Ilkley t E08000032",
				"Bournemouth, East s E06000058", "Westward Ho! v E07000046"},
		},
		"an extract": {
			input: filed(t, "extract", []byte("Pontypridd\tRhondda Cynon Taf - Rhondda Cynon Taf\tt\t51.6015\t-3.3425\nTrecceln\t\tt\t51.665\t-3.136\n"+
				"Axbridge\tSedgemoor\tt\t51.2872\t-2.8174\nAxbridge\t\tt\t51.288\t-2.8174\nEC4R\tCity of London\t\t51.5094\t-0.0877\n"+
				"Seacroft\tLeeds\ta\t53.82\t-1.46\nBournemouth\t\"Bournemouth, Christchurch and Poole\"\tt\t50.72\t-1.88\nDijon\t\tt\t47.32\t5.04\n"+
				strings.Repeat("Ilkley\tBradford\tt\t53.925\t-1.823\n", 9))),
			source: "OS Open Names", counts: [2]int{16, 6}, refuse: map[Reason]int{Outside: 1, Duplicate: 9},
			want: []string{"Axbridge t E06000066", "Bournemouth t E06000058", "Ilkley t E08000032", "Pontypridd t W06000016",
				"Trecelyn t W06000018", "Seacroft s E08000035"},
		},
		"GeoNames": {
			input: filed(t, "GB.txt", []byte(geoNamesRow("Leeds", "53.7965", "-1.5478", "P", "PPLA2", "GB", "H3", "455123")+
				geoNamesRow("Londonderry County Borough", "54.9972", "-7.3092", "P", "PPLA2", "GB", "N09000005", "83652")+
				geoNamesRow("Aire", "53.7", "-1.0", "H", "STM", "GB", "", "0")+geoNamesRow("Dunwich Old Town", "52.27", "1.63", "P", "PPLH", "GB", "", "0")+
				geoNamesRow("Gledhow", "53.82", "-1.52", "P", "PPLX", "GB", "", "0")+geoNamesRow("Calais", "50.95", "1.85", "P", "PPL", "FR", "", "7")+
				geoNamesRow("Saint Helier", "49.188", "-2.1049", "P", "PPLC", "JE", "", "28000")+geoNamesRow("Ely", "52.4", "0.26", "P", "PPL", "GB", "", "20"))),
			source: "GeoNames", dated: "2025-02-26", counts: [2]int{5, 5},
			want: []string{"Leeds t E08000035", "Londonderry t N09000005", "Saint Helier t L93000001", "Gledhow s E08000035", "Ely v E07000009"},
		},
		"a table of GeoNames": {
			input: filed(t, "gb.csv", []byte("\ufeffname,lat,lng,country,admin1,admin2\nMoy,54.45,-6.66667,GB,NIR,N09000002\n"+
				"\"Gledhow, Leeds\",53.82,-1.52,GB,ENG,H3\nPeel,54.22209,-4.69099,IM,9782188,\n")),
			source: "GeoNames", counts: [2]int{3, 3},
			want: []string{"Gledhow, Leeds v E08000035", "Moy v N09000002", "Peel v M83000003"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			ship(t, nil)
			r, err := Places(t.Context(), test.input, dir, Options{Now: time.Unix(1, 0)})
			if err != nil {
				t.Fatal(err)
			}
			if got := placesIn(t, dir); !slices.Equal(got, test.want) {
				t.Errorf("places %q\nwant %q", got, test.want)
			}
			if r.Source != test.source || r.Dated != test.dated || r.Records != test.counts[0] || r.Usable != test.counts[1] ||
				r.Bytes == 0 || len(r.Refused)+len(test.refuse) > 0 && !reflect.DeepEqual(r.Refused, test.refuse) {
				t.Errorf("report %+v", r)
			}
		})
	}
}

// TestPlacesRefused: an input that cannot be used leaves the table before it.
func TestPlacesRefused(t *testing.T) {
	ship(t, nil)
	row := "Ilkley\tBradford\tt\t53.925\t-1.823\n"
	many := row + "Otley\t\tt\t53.905\t-1.69\nMorley\t\tt\t53.745\t-1.6\nPudsey\t\tt\t53.796\t-1.66\n"
	for reason, input := range map[Reason]string{
		NotRecognised: filed(t, "text", []byte("Dear Sir or Madam,\nthere is no place like home.\n")),
		Mixed:         foldered(t, "a.csv", openNames, "b.txt", geoNamesRow("Leeds", "53.8", "-1.55", "P", "PPL", "GB", "", "1")),
		MostlyRefused: filed(t, "refused", []byte(row+strings.Repeat("Ilkley\tBradford\tt\t\t-1.823\n", 3))),
		Damaged:       filed(t, "long", []byte(row+strings.Repeat("x", maxTabbedLine+1))),
		Shrinks:       filed(t, "shrinks", []byte(row)),
		NotFound:      t.TempDir() + "/none",
	} {
		dir := t.TempDir()
		if _, err := Places(t.Context(), filed(t, "many", []byte(many)), dir, Options{}); err != nil {
			t.Fatal(err)
		}
		before := placesIn(t, dir)
		_, err := Places(t.Context(), input, dir, Options{})
		if wrong := new(InputError); !errors.As(err, &wrong) || wrong.Reason != reason || wrong.Where == "" {
			t.Errorf("%s: %v", reason, err)
		}
		if after := placesIn(t, dir); !slices.Equal(before, after) {
			t.Errorf("%s: the table was changed", reason)
		}
		if reason == Shrinks {
			if _, err := Places(t.Context(), input, dir, Options{Replace: true}); err != nil {
				t.Errorf("a smaller table that is asked for: %v", err)
			}
		}
	}
}

func TestWithShipped(t *testing.T) {
	at := func(lon, lat float64) orb.Point { return orb.Point{lon, lat} }
	shipped := []names.Place{
		{Name: "Newport", Others: []string{"Casnewydd"}, Kind: names.City, Point: at(-2.9967, 51.5879), District: "W06000022"},
		{Name: "Derry/Londonderry", Others: []string{"Derry", "Londonderry"}, Kind: names.City, Point: at(-7.3093, 54.9981), District: "N09000005"},
		{Name: "Moy", Kind: names.Village, Point: at(-6.66667, 54.45), District: "N09000002"},
		{Name: "Omagh", Kind: names.Town, Point: at(-7.3, 54.6), District: "N09000006"},
		{Name: "St Helier", Kind: names.Town, Point: at(-2.1049, 49.188), District: channelIslands},
		{Name: "St Anne", Kind: names.Town, Point: at(-2.2076, 49.7155), District: channelIslands},
	}
	for name, test := range map[string]struct {
		imported []names.Place
		want     []string
	}{
		"Great Britain": {
			imported: []names.Place{
				{Name: "Casnewydd", Kind: names.City, Point: at(-2.99, 51.58), District: "W06000022"},
				{Name: "Newport", Kind: names.Town, Point: at(-1.2937, 50.7002), District: "E06000046"},
			},
			want: []string{"Newport|Casnewydd c -2.99", "Newport t -1.2937", "Derry/Londonderry|Derry|Londonderry c -7.3093",
				"Moy v -6.66667", "Omagh t -7.3", "St Helier t -2.1049", "St Anne t -2.2076"},
		},
		"Northern Ireland and Jersey": {
			imported: []names.Place{
				{Name: "Derry", Kind: names.Village, Point: at(-7.31, 54.998), District: "N09000005"},
				{Name: "Londonderry", Kind: names.Village, Point: at(-7.308, 54.998), District: "N09000005"},
				{Name: "Saint Helier", Kind: names.Village, Point: at(-2.1, 49.19), District: channelIslands},
			},
			want: []string{"Derry/Londonderry|Derry|Londonderry c -7.31", "St Helier t -2.1", "Newport|Casnewydd c -2.9967", "Moy v -6.66667",
				"Omagh t -7.3", "St Anne t -2.2076"},
		},
		"a row from across the border": {
			imported: []names.Place{{Name: "Moy", Kind: names.Village, Point: at(-6.67, 54.45), District: "N09000002"}},
			want: []string{"Moy v -6.67", "Newport|Casnewydd c -2.9967", "Derry/Londonderry|Derry|Londonderry c -7.3093",
				"Omagh t -7.3", "St Helier t -2.1049", "St Anne t -2.2076"},
		},
	} {
		var got []string
		for _, p := range withShipped(test.imported, shipped) {
			got = append(got, strings.Join(allNames(p), "|")+" "+string(p.Kind)+" "+strconv.FormatFloat(p.Point.Lon(), 'g', -1, 64))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q\nwant %q", name, got, test.want)
		}
	}
}

// TestRealPlaces imports the shared gazetteers over the places that ship.
func TestRealPlaces(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole country takes some seconds, and minutes with the race detector")
	}
	const folder = "../../../shared/data/places/"
	for file, want := range map[string]int{"os_open_names_places.tsv": 43_000, "geonames_cities_gb_je_gg_im.csv": 4_600} {
		if _, err := os.Stat(folder + file); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatal(err)
			}
			t.Skipf("the gazetteers are not here: %v", err)
		}
		dir := t.TempDir()
		r, err := Places(t.Context(), folder+file, dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %+v", file, r)
		all := placesIn(t, dir)
		if r.Usable < want || len(all) < want {
			t.Errorf("%s: %d usable, %d places", file, r.Usable, len(all))
		}
		for _, needed := range []string{"Belfast|Béal Feirste c N09000003", "Newport|Casnewydd c W06000022", "Mountain Ash|Aberpennar t W06000016",
			"Kingston upon Hull|Hull c E06000010", "Derry/Londonderry|Derry|Londonderry|Doire c N09000005", "Douglas|Doolish c M83000003"} {
			if !slices.Contains(all, needed) {
				t.Errorf("%s: no %s", file, needed)
			}
		}
		unplaced := 0
		for _, p := range all {
			if strings.HasSuffix(p, " ") {
				unplaced++
			}
		}
		if unplaced*200 > len(all) {
			t.Errorf("%s: %d of %d places are in no district", file, unplaced, len(all))
		}
	}
}
