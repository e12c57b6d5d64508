package openreferral

import (
	"fmt"
	"slices"
	"testing"

	"fingerpost/data"
)

// place reads a service at one location.
func place(t *testing.T, location string) (data.Draft[data.Location], []data.Problem) {
	t.Helper()
	submission, problems := read(t, `{"id":"s","name":"A","service_at_locations":[{"id":"at","location":`+location+`}]}`)
	if len(submission.Locations) != 1 || len(submission.Service.Doc.ServiceAtLocations) != 1 {
		t.Fatalf("%s: %+v", location, submission.Locations)
	}
	return submission.Locations[0], problems
}

func TestAddresses(t *testing.T) {
	for location, want := range map[string]string{
		`{"id":"l","physical_addresses":[{"address_1":"1 High St","city":"Leeds","state_province":"England","postal_code":"ls14ap"}]}`: "l [1 High St Leeds LS1 4AP]",
		`{"id":"l","addresses":[{"address_type":"postal","address_1":"PO Box 1"},{"address_type":"physical","address_1":"2 Low Rd"}]}`: "l [2 Low Rd]",
		`{"id":8,"name":"Hall","address_1":"Main Street","city":"Wing","state_province":"Buckinghamshire","postal_code":"LU7 ONY"}`:    "8 [Main Street Wing Buckinghamshire LU7 0NY]",
		`{"id":"l","address":"12 High St, Leeds LS1 4AP"}`:                                                                             "l [12 High St, Leeds LS1 4AP LS1 4AP]",
		`{"name":"Hall","postal_code":"LS1 4AP"}`:                                                                                      "address:ls1 4ap hall [LS1 4AP]",
		`{"addresses":[{"address_1":"12 High St.","postal_code":"LS1 4AP"}]}`:                                                          "address:ls1 4ap 12 high st [12 High St. LS1 4AP]",
		`{"name":"Village hall"}`: "address:village hall []",
	} {
		l, _ := place(t, location)
		if got := fmt.Sprint(l.OwnID, " ", l.Doc.Address.Lines()); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", location, got, want)
		}
	}
}

func TestPoints(t *testing.T) {
	tests := []struct {
		location string
		want     string
		missing  bool
	}{
		{`{"id":1,"geometry":{"type":"Point","coordinates":[-0.986144,51.9]}}`, "51.9 -0.986144", false},
		{`{"id":1,"latitude":"53.79","longitude":-1.54}`, "53.79 -1.54", false},
		{`{"id":1,"name":"x","geometry":{"type":"Point","coordinates":[0,0]}}`, "", true},
		{`{"id":1,"name":"x","latitude":53.79}`, "", true},
		{`{"id":1,"name":"x","longitude":53.79,"latitude":null}`, "", true},
		{`{"id":1,"name":"x","latitude":"NaN","longitude":"1e999"}`, "", true},
		{`{"id":1,"name":"x","geometry":{"type":"Point","coordinates":[1]}}`, "", true},
		{`{"id":1,"name":"x","geometry":{"type":"Polygon","coordinates":[[[0,1]]]}}`, "", false},
		{`{"id":1,"name":"x","geometry":null,"latitude":"","longitude":null}`, "", false},
	}
	for _, test := range tests {
		l, problems := place(t, test.location)
		got := ""
		if p := l.Doc.Point; p != nil {
			got = fmt.Sprint(p.Latitude, p.Longitude)
		}
		if got != test.want || slices.Contains(kinds(problems), data.PointMissing) != test.missing {
			t.Errorf("%s: %q, %v", test.location, got, problems)
		}
	}
}

func TestLocationTypes(t *testing.T) {
	for location, want := range map[string]data.LocationType{
		`{"id":1,"name":"Hall"}`:                                                  data.Physical,
		`{"id":1,"name":"Online","location_type":"physical"}`:                     data.Virtual,
		`{"id":1,"name":"Virtual"}`:                                               data.Virtual,
		`{"id":1,"location_type":"virtual"}`:                                      data.Virtual,
		`{"id":1,"name":"x","location_type":"postal"}`:                            data.Postal,
		`{"id":1,"addresses":[{"address_1":"PO Box 1","address_type":"postal"}]}`: data.Postal,
		`{"id":1,"name":"x","location_type":"cave"}`:                              data.Physical,
	} {
		if l, _ := place(t, location); l.Doc.Type != want {
			t.Errorf("%s: %s", location, l.Doc.Type)
		}
	}
}

func TestWithheld(t *testing.T) {
	for location, want := range map[string]bool{
		`{"id":1,"name":"x","mask_exact_address":false}`:                                        false,
		`{"id":1,"name":"x","mask_exact_address":null}`:                                         false,
		`{"id":1,"name":"x","mask_exact_address":true}`:                                         true,
		`{"id":1,"name":"x","mask_exact_address":"true"}`:                                       true,
		`{"id":1,"mask_exact_address":true}`:                                                    true,
		`{"id":1,"name":"x","attributes":[{"taxonomy_term":{"name":"Confidential address"}}]}`:  true,
		`{"id":1,"name":"x","attributes":[{"link_type":"mask_exact_address","value":"true"}]}`:  true,
		`{"id":1,"name":"x","attributes":[{"link_type":"mask_exact_address","value":"false"}]}`: false,
	} {
		if l, _ := place(t, location); l.Doc.Withheld != want {
			t.Errorf("%s: %v", location, l.Doc.Withheld)
		}
	}
	submission, _ := read(t, `{"id":"s","name":"Refuge","mask_exact_address":true,"locations":[{"id":1,"postal_code":"LS1 4AP"},{"id":2,"name":"Office"}]}`)
	for _, l := range submission.Locations {
		if !l.Doc.Withheld {
			t.Error("a place of a service that is masked")
		}
	}
}

func TestPlacesOfOneService(t *testing.T) {
	submission, _ := read(t, `{"id":"s","name":"A","locations":[{"id":5,"name":"Hall"},{"id":6,"name":"Church","mask_exact_address":true},{"name":""},null],
		"service_at_locations":[
			{"id":"at","location_id":"5","regular_schedule":[{"weekday":"Monday","opens_at":"10:00"}],"phones":[{"number":"0113 496 0000"}]},
			{"id":"at","location":{"id":"6","name":"Church"}},
			{"id":"gone","location_id":"9"},
			{"id":"again","location":{"id":"5","name":"Hall"}}]}`)
	s := submission.Service.Doc
	if len(submission.Locations) != 2 || len(s.ServiceAtLocations) != 2 || !submission.Locations[1].Doc.Withheld {
		t.Fatalf("%+v\n%+v", submission.Locations, s.ServiceAtLocations)
	}
	at := s.ServiceAtLocations[0]
	if at.ID != data.Mint[data.ServiceAtLocationID]("service_at_location", "test-feed", "at") || at.LocationID != data.Mint[data.LocationID](data.LevelLocation, "test-feed", "5") {
		t.Errorf("ids %+v", at)
	}
	if len(at.Schedules) != 1 || len(at.Phones) != 1 {
		t.Errorf("%+v", at)
	}
}

func TestAccessibility(t *testing.T) {
	l, _ := place(t, `{"id":1,"name":"x","accessibilities":[{"name":"Car parking","slug":"car-parking"},{"name":"Car parking"},{"name":""}],
		"accessibility_for_disabilities":[{"id":"a","accessibility":"Ramp"}],"accessibility":[{"description":"Loop","details":"Switch to T"},{"id":"b"}]}`)
	var got []string
	for _, a := range l.Doc.Accessibility {
		got = append(got, a.Description)
	}
	if fmt.Sprint(got) != "[Loop. Switch to T Ramp Car parking]" {
		t.Error(got)
	}
}
