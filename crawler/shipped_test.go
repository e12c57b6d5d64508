package crawler

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
	"fingerpost/data/table"
	"fingerpost/geo"

	gocmp "github.com/google/go-cmp/cmp"
)

// shippedSources are the sources that ship, by key, and the mappings.
func shippedSources(t *testing.T) (map[string]Source, []table.Mapping) {
	t.Helper()
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	names, err := files.YAML("sources")
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string]Source{}
	for _, name := range names {
		b, err := files.File(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := ReadSource(name, b)
		if err != nil {
			t.Fatal(err)
		}
		if name != "sources/"+string(s.Key)+".yaml" {
			t.Errorf("%s is not named for its key, %s: a file of the operator's could not be laid over it", name, s.Key)
		}
		sources[string(s.Key)] = s
	}
	mappings, err := files.Mappings()
	if err != nil {
		t.Fatal(err)
	}
	return sources, mappings
}

// TestShippedSources: nothing that ships is read unasked, quickly or often, and what has no licence is shown to nobody before
// a person has looked at it.
func TestShippedSources(t *testing.T) {
	sources, mappings := shippedSources(t)
	if len(sources) < 10 {
		t.Fatalf("%d sources ship", len(sources))
	}
	for key, s := range sources {
		if !s.OnRequest {
			t.Errorf("%s is read without being named", key)
		}
		if area, ok := geo.AreaByCode(s.Area); !ok || area.Name == "" {
			t.Errorf("%s: no area %s", key, s.Area)
		}
		if s.Licence == "" || strings.HasPrefix(s.Licence, "not ") != s.Review {
			t.Errorf("%s: licence %q, review %t", key, s.Licence, s.Review)
		}
		if s.Every < 24*60*60*1e9 || s.Pace < 2e9 || s.AllowPrivate {
			t.Errorf("%s: every %s, pace %s", key, s.Every, s.Pace)
		}
		for _, start := range s.Start {
			if start.Scheme != "https" {
				t.Errorf("%s: %s", key, start)
			}
		}
		has := func(m table.Mapping) bool { return m.Name == s.Mapping }
		if s.Kind == KindTable && !slices.ContainsFunc(mappings, has) {
			t.Errorf("%s: no mapping %q", key, s.Mapping)
		}
		file, err := os.ReadFile(filepath.Join("../data/content/sources", key+".yaml"))
		if err != nil || !strings.Contains(string(file), "# Address") {
			t.Errorf("%s does not say where its address was found: %v", key, err)
		}
	}
}

// TestShippedSourcesAreRead reads each source that ships, with a file of the published shape in its place, into a store.
func TestShippedSourcesAreRead(t *testing.T) {
	sources, mappings := shippedSources(t)
	const (
		v3      = "open-referral-3.json"
		v1      = "open-referral-1.json"
		outpost = "open-referral-outpost.json"
	)
	clubs := []string{
		"Daisy Club; Daisy Club Trust; 0113 496 0701; LS1 4AP; ", "Erica Club; Erica Club Trust; 0113 496 0702; LS1 4AP; E08000035",
		"Flax Club; Flax Club Trust; 0113 496 0703; LS1 4AP; ", "Gentian Club; Gentian Club Trust; 0113 496 0704; LS1 4AP; ",
		"Hazel Club; Hazel Club Trust; 0113 496 0705; ; ",
	}
	without := func(area string) (out []string) {
		for _, c := range clubs {
			out = append(out, strings.TrimSuffix(c, area))
		}
		return out
	}
	for key, c := range map[string]struct {
		files   []string // page by page
		refused int
		want    []string // name; organization; telephone numbers; postcodes; areas
	}{
		"aliss": {[]string{"aliss-1.json", "aliss-2.json", "aliss-3.json"}, 0, []string{
			"Money Matters by Phone; Clyde Advice; 0141 496 0102; ; S12000049 S12000047",
			"Repair Cafe; Mend It; 0131 496 0105; EH1 1YZ; ",
			"Scotland's Listening Line; Listen Scotland; 0131 496 0104; ; S92000003",
			"Tea and Company; Lothian Neighbours; 0131 496 0101; EH1 1YZ EH6 5AA; ",
			"Walking Football; Forth Sports; ; EH1 1YZ; ",
		}},
		"give-food": {[]string{"give-food.csv"}, 0, []string{
			"Alder Valley Birch Chapel food bank; Alder Valley food bank; 0113 496 0201; S1 2HE; ",
			"Alder Valley Cedar Villages food bank; Alder Valley food bank; 0113 496 0203; ; ",
			"Alder Valley food bank; Alder Valley food bank; 0113 496 0201; LS1 4AP; ",
			"Dee Pantry; Dee Pantry; 0131 496 0204 0131 496 0205; EH1 1YZ; ",
			"Foyle food bank; Foyle food bank; 028 9649 6206; BT48 7AB; ",
		}},
		"nhs-gp-practices": {[]string{"nhs-gp-practices.csv"}, 2, []string{
			"ELM TREE SURGERY; ELM TREE SURGERY; 0113 496 0301; LS1 4AP; ", "FERN HILL PRACTICE; FERN HILL PRACTICE; 0114 496 0302; S1 2HE; ",
			"IVY HOUSE MEDICAL CENTRE; IVY HOUSE MEDICAL CENTRE; 029 2018 0305; CF10 2AF; ",
		}},
		"nhs-pharmacies": {[]string{"nhs-pharmacies.csv"}, 1, []string{
			"JUNIPER PHARMACY; JUNIPER PHARMACY; 0113 496 0401; LS1 4AP; ", "KIND & CO pharmacy; KIND & CO; 0114 496 0402; S1 2HE; ",
			"MAPLE DISPENSARY; MAPLE DISPENSARY; 0114 496 0404; S1 2HE; ", "NUTMEG pharmacy; NUTMEG; 029 2018 0405; CF10 2AF; ",
		}},
		"libraries-england": {[]string{"libraries-england.csv"}, 1, []string{
			"Mobile Library North; Leeds libraries; ; ; E08000035", "Oakfield library; Leeds libraries; ; LS1 4AP; ",
			"Quince Community Library; Sheffield libraries; ; S1 2HE; ", "Rowan Archive; Sheffield libraries; ; S1 2HE; ",
		}},
		"warm-spaces-causeway": {[]string{"warm-spaces-causeway.json"}, 0, []string{
			"Sage Hall; ; 028 9649 6501; BT52 1AA; ", "Thyme Hall; ; ; BT56 8AA; ", "Umber Hall; ; 028 9649 6503; BT53 6AA; ",
			"Violet Hall; ; ; BT54 6AA; ", "Willow Hall; ; ; BT49 0AA; ",
		}},
		"warm-spaces-vale-of-glamorgan": {[]string{"warm-spaces-vale-of-glamorgan.json"}, 0, []string{
			"Aster Hall; ; ; ; ", "Bryony Centre; ; 029 2018 0604; ; ", "Clover Rooms; ; ; ; ", "Yarrow Library; ; 029 2018 0601; ; ", "Zinnia Chapel; ; ; ; ",
		}},
		"open-referral-shropshire":         {[]string{v3}, 0, clubs},
		"open-referral-bristol":            {[]string{v3}, 0, clubs},
		"open-referral-north-lincolnshire": {[]string{v3}, 0, clubs},
		"open-referral-dorset":             {[]string{v3}, 0, clubs},
		"open-referral-open-sessions":      {[]string{v3}, 0, clubs},
		"open-referral-southampton":        {[]string{v1}, 0, clubs},
		"open-referral-cqc":                {[]string{v1}, 0, clubs},
		"open-referral-buckinghamshire":    {[]string{outpost}, 0, without("E08000035")},
	} {
		t.Run(key, func(t *testing.T) {
			src, ok := sources[key]
			delete(sources, key)
			if !ok {
				t.Fatal("it does not ship")
			}
			kept, summary := readShipped(t, src, mappings, c.files)
			if summary.Rejected != c.refused || summary.Created != len(c.want) || summary.Partial || summary.Errors > 0 || summary.Pages == 0 {
				t.Errorf("%+v", summary)
			}
			listings := allListings(t, kept)
			if d := gocmp.Diff(c.want, told(listings)); d != "" {
				t.Error("what is kept (-want +got):", d)
			}
			checked := cmp.Or(src.Dated, data.DateOf(readAt))
			for _, l := range listings {
				if l.Checked() != checked {
					t.Errorf("%s was last vouched for on %s, want %s", l.Service.Name, l.Checked(), checked)
				}
			}
		})
	}
	for key := range sources {
		t.Errorf("nothing tries to read %s", key)
	}
}

// readShipped reads a source from files on this machine.
func readShipped(t *testing.T, src Source, mappings []table.Mapping, files []string) (*store.Store, Summary) {
	t.Helper()
	site := newTown(t, nil)
	for _, start := range src.Start {
		at, last := *start, 0
		if src.Kind == KindFeed {
			at = *at.JoinPath("services")
		}
		site.pages = map[string]http.HandlerFunc{at.Path: func(w http.ResponseWriter, r *http.Request) {
			n := 0
			if p := r.URL.Query().Get(cmp.Or(src.Pages, "page")); p != "" {
				fmt.Sscan(p, &n)
				n--
			}
			if n != last && n != last+1 || n >= len(files) {
				t.Errorf("page %d was asked for after page %d", n+1, last+1)
				return
			}
			last = n
			http.ServeFile(w, r, filepath.Join("testdata/shipped", files[n]))
		}}
	}
	local, err := url.Parse(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	for i, start := range src.Start {
		at := *start
		at.Scheme, at.Host = local.Scheme, local.Host
		src.Start[i] = &at
	}
	kept, err := store.OpenFolder(t.Context(), t.TempDir(), func() time.Time { return readAt })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	about := src.Data()
	about.Review = false // so that it can be looked at
	in := &Intake{Store: kept, Source: about, Kind: "crawl", Input: about.URL}
	if err := in.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	src.Details = false // its list is whole here
	reading := data.Reading{Source: about, ReadAt: readAt, Live: true}
	summary, err := in.End(t.Context(), ReadData(t.Context(), src, testClient(fetch.Options{}), in, reading, mappings))
	if err != nil {
		t.Fatal(err)
	}
	return kept, summary
}

func allListings(t *testing.T, kept *store.Store) []data.Listing {
	t.Helper()
	ids, err := kept.ServiceIDs(t.Context(), "", 100)
	if err != nil {
		t.Fatal(err)
	}
	listings, err := kept.Listings(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	return listings
}

// told is of each listing its name, organization, numbers, postcodes and areas.
func told(listings []data.Listing) (out []string) {
	for _, l := range listings {
		var numbers, postcodes, areas []string
		for _, p := range l.Service.Phones {
			numbers = append(numbers, p.Number)
		}
		for _, place := range l.Locations {
			if place.Address.Postcode != "" {
				postcodes = append(postcodes, place.Address.Postcode)
			}
		}
		for _, a := range l.Service.Areas {
			areas = append(areas, string(a.Code))
		}
		out = append(out, strings.Join([]string{l.Service.Name, l.Organization.Name, strings.Join(numbers, " "), strings.Join(postcodes, " "), strings.Join(areas, " ")}, "; "))
	}
	slices.Sort(out)
	return out
}
