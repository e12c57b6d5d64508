package openreferral

import (
	"bytes"
	"encoding/json"
	flags "flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
)

var update = flags.Bool("update", false, "write the example anew")

// exportedFull is the full listing as an export reads it, told by a crawled page and a feed.
func exportedFull() data.Exported {
	l := full()
	l.Provenance = map[data.Level]map[string]data.Provenance{
		data.LevelService: {string(l.Service.ID): {Default: "page", Fields: map[string]data.RecordID{
			"phones/" + testID("p") + "/number": "feed", "schedules": "feed",
		}}},
		data.LevelOrganization: {string(l.Organization.ID): {Default: "feed"}},
		data.LevelLocation:     {},
	}
	for _, place := range l.Locations {
		l.Provenance[data.LevelLocation][string(place.ID)] = data.Provenance{Default: "page"}
	}
	l.Origins = map[data.RecordID]data.Origin{
		"page": {Record: "page", Source: "oak", SourceName: "Oak Trust's pages", URL: "https://oak.example.org/lunch", SeenOn: mustDate("2026-02-01")},
		"feed": {Record: "feed", Source: "leeds", SourceName: "A council's feed", AssertedOn: mustDate("2024-05"), ConfirmedOn: mustDate("2023-01-02")},
	}
	return data.Exported{
		Listing: l, Changed: time.Date(2026, 2, 1, 9, 30, 0, 0, time.UTC),
		Sources: map[data.SourceKey]data.Source{"oak": {Key: "oak"}, "leeds": {Key: "leeds", URL: "https://feed.example.org/v3"}},
		Readings: map[data.RecordID]data.RecordReading{
			"page": {ReadAt: time.Date(2026, 1, 31, 23, 0, 0, 0, time.UTC), Found: data.ReadFound([]byte(`{"how":{"name":{"where":"selector h1"},
				"phone":{"where":"link tel:","sure":"read"},"address":{"where":"address","sure":"likely"},"postcode":{"where":"text"},"audience":{"where":"dl"}}}`))},
			"feed": {ReadAt: time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)},
		},
	}
}

var testExport = Export{Topics: topics, Provenance: true, Lines: map[string]Line{"samaritans": {
	Phones:    []data.Phone{{Number: "116 123"}, {Number: "01134960000"}},
	Schedules: []data.Schedule{{ID: data.ElementID(testID("line")), Freq: "WEEKLY", ByDay: "MO"}},
}}}

func exportFull(t testing.TB) ServiceV3 {
	t.Helper()
	out, err := testExport.Service(exportedFull())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The example shows a service with everything that an export can say of it.
func TestExportExample(t *testing.T) {
	var got bytes.Buffer
	encoder := json.NewEncoder(&got)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(exportFull(t)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "service.json")
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got.Bytes()) {
		t.Errorf("the export is not that of %s; look at the difference after go test -run TestExportExample -update", file)
	}
}

// Each field leads to the record that set it and, on a page, to the place where it stood.
func TestExportProvenance(t *testing.T) {
	out := exportFull(t)
	if out.SourceURL != "https://oak.example.org/lunch" || out.Organization.SourceURL != "https://feed.example.org/v3" || time.Time(out.LastModified).IsZero() {
		t.Errorf("%q %q %v", out.SourceURL, out.Organization.SourceURL, out.LastModified)
	}
	phone := "phones/" + testID("p")
	for _, c := range []struct {
		fields                                 ProvenanceV3
		path, record, where, sure, read, dated string
	}{
		{out.Provenance, "name", "page", "selector h1", "", "2026-01-31", ""},
		{out.Provenance, "eligibility_description", "page", "dl", "", "2026-01-31", ""},
		{out.Provenance, "phones/" + testID("p2") + "/number", "page", "link tel:", "read", "2026-01-31", ""},
		{out.Provenance, phone + "/number", "feed", "", "", "2026-01-01", "2024-05"},
		{out.Provenance, "schedules/" + testID("sc") + "/byday", "feed", "", "", "2026-01-01", "2024-05"},
		{out.ServiceAtLocations[0].Location.Provenance, "name", "page", "", "", "2026-01-31", ""},
		{out.Organization.Provenance, "name", "feed", "", "", "2026-01-01", "2024-05"},
		{out.ServiceAtLocations[0].Location.Provenance, "address/city", "page", "address", "likely", "2026-01-31", ""},
		{out.ServiceAtLocations[0].Location.Provenance, "address/postal_code", "page", "text", "", "2026-01-31", ""},
	} {
		o := c.fields[c.path]
		if o.Record != c.record || o.Where != c.where || o.Sure != c.sure || o.ReadOn != c.read || o.AssertedOn != c.dated || o.SourceName == "" {
			t.Errorf("%s: %+v", c.path, o)
		}
	}
	paths, err := data.Paths(full().Service)
	if err != nil {
		t.Fatal(err)
	}
	withheld := string(full().Service.ServiceAtLocations[1].ID)
	for _, path := range paths {
		if _, ok := out.Provenance[path]; ok == strings.Contains(path, withheld) {
			t.Errorf("%s: told %v", path, ok)
		}
	}
}

// A withheld place is in no part of an export, and neither are ids that may be made of its address.
func TestExportKeepsWithheldPlacesSecret(t *testing.T) {
	refuge, at := full().Locations[1], full().Service.ServiceAtLocations[1]
	all := string(encode(t, exportFull(t)))
	for _, secret := range []string{refuge.Name, refuge.Address.Line1, refuge.Address.Postcode, string(refuge.ID), string(at.ID), at.Phones[0].Number} {
		if strings.Contains(all, secret) {
			t.Errorf("%q is told", secret)
		}
	}
	if l := exportFull(t).ServiceAtLocations[1].Location; l.SourceURL != "" || l.Provenance != nil {
		t.Errorf("%+v", l)
	}
}

// A listing only names its crisis line, which nobody elsewhere knows by that name: its number goes with it, once.
func TestExportSaysTheNumberOfTheLine(t *testing.T) {
	out := exportFull(t)
	if n := len(out.Phones); n != 3 || out.Phones[2].Number != "116 123" || out.Phones[2].ID == "" || len(out.Schedules) != 3 {
		t.Errorf("%+v", out.Phones)
	}
	listing := exportedFull()
	listing.Service.Schedules, listing.Service.ServiceAtLocations = nil, nil
	quiet, err := testExport.Service(listing)
	if err != nil || len(quiet.Schedules) != 1 {
		t.Errorf("%v, %+v", err, quiet.Schedules)
	}
}

// A service of which nobody said when it was right does not come back as right on the day of the export.
func TestExportMakesNothingNewer(t *testing.T) {
	for said, want := range map[string]string{"2024-05-01": "2024-05-01", "2024-05": "2024-05", "": ""} {
		listing := exportedFull()
		listing.Origins = map[data.RecordID]data.Origin{"page": {Record: "page"}, "feed": {Record: "feed"}}
		if said != "" {
			listing.Origins["page"] = data.Origin{Record: "page", AssertedOn: mustDate(said)}
		}
		out, err := testExport.Service(listing)
		if err != nil {
			t.Fatal(err)
		}
		submission, _ := read(t, string(encode(t, out)))
		if got := submission.Records[0].AssertedOn.String(); got != want {
			t.Errorf("asserted %q is read again as %q", said, got)
		}
	}
}

// Addresses without a postcode lack what the standard requires of an address, and are not lost for it.
func TestAddressWithoutPostcode(t *testing.T) {
	listing := full()
	written := data.Address{Line1: "The green hut", City: "Otley", Postcode: "by the river"}
	listing.Locations[0].Address = written
	listing.Organization.Addresses[0] = data.Address{ID: data.ElementID(testID("oa")), Line1: "PO Box 1", City: "Otley"}
	listing.Organization.AlternateNames = []string{"Oak", "The Oak"}
	out := Service(listing)
	if l := out.ServiceAtLocations[0].Location; l.Addresses != nil || l.Description != "The green hut, Otley, by the river" {
		t.Errorf("%+v", l)
	}
	submission, _ := read(t, string(encode(t, out)))
	if l := submission.Locations[0].Doc; l.Address != written || l.Description != "" {
		t.Errorf("%+v", l)
	}
	o := submission.Organization.Doc
	if len(o.Addresses) != 1 || o.Addresses[0].City != "Otley" || o.Description != "" || len(o.AlternateNames) != 2 {
		t.Errorf("%+v", o)
	}
}
